"""Opening hours in the syntax of OpenStreetMap: `Mo-Fr 09:00-17:00; Sa 10:00-12:00`, `24/7`.

What can be printed in every language without a translator is this part of the specification (version 0.7.4,
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification):

- days `Mo Tu We Th Fr Sa Su` and public holidays `PH`, in ranges `Mo-Fr` (`Sa-Mo` too) and lists `Mo,We`; without
  days, times are those of every day from Monday to Sunday;
- times `09:00-12:00,13:00-17:00`, up to `24:00`, past midnight `22:00-02:00`; instead of times `off` or `closed`;
- `24/7`, the same as `Mo-Su 00:00-24:00`;
- rules behind each other: behind `;` one replaces what stood for its days, behind `,` it adds to it.

Small and capital letters, spaces, dashes for hyphens and a colon behind the days make no difference. Months, dates,
weeks, school holidays, the sun, open ends, comments and alternatives need words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handouts.wording import worded as _

MINUTES_OF_DAY: Final = 24 * 60
HOLIDAYS: Final = 7
"""The place of public holidays behind Monday (0) to Sunday (6)."""

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
_EXAMPLE: Final = '"Mo-Fr 09:00-17:00; Sa 10:00-12:00"'

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS_LISTED = rf"(?:{_DAY}-{_DAY}|{_DAY}|PH)(?:,(?:{_DAY}-{_DAY}|{_DAY}|PH))*"
_TIME = "[0-9]{1,2}:[0-9]{2}"
_SPANS = rf"{_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*"
_RULE = re.compile(
    rf"(?:(?P<days>{_DAYS_LISTED}) )?(?P<hours>{_SPANS})|(?P<closed>{_DAYS_LISTED}) (?:off|closed)|24/7", re.IGNORECASE
)
# Behind a time, off or closed, and before a day.
_COMMA_BETWEEN_RULES = re.compile(rf"(?<=[0-9fd]),(?={_DAY}|PH)", re.IGNORECASE)

# The parts of a text: those of the syntax, whether they are printed or not, and others up to the next space.
_PRINTED = rf"24/7|{_TIME}|(?:{_DAY}|PH|off|closed)(?![^\W_])|[0-9]+|[-,;]"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NOT_PRINTED = rf'(?:{_MONTHS}|SH|week|easter|sunrise|sunset|dawn|dusk)(?![^\W_])|"[^"]*"|\|\||[+:()\[\]/]'
_PART = re.compile(rf"(?P<printed>{_PRINTED})|(?P<not_printed>{_NOT_PRINTED})|(?P<other>[^\s,;]+|[^\s])", re.IGNORECASE)
_DAY_OR_TIME = re.compile(rf"24/7|{_TIME}|{_DAY}|PH", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2014\u2212]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` to `end`, in minutes since the day's midnight; an `end` above 1440 is on the next day."""

    start: int
    end: int


WHOLE_DAY: Final = (Span(0, MINUTES_OF_DAY),)

Day = tuple[Span, ...] | None
"""The spans of a day in order. Without any: closed, and the data say so; None: the data do not speak of the day."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of Monday to Sunday and, last, of public holidays."""

    days: tuple[Day, Day, Day, Day, Day, Day, Day, Day]

    @property
    def every_hour_of_the_week(self) -> bool:
        return all(day == WHOLE_DAY for day in self.days[:HOLIDAYS])


def is_opening_hours(text: str) -> bool:
    """Whether a text is meant in this syntax, rightly or wrongly: it has a day, a time or `24/7`, and no other words.

    `Mon-Fri 9-5` and `weekdays` are words for people; `Mo-Fr 9-5` is a mistake, which `parse_opening_hours` names.
    """
    parts = list(_PART.finditer(_plain(text)))
    return all(part["other"] is None for part in parts) and any(_DAY_OR_TIME.fullmatch(part.group()) for part in parts)


def parse_opening_hours(text: str) -> OpeningHours:
    """The hours that a text in this syntax names. Raises ValueError, `what is wrong; what would be right`."""
    plain = _plain(text)
    found = [_read(rule, adds) for rule, adds in _rules(plain)]
    if not found:
        raise ValueError(_("the hours are empty; write them as {example}, or delete the key", example=_EXAMPLE))
    days: list[Day] = [None] * len(_DAYS)
    by_rule: list[int | None] = [None] * len(_DAYS)  # which rule a day's hours come from
    for number, rule in enumerate(found):
        for day in rule.days:
            before = days[day]
            days[day] = _joined(before, rule.spans, _DAYS[day]) if rule.adds and before else rule.spans
            if not rule.adds:
                by_rule[day] = number
    for number, rule in enumerate(found):
        if not rule.adds and number not in by_rule:
            raise ValueError(
                _(
                    '"{text}" is replaced by what stands behind it, since the last rule for a day is the one '
                    'that counts; write all times of a day in one rule, as "Mo-Fr 09:00-12:00,13:00-17:00", or '
                    "delete it",
                    text=rule.text,
                )
            )
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays = days
    return OpeningHours((monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays))


def checked_hours(text: str) -> str:
    """Hours in this syntax, or words for people. Raises ValueError as `parse_opening_hours`."""
    if is_opening_hours(text):
        parse_opening_hours(text)
    return text


