"""Telephone numbers as they are typed: E.164, or what would be right for one that is written as on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from typing import Final

import phonenumbers
from babel import Locale
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

from handouts.sources.values import either
from handouts.wording import joined
from handouts.wording import worded as _

_SHIPPED: Final = ("MX", "US")
"""The countries of the data that ship."""
_NAMES: Final = {"MX": _("Mexico"), "US": _("U.S.")}
# What stands before an extension. Which text has one, phonenumbers decides.
_EXTENSION_SIGN = re.compile(r"[\s,;(/#~]*(?:e?xt\w*|x|int|anexo)?[\s.:=#]*$", re.IGNORECASE)
# 01 stood before Mexican numbers from afar, 044, 045 and 1 before mobile ones, until 2019.
_OLDER_MEXICAN = re.compile(r"(52)?(01|04[45])(?=\d{10}$)|521(?=\d{10}$)")
_LONGEST_QUOTED: Final = 60
_NORTH_AMERICA: Final = "1"
"""Before a number of ten digits it is dialled at home too."""
_REGION: Final = len("MX")
_NATIONAL_DIGITS: Final = 10
"""In the U.S. and in Mexico."""
_NUMBERS: Final = 4096
"""What is known of so many is kept: every language asks for those of every city."""


def e164(text: str, countries: Sequence[str] = _SHIPPED) -> str:
    """`+1 619 786 4866` -> `+16197864866`. Raises ValueError with the right form, in these countries.

    The number has a length that there is in its country; whether such a number is known: `is_known`.
    """
    if text in {"", "+"}:
        raise ValueError(_("the number has no digits; {forms}", forms=_examples(countries)))
    if re.fullmatch(r"[0-9*#]{2,6}", text):
        raise ValueError(
            _('"{text}" is a short code; write short: "{text}", and call_from, the side where it works', text=text)
        )
    if len(several := _several(text)) > 1:
        forms = reduce(joined, (right_forms(each, countries) for each in several))
        raise ValueError(
            _('"{text}" is more than one number; give each an entry of its own: {forms}', text=text, forms=forms)
        )
    if reason := _as_on_paper(text):
        raise ValueError(_('"{text}" {reason}; {forms}', text=text, reason=reason, forms=right_forms(text, countries)))
    if not text.startswith("+"):
        raise ValueError(
            _(
                '"{text}" does not begin with "+" and the country; {forms}',
                text=text,
                forms=right_forms(text, countries),
            )
        )
    if not re.fullmatch(r"\+[0-9]+( [0-9]+)*", text):
        forms = right_forms(text, countries)
        raise ValueError(
            _('"{text}" has more than digits and single spaces after the "+"; {forms}', text=text, forms=forms)
        )
    try:
        parsed = phonenumbers.parse(text.replace(" ", ""), None)
    except phonenumbers.NumberParseException:
        raise ValueError(_('"{text}" is no telephone number; {forms}', text=text, forms=_examples(countries))) from None
    if phonenumbers.is_possible_number_with_reason(parsed) != ValidationResult.IS_POSSIBLE:
        compare = compare_with_source(text, countries)
        raise ValueError(
            _('"{text}" is not a number that exists in that country; {compare}', text=text, compare=compare)
        )
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def is_known(number: str) -> bool:
    """Whether a number in E.164 is of a range that phonenumbers knows to be in use. New area codes come first."""
    return phonenumbers.is_valid_number(phonenumbers.parse(number, None))


def country_code_of(number: str) -> int:
    """`+52664...` -> 52."""
    return int(phonenumbers.parse(number, None).country_code or 0)


@lru_cache(_NUMBERS)
def is_toll_free(number: str) -> bool:
    """Whether a number in E.164 is free for callers of its own country, and mostly out of reach from any other. Those
    of no country (+800) are not."""
    parsed = phonenumbers.parse(number, None)
    return (
        phonenumbers.number_type(parsed) == PhoneNumberType.TOLL_FREE
        and phonenumbers.region_code_for_number(parsed) != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY
    )


def not_known(text: str, countries: Sequence[str] = _SHIPPED) -> tuple[str, str]:
    """What is wrong with a number for which `is_known` is false, and what would be right."""
    compare = compare_with_source(text, countries)
    return (
        _('"{text}" is not a number that exists in that country, as far as is known', text=text),
        _("{compare}; if somebody has called it, add the day, as verified: 2021-04-07", compare=compare),
    )


def compare_with_source(text: str, countries: Sequence[str] = _SHIPPED) -> str:
    """What to do about a number that nobody knows."""
    forms = right_forms(text, countries)
    if forms == _examples(countries):
        return _("compare it, digit by digit, with its source")
    return _("compare it, digit by digit, with its source, or {forms}", forms=forms)


def right_forms(text: str, countries: Sequence[str] = _SHIPPED) -> str:
    """The right form for a number typed as on paper: `write number: "+1 619 786 4866" (U.S.) and extension: "5"`.

    Where two countries could be meant, both: a wrong guess reaches a stranger.
    """
    valid = [
        _('number: "{number}" ({country})', number=number, country=country)
        for number, country in right_numbers(text, countries)
    ]
    extension = _without_extension(_in_european_digits(text[:_LONGEST_QUOTED]))[1]
    forms = _("write {choices}", choices=either(valid)) if valid else _examples(countries)
    return _('{forms} and extension: "{extension}"', forms=forms, extension=extension) if extension else forms


def right_numbers(text: str, countries: Sequence[str] = _SHIPPED) -> tuple[tuple[str, str], ...]:
    """What may be meant by a number typed as on paper, each with the name of its country: `+1 619 786 4866`, `U.S.`;
    without its extension. Where its country is written no other one is guessed: half a Mexican number has the digits of
    a whole one of the U.S."""
    main = _without_extension(_in_european_digits(text[:_LONGEST_QUOTED]))[0]
    digits = _digits(main)
    bare = re.sub(r"^(?:011|00)", "", digits)
    older = _OLDER_MEXICAN.sub("52", bare)
    codes = _by_country_code(countries)
    valid: dict[str, str] = {}
    candidates: list[tuple[str, str | None]] = [(f"+{each}", None) for each in (bare, older)]
    if not _says_country(main, codes):
        candidates += [(f"+{code}{bare}", None) for code in codes]
        candidates += [(digits, country) for country in codes.values()]  # with a trunk prefix
    for candidate, country in candidates:
        try:
            number = phonenumbers.parse(candidate, country)
        except phonenumbers.NumberParseException:
            continue
        if number.country_code in codes and phonenumbers.is_valid_number(number):
            region = phonenumbers.region_code_for_number(number) or ""  # the U.S. share their code with others
            valid.setdefault(_pretty(number), _name(region if len(region) == _REGION else codes[number.country_code]))
    return tuple(valid.items())


def _says_country(main: str, codes: Mapping[int, str]) -> bool:
    """Whether a country is written, any one, or a code of these stands apart before the rest: `52 664 ...`."""
    first = re.search("[0-9]+", main)
    return bool(
        re.match(r"[^0-9]*\+", main)
        or re.match(r"[^0-9]*(?:00|011)", main)
        or (first and first[0] in map(str, codes) and first[0] != _NORTH_AMERICA)
    )


def _examples(countries: Sequence[str]) -> str:
    """Numbers that can't be: an example that somebody copies is refused again, and reaches no stranger."""
    forms = []
    for code, country in _by_country_code(countries).items():
        example = phonenumbers.example_number(country)
        shape = re.sub("[0-9]", "0", _pretty(example).removeprefix(f"+{code}")) if example else " 000 000"
        forms.append(_('"{number}" ({country})', number=f"+{code}{shape}", country=_name(country)))
    return _('write "+", country and number, in the form {forms}', forms=either(forms))


