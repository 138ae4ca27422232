"""`python -m handouts.desk.messages` brings the PO files of the desk and its areas up to their words. A test compares.

Each area's own texts stand in its own folder; a text that the desk itself says stands in the desk's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.desk.areas import AREAS
from handouts.desk.page import LOCALE, STATIC, TEMPLATES
from handouts.interface.messages import Said, bring_up_to_date, gathered, in_modules, in_scripts, in_templates


def messages() -> dict[Path, dict[str, tuple[str, ...]]]:
    """Folder of PO files -> every English text that belongs there, with the files that say it."""
    common = gathered(_common())
    found = {LOCALE: common}
    for area in AREAS:
        own = gathered([*in_templates(area.folder / "templates"), *in_modules(area.folder)])
        found[area.folder / "locale"] = {text: files for text, files in own.items() if text not in common}
    return found


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
