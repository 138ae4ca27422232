"""What the share of words that come back counts, and what it does not."""

from __future__ import annotations

import pytest

from benchmarks.extraction import Share, Texts, share_of


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Call before\nyou go. Free \u200ehelp\n555-0100\n011-52-555-0100", Share(1, 1, 1, 2, 2)),
        ("Call before you Free help go . 555-0100 x", Share(5 / 6, 1, 0.5, 1, 2)),
        ("Call be fore you\u200bgo. Free help 555-0100011-52-555-0100", Share(3 / 6, 5 / 6, 0.5, 0, 2)),
        ("", Share(0, 0, 0, 0, 2)),
    ],
    ids=["whole", "a sign torn off, a number missing", "words torn and joined, numbers run together", "nothing"],
)
def test_what_comes_back_is_counted(read: str, expected: Share) -> None:
    texts = Texts(("Call before you go.", "Free help"), ("555-0100", "011-52-555-0100"))
    assert share_of(texts, read) == expected


def test_chinese_is_counted_by_its_characters_wherever_lines_end() -> None:
    texts = Texts(("请在2021年之后致电，", "谢谢"), ())
    assert share_of(texts, "请在\n2021年之\n后致电，谢谢") == Share(1, 1, 1, 0, 0)
