"""The ledger of reviews, `data/reviews/<tag>.yaml`: which exact texts a person has read, who, and when.

A review holds for the digest of (msgctxt, msgid, msgstr). So a later edit makes the text a draft again, and no
translation tool can lose or fake a review.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from handouts.errors import InputError, InternalError, Problem
from handouts.sources.edits import Edit, insert, replace
from handouts.sources.explain import first_of_each_file, validated
from handouts.sources.field_types import Name
from handouts.sources.whole_file import UnreadableError, read_whole, write_whole
from handouts.sources.yaml_document import Document
from handouts.sources.yaml_edits import apply_edits, edited_text
from handouts.sources.yaml_reader import MAX_BYTES, parse_yaml, read_yaml

_SEPARATOR = "\u0004"  # end of transmission: gettext's own between context and msgid; no text may hold it


class Review(BaseModel):
    """That a person has read one text: its digest, the person's name, the day."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    by: Name
    on: date


class _Reviews(BaseModel):
    """The file, which is a list."""

    model_config = ConfigDict(frozen=True, strict=True)

    reviews: tuple[Review, ...]


_TOP: Final = "reviews"
_PLAIN_KEYS: Final = frozenset({"on"})  # YAML 1.1 takes it for `true`


@dataclass(frozen=True, slots=True)
class Ledger:
    """The reviews of one language."""

    reviews: tuple[Review, ...] = ()

    def holds(self, digest: str) -> bool:
        return any(review.digest == digest for review in self.reviews)

    def with_reviews(self, new: Iterable[Review]) -> Ledger:
        """With new reviews, in the order of days, names and digests. Nothing that stands there is taken out; who has
        reviewed a text already is not named again."""
        known = {(review.digest, review.by) for review in self.reviews}
        added = {(review.digest, review.by): review for review in new}
        reviews = (*self.reviews, *(review for key, review in added.items() if key not in known))
        return Ledger(tuple(sorted(reviews, key=_order)))


def _order(review: Review) -> tuple[date, str, str]:
    return review.on, review.by, review.digest


def digest_of(context: str, english: str, text: str) -> str:
    """SHA-256, in hexadecimal, of exactly this translation of this text at this place."""
    return hashlib.sha256(_SEPARATOR.join((context, english, text)).encode("utf-8")).hexdigest()


def read_ledger(path: Path) -> Ledger:
    """The ledger in a file; without a file nothing is reviewed.

    Raises InputError: a ledger that can't be read must not turn reviewed pages into drafts in silence.
    """
    if not os.path.lexists(path):  # a link that leads nowhere is a fault, not a language without reviews
        return Ledger()
    return _checked(*_read(path))


def ledger_bytes(ledger: Ledger, comment: Iterable[str] = ()) -> bytes:
    """The ledger as it stands in a new file, under `comment` lines. Read back before it is handed out."""
    lines = [f"# {line}" if line else "#" for line in comment]
    lines += [
        f"- {{digest: {review.digest}, by: {json.dumps(review.by, ensure_ascii=False)}, on: {review.on.isoformat()}}}"
        for review in ledger.reviews
    ]
    text = "".join(f"{line}\n" for line in lines)
    if _checked(*_parsed("the new ledger", text)) != ledger:
        raise InternalError("a review would not be read back as it was written")
    return text.encode("utf-8")


def add_reviews(path: Path, new: Iterable[Review], head: Iterable[str] = ()) -> int:
    """Add the reviews that are not there yet to the ledger in a file, and say how many. Each comes behind all that are
    not later (by day, name, digest); what stands in the file stays as it is. A new file begins with `head` as comment.

    Raises InputError for a ledger that can't be read, ConflictError if it changes meanwhile, WriteError.
    """
    if not os.path.lexists(path):
        ledger = Ledger().with_reviews(new)
        if ledger.reviews:
            write_whole(path, ledger_bytes(ledger, head))
        return len(ledger.reviews)
    document, problems = _read(path)
    ledger = _checked(document, problems)
    edits = _edits(ledger, new)
    if document is not None and edits:
        began = [replace((), [])] if document.value is None else []
        edits_of_file = [*began, *edits]
        apply_edits(path, document, edits_of_file, lambda after: validated(after, _Reviews, _TOP)[1], _PLAIN_KEYS)
    return len(edits)


def with_reviews(content: bytes | None, new: Iterable[Review], head: Iterable[str] = (), file: str = "") -> bytes:
    """As `add_reviews`, of the content of a ledger, which is not written; None where there is no file. `file`: how
    messages name it.

    Raises InputError for a ledger that can't be read.
    """
    if content is None:
        return ledger_bytes(Ledger().with_reviews(new), head)
    document, problems = _parsed(file, content.decode("utf-8"))
    edits = _edits(_checked(document, problems), new)
    if document is None or not edits:
        return content
    began = [replace((), [])] if document.value is None else []
    made = edited_text(content.decode("utf-8"), [*began, *edits], _PLAIN_KEYS, file)
    _checked(*_parsed(file, made))
    return made.encode("utf-8")


def _edits(ledger: Ledger, new: Iterable[Review]) -> list[Edit]:
    """What puts the reviews that are not there yet into a ledger."""
    known = set(ledger.reviews)
    reviews, edits = list(ledger.reviews), []
    for review in ledger.with_reviews(new).reviews:
        if review not in known:
            at = max((at for at, other in enumerate(reviews, 1) if _order(other) <= _order(review)), default=0)
            reviews.insert(at, review)
            edits.append(insert((at,), review.model_dump()))
    return edits


def _checked(document: Document | None, problems: tuple[Problem, ...]) -> Ledger:
    if document is None or problems:
        raise InputError(problems)
    if document.value is None:
        return Ledger()
    made, found = validated(document, _Reviews, _TOP)
    if made is None or found:
        raise InputError(first_of_each_file(found))
    return Ledger(made.reviews)


def _read(path: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """As `read_yaml`, but see `_parsed`."""
    try:
        return _parsed(str(path), read_whole(path, MAX_BYTES).decode("utf-8"))
    except (OSError, UnreadableError, UnicodeDecodeError):
        return read_yaml(path)  # it says why not


def _parsed(file: str, text: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """With the key `on` of a review as the word that it is."""
    return parse_yaml(file, text, _PLAIN_KEYS)
