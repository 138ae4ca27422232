"""The texts of one sheet in its language: translated, filled in, isolated; and how far each can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from babel import Locale

from handouts.content.hours import HoursWords, hours_text, weekdays_are_english
from handouts.content.isolates import isolate, isolate_foreign_runs, isolate_left_to_right, isolate_right_to_left
from handouts.errors import InternalError
from handouts.sources.languages import canonical_tag, english_name, is_right_to_left, locale_of
from handouts.sources.messages import PLACEHOLDER, key_of, word_texts, words_for
from handouts.sources.model import InterfaceWords, Language, Number, Vocabulary
from handouts.sources.opening_hours import OpeningHours
from handouts.sources.sides import SideOfBorder
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue

_WORST_FIRST = tuple(State)
_SCRIPT_LETTERS = 4
"""Of the subtag that names a script."""
_WORDS_OF_HOURS = ("closed", "all_day", "always_open", "public_holidays")  # in the order of `HoursWords`


class Wording:
    """Looks texts up for one sheet and remembers their states.

    On right-to-left pages every text comes back with its foreign runs isolated; on others without any control, unless
    something in it runs from right to left.
    """

    def __init__(
        self, language: Language, catalogue: Catalogue, words: InterfaceWords, vocabulary: Vocabulary | None = None
    ) -> None:
        self._language = language
        self._catalogue = catalogue
        self._words = word_texts(words)
        self._vocabulary = vocabulary or Vocabulary()
        self._right_to_left = is_right_to_left(language.tag)
        self._states: dict[str, State] = {}
        self._in_english: dict[tuple[str, str], None] = {}

    @property
    def states(self) -> Mapping[str, State]:
        """The state of every text given out so far, of what is made of several the worst; the source's English counts
        as reviewed. What is no translation (a name, a date) is not in it."""
        return self._states

    @property
    def in_english(self) -> Collection[tuple[str, str]]:
        """The messages, by context and English, that were given out in English for want of a translation."""
        return self._in_english

    def text(self, context: str, english: str) -> str:
        """A text that must be there. Raises InternalError where it is missing: such a language is held back."""
        found = self.text_if_usable(context, english)
        if found is None:
            raise InternalError(f"{self._catalogue.language}: {context} is missing; its sheets should be held back")
        return found

    def text_if_usable(self, context: str, english: str) -> str | None:
        """A text, or None where its translation is missing or stale."""
        return self._filled(context, english, {})

    def text_or_english(self, context: str, english: str) -> str:
        """A text that stands in English where its translation is missing or stale, and then counts as such."""
        found = self.text_if_usable(context, english)
        if found is None:
            self._in_english[context, english] = None
            return self._made(self._isolated(english), (), self._catalogue.state(context, english))
        return found if self._right_to_left else self._made(self._isolated(found), (found,))

    def by_english(self, kind: str, english: str | None) -> str:
        """A text of the directory (a service, a label), in words or by an id of the vocabulary; empty where there is
        none."""
        return self.text_or_english(*key_of(kind, english, words_for(kind, self._vocabulary))) if english else ""

    def word(self, key: str, **values: str) -> str:
        """An interface text by its key in handout.yaml, with its placeholders filled in.

        Values go in as they are: what may be of another direction is isolated before. Raises InternalError for
        a text that is missing, and for a placeholder without a value.
        """
        filled = self._filled(f"words.{key}", self._words[key], values)
        if filled is None:
            raise InternalError(f"{self._catalogue.language}: words.{key} is missing; its sheets should be held back")
        return filled

    def word_or_english(self, key: str, **values: str) -> str:
        """The same of an interface text that holds no language back: in English where it is missing or stale."""
        context, english = f"words.{key}", self._words[key]
        filled = self._filled(context, english, values)
        if filled is not None:
            return filled
        text = self.text_or_english(context, english)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return self._made(text, (), self._catalogue.state(context, english))

    def foreign(self, text: str) -> str:
        """A name, date or the like that stands inside a text of this page."""
        return self._made(self._isolated(text), (text,))

    def listed(self, items: Iterable[str]) -> str:
        """Items in a list, as the language separates them."""
        return self._joined(self._language.list_separator, items)

    def sentences(self, texts: Iterable[str]) -> str:
        """Whole sentences one after the other, with a space between them where the language has one."""
        return self._joined(" " if self._language.sentences_spaced else "", texts)

    def name_with(self, name: str, service: str) -> str:
        """`HIAS (Free Help)`, each in its own direction, in the language's brackets."""
        if not service:
            return self.foreign(name)
        opening, closing = self._language.brackets
        return self._made(f"{self.foreign(name)}{opening}{self.foreign(service)}{closing}", (name, service))

    def call(self, number: str) -> str:
        return self.word("call", number=self._dialled(number))

    def write_whatsapp(self, number: str) -> str:
        return self.word("write_whatsapp", number=self._dialled(number))

    def from_side(self, side: SideOfBorder) -> str:
        """`From Mexico`."""
        return self.text(side.context, side.from_ or "")

    def led(self, by: Sequence[str], number: str) -> str:
        """`From Mexico: Fax: 664 208 8994`, read out in the place of "call"."""
        return self._made(self._language.colon.join([*by, self._dialled(number)]), by)

    def extension(self, number: str) -> str:
        return self.word("extension", number=self._dialled(number))

    def then_press(self, keys: str) -> str:
        return self.word_or_english("then_press", number=self._dialled(keys))

    def label(self, english: str) -> str:
        return self.by_english("label", english)

    def hours(self, number: Number) -> str:
        """When somebody answers: as the language writes hours, then what is said of them in words."""
        hours = number.opening_hours
        parts = (self._hours(hours) if hours else "", self.by_english("hours", number.words_on_hours))
        return self._joined(self._language.semicolon, filter(None, parts))

    def _hours(self, hours: OpeningHours) -> str:
        """Days and times need no reviewer; the words among them do."""
        words = {key: self.text_if_usable(f"words.{key}", self._words[key]) for key in _WORDS_OF_HOURS}
        said = {key: word or self.foreign(self._words[key]) for key, word in words.items()}
        text = hours_text(hours, self._language, HoursWords(*said.values()))
        used = [self.text_or_english(f"words.{key}", self._words[key]) for key, word in said.items() if word in text]
        own = State.MISSING if weekdays_are_english(self._language) else State.REVIEWED
        return self._made(text, used, own)

    def _isolated(self, text: str) -> str:
        return isolate(text) if self._right_to_left else isolate_right_to_left(text)

    def languages(self, tags: Iterable[str]) -> str:
        """Names of languages in the reader's own, which CLDR has; those that it has not in English. Two ways to write
        a language are one to a caller."""
        locale = locale_of(self._language.tag)
        return self.listed(dict.fromkeys(self._language_name(tag, locale) for tag in tags))

    def _language_name(self, tag: str, locale: Locale | None) -> str:
        """Of a language that is spoken: the script that its tag may name is of no account."""
        spoken = [part for part in canonical_tag(tag).split("-") if len(part) != _SCRIPT_LETTERS]
        for key in ("_".join(spoken), spoken[0]):
            if locale is not None and (name := locale.languages.get(key)):
                return self._made(name, (), State.REVIEWED)
        if tag == self._language.tag:
            return self._made(self._language.names.own, (), State.REVIEWED)
        return self._made(self.foreign(english_name("-".join(spoken))), (), State.MISSING)

    def _dialled(self, number: str) -> str:
        return isolate_left_to_right(number) if self._right_to_left else number

    def _filled(self, context: str, english: str, values: dict[str, str]) -> str | None:
        text = self._catalogue.text(context, english)
        if text is None:
            return None
        parts: list[str] = []
        end = 0
        # Only what stands between the placeholders is searched for foreign runs: values are isolated already.
        for found in PLACEHOLDER.finditer(text) if values else ():
            parts += [self._literal(text[end : found.start()]), _value(values, found.group(), context)]
            end = found.end()
        filled = "".join([*parts, self._literal(text[end:])])
        return self._made(filled, values.values(), self._catalogue.state(context, english))

    def _joined(self, separator: str, texts: Iterable[str]) -> str:
        parts = tuple(texts)
        return self._made(separator.join(parts), parts)

    def _made(self, text: str, parts: Iterable[str], own: State | None = None) -> str:
        """The text, which is no better than the worst of its parts and of the same text from elsewhere."""
        for state in map(self._states.get, (text, *parts)):
            if state and (own is None or _WORST_FIRST.index(state) < _WORST_FIRST.index(own)):
                own = state
        if own:
            self._states[text] = own
        return text

    def _literal(self, text: str) -> str:
        return isolate_foreign_runs(text) if self._right_to_left else text


def _value(values: dict[str, str], placeholder: str, context: str) -> str:
    try:
        return values[placeholder.strip("{}")]
    except KeyError:
        raise InternalError(f"{context} has {placeholder}, which the program does not fill in") from None
