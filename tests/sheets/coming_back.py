"""How much of the finished flyers programs give back: what must be, and what is said on them."""

from __future__ import annotations

from benchmarks.extraction import Share, Texts, share_of
from benchmarks.ours import OurSide
from benchmarks.readers import TextReader
from handouts.content.sheet_texts import Extent
from handouts.products.loading import load_data
from tests.sheets.finished import ROOT, Finished

CITIES_READ = ("tijuana-san-diego", "el-paso-juarez")
"""The densest and the one without numbers of its own."""
LEAST = 0.99
LEAST_RIGHT_TO_LEFT = 0.92
"""Words of other letters come back in their own order by no means known: pdfium turns `Title 42` round."""


def wrong_shares(finished: Finished, language: str, reader: TextReader) -> list[str]:
    """Flyers of which too few words come back, or not every string to dial whole."""
    ours = OurSide(load_data(ROOT / "data"), ROOT / "fonts", language)
    found = []
    for city in CITIES_READ:
        sheet = finished.sheets[language, city]
        entry = finished.entry(sheet)
        texts = Texts.of(ours.flyer(city), Extent(frozenset(entry["left_out"]), entry["pages"]))
        share = share_of(texts, reader.text(sheet.path))
        least = LEAST_RIGHT_TO_LEFT if sheet.right_to_left else LEAST
        if _is_wrong(share, least):
            found.append(f"{sheet} by {reader.name}: {share}")
    return found


def _is_wrong(share: Share, least: float) -> bool:
    return share.words < least or share.letters < least or share.numbers < share.of_numbers or not share.of_numbers
