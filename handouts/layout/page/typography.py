"""Type for one language: which faces, sizes and leading. Everything comes from data/languages.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.sources.languages import is_right_to_left, script_of
from handouts.text import Face, FaceTable, TextStyle, Weight

if TYPE_CHECKING:
    from handouts.sources.model import Fonts, Language

LATIN = "Latn"
LARGE_PT = 16.0
"""From this size on, thinner strokes outlast copying too."""
GROUP_SPACE_EM = 0.09
"""Extra space between the groups of a number: with the font's own, OCR read `01152`."""


@dataclass(frozen=True, slots=True)
class Typography:
    """How one language is set.

    `own`: text in the language. `latin`: names, addresses and the staff line, whatever their letters. `numbers`: dial
    strings, always in the bold Latin face. `scale`: Latin size inside own text / size of the text, so that a Latin name
    set in own text at `size / scale` comes out at `size`.
    """

    language: str
    right_to_left: bool
    latin_script: bool
    own: TextStyle
    latin: TextStyle
    numbers: TextStyle
    scale: float
    body_wanted_pt: float
    body_floor_pt: float
    leading: float
    label_leading: float
    question_ends_line: bool
    essentials_bold: bool
    display_scale: float
    sentence_space: str
    colon: str


def typography_of(language: Language, languages: Sequence[Language]) -> Typography:
    """The typography of `language`; `languages` lend the faces of other scripts that occur on its pages.

    The first language in Latin letters also lends its `keep_together`: Latin names stand on the pages of all.
    """
    own_script = script_of(language.tag)
    latin_language = next(other for other in languages if script_of(other.tag) == LATIN)
    scale = language.latin.scale if language.latin else 1.0
    latin = _faces(language.latin or latin_language.fonts, scale)
    lent = [(script_of(other.tag), other.fonts) for other in languages]
    own_table = _table((own_script, _faces(language.fonts, 1.0)), (LATIN, latin), lent=lent, latin_scale=scale)
    latin_table = _table(
        (LATIN, _faces(latin_language.fonts, 1.0)), (own_script, _faces(language.fonts, 1 / scale)), lent=lent
    )
    right_to_left = is_right_to_left(language.tag)
    return Typography(
        language=language.tag,
        right_to_left=right_to_left,
        latin_script=own_script == LATIN,
        own=TextStyle(
            language=language.tag,
            right_to_left=right_to_left,
            faces=own_table,
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
            language=latin_language.tag,
            right_to_left=False,
            faces=latin_table,
            group_space_em=GROUP_SPACE_EM,
            alone=True,
        ),
        scale=scale,
        body_wanted_pt=language.body_pt.wanted,
        body_floor_pt=language.body_pt.floor,
        leading=language.leading,
        label_leading=language.label_leading or language.leading,
        question_ends_line=language.question_ends_line,
        essentials_bold=language.essentials_bold,
        display_scale=language.display_scale,
        sentence_space=" " if language.sentences_spaced else "",
        colon=language.colon,
    )


def weight_among_numbers(size_pt: float) -> Weight:
    """Of what is read with the numbers (an "or", WhatsApp's word, a house number) and must outlast copying as they do:
    of 24 numbers in Medium at 11 pt OCR reads none on the lightest copies, of those in Bold all but one."""
    return Weight.BOLD if size_pt < LARGE_PT else Weight.SMALL


_Faces = tuple[Face, Face, Face, Face, Face]


def _table(*first: tuple[str, _Faces], lent: Iterable[tuple[str, Fonts]], latin_scale: float = 1.0) -> FaceTable:
    """The first faces of each script, then those that other languages lend it: to Chinese pages, whose Latin faces have
    few letters with marks, those of English. None twice."""
    entries = [first[0], *(entry for entry in first[1:] if entry[0] != first[0][0])]
    known = {(script, face.font) for script, faces in entries for face in faces}
    further: list[tuple[str, _Faces]] = []
    for script, fonts in lent:
        if known.issuperset((script, font) for font in fonts.files):
            continue
        is_first = all(script != entry[0] for entry in entries)
        scale = latin_scale if script == LATIN else 1.0
        (entries if is_first else further).append((script, _faces(fonts, scale)))
        known.update((script, font) for font in fonts.files)
    return FaceTable((*entries, *further))


def _faces(fonts: Fonts, scale: float) -> _Faces:
    regular, bold, small, large, question = fonts.files
    return Face(regular, scale), Face(bold, scale), Face(small, scale), Face(large, scale), Face(question, scale)
