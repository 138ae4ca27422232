"""The page of one translation: read beside its English, changed, signed, and on to the next."""

from __future__ import annotations

from unicodedata import normalize

from starlette.responses import Response

from handouts.desk.areas.translations.language_texts import (
    TO_DO,
    LanguageTexts,
    Row,
    in_pieces,
    language_of,
    terms_in,
    texts_of,
)
from handouts.desk.areas.translations.pages import FILTERS
from handouts.desk.areas.translations.translation import READ_ENGLISH, REVIEWED, TRANSLATION, reviewed_by
from handouts.desk.page import Page
from handouts.desk.saving import Asked, Refused, save_entry, was_of
from handouts.desk.store.store import Change
from handouts.desk.store.values_json import from_json, to_json
from handouts.errors import UsageError
from handouts.sources.fidelity import faults_of
from handouts.sources.languages import is_right_to_left
from handouts.sources.messages import PLACEHOLDER
from handouts.sources.model import Language
from handouts.sources.text_state import State
from handouts.sources.yaml_document import Value
from handouts.wording import worded as _

_READ = "yes"
_NEEDS_WORK = "work"


def show_translation(page: Page) -> Response:
    """One text, as the file has it or as a draft has it."""
    found = _found(page)
    if found is None:
        return page.missing()
    language, texts, row = found
    was = TRANSLATION.value(page.state, (language.tag, row.message.context))
    typed, read, english = row.text, False, row.message.english
    draft = page.desk.store.drafts.read(page.asked("draft"))
    dirty = draft is not None and draft.address == page.address
    if draft is not None and dirty:
        fields = draft.values()
        try:
            was, typed = from_json(fields.get("was", "")), fields.get("text", "")
            read, english = fields.get("read") == _READ, fields.get("english", "")
        except ValueError:
            dirty = False
    return _page(page, language, texts, row, was, typed, read=read, english=english, dirty=dirty)


def take_translation(page: Page) -> Response:
    """Save the text, the signature, or both, and go on to the next one."""
    found = _found(page)
    if found is None:
        return page.missing()
    language, texts, row = found
    which = page.typed("show")
    shown = texts.shown(which)
    following = _neighbours(shown, row)[1]  # as the list was before
    was, typed, read = was_of(page), _typed(page), page.typed("read") == _READ
    stay = page.typed("do") == "stay"
    mistakes = _mistakes(page, language, row, typed, read=read)
    if not mistakes and not typed and not row.text:
        return page.go(_address(language.tag, following, which))
    if not mistakes:
        outcome = save_entry(page, TRANSLATION, (language.tag, row.message.context), was, _mine(page, was))
        if isinstance(outcome, Asked):
            _keep(page, row)
            return page.go(outcome.address)
        if not isinstance(outcome, Refused):
            page.desk.store.drafts.drop(page.address)
            done = outcome.entry.number if outcome.entry else 0
            return page.go(_address(language.tag, row if stay else following, which, done))
        mistakes = [("text", each.said) for each in outcome.problems]
    _keep(page, row)
    return _page(
        page, language, texts, row, was, typed, read=read, english=page.typed("english"), mistakes=mistakes, dirty=True
    )


def as_typed(page: Page, key: tuple[str, ...]) -> Change:
    """What saving the form as it stands would change, for the page beside it."""
    if TRANSLATION.found(page.state, key) is None:
        raise UsageError(_("there is no such text any more"))
    return TRANSLATION.change(page.state, key, _mine(page, was_of(page)))


def _found(page: Page) -> tuple[Language, LanguageTexts, Row] | None:
    language = language_of(page.state, page.path("tag"))
    texts = texts_of(page.state, language.tag) if language else None
    row = texts.row(page.path("context")) if texts else None
    return (language, texts, row) if language and texts and row else None


def _typed(page: Page) -> str:
    return normalize("NFC", page.typed("text").replace("\r\n", "\n"))


