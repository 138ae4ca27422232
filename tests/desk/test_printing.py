"""Printing: a build of its own that can be stopped, what it made, and that it is recorded once as printed."""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from handouts.desk.app import make_desk
from handouts.desk.desk import Desk, Folders
from handouts.desk.making import Stage
from handouts.desk.store.seat import Seat, write_seat
from handouts.manifest import read_manifest, sha256_of
from handouts.sources.edition_files import read_editions
from tests.desk.conftest import NOW, WHO, browser_at
from tests.house.modules import ROOT

PART = {"city": ["mexicali"], "language": ["en", "ar"]}
LONGEST_S = 900.0


def made(browser: TestClient, desk: Desk, **asked: object) -> str:
    """Ask for a build, wait until it has ended; the address of its page."""
    begun = browser.post("/print", data={**PART, "what": "changed", **asked})
    assert begun.status_code == 303, begun.text
    address = begun.headers["location"]
    ended(desk)
    return address


def ended(desk: Desk) -> None:
    last, until = desk.maker.last, time.monotonic() + LONGEST_S
    assert last is not None
    while not last.ended:
        assert time.monotonic() < until
        time.sleep(0.05)


def change_number(data: Path) -> None:
    path = data / "directory.yaml"
    before = path.read_text(encoding="utf-8")
    after = before.replace("+52 686 345 8890", "+52 686 345 8891")
    assert before != after
    path.write_text(after, encoding="utf-8")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data and output folder after a first print of Mexicali's flyers, recorded by its page, in English and Arabic."""
    folder = tmp_path_factory.mktemp("printed")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns(".desk", ".history"))
    handout = data / "handout.yaml"
    text = handout.read_text(encoding="utf-8")
    handout.write_text(text.replace("formats: [flyer, large-print, half, card]", "formats: [flyer]"), encoding="utf-8")
    write_seat(data, Seat(WHO))
    desk = make_desk(Folders(data, folder / "out", ROOT / "fonts"), lambda: NOW)
    with browser_at(desk) as browser:
        assert "No edition is recorded yet" in browser.get("/print").text
        address = made(browser, desk)
        page = browser.get(address).text
        assert "Ready: 2 sheets" in page, page
        assert browser.get(f"{address}/record").status_code == 200
        assert not read_editions(data).recorded
        for _ in range(2):
            answer = browser.post(f"{address}/record")
            assert answer.headers["location"] == "/print?recorded=2026-11-30-1"
        assert [edition.name for edition in read_editions(data).recorded] == ["2026-11-30-1"]
        assert "Recorded: edition 2026-11-30-1" in browser.get("/print?recorded=2026-11-30-1").text
    return folder


@pytest.fixture
def desk(tmp_path: Path, printed: Path) -> Desk:
    shutil.copytree(printed, tmp_path / "desk")
    return make_desk(Folders(tmp_path / "desk" / "data", tmp_path / "desk" / "out", ROOT / "fonts"), lambda: NOW)


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with browser_at(desk) as client:
        yield client


def test_only_what_was_printed_is_recorded(desk: Desk) -> None:
    (edition,) = read_editions(desk.folders.data).recorded
    assert {(sheet.city, sheet.language) for sheet in edition.sheets} == {("mexicali", "en"), ("mexicali", "ar")}


def test_a_changed_number_makes_a_pack_and_a_list_of_what_to_take_down(browser: TestClient, desk: Desk) -> None:
    change_number(desk.folders.data)
    page = browser.get("/print").text
    assert "2 sheets are wrong on paper" in page
    assert "changed: something on them is wrong" in page
    address = made(browser, desk)
    page = browser.get(address).text
    assert "Ready: 2 sheets" in page
    pack, recall = (
        PdfReader(io.BytesIO(browser.get(f"/out/changes/{name}").content))
        for name in ("pack-mexicali.pdf", "recall.pdf")
    )
    text = " ".join(sheet.extract_text() for sheet in pack.pages)
    assert "686 345 8891" in text
    assert "686 345 8890" not in text
    assert "686 345 8890" in " ".join(sheet.extract_text() for sheet in recall.pages)
    assert browser.post(f"{address}/record").headers["location"] == "/print?recorded=2026-11-30-2"
    assert "0 sheets are wrong on paper" in browser.get("/print").text
    assert browser.post("/print/withdraw/2026-11-30-2").status_code == 303
    assert "2 sheets are wrong on paper" in browser.get("/print").text


