"""All languages with how far they are, and one language with its texts."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from handouts.content.translation_status import Standing as LanguageStanding
from handouts.content.translation_status import standings
from handouts.desk.area import Badge
from handouts.desk.areas.translations.language_texts import TO_DO, language_of, texts_of
from handouts.desk.areas.translations.workbook import downloads
from handouts.desk.desk import Desk
from handouts.desk.page import Page
from handouts.errors import InputError
from handouts.sources.languages import is_right_to_left
from handouts.sources.messages import messages_of
from handouts.sources.text_state import State

FILTERS = ("", "todo", str(State.DRAFT), str(State.REVIEWED))


def show_languages(page: Page) -> Response:
    """The table of languages, by their English names."""
    data = page.state.data
    found = page.state.once(standings)
    listed = {each.tag: each for each in data.languages.languages}
    return page.render(
        "translations/languages.html",
        rows=sorted(found, key=lambda each: (each.name or each.tag).casefold()),
        listed=listed,
        direction={each.tag: _direction(each.tag) for each in found if each.tag in listed},
        waiting={each.tag: _waiting(page, each) for each in found if each.held_back},
        texts=len(messages_of(data.handout, data.directory, data.faq)),
        done=page.done(),
    )


def show_language(page: Page) -> Response:
    """The texts of one language, all or those that a filter shows."""
    language = language_of(page.state, page.path("tag"))
    if language is None:
        return page.missing()
    texts = texts_of(page.state, language.tag)
    which = page.asked("show")
    standing = next((each for each in page.state.once(standings) if each.tag == language.tag), None)
    return page.render(
        "translations/language.html",
        language=language,
        direction=_direction(language.tag),
        texts=texts,
        which=which,
        shown=texts.shown(which),
        filters=FILTERS,
        standing=standing,
        needed=[row for row in texts.rows if row.message.essential and row.state in TO_DO],
        downloads=downloads(language.tag),
        today=page.desk.clock().date(),
        mistakes=[],
        done=page.done(),
    )


def badge(desk: Desk, words: Callable[..., str]) -> Badge | None:
    """How many languages have not been reviewed as a whole."""
    _ = words
    try:
        found = desk.store.state().once(standings)
    except InputError:
        return None  # the page itself says what is wrong
    open_ = [each for each in found if each.listed and each.counts.get(State.REVIEWED, 0) < sum(each.counts.values())]
    return Badge(len(open_), _("not reviewed"), bad=any(each.held_back for each in found if each.listed))


def _waiting(page: Page, standing: LanguageStanding) -> int:
    """How many texts a language that is held back waits for; 0 where it is for something else."""
    if not standing.listed:
        return 0
    texts = texts_of(page.state, standing.tag)
    return sum(row.message.essential and row.state in TO_DO for row in texts.rows)


def _direction(tag: str) -> str:
    return "rtl" if is_right_to_left(tag) else "ltr"
