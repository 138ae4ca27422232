"""The files as documents: valid, embedded, in the right language, with the date of the information."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pikepdf
import pytest

from tests.build.sabotage import Press
from tests.expected_numbers import CITIES
from tests.expected_texts import CITY_NAMES, DATE, LANGUAGES
from tests.sheets.finished import Finished, Pages
from tests.validators import all_findings

BOOKLETS = ("all", *LANGUAGES, *CITIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_validators_find_nothing_in_flyers(finished: Finished, language: str) -> None:
    for city in CITIES:
        assert all_findings(finished.sheets[language, city].pdf) == []


@pytest.mark.parametrize("number", range(len(BOOKLETS)), ids=BOOKLETS)
def test_validators_find_nothing_in_booklets(finished: Finished, number: int) -> None:
    assert len(finished.booklets) == len(BOOKLETS)
    assert all_findings(finished.booklets[number].pdf) == []


@pytest.mark.parametrize(
    ("form", "language"),
    [("zine", "en"), ("zine", "ur"), ("poster", "ar"), ("common-poster", "es"), ("half-print", "am")],
)
def test_validators_find_nothing_in_what_is_folded_and_hung(form: str, language: str) -> None:
    press = Press()
    for city in CITIES[:2]:
        pdf, _ = press.draw(press.honest(language, city, form))
        assert all_findings(pdf) == []


def test_validators_are_able_to_find_something(finished: Finished) -> None:
    with pikepdf.open(BytesIO(finished.sheets["ar", CITIES[0]].pdf)) as document:
        del document.Root.Lang
        del document.pages[0].obj["/StructParents"]
        document.pages[0].obj.Annots[0].Contents = ""
        del document.Root.OutputIntents
        out = BytesIO()
        document.save(out)
    judges = {finding.partition(":")[0] for finding in all_findings(out.getvalue())}
    assert judges == {"ua1", "2a", "2b twin", "blind spots"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flyer_is_one_letter_page_and_says_what_it_is(finished: Finished, language: str) -> None:
    for city in CITIES:
        with pikepdf.open(BytesIO(finished.sheets[language, city].pdf)) as document:
            (page,) = document.pages
            assert [float(number) for number in page.mediabox] == [0, 0, 612, 792]
            assert str(document.Root.Lang) == language
            assert document.Root.ViewerPreferences.DisplayDocTitle
            direction = str(document.Root.ViewerPreferences.get("/Direction", "/L2R"))
            assert direction == ("/R2L" if LANGUAGES[language].right_to_left else "/L2R")
            title = str(document.docinfo.Title)
            assert language != "en" or title.startswith(f"{CITY_NAMES[city]} – Information about Seeking Asylum")
            assert _dates(document) == {f"D:{DATE.replace('-', '')}000000Z"}
            metadata = document.open_metadata(set_pikepdf_as_editor=False)
            assert metadata["dc:title"] == title
            assert [str(each) for each in metadata["dc:language"]] == [language]


def test_a_print_dialog_is_asked_for_full_size_and_the_right_sides(finished: Finished) -> None:
    """One flyer a sheet; a booklet on both sides."""
    for group, sides in ((finished.sheets.values(), "/Simplex"), (finished.booklets, "/DuplexFlipLongEdge")):
        for pages in group:
            with pikepdf.open(BytesIO(pages.pdf)) as document:
                preferences = document.Root.ViewerPreferences
                assert (preferences.PrintScaling, preferences.Duplex) == ("/None", sides)
                for page in document.pages:
                    assert page.MediaBox == page.CropBox == page.TrimBox


def test_titles_tell_flyers_apart_and_booklets_apart(finished: Finished) -> None:
    for group in (list(finished.sheets.values()), finished.booklets):
        titles = set()
        for pages in group:
            with pikepdf.open(BytesIO(pages.pdf)) as document:
                titles.add(str(document.docinfo.Title))
                assert _dates(document) == {f"D:{DATE.replace('-', '')}000000Z"}
        assert len(titles) == len(group)


def test_every_figure_says_what_it_shows(finished: Finished) -> None:
    for sheet in finished.sheets.values():
        with pikepdf.open(BytesIO(sheet.pdf)) as document:
            alternatives = [
                str(element.get("/Alt", ""))
                for element in document.objects
                if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
            ]
        assert alternatives
        assert all(alternatives)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_flyers_of_a_language_share_their_fonts_and_its_booklet_holds_each_once(
    finished: Finished, language: str
) -> None:
    shared: dict[str, str] = {}
    for city in CITIES:
        for name, digest in _font_programs(finished.sheets[language, city]):
            assert shared.setdefault(name, digest) == digest
    in_booklet = _font_programs(finished.language_booklets[language])
    assert len({name for name, _ in in_booklet}) == len(in_booklet)
    assert shared.items() <= dict(in_booklet).items()


def test_the_large_booklets_hold_each_font_once(finished: Finished) -> None:
    """A font is named by its program and by the texts that its codes stand for: the same glyphs may stand for other
    texts in another language."""
    for booklet in (finished.everything, *finished.city_booklets.values()):
        names = [name for name, _ in _font_programs(booklet)]
        assert len(set(names)) == len(names)


def _dates(document: pikepdf.Pdf) -> set[str]:
    return {str(document.docinfo.CreationDate), str(document.docinfo.get("/ModDate", document.docinfo.CreationDate))}


def _font_programs(pages: Pages) -> list[tuple[str, str]]:
    """Name and digest of every embedded font program. A font without one is a failure."""
    with pikepdf.open(BytesIO(pages.pdf)) as document:
        fonts = [entry for entry in document.objects if isinstance(entry, pikepdf.Dictionary)]
        descriptors = [entry for entry in fonts if entry.get("/Type") == "/FontDescriptor"]
        assert descriptors
        names = {str(entry.BaseFont) for entry in fonts if entry.get("/Type") == "/Font"}
        assert names == {str(entry.FontName) for entry in descriptors}
        return [
            (str(entry.FontName), hashlib.sha256(entry.FontFile2.read_bytes()).hexdigest()) for entry in descriptors
        ]
