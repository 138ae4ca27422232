"""What no single value can tell: doubles, references, limits across a file and between files.

The checks read the plain values, not the model, so that they speak even while something else in the file is wrong.
A value of another kind than they look for is passed over: the model reports it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from handouts.errors import Problem
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.messages import PLACEHOLDERS, TO_VISIT, key_of
from handouts.sources.model import KIND_LABELS
from handouts.sources.opening_hours import is_opening_hours
from handouts.sources.sides import countries_of
from handouts.sources.telephone import e164, is_known, not_known
from handouts.sources.values import either
from handouts.sources.walking import EACH, Way, doubles, every, same_letters, texts, value_at
from handouts.sources.yaml_document import Document, Steps, Value
from handouts.wording import worded as _

_NOT_PRINTED: Final = frozenset({"note", "paused", "why"})
_TELL_APART: Final = (("place",), ("service",), ("visit", "address"), ("visits", EACH, "address"))
"""What parts two organisations of one name."""
_OTHER_NUMBER: Final = ("extension", "kind", "press")
"""What makes another number of the same digits."""


def cross_checks(documents: Mapping[str, Document], formats: Collection[str]) -> list[Problem]:
    """Everything wrong between the values of the files that could be read ("handout", "directory", ...). `formats`:
    the words for products that there are."""
    found: list[Problem] = []
    if directory := documents.get("directory"):
        handout = documents.get("handout")
        found += _directory(directory, countries_of(handout.value if handout else None))
        found += _shared_texts(directory, handout)
    if languages := documents.get("languages"):
        found += _languages(languages)
    if handout := documents.get("handout"):
        found += doubles(handout, ("formats", EACH), _("format"), str)
        found += _unknown_formats(handout, formats)
        found += doubles(handout, ("poster_languages", EACH), _("language of the poster"), str)
    for name, document in documents.items():
        found += _braces(document, PLACEHOLDERS if name == "handout" else {})
    return found


def _directory(directory: Document, countries: tuple[str, ...]) -> Iterator[Problem]:
    yield from doubles(directory, ("cities", EACH, "id"), _("city id"), str)
    yield from doubles(directory, ("cities", EACH, "name"), _("city"), same_letters)
    yield from doubles(directory, ("groups", EACH, "id"), _("group id"), str)
    yield from doubles(directory, ("groups", EACH, "title"), _("heading"), same_letters)
    yield from _same_id_twice(directory)
    for place, _part in (*every(directory.value, ("groups", EACH)), *every(directory.value, ("cities", EACH))):
        yield from _same_organisation_twice(directory, place)
        yield from _same_number_twice(directory, place, countries)
        yield from _unknown_numbers(directory, place, countries)


def _same_id_twice(directory: Document) -> Iterator[Problem]:
    """An organisation's id is its own in the whole directory: spreadsheets know it again wherever it stands."""
    first: dict[str, Steps] = {}
    for part in ("groups", "cities"):
        for steps, name in texts(directory, (part, EACH, "organisations", EACH, "id")):
            before = first.setdefault(name, steps)
            if before != steps:
                what = _(
                    'the id "{name}" stands twice (first in line {line})', name=name, line=directory.extent(before).line
                )
                yield directory.problem(steps, what, _("delete one of them: the next export gives another"))


def _same_organisation_twice(directory: Document, place: Steps) -> Iterator[Problem]:
    """Two offices of one name stand on one sheet where a reader can tell them apart."""
    first: dict[tuple[str, ...], Steps] = {}
    for steps, organisation in every(value_at(directory, place), ("organisations", EACH), place):
        if not isinstance(organisation, dict) or not isinstance(name := organisation.get("name"), str):
            continue
        apart = [text for way in _TELL_APART for _, text in texts(directory, way, steps)]
        before = first.setdefault((same_letters(name), *map(same_letters, apart)), (*steps, "name"))
        if before != (*steps, "name"):
            what = _(
                'the organisation "{name}" stands twice (first in line {line})',
                name=name,
                line=directory.extent(before).line,
            )
            instead = _("keep one of them; two offices of one name need another place, address or service each")
            yield directory.problem((*steps, "name"), what, instead)


