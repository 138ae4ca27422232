"""The page that Typst sets is a fair one: the same content as ours, tagged, on one sheet; and never seen before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from benchmarks.typst_peer import PeerPage, TypstPeer, fonts_of
from benchmarks.variants import renumbered, unseen
from handouts.content.flyer import (
    BOTH_SIDES,
    Answer,
    DialString,
    Entry,
    Flyer,
    NumberRow,
    Question,
    Section,
    Status,
    Visit,
)
from handouts.content.words import SideHead, Words
from handouts.paper import LETTER
from handouts.sources.model import BodySize, Fonts, Language, LanguageNames, LatinFonts

FONTS = Path(__file__).parents[2] / "fonts"
WEBSITE = "https://help.example.org/a-page-about-the-border/"
LATIN = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Medium")

ENGLISH = Language(
    tag="en",
    names=LanguageNames(own="English", en="English", es="inglés"),
    fonts=Fonts(regular="NotoSans-Regular", bold="NotoSans-Bold", small="NotoSans-Medium"),
    body_pt=BodySize(wanted=12, floor=11),
    leading=1.25,
)
ARABIC = Language(
    tag="ar",
    names=LanguageNames(own="العربية", en="Arabic", es="árabe"),
    fonts=Fonts(regular="NotoSansArabic-Medium", bold="NotoSansArabic-Bold", small="NotoSansArabic-Medium"),
    latin=LatinFonts(regular="NotoSans-Medium", bold="NotoSans-Bold", small="NotoSans-Medium", scale=0.92),
    body_pt=BodySize(wanted=13, floor=12),
    leading=1.42,
)


def dial(side: str, printed: str, e164: str) -> DialString:
    return DialString(side, printed, printed.replace("-", ""), e164, f"tel:{e164}", f"Call {e164}")


def flyer_in(language: Language, sentence: str) -> Flyer:
    row = NumberRow(
        (dial("MX", "00-1-619-786-4866", "+16197864866"), dial("US", "619-786-4866", "+16197864866")),
        label=sentence,
    )
    whatsapp = DialString(
        BOTH_SIDES, "+1-858-333-2857", "+18583332857", "+18583332857", "https://wa.me/18583332857", "WhatsApp"
    )
    entry = Entry("Al Otro Lado", "Tijuana", sentence, "", (row,), (whatsapp,), Visit(sentence, "C. Primera 8250"))
    sides = SideHead("MX", "MEX", sentence), SideHead("US", "USA", sentence)
    words = Words(sides, *([sentence] * 14))
    questions = tuple(Question(f"q{n}", sentence, (Answer(f"q{n}/a", sentence, True, 0),)) for n in range(5))
    return Flyer(
        language=language.tag,
        language_own=language.names.own,
        language_english=language.names.en,
        city="tijuana",
        city_own=sentence,
        city_latin="Tijuana",
        city_english="Tijuana",
        title=sentence,
        information_of=date(2021, 4, 7),
        status=Status.DRAFT,
        archived=(),
        archived_card=(),
        words=words,
        say=None,
        unreviewed=None,
        sections=(Section("local", sentence, "", (entry,)),),
        names_without_number=(),
        questions=questions,
        website=WEBSITE,
        website_printed="help.example.org",
    )


PAGES = {
    "en": PeerPage(flyer_in(ENGLISH, "Is the border open?"), ENGLISH, LATIN, False, LETTER, 12),
    "ar": PeerPage(flyer_in(ARABIC, "هل الحدود مفتوحة؟"), ARABIC, LATIN, True, LETTER, 13),
}


@pytest.fixture(scope="module")
def peer() -> TypstPeer:
    return TypstPeer(FONTS)


@pytest.fixture(scope="module", params=sorted(PAGES))
def pdf(request: pytest.FixtureRequest, peer: TypstPeer) -> bytes:
    return peer.compile(peer.source([PAGES[request.param]]))


def test_every_number_stands_on_one_tagged_letter_sheet(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    (page,) = reader.pages
    text = page.extract_text()
    for printed in ("00-1-619-786-4866", "619-786-4866", "+1-858-333-2857"):
        assert printed in text
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_numbers_and_code_are_live_links(pdf: bytes) -> None:
    (page,) = PdfReader(BytesIO(pdf)).pages
    targets = {annotation.get_object()["/A"]["/URI"] for annotation in page["/Annots"]}
    assert targets == {"tel:+16197864866", "https://wa.me/18583332857", WEBSITE}


def test_the_code_is_ours(pdf: bytes) -> None:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [WEBSITE]


def test_fonts_of_a_language_are_enough_and_no_others_are_read(tmp_path: Path) -> None:
    folder = fonts_of(ARABIC, LATIN, FONTS, tmp_path)
    assert {path.stem for path in folder.iterdir()} == {
        "NotoSansArabic-Medium",
        "NotoSansArabic-Bold",
        "NotoSans-Regular",
        "NotoSans-Bold",
        "NotoSans-Medium",
    }
    few = TypstPeer(folder)
    assert b"%PDF" in few.compile(few.source([PAGES["ar"]]))[:8]


def test_a_page_too_long_for_the_sheet_is_set_smaller(peer: TypstPeer) -> None:
    long_flyer = flyer_in(ENGLISH, "Is the border open to people who seek asylum today?")
    fitted = peer.fitted(replace(PAGES["en"], flyer=long_flyer, body_pt=18))
    assert fitted is not None
    assert fitted.body_pt < 18
    assert len(PdfReader(BytesIO(peer.compile(peer.source([fitted])))).pages) == 1


def test_a_page_too_long_in_any_size_does_not_fit(peer: TypstPeer) -> None:
    low = replace(LETTER, height_pt=LETTER.height_pt / 3)
    assert peer.fitted(replace(PAGES["en"], paper=low)) is None


def test_unseen_flyers_differ_from_each_other_in_nothing_but_digits() -> None:
    real = PAGES["en"].flyer
    made = list(unseen([real], 30))
    strings = [tuple(number.printed for number in flyer.dial_strings()) for flyer in made]
    assert len({*strings, tuple(number.printed for number in real.dial_strings())}) == 31
    for numbers in strings:
        assert [len(number) for number in numbers] == [17, 12, 15]


def test_a_changed_number_is_the_same_number_everywhere() -> None:
    first = renumbered(PAGES["en"].flyer, 9000).dial_strings()[0]
    assert (first.printed, first.e164, first.href) == ("00-1-619-786-3866", "+16197863866", "tel:+16197863866")
