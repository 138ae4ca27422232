"""From an application to a running desk: one for each data folder, at a port of 127.0.0.1.

The first start writes `.desk/running.json`, with a secret; a second one asks the first by it for a new key.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import uvicorn

from handouts.desk.app import make_app, make_desk
from handouts.desk.desk import Folders
from handouts.desk.safety import AGAIN, Keys, address
from handouts.desk.store.files import DESK
from handouts.errors import UsageError, WriteError

PORT = 8731
_TRIED = 20
_HOST = "127.0.0.1"
_WAIT_S = 3


def address_of_first(data: Path) -> str:
    """The address of a desk that runs already over this folder, with a new key; empty where there is none."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        running = json.loads(_running(data).read_text(encoding="utf-8"))
        port = int(running["port"])
        asking = http.client.HTTPConnection(_HOST, port, timeout=_WAIT_S)
        with contextlib.closing(asking):
            asking.request("POST", AGAIN, headers={"X-Desk-Secret": str(running["secret"])})
            answer = asking.getresponse()
            key = answer.read(200).decode("ascii")
            if answer.status == 200 and key:
                return address(port, key)
    return ""


def serve(folders: Folders, port: int | None, clock: Callable[[], datetime], ready: Callable[[str], None]) -> None:
    """Serve until the process is ended. `ready` is given the address with its key, once the desk answers.

    `port`: None for the usual one, or the next that is free; 0 for any. Raises UsageError for a port that is taken,
    WriteError where the data folder can't be written to.
    """
    desk = make_desk(folders, clock)
    keys = Keys()
    with _bound(port) as listening:
        at = int(listening.getsockname()[1])
        config = uvicorn.Config(
            make_app(desk, keys, at),
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=64_000,
        )
        server = _Server(config, lambda: ready(address(at, keys.new())))
        running = json.dumps({"port": at, "secret": keys.secret, "process": os.getpid()})
        try:
            _write_for_us_alone(_running(folders.data), running)
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how it is closed
                server.run(sockets=[listening])
        finally:
            with contextlib.suppress(OSError):
                _running(folders.data).unlink()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


@contextlib.contextmanager
def _bound(port: int | None) -> Iterator[socket.socket]:
    """A socket that listens at the port."""
    tried = range(PORT, PORT + _TRIED) if port is None else (port,)
    for each in tried:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform != "win32":  # there it would let two programs have one port
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((_HOST, each))
        except OSError:
            listening.close()
            continue
        try:
            yield listening
        finally:
            listening.close()
        return
    said = f"port {port} is taken" if port is not None else f"the ports {PORT} to {PORT + _TRIED - 1} are taken"
    raise UsageError(f"{said}; give another with --port")


def _write_for_us_alone(path: Path, text: str) -> None:
    """Write a file that no other user of the computer can read. Raises WriteError."""
    waiting = path.with_name(f".{path.name}.new")
    try:
        waiting.unlink(missing_ok=True)
        with open(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(waiting, path)
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error


def _running(data: Path) -> Path:
    return data / DESK / "running.json"


def check_folder(data: Path) -> None:
    """Raises WriteError where the data folder can't be written to, UsageError where there is none."""
    if not data.is_dir():
        raise UsageError(f"there is no folder {data}; name the folder that holds handout.yaml with --data")
    try:
        (data / DESK).mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(data, error.strerror or str(error), "let it be written") from error
