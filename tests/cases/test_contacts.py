"""What else an organisation is reached by: e-mail and website; and in which languages somebody answers.

Case `kinds-of-number`, folder `data-p-email` (openreferral/specification#193): `email:` was refused, and an
organisation with an e-mail address only had nothing but "see the website".
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.content.flyer import ContactLink, Entry, LinkKind
from handouts.errors import ExitCode
from tests.build.sabotage import Press, with_entries
from tests.build.small import manifest
from tests.cases.small_city import SmallCity
from tests.validators import a2_failures, blind_spot_findings, twin_2b_findings, ua1_failures

SHEETS = ("flyer", "large-print", "half", "poster")
LONG = "una.direccion.muy.larga-2000+abogados@departamento-de-ayuda.casa-de-los-migrantes.example.org"
REACHED = f"""
- name: Casa Alfa
  numbers: [{{number: "+1 619 786 4867", label: office}}]
  email: ayuda@casa-alfa.example.org
  website: "https://www.casa-alfa.example.org/es/ayuda/legal"
- name: Casa Beta
  visit: {{address: "Av. Uno 1, Tijuana"}}
  email: {LONG}
- name: Casa
  email: ayuda@example.org
"""
LINKS = [
    "mailto:ayuda@casa-alfa.example.org",
    "https://www.casa-alfa.example.org/es/ayuda/legal",
    f"mailto:{LONG}",
    "mailto:ayuda@example.org",
]


def test_addresses_stand_by_their_organisation_with_live_links(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, REACHED, "ar", "es")
    project.built()
    for language in ("en", "ar", "es"):
        for form in SHEETS:
            links = [each for each in project.links(form, language) if each in LINKS]
            assert links == LINKS, (form, language)
    for form in SHEETS:
        text = "".join(project.text(form).split())
        order = [text.index(each) for each in ("ayuda@casa-alfa", "www.casa-alfa", "CasaBeta", LONG, "ayuda@example")]
        assert order == sorted(order), form
        assert "Seethewebsite:Casa" not in text, "what has an address does not wait for the website"
        assert "/es/ayuda/legal" not in text
    assert not set(LINKS) & set(project.links("card"))
    spoken = project.spoken("flyer", "es")
    assert spoken[LINKS[0]] == "ayuda@casa-alfa.example.org"
    assert spoken[LINKS[1]].endswith("www.casa-alfa.example.org")
    english = project.sheet("flyer").relative_to(project.out).as_posix()
    facts = next(each["facts"] for each in manifest(project.out)["files"] if each["path"] == english)
    assert [each.get("links") for each in facts["organisations"][:3]] == [LINKS[:2], LINKS[2:3], LINKS[3:]]


SPOKEN = """
- name: Casa Alfa
  numbers:
    - {number: "+1 619 786 4867", label: office, hours: 24/7, languages: [es, ht, zh-Hans]}
    - {number: "+52 664 208 8994", whatsapp: only, languages: [mam]}
