"""One message changed in a PO file: its own lines and no others, whoever wrote the file; read back by polib."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from dataclasses import replace

import polib
import pytest

from handouts.errors import InputError, UsageError
from handouts.products.loading import load_data
from handouts.sources.messages import Message, messages_of
from handouts.sources.po_edits import with_kept_translation, with_translation
from tests.sources.shipped import DATA

data = load_data(DATA)
MESSAGES = messages_of(data.handout, data.directory, data.faq)
ARABIC = (DATA / "translations" / "ar.po").read_bytes()
NEAR = next(each for each in MESSAGES if each.context == "words.near_you")
DENIED = next(each for each in MESSAGES if each.context == "faq.border-open.denied")


def said(content: bytes) -> dict[tuple[str | None, str], tuple[str, bool]]:
    """What polib reads: text and fuzzy mark of every message."""
    return {(each.msgctxt, each.msgid): (each.msgstr, each.fuzzy) for each in polib.pofile(content.decode("utf-8-sig"))}


def changed(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Lines that are gone, and new ones."""
    lines = list(
        difflib.unified_diff(before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True), n=0)
    )[2:]
    return [each[1:] for each in lines if each[0] == "-"], [each[1:] for each in lines if each[0] == "+"]


def wrapped(content: bytes) -> bytes:
    """The same file as polib writes it: wrapped at 78 letters."""
    file = polib.pofile(content.decode())
    file.wrapwidth = 78
    return str(file).encode()


@pytest.mark.parametrize("seed", range(5))
def test_random_edits_change_their_own_lines_and_nothing_else(seed: int) -> None:
    draw = random.Random(seed)
    content = ARABIC if seed % 2 else wrapped(ARABIC)
    expected = said(content)
    for _ in range(12):
        message = draw.choice(MESSAGES)
        text, fuzzy = f'"{draw.randint(0, 999)}" \\ {"".join(draw.choices("ابجدهوز {}", k=9))}', draw.random() < 0.3
        after = with_translation(content, MESSAGES, message, text, fuzzy=fuzzy)
        expected[message.key] = (text, fuzzy)
        assert said(after) == expected
        blocks = zip(content.split(b"\n\n"), after.split(b"\n\n"), strict=True)
        touched = [new for old, new in blocks if old != new]
        assert len(touched) <= 1
        assert all(b'msgctxt "' + message.context.encode() + b'"' in block for block in touched)
        content = after


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text + '\n#~ msgid "gone"\n#~ msgstr "weg"\n', id="obsolete messages"),
        pytest.param(lambda text: text.replace("\n\n", "\n\n\n"), id="two empty lines"),
    ],
)
def test_the_form_of_the_file_stays(form: Callable[[str], str]) -> None:
    before = form(ARABIC.decode()).encode()
    after = with_translation(before, MESSAGES, NEAR, "قريب: {city}")
    gone, new = (list(map(str.strip, lines)) for lines in changed(before, after))
    assert gone == ["# back: Near you: {city}", 'msgstr "بالقرب منكم: {city}"']
    assert new == ['msgstr "قريب: {city}"']


def test_the_last_message_of_a_file_without_its_line_break() -> None:
    last = MESSAGES[-1]
    after = with_translation(ARABIC.rstrip(b"\n"), MESSAGES, last, "نعم")
    assert said(after)[last.key] == ("نعم", False)
    assert after.endswith('نعم"\n'.encode())


def test_a_message_that_the_file_has_not_comes_behind_the_one_before_it() -> None:
    file = polib.pofile(ARABIC.decode())
    file.remove(file.find(NEAR.english, by="msgid"))
    before = str(file).encode()
    after = with_translation(before, MESSAGES, NEAR, "قريب: {city}")
    order = [each.msgctxt for each in polib.pofile(after.decode())]
    assert order == [message.context for message in MESSAGES]
    assert changed(before, after)[0] == []


def test_the_translation_of_a_former_english_gives_way_to_that_of_the_new() -> None:
    new = replace(DENIED, english="No. The border is closed.")
    messages = [new if each is DENIED else each for each in MESSAGES]
    after = with_translation(ARABIC, messages, new, "لا.")
    assert said(after)[new.key] == ("لا.", False)
    assert DENIED.key not in said(after)
    assert len(said(after)) == len(said(ARABIC))


def test_a_file_with_faults_is_left_alone_and_named() -> None:
    with pytest.raises(InputError, match=r"^ar\.po:1:1: this line is no PO"):
        with_translation(b"nothing\n" + ARABIC, MESSAGES, NEAR, "x", file="ar.po")


def kept(message: Message, english: str) -> bytes:
    return with_kept_translation(ARABIC, message, english, "Respelt, says Ana Ruiz.", "ar")


def test_a_translation_is_kept_for_another_spelling_with_the_name_of_who_decided_it() -> None:
    english = DENIED.english.replace("Unfortunately, no.", "Unfortunately: no.")
    after = kept(DENIED, english)
    assert said(after)[DENIED.context, english] == said(ARABIC)[DENIED.key]
    gone, new = changed(ARABIC, after)
    assert gone == [f'msgid "{DENIED.english}"\n']
    assert new == ["# Respelt, says Ana Ruiz.\n", f'msgid "{english}"\n']


def test_another_figure_is_no_other_spelling() -> None:
    message = next(each for each in MESSAGES if "March 2020" in each.english)
    with pytest.raises(UsageError, match="ar: the figure 2021 of the English text is missing"):
        kept(message, message.english.replace("2020", "2021"))


def test_a_translation_that_waits_for_work_still_waits_after_another_spelling() -> None:
    before = with_translation(ARABIC, MESSAGES, DENIED, "لا أدري", fuzzy=True)
    after = with_kept_translation(before, DENIED, "No.", "Respelt.", "ar")
    assert said(after)[DENIED.context, "No."] == ("لا أدري", True)
