"""The words on paper: whether a text stands there, and whether anything stands there that is in no text.

Readers differ in white space, marks and signs, so letters and digits are compared, and where words end: a text stands
where its letters do, one after the other, from the beginning of a word to the end of one. A word ends at a sign, at a
space, and where a gap lies before the next. Lines that hold right-to-left letters are given back in no order that all
readers agree on: of texts that stand on such lines the words are looked for one by one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, combinations, groupby

from handouts.proof.text_lines import TextLine

_CONTROLS: dict[int, None] = dict.fromkeys(
    [0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD]
)
_RIGHT_TO_LEFT = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Letters that are read from right to left; the digits among them are not."""
_HAS_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_ONE_DIRECTION = re.compile(f"[{_RIGHT_TO_LEFT}]+|[^{_RIGHT_TO_LEFT}]+")
_NAME_LINES = 4
"""As many a name takes at most, in the narrowest column."""
_LEVEL_PT = 1.0
_KNOWN_MOST = 20_000
"""Of texts and lines; those of a language are some thousand."""
_BEGINNING = 2
"""Letters by which texts are looked up."""


@lru_cache(maxsize=8192)  # of each line of a page several ask for it
def flat(text: str) -> str:
    """One space for every white space; compatibility forms and controls out of the way."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_CONTROLS).split())


def has_right_to_left(text: str) -> bool:
    """Whether it holds a letter that is read from right to left."""
    return _HAS_RIGHT_TO_LEFT.search(text) is not None


class Letters:
    """Texts brought to the letters and digits that all readers agree on, and those done so far."""

    def __init__(self) -> None:
        self._kept = _Kept()
        self._known: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """Letters and digits, without marks, lower case."""
        plain = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
        return tuple(plain.translate(self._kept).split())

    def words_of_known(self, text: str) -> tuple[str, ...]:
        """The same for a text that will be asked for again."""
        words = self._known.get(text)
        if words is None:
            if len(self._known) >= _KNOWN_MOST:
                self._known.clear()
            words = self._known[text] = self.words(text)
        return words

    def of(self, text: str) -> str:
        """The words without anything between."""
        return "".join(self.words_of_known(text))

    def parts(self, text: str) -> list[str]:
        """The words, cut where the direction changes: `2` and `مركز` of a word that holds both."""
        words = self.words_of_known(text)
        if not _HAS_RIGHT_TO_LEFT.search(text):
            return list(words)
        return [part for word in words for part in _ONE_DIRECTION.findall(word)]


class _Kept(dict[int, str | None]):
    """Letters and digits as they are; nothing for marks and controls; a space for all else."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        is_control = category[0] == "M" or category == "Cf" or code in _CONTROLS
        kept = character if category[0] in "LN" else None if is_control else " "
        self[code] = kept
        return kept


