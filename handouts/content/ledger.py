"""The ledger of reviews, `data/reviews/<tag>.yaml`: which exact texts a person has read, who, and when.

A review holds for the digest of (msgctxt, msgid, msgstr). So a later edit makes the text a draft again, and no
translation tool can lose or fake a review.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handouts.content.explain import explained
from handouts.content.model import Name
from handouts.content.yaml_reader import MAX_BYTES, Document, parse_yaml, read_yaml
from handouts.errors import InputError, Problem

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


_TOP = "reviews"
_KEY_ON = re.compile(r"(^[ \t]*(?:-[ \t]+)?|[{,][ \t]*)on(?=[ \t]*:[ \t])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The reviews of one language."""

    reviews: tuple[Review, ...] = ()

    def holds(self, digest: str) -> bool:
        return any(review.digest == digest for review in self.reviews)


def digest_of(context: str, english: str, text: str) -> str:
    """SHA-256, in hexadecimal, of exactly this translation of this text at this place."""
    return hashlib.sha256(_SEPARATOR.join((context, english, text)).encode("utf-8")).hexdigest()


def read_ledger(path: Path) -> Ledger:
    """The ledger in a file; without a file nothing is reviewed.

    Raises InputError: a ledger that can't be read must not turn reviewed pages into drafts in silence.
    """
    if not path.exists():
        return Ledger()
    document, problems = _read(path)
    if document is None or problems:
        raise InputError(problems)
    if document.value is None:
        return Ledger()
    try:
        return Ledger(_Reviews.model_validate({_TOP: document.value}).reviews)
    except ValidationError as error:
        raise InputError(explained(document, _Reviews, error, _TOP)) from None


def _read(path: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """As `read_yaml`, with the key `on` of a review as the word that it is: YAML 1.1 takes it for `true`."""
    try:
        text = path.read_bytes().decode("utf-8") if path.stat().st_size <= MAX_BYTES else None
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        return read_yaml(path)  # it says why not
    return parse_yaml(str(path), _KEY_ON.sub(r'\1"on"', text))
