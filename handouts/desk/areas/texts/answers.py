"""Questions and parts of answers that come, go, and change places; what one says is changed by its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from handouts.desk.areas.texts.listing import FAQ, Text, text_at
from handouts.desk.areas.texts.text import AREA
from handouts.desk.page import Page
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import ConflictError, HandoutError
from handouts.exchange.directory_rows import as_id
from handouts.sources.edits import Edit, insert, move, remove
from handouts.sources.faq_model import Faq, Question, full_id
from handouts.sources.yaml_document import Steps, Value
from handouts.sources.yaml_scalars import shortened
from handouts.wording import worded as _

NEW: Final = "/texts/new"
_PRINTED: Final = ("detail", "essential")
_WORDS_OF_ID: Final = 3
_ADDED = _("“{text}” added")
_REMOVED = _("“{text}” removed")
_MOVED = _("“{text}”: now {n} of {all}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands among its like: the way to their list, its index from 0, how many there are."""

    steps: Steps
    index: int
    count: int


def spot_of(faq: Faq, text: Text) -> Spot | None:
    """Of a question among the questions, of a part in its answer; None for other texts."""
    if text.file != FAQ:
        return None
    at = int(text.steps[1])
    if text.piece is None:
        return Spot(("questions",), at, len(faq.questions))
    return Spot(("questions", at, "answer"), int(text.steps[-1]), len(faq.questions[at].answer))


def show_new(page: Page) -> Response:
    """A question with the first part of its answer, or a further part."""
    question = _question(page)
    if "question" in page.request.path_params and question is None:
        return page.missing()
    draft = page.desk.store.drafts.read(page.asked("draft"))
    known = draft.values() if draft is not None and draft.address == page.address else {}
    return _new_page(page, question, known, [])


def take_new(page: Page) -> Response:
    """Add it, behind the others of its like."""
    words = page.words
    question = _question(page)
    if "question" in page.request.path_params and question is None:
        return page.missing()
    fields = {name: " ".join(value.split()) for name, value in page.fields()}
    mistakes = []
    if question is None and not fields.get("question"):
        mistakes.append(("question", words(_("Write the question."))))
    if not fields.get("text"):
        mistakes.append(("text", words(_("Write the answer."))))
    if mistakes:
        return _new_page(page, question, fields, mistakes)
    faq = page.state.data.faq
    piece = _piece(faq, question, fields)
    if question is None:
        id_ = _free(fields["question"], {each.id for each in faq.questions})
        value: dict[str, Value] = {"id": id_, "question": fields["question"], "answer": (piece,)}
        edit, context = insert(("questions", len(faq.questions)), value), f"faq.{id_}.question"
    else:
        at = faq.questions.index(question)
        edit = insert(("questions", at, "answer", len(question.answer)), piece)
        context = f"faq.{question.id}.{piece['id']}"
    said = fields["text"] if question else fields["question"]
    done, why = _saved(page, Saying(_ADDED, {"text": shortened(said)}), edit, f"/texts/{context}")
    if why:
        return _new_page(page, question, fields, why)
    page.desk.store.drafts.drop(page.address)
    return page.go(f"/texts/{context}?done={done}")


def show_remove(page: Page) -> Response:
    """Asks once more."""
    text = _text(page)
    return _remove_page(page, text, []) if text else page.missing()


def take_remove(page: Page) -> Response:
    """Remove a part of an answer, or a question with its answer; the history has it."""
    text = _text(page)
    if text is None:
        return page.missing()
    if page.typed("english") != text.english:
        return _remove_page(page, text, [("", page.words(_("The text has been changed meanwhile: look again.")))])
    if held := _held_by(page.state.data.faq, text):
        said = page.words(_("“{text}” needs this one, or stands with it: change that first."), text=shortened(held))
        return _remove_page(page, text, [("", said)])
    steps = text.steps if text.piece else text.steps[:-1]
    done, why = _saved(page, Saying(_REMOVED, {"text": shortened(text.english)}), remove(steps), "/texts")
    return _remove_page(page, text, why) if why else page.go(f"/texts?done={done}")


def moved(page: Page, text: Text, spot: Spot, there: int) -> tuple[int, list[tuple[str, str]]]:
    """Put a text that stands at a spot at another index among its like. Gives what `_saved` does."""
    what = Saying(_MOVED, {"text": shortened(text.english), "n": str(there + 1), "all": str(spot.count)})
    return _saved(page, what, move((*spot.steps, spot.index), (*spot.steps, there)), text.address)


def _held_by(faq: Faq, text: Text) -> str:
    """A text that stays and would lack what goes; empty where there is none."""
    of = faq.questions[int(text.steps[1])]
    going = {full_id(of.id, each.id) for each in of.answer if text.piece is None or each.id == text.piece.id}
    for question in faq.questions:
        for piece in question.answer:
            needed = {full_id(question.id, other) for other in (piece.needs, piece.with_) if other}
            if needed & going and full_id(question.id, piece.id) not in going:
                return piece.text
    return ""


def _question(page: Page) -> Question | None:
    asked = page.request.path_params.get("question")
    return next((each for each in page.state.data.faq.questions if each.id == asked), None)


def _text(page: Page) -> Text | None:
    """The question, or the part of an answer, that the address names."""
    found = text_at(page.state, page.path("context"))
    return found[0] if found and found[0].file == FAQ else None


def _piece(faq: Faq, question: Question | None, fields: Mapping[str, str]) -> dict[str, Value]:
    """A part: the last of the details where it is one."""
    parts = question.answer if question else ()
    made: dict[str, Value] = {"id": _free(fields["text"], {each.id for each in parts}, _WORDS_OF_ID)}
    made["print"] = fields["print"] if fields.get("print") in _PRINTED else _PRINTED[0]
    if made["print"] == _PRINTED[0]:
        made["priority"] = 1 + max((each.priority or 0 for one in faq.questions for each in one.answer), default=0)
    made["text"] = fields["text"]
    return made


def _free(text: str, taken: set[str], most: int = 6) -> str:
    """The first words of a text as an id that none has yet."""
    stem = as_id(" ".join(text.split()[:most])) or "text"
    return next(id_ for n in range(1, 10_000) if (id_ := stem if n == 1 else f"{stem[:35]}-{n}") not in taken)


def _saved(page: Page, what: Saying, edit: Edit, address: str) -> tuple[int, list[tuple[str, str]]]:
    """The number of the entry of the history; or what is wrong, in the loader's words."""
    made_from = {f"{FAQ}.yaml": page.state.digest(FAQ)}
    try:
        change = Change(what, edits={FAQ: [edit]}, made_from=made_from, area=AREA, address=address)
        entry = page.desk.store.save(change, page.seat.who)
    except ConflictError:
        return 0, [("", page.words(_("The answers have been changed meanwhile: look again.")))]
    except HandoutError as error:
        return 0, [("", line) for line in page.lines(error)]
    return (entry.number if entry else 0), []


def _new_page(
    page: Page, question: Question | None, fields: Mapping[str, str], mistakes: list[tuple[str, str]]
) -> Response:
    return page.render_form(
        "texts/new.html",
        mistakes,
        question=question,
        fields=fields,
        draft=None if mistakes or fields else page.desk.store.drafts.of(page.address),
    )


def _remove_page(page: Page, text: Text, mistakes: list[tuple[str, str]]) -> Response:
    at = int(text.steps[1])
    question = page.state.data.faq.questions[at]
    return page.render_form("texts/remove.html", mistakes, text=text, pieces=len(question.answer))
