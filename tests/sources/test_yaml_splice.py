"""Edits of a YAML file, one by one: what is written, and what stays."""

from __future__ import annotations

import difflib
from datetime import date
from textwrap import dedent

import pytest

from handouts.errors import InputError, UsageError
from handouts.sources.edits import Edit, edited_value, insert, inverse, move, remove, replace
from handouts.sources.yaml_edits import edited_text
from handouts.sources.yaml_reader import parse_yaml
from handouts.sources.yaml_scalars import Oddity

DIRECTORY = """\
# The order is that on paper.

cities:
  - id: tijuana
    name: Tijuana  # and San Diego
    organisations:
      # asked by telephone in May
      - name: Al Otro Lado
        numbers:
          - {number: "+52 664 208 8994", call_from: MX}  # office
          - {number: "+1 619 786 4866", call_from: US}

      - name: HIAS
        numbers: [{number: "+52 663 205 4660"}, {number: "+52 663 205 4659"}]
        note: >-
          The source says "Free help" here, and that is why
          this note is longer than one line.
  # the heading is inferred
  - id: mexicali
    name: Mexicali
    organisations: []  # none yet
"""
TIJUANA = ("cities", 0, "organisations")
MEXICALI = ("cities", 1, "organisations")


def changed(content: str, *edits: Edit) -> str:
    """The changed lines, as a diff without context would show them, `-` before `+`."""
    new = edited_text(content, edits).splitlines()
    lines = difflib.unified_diff(content.splitlines(), new, n=0, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@")) + "\n"


def shown(text: str) -> str:
    return dedent(text).lstrip("\n")


# A value in place of another


def test_a_value_keeps_the_comment_behind_it() -> None:
    assert changed(DIRECTORY, replace(("cities", 0, "name"), "Tijuana/San Diego")) == shown("""
        -    name: Tijuana  # and San Diego
        +    name: Tijuana/San Diego  # and San Diego
    """)


def test_a_text_in_quotes_keeps_its_quotes() -> None:
    assert edited_text("a: 'x'  # c\nb: \"y\"\n", [replace(("a",), "it's"), replace(("b",), 'say "no"')]) == (
        "a: 'it''s'  # c\nb: \"say \\\"no\\\"\"\n"
    )


def test_a_folded_text_is_folded_anew_at_its_width() -> None:
    text = "The new note is long as well, so it takes two lines of about eighty characters, as the old one took."
    assert changed(DIRECTORY, replace((*TIJUANA, 1, "note"), text)) == shown("""
        -          The source says "Free help" here, and that is why
        -          this note is longer than one line.
        +          The new note is long as well, so it takes two lines of about eighty
        +          characters, as the old one took.
    """)


def test_a_long_text_is_folded_in_a_file_that_folds_and_stands_on_one_line_in_one_that_does_not() -> None:
    long = "word " * 40 + "end"
    folding = changed(DIRECTORY, replace(("cities", 1, "name"), long))
    assert folding.splitlines()[:3] == ["-    name: Mexicali", "+    name: >-", f"+      {'word ' * 14}word"]
    assert edited_text("a: x\nb: y\n", [replace(("a",), long)]) == f"a: {long}\nb: y\n"


@pytest.mark.parametrize("text", ["a folded text can't\nbreak a line", " or begin with a space", "or hold\ta tab", ""])
def test_what_can_not_be_folded_gets_quotes_and_the_comment_behind_the_sign_stays(text: str) -> None:
    after = edited_text("a: >-  # why\n  old\n  text\nb: 1\n", [replace(("a",), text)])
    assert after.startswith('a: "')
    assert after.endswith('"  # why\nb: 1\n')


def test_a_text_with_line_breaks_stays_one() -> None:
    after = edited_text("a: |\n    x\n    y\nb: 1\n", [replace(("a",), "one\n\ntwo\n")])
    assert after == "a: |\n    one\n\n    two\nb: 1\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *(
            (text, f'"{text}"')
            for text in ("no", "Yes", "null", "~", "", "5", "010", "1.50", "1e5", "9:30", "2021-04-07")
        ),
        *(
            (text, f'"{text}"')
            for text in ("+1", "*a", "&a", "#a", "- a", "a: b", "a #b", "a:", "a ", " a", "[a", "<<", "=")
        ),
        *(("'a'", "\"'a'\""), ("a\nb", '"a\\nb"'), ("\u00a0a", '"\\xa0a"'), ("a\u202eb", '"a\\u202eb"')),
        *((text, text) for text in ("a:b", "a#b", "it's", "a, b", "No way", "نعم", "a\\b", 'a "b"')),
        *((5, "5"), (1.5, "1.5"), (100.0, "100.0"), (1e-7, "0.0000001"), (True, "true"), (None, "null")),
        *((date(2021, 4, 7), "2021-04-07"), ([], "[]"), ({}, "{}"), ([1, "a, b"], '[1, "a, b"]')),
        ({"on": "x"}, '{"on": x}'),
    ],
)
def test_what_is_written_is_read_as_what_it_was(value: object, written: str) -> None:
    assert edited_text("a: x\nb: y\n", [replace(("a",), value)]) == f"a: {written}\nb: y\n"


