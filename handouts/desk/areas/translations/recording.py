"""A whole language read by one person: asked first, with the number of texts, and recorded for exactly those."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from handouts.desk.areas.translations.language_texts import LanguageTexts, Row, language_of, texts_of
from handouts.desk.areas.translations.translation import AREA
from handouts.desk.page import Page
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import HandoutError, UsageError
from handouts.sources.languages import is_right_to_left
from handouts.sources.ledger import digest_of
from handouts.sources.model import Language
from handouts.sources.reviewing import record_review
from handouts.sources.text_state import State
from handouts.wording import worded as _

_ALL_READ = _("{language}: all read, {n} texts")


def show_record(page: Page) -> Response:
    """Asks, and shows each text that would be recorded."""
    language = language_of(page.state, page.path("tag"))
    if language is None:
        return page.missing()
    return _page(page, language, texts_of(page.state, language.tag), [])


def take_record(page: Page) -> Response:
    """Record a review of every draft that the page showed, if nothing has changed since."""
    words = page.words
    language = language_of(page.state, page.path("tag"))
    if language is None:
        return page.missing()
    texts = texts_of(page.state, language.tag)
    drafts = texts.shown(State.DRAFT)
    if page.typed("seen") != seen(drafts):
        return _page(page, language, texts, [("", words(_("The texts have changed meanwhile: look again.")))])
    if page.typed("read") != "yes":
        return _page(page, language, texts, [("read", words(_("Tick that you have read all of them.")))])
    if not drafts:
        return page.go(f"/translations/{language.tag}")
    contexts = [row.message.context for row in drafts]
    what = Saying(_ALL_READ, {"language": language.names.en, "n": str(len(drafts))})
    change = Change(what, area=AREA, address=f"/translations/{language.tag}")
    try:
        entry = page.desk.store.recorded(
            change, page.seat.who, lambda: _record(page, language.tag, seen(drafts), contexts)
        )
    except HandoutError as error:
        return _page(page, language, texts, [("", line) for line in page.placed(error)])
    return page.go(f"/translations/{language.tag}?done={entry.number}" if entry else f"/translations/{language.tag}")


def seen(rows: tuple[Row, ...]) -> str:
    """A digest of texts beside their English, by which the form says what it has shown."""
    read = [digest_of(*row.message.key, row.text) for row in rows]
    return hashlib.sha256("".join(read).encode()).hexdigest()


def _record(page: Page, tag: str, shown: str, contexts: list[str]) -> None:
    """With the store's lock held: what stands there now must be what was shown."""
    state = page.desk.store.state()
    if seen(texts_of(state, tag).shown(State.DRAFT)) != shown:
        raise UsageError(_("the texts have been changed meanwhile; look again"))
    record_review(state.data, tag, page.seat.who, page.desk.clock().date(), contexts)


def _page(page: Page, language: Language, texts: LanguageTexts, mistakes: list[tuple[str, str]]) -> Response:
    drafts = texts.shown(State.DRAFT)
    return page.render_form(
        "translations/record.html",
        mistakes,
        language=language,
        direction="rtl" if is_right_to_left(language.tag) else "ltr",
        drafts=drafts,
        rest=len(texts.rows) - len(drafts) - texts.count(State.REVIEWED),
        seen=seen(drafts),
    )
