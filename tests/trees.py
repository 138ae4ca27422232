"""The structure trees that are kept as text: of a flyer in each script, of each other format, of a booklet.

    python -m tests.trees            says which trees of a fresh build are not those in tests/sheets/trees
    python -m tests.trees --write    renews them

Read every line that changed as a screen reader would say it before you commit it: that is what they are for.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.sheets.finished import Finished, build_everything, run_program
from tests.sheets.heard import tree_of

FOLDER = Path(__file__).parent / "sheets" / "trees"
CITY = "tijuana-san-diego"
SCRIPTS = ("en", "es", "vi", "ru", "ka", "ar", "ur", "am", "hi", "bn", "pa", "zh-Hans")
"""A language of each script; three of Latin letters."""
FORMATS = {
    "half": "half/{0}/{1}-{0}-half.pdf",
    "half-print": "print/half-{1}-{0}.pdf",
    "large-print": "large-print/{0}/{1}-{0}-large-print.pdf",
    "card": "card/{0}/{1}-{0}-card.pdf",
    "poster": "poster/{0}/{1}-{0}-poster.pdf",
}
LANGUAGES_OF_FORMATS = ("en", "ar")
BOOKLET = "es"
CITY_ON_TWO_SIDES = "el-paso-juarez"


def trees(finished: Finished, folder: Path) -> Iterator[tuple[str, str]]:
    """Each tree with the name of its file. `finished`: all flyers and booklets; `folder`: for what else there is."""
    for language in SCRIPTS:
        yield f"flyer-{language}", tree_of(finished.sheets[language, CITY].pdf)
    yield f"booklet-{BOOKLET}", without_flyers(tree_of(finished.language_booklets[BOOKLET].pdf))
    tags = [word for tag in LANGUAGES_OF_FORMATS for word in ("--language", tag)]
    formats = [word for name in FORMATS if name != "half-print" for word in ("--format", name)]
    both, two_sides = folder / "formats", folder / "two-sides"
    common = ("--no-proof", "--quiet", "--jobs", "1", "--out")
    run_program("build", "--city", CITY, *tags, *formats, *common, both)
    back = ("--city", CITY_ON_TWO_SIDES, "--sides", "2")
    run_program("build", *back, *tags[2:], "--format", "flyer", *common, two_sides)
    for name, path in FORMATS.items():
        for language in LANGUAGES_OF_FORMATS:
            yield f"{name}-{language}", tree_of((both / path.format(language, CITY)).read_bytes())
    (flyer,) = two_sides.rglob("*.pdf")
    yield f"flyer-on-two-sides-{LANGUAGES_OF_FORMATS[1]}", tree_of(flyer.read_bytes())


def without_flyers(tree: str) -> str:
    """A booklet's tree with its contents page, and of each flyer the first line: each has a tree of its own."""
    parts = 0
    kept = []
    for line in tree.splitlines(keepends=True):
        parts += line.startswith("  Part")
        if parts < 2 or not line.startswith("   "):
            kept.append(line)
    return "".join(kept)


def parts_of(tree: str) -> list[str]:
    """What stands in each part of a booklet but the first, as it stands in the tree of a flyer."""
    parts: list[str] = []
    for line in tree.splitlines(keepends=True):
        if line.startswith("  Part"):
            parts.append("")
        elif parts and line.startswith("    "):
            parts[-1] += line[2:]
    return parts[1:]


def kept(name: str) -> str:
    """The tree as it is kept; empty for none."""
    path = FOLDER / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        finished = build_everything(Path(folder) / "finished")
        changed = {name: tree for name, tree in trees(finished, Path(folder)) if tree != kept(name)}
    FOLDER.mkdir(exist_ok=True)
    for name, tree in changed.items():
        print(f"{name}: not as it is kept" + ("; written" if "--write" in sys.argv else ""))
        if "--write" in sys.argv:
            (FOLDER / f"{name}.txt").write_text(tree, encoding="utf-8", newline="\n")
    return int(bool(changed) and "--write" not in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
