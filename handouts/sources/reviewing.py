"""A person's review: the digests of the texts that the person has read go into the language's ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from handouts.errors import InputError, UsageError
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.ledger import Review, add_reviews, digest_of, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message, messages_of
from handouts.sources.translations import Catalogue, State, read_catalogue
from handouts.sources.values import language_tag, plausible_day

_USABLE = (State.DRAFT, State.REVIEWED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a review has added to a ledger. `unusable`: contexts that are missing or stale, which nobody can review."""

    tag: str
    path: Path
    recorded: int
    known: int
    unusable: tuple[str, ...]


def record_review(data: Data, tag: str, by: str, on: date, contexts: Sequence[str] = ()) -> Recorded:
    """Record that a person has read every usable text of a language, or those of `contexts` (msgctxt).

    Only adds to `reviews/<tag>.yaml`. Raises UsageError for a language, name, day or context that can't be; InputError
    where the PO file or the ledger has faults; ConflictError; WriteError. With an error nothing is written.
    """
    _check_language(tag)
    messages = messages_of(data.handout, data.directory, data.faq)
    ledger_path = data.folder / "reviews" / f"{tag}.yaml"
    ledger = read_ledger(ledger_path)
    catalogue = read_catalogue(data.folder / "translations" / f"{tag}.po", tag, messages, ledger)
    if catalogue.problems:
        raise InputError(catalogue.problems)
    chosen = _chosen(messages, catalogue, contexts)
    reviews = [_review(message, catalogue, by, on) for message in chosen]
    recorded = add_reviews(ledger_path, reviews, _head(tag))
    unusable = [each.context for each in messages if catalogue.state(*each.key) not in _USABLE]
    return Recorded(tag, ledger_path, recorded, len(reviews) - recorded, () if contexts else tuple(unusable))


def _check_language(tag: str) -> None:
    if tag == SOURCE_LANGUAGE:
        raise UsageError(f'"{tag}" is the language of the data itself: there is nothing to review')
    try:
        language_tag(tag)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _chosen(messages: Iterable[Message], catalogue: Catalogue, contexts: Sequence[str]) -> list[Message]:
    usable = [message for message in messages if catalogue.state(*message.key) in _USABLE]
    if not usable:
        raise UsageError(f"{catalogue.file} has no text that could be reviewed; translate it first")
    if not contexts:
        return usable
    known = {message.context for message in messages}
    for context in contexts:
        if context not in known:
            raise UsageError(f'there is no message "{context}"; msgctxt in {catalogue.file} names them')
        if context not in {message.context for message in usable}:
            state = next(catalogue.state(*message.key) for message in messages if message.context == context)
            raise UsageError(f"{context} is {state} in {catalogue.file}; translate it before it is reviewed")
    return [message for message in usable if message.context in contexts]


def _review(message: Message, catalogue: Catalogue, by: str, on: date) -> Review:
    digest = digest_of(message.context, message.english, catalogue.text(*message.key) or "")
    try:
        return Review(digest=digest, by=by, on=plausible_day(on))
    except ValidationError as error:
        # pydantic says "Value error, ..." before the words of our own checks
        what = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise UsageError(f"the name of the reviewer: {what}") from None
    except ValueError as error:
        raise UsageError(str(error)) from None


def _head(tag: str) -> tuple[str, ...]:
    return (
        f"Who has read which text of translations/{tag}.po. A digest is of msgctxt, msgid and msgstr: after an edit",
        f"the text is a draft again. Written by the command: translations reviewed {tag} --by NAME",
    )
