"""Where the files of the gallery stand. A build must know that before it makes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.interface.words import SCRIPT_ENDING, Words, interface_languages
from handouts.sources.languages import SOURCE_LANGUAGE

LOCALE = Path(__file__).parent / "locale"
TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
FOLDER = "gallery"
INDEX_NAME = "index.html"


@dataclass(frozen=True, slots=True)
class PageName:
    """Where one page stands. `root`: from there to the top of the output folder."""

    path: str
    root: str

    def to(self, path: str) -> str:
        """The link from this page to a file of the output folder."""
        folder = f"{FOLDER}/"
        return path.removeprefix(folder) if self.root and path.startswith(folder) else f"{self.root}{path}"


def gallery_page(language: str) -> PageName:
    """The gallery in a language of the interface."""
    if language == SOURCE_LANGUAGE:
        return PageName(INDEX_NAME, "")
    return PageName(f"{FOLDER}/{language}.html", "../")


def list_page(language: str) -> PageName:
    """The list for browsers without script."""
    ending = "" if language == SOURCE_LANGUAGE else f"-{language}"
    return PageName(f"{FOLDER}/all{ending}.html", "../")


def gallery_paths() -> frozenset[str]:
    """Where all files of the gallery stand, whatever they hold."""
    found = {f"{FOLDER}/{path.name}" for path in STATIC.iterdir()} | {f"{FOLDER}/data{SCRIPT_ENDING}"}
    for words in interface_languages(LOCALE):
        found |= {gallery_page(words.language).path, list_page(words.language).path}
        if words.of_script:
            found.add(script_of(words))
    return frozenset(found)


def script_of(words: Words) -> str:
    """The words that the script says in a language of the interface."""
    return f"{FOLDER}/{words.language}{SCRIPT_ENDING}"
