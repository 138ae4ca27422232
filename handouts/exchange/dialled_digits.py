"""The digits that were dialled -> a number in E.164, or why they are none. No country is ever guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers

from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _


@dataclass(frozen=True, slots=True)
class NoNumber:
    """What could not be taken. `raw`: the part of the cell."""

    raw: str
    code: str
    why: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Countries:
    """The country that stands beside a number, or none; the sides of the border; `strict`: as in `read_numbers`."""

    beside: str
    sides: tuple[SideOfBorder, ...]
    strict: bool


_OLD_MEXICAN = re.compile(r"(?:01|04[45])(?=\d{10}$)")
_SHORT_CODE = 3


def international(dialled: str, countries: Countries) -> tuple[str, str] | NoNumber:
    """A number in E.164 and what was done to it, or why it is none."""
    country, sides = countries.beside, countries.sides
    digits = re.sub(r"\D", "", dialled)
    notice = ""
    written = ""
    if dialled.lstrip("( ").startswith("+"):
        written = digits
    elif digits.startswith("011"):
        written = digits[3:]
    elif digits.startswith("00"):
        written = digits[2:]
    elif old := _OLD_MEXICAN.match(digits):
        written, notice = f"52{digits[old.end() :]}", "old-mexican-prefix"
    if written.startswith("521") and len(written) == 13:
        written, notice = f"52{written[3:]}", "old-mexican-prefix"
    if written:
        found = _checked(f"+{written}", len(digits), known=countries.strict)
        if isinstance(found, NoNumber):
            return NoNumber("", found.code, found.why, _two_in_one(written, sides))
        if country and not _is_of(found, country):
            why = _("The number is of another country than the column says ({country}).", country=country)
            return NoNumber("", "conflict", why, (found,))
        return found, notice or ("" if _is_of_any(found, sides) else "foreign-number")
    if country:
        return _national(digits, countries)
    for side in sides:  # a number with its country, whose plus a program has lost
        code = str(side.country_code)
        if digits.startswith(code) and len(digits) == len(code) + 10:
            whole = _checked(f"+{digits}", len(digits))
            if not isinstance(whole, NoNumber):
                return whole, "plus-added"
    candidates = _candidates(digits, sides)
    if len(digits) == 10 or candidates:
        return NoNumber("", "no-country", _("{digits} digits without a country.", digits=len(digits)), candidates)
    return NoNumber("", "wrong-length", _length(len(digits)), _two_in_one(digits, sides))


def _two_in_one(digits: str, sides: Sequence[SideOfBorder]) -> tuple[str, ...]:
    """Two numbers of one country without a sign between them, where that is what the digits are."""
    for side in sides:
        code = str(side.country_code)
        if digits.startswith(code) and len(digits) == len(code) + 20:
            both = (digits[len(code) : len(code) + 10], digits[len(code) + 10 :])
            return tuple(number for each in both for number in _candidates(each, (side,)))
    return ()


def _national(digits: str, countries: Countries) -> tuple[str, str] | NoNumber:
    country, sides = countries.beside, countries.sides
    code = phonenumbers.country_code_for_region(country)
    main = digits
    if len(digits) == len(str(code)) + 10 and digits.startswith(str(code)):
        main = digits.removeprefix(str(code))
    found = _checked(f"+{code}{main}", len(digits), known=countries.strict)
    if isinstance(found, NoNumber):
        of_sides = () if _is_side(country, sides) else _candidates(digits, sides)
        return NoNumber("", found.code, found.why, of_sides)
    return found, ""


def _candidates(digits: str, sides: Sequence[SideOfBorder]) -> tuple[str, ...]:
    """What ten digits are on each side of the border, in the order of the sides."""
    numbers = (f"+{side.country_code}{digits}" for side in sides)
    return tuple(number for number in numbers if not isinstance(_checked(number, len(digits)), NoNumber))


def _checked(number: str, digits: int, *, known: bool = True) -> str | NoNumber:
    """`known`: of a range that phonenumbers knows to be in use. Area codes come before it knows of them."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        code = "not-in-use" if number[1:2] == "0" else "wrong-length"
        return NoNumber("", code, _length(digits))
    possible = phonenumbers.is_possible_number_with_reason(parsed)
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        length = possible in (
            phonenumbers.ValidationResult.TOO_LONG,
            phonenumbers.ValidationResult.TOO_SHORT,
            phonenumbers.ValidationResult.INVALID_LENGTH,
            phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
        )
        return NoNumber("", "wrong-length" if length else "not-in-use", _length(digits))
    if e164 != number or (known and not phonenumbers.is_valid_number(parsed)):
        return NoNumber("", "not-in-use", _("No such number is in use; compare it with its source."))
    return e164


def _length(digits: int) -> str:
    return _("{digits} digits, which is not the length of a number of its country.", digits=digits)


def _is_of(number: str, country: str) -> bool:
    return phonenumbers.parse(number).country_code == phonenumbers.country_code_for_region(country)


def _is_side(country: str, sides: Sequence[SideOfBorder]) -> bool:
    return any(side.country == country for side in sides)


def _is_of_any(number: str, sides: Sequence[SideOfBorder]) -> bool:
    return any(_is_of(number, side.country) for side in sides) and phonenumbers.region_code_for_number(
        phonenumbers.parse(number)
    ) in {side.country for side in sides} | {None}


def is_short_code(digits: str, kind: str, sides: Sequence[SideOfBorder]) -> bool:
    """Whether so few digits are a number of their own, beside words or other numbers: 211, 060, 911. Longer ones are
    of messages; as numbers of calls, what is known of them would let any four digits pass."""
    if not digits.isdigit() or (len(digits) != _SHORT_CODE and kind != "text"):
        return False
    return any(
        phonenumbers.is_valid_short_number_for_region(
            phonenumbers.PhoneNumber(
                country_code=side.country_code,
                national_number=int(digits),
                italian_leading_zero=digits.startswith("0"),
            ),
            side.country,
        )
        for side in sides
    )
