"""What people write in a cell for telephones -> numbers, each whole or not at all. No country is ever guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import phonenumbers

from handouts.exchange.dialled_digits import Countries, NoNumber, international, is_short_code
from handouts.sources.sides import SideOfBorder
from handouts.wording import worded as _

WHATSAPP_ONLY = "only"


@dataclass(slots=True)
class Number:
    """A number that was read, in E.164, or a short code."""

    number: str = ""
    short: str = ""
    extension: str = ""
    kind: str = "voice"
    whatsapp: bool | str = False
    press: str = ""
    note: str = ""


@dataclass(slots=True)
class Read:
    """All that a cell holds, in its order."""

    numbers: list[Number] = field(default_factory=list)
    refused: list[NoNumber] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


_FOR_EYES = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u3000": " "}
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_EXTENSION_WORD: Final = r"(?:\bext(?:ensi[oó]n|n)?\b|(?<![A-Za-z])x(?=\s*\d)|\banexo\b|\bint\b|#)[\s.:#=]*"
_EXTENSION = re.compile(rf"[\s,;(]*{_EXTENSION_WORD}(\d{{1,8}})\b\)?", re.IGNORECASE)
_ONLY_EXTENSION = re.compile(rf"\s*(?:{_EXTENSION_WORD})?(\d{{1,5}})\s*", re.IGNORECASE)
# "x7 o +1 ...": a word of Spanish stands between numbers only where a number follows.
_BETWEEN = re.compile(
    r"\s*[;|\n\u2022]\s*|\s*,\s*|\s+/\s*|\s*/\s+|\s+\bor\b\s+|\s+\band\b\s+|\s+\b[oóyu]\b\s+(?=[\w(+]*\d|[a-z]{2,4}\b)|"
    r"(?<=\d)\)?\s+(?=(?:fax|tty|tdd|cel(?:ular)?|tel|whats\s?app)\b[\s.]*:)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*[^\W\d_]{2}[^()]*\)")
_PRESS = re.compile(
    r"[\s,;(]*\b(?:then\s+)?(?:press|option|opt\.?|opci[oó]n|marque|oprima)\s*#?\s*([0-9*#]{1,2})\b\)?", re.IGNORECASE
)
_ALL_DAY = re.compile(r"\(?\b24\s?(?:/\s?7|h(?:ours?|rs?|oras)?)\b\)?", re.IGNORECASE)
_DIALLED = re.compile(r"[+(]?[\d(][\d\s().\-/*#]*")
_KINDS = (
    ("fax", re.compile(r"\bfax\b\s*:?\s*", re.IGNORECASE)),
    ("tty", re.compile(r"\b(?:tty|tdd)\b(?:/(?:tty|tdd))?\s*:?\s*", re.IGNORECASE)),
    ("text", re.compile(r"\b(?:sms|text(?: messages?)? only|solo (?:texto|mensajes))\b\s*:?\s*", re.IGNORECASE)),
)
_WHATSAPP = re.compile(r"\bwhats\s?app\b\s*:?", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:only|solo|s[oó]lo|solamente)\b", re.IGNORECASE)
_PRIVATE = re.compile(
    r"do not (?:publish|print|share|give)|not for (?:the )?public|confidential|"
    r"private|privad[oa]|no (?:publicar|compartir)",
    re.IGNORECASE,
)
_DEAD = re.compile(
    r"out of (?:service|order)|not in service|disconnected|wrong number|(?:does ?n[o']t|not) work|"
    r"no longer (?:works?|in use|valid)|old number|fuera de servicio|(?:ya )?no (?:funciona|sirve|existe)|"
    r"equivocado|desconectado|no llam(?:e|ar)\b|do not call|n[uú]mero (?:viejo|anterior)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:none|no(?: (?:phone|number|telephone))?|n/?a|see (?:the )?web ?(?:site|page)|unknown|"
    r"sin (?:tel[eé]fono|n[uú]mero)|"
    r"ning[uú]n[oa]?|no tiene|ver (?:la )?(?:p[aá]gina|sitio)(?: web)?|tbd|\?+)\.?",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_LONGEST = 15
"""Digits of a number (E.164, clause 6.1)."""
_SHORTEST = 7
"""Digits of a local number; fewer are a short code, an extension, or the end of another number."""


def read_numbers(text: str, country: str, sides: Sequence[SideOfBorder], kind: str = "", strict: bool = True) -> Read:
    """The numbers of a cell. `country`: an ISO 3166-1 code that stands beside it or was answered by a person, else
    empty; `kind`: what the column says that answers; `strict`: only numbers of ranges that are known to be in
    use."""
    read = Read()
    clear = _clear(text, read)
    countries = Countries(country, tuple(sides), strict)
    if _SCIENTIFIC.fullmatch(clear):
        why = _("Scientific notation: the last digits are gone. Type the number again, in a cell of text.")
        read.refused.append(NoNumber(text.strip(), "digits-lost", why))
        return read
    segments = list(_segments(clear))
    if len(segments) > 1:
        read.notices.append("several-in-one-cell")
    for segment in segments:
        _read_segment(segment, countries, kind, read, alone=len(segments) == 1)
    return read


def _clear(text: str, read: Read) -> str:
    """Without what nobody sees, and with plain spaces and hyphens."""
    kept = []
    for character in text:
        if character in _FOR_EYES:
            read.notices.append("invisible-characters")
            kept.append(" ")
        elif unicodedata.category(character) == "Cf":
            read.notices.append("invisible-characters")
        elif character in _HYPHENS:
            read.notices.append("odd-hyphen")
            kept.append("-")
        elif character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        else:
            kept.append("+" if character == "\uff0b" else character)
    clear = "".join(kept).strip()
    if clear.startswith("'"):
        read.notices.append("apostrophe")
        clear = clear[1:].strip()
    read.notices[:] = list(dict.fromkeys(read.notices))
    return clear


def _segments(text: str) -> Iterator[str]:
    """One number each, with the words around it. Words without a digit stay with the number before them."""
    aside = [found.span() for found in _IN_BRACKETS.finditer(text)]
    parts, begin = [], 0
    for between in _BETWEEN.finditer(text):
        if not any(start < between.start() < end for start, end in aside):
            parts.append(text[begin : between.start()])
            begin = between.end()
    parts = [part for part in (*parts, text[begin:]) if part.strip(" ,;")]
    kept: list[str] = []
    for part in parts:
        if kept and not any(map(str.isdigit, part)) and not _is_whole_word(part):
            kept[-1] = f"{kept[-1]}, {part}"
        else:
            kept.append(part)
    yield from kept


def _is_whole_word(part: str) -> bool:
    return bool(_NONE.fullmatch(part.strip()))


def _read_segment(segment: str, countries: Countries, kind: str, read: Read, *, alone: bool) -> None:
    raw = segment.strip(" ,;")
    if not any(map(str.isalnum, raw)) or _NONE.fullmatch(raw):
        return  # a dash, "(   )    -", "see website"
    last = read.numbers[-1] if read.numbers else None
    if last is not None and (again := _ONLY_EXTENSION.fullmatch(raw)):
        _take_ending(raw, again[1], last, read)
        return
    if last is not None and (pressed := _PRESS.fullmatch(raw)):
        last.press = pressed[1]
        return
    if re.fullmatch(r"[*#][0-9*#]{1,5}" + (r"|[0-9]{1,5}[*#][0-9*#]*" if alone else ""), raw):
        read.numbers.append(Number(short=raw, kind=kind or "voice"))
        return
    main, number, hours = raw, Number(kind=kind or "voice"), ""
    for name, word in _KINDS:
        if word.search(main):
            number.kind, main = name, word.sub(" ", main)
    if _WHATSAPP.search(main):
        number.whatsapp = WHATSAPP_ONLY if _ALONE.search(main) else True
        number.note = _WHATSAPP.search(main)[0].strip(": ") + " only" if _ALONE.search(main) else ""  # type: ignore[index]
        main = _ALONE.sub(" ", _WHATSAPP.sub(" ", main))
    extension = _EXTENSION.search(main, _first_digit(main))
    if extension and any(map(str.isdigit, main[: extension.start()])):
        number.extension, main = extension[1], main[: extension.start()] + " " + main[extension.end() :]
    if pressed := _PRESS.search(main, _first_digit(main)):
        number.press, main = pressed[1], main[: pressed.start()] + " " + main[pressed.end() :]
    if all_day := _ALL_DAY.search(main):
        hours, main = all_day[0].strip("()"), _ALL_DAY.sub(" ", main)
    dialled, words, ending = _taken_apart(main)
    words = ", ".join(part for part in (words, hours) if part)
    if _PRIVATE.search(raw):
        read.refused.append(NoNumber(raw, "private", _("The words beside the number forbid it.")))
        return
    if _DEAD.search(raw):
        read.refused.append(NoNumber(raw, "not-in-use", _("The words beside the number say that it does not work.")))
        return
    if not dialled:
        read.refused.append(NoNumber(raw, "not-a-number", _("Words, and no number.")))
        return
    if (letters := _letters(main, dialled, countries)) is not None:
        read.refused.append(NoNumber(raw, "letters", _("Letters in a number; write the digits."), letters))
        return
    if _digits_in(words) >= _SHORTEST:
        read.refused.append(NoNumber(raw, "wrong-length", _("Two numbers without a sign between them.")))
        return
    short = re.sub(r"[\s\-().]", "", dialled)
    if raw.startswith(("-", "/")) and len(short) < _SHORTEST:
        read.refused.append(NoNumber(raw, "shortened-number", _("Only the end of a number is written.")))
        return
    if re.fullmatch(r"[0-9*#]{2,6}", short) and not country_is_written(dialled):
        if (words or not alone) and not is_short_code(short, number.kind, countries.sides):
            why = _("A few digits beside words or numbers: a room, an hour, the end of a number?")
            read.refused.append(NoNumber(raw, "not-a-number", why))
            return
        number.short = short
    else:
        found = international(dialled, countries)
        if isinstance(found, NoNumber):
            read.refused.append(NoNumber(raw, found.code, found.why, found.candidates))
            return
        number.number, notice = found
        if notice:
            read.notices.append(notice)
    if words and not number.note:
        number.note = words
        read.notices.append("text-to-note")
    if number.whatsapp == WHATSAPP_ONLY:
        read.notices.append("whatsapp-only")
    read.numbers.append(number)
    if ending:
        _take_ending(f"/{ending}", ending, number, read)


def _take_ending(raw: str, digits: str, last: Number, read: Read) -> None:
    """A few digits behind a whole number: its second extension, or the end of another number, which is not taken."""
    signed = re.match(rf"\s*{_EXTENSION_WORD}", raw, re.IGNORECASE)
    if signed and not last.extension:
        last.extension = digits
        return
    if last.extension:
        read.numbers.append(replace(last, extension=digits, press=""))
        read.notices.append("several-extensions")
        return
    candidate = last.number[: len(last.number) - len(digits)] + digits
    candidates = (candidate,) if last.number and phonenumbers.is_valid_number(phonenumbers.parse(candidate)) else ()
    why = _("Only the end of a second number is written.")
    read.refused.append(NoNumber(raw, "shortened-number", why, candidates))


def _first_digit(text: str) -> int:
    return next((place for place, character in enumerate(text) if character.isdigit()), len(text))


def _taken_apart(text: str) -> tuple[str, str, str]:
    """What is dialled, the words around it, and the end of a second number behind a slash."""
    found = max(_DIALLED.finditer(text), key=lambda match: _digits_in(match[0]), default=None)
    if found is None or not _digits_in(found[0]):
        return "", text.strip(), ""
    dialled, ending = found[0].strip(), ""
    if slash := re.search(r"/\s*(\d{1,4})$", dialled):
        before = dialled[: slash.start()]
        if _digits_in(before) >= 2 + _SHORTEST:
            dialled, ending = before, slash[1]
    around = f"{text[: found.start()]} {text[found.end() :]}"
    open_bracket = dialled.count("(") > dialled.count(")")
    words = re.sub(r"\s+", " ", around).strip(" :;,-()")
    words = words if re.search(r"\b[A-Z]\.$", words) else words.strip(".")
    return dialled.rstrip("( -./") if open_bracket and dialled.endswith("(") else dialled.strip(" -./"), words, ending


def _digits_in(text: str) -> int:
    return sum(map(str.isdigit, text))


def country_is_written(dialled: str) -> bool:
    return dialled.startswith(("+", "00", "011"))


def _letters(main: str, dialled: str, countries: Countries) -> tuple[str, ...] | None:
    """Numbers that may be meant where letters stand for digits; None where there are none, `()` where nobody knows.

    Letters that begin behind a whole number are words beside it.
    """
    start = main.find(dialled)
    behind = main[start + len(dialled) :]
    attached = re.match(r"\s*-\s*[A-Za-z]|[A-Za-z]", behind) or re.match(r"[A-Za-z]\d", behind.strip())
    before = re.search(r"\d[\s-]*[A-Za-z]$|[A-Za-z]-$", main[:start])
    if not attached and not before:
        return None
    if not before and not isinstance(international(dialled, countries), NoNumber):
        return None
    digits = phonenumbers.convert_alpha_characters_in_number(re.sub(r"[Oo](?=\d)", "0", main))
    dial = "".join(re.findall(r"[+\d]", digits))
    found = international(dial, countries)
    return () if isinstance(found, NoNumber) else (found[0],)