def test_in_brackets_more_needs_quotes() -> None:
    assert edited_text("[a, b]\n", [replace((0,), "x, y"), replace((1,), "x:y")]) == '["x, y", "x:y"]\n'


def test_a_text_before_a_comment_gets_quotes_so_that_it_does_not_look_cut_short() -> None:
    assert edited_text("a: 1  # c\n", [replace(("a",), "x")]) == 'a: "x"  # c\n'


def test_of_a_list_or_mapping_only_what_differs_is_written() -> None:
    document, _ = parse_yaml("x.yaml", DIRECTORY)
    assert document is not None
    cities = document.value["cities"]  # type: ignore[index, call-overload]
    new = {
        "id": "tijuana",
        "name": "Tijuana",
        "organisations": [cities[0]["organisations"][1], {"name": "Info Digna"}],
    }
    assert changed(DIRECTORY, replace(("cities", 0), new)) == shown("""
        -      # asked by telephone in May
        -      - name: Al Otro Lado
        -        numbers:
        -          - {number: "+52 664 208 8994", call_from: MX}  # office
        -          - {number: "+1 619 786 4866", call_from: US}
        -
        +
        +      - name: Info Digna
    """)


def test_what_stays_the_same_is_not_written_anew() -> None:
    content = "a:   'x'\nb: [ 1,2 ]\n"
    edits = [replace(("a",), "x"), replace(("b",), [1, 2]), replace((), {"a": "x", "b": [1, 2]})]
    assert edited_text(content, edits) == content


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: x  # c\nb: 1\n", [{"k": [1]}], "a:  # c\n  - k: [1]\nb: 1\n"),
        ("a:\n  # c\n  - x\n  - y\nb: 1\n", "z", "a: z\nb: 1\n"),
        ("a: >-  # c\n  x\nb: 1\n", {"k": {"l": 1}}, "a:  # c\n  k: {l: 1}\nb: 1\n"),
        ("a:\nb: 1\n", "z", "a: z\nb: 1\n"),
        ("a:  # c\n  - x\nb: 1\n", {"k": [1]}, "a:  # c\n  k: [1]\nb: 1\n"),
        ("a:  # c\nb: 1\n", 5, "a: 5  # c\nb: 1\n"),
        ("{a, b: 1}\n", "z", "{a: z, b: 1}\n"),
        ("? a\n? b\n", "z", "? a\n: z\n? b\n"),
        ("? a\n? b\n", [{"k": [1]}], "? a\n:\n  - k: [1]\n? b\n"),
    ],
)
def test_a_value_of_another_kind(before: str, value: object, after: str) -> None:
    assert edited_text(before, [replace(("a",), value)]) == after


# A new entry


def test_a_new_entry_is_written_as_its_neighbours_are() -> None:
    new = {"name": "Jones Day", "numbers": [{"number": "+1 214 969 5050"}], "note": "short"}
    assert changed(DIRECTORY, insert((*TIJUANA, 1), new)) == shown("""
        +      - name: Jones Day
        +        numbers: [{number: "+1 214 969 5050"}]
        +        note: short
        +
    """)
    assert changed(DIRECTORY, insert((*TIJUANA, 1, "numbers", 2), {"number": "+1 858 333 2857"})) == shown("""
        -        numbers: [{number: "+52 663 205 4660"}, {number: "+52 663 205 4659"}]
        +        numbers: [{number: "+52 663 205 4660"}, {number: "+52 663 205 4659"}, {number: "+1 858 333 2857"}]
    """)


def test_a_new_entry_comes_before_the_comments_of_the_next_and_behind_those_of_the_last() -> None:
    city = {"id": "yuma", "name": "Yuma", "organisations": []}
    assert edited_text(DIRECTORY, [insert(("cities", 1), city)]) == DIRECTORY.replace(
        "  # the heading", "  - id: yuma\n    name: Yuma\n    organisations: []\n  # the heading"
    )


