"""Numbers that nobody answers by voice (case `kinds-of-number`).

Fax, TTY, "text HELLO to 741741", WhatsApp without calls, e-mail (openreferral/specification#193,
department-of-veterans-affairs/va.gov-cms#18131): a fax was printed as a number to call, with the link and "Call ..."
for a screen reader; `whatsapp: only` was refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ExitCode
from tests.cases.small_city import FORMATS, SmallCity

KINDS = """
- name: Casa Alfa
  numbers:
    - {number: "+1 619 786 4866", label: office}
    - {number: "+1 619 786 4867", kind: fax, label: office}
    - {number: "+1 619 786 4868", kind: tty}
- name: Crisis
  numbers: [{short: "741741", call_from: US, kind: text, label: Text HELLO}]
- name: Casa Beta
  numbers: [{number: "+52 664 208 8994", kind: text, hours: 24/7}]
"""
WHATSAPP = """
- name: Casa Alfa
  numbers: [{number: "+52 664 208 8994", whatsapp: only}]
- name: Casa Beta
  numbers:
    - {number: "+1 619 786 4866", label: office}
    - {number: "+52 664 208 8995", whatsapp: only, label: hotline, hours: 24/7}
"""
MENUS = """
- name: Casa Alfa
  numbers:
    - {number: "+1 619 786 4866", extension: "12", press: "2"}
    - {number: "+1 619 786 4866", press: "3"}
"""


def test_each_kind_has_its_word_its_link_and_its_voice(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, KINDS, "ar", "es")
    project.built()
    for form in ("flyer", "large-print", "half", "poster"):
        spoken = project.spoken(form)
        assert spoken["tel:+16197864866"] == "From the U.S.: (619) 786-4866"
        assert spoken["tel:+16197864867"] == "From the U.S.: Fax: (619) 786-4867"
        assert spoken["tel:+16197864868"] == "From the U.S.: TTY, for deaf people: (619) 786-4868"
        assert spoken["sms:741741"] == "From the U.S.: Text messages: 741741"
        assert spoken["sms:+526642088994"] == "From the U.S.: Text messages: 011 52 664 208 8994"
        assert "tel:741741;phone-context=+1" not in spoken
        text = project.text(form)
        assert text.count("TTY, for deaf people") == 1
        assert text.count("Text messages") == 2
        assert text.index("Fax") < text.index("TTY") < text.index("Text HELLO"), form
    assert project.spoken("flyer", "es")["tel:+16197864867"] == "Desde EE. UU.: Fax: (619) 786-4867"
    assert project.spoken("flyer", "ar")["sms:741741"].endswith("\u2066741741\u2069")


def test_whatsapp_alone_is_dialled_nowhere(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, WHATSAPP, "ar")
    project.built()
    for form in FORMATS:
        links, text = project.links(form), project.text(form)
        assert "https://wa.me/526642088994" in links
        assert "tel:+526642088994" not in links
        assert "tel:+526642088995" not in links
        assert "+52 664 208 8994" in text
        assert "011 52 664" not in text, form
        if form != "card":
            assert links.count("https://wa.me/526642088995") == 1
            words = [text.index(each) for each in ("Office", "Hotline", "24 hours a day")]
            assert words == sorted(words), form
            assert text.count("WhatsApp") == len(("Alfa", "Beta"))


def test_what_to_press_stands_below_its_number(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, MENUS, "es", "ar", "zh-Hans")
    project.built()
    for form in ("flyer", "large-print", "half", "poster"):
        text = project.text(form)
        order = [text.index(each) for each in ("extension 12", "then press 2", "then press 3")]
        assert order == sorted(order), form
        assert text.count("then press") == 4
    assert "después oprima 2" in project.text("card", "es")
    assert "然后按 3" in project.text("flyer", "zh-Hans")


def test_what_to_press_stands_in_english_until_it_is_translated(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, MENUS, "es", "ar")
    for tag in ("es", "ar"):
        project.replace(f"translations/{tag}.po", 'msgctxt "words.then_press"', '#, fuzzy\nmsgctxt "words.then_press"')
    said = project.built()
    assert "(words.then_press): in English on 2 sheets in 2 languages (es, ar)" in said.err
    assert "then press 2" in project.text("flyer", "es")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ('{number: "+1 619 786 4866", whatsapp: only, kind: text}', "WhatsApp alone is the same from everywhere"),
        ('{number: "+1 619 786 4866", whatsapp: only, call_from: US}', "delete call_from"),
        ('{number: "+1 619 786 4866", whatsapp: Only}', "write true or false"),
        ('{number: "+1 619 786 4866", kind: fax, extension: "5"}', "kind: fax has no extension"),
        ('{number: "+1 619 786 4866", press: "two"}', 'write up to 4 keys in quotes, as press: "2"'),
        ('{number: "+1 619 786 4866", kind: phone}', "write voice or text or fax or tty"),
    ],
)
def test_what_goes_with_no_kind_is_refused(tmp_path: Path, number: str, words: str) -> None:
    said = SmallCity(tmp_path, f"- name: Casa\n  numbers: [{number}]").check()
    assert said.code == ExitCode.WRONG_INPUT
    assert words in said.err


@pytest.mark.parametrize("label", ["Fax", "fax"])
def test_a_fax_by_its_label_alone_is_asked_about(tmp_path: Path, label: str) -> None:
    """As the public report has it."""
    said = SmallCity(tmp_path, f'- name: Casa\n  numbers: [{{number: "+1 619 786 4866", label: {label}}}]').check()
    assert said.code == ExitCode.DONE
    (notice,) = said.err.splitlines()
    assert (
        f'notice: a number with the label "{label}" is printed and read out as one to call; write kind: fax' in notice
    )


def test_a_kind_needs_its_word(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, KINDS)
    project.replace("handout.yaml", "    fax: Fax\n", "")
    said = project.check()
    assert said.code == ExitCode.WRONG_INPUT
    assert 'there is no word for kind: fax; give the vocabulary of handout.yaml a label "fax: ..."' in said.err


def test_a_number_of_which_nothing_is_said_below_a_labelled_one_is_a_notice(tmp_path: Path) -> None:
    """It would be taken for another of that label."""
    numbers = ('{number: "+1 619 555 0113", label: hotline}', '{number: "+1 619 555 0114"}')
    below = SmallCity(tmp_path / "below", f"- name: Casa\n  numbers: [{', '.join(numbers)}]").check()
    first = SmallCity(tmp_path / "first", f"- name: Casa\n  numbers: [{', '.join(reversed(numbers))}]").check()
    said = (
        'nothing is said of this number, and it stands below one with the label "hotline"; give it a label of its own'
    )
    assert (below.code, said in below.err) == (0, True)
    assert (first.code, said in first.err) == (0, False)
