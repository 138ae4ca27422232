"""Names and addresses in any script for which there is a face in fonts/: on every page, in every format."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from handouts.content.flyer import Entry
from handouts.errors import ExitCode
from tests.build.sabotage import Press, with_entries
from tests.build.small import Project, manifest, run

LANGUAGES = ("en", "ar", "zh-Hans")
FORMATS = ("flyer", "large-print", "half", "card", "poster")
ADDRESS = "شارع 3، Calle Norte 14, 22127 تيخوانا"
ORGANISATIONS = (
    f"""
      - name: مركز مساعدة 24
        place: Zona 5
        service: legal-help
        numbers: [{{number: "+1 213 555 0101", hours: "Mo-Fr 10:00-13:00"}}]
        visit: {{address: "{ADDRESS}"}}
      - name: आशा घर 7
        numbers: [{{number: "+1 213 555 0102", label: office}}]
      - name: 希望之家 8
        place: 蒂华纳 (2)
        numbers: [{{number: "+1 213 555 0103"}}]
""",
    """
      - name: ተስፋ ቤት 9
        numbers: [{number: "+1 213 555 0104"}]
      - name: Дом надежды 10
        numbers: [{number: "+1 213 555 0105"}]
      - name: "Casa Tla\u0331kwa 11"
        place: حي 6
        numbers: [{number: "+1 213 555 0106"}]
