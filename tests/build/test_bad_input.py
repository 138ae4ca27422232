"""Bad translations, reviews, fonts, folders and command lines: place and words of the message, exit code, `out/`.

Bad YAML: tests/sources/test_load_problems.py. As there, `§` stands in the edit where the message must point to; in PO
files that is the line, for a message is one thing to them, and its column is the first.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable

from handouts.errors import ExitCode
from tests.build.small import FONTS, Project, Said, run, tree

HERE = "§"
OR = 'msgid "From Mexico"\nmsgstr "Desde México"'
OR_WITH_PLACE = 'msgctxt "words.from_mexico"\nmsgid "From Mexico"\nmsgstr "Desde México"'
NEAR = 'msgstr "Cerca de usted: {city}"'
HEADER = 'msgid ""\nmsgstr ""\n'
DIGEST = "0" * 64

# text in es.po, what stands there instead, words of the message
TRANSLATIONS = [
    (OR, 'msgid "From Mexico"\n§msgstr "Desde México', "the text is not closed in quotes; write it as"),
    (OR, 'msgid "From Mexico"\n§msgstr Desde México', "the text is not closed in quotes"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde "México""', 'with \\" for a quotation mark inside it'),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde \\México"', "the text is not closed in quotes"),
    (OR, 'msgid "From Mexico"\nmsgstr "Desde "\n§México', "this line is no PO; delete it, or make it a comment"),
    (OR, '§msgstr "Desde México"', "msgstr stands where it can't, after msgctxt; each message is msgctxt, msgid and"),
    (OR, 'msgid "From Mexico"\n\n§msgctxt "words.x"', "msgctxt stands where it can't, after msgid"),
    (OR, f'{OR}\n§msgstr "De México"', "msgstr stands where it can't, after msgstr"),
    (OR, f'{OR}\n\n§msgctxt "words.from_mexico"\n{OR}', "words.from_mexico stands here twice with the same msgid"),
    (OR, f'{OR}\n§msgid_plural "From Mexicos"', "plural forms have no place here; write one msgid and one msgstr"),
    (OR, 'msgid "From Mexico"\n§msgstr[0] "Desde México"', "plural forms have no place here"),
    (OR, f"§<<<<<<< HEAD\n{OR}\n=======\n{OR}\n>>>>>>> theirs", "a conflict of two versions was left in the file"),
    (OR, f"§- {OR}", "this line is no PO"),
    (OR, f"{OR}\n§<script>alert(1)</script>", "this line is no PO"),
    (OR, f"{OR}\n§\x00", "this line is no PO"),
    (
        HEADER,
        'msgid ""\n§msgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n',
        "the header says that the file is ISO-8859-1; save it as UTF-8",
    ),
    (
        HEADER,
        'msgid ""\n§msgstr ""\n"Language: fr\\n"\n',
        'says "Language: fr", but the file is that of es; correct the header, or the name',
    ),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde\\nMéxico"', "has line breaks; write a space for each \\n"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde México\\n"', "ends with a line break; delete the \\n at its end"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde\u00a0México\u00a0"', "ends with U+00A0 (NO-BREAK SPACE); write it"),
    (OR, 'msgid "From Mexico"\n§msgstr “Desde México”', "the text is in curly quotes, which are no quotes to PO"),
    (OR, 'msgid "From Mexico"\nmsgstr "Desde "\n§“México”', "the text is in curly quotes"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde&nbsp;México"', "&nbsp; is an HTML entity and would be printed as it"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde M&eacute;xico"', "&eacute; is an HTML entity and would be printed as it"),
    (OR, 'msgid "From Mexico"\n§msgstr "De M&#233;xico"', 'stands; write "é" itself'),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde<br/>México"', "<br/> is an HTML tag and would be printed as it stands"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde \u200fMéxico"', "U+200F (RIGHT-TO-LEFT MARK), which has no place"),
    (OR, 'msgid "From Mexico"\n§msgstr " Desde México"', "begins or ends with a space; write it without"),
    (
        OR,
        'msgid "From Mexico"\n§msgstr "Desde \u202eMéxico"',
        "U+202E (RIGHT-TO-LEFT OVERRIDE), which has no place in text",
    ),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde {país}"', "a brace { or } is not closed, or not as in English"),
    (OR, 'msgid "From Mexico"\n§msgstr "Desde México, 1234"', "the figure 1234 is not in the English text"),
    (NEAR, '§msgstr "Cerca de usted"', "{city} of the English text is missing; keep it as it is"),
    (NEAR, '§msgstr "Cerca de usted: {ciudad}"', "{city} of the English text is missing"),
    (NEAR, '§msgstr "{city}, {city}"', "{city} stands here oftener than in the English text; delete it"),
    (
        OR_WITH_PLACE,
        '§msgctxt "words.from_mexico"\nmsgid "From Mexico"\nmsgstr ""',
        "held back: essential texts can't be used: words.from_mexico (missing)",
    ),
    (
        OR_WITH_PLACE,
        '§msgctxt "words.from_mexico"\nmsgid "From mexico"\nmsgstr "Desde México"',
        "words.from_mexico (stale); translate them, or bring them up to date",
    ),
    (OR_WITH_PLACE, f"#, fuzzy\n§{OR_WITH_PLACE}", "words.from_mexico (stale); translate"),
    (OR_WITH_PLACE, f"#, fuzzy\n§{OR_WITH_PLACE}", 'where one that is marked "#, fuzzy" is right, delete the mark'),
]


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


# what is made of es.po as a whole, words of the message
FILES: list[tuple[str, Callable[[Path], object], str]] = [
    (
        "missing",
        lambda po: po.unlink(),
        "es.po: there is no such file; begin one with the command: translations update",
    ),
    ("a folder", folder_instead, "es.po: is a folder; put a file of that name in its place"),
    ("empty", lambda po: po.write_bytes(b""), "es.po: Spanish is held back: essential texts can't be used"),
    (
        "cut off",
        lambda po: po.write_text('msgid "a"\n'),
        "es.po:2:1: the last message has no msgstr; the file may have",
    ),
    (
        "UTF-16",
        lambda po: po.write_bytes(po.read_bytes().decode().encode("utf-16")),
        "es.po:1:1: the file is not UTF-8",
    ),
    (
        "Latin-1",
        lambda po: po.write_bytes('# é\nmsgid "é"'.encode("latin-1")),
        "es.po:1:1: the file is not UTF-8; save",
    ),
    ("any bytes", lambda po: po.write_bytes(bytes(range(256))), "es.po:2:1: the file is not UTF-8"),
    (
        "too large",
        lambda po: os.truncate(po, 3_000_000_000),
        "es.po: is larger than 2000 kB; compare it with the shipped",
    ),
]

# content of reviews/es.yaml, words of the message
REVIEWS = [
    ("- §{by: A, on: 2026-12-01}", '"digest" is missing; add digest: ...'),
    (
        "- {digest: §abc, by: A, on: 2026-12-01}",
        "delete this review, and let the command write it: translations reviewed",
    ),
    (f"- {{digest: §{DIGEST}, by: A, on: 2026-12-01}}", "as a number, not as text; write it in quotes"),
    (f'- §{{digest: "{DIGEST}", by: A}}', '"on" is missing'),
    (f'- {{digest: "{DIGEST}", by: A, on: §2026-02-30}}', "a date that is in no calendar"),
    (f'- {{digest: "{DIGEST}", by: A, on: §yesterday}}', '"yesterday" is text; write a date as 2021-04-07'),
    (f'- {{digest: "{DIGEST}", by: §" ", on: 2026-12-01}}', "the text is empty; write one"),
    (f'- {{digest: "{DIGEST}", by: §no, on: 2026-12-01}}', 'write it in quotes: "no"'),
    (f'- {{digest: "{DIGEST}", by: A, on: 2026-12-01, §to: B}}', '"to" is no key here'),
    (f'- {{digest: "{DIGEST}", §off: A, on: 2026-12-01}}', 'the key "off" is no text to YAML'),
    ("§digest: abc", "the file is a mapping (key: value), not a list"),
    ("- §abc", "stands where a mapping should"),
    ("- §@a", "text can't begin with this character; put the text in quotes"),
    ("- [\n§", "the file ends where a value must come; write one, or close the [ or { that is open above"),
    ("- §!!python/object:os.system {}", "is a tag, which is not allowed here"),
    ("- §*a", "is an alias, which is not allowed here"),
    ("§<script>", "stands where a list should"),
]


def without_characters(font: Path) -> None:
    opened = TTFont(font)
    opened["cmap"].tables = []
    opened.save(font)


def variable(font: Path) -> None:
    opened = TTFont(font)
    opened["fvar"] = newTable("fvar")
    opened["fvar"].axes, opened["fvar"].instances = [], []
    opened.save(font)


FONT = "NotoSans-Bold"
# what is made of the font file, words of the message
BAD_FONTS: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing", lambda font: font.unlink(), "there is no such font file; put a static TrueType font"),
    ("a folder", folder_instead, "the font file can't be read"),
    ("empty", lambda font: font.write_bytes(b""), "not a TrueType font; put a static TrueType font"),
    ("a text", lambda font: font.write_bytes(b"<!doctype html>" * 400), "not a TrueType font"),
    ("CFF", lambda font: font.write_bytes(b"OTTO" + bytes(5000)), "an OpenType font with CFF outlines"),
    ("a collection", lambda font: font.write_bytes(b"ttcf" + bytes(5000)), "a collection of fonts"),
    ("for the web", lambda font: font.write_bytes(b"wOF2" + bytes(5000)), "a compressed web font"),
    ("cut off", lambda font: os.truncate(font, font.stat().st_size // 2), "the font file is cut off"),
    ("nonsense", lambda font: font.write_bytes(b"\0\1\0\0" + b"\xff" * 5000), "the font file is cut off or damaged"),
    ("no tables", lambda font: font.write_bytes(b"\0\1\0\0" + bytes(5000)), "the table cmap is missing"),
    ("variable", variable, "a variable font"),
    ("no characters", without_characters, "it has no glyphs or no table of characters"),
]

# command line, without the folders; words of the message
COMMAND_LINES = [
    (["build", "--no-such-option"], "No such option: --no-such-option. See --help, or build --help."),
    (["bild"], "No such command 'bild'. Did you mean 'build'? See --help."),
    (["build", "nogales"], "(nogales). See --help, or build --help."),
    (["build", "--paper", "papyrus"], 'there is no paper "papyrus"; choose letter, a4, legal or oficio'),
    (["build", "--sides", "3"], 'there is no --sides "3"; choose auto, 1 or 2'),
    (["build", "--paper"], "Option '--paper' requires an argument"),
    (["build", "--jobs", "many"], "Invalid value for '--jobs'"),
    (["build", "--jobs", "0"], "Invalid value for '--jobs'"),
    (["build", "--city", "atlantis"], 'there is no city "atlantis"; there are: nogales, south-texas'),
    (["build", "--city", ""], 'there is no city ""; there are: nogales'),
    (["build", "--city", "../../etc/passwd"], 'there is no city "../../etc/passwd"; there are: nogales'),
    (["build", "--city", "Nogalez"], 'there is no city "Nogalez"; perhaps nogales; there are: nogales, south-texas'),
    (["build", "--format", "flier"], 'there is no format "flier"; perhaps flyer; there are: flyer'),
    (["build", "--language", "tlh"], 'there is no language "tlh"; there are: en, es'),
    (["build", "--language", "Spansh"], 'there is no language "Spansh"; perhaps es (Spanish); there are: en, es'),
    (["build", "--language", "Span"], 'there is no language "Span"; perhaps es (Spanish); there are: en, es'),
    (["build", "--language", ""], 'there is no language ""; there are: en, es'),
    (
        ["build", "--format", "banner"],
        'there is no format "banner"; there are: flyer, large-print, half, card, zine, poster',
    ),
    (["build", "--format", "card", "--paper", "a4"], "does not exist on a4 paper; it exists on: letter"),
    (["build", "--city", "nogales", "--paper", "a4"], "holds letter sheets; one folder holds one paper size"),
    (["translations"], "Usage"),
    (["translations", "reviewed"], "Missing argument 'TAG'"),
    (["translations", "reviewed", "es"], "Missing option '--by'"),
    (["translations", "reviewed", "es", "--by", " "], "the name of the reviewer: the text is empty"),
    (["translations", "reviewed", "en", "--by", "A"], '"en" is the language of the data itself'),
    (["translations", "reviewed", "../es", "--by", "A"], '"../es" is no language tag; write it as "es"'),
    (["translations", "reviewed", "es", "--by", "A", "--on", "yesterday"], "Invalid value for '--on'"),
    (["translations", "reviewed", "es", "--by", "A", "--on", "2999-01-01"], "2999-01-01 has not come yet"),
    (["translations", "reviewed", "es", "--by", "A", "--message", "x"], 'there is no message "x"; msgctxt in'),
    (["translations", "update", "../es"], '"../es" is no language tag; write it as "es"'),
    (["translations", "update", "xx"], '"xx" is a language that CLDR does not know'),
    (
        ["translations", "update", "Mam"],
        '"Mam" is no language tag; write it as "es", "zh-Hans" or "fa-AF"; in languages',
    ),
    (["translations", "reviewed", "Englsh", "--by", "A"], "perhaps en (English); in languages.yaml there are: en, es"),
]


@pytest.fixture
def mine(finished: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the finished project in a folder with a name that is not easy."""
    copy = Project(tmp_path / "hojas á 数据")
    shutil.copytree(finished.home, copy.home)
    yield copy
    shutil.rmtree(copy.home)


