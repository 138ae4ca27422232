"""A person's review: the digests of the texts that the person has read go into the language's ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from handouts.errors import InputError, UsageError
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.ledger import Review, add_reviews, digest_of, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message, messages_of
from handouts.sources.po_update import write_texts
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue, read_catalogue
from handouts.sources.values import language_tag, plausible_day
from handouts.wording import message_of
from handouts.wording import worded as _

_USABLE = (State.DRAFT, State.REVIEWED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a review has added to a ledger. `unusable`: contexts that are missing or stale, which nobody can review."""

    tag: str
    path: Path
    recorded: int
    known: int
    unusable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A review that is not recorded yet. `drafts`: how many texts it calls reviewed that nobody has read so far."""

    tag: str
    path: Path
    reviews: tuple[Review, ...]
    drafts: int
    unusable: tuple[str, ...]


def due_review(data: Data, tag: str, by: str, on: date, contexts: Sequence[str] = ()) -> Due:
    """That a person has read every usable text of a language, or those of `contexts` (msgctxt). Nothing is written.

    Raises UsageError for a language, name, day or context that can't be; InputError where the PO file or the ledger has
    faults.
    """
    check_reviewable(tag)
    messages = messages_of(data.handout, data.directory, data.faq)
    path = ledger_path(data, tag)
    catalogue = read_catalogue(po_path(data, tag), tag, messages, read_ledger(path))
    if catalogue.problems:
        raise InputError(catalogue.problems)
    chosen = _chosen(messages, catalogue, contexts)
    reviews = tuple(review_of(message, catalogue.text(*message.key) or "", by, on) for message in chosen)
    drafts = sum(catalogue.state(*message.key) is State.DRAFT for message in chosen)
    unusable = [each.context for each in messages if catalogue.state(*each.key) not in _USABLE]
    return Due(tag, path, reviews, drafts, () if contexts else tuple(unusable))


def record_review(data: Data, tag: str, by: str, on: date, contexts: Sequence[str] = ()) -> Recorded:
    """A review, recorded. Raises as `due_review` and `record_due`."""
    return record_due(due_review(data, tag, by, on, contexts))


def record_due(due: Due) -> Recorded:
    """Only adds to `reviews/<tag>.yaml`. Raises InputError, ConflictError, WriteError; then nothing is written."""
    recorded = add_reviews(due.path, due.reviews, head_of(due.tag))
    return Recorded(due.tag, due.path, recorded, len(due.reviews) - recorded, due.unusable)


def ledger_path(data: Data, tag: str) -> Path:
    return data.folder / "reviews" / f"{tag}.yaml"


def po_path(data: Data, tag: str) -> Path:
    return data.folder / "translations" / f"{tag}.po"


def check_reviewable(tag: str) -> None:
    """Raises UsageError for what is no tag, and for the language of the data."""
    if tag == SOURCE_LANGUAGE:
        raise UsageError(_('"{tag}" is the language of the data itself: there is nothing to review', tag=tag))
    try:
        language_tag(tag)
    except ValueError as error:
        raise UsageError(message_of(error)) from None


def _chosen(messages: Iterable[Message], catalogue: Catalogue, contexts: Sequence[str]) -> list[Message]:
    usable = [message for message in messages if catalogue.state(*message.key) in _USABLE]
    if not usable:
        raise UsageError(_("{file} has no text that could be reviewed; translate it first", file=catalogue.file))
    if not contexts:
        return usable
    known = {message.context for message in messages}
    for context in contexts:
        if context not in known:
            raise UsageError(
                _('there is no message "{context}"; msgctxt in {file} names them', context=context, file=catalogue.file)
            )
        if context not in {message.context for message in usable}:
            state = next(catalogue.state(*message.key) for message in messages if message.context == context)
            raise UsageError(
                _(
                    "{context} is {state} in {file}; translate it before it is reviewed",
                    context=context,
                    state=state,
                    file=catalogue.file,
                )
            )
    return [message for message in usable if message.context in contexts]


def record_readings(
    data: Data, tag: str, readings: Sequence[Review], texts: Mapping[tuple[str, str], str], today: date
) -> Recorded:
    """Write `texts` (by context and English) into the language's PO file, then the reviews into its ledger.

    If the ledger can't be written, the new texts are drafts. Raises as `record_review`.
    """
    messages = messages_of(data.handout, data.directory, data.faq)
    if texts:
        write_texts(po_path(data, tag), tag, messages, texts, today)
    path = ledger_path(data, tag)
    recorded = add_reviews(path, readings, head_of(tag))
    return Recorded(tag, path, recorded, len(readings) - recorded, ())


def review_of(message: Message, text: str, by: str, on: date) -> Review:
    """That a person has read a text. Raises UsageError for a name or a day that can't be."""
    digest = digest_of(message.context, message.english, text)
    try:
        return Review(digest=digest, by=by, on=plausible_day(on))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        own = first.get("ctx", {}).get("error")
        what = message_of(own) if own else first["msg"]
        raise UsageError(_("the name of the reviewer: {what}", what=what)) from None
    except ValueError as error:
        raise UsageError(message_of(error)) from None


def head_of(tag: str) -> tuple[str, ...]:
    """The comment with which a new ledger begins."""
    return (
        f"Who has read which text of translations/{tag}.po. A digest is of msgctxt, msgid and msgstr: after an edit",
        f"the text is a draft again. Written by the command: translations reviewed {tag} --by NAME",
    )
