"""Which numbers are to be called, what to dial from where the caller sits, and when each was found right last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import phonenumbers

from handouts.content.dial import printed_for_whatsapp, printed_from, sides_of
from handouts.content.what_changed import in_words as day_in_words
from handouts.errors import UsageError
from handouts.sources import model
from handouts.sources.calls import Call
from handouts.sources.edits import Edit, insert, remove, replace
from handouts.sources.load import Data
from handouts.sources.sides import SideOfBorder
from handouts.sources.yaml_document import Steps


class Dialled(NamedTuple):
    """What is dialled from one side; `words`: "From the U.S.", `code`: "USA"."""

    country: str
    words: str
    printed: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class NumberToCall:
    """One number, once for each organisation that has it. `dialled`: by side, in the order of the data. `where`: the
    cities on whose sheets it stands."""

    number: str  # E.164, or a short code
    organisation: str
    where: tuple[str, ...]
    service: str
    dialled: tuple[Dialled, ...]
    details: tuple[str, ...]  # WhatsApp, label, extension, keys, hours, languages, in English
    verified: date | None
    found: Call | None  # what a later call found that is not "works"


class Standing(NamedTuple):
    """How far the numbers are verified. `since`: the oldest day; `old`: verified longer ago than the limit; `doubted`:
    a later call found something else than "works"."""

    numbers: int
    verified: int
    since: date | None
    old: int
    doubted: int


def standing(data: Data, calls: Iterable[Call], today: date) -> Standing:
    """Of all numbers that are printed, each once."""
    days: dict[str, date | None] = {}
    for _, each in _numbers(data):
        number = each.number or each.short or ""
        days[number] = max(filter(None, (days.get(number), each.verified)), default=None)
    known = [day for day in days.values() if day is not None]
    limit = data.handout.limits.calls_days
    latest = _latest(calls)
    return Standing(
        numbers=len(days),
        verified=len(known),
        since=min(known, default=None),
        old=sum((today - day).days > limit for day in known),
        doubted=sum(_doubts(latest.get(number), day) is not None for number, day in days.items()),
    )


def numbers_to_call(data: Data, calls: Iterable[Call], cities: Sequence[str] = ()) -> tuple[NumberToCall, ...]:
    """Every number that is printed, sorted by organisation, each once. `cities`: only theirs, and those of all."""
    latest = _latest(calls)
    found: dict[tuple[str, str], NumberToCall] = {}
    for holder, organisation in _organisations(data):
        if cities and isinstance(holder, model.City) and holder.id not in cities:
            continue
        where = holder.name if isinstance(holder, model.City) else "all cities"
        for number in model.not_paused(organisation.numbers):
            text = number.number or number.short or ""
            known = found.get((organisation.name, text))
            places = tuple(dict.fromkeys((*(known.where if known else ()), where)))
            days = filter(None, (number.verified, known.verified if known else None))
            verified = max(days, default=None)
            found[organisation.name, text] = NumberToCall(
                number=text,
                organisation=organisation.name,
                where=places,
                service=_in_english(data, "service", organisation.service),
                dialled=_dialled(data, number),
                details=tuple(_details(data, number)),
                verified=verified,
                found=_doubts(latest.get(text), verified),
            )
    return tuple(sorted(found.values(), key=lambda each: each.organisation.casefold()))


def _organisations(data: Data) -> Iterator[tuple[model.City | model.Group, model.Organisation]]:
    holders: tuple[model.City | model.Group, ...] = (*data.directory.cities, *data.directory.groups)
    for holder in holders:
        for organisation in model.not_paused(holder.organisations):
            yield holder, organisation


def _numbers(data: Data) -> Iterator[tuple[model.Organisation, model.Number]]:
    for _, organisation in _organisations(data):
        for number in model.not_paused(organisation.numbers):
            yield organisation, number


def _latest(calls: Iterable[Call]) -> dict[str, Call]:
    found: dict[str, Call] = {}
    for call in calls:
        if call.number not in found or call.on >= found[call.number].on:
            found[call.number] = call
    return found


def _doubts(call: Call | None, verified: date | None) -> Call | None:
    return call if call is not None and (verified is None or call.on > verified) else None


def _dialled(data: Data, number: model.Number) -> tuple[Dialled, ...]:
    """From every side, whoever the number is meant for: the caller sits where the caller sits."""
    sides = data.handout.sides_of_border

    def dialled(side: SideOfBorder, printed: str) -> Dialled:
        return Dialled(side.country, side.from_ or "", printed, side.code or side.country)

    if number.number is None:
        return tuple(dialled(side, number.short or "") for side in sides_of(number, sides))
    if number.whatsapp == "only":
        return tuple(dialled(side, printed_for_whatsapp(number.number)) for side in sides)
    return tuple(dialled(side, printed_from(number.number, side)) for side in sides)


def _details(data: Data, number: model.Number) -> Iterator[str]:
    if number.whatsapp:
        yield "WhatsApp only: write" if number.whatsapp == "only" else "WhatsApp too"
    if number.label:
        yield _in_english(data, "label", number.label)
    if number.kind_label:
        yield _in_english(data, "label", number.kind_label)
    if number.extension:
        yield f"extension {number.extension}"
    if number.press:
        yield f"then press {number.press}"
    if number.call_from:
        words = {side.country: side.from_ for side in data.handout.sides_of_border}
        side = words.get(number.call_from) or f"from {number.call_from}"
        yield f"callers {side[:1].lower()}{side[1:]}"
    if number.hours:
        yield number.hours
    if number.hours_note:
        yield number.hours_note
    if number.languages:
        yield f"languages: {', '.join(number.languages)}"


def _in_english(data: Data, kind: str, text: str | None) -> str:
    """A word of the vocabulary by its id, or own words."""
    words: Mapping[str, str] = getattr(data.handout.vocabulary, kind)
    return words.get(text, text) if text else ""


# --- which number was called ----------------------------------------------------------------------------------------


def number_called(data: Data, typed: str) -> str:
    """The number of the data that was typed: with its country, or as it is dialled from a side. Raises UsageError where
    none or several are meant."""
    wanted = _digits(typed)
    dialled: dict[str, set[str]] = {}
    for _, each in _numbers(data):
        number = each.number or each.short or ""
        strings = (number, _national(number), *(dial.printed for dial in _dialled(data, each)))
        dialled.setdefault(number, set()).update(map(_digits, strings))
    found = [number for number, strings in dialled.items() if wanted in strings]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{typed} may be {' or '.join(found)}; give it with its country")
    near = [number for number in dialled if wanted and _digits(number).endswith(wanted[-4:])]
    hint = f"; perhaps {' or '.join(near)}" if near else "; directory.yaml has all of them"
    raise UsageError(f"no printed number is {typed}{hint}")


def _national(e164: str) -> str:
    if not e164.startswith("+"):
        return e164
    return str(phonenumbers.national_significant_number(phonenumbers.parse(e164, None)))


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789*#")


def verified_edits(data: Data, number: str, on: date) -> Iterator[Edit]:
    """That a number works, at every place in the directory where it stands; a later day stays."""
    for steps, each in _places(data):
        if (each.number or each.short) != number or (each.verified is not None and each.verified >= on):
            continue
        way = (*steps, "verified")
        yield replace(way, on) if each.verified is not None else insert(way, on)


def unverified_edits(data: Data, number: str, on: date) -> Iterator[Edit]:
    """That a number was called works on a day by mistake: taken back wherever that day stands."""
    for steps, each in _places(data):
        if (each.number or each.short) == number and each.verified == on:
            yield remove((*steps, "verified"))


def _places(data: Data) -> Iterator[tuple[Steps, model.Number]]:
    for top in ("groups", "cities"):
        for at, holder in enumerate(getattr(data.directory, top)):
            for index, organisation in enumerate(holder.organisations):
                for number, each in enumerate(organisation.numbers):
                    yield (top, at, "organisations", index, "numbers", number), each


def standing_in_words(standing_: Standing, limit_days: int) -> str:
    """`3 of 18 numbers are verified, since March 2, 2026`."""
    said = f"{standing_.verified} of {standing_.numbers} numbers are verified"
    if standing_.since is not None:
        said += f", the oldest on {day_in_words(standing_.since.isoformat())}"
    if standing_.old:
        said += f"; {standing_.old} longer than {limit_days} days ago"
    if standing_.doubted:
        said += f"; {standing_.doubted} did not work when last called"
    if standing_.verified < standing_.numbers:
        said += "; call the others: generate.py calls"
    return said