"""


def test_languages_that_are_spoken_are_named_in_the_reader_s(tmp_path: Path) -> None:
    """Typed from CLDR; Mam is in no CLDR, and stands in English."""
    project = SmallCity(tmp_path, SPOKEN, "es", "ru", "zh-Hans", "ar")
    project.built()
    for form in SHEETS:
        assert "Spanish, Haitian Creole, Chinese" in project.text(form).replace("\n", " ")
        assert "español, criollo haitiano, chino" in project.text(form, "es").replace("\n", " ")
        assert "Mam" in project.text(form, "es")
    assert "испанский, гаитянский, китайский" in project.text("flyer", "ru").replace("\n", " ")
    assert "西班牙语、海地克里奥尔语、中文" in project.text("flyer", "zh-Hans").replace("\n", "")
    assert project.links("flyer", "es").count("https://wa.me/526642088994") == 1


def test_one_language_twice_is_refused(tmp_path: Path) -> None:
    said = SmallCity(tmp_path, SPOKEN.replace("[es, ht, zh-Hans]", "[es, ht, es]")).check()
    assert said.code == ExitCode.WRONG_INPUT
    assert 'the languages name "es" twice; delete one' in said.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("email: ayuda", 'write it as "name@example.org"'),
        ("email: ayuda@example", 'names no site after the "@"'),
        ("email: Ayuda <ayuda@example.org>", "is no e-mail address"),
        ("website: www.example.org", 'it must begin with "https://"'),
    ],
)
def test_what_is_no_address_is_refused(tmp_path: Path, line: str, words: str) -> None:
    said = SmallCity(tmp_path, f"- name: Casa\n  {line}").check()
    assert said.code == ExitCode.WRONG_INPUT
    assert words in said.err


EMAIL = ContactLink(LinkKind.EMAIL, "uno@example.org", "mailto:uno@example.org", "uno@example.org")
OTHER = ContactLink(LinkKind.EMAIL, "dos@example.org", "mailto:dos@example.org", "dos@example.org")
BESIDE = {"Kino Border Initiative": EMAIL, "KIND": OTHER}


@pytest.fixture(scope="module")
def press() -> Press:
    press = Press()

    def change(entry: Entry) -> Entry:
        return replace(entry, links=(BESIDE[entry.name],)) if entry.name in BESIDE else entry

    press.flyers = {key: with_entries(flyer, change) for key, flyer in press.flyers.items()}
    return press


@pytest.mark.parametrize("form", ["flyer", "large-print", "half"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ((replace(EMAIL, href=OTHER.href), OTHER), "the live links are not those of the flyer"),
        ((replace(EMAIL, href=OTHER.href), replace(OTHER, href=EMAIL.href)), "does not lie over uno@example.org"),
        ((replace(EMAIL, printed="una@example.org"), OTHER), "does not lie over uno@example.org"),
        ((OTHER, EMAIL), "do not stand in the order of the organisations"),
        ((EMAIL, None), "the live links are not those of the flyer"),
    ],
)
def test_an_address_that_is_wrong_or_elsewhere_is_caught(
    press: Press, form: str, language: str, wrong: tuple[ContactLink | None, ...], words: str
) -> None:
    sheet = press.honest(language, form=form)
    assert press.findings(sheet, language) == ()
    printed = dict(zip(BESIDE, wrong, strict=True))

    def change(entry: Entry) -> Entry:
        return replace(entry, links=tuple(filter(None, (printed.get(entry.name),))))

    findings = press.findings(replace(sheet, flyer=with_entries(sheet.flyer, change)), language)
    assert any(words in each for each in findings), findings


EVERYTHING = """
- name: Casa Alfa
  service: legal-help
  numbers:
    - {number: "+1 619 786 4867", label: office, extension: "12", press: "2", hours: 24/7, languages: [es]}
    - {number: "+52 664 208 8995", whatsapp: only, label: hotline}
  email: ayuda@casa-alfa.example.org
  visits: [{label: office, address: "Av. Uno 1, Tijuana"}, {address: "Av. Dos 2, Tecate"}]
"""


def test_sheets_with_all_that_an_organisation_can_have_are_valid_files(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, EVERYTHING, "es", "hi")
    project.built()
    for form in ("flyer", "large-print", "half", "card", "poster"):
        for language in ("en", "es", "hi"):
            pdf = project.sheet(form, language).read_bytes()
            assert [*ua1_failures(pdf), *a2_failures(pdf), *twin_2b_findings(pdf), *blind_spot_findings(pdf)] == []


def test_two_ways_to_write_a_language_are_one_to_a_caller(tmp_path: Path) -> None:
    city = SmallCity(
        tmp_path, '- name: Casa\n  numbers: [{number: "+1 619 555 0113", languages: [zh-Hans, zh-Hant, es]}]'
    )
    city.built(
        "--format", "flyer", "--format", "large-print", "--format", "half", "--format", "card", "--format", "poster"
    )
    assert city.text("flyer").count("Chinese") == 1
