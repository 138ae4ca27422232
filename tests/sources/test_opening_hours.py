"""Opening hours are read as OpenStreetMap means them, and what can't be printed is named with what would be right."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.sources.opening_hours import WHOLE_DAY, is_opening_hours, parse_opening_hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")


def read(text: str) -> dict[str, str]:
    """The days that are spoken of, with their spans; times after midnight go on from 24."""
    days = parse_opening_hours(text).days
    return {
        name: " ".join(f"{span.start // 60}:{span.start % 60:02}-{span.end // 60}:{span.end % 60:02}" for span in day)
        for name, day in zip(DAYS, days, strict=True)
        if day is not None
    }


def same(hours: str, days: str) -> dict[str, str]:
    return dict.fromkeys(days.split(), hours)


WEEKDAYS, WEEK = "Mo Tu We Th Fr", "Mo Tu We Th Fr Sa Su"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Mo-Fr 09:00-17:00; Sa 10:00-12:00", same("9:00-17:00", WEEKDAYS) | {"Sa": "10:00-12:00"}),
        ("Mo,We 09:00-12:00,13:00-17:00", same("9:00-12:00 13:00-17:00", "Mo We")),
        ("Mo-We,Fr 9:00-17:00", same("9:00-17:00", "Mo Tu We Fr")),
        ("Sa-Mo 09:00-17:00", same("9:00-17:00", "Mo Sa Su")),
        ("09:00-17:00", same("9:00-17:00", WEEK)),
        ("24/7", same("0:00-24:00", WEEK)),
        ("Mo 22:00-02:00", {"Mo": "22:00-26:00"}),
        ("Mo 18:00-24:00; Tu 18:00-00:00", same("18:00-24:00", "Mo Tu")),
        ("Mo 13:00-17:00,09:00-12:00", {"Mo": "9:00-12:00 13:00-17:00"}),
        ("Mo-Su 09:00-17:00; PH off", same("9:00-17:00", WEEK) | {"PH": ""}),
        ("Sa,PH 10:00-12:00", same("10:00-12:00", "Sa PH")),
        ("24/7; PH closed", same("0:00-24:00", WEEK) | {"PH": ""}),
    ],
)
def test_what_each_form_means(text: str, meaning: dict[str, str]) -> None:
    assert read(text) == meaning
    assert is_opening_hours(text)


def test_behind_a_semicolon_a_rule_replaces_and_behind_a_comma_it_adds() -> None:
    assert read("Mo-We 09:00-17:00; Tu off") == {"Mo": "9:00-17:00", "Tu": "", "We": "9:00-17:00"}
    assert read("Mo,Tu 09:00-12:00; Tu 13:00-17:00") == {"Mo": "9:00-12:00", "Tu": "13:00-17:00"}
    assert read("Mo,Tu 09:00-12:00, Tu 13:00-17:00") == {"Mo": "9:00-12:00", "Tu": "9:00-12:00 13:00-17:00"}
    assert read("Mo off, Tu 09:00-12:00") == {"Mo": "", "Tu": "9:00-12:00"}


@pytest.mark.parametrize(
    "text",
    [
        "mo-fr 09:00-17:00;sa 10:00-12:00",
        "  Mo - Fr  09:00 - 17:00 ;  Sa 10:00-12:00 ; ",
        "Mo\N{EN DASH}Fr 09:00\N{EN DASH}17:00; Sa 10:00\N{HYPHEN}12:00",
        "Mo-Fr\N{NO-BREAK SPACE}09:00-17:00;\N{NARROW NO-BREAK SPACE}Sa 10:00-12:00",
        "Mo-Fr: 9:00-17:00, Sa: 10:00-12:00",
    ],
)
def test_how_it_is_typed_makes_no_difference(text: str) -> None:
    assert is_opening_hours(text)
    assert parse_opening_hours(text) == parse_opening_hours("Mo-Fr 09:00-17:00; Sa 10:00-12:00")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Mo-Fr", '"Mo-Fr" has no times', '"Mo-Fr 09:00-17:00"'),
        ("Mo-Fr 09:00-17:00; Sa", '"Sa" has no times', '"Sa off"'),
        ("Mo-Fr 9-17", "hours without minutes", '"09:00-17:00"'),
        ("Mo-Fr 09:00", "not days and then times", '"Mo-Fr 09:00-12:00,13:00-17:00"'),
        ("09:00-17:00 Mo-Fr", "not days and then times", '"Mo-Fr 09:00-12:00,13:00-17:00"'),
        ("Mo-Fr 24/7", '"24/7" is for all days', '"Mo-Fr 00:00-24:00"'),
        ("Mo 22:00-26:30", '"22:00-26:30" ends after 24:00', '"22:00-02:30"'),
        ("Mo 09:00-09:00", "begins when it ends", '"00:00-24:00"'),
        ("Mo 24:00-02:00", "does not begin on this day", "00:00 to 24:00"),
        ("Mo 09:60-10:00", '"09:60" is no time of day', "00:00 to 24:00"),
        ("Mo 09:00-99:00", '"99:00" is no time of day', "00:00 to 24:00"),
        ("Mo-Mo 09:00-17:00", '"Mo-Mo" begins and ends with the same day', '"Mo" or "Mo-Su"'),
        ("Mo 09:00-12:00,11:00-13:00", "times overlap", '"09:00-12:00,13:00-17:00"'),
        ("Mo 01:00-05:00,22:00-02:00", "times overlap", '"09:00-12:00,13:00-17:00"'),
        ("Mo-Fr 09:00-12:00, We 11:00-17:00", 'in "We" times overlap', '"09:00-12:00,13:00-17:00"'),
        (
            "Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00",
            '"Mo-Fr 09:00-12:00" is replaced by what stands behind it',
            '"Mo-Fr 09:00-12:00,13:00-17:00"',
        ),
        ("Apr-Sep Mo-Fr 09:00-17:00", '"Apr" in', "hours_note"),
        ("Mo-Fr 09:00+", '"+" in', "hours_note"),
        ("Mo[1] 09:00-12:00", '"[" in', "hours_note"),
        ("Mo-Fr sunrise-17:00", '"sunrise" in', "hours_note"),
        ("Mo-Fr 09:00-17:00; SH off", '"SH" in', "hours_note"),
        ('Mo-Fr 09:00-17:00 "by appointment"', '"by appointment"', "hours_note"),
        ('Mo-Fr 09:00-17:00 || "call first"', '"||" in', "hours_note"),
    ],
)
def test_a_mistake_is_taken_for_one_and_named_with_what_would_be_right(text: str, wrong: str, right: str) -> None:
    assert is_opening_hours(text)
    with pytest.raises(ValueError, match=";") as refused:
        parse_opening_hours(text)
    what, _, instead = str(refused.value).rpartition("; ")
    assert wrong in what
    assert right in instead


@pytest.mark.parametrize(
    "text",
    [
        "weekdays",
        "Mon-Fri 9-5",
        "9-5 Mon-Fri",
        "Mon-Fri 09:00-17:00",
        "from 09:00-17:00 on weekdays",
        "Monday to Friday, 9 am to 5 pm",
        "Lu-Vi 9:00-17:00",
        "Open 24/7",
        "Mo-Fr 9-17 Uhr",
        "we answer day and night",
        "mornings",
        "9-5",
        "off",
        "",
    ],
)
def test_words_for_people_are_not_taken_for_it(text: str) -> None:
    assert not is_opening_hours(text)
    with pytest.raises(ValueError, match="; "):
        parse_opening_hours(text)


_TIMES = st.lists(st.integers(0, 24 * 4), min_size=2, max_size=6, unique=True).map(sorted)
_DAY = st.one_of(st.none(), st.just("off"), _TIMES)


def written(hours: list[int] | str) -> str:
    """Quarters of an hour in pairs."""
    if isinstance(hours, str):
        return hours
    times = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in hours]
    return ",".join(f"{start}-{end}" for start, end in zip(times[::2], times[1::2], strict=False))


@given(week=st.lists(_DAY, min_size=8, max_size=8).filter(any), order=st.permutations(range(8)))
def test_every_week_that_can_be_written_is_read_back(week: list[list[int] | str | None], order: list[int]) -> None:
    text = "; ".join(f"{DAYS[day]} {written(hours)}" for day in order if (hours := week[day]) is not None)
    assert is_opening_hours(text)
    for day, hours in zip(parse_opening_hours(text).days, week, strict=True):
        if hours is None:
            assert day is None
        elif hours == "off":
            assert day == ()
        else:
            assert day is not None
            minutes = [15 * quarter for quarter in hours if not isinstance(quarter, str)]
            assert [time for span in day for time in (span.start, span.end)] == minutes[: len(minutes) // 2 * 2]


@given(text=st.text(alphabet='MoTuFrSaPHoff0123456789:-,; /+[]"–', max_size=30))
def test_any_text_is_read_or_refused_in_the_same_manner(text: str) -> None:
    try:
        hours = parse_opening_hours(text)
    except ValueError as refused:
        assert re.fullmatch(r".+; .+", str(refused), re.DOTALL)  # noqa: PT017
    else:
        assert is_opening_hours(text)
        assert all(span.start < span.end <= span.start + 1440 for day in hours.days if day for span in day)


def test_every_hour_of_the_week() -> None:
    assert parse_opening_hours("24/7").every_hour_of_the_week
    assert parse_opening_hours("Mo-Su 00:00-24:00").every_hour_of_the_week
    assert not parse_opening_hours("Mo-Sa 00:00-24:00").every_hour_of_the_week
    assert parse_opening_hours("Sa 00:00-24:00").days[5] == WHOLE_DAY
