"""The words on paper: whether a text stands there, and whether anything stands there that is in no text.

Readers differ in white space, marks and the order of right-to-left text, so letters and digits are compared. From left
to right a text stands where its letters do, one after the other. On right-to-left pages no reader gives back whole
sentences: there the words of a text are looked for, in pdfium's text and in pdfminer.six's lines read backwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.proof.second_reader import TextLine

_CONTROLS = dict.fromkeys(
    [0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD]
)
_BREAK, _LATIN, _OTHER = "break", "latin", "other"
_SPACE_OR_DASH = re.compile("[ \u2013]")
_FIGURES = re.compile(r"[0-9](?:.*[0-9])?")  # with the signs among them
_WORD_BREAKS = re.compile(r"[\s/·\-–—]+")


def flat(text: str) -> str:
    """One space for every white space; compatibility forms and controls out of the way."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_CONTROLS).split())


class Letters:
    """Texts brought to the letters and digits that all readers agree on, and those done so far."""

    def __init__(self) -> None:
        self._kept = _Kept()
        self._known: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Letters and digits only, without marks, lower case."""
        plain = unicodedata.normalize("NFKC", text).translate(_CONTROLS)
        return unicodedata.normalize("NFD", plain).casefold().translate(self._kept)

    def of_known(self, text: str) -> str:
        """The same for a text that will be asked for again."""
        letters = self._known.get(text)
        if letters is None:
            letters = self._known[text] = self.of(text)
        return letters

    def kind(self, glyph: str) -> str:
        """Of the text of a glyph: whether words end at it, whether it is of Latin letters and digits or of others;
        empty for marks, controls and signs, which go with what is before them."""
        kind = self._kinds.get(glyph)
        if kind is None:
            kind = ""
            if glyph.isspace() or _WORD_BREAKS.fullmatch(flat(glyph)):
                kind = _BREAK
            elif letters := self.of(glyph):
                kind = _LATIN if letters.isascii() else _OTHER
            self._kinds[glyph] = kind
        return kind


class _Kept(dict[int, str | None]):
    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = kept = character if unicodedata.category(character)[0] in "LN" else None
        return kept


@dataclass(frozen=True)
class ReadText:
    """What the two readers find on a page, or on a part of it. `text`: pdfium's; `lines`: pdfminer.six's."""

    text: str
    lines: Sequence[TextLine]
    right_to_left: bool
    letters: Letters

    def missing_from(self, text: str) -> list[str]:
        """The words of `text` that are not on the page; empty where all are."""
        whole = self.letters.of_known(text)
        if not whole or any(whole in run for run in self._runs):
            return []
        words = [word for word in _SPACE_OR_DASH.split(flat(text)) if self.letters.of(word)]
        missing = [word for word in words if not self._has(word)] if self.right_to_left else words
        return [self.letters.of(word) for word in missing]

    def surplus(self, texts: Iterable[str]) -> list[str]:
        """What stands on the page and in none of `texts`; empty where nothing does."""
        if self.right_to_left:
            return self._strange_words(texts)
        known = {letters for text in texts if (letters := self.letters.of_known(text))}
        left: list[str] = []
        for run in [each.replace(" ", "") for each in self._runs]:
            left = _uncovered(run, known)
            if not left or _is_made_of(run, known):  # the other reader may have torn a text apart
                return []
        return left

    @cached_property
    def _second_text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _flat_texts(self) -> tuple[str, str]:
        return flat(self.text), flat(self._second_text)

    @cached_property
    def _runs(self) -> list[str]:
        """The letters of the page as the readers give them, and with those lines backwards that run from right to
        left: they stand in visual order."""
        runs = [self.letters.of(self.text), self.letters.of(self._second_text)]
        if any(map(_is_right_to_left, self.lines)):
            lines = (reversed(line.glyphs) if _is_right_to_left(line) else line.glyphs for line in self.lines)
            runs.append(" ".join(self.letters.of("".join(glyphs)) for glyphs in lines))
        return runs

    def _has(self, word: str) -> bool:
        """Whether a word stands anywhere; digits only as a whole number or time: 9:00 is not in 19:00."""
        letters = self.letters.of(word)
        if letters.isdigit() and (figures := _FIGURES.search(word)):
            whole = rf"(?<![0-9]){re.escape(figures.group())}(?![0-9])"
            return any(re.search(whole, text) for text in self._flat_texts)
        return any(letters in run for run in self._runs)

    def _strange_words(self, texts: Iterable[str]) -> list[str]:
        known = {
            letters
            for text in texts
            for part in _parts(text, self.letters)
            if (letters := self.letters.of_known("".join(part)))
        }
        return [word for line in self.lines for word in self._strange_in(line, known)]

    def _strange_in(self, line: TextLine, known: set[str]) -> Iterator[str]:
        """Words of a line, read from either side; at its ends a word may be torn off, where letters are set apart."""
        words = list(_parts(line.glyphs, self.letters))
        for index, word in enumerate(words):
            forms = {self.letters.of_known("".join(word)), self.letters.of_known("".join(reversed(word)))}
            if forms & known or "" in forms:
                continue
            if index in (0, len(words) - 1) and any(
                each.startswith(form) or each.endswith(form) for form in forms for each in known
            ):
                continue
            yield "".join(reversed(word))


def _parts(glyphs: Iterable[str], letters: Letters) -> Iterator[list[str]]:
    """Runs of glyphs between spaces and dashes, of one kind: Latin letters and digits, or others."""
    part: list[str] = []
    before = ""
    for glyph in glyphs:
        kind = letters.kind(glyph)
        if kind == _BREAK or (before and kind and kind != before):
            yield part
            part, before = [], ""
        if kind != _BREAK:
            part.append(glyph)
            before = kind or before
    yield part


def _is_right_to_left(line: TextLine) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for glyph in line.glyphs for character in glyph)


def _uncovered(run: str, known: set[str]) -> list[str]:
    """What is left of `run` when all texts are taken out of it, the longest first."""
    for letters in sorted(known, key=lambda each: (-len(each), each)):
        run = run.replace(letters, "|")
    return [part for part in run.split("|") if part]


def _is_made_of(run: str, known: set[str]) -> bool:
    """Whether `run` is texts, one after the other, in whatever way: the longest first finds "Organisation 16" where
    "Organisation 1" stands before "664 208 1001"."""
    beginning: dict[str, list[str]] = {}
    for letters in known:
        beginning.setdefault(letters[0], []).append(letters)
    reached = {0}
    for at, letter in enumerate(run):
        if at in reached:
            reached.update(at + len(text) for text in beginning.get(letter, ()) if run.startswith(text, at))
    return len(run) in reached
