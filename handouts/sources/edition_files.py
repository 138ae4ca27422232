"""The files of editions, `data/editions/<date>-<n>.json`: written once, and never changed.

Texts stand once, by digest; so do facts that all sheets, or all of a city or a language, have. An edition that was not
printed after all keeps its file; a record beside it says so (`<name>.withdrawn.json`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from handouts.errors import InputError, Problem, WriteError
from handouts.sources.editions import (
    Content,
    Edition,
    Editions,
    RecordedFact,
    RecordedOrganisation,
    RecordedSheet,
)
from handouts.sources.whole_file import UnreadableError, read_whole, write_whole

FOLDER: Final = "editions"
_SCHEMA = 1
_MOST_BYTES = 8_000_000
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-\d+")
_WITHDRAWN = ".withdrawn.json"
_DIGEST_LENGTH = 12
"""Of the hexadecimal digits of a SHA-256: enough to tell a few thousand texts apart."""
_LONGEST_QUOTED = 60


def read_editions(data_folder: Path) -> Editions:
    """All editions of a data folder. Raises InputError, with all problems, for files that can't be read."""
    folder = data_folder / FOLDER
    if not folder.is_dir():
        if folder.exists() or folder.is_symlink():
            instead = "move it away, and put back the folder of editions, from git or from a copy"
            raise InputError([Problem(str(folder), 0, 0, "is no folder", instead)])
        return Editions()
    problems: list[Problem] = []
    recorded: list[Edition] = []
    withdrawn: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        try:
            document = _document(read_whole(path, _MOST_BYTES))
            if _is_newer(document):
                what = "was recorded by a newer version of this program"
                problems.append(Problem(str(path), 0, 0, what, "use that version, or a later one"))
            elif path.name.endswith(_WITHDRAWN):
                withdrawn.add(str(document["withdrawn"]))
            elif _NAME.fullmatch(path.stem):
                recorded.append(_edition(path.stem, document))
        except UnreadableError as error:
            problems.append(Problem(str(path), 0, 0, error.what, error.instead))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
            problems.append(_damage(path, error))
    if problems:
        raise InputError(problems)
    return Editions(tuple(sorted(recorded, key=lambda each: _order(each.name))), frozenset(withdrawn))


class _DamagedError(ValueError):
    """What somebody or something has changed in the file of an edition, in words."""


def _document(content: bytes) -> Any:
    """Raises ValueError or RecursionError for what is no JSON."""
    if not content.strip():
        raise _DamagedError("it is empty")
    return json.loads(content)


def _damage(path: Path, error: Exception) -> Problem:
    """Which file, what is wrong with it, and what to do."""
    line, column, why = 0, 0, "something in it is missing or of another kind"
    if isinstance(error, json.JSONDecodeError):
        line, column, why = error.lineno, error.colno, f"it is no JSON here ({error.msg})"
    elif isinstance(error, UnicodeDecodeError):
        why = "it is no text in UTF-8"
    elif isinstance(error, RecursionError):
        why = "it is nested too deeply"
    elif isinstance(error, KeyError):
        why = f"{error} is missing"
    elif isinstance(error, _DamagedError):
        why = str(error)
    what = f"is no edition as release writes it: {why}"
    return Problem(str(path), line, column, what, "put back the file that was recorded, from git or from a copy")


def free_name(data_folder: Path, on: date) -> str:
    """The name of the next edition of a day."""
    taken = {path.name.partition(".")[0] for path in (data_folder / FOLDER).glob(f"{on.isoformat()}-*.json")}
    number = 1
    while f"{on.isoformat()}-{number}" in taken:
        number += 1
    return f"{on.isoformat()}-{number}"


def write_edition(data_folder: Path, edition: Edition) -> Path:
    """Record an edition, and give its file. Raises WriteError, also where there is one of that name: none is ever
    changed."""
    path = data_folder / FOLDER / f"{edition.name}.json"
    return _write_new(path, edition_bytes(edition))


