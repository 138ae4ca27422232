"""From a number of the directory to the strings that a finger types on each side of the border.

From another country: the international prefix of the side, the country code, the number. At home: the number as its
country writes it, with its trunk prefix where it has one (ten digits in the U.S. and in Mexico). Grouping comes from
libphonenumber's metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, Protocol
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from handouts.content.flyer import BOTH_SIDES, DialString, NumberRow
from handouts.errors import InternalError
from handouts.sources.model import Number
from handouts.sources.sides import SideOfBorder, trunk_prefix

NumberForm = Literal["national", "hyphens"]

_DIGITS = re.compile("[0-9]+")
_DIAL_SIGNS = frozenset("0123456789 ()-")
"""With what a number at home is printed; another country's dots and slashes are left out."""


class DialWording(Protocol):
    """The words around numbers, in the flyer's language."""

    def call(self, number: str) -> str: ...
    def write_whatsapp(self, number: str) -> str: ...
    def extension(self, number: str) -> str: ...
    def label(self, english: str) -> str: ...
    def hours(self, number: Number) -> str: ...


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


def number_rows(
    numbers: Iterable[Number], sides: Sequence[SideOfBorder], form: NumberForm, words: DialWording
) -> tuple[NumberRow, ...]:
    """The rows of one organisation.

    A number that is dialled from every side has a row of its own. Numbers for one side only are paired, from the
    top down on each side, except where a label, an extension or hours belong to one of them alone.
    """
    rows: list[NumberRow] = []
    open_rows: list[int] = []
    for number in numbers:
        row = _row(number, sides, form, words)
        alone = bool(number.call_from is None or number.label or number.extension or number.hours or number.hours_note)
        partner = None if alone else next((at for at in open_rows if _can_pair(rows[at], row)), None)
        if partner is None:
            rows.append(row)
            if not alone:
                open_rows.append(len(rows) - 1)
        else:
            first = rows[partner]
            dials = tuple(one or other for one, other in zip(first.dials, row.dials, strict=True))
            rows[partner] = replace(first, dials=dials)
            open_rows.remove(partner)
    return tuple(rows)


def whatsapp_strings(numbers: Iterable[Number], form: NumberForm, words: DialWording) -> tuple[DialString, ...]:
    """The WhatsApp numbers of one organisation: the same string from both sides, with its `+`."""
    found = (number.number for number in numbers if number.whatsapp)
    return tuple(_whatsapp(_grouped(e164), form, words) for e164 in found if e164)


def _can_pair(first: NumberRow, second: NumberRow) -> bool:
    return not any(one and other for one, other in zip(first.dials, second.dials, strict=True))


def sides_of(number: Number, sides: Sequence[SideOfBorder]) -> tuple[SideOfBorder, ...]:
    """The sides of the border from which it is dialled."""
    return tuple(side for side in sides if number.call_from in (None, side.country))


def _row(number: Number, sides: Sequence[SideOfBorder], form: NumberForm, words: DialWording) -> NumberRow:
    called_from = sides_of(number, sides)
    return NumberRow(
        dials=tuple(_dial(number, side, form, words) if side in called_from else None for side in sides),
        label=words.label(number.label) if number.label else "",
        extension=words.extension(number.extension) if number.extension else "",
        hours=words.hours(number),
    )


def _dial(number: Number, side: SideOfBorder, form: NumberForm, words: DialWording) -> DialString:
    if number.number is None:
        return _short_code(number.short or "", side, words)
    grouped = _grouped(number.number)
    extension = f";ext={number.extension}" if number.extension else ""
    if grouped.number.country_code == side.country_code:
        printed = _at_home(number.number, side.country, form)
        digits = _digits(printed)
    else:
        printed = _joined((side.prefix, grouped.country, *grouped.groups), form)
        digits = side.prefix + grouped.country + grouped.digits
    return DialString(
        side=side.country,
        printed=printed,
        digits=digits,
        e164=grouped.e164,
        href=f"tel:{grouped.e164}{extension}",
        spoken=words.call(_international(grouped, form)),
    )


def _short_code(code: str, side: SideOfBorder, words: DialWording) -> DialString:
    """RFC 3966: a number that is no global one needs the context in which it works; `#` must be percent-encoded."""
    href = f"tel:{quote(code, safe='*')};phone-context=+{side.country_code}"
    return DialString(side=side.country, printed=code, digits=code, e164=code, href=href, spoken=words.call(code))


def _whatsapp(grouped: _Grouped, form: NumberForm, words: DialWording) -> DialString:
    printed = _international(grouped, form)
    return DialString(
        side=BOTH_SIDES,
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
    groups = tuple(_DIGITS.findall(international.removeprefix(f"+{country}")))
    grouped = _Grouped(number, country, groups)
    if grouped.e164 != e164 or not grouped.digits.isdecimal():
        raise InternalError(f"{e164} would be printed as {international}; please report it")
    return grouped


@cache
def _at_home(e164: str, country: str, form: NumberForm) -> str:
    """As its country writes it: `(619) 786-4866`, `664 208 8994`, `050 123 4567` with the trunk prefix that is dialled
    before it there. Never digits that would not reach the very number: then it stands without any prefix."""
    grouped = _grouped(e164)
    national = phonenumbers.format_number(grouped.number, PhoneNumberFormat.NATIONAL)
    if _digits(national) == grouped.digits:
        known = phonenumbers.is_valid_number(grouped.number)
        trunk = "" if known else trunk_prefix(grouped.number.country_code)  # phonenumbers has no form for it
        if trunk and _reaches(trunk + grouped.digits, country, grouped.number):
            return _joined((trunk + grouped.groups[0], *grouped.groups[1:]), form)
        groups = grouped.groups
    elif _reaches(_digits(national), country, grouped.number):
        groups = tuple(_DIGITS.findall(national))
    else:
        return _joined(grouped.groups, form)
    return _joined(groups, form) if form == "hyphens" or not _DIAL_SIGNS.issuperset(national) else national


def _reaches(digits: str, country: str, number: PhoneNumber) -> bool:
    try:
        dialled = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_number_match(dialled, number) == phonenumbers.MatchType.EXACT_MATCH)


def _international(grouped: _Grouped, form: NumberForm) -> str:
    return "+" + _joined((grouped.country, *grouped.groups), form)


def _joined(groups: tuple[str, ...], form: NumberForm) -> str:
    return ("-" if form == "hyphens" else " ").join(groups)


def _digits(printed: str) -> str:
    return "".join(_DIGITS.findall(printed))
