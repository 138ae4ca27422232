"""The pages of printing: what differs from paper, a build while it is at work, and what it has made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import HTMLResponse, Response

from handouts.content.changes import Harm, SheetChange
from handouts.desk.areas.printing.files import served
from handouts.desk.making import Job, Order
from handouts.desk.on_paper import OnPaper
from handouts.desk.page import Page
from handouts.desk.unknown_paper import unknown_by
from handouts.errors import InputError
from handouts.manifest import PACKS_FOLDER, read_manifest
from handouts.paper import paper_named
from handouts.products.packs import RECALL_NAME
from handouts.products.table import DRAWN
from handouts.sources.load import Data

CHANGED, ALL = "changed", "all"
_OF_SHEETS = frozenset(product.kind for product in DRAWN.values())
"""What the manifest calls what is drawn."""


@dataclass(frozen=True, slots=True)
class CityChanges:
    """How many sheets of a city are to be printed, whether paper is wrong, and how many no edition has."""

    id: str
    name: str
    sheets: int
    wrong: bool
    not_recorded: int


def show_print(page: Page) -> Response:
    """What may be made; what has changed is chosen."""
    return _page(page)


def take_print(page: Page) -> Response:
    """Begin to make it. Where something is being made already, its page. Raises InputError where what has changed is
    asked for, and can't be told."""
    _ = page.words
    data = page.state.data
    chosen = page.fields()
    cities = tuple(each.id for each in data.directory.cities if ("city", each.id) in chosen)
    languages = tuple(each.tag for each in data.languages.languages if ("language", each.tag) in chosen)
    mistakes = []
    if not page.state.whole:
        mistakes.append(("", _("Mend the broken file first: only whole data are printed.")))
    if not cities:
        mistakes.append(("city-0", _("Choose a city.")))
    if not languages:
        mistakes.append(("language-0", _("Choose a language.")))
    if mistakes:
        return _page(page, mistakes)
    paper = page.desk.paper.now(page.state)
    if page.typed("what") == CHANGED and paper.damaged:
        raise InputError(paper.damaged)
    order = Order(
        () if len(cities) == len(data.directory.cities) else cities,
        () if len(languages) == len(data.languages.languages) else languages,
        pack=page.typed("what") == CHANGED and paper.history is not None,
    )
    return page.go(f"/print/{page.desk.maker.start(order, page.desk.clock()).id}")


def show_job(page: Page) -> Response:
    """A build: how far it is, or what it has made."""
    job = page.desk.maker.job(page.path("job"))
    if job is None:
        return page.missing()
    return page.render("printing/job.html", job=job, **job_values(page, job))


def show_progress(page: Page) -> Response:
    """A piece of its page; whole pages where it has ended."""
    job = page.desk.maker.job(page.path("job"))
    if job is None or job.ended:
        return HTMLResponse("", headers={"HX-Refresh": "true"})
    return HTMLResponse(page.part("printing/progress.html", job=job))


def take_stop(page: Page) -> Response:
    """Stop it."""
    job = page.desk.maker.job(page.path("job"))
    if job is None:
        return page.missing()
    page.desk.maker.stop(job)
    return page.go(f"/print/{job.id}")


def job_values(page: Page, job: Job) -> dict[str, Any]:
    """What the page of a job shows besides."""
    data, out = page.state.data, page.desk.folders.out
    manifest = read_manifest(out) if job.ended else None
    if manifest is None:
        return {"sheets": 0, "pack": "", "recall": "", "paper": None, "names": names_of(data, job.order)}
    cities = job.order.cities
    pack = f"{PACKS_FOLDER}/pack-{cities[0] if len(cities) == 1 else 'all'}.pdf"
    recall = f"{PACKS_FOLDER}/{RECALL_NAME}"
    there = served(out)
    if job.order.pack:
        paper = page.desk.paper.now(page.state)
        sheets = len(_of((*paper.differing, *paper.not_recorded), job.order))
    else:
        sheets = sum(
            entry.kind in _OF_SHEETS and _is_of(entry.city, entry.language, job.order) for entry in manifest.files
        )
    return {
        "sheets": sheets,
        "pack": pack if job.order.pack and pack in there else "",
        "recall": recall if job.order.pack and recall in there else "",
        "paper": paper_named(manifest.paper, data.handout.oficio_mm),
        "names": names_of(data, job.order),
    }


def names_of(data: Data, order: Order) -> str:
    """The cities and languages of an order; empty where it is all."""
    cities = [city.name for city in data.directory.cities if city.id in order.cities]
    return ", ".join([*cities, *(each.names.own for each in data.languages.languages if each.tag in order.languages)])


def _is_of(city: str, language: str, order: Order) -> bool:
    return (not order.cities or city in order.cities) and (not order.languages or language in order.languages)


def _of(sheets: Sequence[SheetChange], order: Order) -> list[SheetChange]:
    return [sheet for sheet in sheets if _is_of(sheet.city, sheet.language, order)]


def _page(page: Page, mistakes: list[tuple[str, str]] | None = None) -> Response:
    paper = page.desk.paper.now(page.state)
    cities = [_changes_of(city.id, city.name, paper) for city in page.state.data.directory.cities]
    changed = [city.id for city in cities if city.sheets] if paper.history else [city.id for city in cities]
    chosen = {value for name, value in page.fields() if name == "city"} if mistakes else set(changed)
    if asked := page.request.query_params.getlist("city"):
        chosen = set(asked)
    running = page.desk.maker.last
    last = paper.editions.last
    return page.render_form(
        "printing/print.html",
        mistakes,
        paper=paper,
        unknown=unknown_by(page.told(paper.damaged), page.desk.folders.data) if paper.damaged else None,
        cities=cities,
        chosen=chosen,
        counts={harm.word: paper.count(harm) for harm in Harm},
        languages=page.state.data.languages.languages,
        tongues={value for name, value in page.fields() if name == "language"} if mistakes else None,
        what=page.typed("what") or (CHANGED if paper.history and changed else ALL),
        running=running if running is not None and not running.ended else None,
        last=last,
        since=date.fromisoformat(last.on) if last else None,
        recorded=page.asked("recorded") if last and page.asked("recorded") == last.name else "",
        withdrawn=page.asked("withdrawn") if page.asked("withdrawn") in paper.editions.withdrawn else "",
        has_gallery="index.html" in served(page.desk.folders.out),
    )


def _changes_of(city: str, name: str, paper: OnPaper) -> CityChanges:
    sheets = [sheet for sheet in paper.differing if sheet.city == city]
    wrong = any(sheet.harm is Harm.WRONG for sheet in sheets)
    return CityChanges(city, name, len(sheets), wrong, sum(sheet.city == city for sheet in paper.not_recorded))
