"""What people write in the other columns -> values: yes and no, sides of the border, countries, days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from babel import Locale

from handouts.exchange.cells import Cell
from handouts.exchange.columns import letters_of
from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _

YES: Final = frozenset({"yes", "y", "si", "s", "x", "true", "verdadero", "1", "✓", "✔", "ok", "tambien"})
NO: Final = frozenset({"no", "n", "false", "falso", "0", ""})
ONLY: Final = frozenset({"only", "solo", "whatsapponly", "solowhatsapp", "unicamente"})
_BOTH: Final = frozenset({"", "both", "bothsides", "ambos", "amboslados", "either", "cualquiera"})
_ABBREVIATIONS: Final[Mapping[str, str]] = {
    "us": "US",
    "usa": "US",
    "eeuu": "US",
    "eua": "US",
    "unitedstatesofamerica": "US",
    "estadosunidosdeamerica": "US",
    "mex": "MX",
    "mx": "MX",
}
_KINDS: Final[Mapping[str, str]] = {
    "voice": "voice",
    "calls": "voice",
    "voz": "voice",
    "llamadas": "voice",
    "phone": "voice",
    "telefono": "voice",
    "text": "text",
    "sms": "text",
    "texto": "text",
    "mensajes": "text",
    "textmessages": "text",
    "fax": "fax",
    "tty": "tty",
    "tdd": "tty",
}
_ICONS: Final[Mapping[str, str]] = {"home": "home", "casa": "home", "child": "child", "nino": "child"}
# Day 0 of the 1900 system, as if that year had had a February 29.
_FIRST_DAY: Final = date(1899, 12, 30)
_LIKELY_SERIALS: Final = range(36526, 73051)  # 2000 to 2099


def yes_or_no(text: str) -> bool | str | None:
    """True, False, "only"; None for what is neither."""
    word = "".join(each for each in letters_of(text)) or text.strip(" -–—")
    if word in YES:
        return True
    if word in NO:
        return False
    return "only" if word in ONLY else None


def country_of(text: str, sides: Sequence[SideOfBorder]) -> str | None:
    """The ISO 3166-1 code of a country as people name it; None where there is none of that name."""
    word = letters_of(re.sub(r"\+?\d+|\(.*\)", "", text))
    code = re.search(r"\d+", text)
    if not word and code:
        return next((side.country for side in sides if str(side.country_code) == code[0]), None)
    if word in _ABBREVIATIONS:
        return _ABBREVIATIONS[word]
    if word.upper() in {side.country for side in sides}:
        return word.upper()
    for language in ("en", "es"):
        for country, name in Locale(language).territories.items():
            if len(country) == 2 and letters_of(str(name)) == word:
                return str(country)
    return None


def side_of(text: str, sides: Sequence[SideOfBorder]) -> str | None:
    """The country from which a number is dialled; empty for both sides, None for what is neither."""
    if letters_of(text) in _BOTH:
        return ""
    bare = re.sub(r"\b(?:only|solo|s[oó]lo|from|desde|the|los|calls?)\b", "", text, flags=re.IGNORECASE)
    country = country_of(bare, sides)
    return country if any(side.country == country for side in sides) else None


def kind_of(text: str) -> str | None:
    """What answers: voice, text, fax or tty; None for anything else."""
    return _KINDS.get(letters_of(text))


def icon_of(text: str) -> str | None:
    return _ICONS.get(letters_of(text))


class DayRead(NamedTuple):
    """A day, or why there is none: a code, and what is wrong in words. `notice`: what a person should know."""

    day: date | None
    code: str = ""
    why: str = ""
    notice: str = ""


def day_of(cell: Cell) -> DayRead:
    """The day in a cell, in whatever way it is written, unless day and month could be swapped."""
    if cell.day is not None:
        return DayRead(cell.day)
    text = cell.raw
    if re.fullmatch(r"\d{5}", text) and int(text) in _LIKELY_SERIALS:
        return DayRead(_FIRST_DAY + timedelta(days=int(text)), notice="serial-date")
    text = re.sub(r"[ T]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?$", "", text).strip()
    if iso := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), cell.raw)
    if written := _with_name_of_month(text):
        return _day(*written, cell.raw)
    if numbers := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})", text):
        first, second, year = int(numbers[1]), int(numbers[2]), int(numbers[3])
        if len(numbers[3]) == 2 or (first <= 12 and second <= 12 and first != second):
            return DayRead(
                None, "date-ambiguous", _('Which is the month in "{text}"? Write 2026-11-05.', text=cell.raw)
            )
        month, day = (first, second) if second > 12 or first == second else (second, first)
        return _day(year, month, day, cell.raw)
    return DayRead(None, "unclear-value", _("No day; write it as 2026-11-05."))


def _day(year: int, month: int, day: int, raw: str) -> DayRead:
    try:
        return DayRead(date(year, month, day))
    except ValueError:
        return DayRead(None, "unclear-value", _('There is no such day as "{raw}"; write it as 2026-11-05.', raw=raw))


def _with_name_of_month(text: str) -> tuple[int, int, int] | None:
    """`17 Nov 2026`, `November 17, 2026`, `17 de noviembre de 2026`."""
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    words = [word for word in words if word not in {"de", "del", "of", "the", "th", "st", "nd", "rd"}]
    if len(words) != 3:
        return None
    months = [_month(word) for word in words]
    numbers = [int(word) for word in words if word.isdigit()]
    if sum(month is not None for month in months) != 1 or len(numbers) != 2:
        return None
    year = next((number for number in numbers if number > 999), None)
    day = next((number for number in numbers if number < 32), None)
    month = next(month for month in months if month is not None)
    return (year, month, day) if year is not None and day is not None else None


def _month(word: str) -> int | None:
    for language in ("en", "es"):
        for month, name in Locale(language).months["format"]["wide"].items():
            if word == name or (len(word) >= 3 and letters_of(str(name)).startswith(letters_of(word))):
                return int(month)
    return None
