"""A desk over a copy of the shipped data, and a browser that was let in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from handouts.desk.app import make_app, make_desk
from handouts.desk.desk import Desk, Folders
from handouts.desk.safety import Keys
from handouts.desk.store.seat import Seat, write_seat
from tests.house.modules import ROOT

PORT = 8731
WHO = "Ana Ruiz"
NOW = datetime(2026, 11, 30, 15, 31, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns(".desk", ".history"))
    return folder


@pytest.fixture
def desk(data: Path) -> Desk:
    """A desk over it, at which Ana Ruiz sits on November 30, 2026."""
    write_seat(data, Seat(WHO))
    return make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW)


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    """A browser that was let in by the key."""
    with browser_at(desk) as client:
        yield client


def browser_at(desk: Desk, keys: Keys | None = None) -> TestClient:
    """Another browser at the same desk; use it in a `with`."""
    keys = keys or Keys()
    client = TestClient(
        make_app(desk, keys, PORT),
        base_url=f"http://127.0.0.1:{PORT}",
        headers={"sec-fetch-site": "same-origin"},
        follow_redirects=False,
    )
    assert client.get("/", params={"key": keys.new()}).status_code == 303
    return client


Posts = Callable[..., httpx.Response]
