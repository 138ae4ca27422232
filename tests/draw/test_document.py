"""What a drawn file holds: text in order, tags, links, descriptions; and the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.draw.objects import IndirectObjects
from handouts.layout.page.placed import Element, Link, PlacedLine, PlacedPage, PlacedRule, PlacedShape
from tests.draw import pages

FOLDER = pages.FontFolder()
TEXT = (
    "Information for Tijuana Unfortunately, no. The office fills up early. Ayuda cerca de usted. Numbers "
    "Organisation From Mexico From the U.S. Al Otro Lado 664 208 8994 011 52 664 208 8994 see the website "
    "• Call before you go. • Bring your papers (if you have any). One more thing. Read more: "
    "help.asylumadvocacy.org and (more)"
)


def drawn(*placed: PlacedPage) -> bytes:
    return draw_document(placed, pages.info(), plan_fonts(placed, FOLDER))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def words(text: str) -> str:
    return " ".join(text.replace("fi\n", "fi").replace("fi lls", "fills").split())


def test_the_text_is_read_back_by_pypdf() -> None:
    text = pypdf.PdfReader(BytesIO(drawn(pages.english_page()))).pages[0].extract_text()
    assert words(text).replace("fi lls", "fills") == TEXT


def test_the_text_is_read_back_by_pdfium() -> None:
    document = pypdfium2.PdfDocument(drawn(pages.english_page()))
    text = document[0].get_textpage().get_text_range().replace("\r\n", "\n")
    assert words(text) == TEXT


def test_hindi_clusters_are_read_back_whole() -> None:
    page = pages.hindi_page()
    pdf = draw_document([page], pages.info("hi"), plan_fonts([page], FOLDER))
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "कृपया क्षेत्रीय कार्यालय में संपर्क करें" in text


def test_a_number_in_right_to_left_text_is_one_text_object_in_order() -> None:
    page = pages.arabic_page()
    pdf = draw_document([page], pages.info("ar", right_to_left=True), plan_fonts([page], FOLDER))
    assert "664-208-8994" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_each_line_is_its_own_text_object() -> None:
    with opened(drawn(pages.english_page())) as document:
        content = bytes(document.pages[0].Contents.read_bytes())
    assert content.count(b"BT ") == content.count(b" ET") == 20


def test_glyphs_stand_where_the_line_says() -> None:
    """Advances and offsets of the line win over the font's own widths, and roundings do not add up."""
    run = pages.shape("0" * 40, pages.REGULAR, 10)
    spaced = replace(
        run, glyphs=tuple(glyph._replace(advance=600 + (index == 5) * 101) for index, glyph in enumerate(run.glyphs))
    )
    moved = replace(spaced, glyphs=(*spaced.glyphs[:-1], spaced.glyphs[-1]._replace(dx=100)))
    line = pages.line_of([moved], "0" * 40)
    document = pypdfium2.PdfDocument(drawn(pages.page_of(PlacedLine(line, 40, 200))))
    textpage = document[0].get_textpage()
    start = textpage.get_text_range().index("0")
    origins = []
    for index in (0, 6, 39):
        left, bottom, _, _ = textpage.get_charbox(start + index)
        origins.append((left, bottom))
    lefts = [left - origins[0][0] for left, _ in origins]
    assert lefts == pytest.approx([0, 6 * 6 + 1.01, 39 * 6 + 1.01 + 1.0], abs=0.02)
    assert origins[2][1] == origins[0][1]


def test_the_tree_is_in_reading_order_with_roles_languages_and_titles() -> None:
    with opened(drawn(pages.english_page())) as document:
        root = document.Root.StructTreeRoot.K[0]
        assert root.S == "/Document"
        assert [str(kid.S) for kid in root.K] == ["/H1", "/P", "/P", "/Sect", "/L", "/L", "/P", "/Figure"]
        assert str(root.Lang) == "en"
        assert str(root.K[0].T) == "Tijuana"
        assert str(root.K[2].Lang) == "es"
        table = root.K[3].K[1]
        header, first, second = table.K
        assert [str(cell.A.Scope) for cell in header.K] == ["/Column"] * 3
        assert (str(first.K[0].A.Scope), int(first.K[0].A.RowSpan)) == ("/Row", 2)
        assert int(second.K.A.ColSpan) == 2
        assert str(root.K[4].A.ListNumbering) == "/Disc"
        assert str(root.K[5].A.ListNumbering) == "/None"
        assert str(root.K[7].Alt) == "QR code"
        assert [float(edge) for edge in root.K[7].A.BBox] == [480, 78.5, 553.5, 152]


