"""The page beside a form: the real page, as a build would make it, or in words why there is none."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from starlette.testclient import TestClient

from handouts.build import BuildOptions, build_handouts, started
from handouts.console import progress
from handouts.desk.app import make_desk
from handouts.desk.area import Area
from handouts.desk.areas import AREAS
from handouts.desk.desk import Desk, Folders
from handouts.desk.page import Page
from handouts.desk.preview.engine import Preview, sheet_product
from handouts.desk.store.saying import Saying
from handouts.desk.store.seat import Seat, write_seat
from handouts.desk.store.store import Change
from handouts.layout.glyph_coverage import compose_printable, compose_printable_sheet
from handouts.products.loading import load_data
from handouts.sources.edits import replace
from handouts.sources.messages import messages_of
from handouts.sources.translations import read_catalogues
from handouts.text import FontLibrary, Typesetter
from tests.desk.conftest import NOW, WHO, browser_at
from tests.house.modules import ROOT

NUMBER = ("cities", 0, "organisations", 2, "numbers", 0, "number")
ASKED = {"city": "tijuana-san-diego", "language": "en"}
SHOWN = "/api/preview"


def typed_number(page: Page, _key: tuple[str, ...]) -> Change:
    """A form of one field: the first number of HIAS in Tijuana."""
    translations = {"translations/ar.po": b"no PO file"} if page.typed("po") else {}
    return Change(Saying("x"), edits={"directory": [replace(NUMBER, page.typed("number"))]}, files=translations)


@pytest.fixture
def desk(data: Path) -> Desk:
    write_seat(data, Seat(WHO))
    test = Area("test", "Test", "/test", ROOT / "nowhere", (), forms={"number": typed_number})
    return make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW, (*AREAS, test))


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with browser_at(desk) as client:
        yield client


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


def posted(browser: TestClient, number: str, **fields: str) -> tuple[int, bytes]:
    asked = {**ASKED, "form": "number", "key": "x", **{key: fields.pop(key) for key in [*fields] if key in ASKED}}
    answer = browser.post(SHOWN, params=asked, data={"number": number, **fields})
    return answer.status_code, answer.content


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
def test_the_picture_is_of_the_page_that_a_build_makes(browser: TestClient, desk: Desk, language: str) -> None:
    shown = browser.get(SHOWN, params={**ASKED, "language": language})
    assert shown.headers["content-type"] == "image/png"
    folders = desk.folders
    options = BuildOptions(
        data=folders.data,
        fonts=folders.fonts,
        out=folders.out,
        cities=("tijuana-san-diego",),
        languages=(language,),
        formats=("flyer",),
        prove=False,
    )
    with progress(quiet=True) as told, started(options) as jobs:
        build_handouts(load_data(folders.data), options, "test", told, jobs)
    (path,) = (folders.out / "flyer" / language).glob("*.pdf")
    built = pdfium.PdfDocument(path.read_bytes())
    try:
        ours = picture(shown.content)
        theirs = built[0].render(scale=ours.width / built[0].get_width(), grayscale=True).to_pil()
    finally:
        built.close()
    size = (310, 401)
    difference = ImageChops.difference(ours.crop((0, 0, *theirs.size)).resize(size), theirs.resize(size))
    assert max(difference.getextrema()) <= 60  # four greys beside 256


def test_what_is_typed_and_not_saved_is_shown_and_not_written(browser: TestClient, data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    saved = browser.get(SHOWN, params=ASKED).content
    status, typed = posted(browser, "+52 663 205 4661")
    assert status == 200
    difference = ImageChops.difference(picture(saved), picture(typed))
    rows = [y for y in range(difference.height) if difference.crop((0, y, difference.width, y + 1)).getbbox()]
    assert 10 < len(rows) < 80, "other lines than the number's and the one with the edition have changed"
    assert posted(browser, "+52 663 205 4660") == (200, saved)
    assert (data / "directory.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("number", "said"),
    [("663 205 4660", "country"), ("+52 663 205", "digit by digit"), ("", "number"), ("+1 <b>", "<b>")],
)
def test_what_is_wrong_is_said_in_words_instead(browser: TestClient, number: str, said: str) -> None:
    answer = browser.post(SHOWN, params={**ASKED, "form": "number"}, data={"number": number})
    assert answer.status_code == 200, "browsers complain of every answer that is none"
    assert answer.headers["content-type"] == "application/json"
    why = " ".join(answer.json()["why"])
    assert said in why
    assert "directory.yaml" not in why


def test_a_language_that_is_held_back_is_named_with_its_reason(browser: TestClient, data: Path) -> None:
    (data / "translations" / "ar.po").unlink()
    answer = browser.get(SHOWN, params={**ASKED, "language": "ar"})
    assert answer.json()["why"] == ["there is no such file; begin one with the command: translations update"]
    assert browser.get(SHOWN, params=ASKED).status_code == 200
    assert b'"why"' in posted(browser, "+52 663 205 4660", po="1", language="ar")[1]


def test_a_character_without_a_font_is_named(browser: TestClient, data: Path) -> None:
    path = data / "directory.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: Al Otro Lado", "name: Al Otro 𒀀", 1), encoding="utf-8"
    )
    answer = browser.get(SHOWN, params=ASKED)
    assert "no font has “𒀀” (U+12000)" in " ".join(answer.json()["why"])


@pytest.mark.parametrize(
    "asked", [{"city": "../x"}, {"language": "xx"}, {"format": "booklet"}, {"format": "common-poster"}]
)
def test_there_is_no_page_of_what_the_data_have_not(browser: TestClient, asked: dict[str, str]) -> None:
    assert browser.get(SHOWN, params={**ASKED, **asked}).status_code == 404


def test_there_is_no_page_for_a_form_that_is_none(browser: TestClient) -> None:
    assert browser.post(SHOWN, params={**ASKED, "form": "other"}, data={"number": "1"}).status_code == 404


def test_what_is_kept_is_thrown_away_when_a_file_changes(browser: TestClient, data: Path) -> None:
    before = browser.get(SHOWN, params=ASKED).content
    assert browser.get(SHOWN, params=ASKED).content == before
    path = data / "directory.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Al Otro Lado", "Al Otro Ladro"), encoding="utf-8")
    assert browser.get(SHOWN, params=ASKED).content != before


def test_the_last_keystroke_wins_and_the_others_are_let_go() -> None:
    engine = Preview(ROOT / "fonts")
    drawn: list[tuple[str, bool]] = []
    held, arrived = threading.Event(), threading.Event()

    def first() -> None:
        with engine.turn("form") as mine:
            drawn.append(("first", mine))
            arrived.set()
            held.wait(10)

    def later(name: str) -> None:
        with engine.turn("form") as mine:
            drawn.append((name, mine))

    threads = [threading.Thread(target=first)]
    threads[0].start()
    assert arrived.wait(10)
    for name in ("second", "third", "fourth"):
        thread = threading.Thread(target=later, args=(name,))
        thread.start()
        threads.append(thread)
        while engine.waiting("form") < len(threads):
            pass
    held.set()
    for thread in threads:
        thread.join(10)
    assert dict(drawn) == {"first": True, "second": False, "third": False, "fourth": True}


def test_a_sheet_of_its_own_is_composed_as_a_build_composes_it() -> None:
    data, typesetter = load_data(ROOT / "data"), Typesetter(FontLibrary(ROOT / "fonts"))
    whole = compose_printable(data, ROOT / "fonts")
    catalogues = read_catalogues(data, messages_of(data.handout, data.directory, data.faq))
    for (language, city), flyer in whole.flyers.items():
        assert compose_printable_sheet(data, catalogues[language], city, typesetter) == (flyer, ())


def test_the_form_of_an_organization_says_to_the_script_whose_page_it_is(browser: TestClient) -> None:
    found: dict[str, str | None] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "aside":
                found.update(attrs)

    Reader().feed(browser.get("/directory/tijuana-san-diego/hias").text)
    assert json.loads(found["data-key"] or "") == ["tijuana-san-diego", "hias"]
    asked = {**ASKED, "form": found["data-preview"] or "", "key": ["tijuana-san-diego", "hias"]}
    fields = {"was": '{"name": "HIAS"}', "name": "HIAS", "numbers": "a0", "numbers.a0.number": "+52 663 205 4661"}
    assert browser.post(SHOWN, params=asked, data=fields).headers["content-type"] == "image/png"
    wrong = browser.post(SHOWN, params=asked, data={**fields, "was": "{"})
    assert wrong.headers["content-type"] == "application/json"


def test_sheets_of_a_language_and_a_city_are_shown_alone() -> None:
    assert sheet_product("flyer") is not None
    assert sheet_product("common-poster") is None
    assert sheet_product("nothing") is None
