"""Proof of the sheets on which a person reviews a language: every text whole, beside its number, by other readers than
the writer. What is changed on the way is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from handouts.exchange.review_rows import review_rows
from handouts.exchange.review_sheets import review_paper, review_pdf
from handouts.products.loading import load_data
from handouts.proof import Tools
from handouts.proof.review_sheets import ReviewText, prove_review

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "fonts"
TAGS = ("es", "ar", "ur", "zh-Hans")


@cache
def made(tag: str) -> tuple[bytes, tuple[ReviewText, ...]]:
    data = load_data(ROOT / "data")
    rows = review_rows(data, tag)
    return review_pdf(data, tag, rows, FONTS), tuple(ReviewText(r.number, r.message.english, r.text) for r in rows)


def findings(tag: str, texts: list[ReviewText], pdf: bytes = b"") -> tuple[str, ...]:
    paper = review_paper(load_data(ROOT / "data"))
    return prove_review(pdf or made(tag)[0], texts, tag, paper, Tools(FONTS))


def long_one(tag: str) -> int:
    """The index of a text of several lines."""
    texts = made(tag)[1]
    return max(range(len(texts)), key=lambda at: len(texts[at].text))


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_stands_whole_beside_its_number(tag: str) -> None:
    texts = made(tag)[1]
    assert len(texts) > 90
    assert findings(tag, list(texts)) == ()


@pytest.mark.parametrize("tag", TAGS)
def test_a_text_that_is_not_all_there_is_found(tag: str) -> None:
    """The file holds less than it should: one word at the end of a translation, or of the English."""
    texts, at = list(made(tag)[1]), long_one(tag)
    more = {"es": "jirafa", "ar": "زرافة", "ur": "زرافہ", "zh-Hans": "长颈鹿"}[tag]
    texts[at] = texts[at]._replace(text=f"{texts[at].text} {more}")
    (found,) = findings(tag, texts)
    assert found.startswith(f"the translation of text {texts[at].number} is not whole")
    texts[at] = made(tag)[1][at]._replace(english=f"{texts[at].english} giraffe")
    (found,) = findings(tag, texts)
    assert found.startswith(f"the English of text {texts[at].number} is not whole")


@pytest.mark.parametrize("tag", TAGS)
def test_a_text_beside_another_number_is_found(tag: str) -> None:
    texts, at = list(made(tag)[1]), long_one(tag)
    other = at - 1 if at else at + 1
    texts[at], texts[other] = (
        texts[at]._replace(text=texts[other].text),
        texts[other]._replace(text=texts[at].text),
    )
    found = findings(tag, texts)
    assert any(each.startswith(f"the translation of text {texts[other].number} ") for each in found), found


def test_a_number_that_is_missing_is_found() -> None:
    (found,) = findings("es", list(made("es")[1][:-1]))
    assert found.startswith("the numbers read [1, 2")


def test_what_is_no_pdf_is_said() -> None:
    (found,) = findings("es", list(made("es")[1]), b"%PDF-1.7 and no more")
    assert "can't be read as PDF" in found