def write_withdrawal(data_folder: Path, name: str, on: date) -> Path:
    """Record that an edition was not printed after all. Raises WriteError."""
    path = data_folder / FOLDER / f"{name}{_WITHDRAWN}"
    document = {"schema": _SCHEMA, "withdrawn": name, "on": on.isoformat()}
    return _write_new(path, (json.dumps(document, indent=1) + "\n").encode())


def _write_new(path: Path, content: bytes) -> Path:
    if path.exists():
        raise WriteError(path, "is recorded already", "an edition is never changed; record another one")
    write_whole(path, content)
    return path


def _order(name: str) -> tuple[str, int]:
    day, _, number = name.rpartition("-")
    return day, int(number)


# --- JSON -----------------------------------------------------------------------------------------------------------
# A level holds what a set of contents have in common: all ("* *"), those of a city ("* nogales"), of a language
# ("ar *"), or one ("ar nogales").

_EVERY = "*"


def edition_bytes(edition: Edition) -> bytes:
    """The edition as its file holds it: one line a fact, text, level, sheet."""
    texts: dict[str, str] = {}
    facts: dict[RecordedFact, int] = {}
    numbered = {
        content: tuple((facts.setdefault(_apart(fact), len(facts)), _digest(fact.text, texts)) for fact in recorded)
        for content, recorded in edition.contents.items()
    }
    left_out: dict[tuple[str, ...], int] = {}
    sheets = [_sheet_document(sheet, left_out.setdefault(sheet.left_out, len(left_out))) for sheet in edition.sheets]
    organisations = {
        city: {piece: _without_empty(each._asdict()) for piece, each in named.items()}
        for city, named in edition.organisations.items()
    }
    parts: dict[str, object] = {
        "schema": _SCHEMA,
        "on": edition.on,
        "information_of": edition.information_of,
        "paper": edition.paper,
        **({"part": True} if edition.part else {}),
        "cities": dict(edition.cities),
        "languages": dict(edition.languages),
        "sides": dict(edition.sides),
        "sheets": sheets,
        "left_out": [list(each) for each in left_out],
        "organisations": organisations,
        "facts": [_fact_document(each) for each in facts],
        "contents": {level: [list(each) for each in found] for level, found in _levels(numbered)},
        "texts": texts,
    }
    lines = ",\n".join(f"{json.dumps(name)}: {_lined(part)}" for name, part in parts.items())
    return f"{{\n{lines}\n}}\n".encode()


def _lined(part: object) -> str:
    """A list or mapping with a line for each entry, anything else on one."""
    if isinstance(part, dict):
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {_compact(value)}" for key, value in part.items()]
    elif isinstance(part, list):
        rows = [_compact(value) for value in part]
    else:
        return _compact(part)
    opening, closing = "{}" if isinstance(part, dict) else "[]"
    return opening + ",".join(f"\n {row}" for row in rows) + f"\n{closing}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _apart(fact: RecordedFact) -> RecordedFact:
    """A fact without its text."""
    return fact._replace(text="")


def _fact_document(apart: RecordedFact) -> dict[str, Any]:
    return _without_empty({**apart._asdict(), "pieces": list(apart.pieces), "instead_of": list(apart.instead_of)})


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def _digest(text: str, texts: dict[str, str]) -> str:
    digest = _digest_of(text)
    if texts.setdefault(digest, text) != text:
        raise ValueError(f"two texts have the digest {digest}; please report it")
    return digest


def _without_empty(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if value}


def _sheet_document(sheet: RecordedSheet, left_out: int) -> dict[str, Any]:
    document = {each.name: getattr(sheet, each.name) for each in fields(sheet)}
    return _without_empty({**document, "left_out": left_out, "faces": sheet.faces if sheet.faces > 1 else 0})


_Numbered = Mapping[Content, Sequence[tuple[int, str]]]


