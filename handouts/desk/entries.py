"""The entries that forms save: how one is found in the data, and which edits make it say something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from handouts.desk.store.history import History
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.sources.yaml_document import Steps, Value


class EntryKind(Protocol):
    """A kind of entry: an organisation, a text ... `key` names one of them, as in addresses; a value is what the file
    says, lists as tuples."""

    @property
    def name(self) -> str:
        """By which drafts and conflicts name the kind."""

    def now(self, history: History, state: State, key: tuple[str, ...], was: Value) -> tuple[str, ...]:
        """The key that the entry has by now, whoever renamed it since it said `was`: a key that nobody finds, where it
        was removed."""

    def value(self, state: State, key: tuple[str, ...]) -> Value:
        """The entry as its file has it; None where there is none."""

    def change(self, state: State, key: tuple[str, ...], value: Value) -> Change:
        """What makes the entry say `value`. Raises UsageError where it can't be."""

    def title(self, state: State, key: tuple[str, ...]) -> str:
        """What a person calls it."""

    def field(self, steps: Steps, words: Callable[..., str]) -> str:
        """What a person calls one of its values: "Second number"."""

    def address(self, state: State, key: tuple[str, ...]) -> str:
        """The page of the entry."""
