"""The page that others set from HTML says what ours says: the same texts, numbers and links, in the same faces."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from benchmarks.html_peers import html_of
from benchmarks.typst_peer import PeerPage
from tests.benchmarks.test_typst_peer import FONTS, PAGES, WEBSITE


class Page(HTMLParser):
    """Its texts, links and what its root says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        elif tag == "html":
            self.root = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_text_and_link_is_there(page: PeerPage) -> None:
    html = html_of(page, FONTS)
    read = Page(html)
    flyer = page.flyer
    assert read.root == {"lang": flyer.language, "dir": "rtl" if page.right_to_left else "ltr"}
    for question in flyer.questions:
        assert question.text in read.texts
        assert " ".join(answer.text for answer in question.answers) in read.texts
    words = flyer.words
    for text in (flyer.city_own, flyer.title, words.last_updated, words.disclaimer, words.answers_heading):
        assert text in read.texts
    dials = flyer.dial_strings()
    assert [each for each in read.texts if each in {dial.printed for dial in dials}] == [each.printed for each in dials]
    assert read.links == [*(each.href for each in dials), WEBSITE]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_faces_are_those_of_our_page(page: PeerPage) -> None:
    html = html_of(page, FONTS)
    for face in (page.language.fonts.regular, page.language.fonts.bold, *page.latin[:2]):
        assert (FONTS / f"{face}.ttf").as_uri() in html