def _by_country_code(countries: Sequence[str]) -> dict[int, str]:
    """Of those that there are; of the shipped data's where there is none."""
    known = [country for country in countries if country in phonenumbers.SUPPORTED_REGIONS] or _SHIPPED
    codes = {phonenumbers.country_code_for_region(country): country for country in known}
    return dict(sorted(codes.items()))


def _name(country: str) -> str:
    name: str = _NAMES.get(country) or Locale("en").territories.get(country, country)
    return name


def _pretty(number: PhoneNumber) -> str:
    return " ".join(re.findall(r"\+?[0-9]+", phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)))


def _as_on_paper(text: str) -> str:
    """Why a number that can be read by people is none for the program, or nothing."""
    shown = text[:_LONGEST_QUOTED]
    odd = next((c for c in shown if not c.isascii() and unicodedata.category(c) in {"Zs", "Pd", "Pi", "Pf"}), None)
    if odd is not None:
        name = unicodedata.name(odd, "sign of no name").lower()
        sign = f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
        return _("holds {sign} (U+{code}), which no phone dials", sign=sign, code=f"{ord(odd):04X}")
    if _in_european_digits(shown) != shown:
        return _("is not in European digits, 0 to 9")
    main, extension = _without_extension(shown)
    if extension:
        return _("holds an extension, which has a key of its own")
    if _has_digits_in_letters(main):
        return _("has letters in the place of digits")
    older = _OLDER_MEXICAN.match(_digits(main))
    if older is not None and older[2]:
        return _("has the {digits} that Mexican numbers lost in 2019", digits=older[2])
    return ""


def _several(text: str) -> list[str]:
    """The numbers, where somebody has typed more than one, with a sign or a word between them."""
    parts = [part.strip() for part in re.split(r"[/|,;\n]|\b(?:or|and|y|o)\b", text)]
    return parts if all(len(_ascii_digits(part)) >= _NATIONAL_DIGITS for part in parts) else [text]


def _in_european_digits(text: str) -> str:
    """`\uff0b\uff11` and `+\u0661` as `+1`."""
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text).replace("\uff0b", "+")


def _without_extension(text: str) -> tuple[str, str]:
    """The number as it was typed, and its extension, which may be empty."""
    try:
        extension: str = phonenumbers.parse(text, "US").extension or ""
    except phonenumbers.NumberParseException:
        return text, ""
    return (_EXTENSION_SIGN.sub("", text[: text.rindex(extension)]), extension) if extension else (text, "")


def _has_digits_in_letters(text: str) -> bool:
    """`1-800-FLOWERS`. Beside ten digits letters are words: "664 208 8994 celular"."""
    return bool(phonenumbers.is_alpha_number(text)) and len(_ascii_digits(text)) < _NATIONAL_DIGITS


def _ascii_digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def _digits(text: str) -> str:
    """The digits of a number, those of a word on the keys of a phone too; a word may be longer than the number."""
    if not _has_digits_in_letters(text):
        return _ascii_digits(text)
    digits = _ascii_digits(phonenumbers.convert_alpha_characters_in_number(text))
    number = PhoneNumber(country_code=1, national_number=int(digits.removeprefix("1")))
    return f"1{number.national_number}" if phonenumbers.truncate_too_long_number(number) else digits
