"""Objects as they are written: what is taken for a reference is one, and nothing else; anything doubtful is left to the
whole grammar."""

from __future__ import annotations

import pikepdf
import pytest

from handouts.proof.written import parted


@pytest.mark.parametrize(
    ("written", "references"),
    [
        (b"<</Type/Font/W[0[500 0 20]]/FontDescriptor 12 0 R/DW 1000>>", (12,)),
        (b"[5 0 R 6 0 R]", (5, 6)),
        (b"<</A 7 0 R/B[8 0 R]/C<</D 9 0 R>>>>", (7, 8, 9)),
        (b"<</S(about \\(5 0\\) Road)/A 1 0 R>>", (1,)),
        (b"<</Resources 3 0 R\n/Next 4 0 R>>", (3, 4)),
        (b"10 0 R", (10,)),
        (b"<</Registry(Adobe)/Rows 5>>", ()),
    ],
)
def test_references_and_what_stands_around_them(written: bytes, references: tuple[int, ...]) -> None:
    found = parted(written)
    assert found is not None
    assert found.references == references
    around = zip(found.pieces, [*(b"%d 0 R" % number for number in references), b""], strict=True)
    assert b"".join(part for pair in around for part in pair) == written
    pikepdf.Object.parse(b"/There ".join(found.pieces))  # whole but for its references


@pytest.mark.parametrize(
    "written",
    [
        b"<</S(road 5 0 R)>>",
        b"<</S(a (5 0 R) b)>>",
        b"<</S(a (b) 5 0 R)>>",
        b"<</A 5 1 R>>",
        b"<</A 5  0 R>>",
        b"<</A 5\n0 R>>",
        b"<</A 5 0\nR>>",
        b"<</A 5 0  R>>",
        b"<</A 5\t0 R>>",
        b"<</A 1 % 5 0 R\n>>",
        b"<</A<35 0 R>>>",
        b"<</A 5 0 Road>>",
        b"<</A5 0 R>>",
        b"<</URI(call 7 0 R now)/B[5 0(a)R]>>",
        b"[(x 7 0 R y)5(abc)0 R]",
        b"[-5 0 R]",
        b"",
    ],
)
def test_what_is_doubtful(written: bytes) -> None:
    assert parted(written) is None
