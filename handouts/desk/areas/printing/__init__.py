"""Print: what differs from paper is made, shown, and recorded as printed; and the files that stand in the output
folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.content.changes import Harm
from handouts.desk.area import Area, Badge, Route
from handouts.desk.areas.printing import files, pages, recording
from handouts.desk.desk import Desk
from handouts.desk.unknown_paper import or_why_not
from handouts.wording import worded as _


def _badge(desk: Desk, words: Callable[..., str]) -> Badge | None:
    said = _("differ from paper")
    paper = desk.paper.known(desk.store.state())
    if paper is None or not paper.differing:
        return None
    return Badge(len(paper.differing), words(said), bad=paper.count(Harm.WRONG) > 0)


PRINTING = Area(
    name="printing",
    title=_("Print"),
    address="/print",
    folder=Path(__file__).parent,
    routes=(
        Route("/print", or_why_not(pages.show_print), or_why_not(pages.take_print)),
        Route(
            "/print/withdraw/{edition}", or_why_not(recording.show_withdrawal), or_why_not(recording.take_withdrawal)
        ),
        Route("/print/{job}", or_why_not(pages.show_job)),
        Route("/print/{job}/progress", pages.show_progress),
        Route("/print/{job}/stop", None, pages.take_stop),
        Route("/print/{job}/record", or_why_not(recording.show_record), or_why_not(recording.take_record)),
        Route("/out/{path:path}", files.show_file),
    ),
    badge=_badge,
)
