"""Chromium opens the gallery from a folder, as staff do: filters, search, keys alone, a phone, light and dark; axe-core
finds nothing; the script reads codes and says ages as the program does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from handouts.content.age import age_of
from handouts.content.edition import ALPHABET, is_edition_code
from handouts.content.verify import read_code
from handouts.gallery.files import gallery_files
from handouts.gallery.history import History
from handouts.manifest import FileEntry, Manifest
from handouts.products.loading import load_data
from handouts.products.product import Item, Range
from handouts.products.table import PRODUCTS
from handouts.sources.load import Data
from tests.debian.environments import python_with
from tests.gallery.test_history import OLD, WORLD, with_number
from tests.house.modules import ROOT

SHEETS = [product for product in PRODUCTS if product.range is Range.SHEETS and product.path.endswith(".pdf")]
DAYS_OLD = (-1, 0, 1, 59, 60, 89, 90, 91, 364, 365, 366, 400, 800, 2063)
MANY = 1500
MOST_PAINT_MS, MOST_KEYSTROKE_MS = 1500, 200
"""On a machine that does other things too; alone it is a fraction."""


def entry(path: str, language: str, city: str, format_: str, code: str) -> FileEntry:
    return FileEntry(path, "", "sheet", language, city, format_, 1, code, None, "draft", True)


def put(folder: Path, files: dict[str, bytes], manifest: Manifest) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for file in manifest.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).touch()


@pytest.fixture(scope="module")
def history() -> History:
    before = replace(with_number(OLD).edition("2026-03-02-1"), on="2026-03-02")
    return History([before], WORLD.edition())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, history: History) -> Path:
    """A gallery of two cities and two languages, after a change, in a folder with spaces and accents."""
    folder = tmp_path_factory.mktemp("gallery") / "hojas de información"
    now = history.now
    products = {product.format: product for product in SHEETS}
    entries = tuple(
        entry(
            products[sheet.format].path_of(Item("", sheet.language, sheet.city)),
            sheet.language,
            sheet.city,
            sheet.format,
            sheet.code,
        )
        for sheet in now.sheets
    )
    manifest = Manifest(now.information_of, "letter", entries)
    flyers = WORLD.composed().flyers
    put(folder, gallery_files(manifest, WORLD.data, flyers, ["a sheet that failed"], history), manifest)
    return folder


def many_data(data: Data) -> Data:
    """The same with so many cities that there are more than 1,500 sheets."""
    first = data.directory.cities[0]
    cities = tuple(
        first.model_copy(update={"id": f"city-{at}", "name": f"City {at}"})
        for at in range(MANY // len(data.languages.languages) + 1)
    )
    return replace(data, directory=data.directory.model_copy(update={"cities": cities}))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    data = many_data(load_data(ROOT / "data"))
    entries = tuple(
        entry(product.path_of(item), item.language, item.city, product.format, f"C{at}")
        for product in SHEETS
        for at, item in enumerate(
            product.items([(each.tag, city.id) for each in data.languages.languages for city in data.directory.cities])
        )
    )
    manifest = Manifest("2021-04-07", "letter", entries)
    put(folder, gallery_files(manifest, data, {}, []), replace(manifest, files=()))
    return folder


def slips(known: list[str]) -> Iterator[str]:
    """Codes as people type them: right, with one or two slips of every kind, and anything."""
    draw = random.Random(7)
    signs = ALPHABET + "01OILU"
    for code in known:
        yield from (code, code.lower(), f"{code[:3]} {code[3:]}", code[1:], code + draw.choice(signs))
        for _ in range(20):
            at, other = draw.randrange(len(code)), draw.choice(signs)
            slip = code[:at] + other + code[at + 1 :]
            yield slip
            yield slip[:3] + draw.choice(signs) + slip[4:]
            yield code[:at] + code[at : at + 2][::-1] + code[at + 2 :]
    for _ in range(200):
        yield "".join(draw.choices(signs, k=draw.choice((5, 6, 7, 7, 7, 8))))


@pytest.fixture(scope="module")
def typed(history: History) -> tuple[list[str], list[str]]:
    known = sorted({*history.now.codes, *(former.code for former in history.former)})
    return list(slips(known)), known


@pytest.fixture(scope="module")
def met(small: Path, many: Path, history: History, typed: tuple[list[str], list[str]]) -> dict[str, Any]:
    """What the browser met."""
    former = history.former[0]
    information_of = date.fromisoformat(history.now.information_of)
    tags = [each.tag for each in WORLD.data.languages.languages]
    job = {
        "chromium": shutil.which("chromium"),
        "folder": str(small),
        "many": str(many),
        "views": {
            **{view: view for view in ("find", "point", "changes", "print", "booklets", "translations")},
            "sheet": f"sheet/{tags[-1]}/{WORLD.data.directory.cities[0].id}",
            "check": f"check/{former.code}",
        },
        "texts": ["arabic", "árabe", "ARABE", "العربية", "nogales", "el paso arabic", former.change.now],
        "choices": [["#fc", "nogales"], ["#fl", "ar"], ["#ff", "card"]],
        "former": former.code,
        "typed": typed[0],
        "known": typed[1],
        "days": [(information_of + timedelta(days=days)).isoformat() for days in DAYS_OLD],
    }
    script = Path(__file__).with_name("browser.py")
    run = subprocess.run([python_with("browser"), script], input=json.dumps(job), text=True, capture_output=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_no_view_has_a_fault(met: dict[str, Any]) -> None:
    looked_at = met["looked_at"]
    assert looked_at["seen"] == 2 * 2 * 9
    assert {name: looked_at[name] for name in ("violations", "too_wide", "shifts", "complaints", "outside")} == {
        "violations": [],
        "too_wide": [],
        "shifts": [],
        "complaints": [],
        "outside": [],
    }


def test_a_sheet_is_found_however_it_is_asked_for(met: dict[str, Any], history: History) -> None:
    found = met["searched"]
    arabic = ["#sheet/ar/nogales", "#sheet/ar/el-paso-juarez"]
    for text in ("arabic", "árabe", "ARABE", "العربية"):
        assert sorted(found[text]) == sorted(arabic), text
    assert sorted(found["nogales"]) == ["#sheet/ar/nogales", "#sheet/en/nogales"]
    assert found["el paso arabic"] == ["#sheet/ar/el-paso-juarez"]
    change = history.former[0].change
    assert found[change.now] == [f"#sheet/{change.language}/{change.city}"]
    assert sorted(found["ar"]) == sorted(arabic)
    assert len(found["card"]) == 4
    assert (found["empty"].splitlines()[0], found["status"]) == ("No sheet fits.", "No sheet found")


def test_everything_is_done_by_keys_alone(met: dict[str, Any]) -> None:
    assert met["by_keyboard"] == {
        "first": "Skip to the content",
        "heading": "Is this sheet current?",
        "verdict": "Replaced: take it down now",
        "back": "",
        "sheet": "#sheet/ar/nogales",
        "format": "card",
        "file": "card/ar/nogales-ar-card.pdf",
    }


def test_codes_are_read_as_verify_reads_them(met: dict[str, Any], typed: tuple[list[str], list[str]]) -> None:
    texts, known = typed
    assert len(texts) > 500
    wanted = [list(read_code(text, known)[:2]) for text in texts]
    assert [[read, tuple(asked)] for read, asked in met["read_codes"]["read"]] == wanted
    assert any(read for read, _ in wanted)
    assert any(asked for _, asked in wanted)
    assert met["read_codes"]["well_formed"] == [is_edition_code(text) for text in texts]


def test_the_age_is_said_as_the_program_says_it(met: dict[str, Any], history: History) -> None:
    of = date.fromisoformat(history.now.information_of)
    for days, said in zip(DAYS_OLD, met["ages"], strict=True):
        words = age_of(of, of + timedelta(days=days)).words
        assert said == (f"This information is {words}" if words else "This computer’s clock looks wrong"), days


def test_without_script_it_is_a_list(met: dict[str, Any]) -> None:
    found = met["without_script"]
    assert found["visible"] == ["find", "changes", "print", "booklets", "translations"]
    assert not found["form"]
    assert (found["age"], found["list"], found["links"]) == ("Information of April 7, 2021", "all.html", 8)


def test_many_sheets_stay_quick(met: dict[str, Any]) -> None:
    speed = met["speed"]
    assert (speed["shown"], speed["more"], speed["complaints"]) == (24, 48, [])
    assert speed["first_paint_ms"] < MOST_PAINT_MS, speed
    assert speed["keystroke_ms"] < MOST_KEYSTROKE_MS, speed
