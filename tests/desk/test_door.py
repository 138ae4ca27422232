"""Who may ask the desk, and what for."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_a_browser_that_was_let_in_sees_the_directory(browser: TestClient) -> None:
    page = browser.get("/directory")
    assert page.status_code == 200
    assert "Tijuana/San Diego" in page.text
