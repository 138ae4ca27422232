"""How old the information is, in words and days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_MONTHS = 12
DAYS_IN_WORDS = 60
"""Up to here in days: "two months" would be too coarse."""


class Age(NamedTuple):
    """`days`: below 0 for a day that has not come. `words`: "5 years and 7 months old"; empty for such a day."""

    days: int
    words: str


def age_of(day: date, today: date) -> Age:
    """How old what was true on a day is by another."""
    days = (today - day).days
    years, months = years_and_months(day, today)
    if days < 0:
        return Age(days, "")
    if days < 1:
        return Age(days, "of today")
    if days < DAYS_IN_WORDS:
        return Age(days, f"{_count(days, 'day')} old")
    parts = [_count(years, "year")] * (years > 0) + [_count(months, "month")] * (months > 0)
    return Age(days, f"{' and '.join(parts)} old")


def years_and_months(day: date, today: date) -> tuple[int, int]:
    """Whole years between two days, and whole months besides."""
    months = (today.year - day.year) * _MONTHS + today.month - day.month - (today.day < day.day)
    return divmod(months, _MONTHS)


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'s' * (number != 1)}"