def _same_number_twice(directory: Document, place: Steps, countries: tuple[str, ...]) -> Iterator[Problem]:
    """One string to dial of one organisation, from one side, stands there once. With another extension it is another
    number, and two organisations may share a switchboard."""
    for organisation, _value in every(value_at(directory, place), ("organisations", EACH), place):
        first: dict[tuple[str, ...], Steps] = {}
        for steps, number in every(value_at(directory, organisation), ("numbers", EACH), organisation):
            if not isinstance(number, dict) or "paused" in number:
                continue
            key = "number" if isinstance(number.get("number"), str) else "short"
            written = number.get(key)
            if not isinstance(written, str):
                continue
            try:
                digits = e164(written) if key == "number" else written
            except ValueError:
                continue  # reported by the model
            further = tuple(str(number.get(each, "")) for each in _OTHER_NUMBER)
            side = number.get("call_from")
            sides = ("WhatsApp",) if number.get("whatsapp") == "only" else countries
            keys = [(digits, each, *further) for each in ((side,) if isinstance(side, str) else sides)]
            before = next((first[each] for each in keys if each in first), None)
            if before is not None:
                line = directory.extent(before).line
                what = _(
                    "{written} stands twice for callers from the same side (first in line {line})",
                    written=written,
                    line=line,
                )
                instead = _("delete one, or give each its own call_from or extension")
                yield directory.problem((*steps, key), what, instead)
            for each in keys:
                first.setdefault(each, (*steps, key))


def _unknown_numbers(directory: Document, place: Steps, countries: tuple[str, ...]) -> Iterator[Problem]:
    """A number of a range that nobody knows is a slip, unless somebody has called it."""
    for steps, number in every(value_at(directory, place), ("organisations", EACH, "numbers", EACH), place):
        written = number.get("number") if isinstance(number, dict) else None
        if not isinstance(number, dict) or not isinstance(written, str) or number.get("verified") is not None:
            continue
        try:
            known = is_known(e164(written))
        except ValueError:
            continue  # reported by the model
        if not known:
            yield directory.problem((*steps, "number"), *not_known(written, countries))


def _shared_texts(directory: Document, handout: Document | None) -> Iterator[Problem]:
    """Services, labels and words on hours. The same ones share a translation, and so do those of the vocabulary."""
    services = _vocabulary(handout, "service")
    labels = _vocabulary(handout, "label")
    yield from _spelt_alike(directory, "service", services, ("service",))
    yield from _spelt_alike(directory, "label", labels, ("numbers", EACH, "label"))
    yield from _spelt_alike(directory, "hours", {}, ("numbers", EACH, "hours"), ("numbers", EACH, "hours_note"))
    yield from _spelt_alike(directory, "visit", labels, ("visit", "label"), ("visits", EACH, "label"))
    if handout is not None:
        for top in ("groups", "cities"):
            for steps, kind in texts(directory, (top, EACH, "organisations", EACH, "numbers", EACH, "kind")):
                if (word := KIND_LABELS.get(kind)) and word not in labels:
                    instead = _('give the vocabulary of handout.yaml a label "{word}: ..."', word=word)
                    yield directory.problem(steps, _("there is no word for kind: {kind}", kind=kind), instead)
    if handout is not None and TO_VISIT not in labels:
        ways: tuple[Way, ...] = (("visit",), ("visits", EACH))
        for top, way in ((top, way) for top in ("groups", "cities") for way in ways):
            for steps, visit in every(directory.value, (top, EACH, "organisations", EACH, *way)):
                if isinstance(visit, dict) and "label" not in visit:
                    instead = _(
                        'write one, or give the vocabulary of handout.yaml a label "{label}: To visit"', label=TO_VISIT
                    )
                    yield directory.problem(steps, _("label is missing"), instead)


def _vocabulary(handout: Document | None, part: str) -> dict[str, str]:
    words = value_at(handout, ("vocabulary", part)) if handout is not None else None
    return {name: word for name, word in words.items() if isinstance(word, str)} if isinstance(words, dict) else {}


