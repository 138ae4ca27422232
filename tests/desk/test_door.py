"""Who may ask the desk, and what for: this computer's browser, with the key of the terminal, from our own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from handouts.desk.app import make_app
from handouts.desk.desk import Desk
from handouts.desk.safety import MAX_BODY_BYTES, Keys
from tests.desk.conftest import PORT, browser_at
from tests.desk.forms import form_of

HIAS = "/directory/tijuana-san-diego/hias"


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    """A browser that was not let in."""
    app = make_app(desk, Keys(), PORT)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        yield client


def files(data: Path) -> dict[str, bytes]:
    """Everything in the data folder, the desk's own folders too."""
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_the_key_lets_in_once_and_leaves_the_address(desk: Desk) -> None:
    keys = Keys()
    key = keys.new()
    with TestClient(make_app(desk, keys, PORT), base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        let_in = client.get("/", params={"key": key})
        assert (let_in.status_code, let_in.headers["location"]) == (303, "/")
        cookie = let_in.headers["set-cookie"]
        assert cookie.startswith(f"desk-{PORT}=")
        assert {part.strip() for part in cookie.split(";")[1:]} >= {"HttpOnly", "SameSite=strict", "Path=/"}
        assert client.get("/directory").status_code == 200
        client.cookies.clear()
        assert client.get("/", params={"key": key}).status_code == 403, "a key is for one use"
        assert client.get("/directory").status_code == 403


@pytest.mark.parametrize("address", ["/", "/directory", HIAS, "/static/desk.js", "/api/dial", "/who", "/no-such-page"])
def test_without_the_cookie_nothing_is_shown(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 403
    assert "HIAS" not in answer.text


def test_a_guessed_cookie_or_that_of_another_port_opens_nothing(stranger: TestClient) -> None:
    other = Keys()
    for name, value in ((f"desk-{PORT}", "guessed"), (f"desk-{PORT}", other.cookie), ("desk-1", other.cookie)):
        assert stranger.get("/directory", headers={"cookie": f"{name}={value}"}).status_code == 403
    assert stranger.get("/", params={"key": other.new()}).status_code == 403, "a key of another desk"


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", "", "[::1]"],
)
def test_only_our_own_host_is_answered(browser: TestClient, host: str) -> None:
    answer = browser.get("/directory", headers={"host": host})
    assert answer.status_code == 403
    assert "HIAS" not in answer.text


def test_localhost_is_ours_too(browser: TestClient) -> None:
    assert browser.get("/directory", headers={"host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": f"http://127.0.0.1:{PORT}"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": f"http://localhost:{PORT}"},
        {},
    ],
)
def test_a_form_of_another_site_writes_nothing(browser: TestClient, data: Path, headers: dict[str, str]) -> None:
    form = form_of(browser.get(HIAS))
    form.set("name", "Somebody else")
    before = files(data)
    del browser.headers["sec-fetch-site"]
    for address in (form.action, "/who", "/language", "/drafts", "/directory/tijuana-san-diego/order", "/broken"):
        assert browser.post(address, data=form.data(), headers=headers).status_code == 403
    assert files(data) == before


def test_a_browser_without_fetch_metadata_writes_by_its_origin(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(HIAS))
    form.set("name", "HIAS Tijuana")
    del browser.headers["sec-fetch-site"]
    answer = browser.post(form.action, data=form.data(), headers={"origin": f"http://127.0.0.1:{PORT}"})
    assert answer.status_code == 303
    assert "HIAS Tijuana" in (data / "directory.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(browser: TestClient, method: str) -> None:
    assert browser.request(method, HIAS).status_code == 405


def test_reading_writes_nothing(browser: TestClient, data: Path) -> None:
    before = files(data)
    for address in (
        *(
            "/directory",
            "/directory?q=hias",
            HIAS,
            f"{HIAS}/remove",
            "/directory/new",
            "/directory/new?step=3",
            "/broken",
        ),
        *("/directory/tijuana-san-diego", "/directory/tijuana-san-diego/remove", "/api/dial?row=1", "/who"),
        *("/conflict/0123456789abcdef0123456789abcdef", f"{HIAS}?draft=../../x&at=name", f"{HIAS}?done=1"),
    ):
        assert browser.get(address).status_code in (200, 303, 404)
    assert files(data) == before


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2f..%2fdata/directory.yaml",
        "/static//etc/passwd",
        "/directory/../../etc/passwd",
        "/directory/%2e%2e%2f%2e%2e%2fdata",
        "/conflict/..%2f..%2fseat",
        "/conflict/../seat",
        "/out/../data/directory.yaml",
    ],
)
def test_no_path_of_a_request_reaches_the_disk(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "Al Otro Lado" not in answer.text


def test_names_in_forms_reach_no_file(browser: TestClient, data: Path) -> None:
    before = files(data)
    for draft in ("../seat", "..%2fseat", "0" * 33, "x"):
        assert browser.post(f"/drafts/{draft}/aside", data={"back": "/directory"}).status_code in (303, 404)
    assert browser.post("/broken", data={"file": "../../etc/passwd"}).status_code == 303
    for number in ("-1", "99999999999", "1/../2", "x"):
        assert browser.post(f"/history/{number}/undo").status_code in (404, 405)
    assert files(data) == before


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_no_form_leads_to_another_site(browser: TestClient, back: str) -> None:
    for address in ("/language", "/drafts/0123456789abcdef0123456789abcdef/aside"):
        assert browser.post(address, data={"language": "es", "back": back}).headers["location"] == "/"


def test_more_than_five_megabytes_are_refused_whatever_the_length_says(browser: TestClient, data: Path) -> None:
    before = files(data)
    big = b"name=" + b"x" * MAX_BODY_BYTES
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post(HIAS, content=big, headers=kind).status_code == 413
    assert browser.post(HIAS, content=b"name=x", headers={**kind, "content-length": "-1"}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(60):
            yield b"x" * 100_000

    assert browser.post(HIAS, content=pieces(), headers=kind).status_code == 413
    many = "&".join(f"a{n}=1" for n in range(6000))
    assert browser.post(HIAS, content=many.encode(), headers=kind).status_code == 400
    assert files(data) == before


def test_every_answer_says_what_browsers_may_do(browser: TestClient, stranger: TestClient) -> None:
    for answer in (browser.get("/directory"), browser.get("/static/desk.css"), browser.get("/none"), stranger.get("/")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self'"):
            assert part in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers


def test_pages_have_no_script_or_style_inside(browser: TestClient) -> None:
    """The policy would stop them."""
    for address in ("/directory", HIAS, "/directory/tijuana-san-diego", "/directory/new", "/who"):
        text = browser.get(address).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text
        assert text.count("<script") == text.count("<script src=")


SPIKE = "\"'><script>alert(1)</script>&amp;<b>"


def test_markup_in_every_field_is_text(browser: TestClient) -> None:
    page = browser.get(HIAS)
    form = form_of(page)
    form = form_of(browser.get(form.send(browser, "add-visit").headers["location"]))
    for name in dict.fromkeys(form.names()):
        if name not in ("was", "numbers", "visits"):
            form.set(name, SPIKE)
    refused = form.send(browser)
    assert refused.status_code == 422
    form.fields = [
        (name, value if value != SPIKE or name in ("name", "place", "note") else "") for name, value in form.fields
    ]
    form.fields = [(name, "+52 663 205 4660" if name == "numbers.0.number" else value) for name, value in form.fields]
    form.fields = [(name, "+52 663 205 4659" if name == "numbers.1.number" else value) for name, value in form.fields]
    form.fields = [(name, value) for name, value in form.fields if not name.startswith("visits")]
    saved = form.send(browser)
    assert saved.status_code == 303, saved.text
    after = browser.get(saved.headers["location"])
    drafted = browser.post("/drafts", data={"draft-address": HIAS, "draft-title": SPIKE, "name": SPIKE})
    assert drafted.status_code == 200
    browser.post("/who", data={"name": SPIKE})
    for answer in (
        *(refused, after, browser.get("/directory"), browser.get("/directory", params={"q": SPIKE})),
        *(browser.get("/directory/tijuana-san-diego"), browser.get("/api/dial", params={"row": SPIKE})),
        browser.get("/api/dial", params={"row": "0", "numbers.0.number": SPIKE}),
    ):
        assert "<script>alert" not in answer.text
        assert "&amp;<b>" not in answer.text


def test_a_second_browser_needs_a_key_of_its_own(desk: Desk) -> None:
    keys = Keys()
    with browser_at(desk, keys) as first, browser_at(desk, keys) as second:
        assert first.get("/directory").status_code == second.get("/directory").status_code == 200
        assert first.post("/again").status_code == 403
        key = first.post("/again", headers={"x-desk-secret": keys.secret}).text
        second.cookies.clear()
        assert second.get("/directory").status_code == 403
        assert second.get("/", params={"key": key}).status_code == 303
        assert second.get("/directory").status_code == 200


def test_who_sits_here_is_asked_first(browser: TestClient, data: Path) -> None:
    (data / ".desk" / "seat.json").unlink()
    assert browser.get("/directory").headers["location"] == "/who"
    assert browser.post("/who", data={"name": " "}).status_code == 422
    assert browser.post("/who", data={"name": "x" * 81}).status_code == 422
    assert browser.post("/who", data={"name": "  Ana\n Ruiz "}).headers["location"] == "/"
    assert "<bdi>Ana Ruiz</bdi>" in browser.get("/directory").text


def test_the_pages_speak_spanish_when_asked(browser: TestClient) -> None:
    assert browser.post("/language", data={"language": "es", "back": HIAS}).headers["location"] == HIAS
    page = browser.get(HIAS).text
    assert '<html lang="es">' in page
    assert "Qué ofrece" in page
    assert browser.post("/language", data={"language": "xx", "back": HIAS}).status_code == 303
    assert '<html lang="es">' in browser.get(HIAS).text