def command(project: Project, *arguments: str, fonts: Path = FONTS) -> Said:
    return run(*arguments, "--data", str(project.data), "--fonts", str(fonts))


def refused(
    project: Project, before: dict[str, bytes], *messages: str, fonts: Path = FONTS, place: Path | None = None
) -> None:
    """A build ends with 2, says this, and changes nothing (in `place`)."""
    said = command(project, "build", "--out", str(project.out), fonts=fonts)
    assert said.code == ExitCode.WRONG_INPUT
    assert said.out == ""
    for message in messages:
        assert message in said.err
    assert said.err.endswith("; nothing was written\n")
    assert all("; " in line for line in said.err.splitlines()), "no word what to do"
    assert tree(place or project.home) == before


@pytest.mark.parametrize(("old", "new", "words"), TRANSLATIONS, ids=[f"{words[:60]}" for *_, words in TRANSLATIONS])
def test_a_fault_in_a_po_file_is_named_and_holds_its_language_back(
    mine: Project, old: str, new: str, words: str
) -> None:
    po = mine.data / "translations" / "es.po"
    before, found, after = po.read_text(encoding="utf-8").partition(old)
    assert found
    assert HERE in new
    marked = before + new + after
    po.write_bytes(marked.replace(HERE, "").encode())
    said = command(mine, "check")
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert "held back: es" in said.out
    line = marked.partition(HERE)[0].count("\n") + 1
    messages = said.err.splitlines()
    assert any(message.startswith(f"{po}:{line}:1: ") and words in message for message in messages), messages
    assert all(re.match(r".*es\.po(:\d+:1)?: .+; .+", message) for message in messages), messages