def test_an_empty_list_is_filled_as_others_are() -> None:
    assert changed(DIRECTORY, insert((*MEXICALI, 0), {"name": "Border Kindness"})) == shown("""
        -    organisations: []  # none yet
        +    organisations:  # none yet
        +      - name: Border Kindness
    """)


def test_the_first_entry_comes_below_the_comment_that_begins_the_file() -> None:
    assert edited_text("# head\n- b\n", [insert((0,), "a")]) == "# head\n- a\n- b\n"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("- a: 1\n  b: 2\n", insert((0, "c"), 3, 0), "- c: 3\n  a: 1\n  b: 2\n"),
        ("- a: 1\n  b: 2\n", insert((0, "c"), 3, 1), "- a: 1\n  c: 3\n  b: 2\n"),
        ("- a: 1\n  b: 2", insert((0, "c"), 3), "- a: 1\n  b: 2\n  c: 3"),
        ("a:\n- x\nb: 1\n", insert(("a", 1), {"k": 1, "l": [[2]]}), "a:\n- x\n- k: 1\n  l:\n  - [2]\nb: 1\n"),
        (
            "a:\n    b:\n        - 1\n",
            insert(("c",), {"d": ["x" * 99]}),
            "a:\n    b:\n        - 1\nc:\n    d:\n        - " + "x" * 99 + "\n",
        ),
        ("-   a\n-   b\n", insert((1,), "c"), "-   a\n-   c\n-   b\n"),
        ("- a\n\n- b\n", insert((2,), "c"), "- a\n\n- b\n\n- c\n"),
        ("- a\n\n- b\n", insert((0,), "c"), "- c\n\n- a\n\n- b\n"),
        ("[]\n", insert((0,), "a"), "- a\n"),
        ("a: []\n", insert(("a", 0), {"k": "v"}), "a:\n  - {k: v}\n"),
        ("a: {}  # c\n", insert(("a", "k"), "v" * 70), "a:  # c\n  k: " + "v" * 70 + "\n"),
        ("[a,b]\n", insert((1,), "c"), "[a,c,b]\n"),
        ("[ a ]\n", insert((1,), "c"), "[ a, c ]\n"),
        ("[a, ]\n", insert((1,), "c"), "[a, c, ]\n"),
        ("[\n  a,  # x\n  b  # y\n]\n", insert((2,), "c"), "[\n  a,  # x\n  b,  # y\n  c\n]\n"),
        ("[\n  a,\n  # x\n  b,\n]\n", insert((1,), "c"), "[\n  a,\n  c,\n  # x\n  b,\n]\n"),
        ("[\n  # x\n  a,\n]\n", insert((0,), "c"), "[\n  c,\n  # x\n  a,\n]\n"),
        ("[a: 1]\n", insert((0, "b"), 2), "[{a: 1, b: 2}]\n"),
        ("a: {'k': \"v\"}\n", insert(("a", "l"), "w"), "a: {'k': \"v\", 'l': \"w\"}\n"),
        ("a: |\n  x", insert(("b",), 1), "a: |-\n  x\nb: 1"),
        ("a: >-\n  x\n# c\n", insert(("b",), 1), "a: >-\n  x\nb: 1\n# c\n"),
        ("- a\n    # deep\n# c\n- b\n", insert((1,), "n"), "- a\n    # deep\n- n\n# c\n- b\n"),
    ],
)
def test_where_a_new_entry_stands(before: str, edit: Edit, after: str) -> None:
    assert edited_text(before, [edit]) == after


# An entry less


def test_an_entry_goes_with_its_comments_and_the_empty_line_that_set_it_apart() -> None:
    assert changed(DIRECTORY, remove((*TIJUANA, 0))) == shown("""
        -      # asked by telephone in May
        -      - name: Al Otro Lado
        -        numbers:
        -          - {number: "+52 664 208 8994", call_from: MX}  # office
        -          - {number: "+1 619 786 4866", call_from: US}
        -
    """)