def test_numbered_lists_say_so() -> None:
    item = Element(
        "LI", (Element("Lbl", (pages.text_at(40, 80, "1. "),)), Element("LBody", (pages.text_at(60, 80, "One "),)))
    )
    with opened(drawn(PlacedPage(612, 792, (Element("L", (item,)),)))) as document:
        assert str(document.Root.StructTreeRoot.K[0].K[0].A.ListNumbering) == "/Decimal"


def test_artifacts_are_outside_the_tree_and_drawn_first() -> None:
    with opened(drawn(pages.english_page())) as document:
        content = bytes(document.pages[0].Contents.read_bytes())
    begin, end = content.index(b"/Artifact BMC"), content.index(b"EMC")
    assert content[:begin] == b"0 g 0 G\n"
    drawn_first = content[begin:end]
    assert (drawn_first.count(b"\nn "), len(re.findall(rb"[ \n]S\n", drawn_first)), drawn_first.count(b"\nf\n")) == (
        4,
        3,
        1,
    )
    assert content.index(b"MCID 0") > end


def test_links_are_live_described_and_cover_their_text() -> None:
    with opened(drawn(pages.english_page())) as document:
        dial, website = document.pages[0].Annots
        assert str(dial.A.URI) == "tel:+526642088994"
        assert str(dial.Contents) == "Call 664 208 8994"
        assert (int(dial.F), int(dial.StructParent)) == (4, 1)
        left, bottom, right, top = (float(edge) for edge in dial.Rect)
        assert (left, bottom, top) == (220, 549, 561)
        assert 290 < right < 310
        assert str(website.A.URI) == "https://help.asylumadvocacy.org/a%28b%29"
        assert len(website.QuadPoints) == 16


def test_links_lead_to_pages_of_the_document_or_keep_the_index() -> None:
    def link(page: int) -> Element:
        return Element("Link", (pages.text_at(40, 80 + page, "There "),), link=Link("", "There", page=page))

    with opened(drawn(PlacedPage(612, 792, (link(1), link(7))), pages.page_of())) as document:
        inside, outside = document.pages[0].Annots
        assert inside.A.D[0].objgen == document.pages[1].obj.objgen
        assert outside.A.D[0] == 7


def test_the_file_says_what_it_is() -> None:
    with opened(drawn(pages.english_page())) as document:
        assert document.pdf_version == "1.7"
        assert str(document.docinfo.Title) == "Help near you"
        assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == "D:20210407000000Z"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Help near you"
            assert metadata["dc:creator"] == ["Publisher & Friends"]
            assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2021-04-07T00:00:00Z"
            assert metadata["pdf:Keywords"] == str(document.docinfo.Keywords) == "help, phone numbers"
            assert metadata["pdf:Producer"] == str(document.docinfo.Producer)
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.Root.ViewerPreferences.PrintScaling) == "/None"
        assert "/Direction" not in document.Root.ViewerPreferences
        page = document.pages[0].obj
        assert (str(page.Tabs), int(page.StructParents)) == ("/S", 0)
        assert "/Trans" not in page


def test_right_to_left_documents_say_so() -> None:
    page = pages.arabic_page()
    pdf = draw_document([page], pages.info("ar", right_to_left=True), plan_fonts([page], FOLDER))
    with opened(pdf) as document:
        assert str(document.Root.ViewerPreferences.Direction) == "/R2L"
        assert str(document.Root.StructTreeRoot.K[0].A.WritingMode) == "/RlTb"


def test_only_black_is_used_and_every_font_is_embedded() -> None:
    with opened(drawn(pages.english_page())) as document:
        operators = {str(instruction.operator) for instruction in pikepdf.parse_content_stream(document.pages[0])}
        assert not operators & {"rg", "RG", "k", "K", "cs", "CS", "scn", "SCN", "sc", "SC", "Do", "gs"}
        for font in document.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_a_code_of_many_squares_is_one_path_without_seams() -> None:
    page = pages.page_of(PlacedShape(pages.SQUARES, 100.1, 200.2, 3.37), role="P")
    pdf = drawn(page)
    with opened(pdf) as document:
        content = bytes(document.pages[0].Contents.read_bytes())
        assert content.count(b" re") == len(pages.SQUARES.segments)
        assert re.findall(rb"\b[fFSBb]\*?(?=\n)", content) == [b"f"]
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=7.3, grayscale=True).to_pil()
    first_row = round((200.2 + 0.5 * 3.37) * 7.3)
    inside = image.crop((round(100.1 * 7.3) + 2, first_row, round((100.1 + 21 * 3.37) * 7.3) - 2, first_row + 1))
    assert inside.getextrema() == (0, 0)


