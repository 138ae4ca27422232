"""The door of the engine: spans and a style in, a paragraph out."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.text.characters import CharacterTable
from handouts.text.faces import FaceTable, Span, TextStyle, Weight
from handouts.text.itemise import FaceChooser, itemise
from handouts.text.library import FontLibrary
from handouts.text.paragraph import Paragraph
from handouts.text.shaping import Shaper


class Typesetter:
    """Makes paragraphs and keeps them, so that the same spans in the same style are shaped once in its life.

    It grows with the texts that it has seen: give each job one of its own. Not for several threads at a time.
    `memory` is for whoever lays out: what is made of this typesetter's lines, and lives as long as they do.
    """

    def __init__(self, library: FontLibrary) -> None:
        self.library = library
        self.memory: dict[object, object] = {}
        self._characters = CharacterTable()
        self._shaper = Shaper(self._characters)
        self._choosers: dict[FaceTable, FaceChooser] = {}
        self._paragraphs: dict[TextStyle, dict[tuple[Span, ...], Paragraph]] = {}
        self._by_identity: dict[int, tuple[TextStyle, dict[tuple[Span, ...], Paragraph]]] = {}

    def paragraph(self, spans: Sequence[Span], style: TextStyle) -> Paragraph:
        """The paragraph of these spans, shaped when first measured or set.

        Raises InputError for a font that the library refuses. Setting it raises InternalError if it has characters
        that `uncovered` names.
        """
        key = tuple(spans)
        paragraphs = self._of_style(style)
        found = paragraphs.get(key)
        if found is None:
            text = "".join([span.text for span in key])
            items = itemise(key, style, self._chooser(style.faces), self._characters).items
            found = paragraphs[key] = Paragraph(text, style, items, self._shaper, self._characters)
        return found

    def uncovered(self, text: str, style: TextStyle, weight: Weight = Weight.REGULAR) -> tuple[tuple[int, str], ...]:
        """The characters, with their places in the text, that no font of the style draws.

        A letter of a script that the table names must be in that script's own font. Controls need no font, nor do
        no-break hyphen and narrow space where the font has what HarfBuzz draws for them.
        """
        return itemise((Span(text, weight),), style, self._chooser(style.faces), self._characters).uncovered

    def _chooser(self, faces: FaceTable) -> FaceChooser:
        found = self._choosers.get(faces)
        if found is None:
            found = self._choosers[faces] = FaceChooser(faces, self.library, self._characters)
        return found

    def _of_style(self, style: TextStyle) -> dict[tuple[Span, ...], Paragraph]:
        """The paragraphs of a style. Styles are large to hash, so the very same object is looked up first."""
        known = self._by_identity.get(id(style))
        if known is not None:
            return known[1]
        paragraphs = self._paragraphs.setdefault(style, {})
        self._by_identity[id(style)] = (style, paragraphs)  # holds the style, so that its id stays its own
        return paragraphs
