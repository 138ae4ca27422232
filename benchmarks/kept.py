"""What it is worth to keep what is set from flyer to flyer, and to put off the garbage collector meanwhile."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ours import OurSide
from benchmarks.variants import unseen
from handouts.products.loading import load_data

WAYS = ("all kept", "each fit searched for", "a setting for each flyer", "with garbage collection")


def print_kept(data: Path, fonts: Path, tags: Sequence[str], runs: int) -> None:
    """Warm flyers, from the composed texts to the bytes, each way in turn; medians in milliseconds of processor time.

    The flyers differ in their numbers only, as those of a desk where somebody types: in a build each fit has to be
    searched for. A LanguageSetting of its own for each flyer forgets the parts that its flyers share, and no more.
    """
    print(f"| language | {' | '.join(WAYS)} |\n{'|---' * (len(WAYS) + 1)}|")
    loaded = load_data(data)
    for tag in tags:
        ours = OurSide(loaded, fonts, tag)
        flyers = ours.flyers()
        ours.freeze(flyers)
        seconds: dict[str, list[float]] = {way: [] for way in WAYS}
        for index, flyer in enumerate(unseen(flyers, runs * len(WAYS))):
            way = WAYS[index // len(flyers) % len(WAYS)]
            if way == "each fit searched for":
                ours.fit_anew()
            elif way == "a setting for each flyer":
                ours.set_anew()
            (gc.enable if way == "with garbage collection" else gc.disable)()
            begin = time.process_time()
            ours.pdf(flyer)
            seconds[way].append(time.process_time() - begin)
        gc.enable()
        cells = (f"{statistics.median(seconds[way]) * 1e3:.2f}" for way in WAYS)
        print(f"| {tag} | {' | '.join(cells)} |", flush=True)
