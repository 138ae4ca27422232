"""One finished file and what must stand on it: which paragraphs are which, and where the numbers are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tests.measures.reading import Box, Character, File, Line, Page, union
from tests.measures.table import CARD, CARD_COLUMNS, CARD_ROWS, FORMATS, Measures
from tests.measures.unfolded import unfolded

SAME = 0.9
"""How much of their letters two texts have in common that are the same: readers lose a few marks and ligatures."""
LONGEST = 40
"""Characters; no string to dial has so many."""
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2066\u2067\u2068\u2069\ufeff"))


class Fault(NamedTuple):
    """What is less than it should be. `measure`: the row of the table; `page` from 0."""

    measure: str
    page: int
    what: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What is to be found on a file. `mexico`, `us`, `both`: strings to dial by the side of the border. `answers`:
    each question with what is printed of its answer. `beside`: labels, hours, names and addresses; `places`:
    the addresses alone; `extensions`: by the
    string to dial that is of no use without them."""

    mexico: tuple[str, ...]
    us: tuple[str, ...]
    both: tuple[str, ...]
    disclaimer: str
    incomplete: str
    unreviewed: tuple[str, ...]
    answers: tuple[str, ...]
    beside: tuple[str, ...]
    places: tuple[str, ...]
    extensions: tuple[tuple[str, str], ...]

    @property
    def strings(self) -> tuple[str, ...]:
        return self.mexico + self.us + self.both


@dataclass(frozen=True, slots=True)
class Number:
    """A string to dial, where it stands; its characters from left to right."""

    string: str
    page: int
    line: Line
    characters: tuple[Character, ...]

    @property
    def ink(self) -> Box:
        return union(each.box for each in self.characters if not each.text.isspace())


class Sheet:
    """A finished file that is to be measured. Use it as a context."""

    def __init__(
        self,
        pdf: bytes,
        format_name: str,
        paper: str,
        language: str,
        texts: Texts,
        *,
        right_to_left: bool,
        crowded: bool = False,
    ) -> None:
        self.format = format_name
        self.paper = paper
        self.language = language
        self.right_to_left = right_to_left
        self.texts = texts
        self.crowded = crowded  # the limit of toner has given way, as layout says
        self.printed = File(pdf)
        """As it is printed; what is folded is read in pages that stand upright."""
        self.file = unfolded(pdf, right_to_left=right_to_left) if self.measures.folded else self.printed

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.__exit__()
        if self.printed is not self.file:
            self.printed.__exit__()

    @property
    def measures(self) -> Measures:
        return FORMATS[self.format]

    @property
    def pages(self) -> list[Page]:
        return self.file.pages

    @cached_property
    def paragraphs(self) -> list[tuple[int, list[Line]]]:
        """All tagged paragraphs with the index of their page. Of ten cards that are alike, one is tagged."""
        return [
            (index, paragraph)
            for index, page in enumerate(self.pages)
            for paragraph in page.paragraphs
            if paragraph[0].marked >= 0
        ]

    def lines(self, index: int) -> list[Line]:
        """The tagged lines of a page."""
        return [line for line in self.pages[index].lines if line.marked >= 0]

    def paragraph(self, text: str) -> tuple[int, list[Line]] | None:
        """The paragraph with the letters of this text."""
        wanted = letters(text)
        found = max(self._letters, key=lambda each: likeness(each[1], wanted), default=None)
        return found[0] if found and likeness(found[1], wanted) >= SAME else None

    def says(self, text: str) -> bool:
        """Whether a paragraph has the words of this text; from right to left, where readers lose spaces and exchange
        words, somewhere in it. In other scripts, whose words readers take apart, whether one that is not much longer
        has its letters."""
        words, wanted = words_of(text), letters(text)
        if all(unicodedata.name(each, "").startswith(("LATIN", "DIGIT")) for each in "".join(words)):
            if self.right_to_left:
                return any(all(word in whole for word in words) for _, whole in self._words)
            return any(words <= found or joined(text) in whole for found, whole in self._words)
        return any(
            (wanted & found).total() >= SAME * wanted.total() and found.total() < 3 * wanted.total() + 60
            for _, found in self._letters
        )

    @cached_property
    def staff(self) -> list[tuple[int, list[Line]]]:
        """The line for staff: it alone speaks of an edition."""
        return [each for each in self.paragraphs if any("edition" in line.text for line in each[1])]

    @cached_property
    def answers(self) -> list[tuple[str, tuple[int, list[Line]] | None]]:
        """Each answer and its paragraph."""
        return [(text, self.paragraph(text)) for text in self.texts.answers] if self.measures.answers else []

    @cached_property
    def numbers(self) -> list[Number]:
        """Every string that stands whole on a line of its own, as often as it stands there."""
        wanted = set(self.texts.strings)
        found = []
        for index, page in enumerate(self.pages):
            for line in page.lines:
                if len(line.characters) > LONGEST:
                    continue
                characters = tuple(
                    sorted((each for each in line.characters if ord(each.text) not in _UNSEEN), key=lambda c: c.x_pt)
                )
                string = "".join(each.text for each in characters).strip()
                if string in wanted:
                    found.append(Number(string, index, line, characters))
        return found

    def cards(self, index: int) -> Iterator[Box]:
        """The ten cards of a sheet, the tagged one first."""
        page = self.pages[index]
        width, height = CARD
        left, top = (page.width_pt - CARD_COLUMNS * width) / 2, (page.height_pt - CARD_ROWS * height) / 2
        for row in range(CARD_ROWS):
            for column in range(CARD_COLUMNS):
                x, y = left + column * width, top + row * height
                yield Box(x, y, x + width, y + height)

    @cached_property
    def _words(self) -> list[tuple[set[str], str]]:
        texts = [" ".join(line.text for line in lines) for _, lines in self._texts]
        return [(words_of(text), joined(text)) for text in texts]

    @cached_property
    def _letters(self) -> list[tuple[tuple[int, list[Line]], Counter[str]]]:
        return [(each, letters("".join(line.text for line in each[1]))) for each in self._texts]

    @cached_property
    def _texts(self) -> list[tuple[int, list[Line]]]:
        """The paragraphs; and each two that follow each other, as a question and its answer are one text to eyes."""
        pairs = [
            (page, [*above, *below])
            for (page, above), (other, below) in pairwise(self.paragraphs)
            if page == other or self.measures.folded
        ]
        return [*self.paragraphs, *pairs]


def words_of(text: str) -> set[str]:
    """For pages on which readers exchange words."""
    return set(_words_in(text))


def joined(text: str) -> str:
    """For pages on which readers lose spaces."""
    return "".join(_words_in(text))


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text.translate(_UNSEEN)).casefold())


def letters(text: str) -> Counter[str]:
    """Letters and digits without marks, however often: readers put them into different orders."""
    flat = unicodedata.normalize("NFKD", text.translate(_UNSEEN)).casefold()
    return Counter(each for each in flat if unicodedata.category(each)[0] in "LN")


def likeness(first: Counter[str], second: Counter[str]) -> float:
    """From 0, nothing in common, to 1."""
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def shown(line: Line) -> str:
    """A line for a message."""
    text = line.text.translate(_UNSEEN).strip()
    return f"“{text[:40]}”"
