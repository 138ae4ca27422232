"""`python -m tests.measures`: measure every city, language, format and paper, and print a line for each sheet.

python -m tests.measures                                    all of it (takes many minutes)
python -m tests.measures --format card --language ar,ur     some of it
python -m tests.measures --city nogales --paper a4,legal
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import product

from handouts.layout import DoesNotFit
from handouts.products.table import DRAWN
from tests.measures.checks import faults, toner_of
from tests.measures.press import Press
from tests.measures.table import PAPERS
from tests.named import names_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured, and every fault; 1 if there are faults or something does not fit."""
    press = Press()
    chosen = _chosen(press, arguments)
    wrong: Counter[str] = Counter()
    count = 0
    print(f"{'language':10}{'city':22}{'format':13}{'paper':8}{'body':>6}{'numbers':>9}{'toner':>8}  faults")
    for language, format_name, city, paper in product(chosen.language, chosen.format, chosen.city, chosen.paper):
        together = DRAWN[format_name].together
        if paper not in DRAWN[format_name].papers or (together and language != press.together(city).language):
            continue
        count += 1
        begin = f"{language:10}{city:22}{format_name:13}{paper:8}"
        flyer = press.together(city) if together else press.flyer(language, city)
        made = press.lay_out(flyer, format_name, paper)
        if isinstance(made, DoesNotFit):
            wrong["does not fit"] += 1
            print(f"{begin} does not fit: {made.what}, {made.missing_mm:.1f} mm")
            continue
        with press.sheet(made) as sheet:
            found = faults(sheet)
            toner = max(toner_of(page) for page in sheet.printed.pages)
        wrong.update({fault.measure for fault in found})
        print(
            f"{begin}{made.laid.body_pt:6.1f}{made.laid.numbers_pt:9.1f}{toner:8.1%}  {len(found) or '-'}", flush=True
        )
        for fault in found:
            print(f"    {fault.measure}, page {fault.page + 1}: {fault.what}")
    print(f"{count} sheets" + "".join(f"; {measure}: {sheets}" for measure, sheets in wrong.most_common()))
    return 1 if wrong else 0


def _chosen(press: Press, arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.measures", description=__doc__.partition("\n")[0])
    for name, known in (
        ("language", press.languages),
        ("format", tuple(DRAWN)),
        ("city", press.cities),
        ("paper", tuple(PAPERS)),
    ):
        parser.add_argument(f"--{name}", default=known, type=names_of(known), metavar="NAME,...", help=", ".join(known))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
