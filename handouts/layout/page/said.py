"""Which of the texts that are printed where there is room have found some: the code of a sheet is made of what it
prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from handouts.content.sheet_texts import Role, SheetText
from handouts.layout.page.placed import CodeSlot, Element, Mark, PlacedLine, PlacedPage

_AMONG_NUMBERS = (Role.OR, Role.WHATSAPP, Role.LOCAL_HEADING)
"""They stand in the table, where there is one: outside of it they may be a word of another text."""
_COUNTED_ELSEWHERE = (Role.NUMBER, Role.LANGUAGE_ENGLISH)
"""What numbers a sheet leaves out is known one by one; the language stands in every line for staff."""
_CONTROLS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"


def unsaid(pages: Sequence[PlacedPage], texts: Iterable[SheetText]) -> Iterator[str]:
    """The ids of those of the texts that may be left out without another being told of it, and stand on no page."""
    lines = _Lines()
    for page in pages:
        lines.below(page.elements)
    everywhere = _Area(lines.everywhere)
    in_tables = lines.in_tables
    among_numbers = _Area(in_tables) if in_tables else everywhere
    ids: dict[str, bool] = {}
    for each in texts:
        if each.role.where_there_is_room and each.role not in _COUNTED_ELSEWHERE:
            area = among_numbers if each.role in _AMONG_NUMBERS else everywhere
            piece = each.role.room_piece
            ids[piece] = ids.get(piece, False) or area.says(each.text)
    yield from (piece for piece, stands in ids.items() if not stands)


class _Lines:
    """The lines below elements, one after the other, and those of tables: both from one walk, as pages are long."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._in_tables: list[str] = []
        self._around_codes: list[str] = []

    def below(self, children: Iterable[Element | Mark]) -> None:
        """Read on, in what stands below an element."""
        for child in children:
            if isinstance(child, PlacedLine):
                self._texts.append(child.line.text)
            elif isinstance(child, Element):
                begin = len(self._texts)
                self.below(child.children)
                if child.role == "Table":
                    self._in_tables += self._texts[begin:]
            elif isinstance(child, CodeSlot):
                self._around_codes += [line.text for line in child.lines]

    @property
    def everywhere(self) -> str:
        """All that has been read, that around codes last."""
        return _joined((*self._texts, *self._around_codes))

    @property
    def in_tables(self) -> str:
        """That of tables; empty where there was none."""
        return _joined(self._in_tables)


def _joined(lines: Iterable[str]) -> str:
    return _without_controls(" ".join(lines))


def _without_controls(text: str) -> str:
    for control in _CONTROLS:  # a tenth of what a regular expression takes for a page
        text = text.replace(control, "")
    return text


class _Area:
    """What can be read somewhere."""

    def __init__(self, text: str) -> None:
        self._text = text

    def says(self, text: str) -> bool:
        """Whether a text stands there as whole words, wherever its lines end."""
        said, area = _without_controls(text), self._text
        start = area.find(said)
        while start >= 0:  # as most do: on one line, where it is found at once
            if self._whole(start, start + len(said)):
                return True
            start = area.find(said, start + 1)
        said, unspaced = "".join(said.split()), self._unspaced
        start = unspaced.find(said)
        while start >= 0 and said:
            end = start + len(said)
            begins = start in self._parted or not _is_word(unspaced[start - 1])
            if begins and (end in self._parted or not _is_word(unspaced[end])):
                return True
            start = unspaced.find(said, start + 1)
        return False

    @cached_property
    def _unspaced(self) -> str:
        """The same without white space."""
        return "".join(self._text.split())

    @cached_property
    def _parted(self) -> frozenset[int]:
        """Where in that white space was; its begin and its end too."""
        return frozenset(accumulate(map(len, self._text.split()), initial=0))

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word goes on before or behind a piece of it."""
        return not _is_word(self._text[max(0, start - 1) : start]) and not _is_word(self._text[end : end + 1])


def _is_word(character: str) -> bool:
    """Whether it is part of a word."""
    return character.isalnum() or character == "_"
