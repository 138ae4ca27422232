"""How many organisations a sheet holds: `python -m tests.capacity` lays out cities of 1 to 60 invented organisations.

    python -m tests.capacity                                  a language of each kind of script, all formats (minutes)
    python -m tests.capacity --language ar --format flyer --organisations 1,20,60

A line for each: of the city's organisations, how many stand on it; sides; size of answers and numbers; the blacker
side's toner as it is drawn. Half of the organisations have a number in Mexico, half in the U.S.; every third says what
it does, every fourth has a place to visit.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

import yaml

from handouts.layout import DoesNotFit
from handouts.products.table import DRAWN
from tests.measures.checks import toner_of
from tests.measures.press import ROOT, Press

LANGUAGES = ("en", "ar", "ru", "ur", "zh-Hans")
COUNTS = (1, 2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a sheet could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.capacity", description=__doc__.partition("\n")[0])
    parser.add_argument("--language", type=_words, default=LANGUAGES, metavar="TAG,...")
    parser.add_argument("--format", type=_words, default=tuple(DRAWN), metavar="NAME,...")
    parser.add_argument("--organisations", type=_numbers, default=COUNTS, metavar="N,...")
    given = parser.parse_args(arguments)
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        press = Press(folder_with(Path(folder), given.organisations))
        print(f"{'language':10}{'format':13}{'of':>4}{'on it':>7}{'sides':>7}{'body':>7}{'numbers':>9}{'toner':>8}")
        for language in given.language:
            for format_name in given.format:
                for count in given.organisations:
                    flyer = press.flyer(language, f"city-{count}")
                    made = press.lay_out(flyer, format_name)
                    begin = f"{language:10}{format_name:13}{count:4}"
                    if isinstance(made, DoesNotFit):
                        lost += 1
                        print(f"{begin}  does not fit: {made.what}, {made.missing_mm:.0f} mm")
                        continue
                    with press.sheet(made) as sheet:
                        toner = max(toner_of(page) for page in sheet.pages)
                    own = {entry.piece for entry in flyer.sections[0].entries}
                    shown = len(own.difference(made.laid.left_out))
                    sides = len(made.laid.pages)
                    sizes = f"{made.laid.body_pt:7.1f}{made.laid.numbers_pt:9.1f}"
                    print(f"{begin}{shown:7}{sides:7}{sizes}{toner:8.1%}", flush=True)
    return 1 if lost else 0


def folder_with(folder: Path, counts: Sequence[int]) -> Path:
    """A copy of the data whose cities have so many organisations, each with one number."""
    shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
    cities = [
        {
            "id": f"city-{count}",
            "name": f"Example City {count}",
            "organisations": [_organisation(n) for n in range(count)],
        }
        for count in counts
    ]
    block = yaml.safe_dump(cities, allow_unicode=True, sort_keys=False, width=1000)
    path = folder / "directory.yaml"
    head = path.read_text(encoding="utf-8").partition("\ncities:")[0]
    path.write_text(f"{head}\ncities:\n{textwrap.indent(block, '  ')}", encoding="utf-8")
    return folder


def _organisation(index: int) -> dict[str, object]:
    """Numbers are made up; those of the U.S. are example numbers."""
    number = f"+52 664 208 {index:04}" if index % 2 else f"+1 619 555 {100 + index:04}"
    found: dict[str, object] = {"name": f"Example House {index + 1}", "numbers": [{"number": number}]}
    if index % 3 == 0:
        found["service"] = "shelter"
    if index % 4 == 0:
        found["visit"] = {"address": f"C. Ejemplo {100 + index}, Zona Nte., 22127, Tijuana, Baja California, Mexico"}
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
