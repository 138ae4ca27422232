"""Faults and edits in large numbers; the test suite has a few of each.

    python -m tests.faults --kills 500     builds that are killed, at random moments and at random changes to the disk
    python -m tests.faults --edits 500     random edits and builds of parts, against builds from nothing

Each prints a line for whatever is wrong, and a sum at the end. `--seed` begins elsewhere.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.build.edits import Editor
from tests.build.rig import Rig, end, killed_after
from tests.build.small import Project

CHANGES = 52
"""About as many changes does a build of the rig make to the disk."""


def kills(number: int, seed: int) -> int:
    """Kill that many builds; how many left something broken, or a folder in which the next build fails."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "project")
        project.write()
        rig = Rig(project)
        for count in range(seed, seed + number):
            chance = random.Random(count)
            rig.exchange()
            if chance.random() < 0.5:
                moment = f"after {(seconds := chance.uniform(0.2, 2.5)):.3f} s"
                killed_after(rig, seconds, jobs=chance.choice((1, 2)))
            else:
                moment = f"at change {(change := chance.randint(1, CHANGES))}"
                end(rig.start(module=("tests.build.moments", "kill", str(change))))
            found = [*rig.wrong(), *rig.next_build()]
            bad += bool(found)
            for what in found:
                print(f"kill {count} ({moment}): {what}", flush=True)
    print(f"{number} kills, {bad} with damage")
    return bad


def edits(number: int, seed: int) -> int:
    """Make that many sequences of edits; how many ended otherwise than a build from nothing."""
    bad = 0
    for count in range(seed, seed + number):
        with tempfile.TemporaryDirectory() as folder:
            editor = Editor(Project(Path(folder) / "project"), count)
            found = editor.differences()
            bad += bool(found)
            for what in found:
                print(f"edits {count}: {what}; {editor.done}", flush=True)
    print(f"{number} sequences of edits, {bad} with differences from a build from nothing")
    return bad


def main() -> int:
    """0 if nothing was wrong."""
    arguments = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n")[0])
    arguments.add_argument("--kills", type=int, default=0, metavar="N")
    arguments.add_argument("--edits", type=int, default=0, metavar="N")
    arguments.add_argument("--seed", type=int, default=0, metavar="N")
    asked = arguments.parse_args()
    bad = kills(asked.kills, asked.seed) if asked.kills else 0
    bad += edits(asked.edits, asked.seed) if asked.edits else 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
