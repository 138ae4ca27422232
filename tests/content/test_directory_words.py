"""Hours, words of the vocabulary and pauses: from the directory to the sheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.content.compose import Composition, compose_all
from handouts.content.flyer import Entry, Status
from handouts.content.hours import weekday_names
from handouts.content.wording import Wording
from handouts.errors import InputError
from handouts.products.loading import load_data
from handouts.sources.model import Number
from handouts.sources.text_state import State
from tests.sources.copies import SHIPPED

NAME = "Casa del Ejemplo"
ORGANISATION = f"""\
      - name: {NAME}
        service: legal-help
        numbers:
          - {{number: "+52 631 312 0777", label: office, extension: "12", hours: "Mo-Fr 09:00-17:00; PH off"}}
        visit: {{address: "Calle Reforma 12, Nogales, Sonora"}}
"""
LANGUAGES = load_data(SHIPPED).languages.languages


def composed(folder: Path, organisation: str, drop: tuple[str, ...] = ()) -> Composition:
    """The shipped data with one more organisation in Nogales, and without some translations."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    path = folder / "directory.yaml"
    before, nogales, after = path.read_text(encoding="utf-8").partition("  - id: nogales\n")
    top, key, rest = after.partition("    organisations:\n")
    path.write_text(before + nogales + top + key + organisation + rest, encoding="utf-8")
    for po in (folder / "translations").glob("*.po"):
        entries = po.read_text(encoding="utf-8").split("\n\n")
        kept = [entry for entry in entries if not any(f'msgctxt "{context}"' in entry for context in drop)]
        po.write_text("\n\n".join(kept), encoding="utf-8")
    return compose_all(load_data(folder))


def entry(done: Composition, tag: str) -> Entry:
    local = done.flyers[tag, "nogales"].sections[0]
    return next(each for each in local.entries if each.name == NAME)


def test_one_block_of_yaml_is_printed_in_every_language_without_a_translator(tmp_path: Path) -> None:
    done = composed(tmp_path, ORGANISATION)
    assert done.problems == ()
    assert done.held_back == ()
    english = entry(done, "en")
    assert (english.service, english.visit and english.visit.label) == ("Legal help", "To visit")
    assert english.rows[0].label == "Office"
    assert english.rows[0].hours.replace("\u00a0", " ") == "Mon–Fri: 9:00 AM – 5:00 PM; public holidays: closed"
    for language in LANGUAGES[1:]:
        own = entry(done, language.tag)
        (row,) = own.rows
        monday, *_, friday, _, _ = weekday_names(language)
        assert row.hours.startswith(monday)
        assert friday in row.hours
        assert "closed" not in row.hours
        assert "public" not in row.hours
        assert own.service not in ("", "Legal help", "legal-help")
        assert own.visit is not None
        assert own.visit.label not in ("", "To visit", "to-visit")
        assert done.flyers[language.tag, "nogales"].status is Status.DRAFT


def spanish_wording(done: Composition, data_folder: Path) -> Wording:
    data = load_data(data_folder)
    spanish = next(language for language in data.languages.languages if language.tag == "es")
    return Wording(spanish, done.catalogues["es"], data.handout.words, data.handout.vocabulary)


@pytest.mark.parametrize(
    ("hours", "state"),
    [("Mo-Fr 09:00-17:00", State.REVIEWED), ("24/7", State.DRAFT), ("Mo-Fr 09:00-17:00; PH off", State.DRAFT)],
)
def test_days_and_times_need_no_review_and_the_words_among_them_do(tmp_path: Path, hours: str, state: State) -> None:
    wording = spanish_wording(composed(tmp_path, ORGANISATION), tmp_path)
    text = wording.hours(Number(number="+52 631 312 0777", hours=hours))
    assert wording.states[text] is state


def test_words_of_hours_without_a_translation_stand_in_english_and_hold_nothing_back(tmp_path: Path) -> None:
    done = composed(tmp_path, ORGANISATION, drop=("words.closed", "words.public_holidays", "words.always_open"))
    assert done.held_back == ()
    assert "17:00; public holidays:\u00a0closed" in entry(done, "es").rows[0].hours
    wording = spanish_wording(done, tmp_path)
    assert wording.states[wording.hours(Number(number="+52 631 312 0777", hours="24/7"))] is State.MISSING


def test_words_that_nobody_uses_hold_nothing_back(tmp_path: Path) -> None:
    done = composed(tmp_path, "", drop=("service.legal-help", "label.hotline", "words.all_day"))
    assert done.held_back == ()
    assert done.problems == ()


def test_words_stand_behind_hours_and_may_stand_alone(tmp_path: Path) -> None:
    notes = (
        '{number: "+52 631 312 0777", hours: "Mo 09:00-10:00", hours_note: Ask for Ana}',
        '{number: "+52 631 312 0778", hours_note: Ask for Ana}',
        '{number: "+52 631 312 0779", hours: Ask for Ana}',
    )
    numbers = "".join(f"          - {note}\n" for note in notes)
    done = composed(tmp_path, f"      - name: {NAME}\n        numbers:\n{numbers}")
    hours = [row.hours.replace("\u00a0", " ") for row in entry(done, "en").rows]
    assert hours == ["Mon: 9:00 AM – 10:00 AM; Ask for Ana", "Ask for Ana", "Ask for Ana"]


def test_a_word_of_the_vocabulary_is_the_same_by_its_id_and_in_words(tmp_path: Path) -> None:
    one = entry(composed(tmp_path / "id", ORGANISATION), "es")
    other = entry(composed(tmp_path / "words", ORGANISATION.replace("legal-help", "Legal help")), "es")
    assert one == other


def test_what_is_paused_is_on_no_sheet(tmp_path: Path) -> None:
    paused = ORGANISATION.replace("        service", "        paused: moving house\n        service")
    assert NAME not in str(composed(tmp_path / "organisation", paused).flyers["es", "nogales"])
    second = '          - {number: "+52 631 312 0778", paused: rings for ever}\n        visit'
    done = composed(tmp_path / "number", ORGANISATION.replace("        visit", second))
    assert [row.dials[0] and row.dials[0].digits for row in entry(done, "es").rows] == ["6313120777"]
    assert entry(done, "es").visit


def test_an_address_without_a_label_needs_the_word_for_it(tmp_path: Path) -> None:
    composed(tmp_path, ORGANISATION)
    path = tmp_path / "handout.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    to-visit:", "    visit:"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_data(tmp_path)
    assert [(problem.what, problem.instead) for problem in caught.value.problems] == [
        ("label is missing", 'write one, or give the vocabulary of handout.yaml a label "to-visit: To visit"')
    ]