def _mine(page: Page, was: Value) -> Value:
    """The entry that the form makes of `was`. Saved, it needs no work any more, unless that is what is said of it."""
    before = was if isinstance(was, dict) else {}
    text, work = _typed(page), page.typed("do") == _NEEDS_WORK
    if work and faults_of(page.typed("english"), text, page.path("tag")):
        text = str(before.get("text", ""))  # what stands there needs work, and not what is no text
    mine: dict[str, Value] = {**before, "text": text, "work": work and bool(text)}
    mine[READ_ENGLISH] = page.typed("english").replace("\r\n", "\n")
    if page.typed("read") == _READ and not work:
        mine[REVIEWED] = reviewed_by(page.seat.who, page.desk.clock().date(), text)
    return mine


def _mistakes(page: Page, language: Language, row: Row, typed: str, *, read: bool) -> list[tuple[str, str]]:
    """What stands against saving, in the loader's words where it is of the text."""
    _ = page.words
    if page.typed("english").replace("\r\n", "\n") != row.message.english:
        return [("text", _("The English has been changed meanwhile. Read the text once more beside the new one."))]
    if not typed and (row.text or read):
        return [("text", _("Write the translation. If it is wrong and you can’t mend it, say that it needs work."))]
    if page.typed("do") == _NEEDS_WORK:
        return []
    if row.work and typed == row.text and not read:
        return [("read", _("This is the former text. Change it, or tick that it says the same as the English of now."))]
    return [("text", _.told(fault)) for fault in faults_of(row.message.english, typed, language.tag)] if typed else []


def _neighbours(shown: tuple[Row, ...], row: Row) -> tuple[Row | None, Row | None]:
    """The texts before and after, of those that are shown; the row itself need not be among them."""
    before = [each for each in shown if each.number < row.number]
    after = [each for each in shown if each.number > row.number]
    return before[-1] if before else None, after[0] if after else None


def _address(tag: str, row: Row | None, which: str, done: int = 0) -> str:
    """Of a text, or of the list where there is no further one."""
    which = which if which in FILTERS else ""
    asked = "&".join([*([f"show={which}"] if which else []), *([f"done={done}"] if done else [])])
    place = f"/translations/{tag}/{row.message.context}" if row else f"/translations/{tag}"
    return f"{place}?{asked}" if asked else place


def _keep(page: Page, row: Row) -> None:
    title = row.message.english[:200]
    page.desk.store.drafts.keep(page.address, title, page.desk.clock(), page.seat.who, page.fields())


def _page(
    page: Page,
    language: Language,
    texts: LanguageTexts,
    row: Row,
    was: Value,
    typed: str,
    *,
    read: bool,
    english: str,
    mistakes: list[tuple[str, str]] | None = None,
    dirty: bool = False,
) -> Response:
    which = page.typed("show") or page.asked("show")
    shown = texts.shown(which)
    before, after = _neighbours(shown, row)
    terms = terms_in(texts, row.message)
    city = row.message.context.removeprefix("city.").removesuffix(".name")
    cities = [each.id for each in page.state.data.directory.cities]
    draft = page.desk.store.drafts.of(page.address) if not mistakes and not dirty else None
    return page.render_form(
        "translations/text.html",
        mistakes,
        language=language,
        direction="rtl" if is_right_to_left(language.tag) else "ltr",
        texts=texts,
        row=row,
        which=which if which in FILTERS else "",
        shown=shown,
        filters=FILTERS,
        was=to_json(was),
        typed=typed,
        read=read,
        english=row.message.english,
        changed_english=english if english != row.message.english else "",
        pieces=in_pieces(row.message.english, terms),
        placeholders=list(dict.fromkeys(PLACEHOLDER.findall(row.message.english))),
        terms=terms,
        needed=[each for each in texts.rows if each.message.essential and each.state in TO_DO],
        before=_address(language.tag, before, which) if before else "",
        after=_address(language.tag, after, which) if after else "",
        draft=draft,
        dirty=dirty,
        city=city if city in cities else cities[0],
        reviewed=row.state is State.REVIEWED,
        done=page.done(),
    )
