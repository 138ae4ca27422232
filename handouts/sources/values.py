"""Rules for single values of the data: text, ids, addresses, tags, font names, dates.

Each takes what was typed and gives it back, or raises a ValueError that reads `what is wrong; what would be right`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Final

from babel.dates import parse_pattern
from pydantic import HttpUrl, TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import PydanticKnownError

from handouts.paper import PAPER_NAMES
from handouts.sources.languages import is_registered, script_of
from handouts.wording import worded as _

# Invisible characters that do work in a script: Persian and Indic joiners, break opportunities, Arabic number signs.
_USEFUL_FORMAT: Final = frozenset(
    map(chr, (0x200B, 0x200C, 0x200D, 0x2060, *range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2))
)
_WINDOWS_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)

CURLY_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb"
"""Those of word processors. For YAML they are letters."""


def has_no_place_in_text(character: str) -> bool:
    """Whether a character is invisible, reorders its neighbours or is no character at all.

    Explicit bidi controls could reorder a number on paper; the program adds its own isolates.
    """
    if character in _USEFUL_FORMAT:
        return False
    if character == "\ufffd" or ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef":
        return True
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def character_name(character: str) -> str:
    """`U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    fallback = {"\n": "a line break", "\t": "a tab"}.get(character, "not a character of text")
    return f"U+{ord(character):04X} ({unicodedata.name(character, fallback)})"


def either(choices: Sequence[str]) -> str:
    """All in one: `A4 or letter`; nothing where there are none."""
    if not choices:
        return ""
    return reduce(lambda first, other: _("{first} or {other}", first=first, other=other), choices)


def plain_characters(text: str) -> str:
    """Text of readable characters. Raises ValueError for control, bidi and other invisible characters."""
    if text.isprintable() and "\ufffd" not in text:  # nearly every text
        return text
    for index, character in enumerate(text):
        if not has_no_place_in_text(character):
            continue
        if character == "\n":
            if not text.rstrip("\n").count("\n"):
                raise ValueError(_('the text ends with a line break; write ">-" instead of ">" or "|"'))
            raise ValueError(_('the text has line breaks; write ">-" instead of "|": it joins the lines'))
        raise ValueError(
            _(
                "character {place} is {character}, which has no place in text; delete it",
                place=index + 1,
                character=character_name(character),
            )
        )
    return text


def plain_text(text: str) -> str:
    """One line of readable text. Raises ValueError for control, bidi and other invisible characters."""
    plain_characters(text)
    if not text.strip():
        raise ValueError(_("the text is empty; write one, or delete the key"))
    for character in (text[0], text[-1]):
        if character.isspace():
            space = _("a space") if character == " " else character_name(character)
            raise ValueError(_("the text begins or ends with {space}; write it without", space=space))
    return text


def safe_id(text: str) -> str:
    """An id that is a safe file name everywhere. Raises ValueError."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > 60:
        raise ValueError(
            _(
                '"{text}" is no id; use small letters a-z, digits and single hyphens, at most 60, for '
                'example "tijuana-san-diego"',
                text=text,
            )
        )
    if text in _WINDOWS_DEVICES:
        raise ValueError(_('"{text}" is no id: Windows keeps that name for a device; use another', text=text))
    return text


def safe_piece_id(text: str) -> str:
    """The id of a piece, or that of another question's: `question/piece`. Raises ValueError."""
    question, slash, piece = text.rpartition("/")
    safe_id(piece)
    if slash:
        safe_id(question)
    return text


def https_address(text: str) -> str:
    """An address that begins with https:// and names a host, in ASCII: what browsers show in other letters is encoded
    as they do it. Raises ValueError."""
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError(_('"{text}" is no web address; write it without spaces, "https://..."', text=text))
    if not text.startswith("https://"):
        raise ValueError(_('"{text}" is not safe to print; it must begin with "https://"', text=text))
    try:
        url = TypeAdapter(HttpUrl).validate_python(text)
    except ValidationError:
        raise ValueError(
            _('"{text}" is no web address; compare it with the address bar of a browser', text=text)
        ) from None
    if url.username or url.password:
        raise ValueError(_('"{text}" holds a user name or password; write the address without', text=text))
    if not re.fullmatch(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]+", url.host or ""):
        raise ValueError(_('"{text}" names no site on the internet; write a name such as "www.example.org"', text=text))
    return text if text.isascii() else str(url)


def email_address(text: str) -> str:
    """An e-mail address in ASCII. Raises ValueError."""
    name, sign, site = text.rpartition("@")
    if not sign or not re.fullmatch(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*", name):
        raise ValueError(_('"{text}" is no e-mail address; write it as "name@example.org"', text=text))
    if not re.fullmatch(r"([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+", site):
        raise ValueError(_('"{text}" names no site after the "@"; write it as "name@example.org"', text=text))
    return text


def host_of(address: str) -> str:
    """The site of an address in ASCII, as `xn--...` where it has other letters."""
    return TypeAdapter(HttpUrl).validate_python(address).host or ""


def host_as_read(address: str) -> str:
    """The same as browsers show it."""
    return TypeAdapter(HttpUrl).validate_python(address).unicode_host() or ""


def site_name(text: str) -> str:
    """The name of a site as it is read: `www.example.org`, `ayudamigración.org`. Raises ValueError."""
    plain_text(text)
    if re.search(r"[/:@\s]", text) or text != text.lower():
        raise ValueError(
            _('"{text}" is no name of a site; write the site\'s name alone, as help.example.org', text=text)
        )
    if https_address(f"https://{text}/") and "xn--" in text:
        raise ValueError(_('"{text}" is a name for machines; write it as browsers show it', text=text))
    return unicodedata.normalize("NFC", text)


def language_tag(text: str) -> str:
    """A BCP 47 tag of a registered language, spelt as in the registry. Raises ValueError."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", text):
        raise ValueError(_('"{text}" is no language tag; write it as "es", "zh-Hans" or "fa-AF"', text=text))
    if text in _WINDOWS_DEVICES:
        raise ValueError(
            _(
                '"{text}" is no language tag here: Windows keeps that name for a device; add the script, '
                'as "{text}-Latn"',
                text=text,
            )
        )
    if not is_registered(text):
        raise ValueError(
            _('"{text}" is a language that CLDR does not know, nor ISO 639; compare the tag with its source', text=text)
        )
    script_of(text)
    return text


def paper_name(text: str) -> str:
    """The name of a paper. Raises ValueError."""
    if text not in PAPER_NAMES:
        near = [name for name in PAPER_NAMES if name == text.lower()]
        raise ValueError(
            _('there is no paper "{text}"; write {choices}', text=text, choices=either(near or PAPER_NAMES))
        )
    return text


def font_name(text: str) -> str:
    """The name of a font file without folder and ending. Raises ValueError."""
    if re.search(r"\.(ttf|otf|ttc|woff2?)$", text, re.IGNORECASE):
        raise ValueError(_('"{text}" has a file ending; write "{right}"', text=text, right=text.rpartition(".")[0]))
    if not re.fullmatch(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*", text) or text.lower() in _WINDOWS_DEVICES:
        raise ValueError(
            _('"{text}" is no name of a font; write it without folder and ending, as "NotoSans-Bold"', text=text)
        )
    return text


def whole_date_pattern(text: str) -> str:
    """A CLDR date pattern with day, month and year. Raises ValueError."""
    plain_text(text)
    try:
        parts = str(parse_pattern(text).format)  # "%(d)s %(MMMM)s %(y)s"
    except ValueError:
        parts = ""
    if not all(any(f"%({letter}" in parts for letter in letters) for letters in ("d", "ML", "yu")):
        raise ValueError(_('"{text}" is no pattern of a whole date; write it as "d MMMM y"', text=text))
    return text


def whole_time_pattern(text: str) -> str:
    """A CLDR time pattern with hours, minutes and, of twelve hours, the part of the day. Raises ValueError."""
    plain_text(text)
    try:
        fields = re.findall(r"%\((\w)\w*\)s", str(parse_pattern(text).format))
    except ValueError:
        fields = []
    if sorted(fields) not in (["H", "m"], ["a", "h", "m"], ["B", "h", "m"]):
        raise ValueError(
            _('"{text}" is no pattern of a time of day; write it as "HH:mm", "h:mm a" or "B h:mm"', text=text)
        )
    return text


def whatsapp(value: object) -> object:
    """Whether a number has WhatsApp too, or `only` that. Raises what pydantic raises of a value that is no bool."""
    if isinstance(value, bool) or value == "only":
        return value
    raise PydanticKnownError("bool_type")


def day_in_quotes(value: object) -> object:
    """A date that was typed in quotes. Raises ValueError for a day that is in no calendar."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(_('"{value}" is no date; write year, month and day as 2021-04-07', value=value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(
            _('"{value}" is in no calendar; write year, month and day as 2021-04-07', value=value)
        ) from None


def day_that_has_come(day: date, info: ValidationInfo) -> date:
    """A day up to `today` of the context in which the model is validated; any day where it has none. Raises
    ValueError."""
    today = info.context["today"] if info.context else None
    if today is not None and day > today:
        raise ValueError(
            _(
                "{day} has not come yet: by this computer's clock today is {today}; correct the day, or the clock",
                day=day.isoformat(),
                today=today.isoformat(),
            )
        )
    return day


def plausible_day(day: date) -> date:
    """A day of this century. Raises ValueError."""
    if not 2000 <= day.year <= 2099:
        raise ValueError(_("{day} is not of this century; compare the year", day=day.isoformat()))
    return day
