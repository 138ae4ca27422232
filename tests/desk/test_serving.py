"""A desk runs once for a data folder, at 127.0.0.1, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx

from tests.desk_kills import Running
from tests.house.modules import ROOT

COMMAND = [sys.executable, "-c", "import sys; from handouts.cli import main; sys.exit(main())", "desk", "--no-browser"]


def start(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A start that ends by itself."""
    command = [*COMMAND, "--data", str(data), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_a_second_start_opens_the_first_and_a_stale_one_is_taken_over(data: Path) -> None:
    first = Running(data)
    try:
        running = data / ".desk" / "running.json"
        assert running.stat().st_mode & 0o077 == 0 or os.name == "nt", "the secret is for nobody else"
        second = start(data)
        assert second.returncode == 0
        assert "open already" in second.stderr
        address = second.stdout.strip()
        assert address.startswith(f"{first.base}/?key=")
        with httpx.Client() as other:
            assert other.get(address).status_code == 303
            assert other.get(address).status_code == 403, "once"
            assert other.get(f"{first.base}/who").status_code == 200
    finally:
        first.kill()
    third = Running(data)
    assert json.loads(running.read_text(encoding="utf-8"))["process"] == third.process.pid
    third.process.send_signal(signal.SIGINT)
    assert third.process.wait(600) == 0
    third.kill()
    assert not running.exists()


def test_it_listens_at_this_computer_only(data: Path) -> None:
    """Another address of this computer finds nobody."""
    desk = Running(data)
    try:
        port = int(desk.base.rpartition(":")[2])
        with socket.socket() as other:
            other.settimeout(5)
            assert other.connect_ex(("127.0.0.1", port)) == 0
        with socket.socket() as other:
            other.settimeout(5)
            assert other.connect_ex(("127.0.0.2", port)) != 0
    finally:
        desk.kill()


def test_a_port_that_is_taken_is_named(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = start(data, "--port", str(port))
    assert found.returncode == 2
    assert f"port {port} is taken" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = start(tmp_path / "none")
    assert found.returncode == 2
    assert re.search("there is no folder .*none", found.stderr)
