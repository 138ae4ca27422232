"""The life of a translation: begun, reviewed, overtaken by a change in English, and never faked by a tool."""

from __future__ import annotations

import io
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from handouts.cli import main
from handouts.content.compose import compose_all
from handouts.content.flyer import Status
from handouts.content.translation_status import standings
from handouts.errors import InputError, UsageError, WriteError
from handouts.products.loading import load_data
from handouts.sources.ledger import Ledger, Review, digest_of, ledger_bytes, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message
from handouts.sources.po_reader import PoFile, read_po
from handouts.sources.po_update import Changes, update_translations, updated
from handouts.sources.po_writer import write_po
from handouts.sources.reviewing import record_review
from handouts.sources.text_state import State
from tests.sources import copies
from tests.sources.copies import ENGLISH, FRENCH, SPANISH, copy_of_data, messages, po_of

DAY = date(2026, 12, 1)
OR = Message("words.or", "or", True, "A fixed text.", "handout.yaml")
CITY = Message("words.near_you", "Near you: {city}", True, "Keep {city}.", "handout.yaml")
LAW = Message("faq.law.closed", "The border was closed under Title 42.", False, "", "faq.yaml")
MESSAGES = (OR, CITY, LAW)


def parsed(text: str) -> PoFile:
    file, faults = read_po(text.encode("utf-8"))
    assert faults == ()
    return file


def brought_up(text: str, listed: tuple[Message, ...] = MESSAGES) -> tuple[str, Changes]:
    """What an update makes of a file's text, without its header; doing it twice changes nothing."""
    file, changes = updated(parsed(text), listed)
    once = write_po(file).decode("utf-8")
    again, nothing = updated(parsed(once), listed)
    assert write_po(again).decode("utf-8") == once
    assert nothing == Changes()
    return once, changes


# What an update does to one file


def test_new_messages_come_in_empty_in_the_order_of_the_data() -> None:
    text, changes = brought_up(
        'msgctxt "faq.law.closed"\nmsgid "The border was closed under Title 42."\nmsgstr "Cerrada, Título 42."\n'
    )
    assert changes == Changes(new=2)
    assert text == (
        '#. A fixed text.\n#: handout.yaml\nmsgctxt "words.or"\nmsgid "or"\nmsgstr ""\n\n'
        "#. Keep {city}.\n#: handout.yaml\n#, python-brace-format\n"
        'msgctxt "words.near_you"\nmsgid "Near you: {city}"\nmsgstr ""\n\n'
        '#: faq.yaml\nmsgctxt "faq.law.closed"\nmsgid "The border was closed under Title 42."\n'
        'msgstr "Cerrada, Título 42."\n'
    )


def test_a_changed_english_makes_a_fuzzy_entry_with_the_former_english() -> None:
    text, changes = brought_up(po_of([("words.or", "or else", "o si no")]), (OR,))
    assert changes == Changes(changed=1)
    assert (
        '#, fuzzy\n#| msgctxt "words.or"\n#| msgid "or else"\nmsgctxt "words.or"\nmsgid "or"\nmsgstr "o si no"\n'
        in text
    )


def test_after_two_changes_the_english_behind_it_is_the_one_that_was_translated() -> None:
    once, _ = brought_up(po_of([("words.or", "first", "primero")]), (OR,))
    twice, _ = brought_up(once, (Message("words.or", "third", True, "", "handout.yaml"),))
    assert '#| msgid "first"\n' in twice
    assert 'msgid "third"\nmsgstr "primero"\n' in twice


def test_a_change_that_is_taken_back_does_not_make_a_fuzzy_text_current() -> None:
    there, _ = brought_up(po_of([("words.or", "or", "o")]), (Message("words.or", "and", True, "", "handout.yaml"),))
    back, _ = brought_up(there, (OR,))
    assert "#, fuzzy\n" in back


def test_what_is_wanted_no_more_stays_as_obsolete_and_comes_back_when_it_is_wanted_again() -> None:
    full = po_of([("words.or", "or", "o")]).replace("msgctxt", "# said often\nmsgctxt", 1)
    without, changes = brought_up(full, (LAW,))
    assert changes == Changes(new=1, obsolete=1)
    assert '# said often\n#~ msgctxt "words.or"\n#~ msgid "or"\n#~ msgstr "o"\n' in without
    again, changes = brought_up(without, (OR, LAW))
    assert changes == Changes(back=1)
    assert '# said often\n#. A fixed text.\n#: handout.yaml\nmsgctxt "words.or"\nmsgid "or"\nmsgstr "o"\n' in again
    assert "#~" not in again


