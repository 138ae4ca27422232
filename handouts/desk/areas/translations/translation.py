"""The entry of a translation: its lines in the PO file, and, where somebody has read it, a line in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from handouts.desk.areas.translations.language_texts import Row, language_of, texts_of
from handouts.desk.store.files import content_of, digest_of
from handouts.desk.store.history import History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.errors import InputError, UsageError
from handouts.sources.fidelity import faults_of
from handouts.sources.ledger import with_reviews
from handouts.sources.messages import Message, messages_of
from handouts.sources.po_edits import with_translation
from handouts.sources.reviewing import head_of, review_of
from handouts.sources.yaml_document import Steps, Value
from handouts.sources.yaml_scalars import shortened
from handouts.wording import worded as _

AREA: Final = "translations"
READ_ENGLISH: Final = "read-english"
"""Beside the values of an entry: the English beside which it was written."""
REVIEWED: Final = "reviewed"
"""Beside the values of an entry: who has read which text on which day."""
_SAID: Final = {
    (True, False): _("{language}: “{text}” translated"),
    (True, True): _("{language}: “{text}” translated and read"),
    (False, True): _("{language}: “{text}” read"),
}
_WORK: Final = _("{language}: “{text}” needs work")
_LABELS: Final = {"text": _("Translation"), "work": _("Needs work, and is not printed"), REVIEWED: _("Read by")}


class TranslationKind:
    """`key`: the tag and the context. `{"text": ..., "work": ...}`; with work to do it is not printed."""

    name = "translation"

    def found(self, state: State, key: tuple[str, ...]) -> Row | None:
        """The text as it stands. Raises InputError for a ledger that can't be read."""
        if len(key) != 2 or language_of(state, key[0]) is None:
            return None
        return texts_of(state, key[0]).row(key[1])

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return key

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        row = self.found(state, key)
        return {"text": row.text, "work": row.work} if row else None

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        row, language = self.found(state, key), language_of(state, key[0])
        if row is None or language is None or not isinstance(value, dict):
            raise UsageError(_("there is no such text any more; look for it among the others"))
        message, tag = row.message, key[0]
        if value.get(READ_ENGLISH, message.english) != message.english:
            raise UsageError(_("the English has been changed meanwhile: read the text once more beside the new one"))
        text, work = str(value.get("text", "")), bool(value.get("work"))
        for fault in faults_of(message.english, text, tag) if text and not work else ():
            raise UsageError(fault)
        before = content_of(state.data.folder, _po(tag))
        if before is None:
            raise UsageError(
                _(
                    "the translations into {language} are not begun yet; who looks after this program begins them"
                    " with the command: translations update",
                    language=language.names.en,
                )
            )
        files: dict[str, bytes | None] = {}
        made_from = {f"{name}.yaml": document.digest for name, document in state.data.documents.items()}
        if (text, work) != (row.text, row.work):
            messages = messages_of(state.data.handout, state.data.directory, state.data.faq)
            files[_po(tag)] = _translated(before, messages, row, text, work=work, tag=tag)
        made_from[_po(tag)] = digest_of(before)
        read = value.get(REVIEWED)
        signed = isinstance(read, dict) and read.get("text") == text and bool(text) and not work
        if isinstance(read, dict) and signed:
            ledger = content_of(state.data.folder, _reviews(tag))
            review = review_of(message, text, str(read["by"]), _day(read["on"]))
            files[_reviews(tag)] = with_reviews(ledger, [review], head_of(tag), _reviews(tag))
            made_from[_reviews(tag)] = digest_of(ledger)
        what = _WORK if work else _SAID.get((_po(tag) in files, signed), _SAID[True, False])
        return Change(
            Saying(what, {"language": language.names.en, "text": shortened(message.english)}),
            files=files,
            made_from=made_from,
            area=AREA,
            address=self.address(state, key),
        )

    def title(self, state: State, key: tuple[str, ...]) -> str:
        row = self.found(state, key)
        return shortened(row.message.english) if row else ""

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        return words(_LABELS.get(str(steps[0]), str(steps[0]))) if steps else words(_LABELS["text"])

    def address(self, state: State, key: tuple[str, ...]) -> str:
        return f"/translations/{key[0]}/{key[1]}" if self.found(state, key) else "/translations"


TRANSLATION = TranslationKind()


def reviewed_by(who: str, on: date, text: str) -> Value:
    """That a person has read exactly this text."""
    return {"by": who, "on": on, "text": text}


def _translated(content: bytes, messages: Sequence[Message], row: Row, text: str, *, work: bool, tag: str) -> bytes:
    try:
        return with_translation(content, messages, row.message, text, fuzzy=work, file=_po(tag))
    except InputError as error:
        raise UsageError(str(error)) from error


def _day(value: Value) -> date:
    if not isinstance(value, date):
        raise UsageError(_("the day of the review is missing"))
    return value


def _po(tag: str) -> str:
    return f"translations/{tag}.po"


def _reviews(tag: str) -> str:
    return f"reviews/{tag}.yaml"
