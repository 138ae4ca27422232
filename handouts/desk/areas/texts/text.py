"""The entry of a text: changed in its file, and where only its spelling changes, kept in the translations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from handouts.desk.areas.texts.finding import context_now, end_of_answer
from handouts.desk.areas.texts.listing import Text, message_of, text_at, value_of
from handouts.desk.store.files import content_of, digest_of, looked_after
from handouts.desk.store.history import History
from handouts.desk.store.saying import Saying
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.errors import InputError, UsageError
from handouts.sources.edits import Edit, insert, replace
from handouts.sources.po_edits import with_kept_translation
from handouts.sources.walking import EACH, Way, texts
from handouts.sources.yaml_document import Steps, Value
from handouts.sources.yaml_scalars import shortened
from handouts.wording import worded as _

AREA: Final = "texts"
SPELLING: Final = "spelling-only"
"""Beside the values of an entry: who decided on which day that its translations stay, with the English they are of."""
DIRECTORY: Final = "directory"
_CHOSEN: Final[Mapping[str, tuple[Way, ...]]] = {
    "service": (("service",),),
    "label": (("numbers", EACH, "label"), ("visit", "label"), ("visits", EACH, "label")),
}
"""Part of the vocabulary -> where an organisation has words of it."""
_CHANGED = _("“{text}” changed")
_SPELT = _("“{text}” spelt in another way; {n} translations stay, as drafts")

LABELS: Final = {
    "text": _("English"),
    "print": _("When is it printed?"),
    "priority": _("Rank"),
    "needs": _("Only where this stands too"),
    "with": _("Together with, or not at all"),
    "why": _("Why it is never printed"),
    "note": _("Note"),
    "id": _("Id"),
}
"""The keys of a piece, as a person calls them."""


class TextKind:
    """`key`: the context. A piece of an answer is its values; another text is `{"text": ...}`."""

    name = "text"

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        return (context_now(history, state, key[0], was),) if len(key) == 1 else key

    def found(self, state: State, key: tuple[str, ...]) -> Text | None:
        """The text as it stands."""
        found = text_at(state, key[0]) if len(key) == 1 else None
        return found[0] if found else None

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        text = self.found(state, key)
        if text is None:
            return None
        return value_of(state, text) if text.piece else {"text": text.english}

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        text = self.found(state, key)
        if text is None and isinstance(value, dict) and (end := end_of_answer(state, key[0])):
            file, last = end
            return Change(
                Saying(_("“{text}” added again"), {"text": shortened(str(value.get("text", "")))}),
                edits={file: [insert(last, {name: each for name, each in value.items() if name != SPELLING})]},
                made_from={f"{file}.yaml": state.digest(file)},
                area=AREA,
                address="/texts",
            )
        if text is None or not isinstance(value, dict):
            raise UsageError(_("the text was removed; undo that in the history, or put yours aside and write it anew"))
        values = {name: each for name, each in value.items() if name != SPELLING}
        english = str(values.get("text", ""))
        files: dict[str, bytes | None] = {}
        if isinstance(spelling := value.get(SPELLING), dict) and english != text.english:
            files = _kept_translations(state, text, english, spelling)
        what, said = (_SPELT, {"n": str(len(files))}) if files else (_CHANGED, {})
        edits: dict[str, list[Edit]] = {text.file: [_edit(state, text, values)]}
        if written_out := _written_out(state, text, english):
            edits[DIRECTORY] = written_out
        digests = {name: digest_of(content_of(state.data.folder, name)) for name in files}
        return Change(
            Saying(what, {"text": shortened(text.english), **said}),
            edits=edits,
            files=files,
            made_from={**{f"{name}.yaml": state.digest(name) for name in edits}, **digests},
            area=AREA,
            address=text.address,
        )

    def title(self, state: State, key: tuple[str, ...]) -> str:
        text = self.found(state, key)
        return shortened(text.english) if text else ""

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        return words(LABELS.get(str(steps[0]), str(steps[0]))) if steps else words(_("The whole entry"))

    def address(self, state: State, key: tuple[str, ...]) -> str:
        text = self.found(state, key)
        return text.address if text else "/texts"


TEXT = TextKind()


def spelling_by(who: str, on: date, english: str) -> Value:
    """That a person has decided that a text, which was `english`, still says the same."""
    return {"by": who, "on": on, "was": english}


def _edit(state: State, text: Text, values: dict[str, Value]) -> Edit:
    if text.piece:
        return replace(text.steps, values)
    if value_of(state, text) is None:
        return insert(text.steps, values.get("text"))
    return replace(text.steps, values.get("text"))


def _written_out(state: State, text: Text, english: str) -> list[Edit]:
    """Where the directory writes a word of the vocabulary out instead of its id, it goes along."""
    if text.steps[0] != "vocabulary" or english == text.english:
        return []
    document = state.data.documents[DIRECTORY]
    return [
        replace(steps, english)
        for top in ("groups", "cities")
        for way in _CHOSEN[str(text.steps[1])]
        for steps, word in texts(document, (top, EACH, "organisations", EACH, *way))
        if word == text.english
    ]


def _kept_translations(state: State, text: Text, english: str, spelling: dict[str, Value]) -> dict[str, bytes | None]:
    """The PO files in which the translation stays. Who decided it has read the English that stands there now."""
    message = message_of(state, text)
    if message is None:
        return {}
    if spelling.get("was") != text.english:
        raise UsageError(
            _("the English has been changed meanwhile: decide once more whether only its spelling changes")
        )
    remark = f"The English was respelt, says {spelling['by']} on {spelling['on']}. Before: {text.english}"
    files: dict[str, bytes | None] = {}
    for name in looked_after(state.data.folder):
        folder, _slash, file = name.partition("/")
        content = content_of(state.data.folder, name) if folder == "translations" else None
        if content is not None:
            try:
                made = with_kept_translation(content, message, english, remark, file.removesuffix(".po"), name)
            except InputError as error:
                raise UsageError(str(error)) from error
            if made != content:
                files[name] = made
    return files
