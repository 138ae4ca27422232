"""The gallery's files: Holdings -> path in the output folder -> bytes. The same holdings give the same bytes; whatever
depends on the day is worked out by the script, from the clock of whoever looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from handouts.content.flyer import Flyer
from handouts.gallery.data_file import data_js, words_js
from handouts.gallery.history import History
from handouts.gallery.holdings import holdings_of
from handouts.gallery.pages import Pages, Templates
from handouts.gallery.paths import FOLDER, LOCALE, STATIC, gallery_page, list_page, script_of
from handouts.interface.words import BASE_STYLE, SCRIPT_ENDING, interface_languages
from handouts.manifest import Manifest
from handouts.products.product import Sheet
from handouts.sources.load import Data
from handouts.sources.translations import Catalogue


def gallery_files(
    manifest: Manifest,
    data: Data,
    flyers: Mapping[Sheet, Flyer],
    notes: Sequence[str],
    history: History | None = None,
    packs: Sequence[str] = (),
    *,
    unreadable_editions: bool = False,
    templates: Templates | None = None,
    catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
) -> dict[str, bytes]:
    """All files of the gallery. `flyers`: the content of every sheet; `notes`: what needs a person (languages that are
    held back, sheets that failed); `history`: since former editions; `packs`: paths of the print packs of what has
    changed since the last of them; `unreadable_editions`: there is no history, as a file of one is damaged;
    `templates`: where some are compiled already; `catalogues`: the texts of languages of which no sheet was
    composed."""
    holdings = holdings_of(
        manifest,
        data,
        flyers,
        notes,
        history,
        packs,
        unreadable_editions=unreadable_editions,
        catalogues=catalogues,
    )
    interface = interface_languages(LOCALE)
    pages = Pages(holdings, interface, templates or Templates())
    files: dict[str, bytes] = {}
    for words in interface:
        for page, template in ((gallery_page(words.language), "gallery.html"), (list_page(words.language), "all.html")):
            files[page.path] = pages.render(template, page, words)
        if words.of_script:
            files[script_of(words)] = words_js(dict(words.of_script))
    for path in sorted(STATIC.iterdir()):
        shared = BASE_STYLE.read_bytes() if path.suffix == BASE_STYLE.suffix else b""
        files[f"{FOLDER}/{path.name}"] = (shared + path.read_bytes()).replace(b"\r\n", b"\n")
    files[f"{FOLDER}/data{SCRIPT_ENDING}"] = data_js(holdings)
    return files


def pages_with_packs(
    pages: Mapping[str, bytes], manifest: Manifest, data: Data, flyers: Mapping[Sheet, Flyer], packs: Sequence[str]
) -> dict[str, bytes]:
    """The gallery's pages as they are when these packs have come since the build: nothing else in them is another.

    `pages`: files of the gallery by their paths. One that no build of today has written stays as it is.
    """
    interface = interface_languages(LOCALE)
    rendered = Pages(holdings_of(manifest, data, flyers, (), None, packs), interface, Templates())
    found = dict(pages)
    for words in interface:
        page = gallery_page(words.language)
        before, begin, rest = found.get(page.path, b"").partition(_BEGIN)
        _, end, after = rest.partition(_END)
        if begin and end:
            found[page.path] = before + rendered.render("packs.html", page, words).rstrip(b"\n") + after
    return found


_BEGIN, _END = b"<!--packs-->", b"<!--/packs-->"
