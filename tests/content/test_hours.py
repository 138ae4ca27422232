"""Opening hours are printed in every language so that a reader finds the same days and times again."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.content.hours import HoursWords, hours_text, weekday_names, weekdays_are_english
from handouts.products.loading import load_data
from handouts.sources.languages import is_right_to_left
from handouts.sources.model import Language
from handouts.sources.opening_hours import WHOLE_DAY, Day, OpeningHours, Span, parse_opening_hours
from handouts.text import bidi
from handouts.text.breaks import line_breaks

ROOT = Path(__file__).parents[2]
LANGUAGES = {language.tag: language for language in load_data(ROOT / "data").languages.languages}
RIGHT_TO_LEFT = [tag for tag in LANGUAGES if is_right_to_left(tag)]
WORDS = HoursWords(closed="CLOSED", all_day="ALL DAY", always="ALWAYS", public_holidays="HOLIDAYS")
LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, NO_BREAK = "\u2066", "\u2069", "\u00a0"


def printed(text: str, tag: str) -> str:
    return hours_text(parse_opening_hours(text), LANGUAGES[tag], WORDS)


def plain(text: str) -> str:
    """Without isolates, and with ordinary spaces."""
    return re.sub(f"[{LEFT_TO_RIGHT_ISOLATE}{POP_ISOLATE}]", "", text).replace(NO_BREAK, " ")


EXAMPLE = "Mo-Th 08:30-12:00,13:00-17:30; Fr 18:00-24:00; Sa,Su off; PH off"
EXPECTED = {
    "en": "Mon–Thu: 8:30 AM – 12:00 noon, 1:00 PM – 5:30 PM; Fri: 6:00 PM – 12:00 midnight; Sat, Sun: CLOSED",
    "es": "lun–jue: 8:30–12:00, 13:00–17:30; vie: 18:00–24:00; sáb, dom: CLOSED",
    "ht": "lendi–jedi: 08:30–12:00, 13:00–17:30; vandredi: 18:00–24:00; samdi, dimanch: CLOSED",
    "pt": "seg.–qui.: 08:30–12:00, 13:00–17:30; sex.: 18:00–24:00; sáb., dom.: CLOSED",
    "fr": "lun.–jeu. : 08:30–12:00, 13:00–17:30; ven. : 18:00–24:00; sam., dim. : CLOSED",
    "ru": "пн–чт: 08:30–12:00, 13:00–17:30; пт: 18:00–24:00; сб, вс: CLOSED",
    "ar": "الاثنين–الخميس: 8:30 ص – 12:00 م، 1:00 م – 5:30 م؛ الجمعة: 6:00 م – 12:00 ص؛ السبت، الأحد: CLOSED",
    "hi": "सोम–गुरु: सुबह 8:30 – दोपहर 12:00, दोपहर 1:00 – शाम 5:30; शुक्र: शाम 6:00 – मध्यरात्रि 12:00; शनि, रवि: CLOSED",
    "zh-Hans": "周一–周四：08:30–12:00、13:00–17:30；周五：18:00–24:00；周六、周日：CLOSED",
    "fa": "دوشنبه تا پنجشنبه: 8:30 تا 12:00، 13:00 تا 17:30؛ جمعه: 18:00 تا 24:00؛ شنبه، یکشنبه: CLOSED",
    "fa-AF": "دوشنبه تا پنجشنبه: 8:30 تا 12:00، 13:00 تا 17:30؛ جمعه: 18:00 تا 24:00؛ شنبه، یکشنبه: CLOSED",
    "ps": "دوشنبه–پنجشنبه: 8:30–12:00، 13:00–17:30؛ جمعه: 18:00–24:00؛ شنبه، یکشنبه: CLOSED",
    "tr": "Pazartesi–Perşembe: 08:30–12:00, 13:00–17:30; Cuma: 18:00–24:00; Cumartesi, Pazar: CLOSED",
    "pa": "ਸੋਮ–ਵੀਰ: ਸਵੇਰੇ 8:30 – ਦੁਪਹਿਰੇ 12:00, ਦੁਪਹਿਰੇ 1:00 – ਸ਼ਾਮੀਂ 5:30; ਸ਼ੁੱਕਰ: ਸ਼ਾਮੀਂ 6:00 – ਅੱਧੀ ਰਾਤ 12:00; ਸ਼ਨਿੱਚਰ, ਐਤ: CLOSED",
    "bn": "সোম–বৃহস্পতি: সকাল 8:30 – দুপুর 12:00, দুপুর 1:00 – বিকাল 5:30; শুক্র: সন্ধ্যা 6:00 – রাত্রি 12:00; শনি, রবি: CLOSED",
    "ne": "सोम–बिहि: 08:30–12:00, 13:00–17:30; शुक्र: 18:00–24:00; शनि, आइत: CLOSED",
    "am": "ሰኞ–ሐሙስ፦ ጥዋት 8:30 – ቀትር 12:00, ከሰዓት 1:00 – ከሰዓት 5:30፤ ዓርብ፦ በምሽት 6:00 – እኩለ ሌሊት 12:00፤ ቅዳሜ, እሑድ፦ CLOSED",
    "ti": "ሰኑይ–ሓሙስ፦ 8:30 ቅ.ቀ. – 12:00 ድ.ቀ., 1:00 ድ.ቀ. – 5:30 ድ.ቀ.፤ ዓርቢ፦ 6:00 ድ.ቀ. – 12:00 ቅ.ቀ.፤ ቀዳም, ሰንበት፦ CLOSED",
    "vi": "Thứ Hai – Thứ Năm: 08:30–12:00, 13:00–17:30; Thứ Sáu: 18:00–24:00; Thứ Bảy, Chủ Nhật: CLOSED",
    "uk": "пн–чт: 08:30–12:00, 13:00–17:30; пт: 18:00–24:00; сб, нд: CLOSED",
    "uz": "dushanba–payshanba: 08:30–12:00, 13:00–17:30; juma: 18:00–24:00; shanba, yakshanba: CLOSED",
    "ur": (
        "پیر–جمعرات: صبح 8:30 – دوپہر 12:00، دوپہر 1:00 – سہ پہر 5:30؛ "
        "جمعہ: شام 6:00 – آدھی رات 12:00؛ ہفتہ، اتوار: CLOSED"
    ),
    "ka": "ორშ–ხუთ: 08:30–12:00, 13:00–17:30; პარ: 18:00–24:00; შაბ, კვი: CLOSED",
    "so": "Isniin–Khamiis: 08:30–12:00, 13:00–17:30; Jimco: 18:00–24:00; Sabti, Axad: CLOSED",
}


def test_every_language_is_read_by_a_person_in_this_file() -> None:
    assert list(EXPECTED) == list(LANGUAGES)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_full_week(tag: str) -> None:
    assert plain(
        printed(EXAMPLE, tag)
    ) == f"{EXPECTED[tag]}{LANGUAGES[tag].semicolon}HOLIDAYS{LANGUAGES[tag].colon}CLOSED".replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "ALWAYS"),
        ("24/7; PH off", "ALWAYS; HOLIDAYS: CLOSED"),
        ("24/7; Su off", "Mon–Sat: ALL DAY; Sun: CLOSED"),
        ("Mo-Su 09:00-17:00; We off", "Mon, Tue, Thu–Sun: 9:00 AM – 5:00 PM; Wed: CLOSED"),
        ("Mo,We,Fr 09:00-17:00", "Mon, Wed, Fri: 9:00 AM – 5:00 PM"),
        ("Fr-Mo 22:00-02:00", "Mon, Fri–Sun: 10:00 PM – 2:00 AM"),
        ("Tu 10:00-11:00; Mo 12:00-13:00", "Mon: 12:00 noon – 1:00 PM; Tue: 10:00 AM – 11:00 AM"),
        ("Mo 12:30-24:00; Tu 00:00-00:30", "Mon: 12:30 PM – 12:00 midnight; Tue: 12:00 midnight – 12:30 AM"),
        ("PH 10:00-12:00", "HOLIDAYS: 10:00 AM – 12:00 noon"),
    ],
)
def test_days_with_the_same_hours_stand_together_monday_first(text: str, written: str) -> None:
    assert plain(printed(text, "en")) == written


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_line_never_ends_inside_a_time_or_before_a_sign(tag: str) -> None:
    text = printed("Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00", tag)
    offsets = line_breaks(text, tag).offsets[:-1]
    assert offsets
    pieces = [plain(text[start:end]) for start, end in pairwise((0, *offsets, len(text)))]
    for piece, following in pairwise(pieces):
        assert not re.match(r"[–,،؛;፤；、]|تا ", following)
        assert not re.search(r"[\d\w.]–$|[\d:]$", piece)
        assert not (re.search(r"\d$", piece.strip()) and following.startswith(tuple(HALVES.get(tag, "-"))))


# The names of the parts of a day, and which half of the day each means; 0 is the half that begins at midnight. Of a
# night, hours before six are of the morning.
HALVES: dict[str, dict[str, int | None]] = {
    "en": {"AM": 0, "PM": 12, "noon": 12, "midnight": 0},
    "ar": {"ص": 0, "م": 12},
    "hi": {"सुबह": 0, "दोपहर": 12, "शाम": 12, "रात": None, "मध्यरात्रि": 0},
    "pa": {"ਸਵੇਰੇ": 0, "ਦੁਪਹਿਰੇ": 12, "ਸ਼ਾਮੀਂ": 12, "ਰਾਤੀਂ": None, "ਅੱਧੀ ਰਾਤ": 0},
    "bn": {"ভোর": 0, "সকাল": 0, "দুপুর": 12, "বিকাল": 12, "সন্ধ্যা": 12, "রাত্রি": None},
    "am": {"ጥዋት": 0, "ቀትር": 12, "ከሰዓት": 12, "በምሽት": 12, "በሌሊት": 0, "እኩለ ሌሊት": 0},
    "ti": {"ቅ.ቀ.": 0, "ድ.ቀ.": 12},
    "ur": {"صبح": 0, "دوپہر": 12, "سہ پہر": 12, "شام": 12, "رات": None, "آدھی رات": 0},
}


class Reader:
    """Reads printed hours without knowing how they were made."""

    def __init__(self, tag: str) -> None:
        self.language = LANGUAGES[tag]
        self.names = (*weekday_names(self.language), WORDS.public_holidays)
        self.halves = HALVES.get(tag, {})
        listed = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        self.days = re.compile(rf"({listed})(?: ?(?:–|تا) ?({listed}))?")
        half = "|".join(sorted(map(re.escape, self.halves), key=len, reverse=True)) or "(?!)"
        self.time = re.compile(rf"(?:({half}) )?(\d{{1,2}}):(\d\d)(?: ({half}))?")

    def week(self, text: str) -> dict[int, Day]:
        week: dict[int, Day] = {}
        for statement in plain(text).split(self.language.semicolon):
            if statement == WORDS.always:
                week |= dict.fromkeys(range(7), WHOLE_DAY)
                continue
            at = 0
            days: list[int] = []
            while found := self.days.match(statement, at):
                first = self.names.index(found[1])
                days += range(first, (self.names.index(found[2]) if found[2] else first) + 1)
                at = found.end()
                if statement.startswith(self.language.list_separator, at):
                    at += len(self.language.list_separator)
            colon = plain(self.language.colon)
            assert statement.startswith(colon, at)
            assert week.keys().isdisjoint(days)
            week |= dict.fromkeys(days, self.spans(statement[at + len(colon) :]))
        return week

    def spans(self, text: str) -> tuple[Span, ...]:
        if text == WORDS.closed:
            return ()
        if text == WORDS.all_day:
            return WHOLE_DAY
        times = [self.minutes(*found.groups()) for found in self.time.finditer(text)]
        assert re.fullmatch(r"[ –,،、]*", self.time.sub("", text).replace("تا", ""))
        return tuple(
            Span(start, end if end > start else end + 1440) for start, end in zip(times[::2], times[1::2], strict=True)
        )

    def minutes(self, before: str | None, hour: str, minute: str, behind: str | None) -> int:
        if not self.halves:
            return 60 * int(hour) + int(minute)
        half = self.halves[before or behind or ""]
        twelfth = int(hour) % 12
        if half is None:
            half = 0 if twelfth < 6 else 12
        return 60 * (twelfth + half) + int(minute)


_SPANS = st.lists(st.integers(0, 288), min_size=2, max_size=6, unique=True).map(
    lambda times: tuple(Span(5 * a, 5 * b) for a, b in list(pairwise(sorted(times)))[::2])
)
_NIGHT = st.builds(lambda start, end: (Span(start, 1440 + end),), st.integers(1000, 1439), st.integers(1, 500))
_DAY = st.one_of(st.none(), st.just(()), st.just(WHOLE_DAY), _SPANS, _NIGHT)
_WEEK = st.lists(_DAY, min_size=1, max_size=3).flatmap(
    lambda few: st.lists(st.sampled_from(few), min_size=8, max_size=8).filter(
        lambda days: any(d is not None for d in days)
    )
)


@pytest.mark.parametrize("tag", LANGUAGES)
@settings(max_examples=40)
@given(week=_WEEK)
def test_every_day_and_time_is_found_again_by_an_independent_reader(tag: str, week: list[Day]) -> None:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays = week
    hours = OpeningHours((monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays))
    text = hours_text(hours, LANGUAGES[tag], WORDS)
    assert Reader(tag).week(text) == {number: day for number, day in enumerate(week) if day is not None}
    assert set(re.findall(r"\d", text)) <= set("0123456789"), "digits are European"
    assert text == hours_text(hours, LANGUAGES[tag], WORDS)


def shown(text: str) -> str:
    """What stands from left to right on a right-to-left page."""
    classes = [bidi.bidi_class(character) for character in text]
    levels = bidi.line_levels(bidi.resolve_levels(classes, text, bidi.RTL), classes, bidi.RTL)
    return plain("".join(text[place] for place in bidi.visual_order(levels)))


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
@pytest.mark.parametrize("before", ["", "Al Otro Lado: ", "123 "])
def test_a_range_reads_from_right_to_left_and_each_time_from_left_to_right(tag: str, before: str) -> None:
    text = printed("Mo-Fr 08:15-11:45,13:05-16:55", tag)
    seen = shown(before + text)
    times = re.findall(r"\d+:\d\d", seen)
    assert times[::-1] == re.findall(r"\d+:\d\d", plain(text))
    first, last = (weekday_names(LANGUAGES[tag])[day][::-1] for day in (0, 4))
    assert seen.index(times[-1]) < seen.index(last) < seen.index(first), "the days come first, from the right"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_only_right_to_left_pages_get_isolates(tag: str) -> None:
    text = printed(EXAMPLE, tag)
    assert (LEFT_TO_RIGHT_ISOLATE in text) is (tag in RIGHT_TO_LEFT)
    assert text.count(LEFT_TO_RIGHT_ISOLATE) == text.count(POP_ISOLATE)


@pytest.mark.parametrize("tag", ["ht", "quc", "mam"])
def test_days_without_names_of_their_own_have_the_english_ones(tag: str) -> None:
    bare = LANGUAGES["en"].model_copy(update={"tag": tag})
    assert weekdays_are_english(bare)
    assert weekday_names(bare) == weekday_names(LANGUAGES["en"])
    own = bare.model_copy(update={"weekdays": tuple("abcdefg")})
    assert weekday_names(own) == tuple("abcdefg")


def test_every_language_of_cldr_is_printed_nearly_always_with_its_own_days() -> None:
    hours = parse_opening_hours("Mo-Fr 09:00-12:00; Sa 12:00-24:00; Su 00:00-05:00")
    languages = [
        LANGUAGES["en"].model_copy(update={"tag": name})
        for name in locale_identifiers()
        if re.fullmatch("[a-z]{2,3}", name)
    ]
    assert all(hours_text(hours, language, WORDS) for language in languages)
    assert sum(not weekdays_are_english(language) for language in languages) > 200


def test_a_language_may_have_its_own_form_of_time() -> None:
    hours = parse_opening_hours("Mo 09:00-17:00")
    english = LANGUAGES["en"].model_copy(update={"time_pattern": "HH:mm"})
    assert hours_text(hours, english, WORDS) == "Mon:\u00a009:00–17:00"


@pytest.mark.parametrize("pattern", ["h:mm", "HH", "HH:mm:ss", "d MMM", "H:mm a", "K:mm a"])
def test_a_form_without_the_half_of_the_day_is_refused(pattern: str) -> None:
    values = LANGUAGES["en"].model_dump(exclude_none=True) | {"time_pattern": pattern}
    with pytest.raises(ValidationError, match='write it as "HH:mm", "h:mm a" or "B h:mm"'):
        Language.model_validate(values)


def test_the_order_in_which_languages_are_made_changes_nothing() -> None:
    """Babel's data of one language have leaked into others that were asked later."""
    program = (
        "import sys; from tests.content.test_hours import *; "
        f"sys.stdout.buffer.write('|'.join(printed({EXAMPLE!r}, tag) for tag in reversed(LANGUAGES)).encode())"
    )
    alone = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True).stdout
    assert alone.decode().split("|") == [printed(EXAMPLE, tag) for tag in reversed(LANGUAGES)]
