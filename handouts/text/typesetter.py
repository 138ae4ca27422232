"""The door of the engine: spans and a style in, a paragraph out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

from handouts.text.blackness import Blackness
from handouts.text.characters import CharacterTable
from handouts.text.chooser import FaceChooser
from handouts.text.cutting import cut
from handouts.text.faces import FaceTable, Span, TextStyle, Weight
from handouts.text.glyphs import Line
from handouts.text.itemise import Item, itemise
from handouts.text.kept_paragraphs import KeptParagraphs, key_of_style
from handouts.text.library import FontLibrary
from handouts.text.paragraph import Paragraph
from handouts.text.pieces import Known
from handouts.text.shaping import Shaper
from handouts.text.spares import SpareFaces


def whole_stretches(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """From where to where the spans reach, in characters, that are to stand whole on a line."""
    ends = (*accumulate(len(span.text) for span in spans),)
    return tuple((end - len(span.text), end) for span, end in zip(spans, ends, strict=True) if span.whole)


def _items(
    spans: tuple[Span, ...], style: TextStyle, chooser: FaceChooser, characters: CharacterTable
) -> tuple[Item, ...]:
    """No method: paragraphs that hold on to what owns them would be freed by the garbage collector alone."""
    return itemise(spans, style, chooser, characters).items


class StyleSetter:
    """Sets text in one style. The same spans give the same paragraph again."""

    def __init__(
        self,
        style: TextStyle,
        chooser: FaceChooser,
        shaper: Shaper,
        characters: CharacterTable,
        kept: KeptParagraphs | None = None,
    ) -> None:
        self._style = style
        self._kept = kept
        self._style_key = key_of_style(style) if kept else ""
        self._chooser = chooser
        self._shaper = shaper
        self._characters = characters
        self._paragraphs: dict[tuple[Span, ...], Paragraph] = {}
        self._texts: dict[tuple[str, Weight], Paragraph] = {}
        self._lines: dict[tuple[str, Weight, float], Line] = {}

    def paragraph(self, spans: Sequence[Span]) -> Paragraph:
        """The paragraph of these spans, shaped when first measured or set.

        Raises InputError for a font that the library refuses. Setting it raises InternalError if it has characters
        that `uncovered` names.
        """
        key = tuple(spans)
        found = self._paragraphs.get(key)
        if found is None:
            text = key[0].text if len(key) == 1 else "".join([span.text for span in key])
            whole = () if len(key) == 1 and not key[0].whole else whole_stretches(key)
            known = self._kept.find(self._style_key, key) if self._kept else None
            items = partial(_items, key, self._style, self._chooser, self._characters)
            found = Paragraph(text, self._style, items, self._shaper, self._characters, whole, known)
            self._paragraphs[key] = found
        return found

    def text(self, text: str, weight: Weight = Weight.REGULAR) -> Paragraph:
        """The paragraph of one span, found faster the next time."""
        key = (text, weight)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = self.paragraph((Span(text, weight),))
        return found

    def news(self) -> Iterator[tuple[str, Sequence[Span], Known]]:
        """What is known of its paragraphs that was not kept, each with the key of the style and its spans."""
        for spans, paragraph in self._paragraphs.items():
            if known := paragraph.news():
                yield self._style_key, spans, known

    def line(self, text: str, size_pt: float, weight: Weight = Weight.REGULAR) -> Line:
        """A text of one weight on one line, never broken: as its paragraph sets it, but found at once the next time."""
        key = (text, weight, size_pt)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self.text(text, weight).line(size_pt)
        return found

    def uncovered(self, text: str, weight: Weight = Weight.REGULAR) -> tuple[tuple[int, str], ...]:
        """The characters, with their places in the text, that no font of the style draws.

        Letters that the fonts of the table have not may be in another font of the library's folder. Controls need no
        font, nor do no-break hyphen and narrow space where the font has what HarfBuzz draws for them.
        """
        table = self._style.faces
        own = table.face(table.first_script, weight)
        if own is not None and self._chooser.covers_all(own, set(text)):
            return ()  # it would step in for any other
        return itemise((Span(text, weight),), self._style, self._chooser, self._characters).uncovered


class Typesetter:
    """Makes paragraphs and keeps them, so that the same spans in the same style are shaped once in its life.

    It grows with the texts that it has seen: give each job one of its own. Not for several threads at a time.
    `blackness` tells how black its lines are. `kept`: what is known of paragraphs from earlier on, with the same fonts.
    """

    def __init__(self, library: FontLibrary, kept: KeptParagraphs | None = None) -> None:
        self.library = library
        self._kept = kept
        self.blackness = Blackness(library, kept.areas) if kept else Blackness(library)
        self._characters = CharacterTable()
        self._shaper = Shaper(self._characters)
        self._spares = SpareFaces(library, self._characters)
        self._choosers: dict[FaceTable, FaceChooser] = {}
        self._styles: dict[TextStyle, StyleSetter] = {}
        self._cut: dict[tuple[Line, int], tuple[Line, Line]] = {}

    def in_style(self, style: TextStyle) -> StyleSetter:
        """What sets text in this style. Styles are large to compare: who sets much in one asks once and keeps it."""
        found = self._styles.get(style)
        if found is None:
            chooser = self._chooser(style.faces)
            found = self._styles[style] = StyleSetter(style, chooser, self._shaper, self._characters, self._kept)
        return found

    def paragraph(self, spans: Sequence[Span], style: TextStyle) -> Paragraph:
        """One paragraph in this style, as `StyleSetter.paragraph` makes it."""
        return self.in_style(style).paragraph(spans)

    def cut(self, line: Line, at: int) -> tuple[Line, Line]:
        """What a line holds before a place in its text, and from there on; the same two lines again the next time."""
        found = self._cut.get((line, at))
        if found is None:
            found = self._cut[line, at] = cut(line, at)
        return found

    def kept(self) -> bytes:
        """What is known of paragraphs by now, for `KeptParagraphs`; empty where nothing is to be kept."""
        if self._kept is None:
            return b""
        news = (each for setter in self._styles.values() for each in setter.news())
        return self._kept.content(news, self.blackness.areas)

    def _chooser(self, faces: FaceTable) -> FaceChooser:
        found = self._choosers.get(faces)
        if found is None:
            found = self._choosers[faces] = FaceChooser(faces, self.library, self._characters, self._spares)
        return found
