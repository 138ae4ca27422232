"""PO file and ledger -> Catalogue: what each message says in one language, and how far it can be trusted.

States per message: missing; stale, where the English has changed since or a tool marked it fuzzy; draft; reviewed,
where the ledger holds exactly this text. Missing and stale ones are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.errors import InputError, Problem
from handouts.sources.explain import first_of_each_file
from handouts.sources.fidelity import faults_of
from handouts.sources.languages import SOURCE_LANGUAGE, canonical_tag
from handouts.sources.ledger import Ledger, digest_of, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message
from handouts.sources.po_reader import MAX_BYTES, PoEntry, PoFile, read_po
from handouts.sources.text_state import State
from handouts.sources.whole_file import UnreadableError, read_whole
from handouts.wording import parted
from handouts.wording import worded as _


@dataclass(frozen=True, slots=True)
class Translation:
    """One message in one language. `text` is empty unless it can be printed; `line` is 0 where it stands nowhere;
    `fuzzy`: the file marks it so."""

    state: State
    text: str = ""
    line: int = 0
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All messages in one language. `problems` are those of its file and of single messages.

    `is_source`: the English of the data itself. `unreadable`: the file as a whole could not be used.
    """

    language: str
    file: str
    translations: Mapping[tuple[str, str], Translation]
    problems: tuple[Problem, ...] = ()
    is_source: bool = False
    unreadable: bool = False

    def state(self, context: str, english: str) -> State:
        found = self.translations.get((context, english))
        return found.state if found else State.MISSING

    def text(self, context: str, english: str) -> str | None:
        """The translation, or None where it is missing or stale."""
        found = self.translations.get((context, english))
        return found.text if found and found.text else None

    def line(self, context: str, english: str) -> int:
        """The line of the message in the PO file, from 1; 0 where it stands nowhere."""
        found = self.translations.get((context, english))
        return found.line if found else 0

    def is_fuzzy(self, context: str, english: str) -> bool:
        """Whether the message is marked `#, fuzzy` in the PO file."""
        found = self.translations.get((context, english))
        return found is not None and found.fuzzy

    def counts(self, messages: Sequence[Message]) -> dict[State, int]:
        """How many messages are in each state, in the order of the states."""
        states = [self.state(*message.key) for message in messages]
        return {state: states.count(state) for state in State}

    def holding_back(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """The essential messages that are missing or stale: with one of them no sheet of the language is made."""
        return tuple(message for message in messages if message.essential and self.text(*message.key) is None)

    def without(self, problems: Mapping[tuple[str, str], Sequence[Problem]]) -> Catalogue:
        """The catalogue in which these messages, by context and English, count as missing for these problems."""
        gone = {key: replace(self.translations[key], state=State.MISSING, text="") for key in problems}
        named = first_of_each_file([*self.problems, *(each for found in problems.values() for each in found)])
        return replace(self, translations={**self.translations, **gone}, problems=tuple(named))


def source_catalogue(messages: Sequence[Message], language: str = SOURCE_LANGUAGE) -> Catalogue:
    """The data's own English."""
    texts = {message.key: Translation(State.REVIEWED, message.english) for message in messages}
    return Catalogue(language, "", texts, is_source=True)


def read_catalogue(path: Path, language: str, messages: Sequence[Message], ledger: Ledger) -> Catalogue:
    """The catalogue of a language from its PO file. Never raises for what the file holds, or where there is none."""
    return _catalogue(str(path), read_po_file(path, language), language, messages, ledger)


def catalogue_of(content: bytes, path: Path, language: str, messages: Sequence[Message], ledger: Ledger) -> Catalogue:
    """The catalogue of a language as it would be if its PO file, at `path`, held this."""
    return _catalogue(str(path), _po_file(content, language, str(path)), language, messages, ledger)


def _catalogue(
    file: str, read: tuple[PoFile, tuple[Problem, ...]], language: str, messages: Sequence[Message], ledger: Ledger
) -> Catalogue:
    po, problems = read
    if problems:
        return Catalogue(language, file, {}, tuple(first_of_each_file(problems)), unreadable=True)
    sorting = _Sorting(language, file, po, ledger)
    translations = {message.key: sorting.translation_of(message) for message in messages}
    return Catalogue(language, file, translations, tuple(first_of_each_file(sorting.problems)))


def read_catalogues(data: Data, messages: Sequence[Message]) -> dict[str, Catalogue]:
    """The catalogue of every language of the data, by tag: `translations/<tag>.po` with `reviews/<tag>.yaml`.

    Raises InputError for ledgers that can't be read.
    """
    catalogues: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for tag in (language.tag for language in data.languages.languages):
        if tag == SOURCE_LANGUAGE:
            catalogues[tag] = source_catalogue(messages)
            continue
        try:
            ledger = read_ledger(data.folder / "reviews" / f"{tag}.yaml")
        except InputError as error:
            problems += error.problems
            continue
        catalogues[tag] = read_catalogue(data.folder / "translations" / f"{tag}.po", tag, messages, ledger)
    if problems:
        raise InputError(problems)
    return catalogues


def read_po_file(path: Path, language: str) -> tuple[PoFile, tuple[Problem, ...]]:
    """The PO file of a language, or why it can't be used as a whole. Never raises."""
    file = str(path)
    try:
        content = read_whole(path, MAX_BYTES)
    except FileNotFoundError:
        return PoFile(), (Problem(file, 0, 0, _("there is no such file"), _BEGIN, language),)
    except UnreadableError as error:
        return PoFile(), (Problem(file, 0, 0, error.what, error.instead, language),)
    return _po_file(content, language, file)


def _po_file(content: bytes, language: str, file: str) -> tuple[PoFile, tuple[Problem, ...]]:
    po, faults = read_po(content)
    problems = [Problem(file, fault.line, min(fault.line, 1), fault.what, fault.instead, language) for fault in faults]
    problems += _of_another_language(po, language, file)
    return (PoFile(), tuple(problems)) if problems else (po, ())


_BEGIN = _("begin one with the command: translations update")


def _of_another_language(po: PoFile, language: str, file: str) -> list[Problem]:
    """A file under another language's name would print that language on these sheets."""
    named = po.header_field("Language")
    theirs = re.split("[-_@]", named, maxsplit=1)[0].lower()
    if theirs in {"", *(tag.partition("-")[0] for tag in (language, canonical_tag(language)))}:
        return []
    what = _('the header says "Language: {named}", but the file is that of {language}', named=named, language=language)
    return [Problem(file, po.header_line, 1, what, _("correct the header, or the name of the file"), language)]


@dataclass(slots=True)
class _Sorting:
    """Finds the entry of each message and its state, and gathers what is wrong on the way."""

    language: str
    file: str
    po: PoFile
    ledger: Ledger
    problems: list[Problem] = field(default_factory=list)
    _exact: dict[tuple[str, str], PoEntry] = field(init=False)
    _by_context: dict[str, PoEntry] = field(init=False)

    def __post_init__(self) -> None:
        named = [(entry.context, entry) for entry in self.po.entries if entry.context is not None]
        self._exact = {(context, entry.english): entry for context, entry in named}
        self._by_context = {context: entry for context, entry in named if entry.text}

    def translation_of(self, message: Message) -> Translation:
        entry = self._exact.get(message.key)
        if entry is None:
            former = self._by_context.get(message.context)
            return Translation(State.STALE, line=former.line) if former else Translation(State.MISSING)
        if not entry.text:
            return Translation(State.MISSING, line=entry.line)
        if entry.fuzzy:
            return Translation(State.STALE, line=entry.line, fuzzy=True)
        faults = faults_of(message.english, entry.text, self.language)
        if faults:
            self._report(message, entry, faults)
            return Translation(State.MISSING, line=entry.line)
        reviewed = self.ledger.holds(digest_of(message.context, message.english, entry.text))
        return Translation(State.REVIEWED if reviewed else State.DRAFT, entry.text, entry.line)

    def _report(self, message: Message, entry: PoEntry, faults: list[str]) -> None:
        held = self.language if message.essential else ""
        for fault in faults:
            what, instead = parted(fault)
            self.problems.append(
                Problem(
                    self.file,
                    entry.text_line,
                    1,
                    _("{message}: {what}", message=message.context, what=what),
                    instead,
                    held,
                )
            )
