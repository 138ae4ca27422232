"""Texts: questions, answers and the fixed sentences of handout.yaml and faq.yaml."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.texts import answers, pages
from handouts.desk.areas.texts.date import ADDRESS, DATE, show_date, take_date
from handouts.desk.areas.texts.text import AREA, TEXT
from handouts.wording import worded as _

TEXTS = Area(
    name=AREA,
    title=_("Texts"),
    address="/texts",
    folder=Path(__file__).parent,
    routes=(
        Route("/texts", pages.show_texts),
        Route(ADDRESS, show_date, take_date),
        Route(answers.NEW, answers.show_new, answers.take_new),
        Route(f"{answers.NEW}/{{question}}", answers.show_new, answers.take_new),
        Route("/texts/{context}", pages.show_text, pages.take_text),
        Route("/texts/{context}/effect", None, pages.show_effect),
        Route("/texts/{context}/order", None, pages.take_order),
        Route("/texts/{context}/remove", answers.show_remove, answers.take_remove),
    ),
    kinds=(TEXT, DATE),
    forms={"text": pages.as_typed},
)
