"""What the share of words that come back counts, and what it does not."""

from __future__ import annotations

import pytest

from benchmarks.extraction import ROOT, Share, Texts, share_of
from handouts.content.compose import compose_flyer
from handouts.content.sheet_texts import Extent
from handouts.products.loading import load_data
from handouts.sources.messages import messages_of
from handouts.sources.translations import source_catalogue


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


def test_a_flyer_is_asked_for_what_stands_on_it_alone() -> None:
    data = load_data(ROOT / "data")
    catalogue = source_catalogue(messages_of(data.handout, data.directory, data.faq))
    flyer = compose_flyer(data, catalogue, "el-paso-juarez")
    words = flyer.words
    whole = Texts.of(flyer, Extent())
    assert {words.no_local_number, words.contact} <= {*whole.texts}
    assert not {words.more_organisations, words.no_local_number_card} & {*whole.texts}
    assert whole.numbers == tuple(dial.printed for dial in flyer.dial_strings())
    gone = flyer.sections[0].entries[0]
    shorter = Texts.of(flyer, Extent(frozenset(flyer.pieces_without([gone.piece]))))
    assert {*shorter.texts} - {*whole.texts} == {words.how_many_more(1)}
    assert not {dial.printed for dial in gone.dial_strings()} & {*shorter.numbers}
    assert len(shorter.numbers) == len(whole.numbers) - len(gone.dial_strings())