@pytest.mark.parametrize(("name", "change", "words"), FILES, ids=[name for name, *_ in FILES])
def test_a_po_file_that_is_none_holds_its_language_back_and_the_others_stay(
    mine: Project, name: str, change: Callable[[Path], object], words: str
) -> None:
    english = {
        path: content for path, content in tree(mine.out).items() if "/en/" in path or path == "booklet/booklet-en.pdf"
    }
    change(mine.data / "translations" / "es.po")
    said = mine.build("--no-proof")
    assert said.code == ExitCode.NEEDS_A_PERSON, name
    assert words in said.err
    left = tree(mine.out)
    assert english.items() <= left.items()
    assert not [path for path in left if "/es/" in path or path == "booklet/booklet-es.pdf"]
    assert "removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out


@pytest.mark.parametrize(("content", "words"), REVIEWS, ids=[content for content, _ in REVIEWS])
def test_a_fault_in_a_ledger_of_reviews_stops_the_build(mine: Project, content: str, words: str) -> None:
    ledger = mine.data / "reviews" / "es.yaml"
    ledger.parent.mkdir(exist_ok=True)
    marked = f"# Who has read what\n{content}"
    ledger.write_bytes(marked.replace(HERE, "").encode())
    above = marked.partition(HERE)[0]
    place = f"{ledger}:{above.count(chr(10)) + 1}:{len(above) - above.rfind(chr(10))}: "
    refused(mine, tree(mine.home), place, words)


