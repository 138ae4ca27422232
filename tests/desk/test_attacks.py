"""Every try of the table in SECURITY.md, and the answer that stands beside it there."""

from __future__ import annotations

import csv
import io
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from handouts.desk.app import make_app
from handouts.desk.desk import Desk
from handouts.desk.safety import Keys
from tests.desk.attacks import ATTACKS, HIAS, STATUS, Answer, At, Try, rows_of_the_table
from tests.desk.conftest import PORT, browser_at
from tests.desk.forms import Form, form_of, forms_of
from tests.desk.hostile_files import MARKUP
from tests.desk.test_door import files
from tests.house.modules import ROOT

IN_FIELDS = (
    ("HTML in every field of every form", "it is text, wherever it is shown"),
    ("Formulas in every field, taken out as a spreadsheet", "they are text there"),
)
"""What is tried here and not in `attacks.py`, as its answers are pages."""
MOST_MEMORY_BYTES = 300_000_000


@pytest.fixture
def at(desk: Desk, data: Path) -> Iterator[At]:
    keys = Keys()
    app = make_app(desk, keys, PORT)
    outside = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)
    with browser_at(desk, keys) as browser, outside as stranger:
        yield At(browser, stranger, keys, data)


def test_the_table_is_in_security_md() -> None:
    said = rows_of_the_table((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert said == [*((tried, str(answer)) for tried, answer, _ in ATTACKS), *IN_FIELDS]


@pytest.mark.parametrize(("tried", "answer", "try_"), ATTACKS, ids=[tried for tried, _, _ in ATTACKS])
def test_what_is_tried_is_answered(tried: str, answer: Answer, try_: Try, at: At) -> None:
    before, memory = files(at.data), peak()
    answers = list(try_(at))
    assert answers
    for each in answers:
        asked = f"{tried}: {each.request.method} {each.request.url} {each.request.headers}"
        assert each.status_code in STATUS[answer], asked
        assert "root:" not in each.text, asked
        assert "set-cookie" not in each.headers, asked
        if answer in (Answer.NOT_IN, Answer.NO_PAGE):
            assert "Al Otro Lado" not in each.text, asked
            assert "HIAS" not in each.text, asked
        if answer is Answer.REFUSED:
            assert 'role="alert"' in each.text, asked
            assert "<script>alert" not in each.text, asked
        if answer is Answer.ELSEWHERE:
            assert each.headers["location"] == "/", asked
    after = files(at.data)
    after.pop(".desk/seat.json")
    before.pop(".desk/seat.json")
    assert after == before, tried
    assert peak() - memory < MOST_MEMORY_BYTES, tried


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


FORMS = (
    *(HIAS, "/directory/el-paso-juarez/new", "/directory/nogales", "/directory/new", "/directory/new?step=2"),
    *("/directory/new?step=3", "/texts/faq.border-open.denied", "/texts/handout.title", "/texts/words.near_you"),
    *("/texts/date", "/translations/es/faq.border-open.denied", "/translations/es", "/translations/es/record"),
    *("/calls", "/who", "/spreadsheet", "/print"),
)
ALONE = frozenset({HIAS, "/directory/nogales", "/texts/faq.border-open.denied", "/texts/words.near_you"})
"""Forms that can be saved with one field of markup."""
SHOWN = ("/directory", "/directory?q=alert", "/history", "/who")
_OURS = frozenset({"was", "english", "seen", "numbers", "visits", "step", "back", "theirs-were", "directory"})
"""Hidden fields; without them a form is none of the desk's."""


@pytest.mark.parametrize("address", FORMS)
def test_markup_in_every_field_is_text(at: At, address: str) -> None:
    """Refused in all fields at once; in each field alone, where that may be saved; and as a draft."""
    for form in forms_of(at.browser.get(address)):
        assert_text(at.browser.post("/drafts", data={"draft-address": address, "draft-title": MARKUP, **form.data()}))
        assert_text(filled(form, *form.names()).send(at.browser))
    own = form_of(at.browser.get(address), "entry") if address in ALONE else Form(address)
    for name in dict.fromkeys(own.names()):
        form = form_of(at.browser.get(own.action), "entry")
        if name in form.names():
            answer = filled(form, name).send(at.browser)
            assert_text(answer)
            if answer.status_code == 303:
                own.action = answer.headers["location"].partition("?")[0]
                assert_text(at.browser.get(own.action))
    for shown in (address, *SHOWN):
        assert_text(at.browser.get(shown))


def filled(form: Form, *names: str) -> Form:
    for name in names:
        if name not in _OURS:
            form.set(name, MARKUP)
    return form


def assert_text(page: httpx.Response) -> None:
    asked = f"{page.request.method} {page.request.url}"
    assert page.status_code < 500, asked
    assert "<script>alert" not in page.text, asked
    assert "&amp;<b>" not in page.text, asked


@pytest.mark.parametrize("formula", ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("x","y")'])
def test_formulas_in_every_field_leave_as_text(at: At, formula: str) -> None:
    form = form_of(at.browser.get(HIAS))
    form = form_of(at.browser.get(form.send(at.browser, "add-visit").headers["location"]))
    free = ("name", "place", "note", "numbers.0.note", "numbers.0.hours_note", "visits.a0.label", "visits.a0.address")
    for name in free:
        form.set(name, formula)
    for name in ("service", "numbers.0.label"):
        form.set(name, "*")
        form.set(f"{name}-own", formula)
    saved = form.send(at.browser)
    assert saved.status_code == 303, saved.text
    assert (at.data / "directory.yaml").read_text(encoding="utf-8").count(formula[:4]) >= len(free)
    for kind in ("directory.xlsx", "directory.csv"):
        begun = at.browser.post("/spreadsheet/copy", data={"kind": kind})
        content = at.browser.get(begun.headers["location"]).content
        if kind.endswith("csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
            assert f"'{formula}" in cells
            assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
            assert sheets
            assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]
