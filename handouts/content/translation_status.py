"""How far each language is: what is missing, stale, a draft or reviewed, and what is held back and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.content.compose import reasons_to_hold_back
from handouts.errors import InputError, Problem
from handouts.sources.languages import SOURCE_LANGUAGE, english_name
from handouts.sources.ledger import read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message, messages_of
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue, read_catalogue, read_catalogues
from handouts.sources.values import language_tag


@dataclass(frozen=True, slots=True)
class Standing:
    """One language. `listed`: a build makes it; `held_back`: a build makes no sheet of it, or would make none.

    `left_out`: contexts of details that can't be used and so are not on paper; `in_english`: of what stands there in
    English instead. `problems`: all that needs a person.
    """

    tag: str
    name: str
    listed: bool
    counts: Mapping[State, int]
    held_back: bool
    left_out: tuple[str, ...]
    in_english: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def word(self) -> str:
        """The standing in a word or two, for tables."""
        if not self.listed:
            return "not in languages.yaml"
        return "held back" if self.held_back else ""

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name,
            **{str(state): number for state, number in self.counts.items()},
            "listed": self.listed,
            "held_back": self.held_back,
            "left_out": list(self.left_out),
            "in_english": list(self.in_english),
            "problems": [str(problem) for problem in self.problems],
        }


def standings(data: Data) -> tuple[Standing, ...]:
    """Every language of the data but the source, in its order, then PO files of languages that it does not list.

    Raises InputError, with all problems, for ledgers that can't be read.
    """
    messages = messages_of(data.handout, data.directory, data.faq)
    catalogues = read_catalogues(data, messages)
    found: list[Standing] = []
    for language in data.languages.languages:
        catalogue = catalogues[language.tag]
        if not catalogue.is_source:
            reasons = reasons_to_hold_back(data, language, catalogue, messages)
            found.append(_standing(catalogue, language.names.en, messages, reasons))
    return (*found, *_unlisted(data, messages, {SOURCE_LANGUAGE, *catalogues}))


def _unlisted(data: Data, messages: Sequence[Message], listed: set[str]) -> list[Standing]:
    found: list[Standing] = []
    broken: list[Problem] = []
    for path in sorted((data.folder / "translations").glob("*.po")):
        tag = path.stem
        if tag in listed:
            continue
        try:
            name = english_name(language_tag(tag))
        except ValueError as error:
            what, _, instead = str(error).partition("; ")
            problem = Problem(str(path), 0, 0, what, instead)
            found.append(
                _standing(Catalogue(tag, str(path), {}, (problem,), unreadable=True), "", messages, [], listed=False)
            )
            continue
        try:
            ledger = read_ledger(data.folder / "reviews" / f"{tag}.yaml")
        except InputError as error:
            broken += error.problems
            continue
        catalogue = read_catalogue(path, tag, messages, ledger)
        found.append(_standing(catalogue, name, messages, [], listed=False))
    if broken:
        raise InputError(broken)
    return found


def _standing(
    catalogue: Catalogue, name: str, messages: Sequence[Message], reasons: Sequence[Problem], *, listed: bool = True
) -> Standing:
    unusable = [each for each in messages if not each.essential and catalogue.text(*each.key) is None]
    return Standing(
        tag=catalogue.language,
        name=name,
        listed=listed,
        counts=catalogue.counts(messages),
        held_back=bool(reasons) or catalogue.unreadable or bool(catalogue.holding_back(messages)),
        left_out=tuple(each.context for each in unusable if not each.else_english),
        in_english=tuple(each.context for each in unusable if each.else_english),
        problems=(*catalogue.problems, *reasons),
    )
