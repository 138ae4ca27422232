"""What a person should know about the data although nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handouts.content.dates import date_is_in_figures
from handouts.content.dial import sides_of
from handouts.content.hours import weekdays_are_english
from handouts.errors import Notice
from handouts.sources.languages import canonical_tag
from handouts.sources.load import Data
from handouts.sources.markup import markup_in
from handouts.sources.model import KIND_LABELS, City, Group, Number, Organisation, not_paused
from handouts.sources.telephone import country_code_of, is_known, is_toll_free
from handouts.sources.values import CURLY_QUOTES, https_address
from handouts.sources.yaml_document import Extent

InEnglish = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""Message, by context and English -> the sheets, by language and city, on which it stands in English."""

_PRINT_AGAIN = "delete paused when it shall be printed again"
_NOT_PRINTED = (("note",), ("paused",), ("why",))
_KINDS = {
    "city": ("name of a city", "names of cities"),
    "group": ("heading", "headings"),
    "service": ("service", "services"),
    "label": ("label", "labels"),
    "hours": ("text of hours", "texts of hours"),
    "visit": ("label of an address", "labels of addresses"),
}
_TRANSLATE = "translate in the PO files, to which translations update adds it; until then each such sheet is a draft"
_MOST_NAMED = 5


def notices_of(data: Data) -> tuple[Notice, ...]:
    """The notices of a folder's data, in the order of files and lines."""
    kinds = (
        *(
            _sides,
            _unknown_numbers,
            _toll_free,
            _kinds,
            _unlabelled,
            _switchboards,
            _hours,
            _paused,
            _languages,
            _addresses,
        ),
        _typed_for_others,
    )
    return tuple(sorted({notice for kind in kinds for notice in kind(data)}))


def _places(data: Data) -> tuple[Group | City, ...]:
    return (*data.directory.groups, *data.directory.cities)


def _organisations(data: Data) -> Iterator[Organisation]:
    for place in _places(data):
        yield from place.organisations


def _numbers(data: Data) -> Iterator[Number]:
    for organisation in _organisations(data):
        yield from organisation.numbers


def untranslated(data: Data, in_english: InEnglish) -> Iterator[Notice]:
    """One notice for each kind of text that stands in English for want of a translation, however many languages and
    sheets it is about."""
    places = _places_of_english(data) if in_english else {}
    nowhere = (data.documents["directory"].file, 0, 0)
    for kind in dict.fromkeys(_kind(context) for context, _ in in_english):
        found = {message: sheets for message, sheets in in_english.items() if _kind(message[0]) == kind}
        sheets = dict.fromkeys(sheet for each in found.values() for sheet in each)
        tags = dict.fromkeys(tag for tag, _ in sheets)
        contexts = [context for context, _ in found]
        more = f" and {len(contexts) - _MOST_NAMED} more" if len(contexts) > _MOST_NAMED else ""
        one, many = _KINDS.get(kind, ("text", "texts"))
        on = f"on {len(sheets)} sheet{'s' * (len(sheets) > 1)} in {len(tags)} language{'s' * (len(tags) > 1)}"
        what = (
            f"{len(found)} {one if len(found) == 1 else many} without translation "
            f"({', '.join(contexts[:_MOST_NAMED])}{more}): in English {on} ({', '.join(tags)})"
        )
        file, line, column = min(places.get(english, nowhere) for _, english in found)
        yield Notice(file, line, column, what, _TRANSLATE)


def _kind(context: str) -> str:
    return context.partition(".")[0]


def _places_of_english(data: Data) -> dict[str, tuple[str, int, int]]:
    """Where each text that is printed stands first."""
    found: dict[str, tuple[str, int, int]] = {}
    for name in ("directory", "handout"):
        document = data.documents[name]
        for steps, extent in document.values.items():
            if steps[-1:] not in _NOT_PRINTED:
                found.setdefault(extent.written, (document.file, extent.line, extent.column))
    return found


def _sides(data: Data) -> Iterator[Notice]:
    for side in data.handout.sides_of_border:
        if not side.prefix_is_known:
            what = (
                f'"{side.prefix}" is not known to be dialled from {side.country} before a country code; it is printed'
            )
            instead = "call a number abroad with it from there before you print it"
            yield data.place_of(side, "international_prefix").notice(what, instead)


def _unknown_numbers(data: Data) -> Iterator[Notice]:
    for number in _numbers(data):
        if number.number is not None and number.verified is not None and not is_known(number.number):
            what = f"{number.number} is of no range that is known to be in use, but was called on"
            yield data.place_of(number, "number").notice(
                f"{what} {number.verified.isoformat()}; it is printed", "call it again if you doubt it"
            )


def _toll_free(data: Data) -> Iterator[Notice]:
    border = data.handout.sides_of_border
    for number in _numbers(data):
        if number.number is not None and number.call_from is None and is_toll_free(number.number):
            sides = sides_of(number, border)
            if len(border) == 1:
                if sides[0].country_code != country_code_of(number.number):
                    what = (
                        f"{number.number} is toll-free in another country than {sides[0].country}, where it is dialled"
                    )
                    yield data.place_of(number, "number").notice(what, "call it from there before you print it")
                continue
            what = f"{number.number} is toll-free, and such numbers mostly can't be reached from another country"
            if len(sides) > 1:
                instead = "write call_from, with the side from which it can be dialled"
            else:
                (own,) = sides
                what += f"; it is printed for callers from one side, {own.country}"
                instead = f"write call_from: {own.country}; if it works from the other side, list it once more for that"
            yield data.place_of(number, "number").notice(what, instead)


