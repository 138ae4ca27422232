"""From a number of the directory to the strings that a finger types on each side of the border.

Grouping comes from libphonenumber's metadata; the dialling itself is: at home the national number (ten digits in the
U.S. and in Mexico), from Mexico `00` and from the U.S. `011`, then country and number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, Protocol
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from handouts.content.flyer import DialString, NumberRow, Side
from handouts.errors import InternalError
from handouts.sources.model import Number
from handouts.sources.telephone import is_toll_free

NumberForm = Literal["national", "hyphens"]

_COUNTRY_CODE = {Side.MEXICO: 52, Side.US: 1}
_ABROAD_PREFIX = {Side.MEXICO: "00", Side.US: "011"}
_SIDES = (Side.MEXICO, Side.US)


class DialWording(Protocol):
    """The words around numbers, in the flyer's language."""

    def call(self, number: str) -> str: ...
    def write_whatsapp(self, number: str) -> str: ...
    def extension(self, number: str) -> str: ...
    def then_press(self, keys: str) -> str: ...
    def label(self, english: str) -> str: ...
    def hours(self, number: Number) -> str: ...
    def languages(self, tags: Iterable[str]) -> str: ...
    def of_kind(self, words: str, number: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Grouped:
    """A number taken apart: country code, and the national number in the groups that its country writes."""

    number: PhoneNumber
    country: str
    groups: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def e164(self) -> str:
        return f"+{self.country}{self.digits}"


def number_rows(numbers: Iterable[Number], form: NumberForm, words: DialWording) -> tuple[NumberRow, ...]:
    """The rows of one organisation.

    A number that is dialled from both sides has a row of its own. Numbers for one side only are paired, from the
    top down on each side, except where a label, an extension or hours belong to one of them alone.
    """
    rows: list[NumberRow] = []
    open_rows: list[int] = []
    for number in numbers:
        row = _row(number, form, words)
        if number.whatsapp == "only" and not _has_words(number):
            continue
        alone = bool(
            len(sides_of(number)) > 1 or number.kind_label or number.extension or number.press or _has_words(number)
        )
        partner = None if alone else next((at for at in open_rows if _can_pair(rows[at], row)), None)
        if partner is None:
            rows.append(row)
            if not alone:
                open_rows.append(len(rows) - 1)
        else:
            first = rows[partner]
            rows[partner] = replace(
                first, from_mexico=first.from_mexico or row.from_mexico, from_us=first.from_us or row.from_us
            )
            open_rows.remove(partner)
    return tuple(rows)


def whatsapp_strings(numbers: Iterable[Number], form: NumberForm, words: DialWording) -> tuple[DialString, ...]:
    """The WhatsApp numbers of one organisation: the same string from both sides, with its `+`. One for WhatsApp alone
    that has words of its own is in a row with them."""
    found = (
        number.number
        for number in numbers
        if number.whatsapp and not (number.whatsapp == "only" and _has_words(number))
    )
    return tuple(whatsapp_string(e164, form, words) for e164 in found if e164)


def _has_words(number: Number) -> bool:
    return bool(number.label or number.languages or number.hours or number.hours_note)


def _can_pair(first: NumberRow, second: NumberRow) -> bool:
    return (first.from_mexico is None) != (second.from_mexico is None)


def sides_of(number: Number) -> tuple[Side, ...]:
    """The sides of the border from which it is dialled: a toll-free number from its own, unless the data say more."""
    if number.call_from is not None:
        return (Side(number.call_from),)
    if number.number is not None and is_toll_free(number.number):
        country = _grouped(number.number).number.country_code
        return tuple(side for side in _SIDES if _COUNTRY_CODE[side] == country) or _SIDES
    return _SIDES


def _row(number: Number, form: NumberForm, words: DialWording) -> NumberRow:
    kind_words = words.label(number.kind_label) if number.kind_label else ""
    label = words.label(number.label) if number.label else ""
    both = whatsapp_string(number.number, form, words) if number.number and number.whatsapp == "only" else None
    dials = {} if both else {side: _dial(number, side, form, words, kind_words) for side in sides_of(number)}
    return NumberRow(
        from_mexico=dials.get(Side.MEXICO),
        from_us=dials.get(Side.US),
        label=label if label != kind_words else "",
        extension=words.extension(number.extension) if number.extension else "",
        hours=words.hours(number),
        press=words.then_press(number.press) if number.press else "",
        kind=number.kind if kind_words else "",
        kind_words=kind_words,
        languages=words.languages(number.languages) if number.languages else "",
        from_both=both,
    )


def _dial(number: Number, side: Side, form: NumberForm, words: DialWording, kind_words: str) -> DialString:
    def spoken(shown: str) -> str:
        return words.of_kind(kind_words, shown) if kind_words else words.call(shown)

    if number.number is None:
        dial = _short_code(number.short or "", side, spoken)
        return replace(dial, href=f"sms:{quote(dial.e164, safe='*')}") if number.kind == "text" else dial
    grouped = _grouped(number.number)
    extension = f";ext={number.extension}" if number.extension else ""
    if grouped.number.country_code == _COUNTRY_CODE[side]:
        printed, digits = _at_home(grouped, form), grouped.digits
    else:
        prefix = _ABROAD_PREFIX[side]
        printed = _joined((prefix, grouped.country, *grouped.groups), form)
        digits = prefix + grouped.country + grouped.digits
    return DialString(
        side=side,
        printed=printed,
        digits=digits,
        e164=grouped.e164,
        href=f"{'sms' if number.kind == 'text' else 'tel'}:{grouped.e164}{extension}",
        spoken=spoken(_international(grouped, form)),
    )


def _short_code(code: str, side: Side, spoken: Callable[[str], str]) -> DialString:
    """RFC 3966: a number that is no global one needs the context in which it works; `#` must be percent-encoded."""
    href = f"tel:{quote(code, safe='*')};phone-context=+{_COUNTRY_CODE[side]}"
    return DialString(side=side, printed=code, digits=code, e164=code, href=href, spoken=spoken(code))


def whatsapp_string(e164: str, form: NumberForm, words: DialWording) -> DialString:
    """A number for WhatsApp: the same from everywhere."""
    grouped = _grouped(e164)
    printed = _international(grouped, form)
    return DialString(
        side=Side.BOTH,
        printed=printed,
        digits=grouped.e164,
        e164=grouped.e164,
        href=f"https://wa.me/{grouped.country}{grouped.digits}",
        spoken=words.write_whatsapp(printed),
    )


@cache  # every language and format asks for the same numbers
def _grouped(e164: str) -> _Grouped:
    """Raises InternalError where grouping would change a digit: no such string may reach paper."""
    number = phonenumbers.parse(e164, None)
    country = str(number.country_code)
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    groups = tuple(international.removeprefix(f"+{country}").replace("-", " ").split())
    grouped = _Grouped(number, country, groups)
    if grouped.e164 != e164 or not grouped.digits.isdecimal():
        raise InternalError(f"{e164} would be printed as {international}; please report it")
    return grouped


def _at_home(grouped: _Grouped, form: NumberForm) -> str:
    """`(619) 786-4866`, `664 208 8994`; without the trunk prefix that some metadata puts in front."""
    national = phonenumbers.format_number(grouped.number, PhoneNumberFormat.NATIONAL)
    only_digits = "".join(character for character in national if character.isdecimal())
    if form == "hyphens" or only_digits != grouped.digits:
        return _joined(grouped.groups, form)
    return national


def _international(grouped: _Grouped, form: NumberForm) -> str:
    return "+" + _joined((grouped.country, *grouped.groups), form)


def _joined(groups: tuple[str, ...], form: NumberForm) -> str:
    return ("-" if form == "hyphens" else " ").join(groups)
