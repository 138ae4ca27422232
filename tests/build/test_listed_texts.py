"""What a sheet lists is what is looked at: a text that is not listed is a stranger to proof, and unseen by coverage.

The sheets are honest; it is the list that lacks a kind of text, or says more than stands on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.content.contents import Contents
from handouts.content.flyer import ContactLink, Entry, Flyer, LinkKind
from handouts.content.sheet_texts import Role, SheetText, Where
from handouts.content.words import Unreviewed
from handouts.errors import InputError
from handouts.layout.glyph_coverage import compose_printable
from handouts.paper import LETTER
from handouts.products.table import DRAWN
from handouts.proof import prove_sheet
from tests.build.sabotage import Press, Sheet
from tests.build.small import ROOT
from tests.sources.copies import ARABIC, ENGLISH, copy_of_data, write_po

OF_CONTENTS = {
    Role.CORNER,
    Role.CORNER_ENGLISH,
    Role.CONTENTS_HEADING,
    Role.END_OF_LINE,
    Role.MISSING_SHEET,
    Role.COLUMN,
    Role.ENTRY,
    Role.ENTRY_LATIN,
    Role.BELOW_ENTRY,
    Role.PAGE_NUMBER,
    Role.PAGE_SPOKEN,
    Role.STAFF,
}
OF_OTHER_SHEETS = {
    Role.NO_LOCAL_NUMBER_ON_CARD,
    Role.ARCHIVED_ON_CARD,
    Role.ARCHIVED_ON_CARD_ENGLISH,
    Role.MORE_ORGANISATIONS,
    Role.CONTINUED,
    Role.OTHER_SIDE_NUMBERS,
    Role.OTHER_SIDE_ANSWERS,
    Role.OTHER_SIDE_MORE_ANSWERS,
    Role.OTHERS,
}
"""Of cards, of sheets for lists that one side can't hold, and of booklets that are read from both covers."""
OF_FLYERS = [
    role for role in Role if role not in OF_CONTENTS | OF_OTHER_SHEETS and not role.where & (Where.SPOKEN | Where.STAFF)
]
Texts = tuple[SheetText, ...]
Change = Callable[[Texts], Texts]


def listing(patch: pytest.MonkeyPatch, change: Change) -> None:
    """Lets every sheet list its texts with this change."""
    for kind in (Flyer, Contents):
        honest = kind.texts
        patch.setattr(kind, "texts", lambda self, *states, honest=honest: change(honest(self, *states)))


def without(role: Role) -> Change:
    return lambda texts: tuple(each for each in texts if each.role is not role)


class Drawn:
    """Honest sheets that show between them every text there is: one where an organisation has all there is, one without
    a local number, one with room for the aids."""

    def __init__(self, press: Press) -> None:
        self.press = press
        full = press.flyers["hi", "tijuana-san-diego"]
        local, *others = full.sections
        entries = [self._with_labels(entry) if entry.name == "ImmDef" else entry for entry in local.entries]
        full = replace(
            full,
            unreviewed=Unreviewed("बिना समीक्षा", "Nobody has looked at it"),
            sections=(replace(local, entries=tuple(entries)), *others),
        )
        roomy = press.flyers["hi", "mexicali"]
        roomy = replace(roomy, words=replace(roomy.words, incomplete="अधूरा"), questions=roomy.questions[:1])
        archived = replace(press.flyers["hi", "el-paso-juarez"], archived=("संग्रहीत", "Kept as it was"))
        self.drawn = [
            self._draw(full, "large-print"),
            self._draw(archived, "large-print"),
            self._draw(roomy, "flyer"),
        ]

    def _with_labels(self, entry: Entry) -> Entry:
        row = replace(
            entry.rows[0],
            label="दफ़्तर",
            extension="विस्तार ७",
            hours="सुबह दस बजे",
            press="फिर ४ दबाएँ",
            languages="स्पेनिश",
            kind="tty",
            kind_words="बहरों के लिए",
        )
        link = ContactLink(LinkKind.EMAIL, "a@example.org", "mailto:a@example.org", "a@example.org")
        return replace(entry, rows=(row, *entry.rows[1:]), links=(link,))

    def _draw(self, flyer: Flyer, form: str) -> tuple[Sheet, bytes, tuple[str, ...]]:
        sheet = Sheet(flyer, flyer, flyer.website, form, edition="EDITION")
        return sheet, *self.press.draw(sheet)

    def findings(self) -> Iterator[str]:
        for sheet, pdf, left_out in self.drawn:
            expected = DRAWN[sheet.form].expected(LETTER)
            yield from prove_sheet(pdf, sheet.flyer, expected, left_out, sheet.edition, self.press.tools)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return Drawn(Press())


def test_with_the_whole_list_nothing_is_wrong(drawn: Drawn) -> None:
    assert list(drawn.findings()) == []
    roles = {each.role for sheet, *_ in drawn.drawn for each in sheet.flyer.texts()}
    assert {*OF_FLYERS} <= roles


@pytest.mark.parametrize("role", OF_FLYERS)
def test_proof_knows_no_text_that_is_not_listed(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    listing(monkeypatch, without(role))
    assert any("in no text of this flyer" in finding for finding in drawn.findings())


@pytest.mark.parametrize("role", [role for role in OF_FLYERS if role.where & Where.SHEET])
def test_proof_looks_for_every_text_that_is_listed(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    def changed(texts: Texts) -> Texts:
        return tuple(each._replace(text=f"{each.text} नहीं") if each.role is role else each for each in texts)

    listing(monkeypatch, changed)
    assert any("is not on the page as it should be" in finding for finding in drawn.findings())


def test_every_character_that_is_printed_must_be_in_a_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of text with a sign of its own that no font has: all are named but those that are only read out."""
    signs = {role: chr(0x1F600 + at) for at, role in enumerate(Role)}

    def signed(texts: Iterable[SheetText]) -> Texts:
        return tuple(each._replace(text=each.text + signs[each.role]) for each in texts)

    edit = {"handout": lambda text: text.replace("status: current", "status: archived")}
    data = copy_of_data(tmp_path, ENGLISH, ARABIC, edit=edit)
    write_po(data, "ar")
    assert compose_printable(data, ROOT / "fonts").problems == ()
    listing(monkeypatch, signed)
    with pytest.raises(InputError) as stopped:
        compose_printable(data, ROOT / "fonts")
    problems = " ".join(problem.what for problem in stopped.value.problems)
    named = {role for role, sign in signs.items() if sign in problems}
    # The directory has no organisation with these; page numbers are figures; names of languages are entries too.
    not_there = {Role.KIND, Role.EXTENSION, Role.PRESS, Role.SPOKEN_THERE, Role.LINK, Role.HOURS}
    assert {role for role in Role if role.printed} - named == {*not_there, Role.PAGE_NUMBER, Role.OTHERS}
    assert all(role.printed for role in named)


def test_a_character_of_a_contents_page_that_no_font_has_is_named_where_it_stands(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH, ARABIC)
    path = write_po(data, "ar", {"words.west": "غرب 😀"})
    done = compose_printable(data, ROOT / "fonts")
    assert done.held_back == ("ar",)
    problem = done.problems[0]
    assert "words.west: no font has “😀” (U+1F600)" in problem.what
    assert problem.file == str(path)
    assert path.read_text(encoding="utf-8").splitlines()[problem.line - 1] == 'msgctxt "words.west"'
