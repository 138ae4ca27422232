"""Every drawn file passes PDF/UA-1 and PDF/A-2a; and each judge is able to say no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import page
import pikepdf
import pytest

from handouts.draw import draw_document, plan_fonts
from handouts.layout.page.placed import DocumentInfo, Element, Link, PlacedPage
from tests.draw import pages
from tests.validators import a2_failures, all_findings, blind_spot_findings, twin_2b_findings, ua1_failures

DOCUMENTS: dict[str, tuple[Sequence[PlacedPage], DocumentInfo]] = {
    "English": ([pages.english_page()], pages.info()),
    "Arabic": ([pages.arabic_page()], pages.info("ar", "معلومات", right_to_left=True)),
    "Hindi": ([pages.hindi_page()], pages.info("hi", "जानकारी")),
    "Chinese": ([pages.chinese_page()], pages.info("zh-Hans", "寻求庇护的信息")),
    "two pages": ([pages.english_page(), pages.english_page("Mexicali")], pages.info()),
    "contents page": (
        [
            pages.page_of(),
            PlacedPage(
                595.2756,
                841.8898,
                (
                    Element("H1", (pages.text_at(40, 40, "Contents "),)),
                    Element(
                        "TOC",
                        tuple(
                            Element(
                                "TOCI",
                                (
                                    Element(
                                        "Link",
                                        (pages.text_at(40, 80 + 20 * index, f"Page {index} "),),
                                        link=Link("", f"Page {index}", page=index),
                                    ),
                                ),
                            )
                            for index in (0, 1)
                        ),
                    ),
                ),
            ),
        ],
        pages.info(),
    ),
}


def drawn(name: str) -> bytes:
    placed, info = DOCUMENTS[name]
    return draw_document(placed, info, plan_fonts(placed, pages.FontFolder()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_judges_find_nothing(name: str) -> None:
    assert all_findings(drawn(name)) == []


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A good file after a deliberate change."""
    with pikepdf.open(BytesIO(drawn("English"))) as document:
        change(document)
        out = BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        return out.getvalue()


def untouched(_document: pikepdf.Pdf) -> None:
    """No change, but written anew as the changed files are."""


def the_link(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.pages[0].Annots[0]


def elements_of(document: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == role]


def cut(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        del where(document)[key]

    return change


@pytest.mark.parametrize(
    ("judge", "change"),
    [
        (ua1_failures, cut(lambda document: document.Root, "/Lang")),
        (ua1_failures, cut(lambda document: document.Root, "/MarkInfo")),
        (ua1_failures, cut(lambda document: document.Root, "/ViewerPreferences")),
        (ua1_failures, cut(lambda document: document.Root, "/StructTreeRoot")),
        (ua1_failures, cut(lambda document: document.pages[0].obj, "/Tabs")),
        (ua1_failures, cut(the_link, "/Contents")),
        (ua1_failures, cut(the_link, "/StructParent")),
        (ua1_failures, cut(lambda document: elements_of(document, "/Figure")[0], "/Alt")),
        (a2_failures, cut(lambda document: document.Root, "/OutputIntents")),
        (a2_failures, cut(the_link, "/F")),
        (a2_failures, cut(lambda document: next(iter(document.pages[0].Resources.Font.values())), "/ToUnicode")),
        (twin_2b_findings, cut(lambda document: document.Root, "/OutputIntents")),
        (twin_2b_findings, cut(the_link, "/F")),
        (blind_spot_findings, cut(lambda document: document.pages[0].obj, "/StructParents")),
        (blind_spot_findings, cut(the_link, "/StructParent")),
        (blind_spot_findings, cut(lambda document: elements_of(document, "/L")[0], "/A")),
        (blind_spot_findings, cut(lambda document: elements_of(document, "/Figure")[0], "/A")),
        (blind_spot_findings, cut(lambda document: elements_of(document, "/P")[0], "/K")),
    ],
)
def test_each_judge_is_able_to_say_no(
    judge: Callable[[bytes], list[str]], change: Callable[[pikepdf.Pdf], None]
) -> None:
    assert judge(changed(untouched)) == []
    assert judge(changed(change)) != []


def test_a_stream_that_ends_in_a_carriage_return_is_forgiven_and_a_wrong_length_is_not() -> None:
    def with_content(data: bytes) -> bytes:
        return changed(lambda document: document.pages[0].Contents.write(data, filter=None))

    content = drawn_content() + b"\n"
    false_alarm = with_content(content + b"\r")
    assert not page.is_pdf_compliant_bytes(false_alarm, profile="2a")
    assert a2_failures(false_alarm) == []
    whole = with_content(content)
    length = b"/Length %d" % len(content)
    assert length in whole
    assert a2_failures(whole.replace(length, b"/Length %d" % (len(content) - 1))) != []


def drawn_content() -> bytes:
    with pikepdf.open(BytesIO(drawn("English"))) as document:
        return bytes(document.pages[0].Contents.read_bytes())
