"""Forms of a page as a browser has them: what it would send, changed as a person would change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2 as httpx


@dataclass(slots=True)
class Form:
    """One form: its fields in order, names repeated where the page repeats them."""

    action: str
    id: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return next(value for key, value in self.fields if key == name)

    def names(self) -> list[str]:
        return [name for name, _ in self.fields]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.fields if key == name]

    def set(self, name: str, value: str) -> None:
        """Type into a field that is there, or tick one that is not sent yet."""
        if name in self.names():
            self.fields = [(key, value if key == name else old) for key, old in self.fields]
        else:
            self.fields.append((name, value))

    def data(self, do: str = "") -> dict[str, str | list[str]]:
        sent: dict[str, str | list[str]] = {}
        for name, value in [*self.fields, *([("do", do)] if do else [])]:
            known = sent.get(name)
            sent[name] = value if known is None else [*([known] if isinstance(known, str) else known), value]
        return sent

    def send(self, browser: httpx.Client, do: str = "") -> httpx.Response:
        """Press the button: `do` is its value, empty for the one that saves."""
        return browser.post(self.action, data=self.data(do))


def forms_of(page: httpx.Response) -> list[Form]:
    """All forms of a page."""
    reader = _Reader(page.url.path)
    reader.feed(page.text)
    return reader.forms


def form_of(page: httpx.Response, id_: str = "entry") -> Form:
    """The form with an id."""
    return next(form for form in forms_of(page) if form.id == id_)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address = address
        self._open = False
        self._select = ""
        self._chosen: str | None = None
        self._textarea = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action") or self._address, given.get("id", "")))
            self._open = True
        elif not self._open:
            return
        elif tag == "input" and given.get("name"):
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.forms[-1].fields.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select, self._chosen = given.get("name", ""), None
        elif tag == "option" and self._select and (self._chosen is None or "selected" in given):
            self._chosen = given.get("value", "")
        elif tag == "textarea":
            self._textarea, self._text = given.get("name", ""), []
        elif tag == "button" and given.get("name"):
            self.forms[-1].buttons.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select" and self._select:
            self.forms[-1].fields.append((self._select, self._chosen or ""))
            self._select = ""
        elif tag == "textarea" and self._textarea:
            self.forms[-1].fields.append((self._textarea, "".join(self._text)))
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)
