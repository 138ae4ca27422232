"""The plan of a build: what the output folder shall hold, and what of it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.content.booklet import Booklet, Sheet, booklets_of
from handouts.content.compose import Composition
from handouts.errors import UsageError
from handouts.layout import ASKED_FOR, FORMATS
from handouts.layout.formats import flyer_path
from handouts.manifest import Manifest
from handouts.paper import Paper, paper_named
from handouts.sources.load import Data
from handouts.sources.model import Language


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What was asked for. Empty `cities`, `languages`, `formats`: all."""

    data: Path
    fonts: Path
    out: Path
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    paper: str = ""
    jobs: int = 1
    force: bool = False
    reviewed_only: bool = False
    prove: bool = True

    @property
    def subset(self) -> bool:
        return bool(self.cities or self.languages or self.formats)


class Plan:
    """What `out/` shall hold.

    `replaced` is the manifest of what stands there; `before` the same if it is of the same paper: only then a file of
    it can stay. `formats` are made for every sheet, for they share fonts; `asked` are the sheets that the options
    name; `booklets` those that are bound if they do not stand there already; `wanted` the paths that are drawn if
    they do not: what was asked for, and what these booklets need.
    """

    def __init__(
        self, data: Data, composition: Composition, options: BuildOptions, paper: Paper, before: Manifest | None
    ) -> None:
        self.data = data
        self.composition = composition
        self.options = options
        self.paper = paper
        self.before = before if before is not None and before.paper == paper.name else None
        self.replaced = before
        self.sheets: tuple[Sheet, ...] = tuple(composition.flyers)
        self.languages = tuple(
            language for language in data.languages.languages if any(tag == language.tag for tag, _ in self.sheets)
        )
        named = dict.fromkeys((*data.handout.formats, *options.formats))
        on_paper = [name for name in ASKED_FOR if name in named and paper.name in FORMATS[name].papers]
        self.formats = _with_company(on_paper)
        self.left_out_formats = tuple(name for name in named if name not in on_paper)
        asked_formats = _with_company(options.formats or on_paper)
        self.asked = frozenset(
            (tag, city)
            for tag, city in self.sheets
            if (not options.cities or city in options.cities) and (not options.languages or tag in options.languages)
        )
        asked_flyers = self.asked if "flyer" in asked_formats else frozenset()
        self.all_booklets = booklets_of(data, composition) if "flyer" in self.formats else ()
        there = {entry.path for entry in self.before.files} if self.before else set()
        self.booklets = tuple(
            booklet
            for booklet in self.all_booklets
            if asked_flyers.issuperset(booklet.sheets)
            or (booklet.path in there and not asked_flyers.isdisjoint(booklet.sheets))
        )
        self.wanted = frozenset(
            FORMATS[form].path_of(*sheet) for form in self.formats if form in asked_formats for sheet in self.asked
        ) | {flyer_path(sheet) for booklet in self.booklets for sheet in booklet.sheets}

    def language(self, tag: str) -> Language:
        """The language of that tag."""
        return next(language for language in self.data.languages.languages if language.tag == tag)

    def paths_of(self, tag: str) -> tuple[str, ...]:
        """Every sheet of a language, in every format, in the order in which they are made."""
        return tuple(FORMATS[form].path_of(*sheet) for form in self.formats for sheet in self.sheets if sheet[0] == tag)

    def paths(self) -> Iterator[str]:
        """Every file of the plan, in an order that depends on nothing else."""
        for language in self.languages:
            yield from self.paths_of(language.tag)
        yield from (booklet.path for booklet in self.all_booklets)

    def booklet_of(self, tag: str) -> Booklet | None:
        """The booklet with all cities of a language; None where no booklets are made."""
        return next((each for each in self.all_booklets if each.kind == "language" and each.language == tag), None)


def _with_company(names: Iterable[str]) -> tuple[str, ...]:
    """The formats, each with the one that is made with it."""
    return tuple(form for name in names for form in (name, FORMATS[name].also) if form)


def asked_paper(data: Data, options: BuildOptions) -> Paper:
    """The paper of the options, else of the data. Raises UsageError for one that there is not."""
    try:
        return paper_named(options.paper or data.handout.paper, data.handout.oficio_mm)
    except KeyError:
        raise UsageError(f'there is no paper "{options.paper}"; choose letter, a4, legal or oficio') from None


def check_asked(data: Data, options: BuildOptions, paper: Paper) -> None:
    """Raises UsageError for a city, language or format that there is not, or not on this paper."""
    known = {
        "city": ([city.id for city in data.directory.cities], options.cities),
        "language": ([language.tag for language in data.languages.languages], options.languages),
        "format": (list(ASKED_FOR), options.formats),
    }
    for what, (there, asked) in known.items():
        for name in asked:
            if name not in there:
                raise UsageError(f'there is no {what} "{name}"; there are: {", ".join(there)}')
    for name in options.formats:
        if paper.name not in FORMATS[name].papers:
            on = ", ".join(sorted(FORMATS[name].papers))
            raise UsageError(f"the format {name} does not exist on {paper.name} paper; it exists on: {on}")


def check_folder_paper(options: BuildOptions, paper: Paper, before: Manifest | None) -> None:
    """One folder holds one paper size. Raises UsageError for a part on another paper than stands there."""
    if before is not None and options.subset and before.paper != paper.name:
        raise UsageError(
            f"{options.out} holds {before.paper} sheets; one folder holds one paper size: "
            f"build everything with --paper {paper.name}, or choose another folder with --out"
        )


def reviewed_only(composition: Composition) -> Composition:
    """Without the languages that hold a sheet which no person has reviewed."""
    drafts = {tag for (tag, _), flyer in composition.flyers.items() if flyer.unreviewed is not None}
    kept = {sheet: flyer for sheet, flyer in composition.flyers.items() if sheet[0] not in drafts}
    held = (*composition.held_back, *sorted(drafts))
    return Composition(kept, composition.catalogues, composition.problems, held)
