"""Directories as they come: what has no translation, or no letters in any font, holds back what it touches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.content.flyer import Status
from handouts.content.sheet_texts import Role
from handouts.errors import ExitCode
from handouts.layout.glyph_coverage import compose_printable
from handouts.products.loading import load_data
from tests.build.small import FONTS, Project, Said, listed, manifest, run

NUMBER = '{number: "+1 956 425 9231"}'
Make = Callable[..., Project]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*languages: str) -> Project:
        project = Project(tmp_path / "project", languages=("en", *languages))
        project.write()
        return project

    return made


def notices(said: Said) -> list[str]:
    return [line for line in said.err.splitlines() if ": notice: " in line]


def status_of(project: Project, path: str) -> str:
    return str(next(entry["status"] for entry in manifest(project.out)["files"] if entry["path"] == path))


def flyer(language: str, city: str) -> str:
    return f"flyer/{language}/{city}-{language}-flyer.pdf"


def test_hours_in_words_hold_nothing_back(make: Make) -> None:
    """One word beside one number (digitalfabrik/integreat-cms#1001): it stands there in English, in every language."""
    project = make("es", "ar")
    for tag in ("es", "ar"):
        assert run("translations", "reviewed", tag, "--by", "A. Person", "--yes", "--data", str(project.data)).code == 0
    project.replace("directory.yaml", NUMBER, NUMBER.replace("}", ", hours: weekdays}"))
    said = project.build("--quiet")
    assert said.code == ExitCode.DONE
    (notice,) = (each for each in notices(said) if "without translation" in each)
    assert "directory.yaml:" in notice
    assert "1 text of hours without translation (hours.weekdays)" in notice
    assert "in English on 2 sheets in 2 languages (es, ar)" in notice
    for tag in ("es", "ar"):
        assert status_of(project, flyer(tag, "nogales")) == Status.REVIEWED
        assert status_of(project, flyer(tag, "south-texas")) == Status.DRAFT
    assert project.build("--quiet", "--reviewed-only").code == ExitCode.DONE
    made = listed(project.out)
    assert {flyer(tag, "nogales") for tag in ("es", "ar")} <= made
    assert not {flyer(tag, "south-texas") for tag in ("es", "ar")} & made
    assert run("translations", "status", "--data", str(project.data)).out.count(
        ": in English on its sheets, as missing or stale: hours.weekdays"
    ) == len(("es", "ar"))
    document = project.build("--json").document
    assert document["in_english"] == [
        {"message": "hours.weekdays", "english": "weekdays", "sheets": ["es/south-texas", "ar/south-texas"]}
    ]
    assert (document["problems"], document["held_back"], document["exit_code"]) == ([], {}, 0)


def test_a_word_that_has_changed_in_english_is_no_translation_any_more(make: Make) -> None:
    project = make("es")
    project.replace("translations/es.po", 'msgctxt "service.free-help"', '#, fuzzy\nmsgctxt "service.free-help"')
    (notice,) = notices(project.check())
    assert "1 service without translation (service.free-help)" in notice


def test_a_new_city_is_printed_in_every_language_under_its_own_name(make: Make) -> None:
    project = make("ar", "fr")
    project.replace("directory.yaml", "id: nogales\n    name: Nogales", "id: test-city\n    name: Test City (North)")
    said = project.build("--quiet")
    assert said.code == ExitCode.DONE, "proof reads it in its right order on both kinds of page"
    (notice,) = notices(said)
    assert "1 name of a city without translation (city.test-city.name): in English on 2 sheets" in notice
    composition = compose_printable(load_data(project.data), FONTS)
    for tag in ("ar", "fr"):
        made = composition.flyers[tag, "test-city"]
        assert made.city_own.strip("\u2068\u2069") == "Test City (North)"
        assert made.city_latin == "", "it stands there once"
        assert made.status is Status.DRAFT
        assert flyer(tag, "test-city") in listed(project.out)


def test_many_new_labels_are_one_notice(make: Make) -> None:
    project = make("es", "fr")
    more = [f'{{number: "+1 213 555 010{at}", label: Desk {at}}}' for at in range(1, 8)]
    project.replace("directory.yaml", NUMBER, ", ".join(more))
    (notice,) = notices(project.check())
    assert "7 labels without translation (label.desk-1, " in notice
    assert "label.desk-5 and 2 more): in English on 2 sheets in 2 languages (es, fr)" in notice


def test_a_mark_of_no_font_holds_back_the_sheets_of_its_name_and_no_other(make: Make) -> None:
    """A macron below (prawnpdf/prawn#1154, rbanffy/3270font#38) has a font; the mark of a dead script has none."""
    project = make("zh-Hans")
    name = "Casa Tla\u0331kwa\U00010379"
    project.replace("directory.yaml", "name: Kino Border Initiative", f"name: {name}")
    before = (project.data / "directory.yaml").read_text(encoding="utf-8").partition(name)[0]
    said = project.build()
    made = listed(project.out)
    assert {flyer("en", "south-texas"), flyer("zh-Hans", "south-texas")} <= made
    assert made.isdisjoint({flyer("en", "nogales"), flyer("zh-Hans", "nogales")})
    assert f"directory.yaml:{before.count(chr(10)) + 1}:" in said.err
    assert (
        "no font has “\U00010379” (U+10379); 2 sheets are held back: en/nogales, zh-Hans/nogales; write it in other"
        " characters, or add a font that has it"
    ) in said.err
    assert "U+0331" not in said.err
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert "held back: 2 sheets in 2 languages: en (1), zh-Hans (1)" in said.out.splitlines()
    assert project.build("--json").document["held_back"] == {"en": ["nogales"], "zh-Hans": ["nogales"]}
    assert project.proof().code == ExitCode.DONE, "what is made is right"


def test_a_name_with_letters_of_no_font_holds_back_the_sheets_of_its_city(make: Make) -> None:
    project = make("es")
    project.replace("directory.yaml", "name: ProBAR", "name: ProBAR \U00010330")
    said = project.build("--no-proof", "--quiet")
    assert said.code == ExitCode.NEEDS_A_PERSON
    (problem,) = said.err.splitlines()
    assert "no font has “\U00010330” (U+10330); 2 sheets are held back" in problem
    sheets = {path for path in listed(project.out) if path.startswith("flyer/")}
    assert sheets == {flyer("en", "nogales"), flyer("es", "nogales")}


SIGN = "\U0001f600"


@pytest.mark.parametrize(
    ("old", "essential"),
    [
        ('msgctxt "faq.border-open.returned"', False),
        ('msgctxt "city.nogales.name"', False),
        ('msgctxt "words.from_mexico"', True),
        ('msgctxt "faq.border-open.denied"', True),
    ],
)
def test_a_translation_that_no_font_can_set_counts_as_missing(make: Make, old: str, essential: bool) -> None:
    project = make("es", "fr")
    text = (project.data / "translations" / "es.po").read_text(encoding="utf-8")
    head, _, after = text.partition(old)
    changed = after.replace('msgstr "', f'msgstr "{SIGN} ', 1)
    (project.data / "translations" / "es.po").write_text(f"{head}{old}{changed}", encoding="utf-8")
    said = project.check()
    assert said.code == ExitCode.NEEDS_A_PERSON
    context, line = old.split('"')[1], head.count("\n") + 1
    assert f"es.po:{line}:1: {context}: no font has “{SIGN}” (U+1F600); write it" in said.err
    composition = compose_printable(load_data(project.data), FONTS)
    assert composition.held_back == (("es",) if essential else ())
    assert ("fr", "nogales") in composition.flyers
    if not essential:
        texts = composition.flyers["es", "nogales"].texts()
        assert not any(SIGN in each.text for each in texts)
        assert [each.text for each in texts if each.role is Role.CITY] == ["Nogales"]


def test_a_line_break_in_a_po_file_is_spoken_of_as_one_of_po(make: Make) -> None:
    project = make("es", "fr")
    project.replace("translations/es.po", "el consejo de un abogado.", "el consejo de un abogado.\\n")
    said = project.check()
    assert "handout.disclaimer: the text ends with a line break; delete the \\n at its end" in said.err
    assert ">-" not in said.err
    assert "held back: es" in said.out.splitlines(), "it is a fixed text; French is made"