@dataclass(frozen=True, slots=True)
class _Rule:
    text: str
    days: tuple[int, ...]
    spans: tuple[Span, ...]
    adds: bool


def _plain(text: str) -> str:
    """With single spaces between days and times and none around signs."""
    typed = re.sub(r"\s+", " ", _DASHES.sub("-", text))
    joined = re.sub(r" ?([-,;:]) ?", r"\1", typed).strip(" ;")
    return re.sub(rf"({_DAY}|PH):(?=[0-9])", r"\1 ", joined, flags=re.IGNORECASE)


def _rules(plain: str) -> Iterator[tuple[str, bool]]:
    """Each rule, and whether it adds to what stands before it."""
    for rule in filter(None, plain.split(";")):
        for place, part in enumerate(_COMMA_BETWEEN_RULES.split(rule)):
            yield part, place > 0


def _read(text: str, adds: bool) -> _Rule:
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(_what_is_wrong(text))
    if match["closed"]:
        return _Rule(text, _days(match["closed"]), (), adds)
    if match["hours"] is None:
        return _Rule(text, tuple(range(HOLIDAYS)), WHOLE_DAY, adds)
    days = _days(match["days"]) if match["days"] else tuple(range(HOLIDAYS))
    spans = tuple(_span(part) for part in match["hours"].split(","))
    return _Rule(text, days, _joined((), spans, text), adds)


def _days(text: str) -> tuple[int, ...]:
    """`mo-we,fr` -> 0, 1, 2, 4."""
    days: set[int] = set()
    for part in text.split(","):
        first, _hyphen, last = part.partition("-")
        start = _place(first)
        length = (_place(last) - start) % HOLIDAYS if last else 0
        if last and not length:
            raise ValueError(
                _('"{part}" begins and ends with the same day; write "{first}" or "Mo-Su"', part=part, first=first)
            )
        days.update((start + step) % HOLIDAYS if start < HOLIDAYS else start for step in range(length + 1))
    return tuple(sorted(days))


def _span(text: str) -> Span:
    start, end = (_minutes(time) for time in text.split("-"))
    if start >= MINUTES_OF_DAY or end > 2 * MINUTES_OF_DAY:
        raise ValueError(
            _('"{text}" does not begin on this day and end by the next; write times from 00:00 to 24:00', text=text)
        )
    if end > MINUTES_OF_DAY:
        end -= MINUTES_OF_DAY
        right = f"{text.partition('-')[0]}-{end // 60:02}:{end % 60:02}"
        raise ValueError(_('"{text}" ends after 24:00; write "{right}"', text=text, right=right))
    if start == end:
        raise ValueError(_('"{text}" begins when it ends; write "00:00-24:00" if the whole day is meant', text=text))
    return Span(start, end if end > start else end + MINUTES_OF_DAY)


def _minutes(time: str) -> int:
    hours, minutes = map(int, time.split(":"))
    if minutes > 59 or hours > 48:
        raise ValueError(_('"{time}" is no time of day; write hours and minutes from 00:00 to 24:00', time=time))
    return 60 * hours + minutes


def _joined(before: tuple[Span, ...], more: tuple[Span, ...], where: str) -> tuple[Span, ...]:
    spans = tuple(sorted((*before, *more)))
    starts = [span.start for span in spans]
    for span, next_start in zip(spans, (*starts[1:], starts[0] + MINUTES_OF_DAY), strict=True):
        if span.end > next_start:
            raise ValueError(
                _(
                    'in "{where}" times overlap; write each part of the day once, as "09:00-12:00,13:00-17:00"',
                    where=where,
                )
            )
    return spans


def _place(day: str) -> int:
    """0 for Monday to 7 for public holidays."""
    return [name.lower() for name in _DAYS].index(day.lower())


def _what_is_wrong(rule: str) -> str:
    unprinted = [part.group() for part in _PART.finditer(rule) if part["printed"] is None]
    if unprinted:
        return _(
            '"{part}" in "{rule}" is no day, time, "off" or "PH", and only these need no translator; '
            "write hours as {example}, and what they can't say in words as hours_note",
            part=unprinted[0],
            rule=rule,
            example=_EXAMPLE,
        )
    if re.fullmatch(_DAYS_LISTED, rule, re.IGNORECASE):
        return _('"{rule}" has no times; write them, as "{rule} 09:00-17:00", or "{rule} off"', rule=rule)
    if rule.lower() in ("off", "closed"):
        return _('"{rule}" has no days; write "Mo-Su off" if it is never open', rule=rule)
    if re.fullmatch(rf"{_DAYS_LISTED} 24/7", rule, re.IGNORECASE):
        return _('"24/7" is for all days; write "{days}00:00-24:00"', days=rule.removesuffix("24/7"))
    if re.search(r"(?<![0-9:])[0-9]{1,2}(?![0-9:])", rule):
        return _('"{rule}" has hours without minutes; write them from 00:00 to 24:00, as "09:00-17:00"', rule=rule)
    return _('"{rule}" is not days and then times from-to; write it as "Mo-Fr 09:00-12:00,13:00-17:00"', rule=rule)
