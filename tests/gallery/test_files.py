"""The gallery's files say what is in the output folder: nothing less, nothing else, and everything escaped."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from handouts.gallery import pages
from handouts.gallery.files import gallery_files
from handouts.gallery.paths import TEMPLATES, gallery_paths
from handouts.manifest import FileEntry, Manifest
from handouts.products.loading import load_data
from handouts.products.product import Item
from handouts.products.table import PRODUCTS
from tests.expected_texts import DATE
from tests.sheets.finished import ROOT, Finished

PAGES = ("index.html", "gallery/es.html", "gallery/all.html", "gallery/all-es.html")
SCRIPTS = dict(zip(PAGES, (7, 8, 0, 0), strict=True))
EVIL = '<script>alert("1")</script>&\'{{ title }}{n}'


class Links(HTMLParser):
    """The links of a page, from the top of the output folder, and its text."""

    def __init__(self, path: str, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.elements: list[str] = []
        self.text = ""
        self._folder = Path(path).parent
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        given = dict(attrs)
        for name in ("href", "src"):
            link = given.get(name) or "#"
            if not link.startswith("#"):
                self.found.add((self._folder / link).as_posix().replace("gallery/../", ""))

    def handle_data(self, data: str) -> None:
        self.text += data


def data_of(script: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.decode().removeprefix("window.GALLERY=").removesuffix(";\n"))
    return found


def pages_of(files: Mapping[str, bytes]) -> dict[str, Links]:
    return {name: Links(name, files[name].decode()) for name in PAGES}


def of_folder(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in gallery_paths()}


def test_every_link_leads_to_a_file_and_every_file_has_a_link(finished: Finished) -> None:
    pages = pages_of(of_folder(finished.folder))
    for page in pages.values():
        for link in page.found:
            assert (finished.folder / link).is_file(), link
    wanted = {each["path"] for each in finished.manifest["files"]}
    assert len(wanted) == len(finished.files) + len(finished.pictures)
    for one, other in (PAGES[:1] + PAGES[2:3], PAGES[1:2] + PAGES[3:]):
        assert wanted <= pages[one].found | pages[other].found


def test_the_data_lead_to_every_sheet_with_its_code(finished: Finished) -> None:
    data = data_of((finished.folder / "gallery/data.js").read_bytes())
    told = {
        path.replace("{language}", data["languages"][language][0]).replace("{city}", data["cities"][city][0]): file[0]
        for language, city, files, _, _ in data["sheets"]
        for (_, path, _), file in zip(data["formats"], files, strict=True)
        if file
    }
    told |= {path: code for path, code, *_ in data["others"]}
    wanted = {each["path"]: each["edition"] for each in finished.manifest["files"] if each["path"].endswith(".pdf")}
    assert told == wanted
    assert data["shown"] == "share/{language}/{city}-{language}.png"
    assert all(has_picture for _, _, _, has_picture, _ in data["sheets"])


def test_the_numbers_of_a_sheet_are_those_of_its_facts(finished: Finished) -> None:
    data = data_of((finished.folder / "gallery/data.js").read_bytes())
    places = {(data["languages"][row[0]][0], data["cities"][row[1]][0]): row[4] for row in data["sheets"]}
    assert len(data["numbers"]) < len(places) / 4, "tables that are alike are there once"
    for sheet in finished.sheets.values():
        table = data["numbers"][places[sheet.language, sheet.city]]
        facts = finished.entry(sheet)["facts"]["organisations"]
        assert [name for name, _ in table] == [each["name"] for each in facts]
        for (_, dialled), each in zip(table, facts, strict=True):
            assert [dial.split(", ")[0] for _, dial in dialled] == [number["dial"] for number in each["numbers"]]


def test_the_pages_say_how_old_the_information_is_and_how_to_print(finished: Finished) -> None:
    pages = pages_of(of_folder(finished.folder))
    for name in (PAGES[0], PAGES[2]):
        assert "Information of April 7, 2021" in pages[name].text
        assert "at actual size, 100 %" in pages[name].text
    for name in (PAGES[1], PAGES[3]):
        assert "Información del 7 de abril de 2021" in pages[name].text
        assert "a tamaño real, 100 %" in pages[name].text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_may_load_nothing_but_its_own_folder(finished: Finished, name: str) -> None:
    page = (finished.folder / name).read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules.values()) <= {"'none'", "'self'"}
    assert not re.search(r"https?:(?!//www\.w3\.org)|<style|style=|<script(?! (defer )?src=)| on\w+=", page)


def one_sheet(**further: Any) -> tuple[Manifest, Any]:
    """A manifest of one sheet, and data in which every text is evil."""
    data = load_data(ROOT / "data")
    names = data.languages.languages[0].names.model_copy(update={"own": EVIL, "en": EVIL, "es": EVIL})
    languages = (data.languages.languages[0].model_copy(update={"names": names}),)
    cities = (data.directory.cities[0].model_copy(update={"name": EVIL}),)
    data = replace(
        data,
        handout=data.handout.model_copy(update={"title": EVIL, "publisher": EVIL}),
        languages=data.languages.model_copy(update={"languages": languages}),
        directory=data.directory.model_copy(update={"cities": cities}),
    )
    product = PRODUCTS[0]
    path = product.path_of(Item(product.name, languages[0].tag, cities[0].id))
    facts = {"organisations": [{"name": EVIL + "\u2028", "numbers": []}]}
    entry = FileEntry(
        path, "", product.kind, "en", cities[0].id, product.format, 1, None, None, "original", True, facts
    )
    return Manifest(DATE, "letter", (replace(entry, **further),)), data


def test_whatever_the_data_hold_is_text() -> None:
    manifest, data = one_sheet()
    files = gallery_files(manifest, data, {}, [EVIL])
    for name, page in pages_of(files).items():
        assert page.elements.count("script") == SCRIPTS[name]
        assert page.text.count(EVIL) >= 4
    script = files["gallery/data.js"].decode()
    assert "\u2028" not in script
    assert data_of(files["gallery/data.js"])["numbers"] == [[[EVIL + "\u2028", []]]]


def test_a_folder_with_nothing_in_it_has_a_gallery_too() -> None:
    _, data = one_sheet()
    files = gallery_files(Manifest(DATE, "letter", ()), data, {}, [])
    assert files.keys() == gallery_paths()
    assert data_of(files["gallery/data.js"])["sheets"] == []


def test_the_same_holdings_give_the_same_bytes(finished: Finished) -> None:
    manifest, data = one_sheet()
    assert gallery_files(manifest, data, {}, []) == gallery_files(manifest, data, {}, [])
    for path, content in of_folder(finished.folder).items():
        assert b"\r" not in content, path


def test_what_other_programs_leave_beside_the_templates_is_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    (folder / ".DS_Store").write_bytes(b"\0\xff\xfe")
    (folder / "._gallery.html").write_bytes(b"\0\xff\xfe")
    (folder / "all.html~").write_text("{% if", encoding="utf-8")
    monkeypatch.setattr(pages, "TEMPLATES", folder)
    pages.Templates().compile()