def test_an_obsolete_text_fills_the_empty_entry_that_a_tool_has_put_beside_it() -> None:
    text, changes = brought_up(
        po_of([("words.or", "or", "")]) + '\n#~ msgctxt "words.or"\n#~ msgid "or"\n#~ msgstr "o"\n'
    )
    assert changes == Changes(new=2, back=1)
    assert 'msgid "or"\nmsgstr "o"\n' in text
    assert "#~" not in text


def test_empty_entries_that_are_wanted_no_more_go() -> None:
    text, _ = brought_up(po_of([("words.gone", "gone", "")]), (OR,))
    assert "gone" not in text


@pytest.mark.parametrize(
    "kept",
    [
        "# back: oar\n# a second line\n",
        "#\n",
        "#, no-wrap\n",
        "#, fuzzy, no-wrap\n",
        '#, fuzzy\n#| msgid "before"\n',
    ],
)
def test_comments_flags_and_former_texts_of_translators_are_kept(kept: str) -> None:
    text, changes = brought_up(
        f'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n{kept}msgctxt "words.or"\nmsgid "or"\nmsgstr "o"\n', (OR,)
    )
    assert changes == Changes(obsolete=1)
    for line in kept.splitlines(keepends=True):
        assert line in text.split("#~")[0]


def test_comments_stay_with_a_message_whose_english_changed() -> None:
    text, _ = brought_up('# back: or else\n#, no-wrap\nmsgctxt "words.or"\nmsgid "or else"\nmsgstr "o si no"\n', (OR,))
    assert text.startswith("# back: or else\n#. A fixed text.\n#: handout.yaml\n#, fuzzy, no-wrap\n")


def test_the_notes_of_tools_are_those_of_the_data() -> None:
    text, _ = brought_up('#. old note\n#: faq.yaml:7\nmsgctxt "words.or"\nmsgid "or"\nmsgstr "o"\n', (OR,))
    assert text == '#. A fixed text.\n#: handout.yaml\nmsgctxt "words.or"\nmsgid "or"\nmsgstr "o"\n'


def test_obsolete_entries_that_can_not_be_read_stay_as_they_are() -> None:
    strange = '#~ msgid "half\n#~ nothing\n\n#~| what\n'
    text, _ = brought_up(po_of([("words.gone", "gone", "ido")]) + "\n" + strange + "\n# the end\n", (OR,))
    assert strange in text
    assert '#~ msgid "gone"\n#~ msgstr "ido"\n' in text
    assert text.endswith("\n# the end\n")


def test_a_change_of_one_message_changes_its_lines_only(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH)
    path = copies.write_po(data, "es")
    update_translations(data, DAY)
    before = path.read_text(encoding="utf-8").splitlines()
    edit = {"handout": lambda text: text.replace("from: From Mexico", "from: Out of Mexico")}
    changed = tmp_path / "changed"
    changed.mkdir()
    data = copy_of_data(changed, ENGLISH, SPANISH, edit=edit)
    shutil.copy(path, changed / "translations")
    update_translations(data, date(2027, 1, 1))
    after = (changed / "translations" / "es.po").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ['msgid "From Mexico"']
    assert [line for line in after if line not in before] == [
        "#, fuzzy", '#| msgctxt "words.from_mexico"', '#| msgid "From Mexico"', 'msgid "Out of Mexico"',
    ]  # fmt: skip


# All files of a folder


@pytest.fixture
def data(tmp_path: Path) -> Data:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH, FRENCH)
    copies.write_po(data, "es")
    return data


def test_an_update_begins_the_file_of_a_listed_language(data: Data) -> None:
    files = {file.tag: file for file in update_translations(data, DAY, ["sw"])}
    count = len(messages(data))
    for tag in ("fr", "sw"):
        assert files[tag].begun
        assert files[tag].changes == Changes(new=count)
        file = parsed(files[tag].path.read_text(encoding="utf-8"))
        assert [entry.key for entry in file.entries] == [message.key for message in messages(data)]
        assert file.header_field("Language") == tag
        assert file.header_field("PO-Revision-Date") == "2026-12-01 00:00+0000"
        assert file.header is not None
        assert "No person has reviewed it" in " ".join(file.header.comments)
    assert "en" not in files


