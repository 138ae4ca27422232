"""What the comparison of ratios says, and when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import ratios
from benchmarks.ratios import KEPT, keep, kept_ratios, report

KNOWN = {"flyer en: warm": 2.0, "flyer en: KB": 1.5, "flyer en: cold": 0.1}


@pytest.mark.parametrize(
    ("now", "named", "code"),
    [
        ({"flyer en: warm": 2.0, "flyer en: KB": 1.5}, [], 0),
        ({"flyer en: warm": 9.0}, [], 0),
        ({"flyer en: warm": 1.62, "flyer en: KB": 1.5}, [], 0),
        ({"flyer en: warm": 1.5}, ["flyer en: warm: 1.33 times worse"], 0),
        ({"flyer en: warm": 0.9, "flyer en: KB": 1.5}, ["flyer en: warm: 2.22 times worse"], 1),
        ({"flyer en: cold": 0.02}, ["flyer en: cold: 5.00 times worse"], 0),
    ],
    ids=["the same", "better", "noise", "a quarter worse", "half as good", "a busy machine"],
)
def test_regressions_are_named_and_only_a_half_fails(
    now: dict[str, float], named: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(KNOWN, now) == code
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("REGRESSION")]
    assert len(said) == len(named)
    assert all(words in line for words, line in zip(named, said, strict=True))


def test_where_nothing_can_be_compared_it_fails() -> None:
    assert report(KNOWN, {"flyer xx: warm": 1.0}) == 1


def test_what_was_not_measured_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratios, "KEPT", tmp_path / "ratios.json")
    keep({"b": 1.234, "a": 2.0})
    keep({"b": 3.0})
    assert kept_ratios() == {"a": 2.0, "b": 3.0}


def test_the_short_form_has_something_to_compare_with() -> None:
    assert {f"flyer {tag}: warm" for tag in ratios.SHORT_LANGUAGES} <= set(kept_ratios())
    assert KEPT.read_bytes().endswith(b"}\n")
