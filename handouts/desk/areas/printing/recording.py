"""What was printed is recorded as an edition, after asking; or was not printed after all."""

from __future__ import annotations

from starlette.responses import Response

from handouts.desk.areas.printing.pages import job_values
from handouts.desk.making import Job, Stage
from handouts.desk.page import Page
from handouts.errors import HandoutError
from handouts.products.releasing import record_release
from handouts.sources.edition_files import read_editions, write_withdrawal


def show_record(page: Page) -> Response:
    """Asks whether it is printed now."""
    job = _made(page)
    if job is None:
        return page.missing()
    return _asked(page, job, "")


def take_record(page: Page) -> Response:
    """Record it; only once, however often the form is sent."""
    job = _made(page)
    if job is None:
        return page.missing()
    with page.desk.maker.recording:
        if not job.recorded:
            data, folders = page.state.data, page.desk.folders
            printed = None
            if job.order.cities or job.order.languages:
                cities = job.order.cities or tuple(city.id for city in data.directory.cities)
                tags = job.order.languages or tuple(each.tag for each in data.languages.languages)
                printed = [(tag, city) for tag in tags for city in cities]
            try:
                released = record_release(data, folders.fonts, folders.out, page.desk.clock().date(), printed)
            except HandoutError as error:
                return _asked(page, job, str(error))
            job.recorded = released.edition.name
    return page.go(f"/print?recorded={job.recorded}")


def show_withdrawal(page: Page) -> Response:
    """Asks whether an edition was not printed after all."""
    name = _edition(page)
    return page.render("printing/withdraw.html", name=name) if name else page.missing()


def take_withdrawal(page: Page) -> Response:
    """It counts as not printed. Its file stays."""
    name = _edition(page)
    if not name:
        return page.missing()
    with page.desk.maker.recording:
        if name not in read_editions(page.desk.folders.data).withdrawn:
            write_withdrawal(page.desk.folders.data, name, page.desk.clock().date())
    return page.go(f"/print?withdrawn={name}")


def _made(page: Page) -> Job | None:
    job = page.desk.maker.job(page.path("job"))
    return job if job is not None and job.stage is Stage.READY else None


def _asked(page: Page, job: Job, why: str) -> Response:
    mistakes = [("", why)] if why else []
    status = 409 if why else 200
    return page.render("printing/record.html", status, job=job, mistakes=mistakes, **job_values(page, job))


def _edition(page: Page) -> str:
    """The name of a recorded edition that the address says; empty for none."""
    recorded = read_editions(page.desk.folders.data).recorded
    return next((edition.name for edition in recorded if edition.name == page.path("edition")), "")
