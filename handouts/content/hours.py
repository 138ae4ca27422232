"""Opening hours in the reader's language: CLDR's names of days and forms of times, European digits.

`Mon–Fri: 9:00 AM – 5:00 PM; Sun: closed`. Days with the same hours stand together, Monday first. Twelve or twenty-four
hours as CLDR has it for the language, each time whole, so that nobody has to guess which half of the day is meant.
On right-to-left pages a time is a left-to-right isolate and a range is left to the page's direction: its beginning is
on the right, where reading begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from babel import Locale, localedata
from babel.dates import DateTimeFormat, get_period_id, parse_pattern

from handouts.content.dates import NO_LANGUAGE, names_are_borrowed
from handouts.content.isolates import isolate_left_to_right
from handouts.sources.languages import SOURCE_LANGUAGE, is_right_to_left, locale_of
from handouts.sources.model import Language
from handouts.sources.opening_hours import HOLIDAYS, MINUTES_OF_DAY, WHOLE_DAY, Day, OpeningHours, Span

_NO_BREAK = "\u00a0"
_DASH = "\u2013"
_DIGITS = re.compile(r"[0-9]+[^\w\s][0-9]+")


@dataclass(frozen=True, slots=True)
class HoursWords:
    """What hours say in words, in the page's language."""

    closed: str
    all_day: str
    """Of a day: 24 hours."""
    always: str
    """24 hours a day, every day."""
    public_holidays: str


def hours_text(hours: OpeningHours, language: Language, words: HoursWords) -> str:
    """The hours as they are printed, with the isolates that a right-to-left page needs."""
    return _Printer(language, words).text(hours)


def weekday_names(language: Language) -> tuple[str, ...]:
    """Seven short names, Monday first; the English ones where `weekdays_are_english`."""
    if language.weekdays:
        return language.weekdays
    locale = Locale(SOURCE_LANGUAGE) if weekdays_are_english(language) else locale_of(language.tag) or NO_LANGUAGE
    return tuple(locale.days["format"]["abbreviated"][day] for day in range(HOLIDAYS))


def weekdays_are_english(language: Language) -> bool:
    """Whether CLDR has no names of days in this language, and `weekdays` gives none."""
    if language.weekdays:
        return False
    locale = locale_of(language.tag) or NO_LANGUAGE
    # Only "format" names: Babel writes the aliases among the "stand-alone" ones into data that all locales share.
    no_names = localedata.load("root")["days"]["format"]["wide"]
    return names_are_borrowed(locale) or bool(locale.days["format"]["wide"] == no_names)


class _Clock(DateTimeFormat):
    """A time of day whose end is 24:00 and whose twelve o'clocks are noon and midnight, where CLDR has these words."""

    def __init__(self, minutes: int, locale: Locale) -> None:
        super().__init__(time(minutes // 60 % 24, minutes % 60), locale)
        self._ends_day = minutes == MINUTES_OF_DAY
        period = get_period_id(self.value, locale=locale)
        twelves = locale.day_periods["format"]["abbreviated"]
        self._twelve = str(twelves.get(period, "")) if period in ("noon", "midnight") else ""

    def __getitem__(self, field: str) -> str:
        if field[0] == "H" and self._ends_day:
            return "24"
        return self._twelve if field[0] == "a" and self._twelve else super().__getitem__(field)


class _Printer:
    """Hours in one language."""

    def __init__(self, language: Language, words: HoursWords) -> None:
        self._language = language
        self._words = words
        self._locale = locale_of(language.tag) or NO_LANGUAGE
        self._right_to_left = is_right_to_left(language.tag)
        self._names = weekday_names(language)
        self._pattern = parse_pattern(language.time_pattern or str(self._locale.time_formats["short"]))
        self._between = re.sub(r"\{[01]\}", "", str(self._locale.interval_formats[None]))

    def text(self, hours: OpeningHours) -> str:
        week, holidays = hours.days[:HOLIDAYS], hours.days[HOLIDAYS]
        if hours.every_hour_of_the_week:
            parts = [self._words.always]
        else:
            parts = [self._part(self._days(week, day), day) for day in dict.fromkeys(week) if day is not None]
        if holidays is not None:
            parts.append(self._part(self._words.public_holidays, holidays))
        return self._language.semicolon.join(parts)

    def _part(self, days: str, spans: tuple[Span, ...]) -> str:
        """No line ends between the days and their first time."""
        colon = self._language.colon.replace(" ", _NO_BREAK)
        return f"{days}{colon}{self._times(spans)}"

    def _days(self, week: Sequence[Day], hours: Day) -> str:
        """The days that have these hours: three or more in a row as a range."""
        runs: list[list[str]] = [[]]
        for name, day in zip(self._names, week, strict=True):
            if day == hours:
                runs[-1].append(name)
            elif runs[-1]:
                runs.append([])
        parts: list[str] = []
        for run in runs:
            parts += [self._range(run[0], run[-1])] if len(run) > 2 else run
        return self._language.list_separator.join(parts)

    def _times(self, spans: tuple[Span, ...]) -> str:
        if not spans:
            return self._words.closed
        if spans == WHOLE_DAY:
            return self._words.all_day
        return self._language.list_separator.join(
            self._range(self._time(span.start), self._time(span.end)) for span in spans
        )

    def _time(self, minutes: int) -> str:
        written = re.sub(r"\s", _NO_BREAK, self._pattern % _Clock(minutes, self._locale))
        if not self._right_to_left:
            return written
        return _DIGITS.sub(lambda digits: isolate_left_to_right(digits.group()), written)

    def _range(self, first: str, last: str) -> str:
        """Two days or times and what CLDR puts between them: a dash or a word.

        A dash has spaces where the ends have some. A line may then end behind it, and not before.
        """
        sign = self._between.strip()
        spaced = re.search(r"\s", first + last) if sign == _DASH else sign != self._between
        return f"{first}{_NO_BREAK}{sign} {last}" if spaced else f"{first}{sign}{last}"