@pytest.mark.parametrize(
    ("before", "steps", "after"),
    [
        ("a:  # c\n  # d\n  - x\nb: 1\n", ("a", 0), "a: []  # c\nb: 1\n"),
        ("a:\n  b: 1\nc: 2\n", ("a", "b"), "a: {}\nc: 2\n"),
        ("# head\n- x\n", (0,), "# head\n[]\n"),
        ("- - x\n- y\n", (0, 0), "- []\n- y\n"),
        ("- a: 1\n  b: 2\n", (0, "a"), "- b: 2\n"),
        ("- a: 1  # x\n  # y\n  b: 2\n", (0, "a"), "-\n  # y\n  b: 2\n"),
        ("- a: 1\n", (0, "a"), "- {}\n"),
        ("- a\n- b\n# not of b\n", (1,), "- a\n# not of b\n"),
        ("[a, b, c]\n", (1,), "[a, c]\n"),
        ("[a, b, c]\n", (2,), "[a, b]\n"),
        ("[ a, ]\n", (0,), "[]\n"),
        ("{a: 1, b: 2}\n", ("a",), "{b: 2}\n"),
        ("[\n  a,  # x\n  # y\n  b  # z\n]\n", (1,), "[\n  a  # x\n]\n"),
        ("[\n  a,  # x\n  # y\n  b  # z\n]\n", (0,), "[\n  # y\n  b  # z\n]\n"),
        ("[x, a: 1]\n", (1, "a"), "[x, {}]\n"),
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
    ],
)
def test_what_goes_and_what_is_left(before: str, steps: tuple[str | int, ...], after: str) -> None:
    assert edited_text(before, [remove(steps)]) == after


# An entry elsewhere


def test_an_entry_takes_its_comments_with_it() -> None:
    assert changed(DIRECTORY, move((*TIJUANA, 0), (*MEXICALI, 0))) == shown("""
        -      # asked by telephone in May
        -      - name: Al Otro Lado
        -        numbers:
        -          - {number: "+52 664 208 8994", call_from: MX}  # office
        -          - {number: "+1 619 786 4866", call_from: US}
        -
        -    organisations: []  # none yet
        +    organisations:  # none yet
        +      # asked by telephone in May
        +      - name: Al Otro Lado
        +        numbers:
        +          - {number: "+52 664 208 8994", call_from: MX}  # office
        +          - {number: "+1 619 786 4866", call_from: US}
    """)


def test_an_entry_and_its_comment_move_between_lines_and_brackets() -> None:
    into = edited_text(DIRECTORY, [move((*TIJUANA, 0, "numbers", 0), (*TIJUANA, 1, "numbers", 1))])
    assert into == DIRECTORY.replace('          - {number: "+52 664 208 8994", call_from: MX}  # office\n', "").replace(
        '4660"}, {',
        '4660"},\n            # office\n            {number: "+52 664 208 8994", call_from: MX}, {',
    )
    out = edited_text(DIRECTORY, [move((*TIJUANA, 1, "numbers", 0), (*TIJUANA, 0, "numbers", 0))])
    assert '        numbers:\n          - {number: "+52 663 205 4660"}\n          - {number: "+52 664' in out
    assert '        numbers: [{number: "+52 663 205 4659"}]\n' in out


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("- a\n# of b\n- b  # too\n- c\n", move((1,), (2,)), "- a\n- c\n# of b\n- b  # too\n"),
        ("- a\n# of b\n- b  # too\n", move((1,), (0,)), "# of b\n- b  # too\n- a\n"),
        ("a: 1  # x\nb: 2\n", move(("a",), ("a",), 1), "b: 2\na: 1  # x\n"),
        ("a: 1  # x\nb: 2\n", move(("a",), ("no",)), '"no": 1  # x\nb: 2\n'),
        ("a: 1  # x\nb: 2\n", move(("a",), ("c",), 1), "b: 2\nc: 1  # x\n"),
        ("a:\n  k: 1  # x\nb:\n    l: 2\n", move(("a", "k"), ("b", "k")), "a: {}\nb:\n    l: 2\n    k: 1  # x\n"),
        ("- - x\n  - |\n    y\n\n     z\n- []\n", move((0, 1), (1, 0)), "- - x\n- - |\n    y\n\n     z\n"),
        ("- a: 1\n  b: 2\n", move((0, "a"), (0, "a"), 1), "- b: 2\n  a: 1\n"),
        ("- a: 1\n  # of b\n  b: 2\n", move((0, "b"), (0, "b"), 0), "-\n  # of b\n  b: 2\n  a: 1\n"),
        ("{a: 1, b: 2}\n", move(("b",), ("b",), 0), "{b: 2, a: 1}\n"),
        ("[x, a: 1]\n", move((1,), (0,)), "[{a: 1}, x]\n"),
        (
            "- ['a #b']\n-\n  # c\n  - 'c #d'  # e\n",
            move((1, 0), (0, 1)),
            "- ['a #b',\n    # c\n    # e\n    'c #d']\n- []\n",
        ),
        ("- a\n- >\n  b", move((1,), (0,)), "- >-\n  b\n- a\n"),
    ],
)
def test_where_a_moved_entry_stands(before: str, edit: Edit, after: str) -> None:
    assert edited_text(before, [edit]) == after


