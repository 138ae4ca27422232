"""The last build: from what it was made and what it said, so that the next one can tell that there is nothing to do.

It is trusted only where everything that a build depends on is the same, byte for byte, and every file of the output
folder is as that build left it. Otherwise the whole story is told again, from composing on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from handouts.build.options import BuildOptions
from handouts.build.out_folder import OutputFolder, kept_folder
from handouts.build.sealed import sealed, unsealed
from handouts.build.summary import Since, Summary
from handouts.errors import Notice, Problem
from handouts.manifest import MANIFEST_NAME, PACKS_FOLDER, PACKS_STAMP, SUMS_NAME

LAST_BUILD = "last-build.json"
_FORM = 2
_PACKAGE = Path(__file__).parents[1]


def state_of(options: BuildOptions, program: str) -> str:
    """The digest of all that decides what a build makes and says: the program with its templates, the options, and
    every file of the data. `program`: as `program_digest` gives it. To be taken before the data is loaded. Empty where
    a file can't be read: whether it may be so, and what is to be said, others know."""
    said = asdict(replace(options, jobs=1, force=False, out=Path(), fonts=Path()))
    digest = hashlib.sha256(f"{_FORM} {program} {sorted(said.items())!r}".encode())
    for folder in (_PACKAGE, options.data):
        for path in _files(folder):
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            try:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError:
                return ""
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Sorted; not what Python and the desk leave there."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((".", "__pycache__")):
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


@dataclass(frozen=True, slots=True)
class _Memory:
    """`state`: of the build; `files`: digests of the files that list all others, and of the stamp of the packs;
    `loose`: the small files beside the products."""

    state: str
    files: dict[str, str]
    loose: tuple[str, ...]
    summary: Summary


def remember(folder: OutputFolder, state: str, summary: Summary) -> None:
    """Keep what a build that has just been published was made from, and what it said."""
    document = {
        "form": _FORM,
        "state": state,
        "files": {name: folder.digest(name) for name in _TELLING},
        "loose": sorted(folder.loose),
        "summary": _document(summary),
    }
    folder.keep_file(LAST_BUILD, sealed(json.dumps(document, ensure_ascii=False, indent=1).encode()))


_TELLING = (MANIFEST_NAME, SUMS_NAME, f"{PACKS_FOLDER}/{PACKS_STAMP}")


def last_summary(options: BuildOptions, state: str) -> Summary | None:
    """What the last build would say now: that nothing has changed. None where there may be something to do.

    Raises WriteError where another build is at work in the folder, and UsageError for the top of a drive.
    """
    memory = _read(kept_folder(options.out) / LAST_BUILD)
    if memory is None or memory.state != state or options.force:
        return None
    with OutputFolder(options.out, memory.loose) as folder:
        if any(folder.digest(name) != digest for name, digest in memory.files.items()):
            return None
        listed = _sums(options.out / SUMS_NAME)
        if any(folder.digest(path) != digest for path, digest in listed.items()) or folder.stray_files(listed):
            return None
    return memory.summary


def _sums(path: Path) -> dict[str, str]:
    lines = (line.partition("  ") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, _, name in lines}


def _read(path: Path) -> _Memory | None:
    """None for what can't be used."""
    try:
        document = json.loads(unsealed(path.read_bytes()))
        if document["form"] != _FORM:
            return None
        files = {str(name): str(digest) for name, digest in document["files"].items()}
        return _Memory(document["state"], files, tuple(document["loose"]), _summary(document["summary"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _document(summary: Summary) -> dict[str, Any]:
    """What is the same when nothing was to be done."""
    return {
        "files": len(summary.written) + summary.kept,
        "problems": [asdict(each) for each in summary.problems],
        "proved": summary.proved,
        "left_out_formats": summary.left_out_formats,
        "notices": [asdict(each) for each in summary.notices],
        "held_back": dict(summary.held_back),
        "in_english": list(summary.in_english.items()),
        "since": asdict(summary.since) if summary.since else None,
        "not_built": summary.not_built,
        "unreadable_editions": summary.unreadable_editions,
    }


def _summary(document: dict[str, Any]) -> Summary:
    since = document["since"]
    return Summary(
        written=(),
        kept=int(document["files"]),
        removed=(),
        problems=tuple(Problem(**each) for each in document["problems"]),
        files_changed=0,
        proved=bool(document["proved"]),
        left_out_formats=tuple(document["left_out_formats"]),
        notices=tuple(Notice(**each) for each in document["notices"]),
        held_back={tag: tuple(cities) for tag, cities in document["held_back"].items()},
        in_english={
            (context, english): [(language, city) for language, city in sheets]
            for (context, english), sheets in document["in_english"]
        },
        since=_since(since) if since else None,
        not_built=int(document["not_built"]),
        unreadable_editions=bool(document["unreadable_editions"]),
    )


def _since(document: dict[str, Any]) -> Since:
    return Since(
        edition=document["edition"],
        words=tuple(document["words"]),
        facts=tuple(document["facts"]),
        wrong=_two(document["wrong"]),
        incomplete=_two(document["incomplete"]),
        not_recorded=_two(document["not_recorded"]),
        differs=bool(document["differs"]),
    )


def _two(counts: list[int]) -> tuple[int, int]:
    sheets, booklets = counts
    return int(sheets), int(booklets)
