"""A flyer of two sides is proved as one sheet: what is wrong on its back, or between its sides, is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer, Visit
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LaidOut, LanguageSetting, lay_out_flyer, qr_shape, staff_line, typography_of, with_code
from handouts.layout.page.placed import DocumentInfo
from handouts.paper import LETTER
from handouts.products.table import DRAWN
from handouts.proof import Tools, prove_sheet
from tests.sheets.finished import ROOT
from tests.sheets.test_proof import Press

CITY = "nogales"
COUNT = 12
Tampering = Callable[[Flyer], Flyer]


def grown(flyer: Flyer, count: int) -> Flyer:
    """The flyer with so many organisations of its city, each with numbers of its own."""
    first = flyer.sections[0].entries[0]

    def numbered(number: int) -> Entry:
        rows = tuple(
            replace(
                row,
                label="",
                dials=tuple(
                    dial
                    and replace(
                        dial,
                        printed=dial.printed[:-4] + f"{number:02}{at:02}",
                        e164=dial.e164[:-4] + f"{number:02}{at:02}",
                        digits=dial.digits[:-4] + f"{number:02}{at:02}",
                        href=dial.href[:-4] + f"{number:02}{at:02}",
                    )
                    for dial in row.dials
                ),
            )
            for at, row in enumerate(first.rows)
        )
        return replace(first, name=f"Casa {chr(65 + number)}", rows=rows, piece=f"organisation/local/Casa {number}")

    entries = tuple(numbered(number) for number in range(count))
    return replace(flyer, sections=(replace(flyer.sections[0], entries=entries), *flyer.sections[1:]))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def findings(
    press: Press,
    language: str,
    tampering: Tampering | None = None,
    *,
    count: int = COUNT,
    sides: str = "auto",
    content: Tampering | None = None,
) -> str:
    """What proof says of a sheet of two sides that was drawn from a flyer that was tampered with."""
    flyer = press.flyer(language, CITY)
    honest = content(flyer) if content else grown(flyer, count)
    drawn = tampering(honest) if tampering else honest
    languages = press.data.languages.languages
    setting = LanguageSetting(
        typography_of(next(each for each in languages if each.tag == language), languages), press.typesetter
    )
    laid = lay_out_flyer(drawn, setting, LETTER, qr_shape(drawn.website), staff_line(drawn, "flyer", LETTER), sides)
    assert isinstance(laid, LaidOut)
    assert len(laid.pages) == 2
    expected = DRAWN["flyer"].expected(LETTER, 2)
    edition = edition_code(honest, expected.extent(laid.left_out))
    pages = with_code(laid.pages, edition, setting)
    right_to_left = setting.typography.right_to_left
    plan = plan_fonts(pages, press.library, right_to_left=right_to_left)
    info = DocumentInfo("Title", language, right_to_left, honest.information_of.isoformat(), "Author")
    pdf = draw_document(pages, info, plan, DrawCache(plan))
    return "\n".join(prove_sheet(pdf, honest, expected, laid.left_out, edition, Tools(ROOT / "fonts")))


def in_words(**changed: str) -> Tampering:
    return lambda flyer: replace(flyer, words=replace(flyer.words, **changed))


@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans"])
@pytest.mark.parametrize("count", [COUNT, 30])
def test_an_honest_sheet_of_two_sides_stands(press: Press, language: str, count: int) -> None:
    assert findings(press, language, count=count) == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_number_that_is_missing_or_wrong_on_the_back(press: Press, language: str) -> None:
    def in_general(change: Callable[[tuple[Entry, ...]], tuple[Entry, ...]]) -> Tampering:
        def tampered(flyer: Flyer) -> Flyer:
            sections = (replace(s, entries=change(s.entries)) if s.id == "general" else s for s in flyer.sections)
            return replace(flyer, sections=tuple(sections))

        return tampered

    def wrong(entry: Entry) -> Entry:
        def changed(dial: DialString | None) -> DialString | None:
            return dial and replace(dial, printed=dial.printed.replace("3365", "3356"))

        return replace(entry, rows=tuple(replace(row, dials=tuple(map(changed, row.dials))) for row in entry.rows))

    without_last, with_wrong = in_general(lambda entries: entries[:-1]), in_general(lambda e: tuple(map(wrong, e)))
    assert "does not find" in findings(press, language, without_last)
    assert "is no number of this flyer" in findings(press, language, with_wrong)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"other_side_more_answers": "Answers"}, "the front does not say that the other side has more answers"),
        ({"other_side_numbers": "Numbers"}, "the back does not say that the other side has more numbers"),
        ({"continued": "Near you"}, "the back does not say that the list goes on"),
    ],
)
def test_a_side_that_does_not_point_to_the_other(press: Press, change: dict[str, str], said: str) -> None:
    assert said in findings(press, "en", in_words(**change))


@pytest.mark.parametrize(
    ("language", "count", "promised"),
    [*product(["en", "ar", "zh-Hans"], [2], ["more"]), *product(["en", "ar", "ur", "zh-Hans"], [30], ["all"])],
)
def test_a_side_that_promises_other_answers_than_the_other_has(
    press: Press, language: str, count: int, promised: str
) -> None:
    """The back of a city with two organisations has all answers; that of one with thirty has left details out."""
    words = press.flyer(language, CITY).words
    swapped = in_words(
        other_side_answers=words.other_side_more_answers, other_side_more_answers=words.other_side_answers
    )
    found = findings(press, language, swapped, count=count, sides="2")
    assert f"the front says that the other side has {promised} answers, and it has not" in found


@pytest.mark.parametrize("language", ["en", "ar", "fa", "ur", "zh-Hans"])
def test_a_side_that_points_to_what_the_other_has_not(press: Press, language: str) -> None:
    numbers = press.flyer(language, CITY).words.other_side_numbers
    found = findings(
        press, language, in_words(other_side_answers=numbers, other_side_more_answers=numbers), count=2, sides="2"
    )
    assert "the front says that the other side has more numbers, and it has not" in found


@pytest.mark.parametrize("language", ["en", "ar", "ur"])
def test_a_back_that_has_offices_to_visit_alone(press: Press, language: str) -> None:
    """No number of it is on the back, so the front does not promise more of them; the list goes on all the same."""

    def visits(flyer: Flyer) -> Flyer:
        local, *others = grown(flyer, COUNT).sections
        office = Visit("", "Calle Uno 1, Zona Centro, 22000 Tijuana, Baja California")
        kept = tuple(replace(entry, rows=(), visit=office) for entry in local.entries)
        return replace(flyer, sections=(replace(local, entries=kept), *(each for each in others if each.icon)))

    assert findings(press, language, content=visits) == ""


def test_an_answer_that_the_back_does_not_have(press: Press) -> None:
    def shorter(flyer: Flyer) -> Flyer:
        *others, last = flyer.questions
        return replace(flyer, questions=(*others, replace(last, answers=last.answers[:-1])))

    found = findings(press, "en", shorter, count=8)
    assert f"the answer {press.flyer('en', CITY).questions[-1].answers[-1].id} does not stand on the back" in found


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
def test_a_wrong_count_of_organisations_left_out(press: Press, language: str) -> None:
    template = press.flyer(language, CITY).words.more_organisations
    found = findings(press, language, in_words(more_organisations=template.replace("{count}", "7")), count=30)
    assert "how many organizations more there are is not on the page as it should be" in found
