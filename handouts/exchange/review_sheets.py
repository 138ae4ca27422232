"""The texts of a language on paper for its reviewer: a PDF. The same texts, the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from handouts.content.dates import long_date
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.exchange.review_rows import ReviewRow
from handouts.layout import LanguageSetting, typography_of
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.review import ReviewLine, ReviewSheets, lay_out_review
from handouts.paper import Paper, Sides, press_papers
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.text_state import State
from handouts.text import FontLibrary, Typesetter

_CODE_LENGTH = 6


def review_paper(data: Data) -> Paper:
    """What the sheets are printed on."""
    papers = press_papers(data.handout.oficio_mm)
    return next(each for each in papers if each.name == data.handout.paper)


def review_pdf(data: Data, tag: str, rows: Sequence[ReviewRow], fonts: Path) -> bytes:
    """The sheets on the paper of the data. `tag`: of a language that the data list."""
    languages, library = data.languages.languages, FontLibrary(fonts)
    by_tag = {each.tag: each for each in languages}
    english, theirs = (
        LanguageSetting(typography_of(by_tag[each], languages), Typesetter(library)) for each in (SOURCE_LANGUAGE, tag)
    )
    codes = "\n".join(str(row.code) for row in rows)
    plan = ReviewSheets(
        language=by_tag[tag].names.en,
        own_name=by_tag[tag].names.own,
        tag=tag,
        of=long_date(by_tag[SOURCE_LANGUAGE], data.handout.last_updated),
        code=hashlib.sha256(codes.encode()).hexdigest()[:_CODE_LENGTH].upper(),
        lines=tuple(
            ReviewLine(
                row.number,
                row.place,
                "" if row.state is State.DRAFT else str(row.state),
                row.message.english,
                row.text,
            )
            for row in rows
        ),
    )
    pages = lay_out_review(plan, english, theirs, review_paper(data))
    info = DocumentInfo(
        title=f"Review: {plan.language}: not for handing out",
        language=SOURCE_LANGUAGE,
        right_to_left=False,
        information_of=data.handout.last_updated.isoformat(),
        author=data.handout.publisher,
        sides=Sides.ONE,
    )
    fonts_used = plan_fonts(list(pages), library)
    return draw_document(pages, info, fonts_used, DrawCache(fonts_used))
