"""The bidirectional algorithm is Unicode's: all cases of its own files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import unicodedata2

from handouts.text import bidi
from tests.text.conformance import conformance_lines

REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # shown as x in the files


def automatic_level(classes: Sequence[str]) -> int:
    """The level that the first strong character asks for (P2, P3). Pages have the direction of their language."""
    level = bidi._first_strong(classes, 0, len(classes), bidi._matching_isolates(classes))
    return bidi.LTR if level is None else level


def test_every_case_with_real_characters() -> None:
    """BidiCharacterTest.txt: brackets, isolates, overrides, canonical equivalents."""
    cases = 0
    for line in conformance_lines("BidiCharacterTest.txt"):
        code_points, direction, expected_base, expected_levels, expected_order = line.split(";")
        text = "".join(chr(int(code_point, 16)) for code_point in code_points.split())
        classes = [bidi.bidi_class(character) for character in text]
        base = automatic_level(classes) if direction == "2" else int(direction)
        assert base == int(expected_base), line
        levels = bidi.line_levels(bidi.resolve_levels(classes, text, base), classes, base)
        kept = [i for i, kind in enumerate(classes) if kind not in REMOVED]
        shown = ["x" if kind in REMOVED else str(level) for kind, level in zip(classes, levels, strict=True)]
        order = [str(kept[i]) for i in bidi.visual_order([levels[i] for i in kept])]
        assert (shown, order) == (expected_levels.split(), expected_order.split()), line
        cases += 1
    assert cases == 91_707


def test_every_case_of_classes() -> None:
    """BidiTest.txt: all sequences of up to four classes, under each paragraph direction that the file names.

    The rules W1 to I2 are a pure function of one isolating run sequence, and the same sequences come again and
    again: the test remembers their results. So it runs the whole file in seconds.
    """
    resolver = cache(bidi.resolve_sequence)
    expected: list[int] = []
    kept: list[int] = []
    cases = 0
    for line in conformance_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            shown = line.split()[1:]
            kept = [i for i, level in enumerate(shown) if level != "x"]
            expected = [int(shown[i]) for i in kept]
        elif line.startswith("@Reorder:"):  # the order depends on nothing but these levels
            assert [kept[i] for i in bidi.visual_order(expected)] == [int(i) for i in line.split()[1:]], line
        else:
            sequence, _, bits = line.partition("; ")
            directions = int(bits, 16)
            classes = sequence.split()
            bases = [base for bit, base in ((2, bidi.LTR), (4, bidi.RTL)) if directions & bit]
            cases += len(bases)
            if directions & 1:
                cases += 1
                automatic = automatic_level(classes)
                if automatic not in bases:
                    bases.append(automatic)
            for base in bases:
                levels = bidi.line_levels(bidi._resolve(classes, classes, base, resolver), classes, base)
                assert [levels[i] for i in kept] == expected, f"{line}, paragraph level {base}: {levels}"
    assert cases == 770_241


def test_the_classes_come_from_a_locked_unicode_version() -> None:
    assert unicodedata2.unidata_version == "18.0.0"


def test_a_number_in_an_isolate_stays_in_order_where_a_bare_one_is_scrambled() -> None:
    def shown(text: str) -> str:
        classes = [bidi.bidi_class(character) for character in text]
        levels = bidi.line_levels(bidi.resolve_levels(classes, text, bidi.RTL), classes, bidi.RTL)
        return "".join(text[i] for i in bidi.visual_order(levels) if text[i] not in "\u2066\u2069")

    assert shown("رقم \u20661-800-898-7180\u2069 هنا").split()[1] == "1-800-898-7180"
    assert shown("رقم 1-800-898-7180 هنا").split()[1] == "7180-898-800-1"
    assert "(664) 208-8994" in shown("رقم \u2066(664) 208-8994\u2069 هنا")