""",
)
NAMES = {
    "nogales": ("आशा घर 7", "希望之家 8"),
    "south-texas": ("ተስፋ ቤት 9", "Дом надежды 10", "Casa Tla\u0331kwa 11"),
}
NUMBERS = {"nogales": "123", "south-texas": "456"}
BRACKETS = dict.fromkeys(map(ord, "()（）"))
"""pdfium gives them back as what they would be on a page of the other direction."""
ONE = "      - name: {}\n        numbers: [{{number: '+1 213 555 0101'}}]"
FACES = {"NotoSans", "NotoSansArabic", "NotoSansDevanagari", "NotoSansSC", "NotoSansEthiopic"}


def left_out(project: Project, form: str, language: str, city: str) -> list[str]:
    """Organisations, numbers and hours for which a card has no room."""
    path = path_of(project, form, language, city).relative_to(project.out).as_posix()
    (entry,) = (each for each in manifest(project.out)["files"] if each["path"] == path)
    return [piece for piece in entry["left_out"] if piece.startswith(("organisation/", "number/", "hours/"))]


def drawn_lines(file: Path) -> list[str]:
    """What stands on each baseline, from left to right as the eye sees it, without spaces: pdfium's characters by where
    their glyph begins. Without brackets."""
    lines: dict[tuple[int, int], list[tuple[float, int, str]]] = {}
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                character = chr(pdfium_c.FPDFText_GetUnicode(text.raw, index))
                if character.isspace() or unicodedata.category(character)[0] == "C" or ord(character) in BRACKETS:
                    continue
                x, y = pdfium_c.c_double(), pdfium_c.c_double()
                pdfium_c.FPDFText_GetCharOrigin(text.raw, index, x, y)
                lines.setdefault((number, round(y.value)), []).append((x.value, index, character))
    return ["".join(character for *_, character in sorted(line)) for _, line in sorted(lines.items())]


def holds(lines: Iterable[str], text: str) -> bool:
    return any("".join(text.translate(BRACKETS).split()) in line for line in lines)


def fonts_in(file: Path) -> set[str]:
    """The families that a file embeds."""
    found: set[str] = set()
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            for each in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,)):
                found.add(each.get_font().get_base_name().partition("+")[2].partition("-")[0])
    return found


def path_of(project: Project, form: str, language: str, city: str = "nogales") -> Path:
    return project.out / form / language / f"{city}-{language}-{form}.pdf"


def project_with(
    home: Path, organisations: Sequence[str], *languages: str, formats: tuple[str, ...] = ("flyer",)
) -> Project:
    """A directory whose cities Nogales and South Texas have these organisations; Mexicali has its own."""
    project = Project(home, ("mexicali", "nogales", "south-texas"), languages, formats)
    project.write()
    path = project.data / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    for city, listed in zip(NAMES, organisations, strict=False):
        head, opening, rest = text.partition(f"  - id: {city}\n")
        block, following, after = rest.partition("  - id: ")
        kept = block.partition("    organisations:\n")[0]
        text = f"{head}{opening}{kept}    organisations:\n{listed.strip(chr(10))}\n{following}{after}"
    path.write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = project_with(tmp_path_factory.mktemp("scripts"), ORGANISATIONS, *LANGUAGES, formats=FORMATS)
    said = made.build("--quiet")
    assert said.code == ExitCode.DONE, said.err
    assert said.err == ""
    return made


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_numbers_keep_their_order(project: Project, language: str, form: str) -> None:
    for city, names in NAMES.items():
        file = path_of(project, form, language, city)
        lines = drawn_lines(file)
        gone = left_out(project, form, language, city)
        assert form == "card" or not gone
        for name in names:
            assert holds(lines, name) or any(name in piece for piece in gone), name
        for last in NUMBERS[city]:
            assert f"number/+1213555010{last}" in gone or any(
                holds(lines, number + last) for number in ("00 1 213 555 010", "00-1-213-555-010")
            )
        assert fonts_in(file) <= FACES
    lines = drawn_lines(path_of(project, form, language))
    assert holds(lines, "24 ةدعاسم زكرم"), "from right to left on every page, its figures at its end"


@pytest.mark.parametrize("form", ["large-print", "half", "poster"])
def test_a_place_in_latin_letters_stands_behind_an_arabic_name(project: Project, form: str) -> None:
    """On a poster, where names keep to their side of the border, below it where there is no room behind."""
    name, place = "24 ةدعاسم زكرم", "(Zona 5)"
    for language, both in (("en", f"{name} {place}"), ("zh-Hans", f"{name} {place}"), ("ar", f"{place} {name}")):
        lines = drawn_lines(path_of(project, form, language))
        begins = any(line.startswith("Zona5·") or line.endswith("·Zona5") for line in lines)
        assert holds(lines, both) or (form == "poster" and begins and holds(lines, name))
        where = drawn_lines(path_of(project, form, language, "south-texas"))
        assert holds(where, "Casa Tla\u0331kwa 11 (6 يح)"), "left to right as its name"


@pytest.mark.parametrize(("language", "hours"), [("en", "10:00 AM – 1:00 PM"), ("zh-Hans", "10:00–13:00")])
@pytest.mark.parametrize("form", FORMATS)
def test_hours_beside_an_arabic_name_keep_their_order(project: Project, language: str, hours: str, form: str) -> None:
    gone = left_out(project, form, language, "nogales")
    said = holds(drawn_lines(path_of(project, form, language)), hours)
    assert said or (form == "card" and any(piece.startswith("hours/") for piece in gone))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_runs_from_right_to_left_keeps_its_figures(project: Project, language: str) -> None:
    lines = drawn_lines(path_of(project, "large-print", language))
    assert holds(lines, "Calle Norte 14, 22127")
    assert holds(lines, "،3 عراش"), "what comes first is on the right"
    address = next(line for line in lines if "CalleNorte14" in line)
    assert address.index("CalleNorte14") < address.index("3عراش")


def test_a_page_without_such_letters_embeds_nothing_more(project: Project) -> None:
    for language, families in (("en", {"NotoSans"}), ("zh-Hans", {"NotoSans", "NotoSansSC"})):
        other = project.out / "flyer" / language / f"mexicali-{language}-flyer.pdf"
        assert fonts_in(other) == families


@pytest.fixture(scope="module")
def press(project: Project) -> Press:
    return Press(project.data)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("city", "name", "printed"),
    [
        ("nogales", "مركز مساعدة 24", "مركز مساعدة 25"),
        ("nogales", "مركز مساعدة 24", "مركز 24"),
        ("nogales", "مركز مساعدة 24", "مركز مساعد 24"),
        ("nogales", "आशा घर 7", "आशा घर 8"),
        ("nogales", "希望之家 8", "希望之 8"),
        ("south-texas", "ተስፋ ቤት 9", "ተስፋ 9"),
        ("south-texas", "Дом надежды 10", "Дом надежд 10"),
        ("south-texas", "Casa Tla\u0331kwa 11", ""),
    ],
)
def test_a_name_that_is_missing_or_another_is_found(
    press: Press, city: str, language: str, form: str, name: str, printed: str
) -> None:
    honest = press.honest(language, city, form)

    def change(entry: Entry) -> Entry:
        return replace(entry, name=entry.name.replace(name, printed))

    tampered = replace(honest, flyer=with_entries(honest.flyer, change))
    assert tampered.flyer != honest.flyer
    _, gone = press.draw(honest)
    if any(piece.startswith(f"organisation/local/{name}") for piece in gone):
        assert form == "card"
        return
    assert press.findings(tampered, language, city)


def test_arabic_names_that_change_places_are_found(tmp_path: Path) -> None:
    """Names that begin with the same word, one below the other."""
    names = ("مركز مساعدة", "مركز قانون")
    organisations = "\n".join(ONE.format(name).replace("0101", f"010{at}") for at, name in enumerate(names))
    press = Press(project_with(tmp_path, [organisations], *LANGUAGES, formats=FORMATS).data)
    for language, form in itertools.product(LANGUAGES, FORMATS):
        honest = press.honest(language, "nogales", form)
        first, second, *others = honest.flyer.sections[0].entries
        assert (first.name, second.name) == tuple(f"\u2068{name}\u2069" for name in names)
        assert press.findings(honest, language, "nogales") == ()
        changed = (replace(first, name=second.name), replace(second, name=first.name), *others)
        sections = (replace(honest.flyer.sections[0], entries=changed), *honest.flyer.sections[1:])
        tampered = replace(honest, flyer=replace(honest.flyer, sections=sections))
        assert press.findings(tampered, language, "nogales"), (language, form)


def test_a_script_that_no_language_of_the_directory_has_is_set_in_a_face_of_the_folder(tmp_path: Path) -> None:
    """One language, and names of people who speak many."""
    project = project_with(tmp_path, ORGANISATIONS, "en")
    said = project.build("--quiet")
    assert (said.code, said.err) == (ExitCode.DONE, "")
    assert {font for city in NAMES for font in fonts_in(path_of(project, "flyer", "en", city))} == FACES
    assert holds(drawn_lines(path_of(project, "flyer", "en")), "24 ةدعاسم زكرم")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mark_without_letter_of_its_own_stands_on_the_chinese_page(tmp_path: Path, form: str) -> None:
    """A macron below (prawnpdf/prawn#1154, rbanffy/3270font#38), for which no letter is precomposed."""
    name = unicodedata.normalize(form, "Ñuu a\u0331 m\u0331ékw")
    project = project_with(tmp_path, [ONE.format(name)], "en", "zh-Hans")
    said = project.build("--quiet")
    assert (said.code, said.err) == (ExitCode.DONE, "")
    for language in ("en", "zh-Hans"):
        lines = drawn_lines(path_of(project, "flyer", language))
        assert any(name in unicodedata.normalize("NFC", line) for line in lines for name in ("Ñuua\u0331m\u0331ékw",))


def test_a_name_in_two_scripts_keeps_its_brackets(tmp_path: Path) -> None:
    """digitalfabrik/integreat-cms#1350, #2385."""
    name = "IBZ (مركز) / FiBA 2 (حي)"
    project = project_with(tmp_path, [ONE.format(name)], "en", "ar")
    said = project.build("--quiet")
    assert (said.code, said.err) == (ExitCode.DONE, "")
    for language in ("en", "ar"):
        assert holds(drawn_lines(path_of(project, "flyer", language)), "IBZ (زكرم) / FiBA 2 (يح)")


def test_everything_of_an_organisation_may_run_from_right_to_left(tmp_path: Path) -> None:
    """The city, the service, the label, and an organisation without a number, on pages and in lists of contents."""
    organisations = """
      - name: مركز مساعدة 24
        service: خدمة (مجانا) 2
        numbers: [{number: "+1 213 555 0101", label: مكتب 5, hours_note: "Mon 10:00-13:00"}]
      - {name: بيت 10, service: Free Help}
      - {name: مركز, numbers: [{number: "+1 213 555 0102"}, {number: "+52 664 208 8995"}]}
"""
    project = project_with(tmp_path, [organisations], "en", "ar", formats=("flyer", "card"))
    project.replace("directory.yaml", "    name: Nogales", "    name: مدينة 7 (شمال)")
    said = project.build("--quiet")
    assert said.code == ExitCode.DONE, said.err
    lines = drawn_lines(path_of(project, "flyer", "en"))
    assert holds(lines, "7 ةنيدم"), "the city, at the top and near the reader"
    assert holds(lines, "24 ةدعاسم زكرم")
    assert holds(lines, "2 (اناجم) ةمدخ"), "below the name"
    assert holds(lines, "See the website: 10 تيب (Free Help), Info Digna")
    assert holds(lines, "Mon 10:00-13:00")
    assert holds(drawn_lines(path_of(project, "flyer", "ar")), "2 اناجم ةمدخ")
    contents = drawn_lines(project.out / "booklet" / "booklet-en.pdf")
    assert holds(contents, "24 ةدعاسم زكرم (2 اناجم ةمدخ), زكرم")


@pytest.mark.parametrize(
    ("translation", "drawn"),
    [
        ("من 09:00-17:00 أيام العمل", "17:00-09:00نم"),
        ("9-5", "5-9"),
        ("9-5 أيام العمل", "5-9"),
        ("أيام العمل 9–5", "5–9"),
    ],
)
def test_a_range_in_arabic_begins_on_the_right(tmp_path: Path, translation: str, drawn: str) -> None:
    """w3c/i18n-drafts#368: ranges are read from right to left."""
    number = '{number: "+1 956 291 4169"}'
    project = Project(tmp_path, languages=("en", "ar"), formats=("flyer", "large-print", "card"))
    project.write()
    project.replace("directory.yaml", number, number.replace("}", ", hours_note: at certain hours}"))
    assert run("translations", "update", "ar", "--data", str(project.data)).code == ExitCode.DONE
    project.replace(
        "translations/ar.po", 'msgid "at certain hours"\nmsgstr ""', f'msgid "at certain hours"\nmsgstr "{translation}"'
    )
    said = project.build("--quiet")
    assert (said.code, said.err) == (ExitCode.DONE, "")
    for form in project.formats:
        said = holds(drawn_lines(project.out / form / "ar" / f"south-texas-ar-{form}.pdf"), drawn)
        gone = left_out(project, form, "ar", "south-texas")
        assert said or (form == "card" and any(piece.startswith("hours/") for piece in gone))


def test_a_character_that_no_face_has_is_named_by_check_with_its_place(tmp_path: Path) -> None:
    project = project_with(tmp_path, ORGANISATIONS, *LANGUAGES)
    project.replace("directory.yaml", "name: ተስፋ ቤት 9", "name: ተስፋ \U00010330 9")
    text = (project.data / "directory.yaml").read_text(encoding="utf-8")
    line = text.partition("\U00010330")[0].count("\n") + 1
    said = project.check()
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert f"directory.yaml:{line}:15: " in said.err
    assert (
        "“\U00010330” (U+10330); 3 sheets are held back: en/south-texas, ar/south-texas, zh-Hans/south-texas"
        in said.err
    )
