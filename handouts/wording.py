"""Messages that stay what they are, finished English, and can be said again in another language.

What is wrong with a value is found far below the pages that show it, and a terminal says it in English. So a message
keeps from what it was made: a fixed text with gaps, and the values in them, which may be such messages too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Self

BETWEEN: Final = "; "
"""Between what is wrong and what would be right, where one text says both. For translators these are two texts."""


class Worded(str):
    """A message in English, made from `template` and `values`."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    @classmethod
    def made(cls, template: str, values: Mapping[str, object]) -> Self:
        """As `worded`."""
        message = cls(template.format(**values) if values else template)
        message.template, message.values = template, values
        return message

    def with_values(self, change: Callable[[str], str]) -> Worded:
        """The same with other values: each as `change` gives it back."""
        return self.made(self.template, {name: _changed(value, change) for name, value in self.values.items()})


def worded(template: str, **values: object) -> Worded:
    """A text with its `{names}` filled in. Called `_`, it marks the text for the PO files, before a language is chosen.
    Without values its braces stay: the words of an interface are filled in when they are said."""
    return Worded.made(template, values)


def joined(what: str, instead: str) -> Worded:
    """One message that says both."""
    return worded("{what}" + BETWEEN + "{instead}", what=what, instead=instead)


def message_of(error: Exception) -> str:
    """What an exception was raised with, as it was raised: `str` gives only the English."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def parted(message: str) -> tuple[str, str]:
    """What is wrong, and what would be right, of a message that says both; the second may be empty."""
    if not isinstance(message, Worded):
        what, _, instead = message.partition(BETWEEN)
        return what, instead
    what, _, instead = message.template.partition(BETWEEN)
    if not instead:  # a value may say it, or there is nothing to say
        return message, ""
    return worded(what, **message.values), worded(instead, **message.values)


def retold(message: str, texts: Mapping[str, str]) -> str:
    """A message in another language. `texts`: English -> its words; what they lack stays in English."""
    if not isinstance(message, Worded):
        return message
    template = texts.get(message.template)
    if template is None:
        template = BETWEEN.join(texts.get(part, part) for part in message.template.split(BETWEEN, 1))
    values = {name: retold(value, texts) if isinstance(value, str) else value for name, value in message.values.items()}
    return template.format(**values) if values else template


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, Worded):
        return value.with_values(change)
    return change(value) if isinstance(value, str) else value
