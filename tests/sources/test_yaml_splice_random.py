"""Whatever is edited, in whatever file: the values are those edited in memory, and nothing else has changed."""

from __future__ import annotations

import random
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import UsageError
from handouts.sources.edits import Edit, Kind, edited_value, insert, inverse, move, remove, replace
from handouts.sources.yaml_document import Steps, Style, Value, text_of, value_at
from handouts.sources.yaml_edits import edited_text
from handouts.sources.yaml_reader import parse_yaml
from tests.sources.directories import Drawing
from tests.sources.handwriting import Hand, any_file, any_key, any_value, places
from tests.sources.shipped import NAMES, whole


def value_of(content: str) -> Value:
    document, problems = parse_yaml("x.yaml", content)
    assert problems == ()
    assert document is not None
    return document.value


def listed(value: Value) -> object:
    """With lists as PyYAML gives them."""
    if isinstance(value, dict):
        return {key: listed(entry) for key, entry in value.items()}
    return [listed(entry) for entry in value] if isinstance(value, tuple) else value


def any_edit(chance: random.Random, value: Value) -> Edit:
    """An edit that can be done."""
    steps = chance.choice(list(places(value)))
    kind = chance.choice(list(Kind))
    if not steps or kind is Kind.REPLACE:
        return replace(steps, any_value(chance) if steps else any_file(chance))
    around = value_at(value, steps[:-1])
    if kind is Kind.REMOVE:
        return remove(steps)
    if kind is Kind.INSERT:
        if isinstance(around, dict):
            key = chance.choice([key for key in (any_key(chance), "new", "new 2", "new 3") if key not in around])
            return insert((*steps[:-1], key), any_value(chance), chance.choice((None, chance.randint(0, len(around)))))
        assert isinstance(around, tuple)
        return insert((*steps[:-1], chance.randint(0, len(around))), any_value(chance))
    return any_move(chance, value, steps)


def any_move(chance: random.Random, value: Value, steps: Steps) -> Edit:
    """Within the list or mapping, or to another of the same kind."""
    without = edited_value(value, remove(steps))
    mapping = isinstance(steps[-1], str)
    kind = dict if mapping else tuple
    goals = [way for way in places(without) if isinstance(value_at(without, way), kind)]
    goal = chance.choice([*goals, steps[:-1]])
    there = value_at(without, goal)
    assert isinstance(there, tuple | dict)
    if not mapping:
        return move(steps, (*goal, chance.randint(0, len(there))))
    keys = [key for key in (str(steps[-1]), str(steps[-1]), any_key(chance), "moved", "moved 2") if key not in there]
    return move(steps, (*goal, chance.choice(keys)), chance.choice((None, chance.randint(0, len(there)))))


def carried_out(content: str, edit: Edit) -> str:
    """The edited content; every reader reads in it what the edit makes of the values, and the rest is as it was."""
    before = value_of(content)
    expected = edited_value(before, edit)
    after = edited_text(content, [edit])
    assert repr(value_of(after)) == repr(expected) or edit.kind is Kind.REPLACE
    assert value_of(after) == expected
    assert repr(yaml.safe_load(after)) == repr(listed(value_of(after)))
    assert after.startswith("\ufeff") == content.startswith("\ufeff")
    content, after = content.removeprefix("\ufeff"), after.removeprefix("\ufeff")
    ranges = sorted(Typed(content).ranges_of(edit))
    old = lines_of(content)
    bounds = zip([0, *(end for _, end in ranges)], [*(begin for begin, _ in ranges), len(old)], strict=True)
    untouched = ["".join(old[begin:end]) for begin, end in bounds]
    if not ends_within_a_text(content):
        assert after.startswith(untouched[0])
        assert after.endswith(untouched[-1])
        rest = after[len(untouched[0]) : len(after) - len(untouched[-1])]
        assert all(each in rest for each in untouched[1:-1])
    replaced = edit.kind is Kind.REPLACE and isinstance(value_at(before, edit.steps), tuple | dict)
    if replaced or edit.kind is Kind.REMOVE:
        assert comments("".join(untouched)) <= comments(after)
    else:
        assert comments(after) == comments(content)
    return after


