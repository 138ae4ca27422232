"""The Flyer: what stands on a sheet, in which words, and when there is none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from handouts.content.compose import Composition, compose_all, compose_flyer
from handouts.content.flyer import BOTH_SIDES, Flyer, Status
from handouts.errors import InputError, InternalError
from handouts.products.loading import load_data
from handouts.sources.ledger import digest_of
from handouts.sources.load import Data
from handouts.sources.translations import read_catalogues, source_catalogue
from tests.sources.copies import (
    ARABIC,
    CREOLE,
    ENGLISH,
    FRENCH,
    SHIPPED,
    SPANISH,
    copy_of_data,
    made_up,
    messages,
    write_po,
)

ISOLATES = "\u2066\u2067\u2068\u2069"


@pytest.fixture
def english(tmp_path: Path) -> Data:
    return copy_of_data(tmp_path, ENGLISH)


@pytest.fixture
def spanish(tmp_path: Path) -> Data:
    return copy_of_data(tmp_path, ENGLISH, SPANISH)


@pytest.fixture
def arabic(tmp_path: Path) -> Data:
    return copy_of_data(tmp_path, ENGLISH, ARABIC)


def original(data: Data, city: str) -> Flyer:
    return compose_flyer(data, source_catalogue(messages(data)), city)


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in strings(each)]
    return []


def review_all(data: Data, tag: str, leave_out: tuple[str, ...] = ()) -> None:
    lines = [
        f"- {{digest: {digest_of(*message.key, made_up(message))}, by: A Person, on: 2026-12-01}}\n"
        for message in messages(data)
        if message.context not in leave_out
    ]
    (data.folder / "reviews" / f"{tag}.yaml").write_text("".join(lines), encoding="utf-8")


# What stands on a sheet


def test_sections_run_from_local_to_general_to_children(english: Data) -> None:
    flyer = original(english, "tijuana-san-diego")
    assert [section.id for section in flyer.sections] == ["local", "general", "children"]
    assert flyer.sections[0].title == "Near you: Tijuana/San Diego"
    assert flyer.sections[2].icon == "child"
    names = [[entry.name for entry in section.entries] for section in flyer.sections]
    assert names == [
        ["Al Otro Lado", "HIAS", "Jewish Family Services", "ImmDef"],
        ["Catholic Charities", "Jewish Family Service Hotline"],
        ["KIND"],
    ]


def test_every_number_stands_under_its_side(english: Data) -> None:
    dials = original(english, "tijuana-san-diego").dial_strings()
    assert [(dial.side, dial.printed) for dial in dials] == [
        ("MX", "664 208 8994"),
        ("US", "(619) 786-4866"),
        ("US", "(323) 238-9935"),
        ("MX", "663 205 4660"),
        ("US", "011 52 663 205 4660"),
        ("MX", "663 205 4659"),
        ("US", "011 52 663 205 4659"),
        ("MX", "00 1 858 333 2857"),
        ("US", "(858) 333-2857"),
        (BOTH_SIDES, "+1 858 333 2857"),
        ("MX", "00 1 213 634 0999"),
        ("US", "(213) 634-0999"),
        ("MX", "00 1 575 527 0500"),
        ("US", "(575) 527-0500"),
        ("MX", "00 1 858 637 3365"),
        ("US", "(858) 637-3365"),
        ("MX", "00 1 202 918 9431"),
        ("US", "(202) 918-9431"),
    ]


def test_organisations_without_a_number_are_named_once_city_first(english: Data) -> None:
    flyer = original(english, "tijuana-san-diego")
    expected = ("Info Digna (List of Organizations – Tijuana)", "Info Digna", "HIAS Mexico")
    assert flyer.names_without_number == expected
    assert flyer.words.see_website == f"See the website: {', '.join(expected)}"


def test_a_city_without_numbers_says_so_and_has_no_local_section(english: Data) -> None:
    flyer = original(english, "el-paso-juarez")
    assert flyer.words.no_local_number == "This sheet has no local number for El Paso/Juarez. See the website."
    assert [section.id for section in flyer.sections] == ["general", "children"]
    assert original(english, "nogales").words.no_local_number == ""


def test_without_such_organisations_nothing_refers_to_the_website(tmp_path: Path) -> None:
    def without_names(text: str) -> str:
        start, end = text.index("      - name: Info Digna\n"), text.index("      - name: Catholic Charities")
        return text[:start] + text[end:]

    data = copy_of_data(tmp_path, ENGLISH, edit={"directory": without_names})
    flyer = original(data, "nogales")
    assert flyer.names_without_number == ()
    assert flyer.words.see_website == ""


def test_an_address_is_never_lost_with_a_missing_number(tmp_path: Path) -> None:
    place = "      - name: Shelter\n        visit: {label: To visit, address: Calle 1}\n"
    data = copy_of_data(
        tmp_path,
        ENGLISH,
        edit={"directory": lambda text: text.replace("    organisations: []\n", f"    organisations:\n{place}")},
    )
    flyer = original(data, "el-paso-juarez")
    (shelter,) = flyer.sections[0].entries
    assert shelter.visit
    assert shelter.visit.address == "Calle 1"
    assert flyer.words.no_local_number, "an address is no number"
    assert not any("Shelter" in name for name in flyer.names_without_number)


def test_dates_and_the_sentence_beside_them(english: Data) -> None:
    flyer = original(english, "nogales")
    assert flyer.information_of == date(2021, 4, 7)
    assert flyer.words.last_updated == "Last updated on April 7, 2021"
    assert flyer.words.answers_heading == "Answers of April 7, 2021"
    assert flyer.words.changing.startswith("Things are changing constantly")
    assert flyer.words.contact == "You can contact these organizations if you have questions."


def test_answers_keep_the_order_of_the_source_and_whole_pieces(english: Data) -> None:
    questions = original(english, "nogales").questions
    assert [question.id for question in questions] == [
        "border-open",
        "what-is-title-42",
        "title-42-today",
        "title-42-end",
        "what-is-mpp",
        "did-mpp-end",
    ]
    answers = {answer.id: answer for question in questions for answer in question.answers}
    assert answers["border-open/denied"].essential
    assert answers["did-mpp-end/allowed-in"].needs == "did-mpp-end/gradual"
    assert answers["title-42-end/unknown"].priority == 1
    assert answers["title-42-today/exception"].essential, "the sheet says that children are refused"
    for one, other in (
        ("what-is-mpp/stands-for", "did-mpp-end/gradual"),
        ("did-mpp-end/gradual", "what-is-mpp/stands-for"),
    ):
        assert answers[one].bonded == (other,)
        assert answers[one].needs == "what-is-title-42/closed"
    assert "title-42-end/changing" not in answers, "it stands beside the date"
    assert "did-mpp-end/read-more" not in answers, "it is never printed"


def test_english_is_the_original_and_says_nothing_to_say_on_the_phone(english: Data) -> None:
    flyer = original(english, "nogales")
    assert flyer.status is Status.ORIGINAL
    assert flyer.unreviewed is None
    assert flyer.say is None
    assert flyer.city_latin == "", "it would repeat the name"
    assert flyer.archived == ()


def test_website_and_its_name(english: Data) -> None:
    flyer = original(english, "nogales")
    assert flyer.website.startswith("https://help.asylumadvocacy.org/")
    assert flyer.website_printed == "help.asylumadvocacy.org"
    assert "help.asylumadvocacy.org" in flyer.words.qr_code


def test_left_to_right_pages_have_no_isolates(spanish: Data) -> None:
    write_po(spanish, "es")
    for flyer in compose_all(spanish).flyers.values():
        assert not [text for text in strings(asdict(flyer)) if set(text) & set(ISOLATES)]


def test_an_archived_handout_says_so_in_english_and_in_the_readers_language(tmp_path: Path) -> None:
    edit = {"handout": lambda text: text.replace("status: current", "status: archived")}
    data = copy_of_data(tmp_path, ENGLISH, SPANISH, edit=edit)
    write_po(data, "es", {"words.archived": "Archivado: ya no se actualiza"})
    flyers = compose_all(data).flyers
    english = "Archived: this information is no longer kept up to date"
    assert flyers["en", "nogales"].archived == (english,)
    assert flyers["es", "nogales"].archived == ("Archivado: ya no se actualiza", english)


# The shipped data


def test_the_shipped_data_makes_every_sheet_of_every_language() -> None:
    data = load_data(SHIPPED)
    done = compose_all(data)
    assert done.problems == ()
    assert done.held_back == ()
    assert len(done.flyers) == 6 * len(data.languages.languages)
    assert not [key for key, flyer in done.flyers.items() if flyer.held]


# Translations


def compose_french(folder: Path, changed: dict[str, str | None], **flags: str) -> Composition:
    data = copy_of_data(folder, ENGLISH, FRENCH)
    write_po(data, "fr", changed, {key.replace("__", "."): flag for key, flag in flags.items()})
    return compose_all(data)


def test_a_translated_sheet_keeps_names_and_numbers(tmp_path: Path) -> None:
    done = compose_french(tmp_path, {"city.nogales.name": "Nogales (fr)", "service.free-help": "Aide gratuite"})
    assert done.problems == ()
    flyer = done.flyers["fr", "tijuana-san-diego"]
    assert [entry.name for entry in flyer.sections[0].entries][:2] == ["Al Otro Lado", "HIAS"]
    assert flyer.sections[0].entries[1].service == "Aide gratuite"
    english = done.flyers["en", "tijuana-san-diego"]
    assert [dial.printed for dial in flyer.dial_strings()] == [dial.printed for dial in english.dial_strings()]
    assert "7 avril 2021" in flyer.words.last_updated
    nogales = done.flyers["fr", "nogales"]
    assert (nogales.city_own, nogales.city_latin) == ("Nogales (fr)", "Nogales")


def test_unreviewed_sheets_say_so_in_both_languages(tmp_path: Path) -> None:
    flyer = compose_french(tmp_path, {"words.unofficial": "Traduction non officielle"}).flyers["fr", "nogales"]
    assert flyer.status is Status.DRAFT
    assert flyer.unreviewed
    assert flyer.unreviewed.own == "Traduction non officielle"
    assert flyer.unreviewed.english == "Unofficial translation, not yet reviewed"


def test_a_sheet_is_reviewed_only_if_every_text_on_it_is(spanish: Data) -> None:
    write_po(spanish, "es")
    review_all(spanish, "es", leave_out=("label.office-in-mexico", "words.unofficial", "words.find_your_city"))
    flyers = compose_all(spanish).flyers
    assert flyers["es", "nogales"].status is Status.DRAFT, "the label stands on it"
    assert flyers["es", "mexicali"].status is Status.REVIEWED
    assert flyers["es", "mexicali"].unreviewed is None


def test_one_unreviewed_detail_makes_the_sheet_a_draft(spanish: Data) -> None:
    write_po(spanish, "es")
    review_all(spanish, "es", leave_out=("faq.what-is-mpp.announced",))
    assert compose_all(spanish).flyers["es", "mexicali"].status is Status.DRAFT


@pytest.mark.parametrize("context", ["words.or", "handout.disclaimer", "faq.border-open.denied"])
def test_a_missing_essential_text_holds_the_language_back_and_is_named(tmp_path: Path, context: str) -> None:
    done = compose_french(tmp_path, {context: None})
    assert done.held_back == ("fr",)
    assert {tag for tag, _ in done.flyers} == {"en"}, "everything else is made"
    (problem,) = done.problems
    assert problem.language == "fr"
    assert f"{context} (missing)" in str(problem)


def test_a_stale_essential_text_holds_the_language_back(tmp_path: Path) -> None:
    done = compose_french(tmp_path, {}, words__or="fuzzy")
    assert done.held_back == ("fr",)
    assert "words.or (stale)" in str(done.problems[0])


def test_a_missing_detail_is_left_out_and_named(tmp_path: Path) -> None:
    flyer = compose_french(tmp_path, {"faq.border-open.returned": None}).flyers["fr", "nogales"]
    assert [answer.id for answer in flyer.questions[0].answers] == ["border-open/denied", "border-open/children"]
    assert flyer.held == ("border-open/returned",)


def test_a_stale_detail_takes_along_what_needs_it(tmp_path: Path) -> None:
    done = compose_french(tmp_path, {}, **{"faq__what-is-mpp__stands-for": "fuzzy"})
    flyer = done.flyers["fr", "nogales"]
    assert flyer.held == (
        "what-is-mpp/stands-for",
        "what-is-mpp/told-to-wait",
        "did-mpp-end/gradual",
        "did-mpp-end/allowed-in",
    ), "and what stands together with it, and what needs that"
    assert done.held_back == ()


def test_a_question_without_translation_or_answer_is_left_out(tmp_path: Path) -> None:
    flyer = compose_french(
        tmp_path,
        {"faq.did-mpp-end.question": None, "faq.what-is-title-42.closed": None},
    ).flyers["fr", "nogales"]
    asked = [question.id for question in flyer.questions]
    assert "did-mpp-end" not in asked
    assert "what-is-title-42" not in asked, "what needs the missing piece goes too, and nothing is left to print"
    assert set(flyer.held) == {
        "did-mpp-end/gradual",
        "did-mpp-end/allowed-in",
        "what-is-title-42/closed",
        "what-is-title-42/affected",
        "what-is-mpp/stands-for",
        "what-is-mpp/told-to-wait",
    }


def test_a_missing_contact_sentence_is_left_out(tmp_path: Path) -> None:
    flyer = compose_french(tmp_path, {"introduction.contact": None}).flyers["fr", "nogales"]
    assert flyer.words.contact == ""
    assert flyer.held == ("introduction/contact",)


def test_a_file_that_can_not_be_read_holds_back_only_its_language(spanish: Data) -> None:
    (spanish.folder / "translations" / "es.po").write_text("nonsense", encoding="utf-8")
    done = compose_all(spanish)
    assert done.held_back == ("es",)
    assert len(done.flyers) == 6
    assert [problem.line for problem in done.problems] == [1], "the file is named, not 90 missing texts"


def test_broken_ledgers_are_all_named_and_stop_the_program(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH, FRENCH)
    for tag in ("es", "fr"):
        write_po(data, tag)
        (data.folder / "reviews" / f"{tag}.yaml").write_text("- {digest: x}", encoding="utf-8")
    with pytest.raises(InputError) as stopped:
        compose_all(data)
    assert {Path(problem.file).name for problem in stopped.value.problems} == {"es.yaml", "fr.yaml"}


def test_composing_a_language_that_should_be_held_back_is_an_error_of_the_program(spanish: Data) -> None:
    write_po(spanish, "es", {"words.or": None})
    catalogue = read_catalogues(spanish, messages(spanish))["es"]
    with pytest.raises(InternalError, match=r"words\.or"):
        compose_flyer(spanish, catalogue, "nogales")


def test_borrowed_month_names_hold_a_language_back_until_its_own_are_given(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH, CREOLE)
    write_po(data, "ht")
    done = compose_all(data)
    assert done.held_back == ("ht",)
    assert "languages.yaml:6:" in str(done.problems[0])
    months = "janvye, fevriye, mas, avril, me, jen, jiyè, out, septanm, oktòb, novanm, desanm"
    data = copy_of_data(tmp_path, ENGLISH, CREOLE + f"  months: [{months}]\n")
    flyer = compose_all(data).flyers["ht", "nogales"]
    assert "7 avril 2021" in flyer.words.last_updated


# Right-to-left pages


@pytest.fixture
def flyer_in_arabic(arabic: Data) -> Flyer:
    write_po(
        arabic,
        "ar",
        {
            "words.last_updated": "آخر تحديث {date}",
            "words.near_you": "بالقرب منكم: {city}",
            "words.see_website": "راجعوا الموقع: {names}",
            "words.call": "اتصلوا {number}",
            "words.in_english": "بالإنجليزية",
            "words.in_spanish": "بالإسبانية",
            "words.say_on_phone": "قولوا:",
            "city.tijuana-san-diego.name": "تيخوانا",
            "service.list-of-organizations-tijuana": "قائمة",
            "faq.what-is-title-42.question": "ما هو Title 42؟",
        },
    )
    return compose_all(arabic).flyers["ar", "tijuana-san-diego"]


def test_dates_names_and_numbers_are_isolated(flyer_in_arabic: Flyer) -> None:
    words = flyer_in_arabic.words
    assert words.last_updated == "آخر تحديث \u20687 أبريل 2021\u2069"
    assert flyer_in_arabic.sections[0].title == "بالقرب منكم: \u2068تيخوانا\u2069"
    assert flyer_in_arabic.questions[1].text == "ما هو \u2068Title 42\u2069؟"
    assert flyer_in_arabic.dial_strings()[0].spoken == "« \u2068From Mexico\u2069 »: \u2066664-208-8994\u2069"


def test_names_without_a_number_are_isolated_one_by_one(flyer_in_arabic: Flyer) -> None:
    assert flyer_in_arabic.words.see_website == (
        "راجعوا الموقع: \u2068Info Digna\u2069 (\u2068قائمة\u2069)، \u2068Info Digna\u2069، \u2068HIAS Mexico\u2069"
    )


def test_strings_to_dial_are_joined_by_hyphens_and_hold_no_controls(flyer_in_arabic: Flyer) -> None:
    printed = [dial.printed for dial in flyer_in_arabic.dial_strings()]
    assert printed[:3] == ["664-208-8994", "619-786-4866", "323-238-9935"]
    assert "011-52-663-205-4660" in printed
    assert "+1-858-333-2857" in printed
    assert not set("".join(printed)) & set(ISOLATES)


def test_isolates_are_closed_where_they_are_opened(flyer_in_arabic: Flyer) -> None:
    for text in strings(asdict(flyer_in_arabic)):
        depth = 0
        for character in text:
            depth += {"\u2066": 1, "\u2068": 1, "\u2069": -1}.get(character, 0)
            assert depth in {0, 1}, f"isolated twice or never closed: {text!r}"
        assert depth == 0


def test_what_to_say_on_the_phone_is_in_latin_letters_and_by_sound(flyer_in_arabic: Flyer) -> None:
    say = flyer_in_arabic.say
    assert say
    assert say.heading == "قولوا:"
    assert say.phrases == (
        ("en", "بالإنجليزية", "I speak Arabic", "آي سبيك آرابيك"),
        ("es", "بالإسبانية", "Hablo árabe", "أبلو آرابي"),
    )


def test_the_latin_name_of_the_city_stands_beside_it(flyer_in_arabic: Flyer) -> None:
    assert flyer_in_arabic.city_own == "تيخوانا"
    assert flyer_in_arabic.city_latin == "Tijuana/San Diego"


def test_speakers_of_spanish_need_nothing_to_say(spanish: Data) -> None:
    write_po(spanish, "es")
    assert compose_all(spanish).flyers["es", "nogales"].say is None
