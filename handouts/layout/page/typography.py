"""Type for one language: which faces, sizes and leading. Everything comes from data/languages.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.sources.languages import is_right_to_left, script_of
from handouts.sources.model import Fonts, Language
from handouts.text import Face, FaceTable, TextStyle, Weight

LATIN = "Latn"
LARGE_PT = 16.0
"""From this size on, thinner strokes outlast copying too."""
GROUP_SPACE_EM = 0.09
"""Extra space between the groups of a number: with the font's own, OCR read `01152`."""


@dataclass(frozen=True, slots=True)
class Typography:
    """How one language is set.

    `own`: text in the language. `latin`: names, addresses and the staff line. `numbers`: dial strings, always in
    the bold Latin face. `scale`: Latin size inside own text / size of the text, so that a Latin name set in own
    text at `size / scale` comes out at `size`.
    """

    language: str
    right_to_left: bool
    own: TextStyle
    latin: TextStyle
    numbers: TextStyle
    scale: float
    body_wanted_pt: float
    body_floor_pt: float
    leading: float
    label_leading: float
    question_ends_line: bool
    display_scale: float
    sentence_space: str
    colon: str


def typography_of(language: Language, languages: Sequence[Language]) -> Typography:
    """The typography of `language`; `languages` lend the faces of other scripts that occur on its pages.

    The first language in Latin letters also lends its `keep_together`: Latin names stand on the pages of all.
    """
    own_script = script_of(language.tag)
    latin_language = next(other for other in languages if script_of(other.tag) == LATIN)
    latin = _faces(language.latin or latin_language.fonts, language.latin.scale if language.latin else 1.0)
    table = {own_script: _faces(language.fonts, 1.0)}
    table.setdefault(LATIN, latin)
    for other in languages:
        table.setdefault(script_of(other.tag), _faces(other.fonts, 1.0))
    latin_table = FaceTable(((LATIN, _faces(latin_language.fonts, 1.0)),))
    right_to_left = is_right_to_left(language.tag)
    return Typography(
        language=language.tag,
        right_to_left=right_to_left,
        own=TextStyle(
            language=language.tag,
            right_to_left=right_to_left,
            faces=FaceTable(tuple(table.items())),
            features=tuple(sorted(language.features.items())),
            keep_together=tuple(dict.fromkeys((*language.keep_together, *latin_language.keep_together))),
        ),
        latin=TextStyle(
            language=latin_language.tag,
            right_to_left=False,
            faces=latin_table,
            keep_together=latin_language.keep_together,
        ),
        numbers=TextStyle(
            language=latin_language.tag, right_to_left=False, faces=latin_table, group_space_em=GROUP_SPACE_EM
        ),
        scale=language.latin.scale if language.latin else 1.0,
        body_wanted_pt=language.body_pt.wanted,
        body_floor_pt=language.body_pt.floor,
        leading=language.leading,
        label_leading=language.label_leading or language.leading,
        question_ends_line=language.question_ends_line,
        display_scale=language.display_scale,
        sentence_space=" " if language.sentences_spaced else "",
        colon=language.colon,
    )


def weight_among_numbers(size_pt: float) -> Weight:
    """Of what is read with the numbers (an "or", WhatsApp's word, a house number) and must outlast copying as they do:
    of 24 numbers in Medium at 11 pt OCR reads none on the lightest copies, of those in Bold all but one."""
    return Weight.BOLD if size_pt < LARGE_PT else Weight.SMALL


def _faces(fonts: Fonts, scale: float) -> tuple[Face, Face, Face, Face]:
    regular, bold, small, large = fonts.files
    return Face(regular, scale), Face(bold, scale), Face(small, scale), Face(large, scale)
