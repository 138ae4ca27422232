"""The output folder as a whole: what must be there and nothing else, and papers that tell the truth about it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from io import BytesIO

import pikepdf

from tests.expected_numbers import CITIES
from tests.expected_texts import DATE, LANGUAGES, PAGE
from tests.sheets.finished import Finished

GALLERY = {
    "index.html",
    *(f"gallery/{name}" for name in ("es.html", "all.html", "all-es.html", "gallery.css", "icon.svg")),
    *(f"gallery/{name}.js" for name in ("start", "say", "data", "es", "codes", "there", "check", "gallery")),
}


def test_every_file_is_there_and_nothing_else(finished: Finished) -> None:
    wanted = {
        *(f"flyer/{language}/{city}-{language}-flyer.pdf" for language in LANGUAGES for city in CITIES),
        *(f"booklet/booklet-{language}.pdf" for language in LANGUAGES),
        *(f"booklet/city/booklet-{city}.pdf" for city in CITIES),
        *(f"share/{language}/{city}-{language}.png" for language in LANGUAGES for city in CITIES),
        "booklet/booklet-all.pdf",
        *GALLERY,
        "manifest.json",
        "SHA256SUMS",
    }
    assert len(wanted) == 2 * 24 * 6 + 24 + 6 + 1 + len(GALLERY) + 2
    found = {path.relative_to(finished.folder).as_posix() for path in finished.folder.rglob("*") if path.is_file()}
    for_the_next_build = {f".kept/sheets-{language}.json" for language in LANGUAGES} | {".kept/last-build.json"}
    assert found == wanted | for_the_next_build


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
    assert len(lines) == len(finished.files) + len(finished.pictures) + len(GALLERY)
    for line in lines:
        digest, name = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line).groups()  # type: ignore[union-attr]
        assert hashlib.sha256((finished.folder / name).read_bytes()).hexdigest() == digest


def _number(entry: dict[str, str]) -> tuple[str, str, str]:
    return entry["side"], entry["dial"], entry["e164"]
