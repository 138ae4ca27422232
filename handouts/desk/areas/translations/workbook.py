"""A language as a workbook or on paper for a reviewer without the desk, and the filled workbook taken back."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import PurePath
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from handouts.desk.areas.translations.language_texts import language_of, texts_of
from handouts.desk.areas.translations.translation import AREA
from handouts.desk.page import Page
from handouts.desk.store.saying import Saying
from handouts.desk.store.seat import MOST_LETTERS
from handouts.desk.store.store import Change
from handouts.errors import HandoutError, UsageError
from handouts.exchange.files import tables_of
from handouts.exchange.review_rows import review_rows
from handouts.exchange.review_sheets import review_pdf
from handouts.exchange.review_taking import ReviewFile, review_in_tables
from handouts.exchange.review_workbook import review_workbook
from handouts.sources.languages import is_right_to_left
from handouts.sources.model import Language
from handouts.sources.reviewing import record_readings
from handouts.wording import worded as _

_KINDS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
TAKEN_BACK: Final = ("xlsx", "ods", "csv")
_TAKEN = _("{language}: {n} texts read by {name}, from {file}")


def downloads(tag: str) -> dict[str, str]:
    """Kind of file -> where it is fetched."""
    return {kind: f"/translations/{tag}/review/review-{tag}.{kind}" for kind in _KINDS}


def show_download(page: Page) -> Response:
    """The language for its reviewer, made anew."""
    language = language_of(page.state, page.path("tag"))
    names = {address.rpartition("/")[2]: kind for kind, address in downloads(language.tag).items()} if language else {}
    kind = names.get(page.path("file"))
    if language is None or kind is None:
        return page.missing()
    data, tag = page.state.data, language.tag
    rows = review_rows(data, tag)
    if kind == "pdf":
        content = review_pdf(data, tag, rows, page.desk.folders.fonts)
    else:
        content = review_workbook(
            rows,
            language.names.en,
            language.names.own,
            data.handout.last_updated,
            right_to_left=is_right_to_left(tag),
        )
    headers = {"Content-Disposition": f'attachment; filename="review-{tag}.{kind}"'}
    return Response(content, media_type=_KINDS[kind], headers=headers)


def take_upload(page: Page) -> Response:
    """Keep a filled workbook, and go where it is shown."""
    words = page.words
    language = language_of(page.state, page.path("tag"))
    if language is None:
        return page.missing()
    file, by, on = page.upload("file"), " ".join(page.typed("by").split()), page.typed("on")
    ending = PurePath(file.filename or "").suffix.lower().removeprefix(".") if file else ""
    mistakes = []
    if file is None:
        mistakes.append(("file", words(_("Choose the file that came back."))))
    elif ending not in TAKEN_BACK:
        mistakes.append(("file", words(_("This is no workbook. Choose one that ends in .xlsx, .ods or .csv."))))
    if not by or len(by) > MOST_LETTERS:
        mistakes.append(("by", words(_("Write the name of the person who has read the texts."))))
    if _day(on) is None:
        mistakes.append(("on", words(_("Write the day as 2026-11-30."))))
    if mistakes or file is None:
        return page.render(
            "translations/upload.html",
            422,
            language=language,
            by=by,
            on=on,
            mistakes=mistakes,
            wrong=dict(mistakes),
        )
    id_ = page.desk.uploads.keep(file.filename or "", file.file.read())
    return page.go(f"/translations/{language.tag}/workbook/{id_}?{urlencode({'by': by, 'on': on})}")


def show_upload(page: Page) -> Response:
    """What would be taken of a workbook, and what not and why. Nothing is written."""
    language = language_of(page.state, page.path("tag"))
    if language is None or page.desk.uploads.of(page.path("file")) is None:
        return page.missing()
    return _page(page, language, *_read(page, language))


def take_workbook(page: Page) -> Response:
    """Write what the page showed."""
    words = page.words
    language = language_of(page.state, page.path("tag"))
    if language is None or page.desk.uploads.of(page.path("file")) is None:
        return page.missing()
    found, wrong = _read(page, language)
    if found is None:
        return _page(page, language, None, wrong)
    if page.typed("seen") != _seen(found):
        return _page(page, language, found, words(_("The texts have changed meanwhile: look again.")))
    said = {"language": language.names.en, "n": str(len(found.taken)), "name": _by(page), "file": _called(page)}
    change = Change(Saying(_TAKEN, said), area=AREA, address=f"/translations/{language.tag}")
    try:
        entry = page.desk.store.recorded(change, page.seat.who, lambda: _write(page, language, _seen(found)))
    except HandoutError as error:
        return _page(page, language, found, "; ".join(page.placed(error)))
    page.desk.uploads.drop(page.path("file"))
    return page.go(f"/translations/{language.tag}?done={entry.number}" if entry else f"/translations/{language.tag}")


def _write(page: Page, language: Language, shown: str) -> None:
    """With the store's lock held: what is taken now must be what was shown."""
    state = page.desk.store.state()
    found = _file(page, language)
    if _seen(found) != shown:
        raise UsageError(_("the texts have been changed meanwhile; look again"))
    if found.taken:
        today = page.desk.clock().date()
        record_readings(state.data, found.tag, [each.review for each in found.taken], found.texts, today)


def _read(page: Page, language: Language) -> tuple[ReviewFile | None, str]:
    """What a workbook says, or why it can't be taken."""
    try:
        return _file(page, language), ""
    except HandoutError as error:
        return None, "; ".join(page.placed(error)).removeprefix(f"{_called(page)}: ")


def _file(page: Page, language: Language) -> ReviewFile:
    upload, today = page.desk.uploads.of(page.path("file")), page.desk.clock().date()
    if upload is None:
        raise UsageError(_("the file is not kept any more; choose it once more"))
    tables, day = tables_of(upload.content, upload.name), _day(_asked(page, "on")) or today
    found = review_in_tables(tables, upload.name, page.desk.store.state().data, _by(page), day, today)
    if found.tag != language.tag:
        raise UsageError(
            _("a workbook of {tag}, not of {other}; bring it on the page of {tag}", tag=found.tag, other=language.tag)
        )
    return found


def _page(page: Page, language: Language, found: ReviewFile | None, wrong: str) -> Response:
    return page.render(
        "translations/workbook.html",
        422 if wrong else 200,
        language=language,
        direction="rtl" if is_right_to_left(language.tag) else "ltr",
        found=found,
        texts=texts_of(page.state, language.tag),
        seen=_seen(found) if found else "",
        by=_by(page),
        on=_asked(page, "on"),
        called=_called(page),
        mistakes=[("", wrong)] if wrong else [],
    )


def _seen(found: ReviewFile) -> str:
    """A digest of what is taken, by which the form says what it has shown."""
    said = repr([(each.review, each.text, each.changed) for each in found.taken])
    return hashlib.sha256(said.encode()).hexdigest()


def _asked(page: Page, name: str) -> str:
    """A value of the query, or of the form that carries it on."""
    return page.typed(name) or page.asked(name)


def _by(page: Page) -> str:
    return " ".join(_asked(page, "by").split())[:MOST_LETTERS]


def _called(page: Page) -> str:
    """As the file was named where it comes from."""
    upload = page.desk.uploads.of(page.path("file"))
    return upload.name if upload else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
