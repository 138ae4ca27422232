"""PO files and the ledger: which texts may be printed, and that no file makes a traceback or a wrong sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po as babel_read_po
from babel.messages.pofile import write_po as babel_write_po
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import InputError
from handouts.products.loading import load_data
from handouts.sources.fidelity import faults_of
from handouts.sources.ledger import Ledger, Review, digest_of, read_ledger
from handouts.sources.messages import Message
from handouts.sources.po_reader import read_po
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue, read_catalogue, source_catalogue
from tests.sources.copies import SHIPPED, messages, po_of

OR = Message("words.or", "or", True, "", "handout.yaml")
CITY = Message("words.near_you", "Near you: {city}", True, "", "handout.yaml")
LAW = Message("faq.law.closed", "In March 2020 the border was closed under Title 42 and MPP.", False, "", "faq.yaml")
MESSAGES = (OR, CITY, LAW)
GOOD = {OR: "o", CITY: "Cerca: {city}", LAW: "En marzo de 2020 se cerró la frontera: Título 42 y MPP."}

ReadText = Callable[..., Catalogue]


@pytest.fixture
def read(tmp_path: Path) -> ReadText:
    def reading(content: str | bytes, tag: str = "es", ledger: Ledger | None = None) -> Catalogue:
        path = tmp_path / f"{tag}.po"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_catalogue(path, tag, MESSAGES, ledger or Ledger())

    return reading


def po(texts: dict[Message, str] | None = None, flags: dict[str, str] | None = None) -> str:
    return po_of([(*message.key, text) for message, text in (texts or GOOD).items()], flags)


def state(catalogue: Catalogue, message: Message) -> State:
    return catalogue.state(*message.key)


# States


def test_a_translation_is_a_draft_until_the_ledger_holds_it(read: ReadText) -> None:
    catalogue = read(po())
    assert [state(catalogue, message) for message in MESSAGES] == [State.DRAFT] * 3
    assert catalogue.text(*OR.key) == "o"
    assert catalogue.problems == ()


def test_the_ledger_makes_exactly_this_text_reviewed(read: ReadText) -> None:
    ledger = Ledger((Review(digest=digest_of(*OR.key, "o"), by="A Person", on=date(2026, 12, 1)),))
    catalogue = read(po(), ledger=ledger)
    assert [state(catalogue, message) for message in MESSAGES] == [State.REVIEWED, State.DRAFT, State.DRAFT]
    edited = read(po({**GOOD, OR: "u"}), ledger=ledger)
    assert state(edited, OR) is State.DRAFT


def test_a_review_holds_for_one_place_one_english_and_one_text() -> None:
    digests = {
        digest_of("a", "b", "c"),
        digest_of("ab", "", "c"),
        digest_of("a", "bc", ""),
        digest_of("b", "a", "c"),
        digest_of("a", "b", "C"),
        digest_of("a", "x", "c"),
    }
    assert len(digests) == 6


@pytest.mark.parametrize("flag", ["fuzzy", "fuzzy, no-wrap", "no-wrap,fuzzy"])
def test_what_a_tool_marked_fuzzy_is_stale(read: ReadText, flag: str) -> None:
    catalogue = read(po(flags={"words.or": flag}))
    assert state(catalogue, OR) is State.STALE
    assert catalogue.text(*OR.key) is None
    assert state(catalogue, CITY) is State.DRAFT


def test_when_the_english_changed_the_translation_is_stale(read: ReadText) -> None:
    catalogue = read(po_of([("words.or", "or else", "o si no")]))
    assert state(catalogue, OR) is State.STALE


def test_no_entry_or_an_empty_one_is_missing(read: ReadText) -> None:
    catalogue = read(po({OR: ""}))
    assert [state(catalogue, message) for message in MESSAGES] == [State.MISSING] * 3


def test_counts_say_how_far_a_language_is(read: ReadText) -> None:
    counts = read(po({OR: "o", CITY: "Cerca: {city}"}, {"words.near_you": "fuzzy"})).counts(MESSAGES)
    assert counts == {State.MISSING: 1, State.STALE: 1, State.DRAFT: 1, State.REVIEWED: 0}


def test_only_essential_texts_hold_a_language_back(read: ReadText) -> None:
    assert read(po({OR: "o", CITY: "Cerca: {city}"})).holding_back(MESSAGES) == ()
    assert read(po({LAW: GOOD[LAW]})).holding_back(MESSAGES) == (OR, CITY)


def test_the_english_of_the_data_needs_no_file() -> None:
    catalogue = source_catalogue(MESSAGES)
    assert catalogue.is_source
    assert [catalogue.text(*message.key) for message in MESSAGES] == [message.english for message in MESSAGES]


# What a translation may not lose


@pytest.mark.parametrize(
    ("message", "text", "said"),
    [
        (CITY, "Cerca: {ciudad}", "{city} of the English text is missing"),
        (CITY, "Cerca: {city} {city}", "oftener"),
        (CITY, "Cerca: {city", "{city} of the English text is missing"),
        (LAW, "En marzo de 2021 se cerró: Título 42 y MPP.", "the figure 2020 of the English text is missing"),
        (LAW, "En marzo de 2020 se cerró: Título 43 y MPP.", "the figure 42"),
        (LAW, "En marzo de 2020 se cerró: Título 420 y MPP.", "the figure 420 is not in the English text"),
        (LAW, "En marzo de 2020 se cerró: Título 42 y PPM.", '"MPP" of the English text is missing'),
        (LAW, "En marzo de ٢٠٢٠ (2020): Título 42 y MPP.", "write European digits"),
        (LAW, LAW.english, "is the English text"),
        (OR, "o\u202e", "has no place in text"),
        (OR, "o\u2067x\u2069", "has no place in text"),
        (OR, "o\nu", "line break"),
        (OR, " o", "begins or ends with a space"),
    ],
)
def test_a_translation_that_loses_or_changes_something_is_not_printed(
    read: ReadText, message: Message, text: str, said: str
) -> None:
    catalogue = read(po({**GOOD, message: text}))
    assert state(catalogue, message) is State.MISSING
    assert catalogue.text(*message.key) is None
    assert any(said in str(problem) for problem in catalogue.problems), catalogue.problems
    others = [other for other in MESSAGES if other is not message]
    assert [state(catalogue, other) for other in others] == [State.DRAFT, State.DRAFT]


def test_the_problem_names_file_line_and_the_language_that_it_holds_back(read: ReadText) -> None:
    (problem,) = read(po({OR: "o", CITY: "Cerca"})).problems
    assert problem.file.endswith("es.po")
    assert (problem.line, problem.language) == (11, "es")
    assert "words.near_you" in problem.what
    (detail,) = read(po({LAW: "2020, Título 42"})).problems
    assert detail.language == "", "a detail is left out; it holds nothing back"


@pytest.mark.parametrize(
    ("tag", "text", "accepted"),
    [
        ("es", "¿Qué es el Título 42?", True),
        ("ru", "Что такое Title 42?", True),
        ("ru", "Что такое «Title\u00a042»?", True),
        ("ru", "Что такое Раздел 42?", False),
        ("ar", "ما هو Title 42؟", True),
        ("zh-Hans", "什么是Title 42？", True),
        ("zh-Hans", "什么是第42条？", False),
    ],
)
def test_title_42_keeps_its_latin_form_in_other_scripts(tag: str, text: str, accepted: bool) -> None:
    assert (faults_of("What is Title 42?", text, tag) == []) is accepted


def test_names_may_touch_letters_of_scripts_without_spaces() -> None:
    assert faults_of("What is the MPP program?", "什么是MPP计划？", "zh-Hans") == []


def test_a_month_may_be_written_as_a_number() -> None:
    assert faults_of("On February 19, 2021", "2021年2月19日", "zh-Hans") == []


def test_short_names_may_stay_as_they_are() -> None:
    assert faults_of("Tijuana/San Diego", "Tijuana/San Diego", "es") == []


# Files as they come from editors and translation tools


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace('msgstr "o"', 'msgstr ""\n"o"'),
        lambda text: text.replace("msgctxt ", '# a note\n#. from a tool\n#: faq.yaml:3\n#| msgid "old"\nmsgctxt '),
        lambda text: text + '\n#, fuzzy\n#~ msgctxt "words.gone"\n#~ msgid "gone"\n#~ msgstr "ido"\n',
        lambda text: '#, fuzzy\n#~ msgid "gone"\n#~ msgstr "ido"\n\n' + text.partition("\n\n")[2],
        lambda text: text.rstrip("\n"),
    ],
)
def test_what_simple_editors_and_tools_do_to_a_file_is_fine(read: ReadText, change: Callable[[str], str]) -> None:
    catalogue = read(change(po()))
    assert {message: catalogue.text(*message.key) for message in MESSAGES} == GOOD
    assert catalogue.problems == ()


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (po().replace('"o"', '"o'), 7, "not closed in quotes"),
        (po().replace('"o"', "o"), 7, "not closed in quotes"),
        (po().replace('"o"', '"o" u"'), 7, "not closed in quotes"),
        (po().replace('"o"', '"o\\q"'), 7, "not closed in quotes"),
        (po().replace('msgid "or"\n', ""), 6, "msgstr stands where it can't"),
        (po().replace('msgstr "o"\n', ""), 8, "msgctxt stands where it can't"),
        (po() + '\nmsgstr "stray"\n', 17, "msgstr stands where it can't"),
        (po() + '\nmsgctxt "words.or"\nmsgid "or"\nmsgstr "u"\n', 17, "twice"),
        (po() + '\nmsgid "a"\n', 18, "no msgstr"),
        (po() + '\nmsgid "a"\nmsgid_plural "b"\n', 18, "plural forms"),
        (po() + "\n<<<<<<< HEAD\n", 17, "conflict"),
        (po() + "\nhello\n", 17, "no PO"),
        ('"text before any keyword"\n', 1, "not closed in quotes"),
        (po().encode("utf-16"), 1, "not UTF-8"),
        (po({OR: "ó"}).encode("latin-1"), 7, "not UTF-8"),
        (po().replace("charset=UTF-8", "charset=ISO-8859-1"), 2, "ISO-8859-1"),
        (po().replace('"Content', '"Language: fr\\n"\n"Content'), 2, "that of es"),
        (b"x" * 3_000_000, 0, "larger"),
    ],
)
def test_a_file_that_can_not_be_read_holds_its_language_back(
    read: ReadText, content: str | bytes, line: int, said: str
) -> None:
    catalogue = read(content)
    assert catalogue.unreadable
    assert [state(catalogue, message) for message in MESSAGES] == [State.MISSING] * 3
    first = catalogue.problems[0]
    assert (first.line, first.language) == (line, "es")
    assert said in str(first)


def test_a_missing_file_or_a_folder_in_its_place_holds_the_language_back(tmp_path: Path) -> None:
    (tmp_path / "fr.po").mkdir()
    for tag, said in (("es", "no such file"), ("fr", "is a folder")):
        catalogue = read_catalogue(tmp_path / f"{tag}.po", tag, MESSAGES, Ledger())
        assert catalogue.unreadable
        assert said in str(catalogue.problems[0])


@pytest.mark.parametrize(("tag", "named"), [("zh-Hans", "zh_CN"), ("fa-AF", "fa_AF"), ("es", ""), ("es", "es_MX")])
def test_the_header_may_name_the_language_as_tools_do(read: ReadText, tag: str, named: str) -> None:
    assert not read(po({}).replace('"Content', f'"Language: {named}\\n"\n"Content'), tag).unreadable


_LINES = st.sampled_from(
    [
        'msgctxt "words.or"', 'msgid "or"', 'msgstr "o"', 'msgid ""', 'msgstr ""', '"more"', "#, fuzzy", "#~ msgid",
        "# x", "", "msgstr[0] \"x\"", "msgid", '"', 'msgstr "\\"', "\ufeff", "\u2028", "#=", "#|",
        'msgid\t"or"', "\x00",
    ]
)  # fmt: skip


@given(lines=st.lists(_LINES, max_size=12), ending=st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_file_makes_a_traceback(lines: list[str], ending: str) -> None:
    file, faults = read_po(ending.join(lines).encode("utf-8"))
    assert not (file.entries and faults)


@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_traceback(content: bytes) -> None:
    file, faults = read_po(content)
    assert not (file.entries and faults)


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\"\n\t{}'), min_size=1, max_size=30)


@given(entries=st.dictionaries(st.tuples(_TEXTS, _TEXTS), _TEXTS, max_size=4))
def test_other_readers_agree_on_what_a_file_says(entries: dict[tuple[str, str], str]) -> None:
    text = po_of([(*key, value) for key, value in entries.items()])
    ours, faults = read_po(text.encode("utf-8"))
    assert faults == ()
    assert {(entry.context, entry.english): entry.text for entry in ours.entries} == entries
    theirs = babel_read_po(io.BytesIO(text.encode("utf-8")))
    assert {(message.context, message.id): message.string for message in theirs if message.id} == entries
    assert {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(text)} == entries


def test_files_written_by_babel_and_polib_are_read_the_same(read: ReadText) -> None:
    texts = {**GOOD, LAW: GOOD[LAW] + " «" + "palabra " * 40 + '\\ "»'}
    from_babel = io.BytesIO()
    babel_write_po(from_babel, babel_read_po(io.BytesIO(po(texts).encode("utf-8"))), width=60)
    for content in (from_babel.getvalue(), str(polib.pofile(po(texts), wrapwidth=60))):
        catalogue = read(content)
        assert {message: catalogue.text(*message.key) for message in MESSAGES} == texts


# The ledger


def test_without_a_ledger_nothing_is_reviewed(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "es.yaml") == Ledger()


def test_the_ledger_says_who_reviewed_what_and_when(tmp_path: Path) -> None:
    digest = digest_of(*OR.key, "o")
    path = tmp_path / "es.yaml"
    path.write_text(f"- {{digest: {digest}, by: María Pérez, on: 2026-12-01}}\n", encoding="utf-8")
    ledger = read_ledger(path)
    assert ledger.reviews == (Review(digest=digest, by="María Pérez", on=date(2026, 12, 1)),)
    assert ledger.holds(digest)
    assert not ledger.holds(digest_of(*OR.key, "u"))


@pytest.mark.parametrize(
    "content",
    [
        "- {digest: abc, by: Name, on: 2026-12-01}",
        "- {digest: " + "a" * 64 + ", by: Name}",
        "- {digest: " + "a" * 64 + ", by: Name, on: 2026-12-01, extra: 1}",
        "digest: x",
        "- [",
        "- &a {digest: x}",
    ],
)
def test_a_broken_ledger_stops_the_program_and_names_the_place(tmp_path: Path, content: str) -> None:
    path = tmp_path / "es.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as stopped:
        read_ledger(path)
    assert f"{path}:1:" in str(stopped.value)


# The shipped files


@pytest.mark.parametrize("path", sorted((SHIPPED / "translations").glob("*.po")), ids=lambda path: path.stem)
def test_the_shipped_translations_are_whole_and_lose_nothing(path: Path) -> None:
    listed = messages(load_data(SHIPPED))
    catalogue = read_catalogue(path, path.stem, listed, read_ledger(SHIPPED / "reviews" / f"{path.stem}.yaml"))
    assert catalogue.problems == ()
    counts = catalogue.counts(listed)
    assert (counts[State.MISSING], counts[State.STALE]) == (0, 0)
