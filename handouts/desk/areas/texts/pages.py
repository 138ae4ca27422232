"""The pages of texts: all of them, one of them, and what saving one would do."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from handouts.desk.areas.texts.answers import moved, spot_of
from handouts.desk.areas.texts.effects import Effect, effect_of, words_now
from handouts.desk.areas.texts.finding import REMOVED, context_now
from handouts.desk.areas.texts.listing import Section, Text, details, message_of, rank_of, sections, text_at
from handouts.desk.areas.texts.text import SPELLING, TEXT, spelling_by
from handouts.desk.areas.texts.text_form import NEW, SAME, TextForm, form_from, form_of, value_from
from handouts.desk.page import Page
from handouts.desk.saving import Asked, Refused, save_entry, was_of
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.desk.store.values_json import from_json, to_json
from handouts.errors import HandoutError, UsageError
from handouts.sources.faq_model import ESSENTIAL_WORDS_LIMIT
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.text_state import State as Standing
from handouts.sources.translations import read_catalogues
from handouts.sources.yaml_document import Value
from handouts.wording import worded as _

_SHOWN_STATES = (Standing.MISSING, Standing.STALE, Standing.DRAFT, Standing.REVIEWED)


def show_texts(page: Page) -> Response:
    """All texts, with when each is printed and how far its translations are."""
    state = page.state
    return page.render(
        "texts/texts.html",
        sections=sections(state),
        standing=_standing(state),
        ranks={text.context: rank_of(state, text.piece) for text in _details(state) if text.piece},
        words=words_now(state),
        most_words=ESSENTIAL_WORDS_LIMIT,
        done=page.done(),
    )


def show_text(page: Page) -> Response:
    """The form of one text, as its file has it or as a draft has it."""
    found = text_at(page.state, page.path("context"))
    if found is None:
        return page.missing()
    text, section = found
    value = TEXT.value(page.state, (text.context,))
    form, was = form_of(text, value), value
    draft = page.desk.store.drafts.read(page.asked("draft"))
    dirty = draft is not None and draft.address == page.address
    if draft is not None and dirty:
        form = form_from(draft.fields)
        try:
            was = from_json(draft.values().get("was", ""))
        except ValueError:
            form, dirty = form_of(text, value), False
    effect = _effect(page, text, form, was) if dirty else None
    return _page(page, text, section, form, was, effect=effect if isinstance(effect, Effect) else None, dirty=dirty)


def take_text(page: Page) -> Response:
    """Save the form. Where its meaning may have changed, and nobody has said so yet, ask first."""
    _ = page.words
    form, was = form_from(page.fields()), was_of(page)
    context = page.path("context")
    now = context_now(page.desk.store.history, page.state, context, was)
    found = text_at(page.state, now)
    if found is None and not now.startswith(REMOVED):
        return page.missing()
    if found is None:
        return _removed(page, context, form, was)
    text, section = found
    effect = _effect(page, text, form, was)
    if isinstance(effect, Effect) and effect.asks and not form.meaning:
        _keep(page, text, form, was)
        mistakes = [("meaning-new", _("Say whether it says something else now."))]
        return _page(page, text, section, form, was, effect=effect, mistakes=mistakes, dirty=True)
    outcome = save_entry(page, TEXT, (context,), was, _mine(page, text, form, was))
    if isinstance(outcome, Refused):
        _keep(page, text, form, was)
        said = []
        for problem, steps in outcome.found():
            inside = steps[len(text.steps) :] if steps[: len(text.steps)] == text.steps else None
            field = "" if inside is None else str(inside[0]) if inside else "text"
            said.append((field, problem.said if field else str(problem)))
        shown = effect if isinstance(effect, Effect) else None
        return _page(page, text, section, form, was, effect=shown, mistakes=said, dirty=True)
    if isinstance(outcome, Asked):
        _keep(page, text, form, was)
        return page.go(outcome.address)
    page.desk.store.drafts.drop(page.address)
    address = TEXT.address(page.desk.store.state(), outcome.key)
    return page.go(f"{address}?done={outcome.entry.number}" if outcome.entry else address)


def take_order(page: Page) -> Response:
    """Move a question among the questions, or a part in its answer, one place, `do`: "up" or "down"."""
    found = text_at(page.state, page.path("context"))
    spot = spot_of(page.state.data.faq, found[0]) if found else None
    if found is None or spot is None:
        return page.missing()
    text, section = found
    there = spot.index + {"up": -1, "down": 1}.get(page.typed("do"), 0)
    if there == spot.index or not 0 <= there < spot.count:
        return page.go(text.address)
    done, why = moved(page, text, spot, there)
    if why:
        value = TEXT.value(page.state, (text.context,))
        return _page(page, text, section, form_of(text, value), value, mistakes=why)
    return page.go(f"{text.address}?done={done}")


def _removed(page: Page, context: str, form: TextForm, was: Value) -> Response:
    """The text is not there any more: what was typed is kept, and the page of conflicts says so."""
    mine = {**was, "text": form.field("text")} if isinstance(was, dict) else None
    outcome = save_entry(page, TEXT, (context,), was, mine)
    return page.go(outcome.address) if isinstance(outcome, Asked) else page.missing()


def show_effect(page: Page) -> Response:
    """A piece of a page: what saving the form as it stands would do. Nothing is written."""
    found = text_at(page.state, page.path("context"))
    if found is None:
        return page.missing()
    text, _section = found
    form, was = form_from(page.fields()), was_of(page)
    effect = _effect(page, text, form, was)
    problems = effect if isinstance(effect, list) else []
    shown = effect if isinstance(effect, Effect) else None
    return HTMLResponse(
        page.part("texts/effect.html", effect=shown, problems=problems, meaning=form.meaning or NEW, text=text)
    )


def as_typed(page: Page, key: tuple[str, ...]) -> Change:
    """What saving the form as it stands would change, for the page beside it."""
    found = TEXT.found(page.state, key)
    if found is None:
        raise UsageError(_("there is no such text any more"))
    return TEXT.change(page.state, key, _mine(page, found, form_from(page.fields()), was_of(page)))


def _mine(page: Page, text: Text, form: TextForm, was: Value) -> Value:
    value = value_from(form, text, was)
    english = was.get("text") if isinstance(was, dict) else None
    if form.meaning == SAME and isinstance(value, dict) and isinstance(english, str) and value.get("text") != english:
        return {**value, SPELLING: spelling_by(page.seat.who, page.desk.clock().date(), english)}
    return value


def _effect(page: Page, text: Text, form: TextForm, was: Value) -> Effect | list[str]:
    """What saving would do, or what is wrong with it."""
    try:
        change = TEXT.change(page.state, (text.context,), _mine(page, text, form, was))
        return effect_of(page, text, change)
    except HandoutError as error:
        return page.lines(error)


def _page(
    page: Page,
    text: Text,
    section: Section,
    form: TextForm,
    was: Value,
    *,
    effect: Effect | None = None,
    mistakes: list[tuple[str, str]] | None = None,
    dirty: bool = False,
) -> Response:
    draft = page.desk.store.drafts.of(page.address) if not mistakes and not dirty else None
    others = [
        (id_, english) for id_, english in details(page.state) if not text.context.endswith(id_.replace("/", "."))
    ]
    return page.render_form(
        "texts/text.html",
        mistakes,
        text=text,
        section=section,
        form=form,
        was=to_json(was),
        effect=effect,
        problems=[],
        meaning=form.meaning or NEW,
        draft=draft,
        dirty=dirty,
        others=others,
        translated=message_of(page.state, text) is not None,
        words=words_now(page.state),
        most_words=ESSENTIAL_WORDS_LIMIT,
        rank=rank_of(page.state, text.piece) if text.piece and text.piece.print == "detail" else None,
        spot=spot_of(page.state.data.faq, text),
        done=page.done(),
    )


def _keep(page: Page, text: Text, form: TextForm, was: Value) -> None:
    fields = (("was", to_json(was)), *((name, each) for name, each in form.fields.items() if name != "was"))
    meaning = (("meaning", form.meaning),) if form.meaning else ()
    title = form.field("text") or text.english
    page.desk.store.drafts.keep(page.address, title[:200], page.desk.clock(), page.seat.who, (*fields, *meaning))


def _details(state: State) -> list[Text]:
    return [
        text
        for section in sections(state)
        for text in section.texts
        if text.piece and text.piece.print == "detail" and text.context.startswith("faq.")
    ]


def _standing(state: State) -> dict[str, list[tuple[str, int]]]:
    """Context -> how many languages are in each state, the worst first."""
    return state.once(_counted)


def _counted(data: Data) -> dict[str, list[tuple[str, int]]]:
    messages = messages_of(data.handout, data.directory, data.faq)
    catalogues = [each for each in read_catalogues(data, messages).values() if not each.is_source]
    found = {}
    for message in messages:
        states = [each.state(*message.key) for each in catalogues]
        found[message.context] = [(str(each), states.count(each)) for each in _SHOWN_STATES if each in states]
    return found