def _spelt_alike(directory: Document, kind: str, words: Mapping[str, str], *ways: Way) -> Iterator[Problem]:
    """Texts with the same letters and digits share one translation, so they are spelt alike. `words`: of the vocabulary
    for them."""
    known = {key_of(kind, name, words)[0]: name for name in words}
    first: dict[str, tuple[str, Steps]] = {}
    for top, way in ((top, way) for top in ("groups", "cities") for way in ways):
        for steps, text in texts(directory, (top, EACH, "organisations", EACH, *way)):
            if kind == "hours" and is_opening_hours(text):
                continue
            context, english = key_of(kind, text, words)
            if english in words.values():
                continue
            if context in known:
                name = known[context]
                what = _('"{text}" is spelt "{word}" in the vocabulary of handout.yaml', text=text, word=words[name])
                yield directory.problem(steps, what, _('write its id, "{name}"', name=name))
            elif near := _slip_in_id(text, words):
                what = _('the vocabulary of handout.yaml has no "{text}"', text=text)
                instead = _('write "{near}", or begin words of your own with a capital letter', near=near)
                yield directory.problem(steps, what, instead)
            before, where = first.setdefault(context, (text, steps))
            if before != text:
                what = _(
                    '"{text}" is spelt "{before}" in line {line}',
                    text=text,
                    before=before,
                    line=directory.extent(where).line,
                )
                yield directory.problem(steps, what, _("spell both alike: they share a translation"))


def _slip_in_id(text: str, words: Mapping[str, str]) -> str:
    """The id that a text is nearly."""
    if not re.fullmatch("[a-z0-9]+([-_][a-z0-9]+)*", text):
        return ""
    return next(iter(difflib.get_close_matches(text, words, 1, 0.8)), "")


def _languages(languages: Document) -> Iterator[Problem]:
    yield from doubles(languages, (EACH, "tag"), _("language"), str.casefold)
    yield from doubles(languages, (EACH, "names", "own"), _("name"), same_letters)
    tags = [(steps, tag) for steps, tag in every(languages.value, (EACH, "tag"))]
    if not tags:
        return
    place = next((steps for steps, tag in tags if tag == SOURCE_LANGUAGE), None)
    if place is None:
        what = _('the language of the source, "{tag}", is missing', tag=SOURCE_LANGUAGE)
        yield languages.problem((), what, _("begin the list with - tag: {tag}", tag=SOURCE_LANGUAGE))
    elif place[0] != 0:
        what = _('the language of the source, "{tag}", is not the first', tag=SOURCE_LANGUAGE)
        yield languages.problem(place, what, _("move it to the top of the list"))


def _unknown_formats(handout: Document, formats: Collection[str]) -> Iterator[Problem]:
    for steps, word in texts(handout, ("formats", EACH)):
        if word not in formats:
            near = difflib.get_close_matches(word.lower(), formats, 1)
            yield handout.problem(
                steps,
                _('there is no format "{word}"', word=word),
                _("write {choices}", choices=either(near or tuple(formats))),
            )


def _braces(document: Document, placeholders: Mapping[str, str]) -> Iterator[Problem]:
    """A placeholder stands once where it belongs, and nothing else is in braces."""
    for steps, text in _all_texts(document.value, ()):
        where = ".".join(str(step) for step in steps)
        wanted = placeholders.get(where)
        rest = text.replace("{" + wanted + "}", "", 1) if wanted else text
        if wanted and rest == text:
            instead = _("write {{{wanted}}}, in these letters, where the program shall put it in", wanted=wanted)
            yield document.problem(steps, _('"{{{wanted}}}" is missing in the text', wanted=wanted), instead)
        elif "{" in rest or "}" in rest:
            instead = (
                _("write {{{wanted}}} once, and no other brace", wanted=wanted)
                if wanted
                else _("nothing is filled in here: delete them")
            )
            yield document.problem(steps, _("the text holds braces { } that mean nothing"), instead)


def _all_texts(value: Value, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Depth is bounded by the reader."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _all_texts(entry, (*steps, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in _NOT_PRINTED:
                yield from _all_texts(entry, (*steps, key))