class Reading:
    """The letters of some text that a reader found, line by line, and where words end in it."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        """`lines`: of each its words."""
        lines = list(lines)
        words = list(chain.from_iterable(lines))
        self.letters = "".join(words)
        self._edges = [0, *accumulate(map(len, words))]  # of words
        begins = accumulate(map(len, lines[:-1]), initial=0) if lines else ()
        self._begins = [self._edges[word] for word in begins]  # of lines
        self._is_edge = bytearray(len(self.letters) + 1)
        for edge in self._edges:
            self._is_edge[edge] = 1

    def holds(self, letters: str) -> bool:
        """Whether these stand there as whole words."""
        return next(self._places(letters), None) is not None

    def lines_that_begin(self, letters: str) -> Iterator[int]:
        """Indexes of the lines that begin with these, and perhaps end on a later one."""
        return (bisect_right(self._begins, at) - 1 for at in self._places(letters) if at in self._begins)

    def lines_that_end(self, letters: str) -> Iterator[int]:
        """Indexes of the lines that end with these."""
        ends = {*self._begins[1:], len(self.letters)}
        return (bisect_right(self._begins, at) - 1 for at in self._places(letters) if at + len(letters) in ends)

    def has_lines(self, letters: str) -> bool:
        """Whether these are a line, or several that follow each other, and nothing else stands on them."""
        ends = {*self._begins[1:], len(self.letters)}
        return any(at in self._begins and at + len(letters) in ends for at in self._places(letters))

    def _places(self, letters: str) -> Iterator[int]:
        at = self.letters.find(letters)
        while at >= 0:
            if self._is_edge[at] and self._is_edge[at + len(letters)]:
                yield at
            at = self.letters.find(letters, at + 1)

    def uncovered(self, texts: Iterable[str]) -> list[str]:
        """The words that are left where the rest is `texts`, one after the other, each whole."""
        beginning: dict[str, list[str]] = {}
        for text in texts:
            beginning.setdefault(text[:_BEGINNING], []).append(text)
        letters, is_edge = self.letters, self._is_edge
        reached = bytearray(len(is_edge))
        reached[0] = 1
        left: list[str] = []
        farthest = before = 0
        for at in self._edges:
            if not reached[at] and at > farthest:
                left.append(letters[before:at])
                reached[at] = 1
            before = at
            if not reached[at]:
                continue
            for begin in (letters[at : at + _BEGINNING], letters[at : at + 1]):
                for text in beginning.get(begin, ()):
                    end = at + len(text)
                    if letters.startswith(text, at) and is_edge[end]:
                        reached[end] = 1
                        farthest = max(farthest, end)
        return left


class ReadText:
    """What the two readers find on a page, or on a part of it. `text`: pdfium's, or who asks for it; `lines`:
    pdfminer.six's."""

    def __init__(
        self, text: str | Callable[[], str], lines: Sequence[TextLine], letters: Letters, *, right_to_left: bool
    ) -> None:
        self._text_or_who = text
        self.lines: Sequence[TextLine] = [part for line in lines for part in (line.parts() if line.seams else (line,))]
        self._letters = letters
        self._right_to_left = right_to_left

    @classmethod
    def of_all(cls, parts: Sequence[ReadText]) -> ReadText:
        """What stands on several pages."""
        lines: list[TextLine] = [line for part in parts for line in part.lines]
        return cls(
            lambda: "\n".join(part._text for part in parts),
            lines,
            parts[0]._letters,
            right_to_left=parts[0]._right_to_left,
        )

    @cached_property
    def _text(self) -> str:
        return self._text_or_who if isinstance(self._text_or_who, str) else self._text_or_who()

    def between(self, top_pt: float, bottom_pt: float) -> ReadText:
        """What stands on the lines between these, by pdfminer.six alone."""
        lines = [line for line in self.lines if top_pt < line.y_pt < bottom_pt]
        return ReadText("", lines, self._letters, right_to_left=self._right_to_left)

    def missing_from(self, text: str) -> list[str]:
        """The words of `text` that are not on the page; empty where all are."""
        whole = self._letters.of(text)
        if not whole or any(reading.holds(whole) for reading in self._readings()):
            return []
        if not self._right_to_left and not _HAS_RIGHT_TO_LEFT.search(text):
            return list(self._letters.words_of_known(text))
        return [part for part in self._letters.parts(text) if not self._has(part)]

    def has_lines_of(self, text: str) -> bool:
        """Whether a reader finds the text on lines of its own. A word or two of it may stand in other texts, and so
        may, where words are looked for one by one, all."""
        whole = self._letters.of(text)
        return bool(whole) and any(reading.has_lines(whole) for reading in self._readings())

    def surplus(self, texts: Iterable[str]) -> list[str]:
        """What stands on the page and in none of `texts`; empty where nothing does."""
        texts = tuple(texts)
        if self._right_to_left:
            return self._strange_parts(texts, self.lines)
        known = {letters for text in texts if (letters := self._letters.of(text))}
        known.update(part for text in texts if _HAS_RIGHT_TO_LEFT.search(text) for part in self._apart_on_lines(text))
        mixed = [line for line in self.lines if _is_right_to_left(line)]
        apart = {word for line in mixed for word in self._letters.words_of_known(line.text)}
        second = [word for word in self._by_second.uncovered(known) if word not in apart]
        if second:  # the other reader may have torn a text apart
            second = [word for word in self._by_first.uncovered(known) if word not in apart] and second
        return [*second, *self._strange_parts(texts, mixed)]

    def lines_of(self, text: str) -> list[int]:
        """Indexes of the `lines` that begin with a text, as that of a name does, by pdfminer.six. On right-to-left
        pages they end with it where it is of the other direction, or with a place behind it; where it takes several
        lines, the first has its first word."""
        whole, signs = self._letters.of(text), flat(text)
        if not whole:
            return [index for index, line in enumerate(self.lines) if signs in flat(line.text)]
        found = {*self._by_second.lines_that_begin(whole)}
        if self._right_to_left:
            found.update(self._by_second.lines_that_end(whole))
            found.update(self._placed_on(f"{signs} ("))
        if self._mixed:
            found.update(self._backwards.lines_that_begin(whole))
        # On other pages a name of this direction has its place on the side that readers take for its beginning.
        if not found if self._right_to_left else _HAS_RIGHT_TO_LEFT.search(text):
            found.update(self._lines_with_words(self._letters.parts(text)))
        # A name `7` begins `7 · Free help` and not `7:30`. One with letters may be told by them, whatever its signs.
        alone = re.compile(rf"(?<!\S){re.escape(signs)}(?!\S)")
        apart = [index for index in found if alone.search(flat(self.lines[index].text))]
        return sorted(found if not apart and any(map(str.isalpha, whole)) else apart)

    def lost_between(self, first: int, last: int, texts: Iterable[str]) -> list[str]:
        """Words with right-to-left letters that stand on these lines less often than in `texts`: words are looked for
        one by one, and one of a name may stand in what follows it too."""
        due = Counter(part for text in texts for part in self._letters.parts(text) if _HAS_RIGHT_TO_LEFT.match(part))
        if not due:
            return []
        here = [part for parts in self._parts_of_lines[first:last] for part in parts]
        found, letters = Counter(here), "".join(here)
        return [word for word, times in due.items() if max(found[word], letters.count(word)) < times]

    def _apart_on_lines(self, text: str) -> Iterator[str]:
        """What of a text with right-to-left letters may stand on a line that has none: words and figures that follow
        each other."""
        runs = groupby(self._letters.parts(text), key=lambda part: _HAS_RIGHT_TO_LEFT.match(part) is not None)
        for words in (list(parts) for right_to_left, parts in runs if not right_to_left):
            ends = range(len(words) + 1)
            yield from ("".join(words[first:last]) for first, last in combinations(ends, 2))

    def _placed_on(self, placed: str) -> Iterator[int]:
        """Indexes of the lines that hold this; of those that are given back in pieces, the first."""
        texts = [line.text for line in self.lines]
        found = [index for index, text in enumerate(texts) if placed in flat(text)]
        first = 0
        for last in range(1, len(texts) + 1) if not found else ():
            if last == len(texts) or abs(self.lines[last].y_pt - self.lines[last - 1].y_pt) > _LEVEL_PT:
                if placed in flat("".join(texts[first:last])):
                    found.append(first)
                first = last
        yield from found

    def _lines_with_words(self, words: Sequence[str]) -> Iterator[int]:
        """Lines with the first of these words, where the others stand on it and on the next."""
        for index, here in enumerate(self._parts_of_lines):
            if words[0] in here and {*words} <= {part for parts in self._lines_from(index) for part in parts}:
                yield index

    def _lines_from(self, index: int) -> Iterator[list[str]]:
        """The words of this line and of the next; those that are given back in pieces are one."""
        count = 0
        for at in range(index, len(self.lines)):
            count += at == index or abs(self.lines[at].y_pt - self.lines[at - 1].y_pt) > _LEVEL_PT
            if count > _NAME_LINES:
                return
            yield self._parts_of_lines[at]

    @cached_property
    def _mixed(self) -> bool:
        return any(map(_is_right_to_left, self.lines))

    def _readings(self) -> Iterator[Reading]:
        """One after the other, as they are asked for."""
        yield self._by_second
        yield self._by_first
        if self._mixed:
            yield self._backwards

    @cached_property
    def _by_second(self) -> Reading:
        """pdfminer.six's."""
        return Reading(self._letters.words_of_known(line.text) for line in self.lines)

    @cached_property
    def _by_first(self) -> Reading:
        """pdfium's."""
        return Reading(map(self._letters.words_of_known, self._text.splitlines()))

    @cached_property
    def _backwards(self) -> Reading:
        """pdfminer.six's with those lines backwards that run from right to left: they stand in visual order."""
        words = self._letters.words_of_known
        return Reading(words(line.backwards if _is_right_to_left(line) else line.text) for line in self.lines)

    @cached_property
    def _letters_of_rows(self) -> str:
        """What stands on one level, from right to left: a word is given back in pieces where its letters stand farther
        apart than others, as at the beginning of a line of Nastaliq."""
        rows: list[list[TextLine]] = []
        for line in self.lines if self._mixed else ():
            if not rows or abs(rows[-1][0].y_pt - line.y_pt) > _LEVEL_PT:
                rows.append([])
            rows[-1].append(line)
        ordered = (line for row in rows for line in sorted(row, key=lambda each: -each.x_pt))
        return "".join("".join(self._letters.words_of_known(line.backwards)) for line in ordered)

    @cached_property
    def _parts_of_lines(self) -> list[list[str]]:
        """Of each line its words, each as it is read."""
        return [list(self._parts_of(line)) for line in self.lines]

    @cached_property
    def _parts(self) -> set[str]:
        """Every word that a reader finds."""
        found = {part for parts in self._parts_of_lines for part in parts}
        found.update(part for line in self._text.splitlines() for part in self._letters.parts(line))
        return found

    def _parts_of(self, line: TextLine) -> Iterator[str]:
        if not _is_right_to_left(line):
            yield from self._letters.parts(line.text)
            return
        yield from (part for part in self._letters.parts(line.text) if not _HAS_RIGHT_TO_LEFT.match(part))
        yield from (part for part in self._letters.parts(line.backwards) if _HAS_RIGHT_TO_LEFT.match(part))

    def _has(self, part: str) -> bool:
        """Whether a word stands anywhere; a figure only as a whole: 8 is not in 2085."""
        if part in self._parts:
            return True
        if any(map(str.isdigit, part)):
            return False
        return any(part in reading.letters for reading in self._readings()) or part in self._letters_of_rows

    def _strange_parts(self, texts: Iterable[str], lines: Iterable[TextLine]) -> list[str]:
        known = {part for text in texts for part in self._letters.parts(text)}
        return [
            part
            for line in lines
            for part in self._parts_of(line)
            if part not in known and not self._is_torn(part, line, known)
        ]

    def _is_torn(self, part: str, line: TextLine, known: Iterable[str]) -> bool:
        """Whether it is the beginning or the end of a known word, torn off at an end of its line, where letters are set
        apart. Figures are not."""
        if any(map(str.isdigit, part)):
            return False
        text = self._letters.of(line.backwards if _HAS_RIGHT_TO_LEFT.match(part) else line.text)
        if not text.startswith(part) and not text.endswith(part):
            return False
        return any(each.startswith(part) or each.endswith(part) for each in known)


def _is_right_to_left(line: TextLine) -> bool:
    return _HAS_RIGHT_TO_LEFT.search(line.text) is not None
