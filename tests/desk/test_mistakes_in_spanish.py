"""Where the desk speaks Spanish, so do the mistakes that it shows in place; what was typed stays as it is."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from handouts.desk.page import BELOW
from handouts.desk.store.seat import Seat, write_seat
from handouts.interface.words import interface_languages
from handouts.sources.po_reader import PoEntry, read_po
from handouts.wording import retold, worded
from tests.desk.conftest import WHO
from tests.desk.forms import form_of

ORGANISATION = "/directory/tijuana-san-diego/hias"
ENTRIES = [entry for room in BELOW for entry in read_po((room / "locale" / "es.po").read_bytes())[0].entries]

SPANISH = interface_languages(*(room / "locale" for room in BELOW))[1]

# What a form can't cause, but a file edited by hand: these say it in English.
IN_ENGLISH = {
    "sources": {
        "edition_files",
        "editions",
        "edits",
        "language_names",
        "load",
        "yaml_edits",
        "yaml_reader",
        "yaml_scalars",
    },
    "exchange": set[str](),
}


@pytest.fixture
def spanish(desk: Desk) -> None:
    """Who sits there reads Spanish."""
    write_seat(desk.folders.data, Seat(WHO, "es"))


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (
            "numbers.1.number",
            "(812) 416-2731",
            'escriba number: "+1 812 416 2731" (EE. UU.) o number: "+52 81 2416 2731" (México)',
        ),
        (
            "numbers.1.number",
            "044 664 208 8994",
            '"044 664 208 8994" tiene el 044 que los números de México perdieron en 2019; escriba number: "+52 664',
        ),
        ("numbers.1.hours", "Mo-Fr 9-5", '"Mo-Fr 9-5" tiene horas sin minutos; escríbalas de 00:00 a 24:00'),
        ("numbers.1.extension", "12a", 'extension no puede ser "12a"; escriba hasta 8 dígitos entre comillas'),
        ("email", "ana(at)example.org", '"ana(at)example.org" no es un correo electrónico; escríbalo como'),
        ("website", "http://example.org", 'no es seguro imprimir "http://example.org"; debe empezar con "https://"'),
        ("place", "{city}", "el texto tiene llaves { } que no significan nada; aquí no se pone nada: bórrelas"),
        ("name", "HI\u202eAS", "el carácter 3 es U+202E (RIGHT-TO-LEFT OVERRIDE), que no va en un texto; bórrelo"),
    ],
)
def test_a_mistake_in_a_form_is_said_in_spanish_beside_its_field(
    browser: TestClient, field: str, typed: str, said: str
) -> None:
    form = form_of(browser.get(ORGANISATION))
    form.set(field, typed)
    page = form.send(browser)
    assert page.status_code == 422
    assert said in html.unescape(page.text)


@pytest.mark.usefixtures("spanish")
def test_a_translation_without_its_gap_is_refused_in_spanish(browser: TestClient) -> None:
    form = form_of(browser.get("/translations/ar/words.near_you"), "tform")
    form.set("text", "بالقرب منكم 2021")
    page = form.send(browser, "next")
    assert page.status_code == 422
    assert "falta {city} del texto en inglés; déjelo como está, lo llena el programa" in html.unescape(page.text)


@pytest.mark.usefixtures("spanish")
def test_what_is_not_taken_of_a_list_is_said_in_spanish(browser: TestClient) -> None:
    rows = "City,Organization,Number\nTijuana/San Diego,Casa,664 208 89\nTijuana/San Diego,Luz,1-800-FLOWERS\n"
    begun = browser.post("/spreadsheet", files={"file": ("lista.csv", rows.encode())})
    page = html.unescape(browser.get(begun.headers["location"]).text)
    assert "8 dígitos, que no es el largo de un número de su país." in page
    assert "Letras en un número; escriba los dígitos." in page


@pytest.mark.usefixtures("spanish")
def test_a_file_that_is_no_workbook_is_refused_in_spanish(browser: TestClient) -> None:
    page = browser.post("/spreadsheet", files={"file": ("lista.xlsx", b"no workbook")})
    assert "el libro está dañado, o es de otro tipo; guárdelo otra vez con su propio tipo" in page.text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.english[:50])
def test_every_message_is_said_with_its_values(entry: PoEntry) -> None:
    values = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", entry.english)}
    said = retold(worded(entry.english, **values), SPANISH.texts)
    assert all(value in said for value in values.values())


def test_what_is_found_wrong_is_worded_in_every_module_that_a_form_can_reach() -> None:
    bare = {room.name: {path.stem for path in room.glob("*.py") if list(_bare(path))} for room in BELOW}
    assert bare == IN_ENGLISH


_SAY = {"ValueError", "UsageError", "Problem", "PoFault", "problem"}


def _bare(path: Path) -> Iterator[int]:
    """Lines in which something is found wrong in words that nobody could translate."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in {
            "ValueError",
            "UsageError",
            "Problem",
            "PoFault",
            "problem",
        }:
            yield from (each.lineno for each in node.args if _has_words(each))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _has_words(node: ast.expr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(re.search("[A-Za-z]+ [A-Za-z]", text) for text in texts)