def test_a_second_update_writes_nothing(data: Data) -> None:
    assert all(file.written for file in update_translations(data, DAY))
    stamps = {path: path.stat().st_mtime_ns for path in (data.folder / "translations").iterdir()}
    assert not any(file.written for file in update_translations(data, date(2027, 1, 1)))
    assert {path: path.stat().st_mtime_ns for path in (data.folder / "translations").iterdir()} == stamps


def test_what_stands_in_a_header_is_kept(data: Data) -> None:
    path = data.folder / "translations" / "es.po"
    ours = '# Mine.\nmsgid ""\nmsgstr ""\n"Last-Translator: María <m@example.org>\\n"\n"X-Generator: Poedit 3\\n"\n'
    path.write_text(ours + '"Content-Type: text/plain; charset=ASCII\\n"\n', encoding="utf-8")
    update_translations(data, DAY)
    file = parsed(path.read_text(encoding="utf-8"))
    assert file.header is not None
    assert file.header.comments == ("Mine.",)
    assert file.header_field("Last-Translator") == "María <m@example.org>"
    assert file.header_field("X-Generator") == "Poedit 3"
    assert file.header_field("Content-Type") == "text/plain; charset=UTF-8"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("es.po", b'msgid "a\n', "es.po:1:1: the text is not closed in quotes"),
        ("es.po", b"\xff\xfe", "es.po:1:1: the file is not UTF-8"),
        ("es.po", b'msgid ""\nmsgstr "Language: fr\\n"\n', "that of es"),
        ("spanish.po", b"", '"spanish" is no language tag'),
    ],
)
def test_a_file_that_can_not_be_read_is_named_and_left_alone(
    data: Data, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    path = data.folder / "translations" / name
    path.write_bytes(content)
    assert main(["translations", "update", "--data", str(data.folder)]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "left alone" in told.err
    assert path.read_bytes() == content
    assert (data.folder / "translations" / "fr.po").exists(), "the others are brought up to date"


def test_a_full_disk_leaves_the_old_file_whole(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data.folder / "translations" / "es.po"
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(WriteError, match="No space left"):
        update_translations(data, DAY)
    assert path.read_bytes() == before
    assert [file.name for file in (data.folder / "translations").iterdir()] == ["es.po"]


# A review


def statuses(folder: Path, tag: str = "es") -> set[Status]:
    flyers = compose_all(load_data(folder)).flyers
    return {flyer.status for (language, _), flyer in flyers.items() if language == tag}


def test_after_a_review_the_sheets_say_no_more_that_nobody_has_reviewed_them(data: Data) -> None:
    assert statuses(data.folder) == {Status.DRAFT}
    done = record_review(data, "es", "María Pérez", DAY)
    assert done.recorded == len(messages(data))
    assert done.unusable == ()
    assert statuses(data.folder) == {Status.REVIEWED}
    flyers = compose_all(data).flyers
    assert all(flyer.unreviewed is None for (tag, _), flyer in flyers.items() if tag == "es")


def test_a_later_edit_makes_the_text_a_draft_again_and_taking_it_back_a_reviewed_one(data: Data) -> None:
    record_review(data, "es", "María Pérez", DAY)
    path = data.folder / "translations" / "es.po"
    reviewed = path.read_text(encoding="utf-8")
    path.write_text(reviewed.replace('msgstr "« From Mexico »"', 'msgstr "« From México »"'), encoding="utf-8")
    assert statuses(data.folder) == {Status.DRAFT}
    path.write_text(reviewed, encoding="utf-8")
    assert statuses(data.folder) == {Status.REVIEWED}


def test_an_update_keeps_what_is_reviewed(data: Data) -> None:
    record_review(data, "es", "María Pérez", DAY)
    update_translations(data, DAY)
    assert statuses(data.folder) == {Status.REVIEWED}


def test_a_reviewed_text_whose_english_changes_is_not_reviewed_even_without_its_fuzzy_mark(tmp_path: Path) -> None:
    edit = {"handout": lambda text: text.replace("from: From Mexico", "from: Out of Mexico")}
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    before = copy_of_data(tmp_path / "before", ENGLISH, SPANISH)
    copies.write_po(before, "es")
    record_review(before, "es", "María Pérez", DAY)
    after = copy_of_data(tmp_path / "after", ENGLISH, SPANISH, edit=edit)
    for name in ("translations/es.po", "reviews/es.yaml"):
        shutil.copy(before.folder / name, after.folder / name)
    assert compose_all(after).held_back == ("es",)
    update_translations(after, DAY)
    assert compose_all(after).held_back == ("es",)
    path = after.folder / "translations" / "es.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    assert statuses(after.folder) == {Status.DRAFT}


def test_one_message_can_be_reviewed_alone(data: Data) -> None:
    done = record_review(data, "es", "María Pérez", DAY, ["words.or"])
    assert done.recorded == 1
    ledger = read_ledger(done.path)
    english = data.handout.words.or_
    assert [review.digest for review in ledger.reviews] == [digest_of("words.or", english, f"« {english} »")]


def test_missing_and_stale_texts_are_never_recorded(data: Data) -> None:
    copies.write_po(data, "es", {"words.or": ""}, {"words.from_us": "fuzzy"})
    done = record_review(data, "es", "María Pérez", DAY)
    assert done.unusable == ("words.from_us", "words.or")
    assert done.recorded == len(messages(data)) - 2
    for context, said in (
        ("words.or", "missing"),
        ("words.from_us", "stale"),
        ("words.nothing", "there is no message"),
    ):
        with pytest.raises(UsageError, match=said):
            record_review(data, "es", "María Pérez", DAY, [context])


def test_a_ledger_only_grows_and_is_sorted(data: Data) -> None:
    path = data.folder / "reviews" / "es.yaml"
    old = Review(digest="f" * 64, by="Zoë", on=date(2026, 1, 1))
    path.write_bytes(b"# Kept.\n" + ledger_bytes(Ledger((old,))))
    record_review(data, "es", "B", DAY, ["words.or"])
    record_review(data, "es", "A", DAY, ["words.or"])
    record_review(data, "es", "A", date(2026, 12, 9), ["words.or"])
    reviews = read_ledger(path).reviews
    assert [(review.by, review.on) for review in reviews] == [("Zoë", old.on), ("A", DAY), ("B", DAY)]
    assert path.read_text(encoding="utf-8").startswith("# Kept.\n- {digest: ")


@pytest.mark.parametrize(
    "name", ["O'Brien", 'Ana "la jefa"', "no", "2021", "A, on: x", "{a}", "# b", "李四", "C:\\d", "~"]
)
def test_every_name_is_read_back_as_it_is(data: Data, name: str) -> None:
    record_review(data, "es", name, DAY)
    assert {review.by for review in read_ledger(data.folder / "reviews" / "es.yaml").reviews} == {name}


def test_a_language_with_faults_can_not_be_reviewed(data: Data) -> None:
    copies.write_po(data, "es", {"words.near_you": "Cerca"})
    with pytest.raises(InputError, match=r"\{city\} of the English text is missing"):
        record_review(data, "es", "María Pérez", DAY)
    assert not (data.folder / "reviews" / "es.yaml").exists()


def test_a_ledger_that_can_not_be_read_is_left_alone(data: Data) -> None:
    path = data.folder / "reviews" / "es.yaml"
    path.write_text("- {digest: abc}\n", encoding="utf-8")
    with pytest.raises(InputError, match="digest"):
        record_review(data, "es", "María Pérez", DAY)
    assert path.read_text(encoding="utf-8") == "- {digest: abc}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["es"], "--by"),
        (["es", "--by", " "], "the text is empty"),
        (["es", "--by", "A\u202eB"], "U+202E"),
        (["en", "--by", "A"], "nothing to review"),
        (["../es", "--by", "A"], "no language tag"),
        (["sw", "--by", "A"], "there is no such file"),
        (["es", "--by", "A", "--on", "2999-01-01"], "has not come yet"),
        (["es", "--by", "A", "--on", "1999-01-01"], "not of this century"),
        (["es", "--by", "A", "--on", "yesterday"], "yesterday"),
        (["es", "--by", "A", "--message", "words.nothing"], "there is no message"),
    ],
)
def test_a_review_that_can_not_be_is_refused(
    data: Data, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["translations", "reviewed", *arguments, "--data", str(data.folder)]) == 2
    assert said in capsys.readouterr().err
    assert list((data.folder / "reviews").iterdir()) == []


def test_the_command_records_the_day_that_it_is_told(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--by", "María Pérez", "--on", "2026-01-31", "--yes", "--data", str(data.folder)]
    assert main(["translations", "reviewed", "es", *given]) == 0
    assert "María Pérez on 2026-01-31 recorded" in capsys.readouterr().out
    assert {review.on for review in read_ledger(data.folder / "reviews" / "es.yaml").reviews} == {date(2026, 1, 31)}


class Terminal(io.StringIO):
    """What a person types at one."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "recorded"), [("y\n", True), ("yes\n", True), ("n\n", False), ("", False)])
def test_before_several_texts_are_called_reviewed_a_person_is_asked(
    data: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, recorded: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert main(["translations", "reviewed", "es", "--by", "María Pérez", "--data", str(data.folder)]) == 0
    said = capsys.readouterr()
    assert "of es will be called reviewed: has the person read every one of them?" in said.err
    assert bool(list((data.folder / "reviews").iterdir())) is recorded
    assert ("nothing was written" in said.out) is not recorded


def test_without_a_terminal_several_texts_are_not_called_reviewed(
    data: Data, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    given = ["translations", "reviewed", "es", "--by", "María Pérez", "--data", str(data.folder)]
    assert main(given) == 2
    assert "there is no terminal to ask: nothing was written; --yes records them" in capsys.readouterr().err
    assert list((data.folder / "reviews").iterdir()) == []
    assert main([*given, "--message", "words.or"]) == 0  # one text, which the command names


def test_what_is_reviewed_already_is_not_asked_about(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    record_review(data, "es", "María Pérez", DAY)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["translations", "reviewed", "es", "--by", "María Pérez", "--data", str(data.folder)]) == 0


# How far each language is


def test_the_status_counts_every_state_and_says_what_is_held_back_and_why(
    data: Data, capsys: pytest.CaptureFixture[str]
) -> None:
    detail = next(message for message in messages(data) if not (message.essential or message.else_english))
    copies.write_po(data, "es", {detail.context: ""})
    record_review(data, "es", "María Pérez", DAY, ["words.or"])
    copies.write_po(data, "fr", {"words.or": ""}, {"words.from_us": "fuzzy"})
    copies.write_po(data, "ru")
    count = len(messages(data))
    spanish, french, russian = standings(data)
    assert (spanish.counts, spanish.held_back, spanish.left_out) == (
        {State.MISSING: 1, State.STALE: 0, State.DRAFT: count - 2, State.REVIEWED: 1}, False, (detail.context,),
    )  # fmt: skip
    assert (french.counts[State.MISSING], french.counts[State.STALE], french.held_back) == (1, 1, True)
    assert (russian.tag, russian.listed, russian.held_back) == ("ru", False, False)

    assert main(["translations", "status", "--data", str(data.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["language", "missing", "stale", "draft", "reviewed"]
    assert lines[1].split() == ["es", "Spanish", "1", "0", str(count - 2), "1"]
    assert lines[2].split() == ["fr", "French", "1", "1", str(count - 2), "0", "held", "back"]
    assert lines[3].split() == ["ru", "Russian", "0", "0", str(count), "0", "not", "in", "languages.yaml"]
    assert f"es: left out of its sheets, as missing or stale: {detail.context}" in lines
    assert any("words.from_us (stale), words.or (missing)" in line for line in lines)

    assert main(["translations", "status", "--json", "--data", str(data.folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["fr"]["held_back"], told["fr"]["missing"], told["es"]["reviewed"]) == (True, 1, 1)


def test_the_status_names_files_that_can_not_be_read(data: Data, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("fr.po", "russian.po"):
        (data.folder / "translations" / name).write_text("?", encoding="utf-8")
    assert main(["translations", "status", "--data", str(data.folder)]) == 0
    told = capsys.readouterr().out
    assert "fr.po:1:1: this line is no PO" in told
    assert '"russian" is no language tag' in told
