"""The texts of one language as the desk shows them: each beside its English, with all that helps to judge it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handouts.desk.store.state import State
from handouts.errors import Problem
from handouts.sources.fidelity import faults_of
from handouts.sources.glossary import Term, read_glossary
from handouts.sources.ledger import Review, digest_of, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import PLACEHOLDER, Message, messages_of
from handouts.sources.model import Language
from handouts.sources.po_edits import entry_for
from handouts.sources.po_reader import PoEntry
from handouts.sources.po_update import BACK_TRANSLATION
from handouts.sources.reviewing import ledger_path, po_path
from handouts.sources.text_state import State as Standing
from handouts.sources.translations import read_catalogue, read_po_file

TO_DO: Final = (Standing.MISSING, Standing.STALE)


@dataclass(frozen=True, slots=True)
class Row:
    """One text. `number`: from 1, in the order of the PO file. `text`: what the file has for it, printed or not;
    `former`: the English that this translates, where it is another. `faults`: why a text that stands there is not
    printed. `back`: the text turned back into English, `blind` by somebody who had not seen the English; `remarks`: the
    other comments."""

    number: int
    message: Message
    state: Standing
    text: str
    work: bool
    former: str
    faults: tuple[str, ...]
    back: tuple[tuple[bool, str], ...]
    remarks: tuple[str, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class LanguageTexts:
    """All texts of a language. `problems`: of its file; of one that can't be read there are no rows."""

    tag: str
    rows: tuple[Row, ...]
    glossary: tuple[Term, ...]
    problems: tuple[Problem, ...] = ()

    def row(self, context: str) -> Row | None:
        """The text of a context."""
        return next((row for row in self.rows if row.message.context == context), None)

    def shown(self, which: str) -> tuple[Row, ...]:
        """Those that a filter shows: "todo", the name of a state, or all."""
        if which == "todo":
            return tuple(row for row in self.rows if row.state in TO_DO)
        if which in {str(state) for state in Standing}:
            return tuple(row for row in self.rows if row.state == which)
        return self.rows

    def count(self, which: str) -> int:
        """How many that are."""
        return len(self.shown(which))


def language_of(state: State, tag: str) -> Language | None:
    """A language that has translations; None for another tag, and for the source's."""
    languages = state.data.languages.languages
    return next((each for each in languages[1:] if each.tag == tag), None)


def texts_of(state: State, tag: str) -> LanguageTexts:
    """The texts of a language. Raises InputError for a ledger that can't be read."""
    return state.once(_texts, tag)


def terms_in(texts: LanguageTexts, message: Message) -> tuple[Term, ...]:
    """The legal words of a text."""
    return tuple(term for term in texts.glossary if term.is_in(message.english))


def in_pieces(english: str, terms: tuple[Term, ...]) -> tuple[tuple[str, str], ...]:
    """A text in pieces, each with what it is: "" for words, "term" for a legal word, "name" for a placeholder."""
    found = {match.span(): "name" for match in PLACEHOLDER.finditer(english)}
    found |= {span: "term" for term in terms for span in term.found_in(english)}
    pieces: list[tuple[str, str]] = []
    at = 0
    for (begin, end), kind in sorted(found.items(), key=lambda each: (each[0][0], -each[0][1])):
        if begin >= at:
            pieces += [("", english[at:begin]), (kind, english[begin:end])]
            at = end
    return tuple(piece for piece in (*pieces, ("", english[at:])) if piece[1])


def _texts(data: Data, tag: str) -> LanguageTexts:
    messages = messages_of(data.handout, data.directory, data.faq)
    ledger = read_ledger(ledger_path(data, tag))
    po, problems = read_po_file(po_path(data, tag), tag)
    glossary = read_glossary(data.folder / "translations" / "glossary" / f"{tag}.md")
    if problems:
        return LanguageTexts(tag, (), glossary, problems)
    catalogue = read_catalogue(po_path(data, tag), tag, messages, ledger)
    rows = []
    for number, message in enumerate(messages, 1):
        entry = entry_for(po, message) or PoEntry(message.context, message.english, "")
        state = catalogue.state(*message.key)
        exact = entry.english == message.english and not entry.fuzzy
        faults = faults_of(message.english, entry.text, tag) if entry.text and exact else []
        digest = digest_of(message.context, message.english, entry.text)
        rows.append(
            Row(
                number,
                message,
                state,
                entry.text,
                work=bool(entry.text) and not exact,
                former=_former(message, entry),
                faults=tuple(faults),
                back=tuple(_back(entry)),
                remarks=tuple(each for each in entry.comments if each and not each.startswith(BACK_TRANSLATION)),
                reviews=tuple(each for each in ledger.reviews if each.digest == digest),
            )
        )
    return LanguageTexts(tag, tuple(rows), glossary)


def _former(message: Message, entry: PoEntry) -> str:
    english = dict(entry.previous).get("msgid", "") or entry.english
    return english if entry.text and english != message.english else ""


def _back(entry: PoEntry) -> Iterator[tuple[bool, str]]:
    for comment in entry.comments:
        if comment.startswith(BACK_TRANSLATION):
            kind, _colon, text = comment.partition(":")
            yield kind == BACK_TRANSLATION, text.strip()
