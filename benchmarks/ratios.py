"""The ratios to the peers, kept in ratios.json, against which a later state is held: `python -m benchmarks --compare`.

Only ratios of the same run are kept: seconds are a machine's, ratios are the program's. Both sides are measured in
turn, so noise strikes both; what is left of it is why a regression is a quarter, and fails only where it is a half.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.binding import binding_costs, build_flyers
from benchmarks.flyers import compare_flyers
from benchmarks.imposing import imposing_costs

KEPT = Path(__file__).parent / "ratios.json"
REPORTED = 1.25
"""So many times worse than what is kept is a regression."""
FAILS = 2.0
"""So many times worse fails; but not seconds of whole processes, which a busy machine tears apart."""
_OF_PROCESSES = ("cold", "seconds")
SHORT_LANGUAGES = ("en", "ar", "zh-Hans")
BOUND = 144


def measured_ratios(
    data: Path, fonts: Path, folder: Path, tags: Sequence[str], runs: int, cold_runs: int, *, short: bool
) -> dict[str, float]:
    """By measure; above 1 is better for us. `short`: flyers only. Raises CalledProcessError."""
    found: dict[str, float] = {}
    for tag in tags:
        for measure, each in compare_flyers(tag, data, fonts, folder, runs, cold_runs).items():
            found[f"flyer {tag}: {measure.partition(' ')[0]}"] = each.ratio
    if short:
        return found
    for what, costs in (
        ("impose 100 pages", imposing_costs(data, fonts, folder, cold_runs)),
        (f"bind {BOUND} flyers", binding_costs(build_flyers(data, fonts, folder), folder, BOUND, cold_runs)),
    ):
        for peer in ("pypdf", "pikepdf"):
            found[f"{what}: seconds to {peer}"] = costs[peer].seconds / costs["ours"].seconds
            found[f"{what}: memory to {peer}"] = costs[peer].peak_bytes / costs["ours"].peak_bytes
            found[f"{what}: bytes to {peer}"] = costs[peer].size / costs["ours"].size
    return found


def kept_ratios() -> dict[str, float]:
    """Raises OSError and ValueError where there are none."""
    document = json.loads(KEPT.read_text(encoding="utf-8"))
    return {str(name): float(ratio) for name, ratio in document.items()}


def keep(ratios: Mapping[str, float]) -> None:
    """Write those that were measured; others stay."""
    known = kept_ratios() if KEPT.exists() else {}
    document = {name: round(ratio, 2) for name, ratio in sorted({**known, **ratios}.items())}
    KEPT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8", newline="\n")


def report(kept: Mapping[str, float], now: Mapping[str, float]) -> int:
    """Print both, and what is worse by how much. 1 where something is far worse, or nothing was compared."""
    print("| ratio | kept | now | |\n|---|---|---|---|")
    worse: dict[str, float] = {}
    for name, ratio in now.items():
        if name not in kept:
            print(f"| {name} | | {ratio:.2f} | new |")
            continue
        times = kept[name] / ratio
        if times > REPORTED:
            worse[name] = times
        print(f"| {name} | {kept[name]:.2f} | {ratio:.2f} | {'REGRESSION' if times > REPORTED else ''} |")
    for name, times in worse.items():
        print(f"REGRESSION: {name}: {times:.2f} times worse than what is kept in {KEPT.name}")
    if not kept.keys() & now.keys():
        print(f"nothing was compared: {KEPT.name} has none of these")
        return 1
    print(f"{len(now)} ratios, {len(worse)} regressions of more than {REPORTED - 1:.0%}")
    steady = {name: times for name, times in worse.items() if not any(word in name for word in _OF_PROCESSES)}
    return int(any(times > FAILS for times in steady.values()))
