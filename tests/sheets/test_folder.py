"""The output folder as a whole: what must be there and nothing else, and papers that tell the truth about it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pikepdf

from handouts.manifest import FileEntry, Manifest
from handouts.products.index_page import index_html
from handouts.products.loading import load_data
from handouts.products.product import Item
from handouts.products.table import PRODUCTS
from tests.expected_numbers import CITIES
from tests.expected_texts import DATE, LANGUAGES, PAGE
from tests.sheets.finished import ROOT, Finished


def test_every_file_is_there_and_nothing_else(finished: Finished) -> None:
    wanted = {
        *(f"flyer/{language}/{city}-{language}-flyer.pdf" for language in LANGUAGES for city in CITIES),
        *(f"booklet/booklet-{language}.pdf" for language in LANGUAGES),
        *(f"booklet/city/booklet-{city}.pdf" for city in CITIES),
        *(f"share/{language}/{city}-{language}.png" for language in LANGUAGES for city in CITIES),
        "booklet/booklet-all.pdf",
        "index.html",
        "manifest.json",
        "SHA256SUMS",
    }
    assert len(wanted) == 2 * 24 * 6 + 24 + 6 + 1 + 3
    found = {path.relative_to(finished.folder).as_posix() for path in finished.folder.rglob("*") if path.is_file()}
    assert found == wanted


def test_the_manifest_matches_the_files(finished: Finished) -> None:
    manifest = finished.manifest
    assert (manifest["schema"], manifest["information_of"], manifest["paper"]) == (1, DATE, "letter")
    assert len(manifest["files"]) == len(finished.files) + len(finished.pictures)
    for pages in finished.files:
        entry = finished.entry(pages)
        assert entry["sha256"] == hashlib.sha256(pages.pdf).hexdigest()
        assert entry["proofed"] is True
        with pikepdf.open(BytesIO(pages.pdf)) as document:
            assert entry["pages"] == len(document.pages)
    for sheet in finished.sheets.values():
        entry = finished.entry(sheet)
        assert (entry["language"], entry["city"], entry["format"]) == (sheet.language, sheet.city, "flyer")
        assert entry["status"] == ("original" if sheet.language == "en" else "draft")
        assert entry["body_pt"] >= (12 if sheet.language == "ar" else 11)


def test_the_facts_of_the_manifest_are_those_of_the_source(finished: Finished) -> None:
    for sheet in finished.sheets.values():
        facts = finished.entry(sheet)["facts"]
        assert (facts["information_of"], facts["website"]) == (DATE, PAGE)
        told = [(each["name"], Counter(map(_number, each["numbers"]))) for each in facts["organisations"]]
        wanted = [
            (
                each.name,
                Counter(
                    (side, string, "+" + re.sub(r"\D", "", row.links[string]))
                    for row in each.rows
                    for side, string in (("MX", row.from_mexico), ("US", row.from_us), ("both", row.whatsapp))
                    if string
                ),
            )
            for each in sheet.organisations
        ]
        assert told == wanted


def test_no_essential_piece_was_left_out(finished: Finished) -> None:
    for sheet in finished.sheets.values():
        entry = finished.entry(sheet)
        assert not set(entry["left_out"]) & set(entry["facts"]["pieces"])
        for essential in ("border-open/denied", "title-42-today/mostly-closed", "title-42-today/exception"):
            assert essential in entry["facts"]["pieces"]


def test_the_digests_verify(finished: Finished) -> None:
    lines = (finished.folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    assert len(lines) == len(finished.files) + len(finished.pictures)
    for line in lines:
        digest, name = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line).groups()  # type: ignore[union-attr]
        assert hashlib.sha256((finished.folder / name).read_bytes()).hexdigest() == digest


def test_the_index_links_every_file(finished: Finished) -> None:
    links = _Links()
    links.feed((finished.folder / "index.html").read_text(encoding="utf-8"))
    files = (*(pages.path for pages in finished.files), *finished.pictures.values())
    wanted = {path.relative_to(finished.folder).as_posix() for path in files}
    assert set(links.found) == wanted
    assert "April 7, 2021" in links.text
    assert "Actual size" in links.text


def test_the_index_escapes_what_it_is_given() -> None:
    data = load_data(ROOT / "data")
    evil = '<script>alert("1")</script>&'
    languages = tuple(
        language.model_copy(update={"names": language.names.model_copy(update={"own": evil, "en": evil})})
        for language in data.languages.languages[:1]
    )
    cities = tuple(city.model_copy(update={"name": evil}) for city in data.directory.cities[:1])
    data = replace(
        data,
        handout=data.handout.model_copy(update={"title": evil}),
        languages=data.languages.model_copy(update={"languages": languages}),
        directory=data.directory.model_copy(update={"cities": cities}),
    )
    product = PRODUCTS[0]
    path = product.path_of(Item(product.name, languages[0].tag, cities[0].id))
    entry = FileEntry(path, "", product.kind, "en", cities[0].id, product.format, 1, None, None, "original", True)
    text = index_html(Manifest(DATE, "letter", (entry,)), data, [evil]).decode("utf-8")
    assert "<script" not in text
    links = _Links()
    links.feed(text)
    assert links.found == [path]
    assert links.text.count(evil) >= 6


class _Links(HTMLParser):
    """The links of a page and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.extend(value for name, value in attrs if tag == "a" and name == "href" and value)

    def handle_data(self, data: str) -> None:
        self.text += data


def _number(entry: dict[str, str]) -> tuple[str, str, str]:
    return entry["side"], entry["dial"], entry["e164"]
