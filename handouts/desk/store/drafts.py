"""What was typed and not saved yet: a small file each in `.desk/drafts/`, named by a digest of its page's address."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handouts.desk.store.files import DESK
from handouts.errors import WriteError
from handouts.sources.whole_file import write_whole

MOST_DRAFTS = 500
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a form as they were typed, in order. `id` names it in addresses."""

    id: str
    address: str
    title: str
    at: datetime
    who: str
    fields: tuple[tuple[str, str], ...]

    def values(self) -> Mapping[str, str]:
        """The last value of each field."""
        return dict(self.fields)


class Drafts:
    """The drafts of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / DESK / "drafts"

    def keep(self, address: str, title: str, at: datetime, who: str, fields: tuple[tuple[str, str], ...]) -> Draft:
        """Keep what was typed on a page, in place of what was kept of it before. Raises WriteError."""
        draft = Draft(draft_id(address), address, title, at, who, fields)
        document = {
            "address": address,
            "title": title,
            "at": at.isoformat(timespec="seconds"),
            "who": who,
            "fields": [list(field) for field in fields],
        }
        self._bound(self._folder)
        write_whole(self._path(draft.id), json.dumps(document, ensure_ascii=False, indent=1).encode())
        return draft

    def of(self, address: str) -> Draft | None:
        """What was kept of a page."""
        return self.read(draft_id(address))

    def read(self, id_: str) -> Draft | None:
        """The draft of that id; None where there is none, or for what is no id."""
        if not _ID.fullmatch(id_):
            return None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            document = json.loads(self._path(id_).read_text(encoding="utf-8"))
            fields = tuple((str(name), str(value)) for name, value in document["fields"])
            at = datetime.fromisoformat(document["at"])
            return Draft(id_, str(document["address"]), str(document["title"]), at, str(document["who"]), fields)
        return None

    def all(self) -> tuple[Draft, ...]:
        """The newest first."""
        found = [self.read(path.stem) for path in self._folder.glob("*.json")]
        return tuple(sorted((each for each in found if each), key=lambda each: each.at, reverse=True))

    def drop(self, address: str) -> None:
        """What was typed is saved now. Raises WriteError."""
        self._unlink(self._path(draft_id(address)))

    def put_aside(self, id_: str) -> None:
        """Out of the way, into `drafts/aside/`. Raises WriteError."""
        draft = self.read(id_)
        if draft is not None:
            aside = self._folder / "aside"
            self._bound(aside)
            write_whole(aside / f"{id_}-{draft.at:%Y%m%d-%H%M%S}.json", self._path(id_).read_bytes())
            self._unlink(self._path(id_))

    def _bound(self, folder: Path) -> None:
        paths = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in paths[: max(0, len(paths) - MOST_DRAFTS + 1)]:
            self._unlink(path)

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"

    @staticmethod
    def _unlink(path: Path) -> None:
        try:
            os.unlink(path)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise WriteError(path, error.strerror or str(error)) from error


def draft_id(address: str) -> str:
    """The name of a page's draft."""
    return hashlib.sha256(address.encode()).hexdigest()[:32]
