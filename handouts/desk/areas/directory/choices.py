"""What can be chosen in the form of an organisation: words that are translated already, first."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.desk.store.state import State
from handouts.exchange.directory_rows import places
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.yaml_document import Value


@dataclass(frozen=True, slots=True)
class Choices:
    """Of services and labels: what stands in the file -> the English that is printed. `icons` and `kinds`: their ids.
    `languages`: tags with English names."""

    services: dict[str, str]
    labels: dict[str, str]
    languages: dict[str, str]

    @staticmethod
    def once(words: dict[str, str], chosen: str) -> dict[str, str]:
        """Each text once, though the file may have it as a text and by its id: as `chosen`, where that says it, so that
        a form that nobody touched changes nothing."""
        by_text: dict[str, str] = {}
        for value, text in words.items():
            if text not in by_text or value == chosen:
                by_text[text] = value
        return {value: text for text, value in by_text.items()}


def choices_of(state: State) -> Choices:
    """Words of the vocabulary by their ids, then texts of the directory, which share their translations."""
    data = state.data
    vocabulary = data.handout.vocabulary
    services, labels = dict(vocabulary.service), dict(vocabulary.label)
    for place in places(data.directory):
        for organisation in place.part.organisations:
            if organisation.service:
                services.setdefault(organisation.service, organisation.service)
            for number in organisation.numbers:
                if number.label:
                    labels.setdefault(number.label, number.label)
    languages = {each.tag: each.names.en for each in data.languages.languages if each.tag != SOURCE_LANGUAGE}
    return Choices(services, labels, languages)


def untranslated(state: State, value: Value) -> set[str]:
    """Own words of an organisation that nothing in the directory or the vocabulary says yet."""
    entry = value if isinstance(value, dict) else {}
    choices = choices_of(state)
    numbers = entry.get("numbers")
    labels = [
        number.get("label") for number in (numbers if isinstance(numbers, tuple) else ()) if isinstance(number, dict)
    ]
    found = {text for text in labels if isinstance(text, str) and text not in choices.labels}
    service = entry.get("service")
    return found | ({service} if isinstance(service, str) and service not in choices.services else set())