def test_what_nobody_recorded_is_not_said_to_have_changed(browser: TestClient, desk: Desk) -> None:
    page = browser.get("/print").text
    assert "0 sheets are wrong on paper" in page
    assert "2 are as they were" in page
    languages, cities = 24, 6
    assert f"{languages * cities - 2} are not recorded yet" in page
    assert f"{languages - 2} not recorded yet" in page
    assert page.count(f"{languages} not recorded yet") == cities - 1
    assert not re.search(r'name="city"[^>]* checked', page)
    change_number(desk.folders.data)
    page = browser.get("/print").text
    assert f"2 changed: something on them is wrong, {languages - 2} not recorded yet" in page
    assert re.findall(r'name="city"[^>]* value="([^"]*)" checked', page) == ["mexicali"]


@pytest.mark.parametrize("address", ["/print", "/?wait=yes", "/overview/found"])
def test_a_damaged_edition_is_named_and_said_to_be_no_missing_one(
    address: str, browser: TestClient, desk: Desk
) -> None:
    file = desk.folders.data / "editions" / "2026-11-30-1.json"
    file.write_bytes(file.read_bytes()[:-50])
    page = browser.get(address)
    assert page.status_code == 200
    assert "What is on paper can’t be told" in page.text
    assert "editions/2026-11-30-1.json" in page.text
    assert str(desk.folders.data) not in page.text
    assert "put back the file that was recorded" in page.text
    assert "No edition is recorded yet" not in page.text


def test_what_changed_after_it_was_made_is_not_recorded(browser: TestClient, desk: Desk) -> None:
    address = made(browser, desk, what="all")
    change_number(desk.folders.data)
    refused = browser.post(f"{address}/record")
    assert refused.status_code == 409
    assert "is not what the data say" in refused.text
    assert len(read_editions(desk.folders.data).recorded) == 1


