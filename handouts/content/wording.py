"""The texts of one sheet in its language: translated, filled in, isolated; and whether a person has reviewed them."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content.isolates import isolate, isolate_foreign_runs, isolate_left_to_right
from handouts.errors import InternalError
from handouts.sources.languages import is_right_to_left
from handouts.sources.messages import PLACEHOLDER, context_of, word_texts
from handouts.sources.model import InterfaceWords, Language
from handouts.sources.translations import Catalogue, State


class Wording:
    """Looks texts up for one sheet and remembers whether all of them are reviewed.

    On right-to-left pages every text comes back with its foreign runs isolated; on others without any control.
    """

    def __init__(self, language: Language, catalogue: Catalogue, words: InterfaceWords) -> None:
        self._language = language
        self._catalogue = catalogue
        self._words = word_texts(words)
        self._right_to_left = is_right_to_left(language.tag)
        self._all_reviewed = True

    @property
    def all_reviewed(self) -> bool:
        """Whether every text looked up so far has been reviewed; the source's English counts as such."""
        return self._all_reviewed

    def text(self, context: str, english: str) -> str:
        """A text that must be there. Raises InternalError where it is missing: such a language is held back."""
        found = self.text_if_usable(context, english)
        if found is None:
            raise InternalError(f"{self._catalogue.language}: {context} is missing; its sheets should be held back")
        return found

    def text_if_usable(self, context: str, english: str) -> str | None:
        """A text, or None where its translation is missing or stale."""
        return self._filled(context, english, {})

    def by_english(self, kind: str, english: str | None) -> str:
        """A text that has no id of its own (a service, a label); empty where there is none."""
        return self.text(context_of(kind, english), english) if english else ""

    def word(self, key: str, **values: str) -> str:
        """An interface text by its key in handout.yaml, with its placeholders filled in.

        Values go in as they are: what may be of another direction is isolated before. Raises InternalError for
        a text that is missing, and for a placeholder without a value.
        """
        filled = self._filled(f"words.{key}", self._words[key], values)
        if filled is None:
            raise InternalError(f"{self._catalogue.language}: words.{key} is missing; its sheets should be held back")
        return filled

    def unreviewed_notice(self) -> str:
        """That nobody has reviewed the translation. Does not itself count as a text of the sheet."""
        before = self._all_reviewed
        notice = self.word("unofficial")
        self._all_reviewed = before
        return notice

    def foreign(self, text: str) -> str:
        """A name, date or the like that stands inside a text of this page."""
        return isolate(text) if self._right_to_left else text

    def listed(self, items: Iterable[str]) -> str:
        """Items in a list, as the language separates them."""
        return self._language.list_separator.join(items)

    def sentences(self, texts: Iterable[str]) -> str:
        """Whole sentences one after the other, with a space between them where the language has one."""
        return (" " if self._language.sentences_spaced else "").join(texts)

    def name_with(self, name: str, service: str) -> str:
        """`HIAS (Free Help)`, each in its own direction, in the language's brackets."""
        opening, closing = self._language.brackets
        return f"{self.foreign(name)}{opening}{self.foreign(service)}{closing}" if service else self.foreign(name)

    def call(self, number: str) -> str:
        return self.word("call", number=self._dialled(number))

    def write_whatsapp(self, number: str) -> str:
        return self.word("write_whatsapp", number=self._dialled(number))

    def extension(self, number: str) -> str:
        return self.word("extension", number=self._dialled(number))

    def label(self, english: str) -> str:
        return self.by_english("label", english)

    def hours(self, english: str) -> str:
        return self.by_english("hours", english)

    def _dialled(self, number: str) -> str:
        return isolate_left_to_right(number) if self._right_to_left else number

    def _filled(self, context: str, english: str, values: dict[str, str]) -> str | None:
        text = self._catalogue.text(context, english)
        if text is None:
            return None
        if self._catalogue.state(context, english) is not State.REVIEWED:
            self._all_reviewed = False
        parts: list[str] = []
        end = 0
        # Only what stands between the placeholders is searched for foreign runs: values are isolated already.
        for found in PLACEHOLDER.finditer(text) if values else ():
            parts += [self._literal(text[end : found.start()]), _value(values, found.group(), context)]
            end = found.end()
        return "".join([*parts, self._literal(text[end:])])

    def _literal(self, text: str) -> str:
        return isolate_foreign_runs(text) if self._right_to_left else text


def _value(values: dict[str, str], placeholder: str, context: str) -> str:
    try:
        return values[placeholder.strip("{}")]
    except KeyError:
        raise InternalError(f"{context} has {placeholder}, which the program does not fill in") from None
