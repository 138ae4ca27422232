"""From a number of the directory to the strings that a finger types on each side of the border.

From another country: the international prefix of the side, the country code, the number. At home: the number as its
country writes it, with its trunk prefix where it has one (ten digits in the U.S. and in Mexico). Grouping comes from
libphonenumber's metadata.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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
from handouts.sources.telephone import is_toll_free

NumberForm = Literal["national", "hyphens"]

_DIGITS = re.compile("[0-9]+")
_DIAL_SIGNS = frozenset("0123456789 ()-")
"""With what a number at home is printed; another country's dots and slashes are left out."""


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
        if number.whatsapp == "only" and not _has_words(number):
            continue
        alone = bool(
            len(sides_of(number, sides)) > 1
            or number.kind_label
            or number.extension
            or number.press
            or _has_words(number)
        )
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
    return not any(one and other for one, other in zip(first.dials, second.dials, strict=True))


def sides_of(number: Number, sides: Sequence[SideOfBorder]) -> tuple[SideOfBorder, ...]:
    """The sides of the border from which it is dialled: a toll-free number from its own, unless the data say more."""
    if number.call_from is not None:
        return tuple(side for side in sides if side.country == number.call_from)
    if number.number is not None and is_toll_free(number.number):
        code = _grouped(number.number).number.country_code
        return tuple(side for side in sides if side.country_code == code) or tuple(sides)
    return tuple(sides)


def _row(number: Number, sides: Sequence[SideOfBorder], form: NumberForm, words: DialWording) -> NumberRow:
    kind_words = words.label(number.kind_label) if number.kind_label else ""
    label = words.label(number.label) if number.label else ""
    both = whatsapp_string(number.number, form, words) if number.number and number.whatsapp == "only" else None
    called_from = () if both else sides_of(number, sides)
    return NumberRow(
        dials=tuple(_dial(number, side, form, words, kind_words) if side in called_from else None for side in sides),
        label=label if label != kind_words else "",
        extension=words.extension(number.extension) if number.extension else "",
        hours=words.hours(number),
        press=words.then_press(number.press) if number.press else "",
        kind=number.kind if kind_words else "",
        kind_words=kind_words,
        languages=words.languages(number.languages) if number.languages else "",
        from_both=both,
    )


def _dial(number: Number, side: SideOfBorder, form: NumberForm, words: DialWording, kind_words: str) -> DialString:
    def spoken(shown: str) -> str:
        return words.of_kind(kind_words, shown) if kind_words else words.call(shown)

    if number.number is None:
        dial = _short_code(number.short or "", side, spoken)
        return replace(dial, href=f"sms:{quote(dial.e164, safe='*')}") if number.kind == "text" else dial
    grouped = _grouped(number.number)
    extension = f";ext={number.extension}" if number.extension else ""
    printed = printed_from(number.number, side, form)
    at_home = grouped.number.country_code == side.country_code
    digits = _digits(printed) if at_home else side.prefix + grouped.country + grouped.digits
    return DialString(
        side=side.country,
        printed=printed,
        digits=digits,
        e164=grouped.e164,
        href=f"{'sms' if number.kind == 'text' else 'tel'}:{grouped.e164}{extension}",
        spoken=spoken(_international(grouped, form)),
    )


def printed_from(e164: str, side: SideOfBorder, form: NumberForm = "national") -> str:
    """What is dialled on a side to reach a number, whoever the number is meant for."""
    grouped = _grouped(e164)
    if grouped.number.country_code == side.country_code:
        return _at_home(e164, side.country, form)
    return _joined((side.prefix, grouped.country, *grouped.groups), form)


def printed_for_whatsapp(e164: str, form: NumberForm = "national") -> str:
    """The same from everywhere."""
    return _international(_grouped(e164), form)


def _short_code(code: str, side: SideOfBorder, spoken: Callable[[str], str]) -> DialString:
    """RFC 3966: a number that is no global one needs the context in which it works; `#` must be percent-encoded."""
    href = f"tel:{quote(code, safe='*')};phone-context=+{side.country_code}"
    return DialString(side=side.country, printed=code, digits=code, e164=code, href=href, spoken=spoken(code))


def whatsapp_string(e164: str, form: NumberForm, words: DialWording) -> DialString:
    """A number for WhatsApp: the same from everywhere."""
    grouped = _grouped(e164)
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
