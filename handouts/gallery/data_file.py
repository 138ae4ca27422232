"""gallery/data.js: what the gallery's script finds and says. Nothing in it is in the words of an interface."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from handouts.content.edition import ALPHABET, CODE_LENGTH
from handouts.content.verify import ALIKE
from handouts.gallery.history import History
from handouts.gallery.holdings import Holdings, Shelf
from handouts.manifest import FileEntry
from handouts.sources.languages import is_right_to_left

_NO_FACTS = -1
_NOT_COMPARED = "unknown"
"""In the place of a harm."""


def data_js(holdings: Holdings) -> bytes:
    """The script that hands the data over: a page opened from a folder may load scripts, and nothing else."""
    text = json.dumps(_document(holdings), ensure_ascii=False, separators=(",", ":"))
    return f"window.GALLERY={_in_script(text)};\n".encode()


def words_js(of_script: dict[str, str]) -> bytes:
    """The script's own words in another language than English."""
    text = json.dumps(of_script, ensure_ascii=False, indent=0, sort_keys=True)
    return f"window.WORDS={_in_script(text)};\n".encode()


def _in_script(text: str) -> str:
    """JSON in a file of JavaScript: older readers take these two for the end of a line."""
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _document(holdings: Holdings) -> dict[str, Any]:
    data = holdings.data
    tags = [language.tag for language in data.languages.languages]
    cities = [city.id for city in data.directory.cities]
    numbers = _Numbers()
    place_of_tag, place_of_city = ({each: at for at, each in enumerate(known)} for known in (tags, cities))
    sheets = [
        [
            place_of_tag[tag],
            place_of_city[city],
            [_file(shelf.files.get((tag, city))) for shelf in holdings.formats],
            int(holdings.picture is not None and (tag, city) in holdings.picture.files),
            numbers.of(entry) if (entry := _fullest(holdings, tag, city)) else _NO_FACTS,
        ]
        for tag, city in holdings.sheets
    ]
    return {
        "information_of": holdings.manifest.information_of,
        "archived": data.handout.status == "archived",
        "limit_days": data.handout.limits.information_days,
        "code": {"alphabet": ALPHABET, "length": CODE_LENGTH, "alike": ALIKE},
        "languages": [
            [language.tag, "rtl" if is_right_to_left(language.tag) else "ltr", dict(language.names)]
            for language in data.languages.languages
        ],
        "cities": [[city.id, city.name] for city in data.directory.cities],
        "names": [[holdings.city_name(tag, city) for city in data.directory.cities] for tag in tags],
        "formats": [[shelf.product.name, shelf.product.path, shelf.product.format] for shelf in holdings.formats],
        "shown": holdings.picture.product.path if holdings.picture else "",
        "sides": [side.country for side in data.handout.sides_of_border],
        "numbers": numbers.tables,
        "sheets": sheets,
        "others": list(_others(holdings)),
        **(_of_history(holdings.history, tags, cities) if holdings.history else {}),
    }


def _of_history(history: History, tags: Sequence[str], cities: Sequence[str]) -> dict[str, Any]:
    """`former`: code, edition, format, language, city, code now, harm, groups of facts; `changed`:
    code now -> the one before, groups of facts. Groups of facts stand on the pages, in their words."""
    names = [edition.name for edition in history.editions]

    def place(known: Sequence[str], one: str) -> int:
        return known.index(one) if one in known else _NO_FACTS

    return {
        "editions": [[edition.name, edition.on] for edition in history.editions],
        "unreleased": list(history.unreleased),
        "changed": {change.now: [change.was, list(groups)] for change, groups in history.since},
        "former": [
            [
                former.code,
                names.index(former.edition.name),
                former.sheet.format,
                place(tags, former.sheet.language),
                place(cities, former.sheet.city),
                former.change.now,
                former.change.harm.word if former.compared else _NOT_COMPARED,
                list(former.groups),
            ]
            for former in history.former
        ],
    }


def _file(entry: FileEntry | None) -> list[object] | int:
    """Code, pages and whether a person has reviewed all of it; 0 where there is no such file."""
    return [entry.edition or "", entry.pages, entry.status] if entry else 0


def _fullest(holdings: Holdings, tag: str, city: str) -> FileEntry | None:
    """The sheet that leaves out least."""
    there = [entry for shelf in holdings.formats if (entry := shelf.files.get((tag, city)))]
    return min(there, key=lambda entry: len(entry.left_out), default=None)


def _others(holdings: Holdings) -> Iterator[list[object]]:
    """What is bound from sheets, with its code: a reader may hold that one against the paper too."""
    for shelf in holdings.shelves:
        if shelf not in holdings.formats and shelf.is_printed:
            yield from _bound(shelf)


def _bound(shelf: Shelf) -> Iterator[list[object]]:
    for (language, city), entry in shelf.files.items():
        if entry.edition:
            yield [entry.path, entry.edition, shelf.product.name, language, city]


class _Numbers:
    """Tables of numbers, each once: most languages print the same."""

    def __init__(self) -> None:
        self.tables: list[list[list[object]]] = []
        self._places: dict[str, int] = {}

    def of(self, entry: FileEntry) -> int:
        """The place of what a sheet prints."""
        table = [
            [each["name"], [[number["side"], _dialled(number)] for number in each["numbers"]]]
            for each in entry.facts.get("organisations", ())
        ]
        key = json.dumps(table, ensure_ascii=False)
        if key not in self._places:
            self._places[key] = len(self.tables)
            self.tables.append(table)
        return self._places[key]


def _dialled(number: dict[str, str]) -> str:
    further = [number[name] for name in ("extension", "press") if number.get(name)]
    return ", ".join([number["dial"], *further])