def ends_within_a_text(content: str) -> bool:
    """Whether a text behind | or > ends the file and has no line break: what comes behind changes its sign."""
    document, _ = parse_yaml("x.yaml", content)
    assert document is not None
    indented = (Style.LITERAL, Style.FOLDED)
    return any(each.end == len(text_of(content)) and each.style in indented for each in document.values.values())


def comments(content: str) -> set[str]:
    return set(re.findall(r"# c\d+c", content))


def lines_of(content: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", content)


class Typed:
    """Which lines (from 0) the entries of a file take, by PyYAML's nodes."""

    def __init__(self, content: str) -> None:
        text = re.sub("\r\n|\r", "\n", content.removeprefix("\ufeff"))
        self._top = yaml.compose(text, Loader=yaml.SafeLoader)
        self._lines = text.split("\n")
        self._total = len(lines_of(content))

    def ranges_of(self, edit: Edit) -> list[tuple[int, int]]:
        """The lines that an edit may touch, each to the one behind the last: of an entry, those from the end of the one
        before to the begin of the one behind."""
        steps = edit.steps
        if edit.kind is Kind.REPLACE:
            if not steps:
                return [(0, self._total)]
            return [self._around(steps[:-1], self._index(steps), self._index(steps) + 1)]
        if edit.kind is Kind.INSERT:
            at = steps[-1] if isinstance(steps[-1], int) else edit.at
            at = len(self._entries(steps[:-1])) if at is None else at
            return [self._around(steps[:-1], at, at)]
        index = self._index(steps)
        source = self._around(steps[:-1], index, index + 1)
        if edit.kind is Kind.REMOVE:
            return [source]
        goal = list(edit.to[:-1])
        same = goal[: len(steps) - 1] == list(steps[:-1])
        if same and len(goal) >= len(steps) and isinstance(steps[-1], int) and goal[len(steps) - 1] >= steps[-1]:
            goal[len(steps) - 1] += 1
        at = edit.to[-1] if isinstance(edit.to[-1], int) else edit.at
        if at is None:
            at = index if tuple(goal) == steps[:-1] else len(self._entries(tuple(goal)))
        elif tuple(goal) == steps[:-1] and at >= index:
            at += 1
        target = self._around(tuple(goal), at, at)
        low, high = sorted((source, target))
        return [low, high] if low[1] <= high[0] else [(min(low[0], high[0]), max(low[1], high[1]))]

    def _node(self, steps: Steps) -> yaml.Node:
        node = self._top
        for step in steps:
            node = node.value[step] if isinstance(step, int) else next(v for k, v in node.value if k.value == step)
        return node

    def _entries(self, steps: Steps) -> list[tuple[int, int]]:
        """First and last line of each entry of a list or mapping."""
        found = []
        for entry in self._node(steps).value:
            key, value = entry if isinstance(entry, tuple) else (entry, entry)
            found.append((key.start_mark.line, max(self._last(key), self._last(value))))
        return found

    def _last(self, node: yaml.Node) -> int:
        """The last line of a node's last word: PyYAML's own end of a block lies behind the comments below it."""
        if isinstance(node, yaml.ScalarNode):
            indented = node.style in ("|", ">")
            line = node.end_mark.line - (indented and node.end_mark.column == 0)
            while indented and line > node.start_mark.line and not self._lines[line].strip():
                line -= 1
            return node.start_mark.line if node.start_mark.index == node.end_mark.index else line
        if node.flow_style and not self._is_pair(node):
            return node.end_mark.line
        each = [value for entry in node.value for value in (entry if isinstance(entry, tuple) else (entry,))]
        return max(map(self._last, each), default=node.start_mark.line)

    def _is_pair(self, node: yaml.Node) -> bool:
        """Whether it is `a: b` in brackets, without braces of its own."""
        return isinstance(node, yaml.MappingNode) and "\n".join(self._lines)[node.start_mark.index] != "{"

    def _index(self, steps: Steps) -> int:
        if isinstance(steps[-1], int):
            return steps[-1]
        return [key.value for key, _ in self._node(steps[:-1]).value].index(steps[-1])

    def _around(self, steps: Steps, first: int, behind: int) -> tuple[int, int]:
        """The lines between the entries before `first` and from `behind` on."""
        entries, node = self._entries(steps), self._node(steps)
        alone = first == 0 and behind == len(entries)
        tight = not node.flow_style and not alone
        if first:
            begin = entries[first - 1][1] + tight
            if tight is False and self._is_pair(node):  # gets braces
                begin = node.start_mark.line
        else:
            begin = min(self._begin(steps), node.start_mark.line)
        if behind < len(entries):
            mark = node.start_mark
            inline = first == 0 and bool(self._lines[mark.line][: mark.column].strip())
            end = entries[behind][0] + (not tight or inline)
        else:
            end = self._end(steps)
        return begin, end

    def _begin(self, steps: Steps) -> int:
        """The line of the key or hyphen of a value, at the latest."""
        if not steps:
            return 0
        index, entries = self._index(steps), self._entries(steps[:-1])
        if isinstance(steps[-1], str):
            return entries[index][0]
        return entries[index - 1][1] if index else self._begin(steps[:-1])

    def _end(self, steps: Steps) -> int:
        """The line behind the one on which what comes behind a value begins."""
        if not steps:
            return self._total
        index, entries = self._index(steps), self._entries(steps[:-1])
        return entries[index + 1][0] + 1 if index + 1 < len(entries) else self._end(steps[:-1])


def typed(chance: random.Random) -> str:
    """A file as some hand types it."""
    return Hand(chance).file(any_file(chance)).decode()


@settings(max_examples=250)
@given(st.randoms(use_true_random=False))
def test_an_edit_of_any_file_changes_what_it_says_and_no_other_line(chance: random.Random) -> None:
    content = typed(chance)
    edit = any_edit(chance, value_of(content))
    try:
        carried_out(content, edit)
    except UsageError as error:
        assert "would change another value" in str(error)  # noqa: PT017
        assert re.search(r"[|>]\+", content), "only texts that keep the empty lines below may be in the way"


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_an_edit_of_a_shipped_file(name: str, chance: random.Random) -> None:
    ending = chance.choice(("\n", "\r\n", "\r"))
    content = chance.choice(("", "\ufeff")) + whole(name).replace("\n", ending)
    carried_out(content, any_edit(chance, value_of(content)))


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_edits_of_a_drawn_data_folder(number: int) -> None:
    chance = random.Random(number)
    for name, written in DRAWING.folder(chance).files(chance).items():
        if name.endswith(".yaml") and "/" not in name:
            content = written.decode()
            carried_out(content, any_edit(chance, value_of(content)))


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_many_edits_at_once_are_as_many_one_by_one(chance: random.Random) -> None:
    content = typed(chance)
    if re.search(r"[|>]\+", content):
        return
    value, edits, one_by_one = value_of(content), [], content
    for _ in range(chance.randint(2, 6)):
        edit = any_edit(chance, value)
        value = edited_value(value, edit)
        edits.append(edit)
        one_by_one = edited_text(one_by_one, [edit])
    assert value_of(edited_text(content, edits)) == value_of(one_by_one) == value


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_words_that_are_replaced_and_entries_that_are_put_in_together(chance: random.Random) -> None:
    content = typed(chance)
    value = value_of(content)
    words = [steps for steps in places(value) if not isinstance(value_at(value, steps), tuple | dict)]
    edits = [replace(steps, any_value(chance, 0)) for steps in words if chance.random() < 0.5]
    for steps in places(value):
        if isinstance(entries := value_at(value, steps), tuple):
            edits += [insert((*steps, 2 * at), any_value(chance, 1)) for at in range(len(entries) + 1)]
            break
    one_by_one = content
    for edit in edits:
        one_by_one = edited_text(one_by_one, [edit])
    assert value_of(edited_text(content, edits)) == value_of(one_by_one)


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_every_edit_can_be_taken_back_and_what_was_put_in_leaves_no_trace(chance: random.Random) -> None:
    content = typed(chance)
    before = value_of(content)
    edit = any_edit(chance, before)
    if re.search(r"[|>]\+", content):
        return
    after = edited_text(content, [edit])
    back = edited_text(after, [inverse(before, edit)])
    assert listed(value_of(back)) == listed(before)
    filled = edit.steps and value_at(before, edit.steps[:-1])
    if edit.kind is Kind.INSERT and filled and content[-1] in "\r\n":
        assert back == content


DRAWING = Drawing()