@pytest.fixture
def held(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of the desk come to a stand at their first file, and never end by themselves. In one process: workers do
    not import what stands in the `__main__` of a package."""
    package = tmp_path / "held_handouts"
    package.mkdir()
    (package / "__main__.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.build import held\n"
        "if __name__ == '__main__':\n    sys.exit(held.main([*sys.argv[1:], '--jobs', '1']))\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(desk.maker, "_package", package)
    monkeypatch.setenv("HELD_UNTIL", str(tmp_path / "never"))


@pytest.mark.usefixtures("held")
def test_a_build_can_be_stopped_and_leaves_whole_files(browser: TestClient, desk: Desk) -> None:
    change_number(desk.folders.data)
    out = desk.folders.out
    begun = browser.post("/print", data={**PART, "what": "all"})
    address = begun.headers["location"]
    page = browser.get(address).text
    assert "All files are whole, old or new." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'hx-trigger="every 1s"' in browser.get(f"{address}/progress").text
    assert browser.post("/print", data={**PART, "what": "all"}).headers["location"] == address, "one at a time"
    assert browser.post(f"{address}/stop").status_code == 303
    ended(desk)
    assert desk.maker.last is not None
    assert desk.maker.last.stage is Stage.STOPPED
    assert "Stopped." in browser.get(address).text
    assert browser.get(f"{address}/progress").headers["hx-refresh"] == "true"
    assert browser.get(f"{address}/record").status_code == 404
    manifest = read_manifest(out)
    assert manifest is not None
    for entry in manifest.files:
        assert sha256_of((out / entry.path).read_bytes()) == entry.sha256


def test_a_build_that_cannot_be_says_why(browser: TestClient, desk: Desk) -> None:
    (desk.folders.out / "manifest.json").unlink()
    shutil.rmtree(desk.folders.out)
    desk.folders.out.write_text("a file where the folder should be", encoding="utf-8")
    address = made(browser, desk)
    page = browser.get(address)
    assert page.status_code == 200
    assert "Nothing was made" in page.text
    assert str(desk.folders.out) in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"language": ["en"]}, "Choose a city."),
        ({"city": ["mexicali"]}, "Choose a language."),
        ({"city": ["../x"]}, "city"),
    ],
)
def test_nothing_is_begun_without_a_city_or_a_language(
    browser: TestClient, desk: Desk, fields: dict[str, list[str]], said: str
) -> None:
    refused = browser.post("/print", data=fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert desk.maker.last is None


@pytest.mark.parametrize(
    "path",
    [
        "../data/handout.yaml",
        "%2e%2e/data/handout.yaml",
        "..%2fdata%2fhandout.yaml",
        "%2e%2e%5cdata%5chandout.yaml",
        "flyer/../../data/handout.yaml",
        "flyer/en/",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        ".lock",
        "secret.txt",
        "changes/secret.txt",
        "manifest.json%00.pdf",
    ],
)
def test_only_files_that_the_manifest_names_are_served(browser: TestClient, desk: Desk, path: str) -> None:
    for name in ("secret.txt", "changes/secret.txt"):
        (desk.folders.out / name).parent.mkdir(exist_ok=True)
        (desk.folders.out / name).write_text("secret", encoding="utf-8")
    answer = browser.get(f"/out/{path}")
    assert answer.status_code == 404, answer.text


def test_finished_files_and_the_gallery_are_served(browser: TestClient, desk: Desk) -> None:
    manifest = read_manifest(desk.folders.out)
    assert manifest is not None
    for entry in manifest.files:
        answer = browser.get(f"/out/{quote(entry.path)}")
        assert sha256_of(answer.content) == entry.sha256
    gallery = browser.get("/out/index.html")
    assert gallery.headers["content-type"].startswith("text/html")
    for script in re.findall(r'(?:src|href)="(gallery/[\w.-]+)"', gallery.text):
        assert browser.get(f"/out/{script}").status_code == 200


def test_a_link_in_the_place_of_a_file_is_not_followed(browser: TestClient, desk: Desk) -> None:
    manifest = read_manifest(desk.folders.out)
    assert manifest is not None
    path = desk.folders.out / manifest.files[0].path
    path.unlink()
    path.symlink_to(desk.folders.data / "handout.yaml")
    assert browser.get(f"/out/{manifest.files[0].path}").status_code == 404


def test_names_of_cities_are_escaped(browser: TestClient, desk: Desk) -> None:
    path = desk.folders.data / "directory.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Mexicali", 'name: "<script>x</script>&"')
    path.write_text(text, encoding="utf-8")
    page = browser.get("/print").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;&amp;" in page


def test_there_is_no_page_of_a_job_or_edition_that_is_none(browser: TestClient) -> None:
    for address in ("/print/x", "/print/x/record", "/print/withdraw/2020-01-01-1", "/print/withdraw/..%2f..%2fx"):
        assert browser.get(address).status_code == 404
    assert browser.post("/print/x/stop").status_code == 404


def test_a_damaged_edition_is_named_with_what_to_do_and_all_else_goes_on(browser: TestClient, desk: Desk) -> None:
    folder = desk.folders.data / "editions"
    browser.get("/print")
    (folder / "2026-03-02-1.json").write_text('{"sheets": [', encoding="utf-8")
    pages = browser.get("/print"), browser.post("/print", data={**PART, "what": "changed"})
    assert [page.status_code for page in pages] == [200, 409]
    assert "All sheets of a city" in pages[0].text
    assert "What changed since" not in pages[0].text
    for page in pages:
        for said in (
            "editions/2026-03-02-1.json",
            "is no edition as release writes it",
            "from a backup",
            "move it out",
        ):
            assert said in page.text
        assert "can’t go on" not in page.text
        assert '<nav class="rail"' in page.text, "the way to everything else is there"
    overview = browser.get("/?wait=yes")
    assert overview.status_code == 200
    assert "from a backup" in overview.text
    assert "Needs a person" in overview.text
    assert browser.get("/overview/found").status_code == 200
    assert browser.get("/directory").status_code == 200
    (folder / "2026-03-02-1.json").unlink()
    assert browser.get("/print").status_code == 200
