"""Of which languages a build composes sheets: those that it may make something of, and those by which it has to judge
what stands in the output folder. A build of one language of a large directory need not compose all others."""

from __future__ import annotations

from handouts.build.options import BuildOptions
from handouts.content.recording import in_order_of_numbers
from handouts.manifest import FileEntry, Manifest
from handouts.paper import Paper
from handouts.products.product import Item
from handouts.products.table import DRAWN, asked_for
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data

_TOGETHER = tuple(product for product in DRAWN.values() if product.together)


def languages_to_compose(data: Data, options: BuildOptions, paper: Paper, before: Manifest | None) -> frozenset[str]:
    """Their tags. `options`: with tags of languages; `before`: the manifest of what stands there.

    With the source's: where a sheet of it can't be printed, nothing is, and its words tell what has changed. All where
    only what a person has reviewed is made: which sheets there are then, only the sheets tell.
    """
    every = frozenset(language.tag for language in data.languages.languages)
    files = before.files if before is not None else ()
    if not options.languages or options.reviewed_only or any(_may_hold_all(entry) for entry in files):
        return every
    found = {SOURCE_LANGUAGE, in_order_of_numbers(data)[0], *options.languages}
    found |= {entry.language for entry in files}
    posters = frozenset(data.handout.poster_languages)
    made = asked_for({*data.handout.formats, *options.formats}, paper.name)
    # Words of the others are drawn with the sheets of one, under its fonts.
    if any(map(_is_together, files)) or (not posters.isdisjoint(found) and any(each in made for each in _TOGETHER)):
        found |= posters
    return every & found


def _is_together(entry: FileEntry) -> bool:
    """Whether it is one sheet in the few languages that the data name for that."""
    return any(product.path_of(Item(product.name, "", entry.city)) == entry.path for product in _TOGETHER)


def _may_hold_all(entry: FileEntry) -> bool:
    """Whether it may be of any languages."""
    return not entry.language and not _is_together(entry)