def _kinds(data: Data) -> Iterator[Notice]:
    """Numbers that are called a fax and dialled like any other."""
    words = {word: kind for kind, word in KIND_LABELS.items()}
    words |= {english: words[word] for word, english in data.handout.vocabulary.label.items() if word in words}
    for number in _numbers(data):
        kind = words.get(number.label or "")
        if kind is not None and number.kind == "voice":
            what = f'a number with the label "{number.label}" is printed and read out as one to call'
            yield data.place_of(number, "label").notice(what, f"write kind: {kind} in the place of the label")


def _unlabelled(data: Data) -> Iterator[Notice]:
    """A number of which nothing is said, below one with a label, is taken for another of that label."""
    for organisation in _organisations(data):
        labelled = ""
        for number in not_paused(organisation.numbers):
            label = number.label or number.kind_label or ""
            if labelled and not label and number.whatsapp != "only" and not number.extension:
                what = f'nothing is said of this number, and it stands below one with the label "{labelled}"'
                key = "number" if number.number is not None else "short"
                yield data.place_of(number, key).notice(what, "give it a label of its own, or list it first")
            labelled = labelled or label


def _switchboards(data: Data) -> Iterator[Notice]:
    """Two organisations of one sheet may share a number; or one of the two was copied to the wrong place."""
    for place in _places(data):
        first: dict[tuple[str | None, str | None], tuple[Organisation, Number]] = {}
        for organisation in not_paused(place.organisations):
            for number in not_paused(organisation.numbers):
                if number.number is None:
                    continue
                other, before = first.setdefault((number.number, number.extension), (organisation, number))
                if other is not organisation:
                    line = data.place_of(before, "number").line
                    what = f"{number.number} is printed of {organisation.name} and of {other.name} (line {line})"
                    yield data.place_of(number, "number").notice(what, "nothing is wrong if they share a switchboard")


def _hours(data: Data) -> Iterator[Notice]:
    for number in _numbers(data):
        if number.hours_in_words:
            what = f'"{number.hours}" is in words, which every language has to translate'
            instead = 'write hours as "Mo-Fr 09:00-17:00; Sa 10:00-12:00", or the words as hours_note'
            yield data.place_of(number, "hours").notice(what, instead)
    if any(number.opening_hours for number in _numbers(data)):
        for language in data.languages.languages:
            if weekdays_are_english(language):
                what = f"CLDR has no names of days in {language.names.en}, so hours have the English ones"
                yield data.place_of(language).notice(what, "give it weekdays: [...] (seven names, Monday first)")


def _paused(data: Data) -> Iterator[Notice]:
    parts: tuple[Organisation | Number, ...] = (*_organisations(data), *_numbers(data))
    for part in parts:
        if part.paused is not None:
            named = part.name if isinstance(part, Organisation) else part.number or part.short
            yield data.place_of(part, "paused").notice(f"{named} is not printed: {part.paused}", _PRINT_AGAIN)


def _languages(data: Data) -> Iterator[Notice]:
    for language in data.languages.languages:
        usual = canonical_tag(language.tag)
        if usual != language.tag:
            what = f'"{language.tag}" is another tag of "{usual}", from which its dates come'
            yield data.place_of(language, "tag").notice(what, f"write tag: {usual}, and name its files so")
        if date_is_in_figures(language):
            what = f"CLDR does not know how dates are written in {language.names.en}, so they are printed in figures"
            instead = 'for dates in words give it date_pattern: "d MMMM y" and months: [...] (twelve names)'
            yield data.place_of(language).notice(what, instead)


def _addresses(data: Data) -> Iterator[Notice]:
    for document in data.documents.values():
        for steps, extent in document.values.items():
            if (
                steps[-1:] not in _NOT_PRINTED
                and extent.written.startswith("https://")
                and not extent.written.isascii()
                and (encoded := _encoded(extent.written))
            ):
                what = f'"{extent.written}" leads there in its ASCII form, {encoded}'
                yield Notice(document.file, extent.line, extent.column, what, "open that once to see that it is right")


def _encoded(text: str) -> str:
    """The ASCII form of an address; empty for a text that only begins with one."""
    try:
        return https_address(text)
    except ValueError:
        return ""


def _typed_for_others(data: Data) -> Iterator[Notice]:
    """What a word processor or a web page leaves in a text, and is printed as it stands."""
    for document in data.documents.values():
        for steps, extent in document.values.items():
            if steps[-1:] in _NOT_PRINTED or extent.written.startswith("https://"):
                continue
            for what, instead in (*_curly_quotes(extent), *markup_in(extent.written)):
                yield Notice(document.file, extent.line, extent.column, what, instead)


def _curly_quotes(extent: Extent) -> Iterator[tuple[str, str]]:
    text = extent.written
    if extent.plain and len(text) > 2 and text[0] in CURLY_QUOTES and text[-1] in CURLY_QUOTES:
        what = f"curly quotes are no quotes to YAML: {text[0]} and {text[-1]} are printed"
        yield what, 'write straight ones ("), or put straight ones around if both are meant'