def _levels(numbered: _Numbered) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    told: dict[Content, set[tuple[int, str]]] = {content: set() for content in numbered}
    languages, cities = ({each[at]: None for each in numbered} for at in (0, 1))
    groups: list[tuple[str, str]] = [(_EVERY, _EVERY)]
    groups += [(_EVERY, city) for city in cities] + [(language, _EVERY) for language in languages] + [*numbered]
    for group in groups:
        members = [
            each for each in numbered if all(want in (_EVERY, is_) for want, is_ in zip(group, each, strict=True))
        ]
        common = set.intersection(*(set(numbered[each]) - told[each] for each in members)) if members else set()
        if common:
            yield " ".join(group), sorted(common)
        for each in members:
            told[each] |= common


def _is_newer(document: object) -> bool:
    schema = document.get("schema") if isinstance(document, dict) else None
    return isinstance(schema, int) and schema > _SCHEMA


def _edition(name: str, document: Mapping[str, Any]) -> Edition:
    """Raises ValueError, KeyError, TypeError, AttributeError or IndexError for what `edition_bytes` does not write."""
    if document["schema"] != _SCHEMA:
        raise _DamagedError(f"there is no schema {document['schema']}")
    texts = _named_texts(document["texts"])
    for digest, text in texts.items():
        if _digest_of(text) != digest:
            raise _DamagedError(f'the text {digest} was changed: it is "{_shortened(text)}" now')
    facts = {at: _apart_from(each) for at, each in enumerate(document["facts"])}
    left_out = [_texts(each) for each in document["left_out"]]
    organisations = {
        city: {piece: RecordedOrganisation(**_named_texts(each)) for piece, each in named.items()}
        for city, named in document["organisations"].items()
    }
    languages, cities = _named_texts(document["languages"]), _named_texts(document["cities"])
    levels = document["contents"]
    contents: dict[Content, tuple[RecordedFact, ...]] = {}
    for language in languages:
        for city in cities:
            groups = ((_EVERY, _EVERY), (_EVERY, city), (language, _EVERY), (language, city))
            found = sorted((at, digest) for group in groups for at, digest in levels.get(" ".join(group), ()))
            if found:
                contents[language, city] = tuple(facts[at]._replace(text=texts[digest]) for at, digest in found)
    sheets = tuple(_sheet(each, left_out) for each in document["sheets"])
    return Edition(
        name=name,
        on=date.fromisoformat(document["on"]).isoformat(),
        information_of=date.fromisoformat(document["information_of"]).isoformat(),
        paper=_text(document["paper"]),
        cities=cities,
        languages=languages,
        sides=_named_texts(document["sides"]),
        organisations=organisations,
        contents=contents,
        sheets=sheets,
        part=_flag(document.get("part", False)),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}..."


def _apart_from(document: Mapping[str, Any]) -> RecordedFact:
    """A fact without its text."""
    lists = {name: _texts(document.get(name, [])) for name in ("pieces", "instead_of")}
    others: dict[str, Any] = {name: _text(value) for name, value in document.items() if name not in lists}
    return RecordedFact(**{"text": "", **others, **lists})


_FLAGS = tuple(each.name for each in fields(RecordedSheet) if each.type == "bool")


def _sheet(document: Mapping[str, Any], left_out: Sequence[tuple[str, ...]]) -> RecordedSheet:
    numbers = {name: document[name] for name in ("pages", "faces") if name in document}
    at, flags = document.get("left_out", 0), {name: _flag(document[name]) for name in _FLAGS if name in document}
    if not all(type(each) is int and each >= 0 for each in (at, *numbers.values())):
        raise TypeError("a sheet with other values than there are")
    others = {*numbers, *_FLAGS, "left_out", "languages"}
    return RecordedSheet(
        **{
            "language": "",
            "city": "",
            **{name: _text(value) for name, value in document.items() if name not in others},
            **numbers,
            **flags,
            "left_out": left_out[at],
            "languages": _texts(document.get("languages", [])),
        },
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("no list of texts")
    return tuple(map(_text, value))


def _named_texts(value: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(text) for name, text in value.items()}
