"""What others may try at the desk: each try by the words in which SECURITY.md tells it, what answers, and a function
that tries it. A try gives the answers that it got; that nothing was written is seen from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import httpx2 as httpx
from starlette.testclient import TestClient

from handouts.desk.safety import MAX_BODY_BYTES, Keys
from tests.desk.conftest import PORT
from tests.desk.forms import form_of
from tests.desk.hostile_files import (
    MARKUP,
    archive,
    bomb,
    endless_cells,
    lying_bomb,
    ods_with_entities,
    ods_workbook,
    with_entities,
    workbook,
)

HIAS: Final = "/directory/tijuana-san-diego/hias"
OURS: Final = f"http://127.0.0.1:{PORT}"


class Answer(StrEnum):
    """What a person reads in the table."""

    NOT_IN = "403: nothing is shown, nothing is written"
    NO_METHOD = "405"
    NO_PAGE = "404"
    TOO_MUCH = "413: nothing is written"
    NO_FORM = "400: nothing is written"
    REFUSED = "refused in words: nothing is written"
    ELSEWHERE = "it leads to the desk's own first page"
    NOTHING = "as if it had not been asked: nothing is written"


STATUS: Final = {
    Answer.NOT_IN: {403},
    Answer.NO_METHOD: {405},
    Answer.NO_PAGE: {404},
    Answer.TOO_MUCH: {413},
    Answer.NO_FORM: {400},
    Answer.REFUSED: {422},
    Answer.ELSEWHERE: {303},
    Answer.NOTHING: {200, 303, 404, 405},
}


@dataclass(frozen=True, slots=True)
class At:
    """Where it is tried: a browser that was let in, one that was not, the desk's keys, the data folder."""

    browser: TestClient
    stranger: TestClient
    keys: Keys
    data: Path


Try = Callable[[At], Iterator[httpx.Response]]


# --- who asks ------------------------------------------------------------------------------------------------


def hosts(*names: str) -> Try:
    def tried(at: At) -> Iterator[httpx.Response]:
        for host in names:
            yield at.browser.get("/directory", headers={"host": host})
        yield at.browser.get("/directory", headers=[("host", f"127.0.0.1:{PORT}"), ("host", names[0])])

    return tried


def nobody(at: At) -> Iterator[httpx.Response]:
    for address in ("/", "/directory", HIAS, "/static/desk.js", "/out/index.html", "/api/preview", "/no-such-page"):
        yield at.stranger.get(address)
    yield at.stranger.post("/who", data={"name": "Somebody"})


def guesses(at: At) -> Iterator[httpx.Response]:
    for name, value in ((f"desk-{PORT}", "guessed"), (f"desk-{PORT}", ""), ("desk-1", at.keys.cookie)):
        yield at.stranger.get("/directory", headers={"cookie": f"{name}={value}"})
    yield at.stranger.get("/", params={"key": "guessed"})
    yield at.stranger.post("/again", headers={"x-desk-secret": "guessed"})
    yield at.stranger.post("/again")


def of_another_desk(at: At) -> Iterator[httpx.Response]:
    other = Keys()
    yield at.stranger.get("/directory", headers={"cookie": f"desk-{PORT}={other.cookie}"})
    yield at.stranger.get("/", params={"key": other.new()})
    yield at.stranger.post("/again", headers={"x-desk-secret": other.secret})


def used_key(at: At) -> Iterator[httpx.Response]:
    key = at.keys.new()
    assert at.stranger.get("/", params={"key": key}).status_code == 303
    at.stranger.cookies.clear()
    yield at.stranger.get("/", params={"key": key})


def sent_from(*headers: dict[str, str]) -> Try:
    """A form of ours that another site's page sends, with the cookie that it has stolen or the browser has added."""

    def tried(at: At) -> Iterator[httpx.Response]:
        form = form_of(at.browser.get(HIAS))
        form.set("name", "Somebody else")
        own = at.browser.headers.pop("sec-fetch-site")
        try:
            for each in headers:
                for address in (form.action, "/who", "/drafts", "/broken", "/print", "/spreadsheet", "/history/1/undo"):
                    yield at.browser.post(address, data=form.data(), headers=each)
        finally:
            at.browser.headers["sec-fetch-site"] = own

    return tried


def methods(at: At) -> Iterator[httpx.Response]:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        yield at.browser.request(method, HIAS)


def away(at: At) -> Iterator[httpx.Response]:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\nevil"):
        yield at.browser.post("/language", data={"language": "en", "back": back})


# --- paths ---------------------------------------------------------------------------------------------------