@pytest.mark.parametrize(("name", "change", "words"), BAD_FONTS, ids=[name for name, *_ in BAD_FONTS])
def test_a_font_that_can_not_be_used_stops_the_build(
    mine: Project, tmp_path: Path, name: str, change: Callable[[Path], object], words: str
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for font in FONTS.glob("NotoSans-*.ttf"):
        shutil.copy(font, fonts)
    change(fonts / f"{FONT}.ttf")
    refused(mine, tree(mine.home), f"{(fonts / FONT).as_posix()}.ttf: ", words, fonts=fonts)
    assert name


def test_every_font_that_can_not_be_used_is_named_at_once(mine: Project, tmp_path: Path) -> None:
    (tmp_path / "NotoSans-Bold.ttf").write_bytes(b"no font")
    refused(
        mine,
        tree(mine.home),
        "NotoSans-Regular.ttf: there is no such font file",
        "NotoSans-Medium.ttf: there is no such font file",
        "NotoSans-Bold.ttf: not a TrueType font",
        fonts=tmp_path,
    )


def place_in(project: Project, name: str, text: str) -> str:
    before = (project.data / name).read_text(encoding="utf-8").partition(text)[0]
    return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "


def test_a_character_of_the_text_that_no_font_has_is_named_with_its_place(mine: Project) -> None:
    old = "This information is not a substitute"
    mine.replace("handout.yaml", old, f"😀 {old}")
    place = place_in(mine, "handout.yaml", f"😀 {old}")
    refused(mine, tree(mine.home), f"{place}no font has “😀” (U+1F600)", "write it in other characters")


@pytest.mark.parametrize(("arguments", "words"), COMMAND_LINES, ids=[" ".join(each) for each, _ in COMMAND_LINES])
def test_a_wrong_command_line_is_answered_with_what_would_be_right(
    mine: Project, arguments: list[str], words: str
) -> None:
    before = tree(mine.home)
    command = 2 if arguments[0] == "translations" else 1  # so many words name it
    places = ["--data", str(mine.data), *(["--out", str(mine.out), "--jobs", "1"] if arguments[0] == "build" else [])]
    said = run(*arguments[:command], *(places if len(arguments) > 1 else []), *arguments[command:])
    assert said.code == ExitCode.WRONG_INPUT
    assert words in said.err
    assert "Traceback" not in said.err
    assert tree(mine.home) == before


@pytest.mark.parametrize("place", ["translations/es.po", "reviews/es.yaml", "faq.yaml", "fonts/NotoSans-Bold.ttf"])
def test_a_pipe_in_the_place_of_a_file_is_refused_instead_of_waited_for(
    mine: Project, tmp_path: Path, place: str
) -> None:
    shutil.copytree(FONTS, mine.data / "fonts")
    path = mine.data / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make_pipe = getattr(os, "mkfifo", None)
    if make_pipe is None:  # Windows has no pipes in folders
        path.mkdir()
    else:
        make_pipe(path)
    said = command(mine, "check", fonts=mine.data / "fonts")
    assert said.code == (ExitCode.NEEDS_A_PERSON if place.endswith(".po") else ExitCode.WRONG_INPUT)
    assert path.name in said.err
    assert tmp_path.exists()


def test_a_ledger_that_is_a_link_to_nowhere_does_not_make_drafts_in_silence(mine: Project) -> None:
    ledger = mine.data / "reviews" / "es.yaml"
    ledger.parent.mkdir(exist_ok=True)
    try:
        ledger.symlink_to("nowhere.yaml")
    except OSError:  # Windows asks for a right to make links
        ledger.mkdir()
    refused(mine, tree(mine.out), f"{ledger}: ", place=mine.out)


def test_what_a_message_quotes_is_not_obeyed_by_a_terminal(mine: Project) -> None:
    mine.replace("faq.yaml", "needs: closed", 'needs: "\\e[2Jclosed"')
    po = mine.data / "translations" / "es.po"
    po.write_text(f'{po.read_text(encoding="utf-8")}\nmsgctxt "\x1b[2J"\nmsgid "a"\nmsgstr "b"\n' * 2, encoding="utf-8")
    said = command(mine, "check")
    assert said.code == ExitCode.WRONG_INPUT
    mine.replace("faq.yaml", 'needs: "\\e[2Jclosed"', "needs: closed")
    told = command(mine, "check")
    assert told.code == ExitCode.NEEDS_A_PERSON
    assert "\\u001B[2J stands here twice" in told.err
    assert all(line.isprintable() for line in (said.err + told.err).splitlines())


def test_a_ledger_that_was_cut_off_is_named(mine: Project) -> None:
    """A key without its value at the end of a file was a traceback once."""
    ledger = mine.data / "reviews" / "es.yaml"
    ledger.parent.mkdir(exist_ok=True)
    ledger.write_text(f"- digest: '{'a' * 64}'\n  by: A\n  on:", encoding="utf-8")
    refused(mine, tree(mine.home), f'{ledger}:3:3: "on" has no value; write one')


def test_a_file_with_thousands_of_faults_is_answered_in_seconds_with_the_first_of_them(mine: Project) -> None:
    """All keys of a file misspelt took minutes once, and five million characters."""
    faq = mine.data / "faq.yaml"
    lines = faq.read_text(encoding="utf-8").count("\n")
    with faq.open("a", encoding="utf-8") as file:
        file.write("".join(f"k{i}: v\n" for i in range(9_000)))
    begin = time.process_time()
    said = command(mine, "check")
    assert time.process_time() - begin < 30
    assert said.code == ExitCode.WRONG_INPUT
    assert f"{faq}:{lines + 101}:1: 8900 more problems from here on; mend those above first" in said.err
    assert len(said.err.splitlines()) == 102


def test_a_po_file_with_thousands_of_faults_names_the_first_of_them(mine: Project) -> None:
    po = mine.data / "translations" / "es.po"
    po.write_text('msgid "a"\nmsgstr "b"\n' * 2000, encoding="utf-8")
    said = command(mine, "check")
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert f"{po}:203:1: 1899 more problems from here on; mend those above first" in said.err
    assert len(said.err.splitlines()) == 101


def test_the_command_line_hands_its_clock_down(mine: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.replace("handout.yaml", "last_updated: 2021-04-07", "last_updated: 2062-03-04")
    for today, code in ((date(2062, 3, 3), ExitCode.WRONG_INPUT), (date(2062, 3, 4), ExitCode.DONE)):
        monkeypatch.setattr("handouts.cli._today", lambda today=today: today)
        said = command(mine, "check")
        assert said.code == code
    monkeypatch.setattr("handouts.cli._today", lambda: date(2062, 3, 3))
    refused(mine, tree(mine.home), "2062-03-04 has not come yet: by this computer's clock today is 2062-03-03; correct")


def test_there_are_eighty_kinds_besides_those_of_yaml() -> None:
    tables = (TRANSLATIONS, FILES, REVIEWS, BAD_FONTS, COMMAND_LINES)
    assert sum(len({repr(kind) for kind in table}) for table in tables) >= 80