# All the same


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(ending: str) -> None:
    edits = [
        replace((*TIJUANA, 1, "note"), "long " * 40 + "end"),
        insert((*TIJUANA, 1), {"name": "X"}),
        remove((*TIJUANA, 0, "numbers", 1)),
        move(("cities", 0), ("cities", 1)),
    ]
    of_other_system = "\ufeff" + DIRECTORY.replace("\n", ending)
    assert edited_text(of_other_system, edits) == "\ufeff" + edited_text(DIRECTORY, edits).replace("\n", ending)


def test_a_new_line_ends_as_the_one_before_it() -> None:
    after = edited_text("- a\r\n- b\n- c\r\n", [insert((1,), "x"), insert((3,), "y")])
    assert after == "- a\r\n- x\r\n- b\n- y\n- c\r\n"


def test_each_edit_speaks_of_the_file_as_those_before_leave_it() -> None:
    assert edited_text("- a\n- b\n", [insert((0,), "n"), remove((1,)), replace((1,), "c")]) == "- n\n- c\n"


# What can't be


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (replace(("b",), 1), "there is no b in the file"),
        (replace(("a", 7), 1), "there is no a.7 in the file"),
        (replace(("a", -1), 1), "there is no a.-1 in the file"),
        (insert(("a", 3), 1), "there is no position 3 for a.3: 2 entries stand there"),
        (insert(("a",), 1), "a is there already; replace it"),
        (insert(("a", "k"), 1), "a.k can't be an entry of what stands there"),
        (insert(("c",), 1, 2), "there is no position 2 for c: 1 entries stand there"),
        (insert((), 1), "the whole file is no entry"),
        (remove(()), "the whole file is no entry"),
        (move((), ("a",)), "the whole file is no entry"),
        (move(("a", 0), ("k",)), "move it to a place of the same kind"),
        (move(("a", 0), ("a", 0, 0)), "can't be an entry of what stands there"),
        (replace(("a",), 10**20), "YAML has no plain word for 100000000000000000000"),
        (replace(("a",), float("inf")), "YAML has no plain word for inf"),
        (replace(("a",), "\ud800"), "half of a character"),
        (replace(("a",), Oddity("[", "a sign")), "YAML has no plain word"),
    ],
)
def test_an_edit_that_can_not_be_done_is_refused(edit: Edit, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        edited_text("a: [x, y]\n", [insert(("z",), 1), remove(("z",)), edit])
    assert said in str(caught.value)


@pytest.mark.parametrize("value", [object(), {1: 2}, {"": 1}, b"x", {"a": [set()]}])
def test_what_no_file_can_hold_is_refused_at_once(value: object) -> None:
    with pytest.raises(UsageError):
        replace(("a",), value)


def test_what_is_nested_too_deep_for_the_reader_is_refused() -> None:
    value: object = 1
    for _ in range(39):
        value = [value]
    assert edited_text("a: [x]\n", [replace(("a", 0), 1)])
    with pytest.raises(UsageError, match="more than 40"):
        edited_text("a: [x]\n", [replace(("a", 0), value)])
    with pytest.raises(UsageError, match="more than 40"):
        replace(("a",), [[value]])


@pytest.mark.parametrize("content", ["a: [\n", "a: &x b\n", "a: 1\na: 2\n", "", "a: 1\n---\nb: 1\n", "a: \u202e\n"])
def test_what_the_reader_refuses_is_not_edited(content: str) -> None:
    with pytest.raises(InputError):
        edited_text(content, [replace(("a",), 1)])


def test_an_edit_that_would_change_a_text_beside_it_is_refused() -> None:
    with pytest.raises(UsageError, match="would change another value, perhaps a text behind"):
        edited_text("- |+\n  keeps the lines below\n- b\n\n\n", [move((0,), (1,))])


# Taken back


def test_an_edit_can_be_taken_back() -> None:
    document, _ = parse_yaml("x.yaml", DIRECTORY)
    assert document is not None
    for edit in (
        replace(("cities", 0, "name"), "x"),
        insert((*TIJUANA, 1), {"name": "x"}),
        insert(("cities", 0, "note"), "x", 1),
        move(("cities", 1), ("cities", 0)),
        move(("cities", 0, "name"), ("cities", 1, "title"), 0),
    ):
        back = inverse(document.value, edit)
        assert edited_text(DIRECTORY, [edit, back]) == DIRECTORY, edit
    removed = remove((*TIJUANA, 0))
    assert edited_value(edited_value(document.value, removed), inverse(document.value, removed)) == document.value


def test_a_comment_behind_an_entry_without_value_stays_a_comment() -> None:
    assert edited_text("-  # c\n- x\n", [replace((0,), [{"k": [1]}])]) == "-  # c\n  - k: [1]\n- x\n"
