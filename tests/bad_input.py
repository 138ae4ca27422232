"""Whole data folders, drawn at random and broken at random: never a traceback, never a hang, memory bounded.

    python -m tests.bad_input --directories 10000 --seed 1

One folder in six stays as it was drawn, and must be accepted; of what is accepted some is laid out and drawn. The test
suite tries a few (tests/sources/test_directories.py). Prints a line for whatever is wrong, and a sum at the end.
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import random
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from handouts.build.out_folder import kept_folder
from tests.build.small import FONTS, Said, run, untruths
from tests.sources.breaking import Breaking
from tests.sources.directories import Drawing

PATIENCE_S = 10.0
"""Of the processor. A check of a folder takes a tenth of a second; after this it hangs."""
GIVE_UP_S = 300.0
"""By the clock: it waits for something that never comes, and the whole trial ends with what it was doing."""
MEMORY_STEP = 150_000_000
"""So many bytes more than any folder before has needed is too much: no file is read beyond 2 MB."""
SAID_AT_MOST = 200_000
_MESSAGE = re.compile(r"\S.*: .+; .+")
"""A place, what is wrong, what would be right."""


@dataclass(slots=True)
class Tried:
    """What became of one folder."""

    number: int
    kind: str
    done: list[str]
    code: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


class Trial:
    """Tries folders, one after the other, below a folder of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._drawing = Drawing()
        self._peak = 0

    def folder(self, number: int) -> Tried:
        """Draw, break and check the folder of that number."""
        chance = random.Random(number)
        shutil.rmtree(self._home, ignore_errors=True)
        data = self._home / "data"
        breaking = Breaking(chance)
        kind = chance.choices(("good", "values", "bytes", "places", "font"), (20, 45, 45, 12, 3))[0]
        drawn = self._drawing.folder(chance)
        if kind == "values":
            drawn = breaking.values(drawn)
        files = drawn.files(chance)
        if kind == "bytes":
            files = breaking.content(files)
        for path, content in files.items():
            (data / path).parent.mkdir(parents=True, exist_ok=True)
            (data / path).write_bytes(content)
        if kind == "places":
            breaking.places(data)
        fonts = self._fonts(breaking, chance) if kind == "font" else FONTS
        tried = Tried(number, kind, breaking.done)
        said = self._timed(tried, "check", "--data", str(data), "--fonts", str(fonts))
        if kind == "good" and said.code:
            tried.faults.append(f"good data were refused: {said.err}")
        if said.code != 2 and chance.random() < (1.0 if kind == "font" else 0.04):
            self._build(tried, data, fonts)
        return tried

    def _fonts(self, breaking: Breaking, chance: random.Random) -> Path:
        fonts = self._home / "fonts"
        shutil.copytree(FONTS, fonts, ignore=shutil.ignore_patterns("licences", "NotoSansSC-*"))
        victim = fonts / f"NotoSans-{chance.choice(('Regular', 'Bold', 'Medium'))}.ttf"
        victim.write_bytes(breaking.font(victim.read_bytes()))
        return fonts

    def _build(self, tried: Tried, data: Path, fonts: Path) -> None:
        """What is accepted is built, or named if it does not fit; nothing lies outside of the output folder."""
        out = self._home / "out"
        before = self._names_outside(out)
        places = ("--data", str(data), "--fonts", str(fonts), "--out", str(out))
        self._timed(tried, "build", *places, "--format", "flyer", "--no-proof", "--jobs", "1", "--quiet", patience=60.0)
        tried.done.append("build")
        if out.exists():
            tried.faults += untruths(out)
        if before != self._names_outside(out):
            tried.faults.append("something was written outside of the output folder")

    def _names_outside(self, out: Path) -> set[Path]:
        """But for what a build keeps for the next one, beside its folder."""
        kept = (out, kept_folder(out))
        return {path for path in self._home.parent.rglob("*") if not any(map(path.is_relative_to, kept))}

    def _timed(self, tried: Tried, *command: str, patience: float = PATIENCE_S) -> Said:
        begin = time.process_time()
        said = run(*command)
        seconds = time.process_time() - begin
        tried.code = said.code
        tried.seconds = max(tried.seconds, seconds)
        tried.faults += _faults_of(said)
        if seconds > patience:
            tried.faults.append(f"{command[0]} took {seconds:.1f} s")
        peak = peak_bytes()
        if self._peak and peak > self._peak + MEMORY_STEP:
            tried.faults.append(f"{command[0]} needed {(peak - self._peak) // 1_000_000} MB more than any before")
        self._peak = max(peak, self._peak)
        return said


def _faults_of(said: Said) -> list[str]:
    """What is wrong with an answer, whatever it was asked."""
    faults = []
    if said.code not in (0, 1, 2) or "Traceback" in said.err:
        faults.append(f"ended with {said.code}: {said.err[-2000:]}")
    lines = said.err.splitlines()
    if said.code == 2 and not (lines and lines.pop().endswith("nothing was written")):
        faults.append(f"refused without a word: {said.err[:300]}")
    if said.code and not lines:
        faults.append(f"ended with {said.code} and no message")
    faults += [f"no message: {line[:300]!a}" for line in lines if not _MESSAGE.fullmatch(line)][:3]
    faults += [f"what a terminal obeys: {line[:300]!a}" for line in lines if not line.isprintable()][:3]
    if len(said.err) > SAID_AT_MOST:
        faults.append(f"said {len(said.err)} characters")
    return faults


def peak_bytes() -> int:
    """The most memory that this process has had; 0 on Windows, which tells nobody."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> int:
    """0 if nothing was wrong."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bad_input", description=__doc__.partition("\n")[0])
    arguments.add_argument("--directories", type=int, default=1000, metavar="N", help="so many folders")
    arguments.add_argument("--seed", type=int, default=0, metavar="N", help="begin with the folder of this number")
    asked = arguments.parse_args()
    codes: collections.Counter[tuple[str, int]] = collections.Counter()
    bad, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder) / "trial")
        for number in range(asked.seed, asked.seed + asked.directories):
            faulthandler.dump_traceback_later(GIVE_UP_S, exit=True)
            tried = trial.folder(number)
            codes[tried.kind, tried.code] += 1
            slowest = max(slowest, tried.seconds)
            bad += bool(tried.faults)
            for fault in tried.faults:
                print(f"folder {number} ({tried.kind}: {', '.join(tried.done)}): {fault}", flush=True)
            if (number - asked.seed + 1) % 1000 == 0:
                print(f"{number - asked.seed + 1} folders, {bad} with faults", flush=True)
        faulthandler.cancel_dump_traceback_later()
    for (kind, code), count in sorted(codes.items()):
        print(f"{kind:<8} exit code {code}: {count}")
    print(
        f"{asked.directories} folders, {bad} with a traceback, a hang or a poor message; "
        f"slowest {slowest:.1f} s, peak memory {peak_bytes() // 1_000_000} MB"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
