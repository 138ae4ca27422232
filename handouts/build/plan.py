"""The plan of a build: what the output folder shall hold, and what of it was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handouts.build.options import SIDES, BuildOptions
from handouts.content.compose import Composition
from handouts.content.flyer import Flyer
from handouts.content.together import composed_together
from handouts.errors import UsageError
from handouts.layout import Typography, typography_of
from handouts.manifest import Manifest
from handouts.paper import PAPER_NAMES, Paper, paper_named
from handouts.products.product import Bound, Drawn, Item, Made, Pictured, Product, Range, Sheet
from handouts.products.table import BY_NAME, DRAWN, FORMATS, asked_for, papers_of
from handouts.sources.language_names import listed_tag
from handouts.sources.load import Data
from handouts.sources.model import Language


class Plan:
    """What `out/` shall hold.

    `replaced` is the manifest of what stands there; `before` the same if it is of the same paper: only then a file of
    it can stay. `sides` of the paper: 1, 2 or auto. `products`: the rows of the table that data and options ask for, on
    this paper, `made`: those that are made of finished sheets; `left_out_formats`: the words that ask for nothing on
    it. `wanted`: the items that are made if they do not stand there already: what was asked for, what that is made
    from, and the pictures of those sheets.
    """

    def __init__(
        self, data: Data, composition: Composition, options: BuildOptions, paper: Paper, before: Manifest | None
    ) -> None:
        self.data = data
        self.composition = composition
        self.options = options
        self.paper = paper
        self.sides = str(data.handout.sides) if options.sides is None else options.sides
        self.before = before if before is not None and before.paper == paper.name else None
        self.replaced = before
        self.sheets = tuple(composition.flyers)
        self._typographies: dict[str, Typography] = {}
        self._sheets_of: dict[tuple[str, str], list[Sheet]] = {}
        for language, city in self.sheets:
            for key in ((language, city), (language, ""), ("", city)):
                self._sheets_of.setdefault(key, []).append((language, city))
        self.together = composed_together(composition.flyers, data.handout.poster_languages)
        self.languages = tuple(
            language for language in data.languages.languages if any(tag == language.tag for tag, _ in self.sheets)
        )
        named = dict.fromkeys((*data.handout.formats, *options.formats))
        asked = asked_for(named, paper.name)
        self.products = tuple(each for each in asked if isinstance(each, Drawn) or not options.sheets_only)
        self.drawn = tuple(product for product in self.products if isinstance(product, Drawn))
        self.pictured = tuple(product for product in self.products if isinstance(product, Pictured))
        self.bound = tuple(product for product in self.products if isinstance(product, Bound))
        self.made = (*self.pictured, *self.bound)
        self.left_out_formats = tuple(name for name in named if paper.name not in papers_of(name))
        self.wanted = self._wanted()

    def _wanted(self) -> frozenset[Item]:
        options = self.options
        asked = frozenset(asked_for(options.formats, self.paper.name) if options.formats else self.products)
        chosen = {
            Item(product.name, language, city)
            for product in self.drawn
            if product in asked and not product.together
            for language, city in self.sheets
            if (not options.cities or city in options.cities)
            and (not options.languages or language in options.languages)
        }
        chosen |= {
            Item(product.name, "", city)
            for product in self.drawn
            if product in asked and product.together
            for city, flyer in self.together.items()
            if (not options.cities or city in options.cities)
            and (not options.languages or set(flyer.together) <= set(options.languages))
        }
        there = {entry.path for entry in self.before.files} if self.before else set()
        wanted = set(chosen)
        for product in self.bound:
            for item in self.items_of(product):
                parts = set(self.parts_of(product, item))
                # Into an empty folder only what was asked for whole; what stands there already is brought up to date.
                if product in asked and (
                    parts <= chosen or (product.path_of(item) in there and not parts.isdisjoint(chosen))
                ):
                    wanted |= {item, *parts}
        pictured = [(product, item) for product in self.pictured for item in self.items_of(product)]
        wanted |= {item for product, item in pictured if wanted.issuperset(self.parts_of(product, item))}
        return frozenset(wanted)

    def language(self, tag: str) -> Language:
        """The language of that tag."""
        return next(language for language in self.data.languages.languages if language.tag == tag)

    def typography(self, tag: str) -> Typography:
        """How that language is set."""
        if tag not in self._typographies:
            self._typographies[tag] = typography_of(self.language(tag), self.data.languages.languages)
        return self._typographies[tag]

    def sheets_of(self, tag: str) -> Sequence[Sheet]:
        """Those of one language."""
        return self._sheets_of[tag, ""]

    def items_of(self, product: Product) -> tuple[Item, ...]:
        """The product of the sheets that are composed; no booklet with sheets that are not."""
        of_all_languages = isinstance(product, Made) and product.range in (Range.CITIES, Range.EVERYTHING)
        return () if of_all_languages and self.composition.not_composed else product.items(self.sheets)

    def parts_of(self, product: Made, item: Item) -> tuple[Item, ...]:
        """What an item is made from, in order."""
        sheets = self._sheets_of.get((item.language, item.city), self.sheets)
        return tuple(product.parts_of(item, sheets))

    def drawn_groups(self, tag: str) -> dict[str, tuple[Item, ...]]:
        """All that is drawn of a language, in the order in which it is made, by the word by which it is asked for: what
        shares one is drawn together, and what is bound is bound from sheets of one."""
        sheets = self.sheets_of(tag)
        cities = {flyer.city for flyer in self.drawn_together(tag)}
        leading = [sheet for sheet in sheets if sheet[1] in cities]
        found: dict[str, tuple[Item, ...]] = {}
        for product in self.drawn:
            items = product.items(leading if product.together else sheets)
            found[product.asked_as] = (*found.get(product.asked_as, ()), *items)
        return found

    def drawn_together(self, tag: str) -> tuple[Flyer, ...]:
        """The contents in several languages that are drawn with the sheets of this one."""
        return tuple(flyer for flyer in self.together.values() if flyer.language == tag)

    def content_of(self, item: Item) -> Flyer:
        """What a drawn item is laid out from."""
        return self.composition.flyers[item.language, item.city] if item.language else self.together[item.city]

    def bound_with(self, tag: str, word: str) -> tuple[Item, ...]:
        """What is bound from the sheets of one language that are asked for by this word: its contents page is drawn
        with them, under their fonts."""
        return tuple(
            item
            for product in self.bound
            if product.range is Range.LANGUAGES and DRAWN[product.of].asked_as == word
            for item in self.items_of(product)
            if item.language == tag
        )

    def items(self) -> Iterator[Item]:
        """Every file of the plan, in an order that depends on nothing else."""
        for language in self.languages:
            for items in self.drawn_groups(language.tag).values():
                yield from items
        for product in (*self.pictured, *self.bound):
            yield from self.items_of(product)


def path_of(item: Item) -> str:
    """The file of an item, relative to the output folder."""
    return BY_NAME[item.product].path_of(item)


def asked_paper(data: Data, options: BuildOptions) -> Paper:
    """The paper of the options, else of the data. Raises UsageError for one that does not exist."""
    try:
        return paper_named(options.paper or data.handout.paper, data.handout.oficio_mm)
    except KeyError:
        raise UsageError(f'there is no paper "{options.paper}"; choose {_listed(PAPER_NAMES)}') from None


def check_sides(options: BuildOptions) -> None:
    """Raises UsageError for sides that paper has not."""
    if options.sides is not None and options.sides not in SIDES:
        raise UsageError(f'there is no --sides "{options.sides}"; choose {_listed(SIDES)}')


def with_tags(data: Data, options: BuildOptions) -> BuildOptions:
    """The options with languages by their tags; they may be asked for by name. Raises UsageError for one that does not
    exist."""
    tags = dict.fromkeys(listed_tag(asked, data.languages.languages) for asked in options.languages)
    return replace(options, languages=tuple(tags))


def check_asked(data: Data, options: BuildOptions, paper: Paper) -> None:
    """Raises UsageError for a city or format that does not exist, or not on this paper."""
    known = {
        "city": ([city.id for city in data.directory.cities], options.cities),
        "format": (list(FORMATS), options.formats),
    }
    for what, (there, asked) in known.items():
        for name in asked:
            if name not in there:
                near = difflib.get_close_matches(name.lower(), there, 3)
                hint = f"perhaps {_listed(near)}; " if near else ""
                raise UsageError(f'there is no {what} "{name}"; {hint}there are: {", ".join(there)}')
    for name in options.formats:
        if paper.name not in papers_of(name):
            on = ", ".join(sorted(papers_of(name)))
            raise UsageError(f"the format {name} does not exist on {paper.name} paper; it exists on: {on}")


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def check_folder_paper(options: BuildOptions, paper: Paper, before: Manifest | None) -> None:
    """One folder holds one paper size. Raises UsageError for a part on another paper than stands there."""
    if before is not None and options.subset and before.paper != paper.name:
        raise UsageError(
            f"{options.out} holds {before.paper} sheets; one folder holds one paper size: "
            f"build everything with --paper {paper.name}, or choose another folder with --out"
        )


def reviewed_only(composition: Composition) -> Composition:
    """Without the sheets that hold a text which no person has reviewed, or would where they go on on another side."""
    kept = {
        sheet: flyer for sheet, flyer in composition.flyers.items() if flyer.unreviewed is None and flyer.notice is None
    }
    gone = {tag for tag, _ in composition.flyers} - {tag for tag, _ in kept}
    return replace(composition, flyers=kept, held_back=(*composition.held_back, *sorted(gone)))
