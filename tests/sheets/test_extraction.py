"""Who searches a flyer, copies from it or has it read out finds its words: by pdfium (Chrome) and pypdf. Poppler's part
is in tests/debian; all programs and peers, side by side: `python -m benchmarks.extraction`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.extraction import Texts, share_of
from benchmarks.readers import readers
from handouts.draw import draw_document, plan_fonts
from handouts.layout.page.placed import PlacedLine
from handouts.text import Composite, FontLibrary, Glyph, Line, Span, Typesetter
from tests.draw import pages
from tests.expected_texts import LANGUAGES
from tests.sheets.coming_back import wrong_shares
from tests.sheets.finished import ROOT, Finished
from tests.text.styles import ARABIC

READERS = {each.name: each for each in readers(None)}
ALWAYS_THERE = ("pdfium", "pypdf")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ALWAYS_THERE)
def test_the_words_of_a_flyer_come_back(finished: Finished, language: str, reader: str) -> None:
    assert wrong_shares(finished, language, READERS[reader]) == []


@pytest.mark.parametrize("reader", ALWAYS_THERE)
def test_they_do_not_where_each_glyph_of_a_cluster_has_a_code(reader: str, tmp_path: Path) -> None:
    """As it was: the dots of a letter read as U+200B, and where a gap was found, as two words."""
    text = "ترفض حكومة الولايات المتحدة دخول كثير من الأشخاص الذين يطلبون اللجوء، ومنهم أطفال وبالغون وعائلات."
    line = Typesetter(FontLibrary(ROOT / "fonts")).paragraph([Span(text)], ARABIC).line(11)
    shares = []
    for number, each in enumerate((line, _apart(line))):
        page = pages.page_of(PlacedLine(each, 40, 80))
        path = tmp_path / f"{number}.pdf"
        info = pages.info("ar", right_to_left=True)
        path.write_bytes(draw_document([page], info, plan_fonts([page], pages.FontFolder(), right_to_left=True)))
        shares.append(share_of(Texts((text,), ()), READERS[reader].text(path)).words)
    assert shares[0] == 1.0
    assert shares[1] < 0.5


def _apart(line: Line) -> Line:
    def glyphs(glyph: Glyph) -> list[Glyph]:
        if not isinstance(glyph.gid, Composite):
            return [glyph]
        (gid, x, _), *others = glyph.gid.parts
        first = Glyph(gid, glyph.advance, glyph.dx + x, glyph.text)
        return [*(Glyph(gid, 0, glyph.dx + x, "\u200b") for gid, x, _ in others), first]

    runs = tuple(replace(run, glyphs=tuple(part for each in run.glyphs for part in glyphs(each))) for run in line.runs)
    return replace(line, runs=runs)
