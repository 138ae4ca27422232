"""The text engine: text, faces and a width become lines of positioned glyphs.

It knows nothing of flyers or PDF. The way through: `itemise` (levels of `bidi`, scripts, fonts of the `library`) ->
`shaping` (HarfBuzz) -> `paragraph` (lines at the places of `breaks`, reordered) -> `glyphs`.
"""

from handouts.text.blackness import Blackness
from handouts.text.cutting import cut
from handouts.text.faces import Face, FaceTable, Span, TextStyle, Weight
from handouts.text.glyphs import Composite, Glyph, GlyphRun, Ink, Line, Part
from handouts.text.kept_paragraphs import KeptParagraphs
from handouts.text.library import FontLibrary, LibraryFont
from handouts.text.paragraph import Paragraph, hair_pt
from handouts.text.spelling_out import spelt_out
from handouts.text.typesetter import StyleSetter, Typesetter

__all__ = [
    "Blackness",
    "Composite",
    "Face",
    "FaceTable",
    "FontLibrary",
    "Glyph",
    "GlyphRun",
    "Ink",
    "KeptParagraphs",
    "LibraryFont",
    "Line",
    "Paragraph",
    "Part",
    "Span",
    "StyleSetter",
    "TextStyle",
    "Typesetter",
    "Weight",
    "cut",
    "hair_pt",
    "spelt_out",
]
