"""What a build keeps of what its proof has found of finished sheets, for the booklets of the next one.

It is what this very program found of these very bytes: a file of another program, or one that is damaged, is as good as
none. Whoever could forge it could forge the manifest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from handouts.build.kept_paths import KEPT_FACTS
from handouts.build.out_folder import OutputFolder
from handouts.build.sealed import sealed, unsealed

Facts = Mapping[str, Mapping[str, Any]]
"""What proof has found of the pages of sheets, by the digests of their files and by what was asked, for JSON."""
_FORM = 1
"""Of the file: another one is not read."""


def read_facts(path: Path, program: str) -> dict[str, dict[str, Any]]:
    """What is kept of sheets, by the digests of their files; nothing where the file can't be used. `program`: as
    `program_digest` gives it."""
    try:
        document = json.loads(unsealed(path.read_bytes()))
        if document["form"] != _FORM or document["program"] != program:
            return {}
        return {str(sheet): dict(facts) for sheet, facts in document["sheets"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def facts_bytes(facts: Facts, program: str) -> bytes:
    """The file: JSON, sealed. The same facts give the same bytes."""
    document = {"form": _FORM, "program": program, "sheets": facts}
    return sealed(json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def keep_facts(folder: OutputFolder, new: Facts, sheets: Collection[str], program: str) -> None:
    """Add what was found in this build, if anything was. `sheets`: the digests of the files that are there now; what is
    known of others goes."""
    if new:
        known = read_facts(folder.kept(KEPT_FACTS), program)
        of_sheets = sorted({*known, *new} & set(sheets))
        facts = {sheet: {**known.get(sheet, {}), **new.get(sheet, {})} for sheet in of_sheets}
        folder.keep_file(KEPT_FACTS, facts_bytes(facts, program))