def paths(*addresses: str) -> Try:
    def tried(at: At) -> Iterator[httpx.Response]:
        for address in addresses:
            yield at.browser.get(address)

    return tried


def names_in_forms(at: At) -> Iterator[httpx.Response]:
    for draft in ("../seat", "..%2fseat", "0" * 33, "x", "%00"):
        yield at.browser.post(f"/drafts/{draft}/aside", data={"back": "/directory"})
    for name in ("../../etc/passwd", "/etc/passwd", "directory.yaml\x00.po"):
        yield at.browser.post("/broken", data={"file": name})
    for number in ("-1", "99999999999", "1/../2", "x"):
        yield at.browser.post(f"/history/{number}/undo")
    yield at.browser.post("/spreadsheet/copy", data={"kind": "../../data/directory.yaml"})
    yield at.browser.post("/print/../../stop")


def link_in_out(at: At) -> Iterator[httpx.Response]:
    """A link in the output folder that leads out of it."""
    out = at.data.parent / "out"
    out.mkdir()
    (out / "index.html").symlink_to(at.data / "directory.yaml")
    yield at.browser.get("/out/index.html")


# --- sizes ---------------------------------------------------------------------------------------------------

_FORM: Final = {"content-type": "application/x-www-form-urlencoded"}


def large(at: At) -> Iterator[httpx.Response]:
    yield at.browser.post(HIAS, content=b"name=" + b"x" * MAX_BODY_BYTES, headers=_FORM)
    yield at.browser.post(HIAS, content=b"name=x", headers={**_FORM, "content-length": "-1"})
    yield at.browser.post("/spreadsheet", files={"file": ("list.csv", b"x" * MAX_BODY_BYTES)})

    def pieces() -> Iterator[bytes]:
        for _ in range(60):
            yield b"x" * 100_000

    yield at.browser.post(HIAS, content=pieces(), headers=_FORM)


def many_fields(at: At) -> Iterator[httpx.Response]:
    yield at.browser.post(HIAS, content="&".join(f"a{n}=1" for n in range(6000)).encode(), headers=_FORM)
    yield at.browser.post("/spreadsheet", files=[("file", ("a.csv", b"a")), ("file", ("b.csv", b"b"))])


def foreign_values(at: At) -> Iterator[httpx.Response]:
    """Hidden fields that no page of ours sends."""
    form = form_of(at.browser.get(HIAS))
    for was in ("{", "[" * 5000, '{"a": NaN}', ""):
        yield at.browser.post(HIAS, data={**form.data(), "was": was})


# --- files ---------------------------------------------------------------------------------------------------


def uploads(**files: bytes) -> Try:
    """As a list and as a reviewer's workbook; the second is looked at on the page after it."""

    def tried(at: At) -> Iterator[httpx.Response]:
        for name, content in files.items():
            file = {"file": (name.replace("_", "."), content)}
            yield at.browser.post("/spreadsheet", files=file)
            if not name.endswith("zip"):
                kept = at.browser.post("/translations/es/workbook", files=file, data={"by": "Ana", "on": "2026-11-30"})
                yield at.browser.get(kept.headers["location"]) if kept.status_code == 303 else kept

    return tried


def wrong_names(at: At) -> Iterator[httpx.Response]:
    """Names of files that are paths or markup: shown at most, and never a path."""
    for name in ("../../data/directory.yaml", "directory.yaml", f"{MARKUP}.exe", "x" * 300, "con.yaml"):
        yield at.browser.post("/spreadsheet", files={"file": (name, b"Organization,Number\n")})


_PACKAGE: Final = archive({"../../data/directory.yaml": b"cities: []", "/etc/services.csv": b"id\n", "..\\x.csv": b""})
_TALL: Final = b"Organization,Number\n" + b"a,b\n" * 25_000
_WIDE: Final = b"Organization,Number" + b",x" * 300 + b"\nExample,(520) 555-0101\n"

