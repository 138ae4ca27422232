"""The more a flyer must hold, the more of it gives way, in the stated order, until it is refused by the millimetre."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from handouts.layout import DoesNotFit, LaidOut
from handouts.layout.page.answers_fit import essential_pieces
from tests.measures.press import ROOT, Press

CITY = "nuevo-laredo-laredo"
SENTENCE = "It is likely incomplete."
AT_A_TIME = 3
FLOOR_PT = 11.0
"""Of the answers, half a point below that of English: a step more to give way by."""


@cache
def fuller_and_fuller() -> list[LaidOut | DoesNotFit]:
    """A flyer with little in its answers that says ever more often that its list is incomplete, until it does not
    fit."""
    with TemporaryDirectory() as folder:
        data = copytree(ROOT / "data", Path(folder) / "data")
        languages = data / "languages.yaml"
        text = languages.read_text(encoding="utf-8")
        languages.write_text(text.replace("floor: 11.5}", f"floor: {FLOOR_PT:g}}}", 1), encoding="utf-8")
        press = Press(data)
    flyer = press.flyer("en", CITY)
    questions = tuple(replace(question, answers=question.answers[:1]) for question in flyer.questions[:4])
    found: list[LaidOut | DoesNotFit] = []
    while len(found) < 60 and not (found and isinstance(found[-1], DoesNotFit)):
        sentences = " ".join([SENTENCE] * (AT_A_TIME * len(found) + 1))
        words = replace(flyer.words, incomplete=sentences)
        made = press.lay_out(replace(flyer, questions=questions, words=words), "flyer")
        found.append(made if isinstance(made, DoesNotFit) else made.laid)
    return found


def test_a_flyer_gives_way_in_the_stated_order() -> None:
    *sheets, refused = fuller_and_fuller()
    assert isinstance(refused, DoesNotFit)
    assert 0 < refused.missing_mm < 20

    seen: dict[str, int] = {}
    for number, sheet in enumerate(sheets):
        assert isinstance(sheet, LaidOut)
        if "introduction/contact" in sheet.left_out:
            seen.setdefault("contact", number)
        if sheet.body_pt == FLOOR_PT:
            seen.setdefault("size", number)
        if "what-is-title-42/closed" in sheet.left_out:
            seen.setdefault("first pieces", number)
        if "names-without-number" in sheet.left_out:
            seen.setdefault("names", number)
        if sheet.numbers_pt < 16.0:
            seen.setdefault("numbers", number)
        if len(sheet.pages) > 1:
            seen.setdefault("back", number)
    assert list(seen) == ["contact", "size", "first pieces", "names", "numbers", "back"]
    assert len(set(seen.values())) == len(seen), "each gives way on a sheet of its own"
    for sheet in sheets[seen["back"] :]:
        assert isinstance(sheet, LaidOut)
        assert "names-without-number" not in sheet.left_out, "the back has room for them"


def test_essential_pieces_and_the_floors_never_give_way() -> None:
    *sheets, _ = fuller_and_fuller()
    essential = essential_pieces(Press().flyer("en", CITY).questions)
    assert essential
    for sheet in sheets:
        assert isinstance(sheet, LaidOut)
        assert not set(sheet.left_out) & set(essential)
        assert sheet.body_pt >= FLOOR_PT
        assert sheet.numbers_pt >= 14.0
