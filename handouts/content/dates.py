"""Dates in the reader's language: CLDR's long form, Gregorian calendar, digits 0 to 9, as numbers have them."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel.core import get_global
from babel.dates import DateTimeFormat, parse_pattern

from handouts.sources.languages import locale_of
from handouts.sources.model import Language

_FIELD = re.compile(r"%\((\w)\w*\)s")
NO_LANGUAGE = Locale("root")
"""CLDR's data of no language: digits, and no names."""


class _OwnMonths(DateTimeFormat):
    """A date whose month names come from `data/languages.yaml` instead of CLDR."""

    def __init__(self, day: date, locale: Locale, months: tuple[str, ...]) -> None:
        super().__init__(day, locale)
        self._month = months[day.month - 1]

    def format_month(self, char: str, num: int) -> str:
        return self._month if num > 2 else super().format_month(char, num)


def long_date(language: Language, day: date) -> str:
    """`7 de abril de 2021`. By `date_pattern` and `months` of the language where it has them; `2021-04-07` where nobody
    says how a date is written in it (`date_is_in_figures`).

    Raises ValueError where the pattern does not print exactly a date, or where months are wanted that CLDR does not
    have of the language itself (it fills Haitian Creole with French ones, others with `M04`).
    """
    if date_is_in_figures(language):
        return day.isoformat()
    locale = locale_of(language.tag) or NO_LANGUAGE
    pattern = parse_pattern(language.date_pattern or str(locale.date_formats["long"]))
    fields = {"M" if field == "L" else field for field in _FIELD.findall(str(pattern.format))} - {"G"}
    if fields != {"y", "M", "d"}:
        raise ValueError(
            f'date_pattern "{pattern}" of {language.tag} does not print a day, a month and a year and nothing else; '
            "write it in CLDR's letters, as \"d 'de' MMMM 'de' y\""
        )
    if language.months:
        return pattern % _OwnMonths(day, locale, language.months)
    written = pattern % DateTimeFormat(day, locale)
    if names_are_borrowed(locale) or re.search(r"\bM\d\d\b", written):
        raise ValueError(
            f"CLDR has no month names of {language.tag}; give the twelve of them as months: [...] in languages.yaml"
        )
    return written


def date_is_in_figures(language: Language) -> bool:
    """Whether neither CLDR nor the language's block says how a date is written: then it is the one of ISO 8601, which
    is read alike everywhere."""
    if language.date_pattern:
        return False
    locale = locale_of(language.tag)
    return locale is None or (not language.months and _has_no_months(locale))


def names_are_borrowed(locale: Locale) -> bool:
    """Whether CLDR fills this language with the names of another one."""
    parent = get_global("parent_exceptions").get(str(locale))
    return parent is not None and Locale.parse(parent).language != locale.language


def _has_no_months(locale: Locale) -> bool:
    return str(locale.months["format"]["wide"][1]) == "M01"
