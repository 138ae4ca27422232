"""Who may ask: this computer's own browser, with the key of the terminal, from our own pages.

Before anything is routed: the `Host` must be ours (else another site's name may be bound to this computer), the
cookie must be there, and a request that writes must come from a page of ours. For that the manner of Datasette and
Go's CrossOriginProtection: `Sec-Fetch-Site`, which every browser of today sends, and else the whole `Origin`. A token
in forms would add nothing.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from typing import Final

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES: Final = 5_000_000
"""Of a request: more than any form or spreadsheet of ours."""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_READING = ("GET", "HEAD")
AGAIN = "/again"
"""Where a second start asks for a new key, with the secret of the first."""


class Keys:
    """The keys of one desk. Each lets in once; who was let in carries `cookie`."""

    def __init__(self) -> None:
        self.cookie: Final = secrets.token_urlsafe(32)
        self.secret: Final = secrets.token_urlsafe(32)
        self._open: set[str] = set()
        self._lock = threading.Lock()

    def new(self) -> str:
        """A key that lets in once."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._open.add(key)
        return key

    def take(self, given: str) -> bool:
        """Whether this is a key that has not been used; from now on it has."""
        with self._lock:
            found = next((key for key in self._open if hmac.compare_digest(key.encode(), given.encode())), None)
            if found is None:
                return False
            self._open.remove(found)
            return True


class Safety:
    """Lets in what may come in, before any page is asked."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        self._app = app
        self._keys = keys
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._cookie = f"desk-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = self._refused(Request(scope))
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        await self._app(scope, _limited(receive), _with_headers(send))

    def _refused(self, request: Request) -> Response | None:
        """The answer to who may not come in, or comes in by a key; None to let in."""
        headers = request.headers
        if headers.getlist("host") != [headers.get("host", "")] or headers.get("host") not in self._hosts:
            return _no(403, "This is the desk of another address. Open the one that the terminal shows.")
        if request.method == "POST" and request.url.path == AGAIN:
            if hmac.compare_digest(headers.get("x-desk-secret", "").encode(), self._keys.secret.encode()):
                return PlainTextResponse(self._keys.new())
            return _no(403, "no")
        if request.method not in (*_READING, "POST"):
            return _no(405, "Only GET and POST.")
        if request.method in _READING and (key := request.query_params.get("key", "")):
            if not self._keys.take(key):
                return _no(403, "This address has been used. Start the desk again: it shows a new one.")
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, self._keys.cookie, httponly=True, samesite="strict", path="/")
            return answer
        given = request.cookies.get(self._cookie, "")
        if not hmac.compare_digest(given.encode(), self._keys.cookie.encode()):
            return _no(403, "Open the desk by the address that the terminal shows, or start it again.")
        if request.method == "POST" and not self._from_our_pages(headers):
            return _no(403, "This form is not of the desk's own pages. Nothing was saved.")
        if (
            not headers.get("content-length", "0").isdecimal()
            or int(headers.get("content-length", "0")) > MAX_BODY_BYTES
        ):
            return _no(413, f"More than {MAX_BODY_BYTES // 1_000_000} MB. Nothing was saved.")
        return None

    def _from_our_pages(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return headers.get("origin", "") == f"http://{headers['host']}"


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status)


def _limited(receive: Receive) -> Receive:
    """Ends the request that sends more than it may, whatever it said of its length."""
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MAX_BODY_BYTES:
            raise TooLargeError
        return message

    return limited


class TooLargeError(Exception):
    """A body of more than MAX_BODY_BYTES."""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name != "Cache-Control" or name not in headers:  # fonts may be kept, pages never
                    headers[name] = value
        await send(message)

    return sending


def address(port: int, key: str) -> str:
    """What the terminal shows."""
    return str(URL(f"http://127.0.0.1:{port}/").include_query_params(key=key))
