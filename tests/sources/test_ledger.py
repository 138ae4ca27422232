"""The ledger of reviews grows without a change to what stands in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from handouts.errors import ConflictError
from handouts.sources import ledger
from handouts.sources.ledger import Review, add_reviews, read_ledger
from handouts.sources.load import Data
from handouts.sources.reviewing import record_review
from tests.sources import copies
from tests.sources.copies import ENGLISH, SPANISH, copy_of_data, messages

DAY = date(2026, 12, 1)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    copied = copy_of_data(tmp_path, ENGLISH, SPANISH)
    copies.write_po(copied, "es")
    (copied.folder / "reviews").mkdir(exist_ok=True)
    return copied


def test_a_new_ledger_says_what_it_is_and_has_a_line_for_each_text(data: Data) -> None:
    path = record_review(data, "es", "María Pérez", DAY).path
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert head[0].startswith("# Who has read which text of translations/es.po.")
    reviews = lines[len(head) :]
    assert len(reviews) == len(messages(data))
    line = r'- \{digest: [0-9a-f]{64}, by: "María Pérez", on: 2026-12-01\}'
    assert all(re.fullmatch(line, review) for review in reviews)


def test_a_ledger_that_somebody_has_edited_stays_as_it_is_but_for_the_new_reviews(data: Data) -> None:
    path = data.folder / "reviews" / "es.yaml"
    record_review(data, "es", "B", DAY, ["words.or"])
    written = path.read_bytes()
    kept = written.replace(b"\n", b"\r\n") + b"\r\n# Checked by telephone.\r\n"
    path.write_bytes(kept.replace(b"- {", b"# B reads Spanish.\r\n- {").replace(b'"B"', b"'B'"))
    before = path.read_bytes()
    record_review(data, "es", "A", DAY, ["words.or"])
    record_review(data, "es", "C", DAY, ["words.or"])
    lines = path.read_bytes().splitlines(keepends=True)
    new = [line for line in lines if b"by: 'A'" in line or b"by: 'C'" in line]
    assert b"".join(line for line in lines if line not in new) == before
    assert [review.by for review in read_ledger(path).reviews] == ["A", "B", "C"]
    assert all(line.endswith(b"on: 2026-12-01}\r\n") for line in new)


def test_a_review_of_nothing_new_leaves_the_ledger_alone(data: Data) -> None:
    path = record_review(data, "es", "A", DAY, ["words.or"]).path
    path.chmod(0o400)
    written = path.stat().st_mtime_ns
    assert record_review(data, "es", "A", DAY, ["words.or"]).known == 1
    assert path.stat().st_mtime_ns == written


@pytest.mark.parametrize("content", ["[]\n", "# Empty.\n[]  # yet\n", "~\n", "---\n"])
def test_an_empty_ledger_can_be_filled(data: Data, content: str) -> None:
    path = data.folder / "reviews" / "es.yaml"
    path.write_text(content, encoding="utf-8")
    record_review(data, "es", "A", DAY)
    assert len(read_ledger(path).reviews) == len(messages(data))
    assert all(comment in path.read_text(encoding="utf-8") for comment in re.findall("# .*", content))


@pytest.mark.parametrize("digest", ["0" * 63 + "1", "9" * 10 + "e" + "5" * 53])
def test_a_digest_that_looks_like_a_number_is_written_as_text(tmp_path: Path, digest: str) -> None:
    path = tmp_path / "es.yaml"
    add_reviews(path, [Review(digest="f" * 64, by="A", on=DAY)])
    add_reviews(path, [Review(digest=digest, by="A", on=DAY)])
    assert read_ledger(path).holds(digest)


def test_a_ledger_that_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "es.yaml"
    add_reviews(path, [Review(digest="f" * 64, by="A", on=DAY)])
    other = b"# Somebody else's.\n" + path.read_bytes()
    carry_out = ledger.apply_edits

    def late(*arguments: object) -> None:
        path.write_bytes(other)
        carry_out(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "apply_edits", late)
    with pytest.raises(ConflictError, match="changed since it was read"):
        add_reviews(path, [Review(digest="e" * 64, by="A", on=DAY)])
    assert path.read_bytes() == other