def test_rules_and_shapes_stand_where_they_are_placed() -> None:
    page = pages.page_of(PlacedRule(100, 300, 200, 300, 2), PlacedShape(pages.TRIANGLE, 300, 300, 2), role="P")
    image = pypdfium2.PdfDocument(drawn(page))[0].render(scale=1, grayscale=True).to_pil()
    assert image.crop((101, 299, 199, 301)).getextrema() == (0, 0)
    assert image.crop((0, 303, 250, 792)).getextrema() == (255, 255)
    assert image.getpixel((304, 302)) == 0
    assert image.getpixel((345, 345)) == 255


def test_a_shape_is_stroked_whole_after_a_dashed_rule_and_the_dash_goes_on_after_it() -> None:
    dashed = [PlacedRule(100, y, 200, y, 4, (10, 10)) for y in (300, 320)]
    outline = PlacedShape(pages.TRIANGLE, 300, 300, 4, stroke_pt=4)
    page = pages.page_of(dashed[0], outline, dashed[1])
    image = pypdfium2.PdfDocument(drawn(page))[0].render(scale=1, grayscale=True).to_pil()
    assert image.crop((301, 299, 395, 301)).getextrema() == (0, 0)
    for rule in dashed:
        row = image.crop((100, int(rule.y0_pt), 200, int(rule.y0_pt) + 1))
        assert row.tobytes() == (b"\0" * 10 + b"\xff" * 10) * 5


def test_each_page_selects_its_widths_anew() -> None:
    thick, thin = PlacedRule(100, 300, 200, 300, 6), PlacedRule(100, 300, 200, 300, 1)
    document = pypdfium2.PdfDocument(drawn(pages.page_of(thick), pages.page_of(thin), pages.page_of(thick)))
    images = [page.render(scale=1, grayscale=True).to_pil() for page in document]
    assert [image.getpixel((150, 302)) for image in images] == [0, 255, 0]


def test_what_layout_may_not_do_is_refused() -> None:
    plan = plan_fonts([pages.english_page()], FOLDER)
    figure = Element("Figure", (PlacedShape(pages.SQUARES, 0, 0),))
    silent = Element("Link", (pages.text_at(40, 60, "Call "),), link=Link("tel:911", ""))
    for wrong, message in ((figure, "alternative"), (silent, "contents")):
        page = PlacedPage(612, 792, (wrong,))
        with pytest.raises(ValueError, match=message):
            draw_document([page], pages.info(), plan_fonts([page], FOLDER))
    with pytest.raises(ValueError, match="at least one page"):
        draw_document([], pages.info(), plan)


def test_the_same_bytes_twice_and_whatever_was_drawn_before() -> None:
    one, two = pages.english_page(), pages.english_page("Mexicali", "55 5211 8301")
    plan = plan_fonts([one, two], FOLDER)
    forwards, backwards = DrawCache(plan), DrawCache(plan)
    first = [draw_document([page], pages.info(), plan, forwards) for page in (one, two)]
    second = [draw_document([page], pages.info(), plan, backwards) for page in (two, one)]
    assert first == second[::-1]
    assert first == [draw_document([page], pages.info(), plan, forwards) for page in (one, two)]
    assert first[0] != first[1]


def test_the_same_bytes_whatever_the_clock_zone_locale_hash_seed_and_reportlab_settings() -> None:
    """In processes of their own."""
    script = (
        "import hashlib; from tests.draw import pages; from handouts.draw import draw_document, plan_fonts\n"
        "p = [pages.english_page()]; plan = plan_fonts(p, pages.FontFolder())\n"
        "print(hashlib.sha256(draw_document(p, pages.info(), plan)).hexdigest())"
    )
    digests = set()
    for settings in (
        {"PYTHONHASHSEED": "1", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "RL_pdfMultiLine": "1", "RL_invariant": "0"},
        {"PYTHONHASHSEED": "3", "RL_pageCompression": "0", "RL_documentLang": "fr", "RL_pdfComments": "1"},
    ):
        result = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, **settings},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(result.stdout.strip())
    assert len(digests) == 1


def test_what_is_no_stream_is_numbered_before_the_streams() -> None:
    objects = IndirectObjects()
    numbers = [objects.reserve(), objects.reserve(), objects.add_stream(b"x", "", compressed=False)]
    assert numbers == [1, 2, 3]
    with pytest.raises(RuntimeError, match="before the first stream"):
        objects.reserve()


def test_no_stream_ends_in_a_carriage_return() -> None:
    """Some readers take it for the line end that belongs to `endstream`."""
    from handouts.draw.notation import deflated

    endings = {deflated(bytes([value % 251] * 40) + value.to_bytes(4, "big"))[-1:] for value in range(2000)}
    assert b"\r" not in endings
    assert b"\n" in endings
