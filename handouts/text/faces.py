"""What the caller says about text: which words, in which language, in which faces. Frozen values; no font is opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Weight(StrEnum):
    """Which of the faces of a script a span is set in."""

    REGULAR = "regular"
    BOLD = "bold"
    SMALL = "small"
    LARGE = "large"
    QUESTION = "question"

    __hash__ = str.__hash__  # every paragraph and line is looked up by it; that of Enum is written in Python


_ORDER = (Weight.REGULAR, Weight.BOLD, Weight.SMALL, Weight.LARGE, Weight.QUESTION)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file of the library (its name without ending) and its size as a multiple of the text's size."""

    font: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class FaceTable:
    """The faces of a language by Unicode script code ("Latn", "Arab"), each as (regular, bold, small, large, question).

    The first entry serves characters that belong to no script and stand beside none. Of several entries of a script the
    first is its face; the others step in for words with letters that it lacks.
    """

    faces: tuple[tuple[str, tuple[Face, Face, Face, Face, Face]], ...]

    def __post_init__(self) -> None:
        if not self.faces:
            raise ValueError("a table of faces needs at least one script")

    @property
    def first_script(self) -> str:
        """The script of the first entry."""
        return self.faces[0][0]

    def face(self, script: str, weight: Weight) -> Face | None:
        """The face of a script, or None if the table does not name the script."""
        for code, faces in self.faces:
            if code == script:
                return faces[_ORDER.index(weight)]
        return None

    def others(self, script: str, weight: Weight) -> tuple[Face, ...]:
        """What steps in for the face of a script."""
        entries = [faces[_ORDER.index(weight)] for code, faces in self.faces if code == script]
        return tuple(entries[1:])

    def of_weight(self, weight: Weight) -> tuple[Face, ...]:
        """All faces of a weight, in the order of the table, each once."""
        return tuple(dict.fromkeys(faces[_ORDER.index(weight)] for _, faces in self.faces))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set.

    `language`: BCP 47 tag, for shaping and line breaks. `right_to_left`: the base direction of the paragraph.
    `features`: OpenType features by tag, for every run. `keep_together`: phrases that no line break may part.
    `group_space_em`: advance added after each space and plus sign and, half on either side, to each hyphen, in em of
    the run's own size; it sets the groups of a telephone number apart without a character of its own. (A plus that
    touches its 1 looks like a 4 on a copy.)
    `alone`: no character looks otherwise for what stands beside it: neither kerned nor composed, as in a table of
    figures. Such a text is made of characters that were shaped one by one, if the font has no other rules for them.
    """

    language: str
    right_to_left: bool
    faces: FaceTable
    features: tuple[tuple[str, int], ...] = ()
    keep_together: tuple[str, ...] = ()
    group_space_em: float = 0.0
    alone: bool = False


class Span(NamedTuple):
    """A stretch of text in one weight. `whole`: no line ends within it that could hold all of it. A tuple, because
    paragraphs are looked up by their spans."""

    text: str
    weight: Weight = Weight.REGULAR
    whole: bool = False
