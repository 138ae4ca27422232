"""Who may ask the desk, and what for: this computer's browser, with the key of the terminal, from our own pages. What
others may try stands in `attacks.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from handouts.desk.app import make_app
from handouts.desk.desk import Desk
from handouts.desk.safety import Keys
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


def test_localhost_is_ours_too(browser: TestClient) -> None:
    assert browser.get("/directory", headers={"host": f"localhost:{PORT}"}).status_code == 200


def test_a_browser_without_fetch_metadata_writes_by_its_origin(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(HIAS))
    form.set("name", "HIAS Tijuana")
    del browser.headers["sec-fetch-site"]
    answer = browser.post(form.action, data=form.data(), headers={"origin": f"http://127.0.0.1:{PORT}"})
    assert answer.status_code == 303
    assert "HIAS Tijuana" in (data / "directory.yaml").read_text(encoding="utf-8")


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