ATTACKS: Final[tuple[tuple[str, Answer, Try], ...]] = (
    (
        "The name of another site in `Host`, with our port too",
        Answer.NOT_IN,
        hosts("evil.example", f"evil.example:{PORT}"),
    ),
    ("Our name before another's in `Host`; `Host` twice", Answer.NOT_IN, hosts(f"127.0.0.1.evil.example:{PORT}")),
    (
        "`Host` without our port, with another one, empty, in IPv6",
        Answer.NOT_IN,
        hosts("127.0.0.1", "127.0.0.1:1", "", "[::1]"),
    ),
    ("No cookie, at any address", Answer.NOT_IN, nobody),
    ("A guessed cookie, key or secret", Answer.NOT_IN, guesses),
    ("Cookie, key and secret of another desk", Answer.NOT_IN, of_another_desk),
    ("A key from the terminal that was used already", Answer.NOT_IN, used_key),
    (
        "Another site sends our form, with the cookie (`Sec-Fetch-Site`)",
        Answer.NOT_IN,
        sent_from(*({"sec-fetch-site": site} for site in ("cross-site", "same-site", "none"))),
    ),
    (
        "... and says that it comes from our address",
        Answer.NOT_IN,
        sent_from({"sec-fetch-site": "cross-site", "origin": OURS}),
    ),
    (
        "... by an old browser: another `Origin`, scheme or port, `null`, our other name",
        Answer.NOT_IN,
        sent_from(
            *(
                {"origin": each}
                for each in (
                    "http://evil.example",
                    f"https://127.0.0.1:{PORT}",
                    "http://127.0.0.1:1",
                    "null",
                    f"http://localhost:{PORT}",
                )
            )
        ),
    ),
    ("A form that says nothing of where it comes from", Answer.NOT_IN, sent_from({})),
    ("`PUT`, `DELETE`, `PATCH`, `OPTIONS`, `TRACE`", Answer.NO_METHOD, methods),
    ("A form that leads to another site afterwards", Answer.ELSEWHERE, away),
    (
        "`..` in an address, plain or encoded once or twice",
        Answer.NO_PAGE,
        paths(
            *("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2f..%2fdata/directory.yaml"),
            *("/directory/../../etc/passwd", "/directory/%2e%2e%2f%2e%2e%2fdata", "/conflict/..%2f..%2fseat"),
            *("/out/../data/directory.yaml", "/out/%2e%2e/data/directory.yaml", "/out/%252e%252e/data/directory.yaml"),
            *("/translations/es/review/..%2f..%2fes.po", "/spreadsheet/copy/..%2f..%2fdirectory.yaml"),
        ),
    ),
    (
        "Whole paths, NUL, line breaks and 8,000 letters in an address",
        Answer.NO_PAGE,
        paths(
            "/static//etc/passwd",
            "/out//etc/passwd",
            "/directory/%00",
            "/texts/a%0d%0aSet-Cookie:%20a",
            "/" + "x" * 8000,
        ),
    ),
    ("Paths for the names of drafts, files, copies and entries in forms", Answer.NOTHING, names_in_forms),
    ("A link in the output folder that leads out of it", Answer.NO_PAGE, link_in_out),
    ("More than 5 MB, in a form or a file; without a length, or with a false one", Answer.TOO_MUCH, large),
    ("6,000 fields; two files at once", Answer.NO_FORM, many_fields),
    ("Hidden fields that are no values of ours", Answer.NO_FORM, foreign_values),
    ("An archive of 60 kB that unpacks to 60 MB", Answer.REFUSED, uploads(a_xlsx=bomb(), a_ods=bomb(), a_zip=bomb())),
    (
        "... and says that it is 1,000 bytes",
        Answer.REFUSED,
        uploads(
            a_xlsx=lying_bomb(workbook(), "xl/worksheets/sheet1.xml"), a_ods=lying_bomb(ods_workbook(), "content.xml")
        ),
    ),
    ("Entities that grow without end", Answer.REFUSED, uploads(a_xlsx=with_entities(), a_ods=ods_with_entities())),
    (
        "Entities that are files of this computer",
        Answer.REFUSED,
        uploads(a_xlsx=with_entities(outside=True), a_ods=ods_with_entities(outside=True)),
    ),
    ("500,000 empty cells, a million merged ones", Answer.REFUSED, uploads(a_xlsx=endless_cells())),
    ("25,000 rows; 300 columns", Answer.REFUSED, uploads(a_csv=_TALL, b_csv=_WIDE)),
    (
        "Files that are empty, cut off, or of another kind than they say",
        Answer.REFUSED,
        uploads(
            a_xlsx=b"",
            b_xlsx=workbook()[:1500],
            c_xlsx=b"%PDF-1.7",
            a_ods=workbook(),
            b_ods=b"PK\x03\x04" + bytes(200),
            a_zip=workbook(),
        ),
    ),
    ("A package of HSDS with paths for the names of its tables", Answer.REFUSED, uploads(a_zip=_PACKAGE)),
    ("A file whose name is a path, markup, or 300 letters", Answer.REFUSED, wrong_names),
)


def rows_of_the_table(text: str) -> list[tuple[str, str]]:
    """The rows that SECURITY.md has of it."""
    table = text.partition("| tried | answer |\n|---|---|\n")[2].partition("\n\n")[0]
    return [(tried, answer) for tried, answer in re.findall(r"(?m)^\| (.*?) \| (.*?) \|$", table)]
