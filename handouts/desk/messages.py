"""`python -m handouts.desk.messages` brings the PO files of the desk and its areas up to their words. A test compares.

Each area's own texts stand in its own folder; a text that the desk itself says stands in the desk's, and what rooms
below find wrong in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handouts.desk.areas import AREAS
from handouts.desk.page import BELOW, LOCALE, STATIC, TEMPLATES
from handouts.interface.messages import Said, bring_up_to_date, gathered, in_modules, in_scripts, in_templates
from handouts.wording import BETWEEN


def messages() -> dict[Path, dict[str, tuple[str, ...]]]:
    """Folder of PO files -> every English text that belongs there, with the files that say it."""
    common = gathered(_common())
    found = {LOCALE: common}
    for folder in BELOW:
        known = {text for texts in found.values() for text in texts}
        own = gathered(_halves(in_modules(folder)))
        found[folder / "locale"] = {text: files for text, files in own.items() if text not in known}
    for area in AREAS:
        own = gathered([*in_templates(area.folder / "templates"), *in_modules(area.folder)])
        found[area.folder / "locale"] = {text: files for text, files in own.items() if text not in common}
    return found


def _halves(said: Iterable[Said]) -> Iterator[Said]:
    """What is wrong and what would be right are two texts, as `retold` looks them up; gaps alone are none."""
    for file, text in said:
        for half in text.split(BETWEEN, 1):
            if re.search("[^\\W\\d_]", re.sub(r"\{\w+\}", "", half)):
                yield file, half


def _common() -> Iterator[Said]:
    yield from in_templates(TEMPLATES)
    yield from in_scripts(STATIC)
    for folder in (LOCALE.parent, LOCALE.parent / "store"):
        yield from in_modules(folder)


def main() -> None:
    """Bring all files up to date."""
    for folder, texts in messages().items():
        bring_up_to_date(folder, texts)


if __name__ == "__main__":
    main()
