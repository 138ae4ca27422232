"""Which recorded facts of one content differ between two editions.

Organisations are matched by `id`, else by name and place, else by name, else by a number that both have, so that a new
name is a new name and not a loss and a gain; their numbers likewise, in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from handouts.content.recording import OF_WEBSITE
from handouts.content.sheet_texts import Role
from handouts.sources.editions import Content, Edition, RecordedFact, RecordedOrganisation


class Harm(IntEnum):
    """What a change does to a sheet that is on paper already."""

    NONE = 0
    INCOMPLETE = 1  # it lacks something
    WRONG = 2  # a reader would be misled

    @property
    def word(self) -> str:
        return self.name.lower()


class _Rule:
    """What becomes of paper where a fact of this role is added, or is removed or changed. `follows`: whether it only
    comes and goes with others."""

    def __init__(self, changed: Harm, added: Harm = Harm.INCOMPLETE, *, follows: bool = False) -> None:
        self.changed = changed
        self.added = added
        self.follows = follows


_MISLEADS = _Rule(Harm.WRONG)
_LACKS = _Rule(Harm.INCOMPLETE)
_FOLLOWS = _Rule(Harm.INCOMPLETE, follows=True)
_RULES: Mapping[Role, _Rule] = {
    **dict.fromkeys((Role.NUMBER, Role.ADDRESS, Role.LINK, Role.WEBSITE, Role.HOURS, Role.ANSWER), _MISLEADS),
    **dict.fromkeys((Role.DISCLAIMER, Role.INCOMPLETE, Role.CHANGING, Role.QUESTION), _MISLEADS),
    **dict.fromkeys(
        (Role.EXTENSION, Role.PRESS, Role.KIND, Role.ARCHIVED, Role.ARCHIVED_ON_CARD), _Rule(Harm.WRONG, Harm.WRONG)
    ),
    **dict.fromkeys((Role.DATE, Role.ANSWERS_HEADING, Role.LOCAL_HEADING, Role.SECTION_HEADING), _FOLLOWS),
    **dict.fromkeys((Role.NO_LOCAL_NUMBER, Role.NO_LOCAL_NUMBER_ON_CARD, Role.MORE_ORGANISATIONS), _FOLLOWS),
    **dict.fromkeys((Role.NAMES_WITHOUT_NUMBER, Role.UNREVIEWED, Role.CONTINUED), _FOLLOWS),
    **dict.fromkeys((Role.OTHER_SIDE_NUMBERS, Role.OTHER_SIDE_ANSWERS, Role.OTHER_SIDE_MORE_ANSWERS), _FOLLOWS),
}
DATE_OF_INFORMATION = "INFORMATION_OF"
"""In the place of a role: the day, of which every sheet prints the words."""
WHOLE_ORGANISATION = "ORGANISATION"
"""In the place of a role: an organisation with all that is said of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` or `new` is None where the fact is added or removed. `within`: the organisation's piece, in the edition
    that has it (the new one, if both). `key`: the same in every language. `role`: what it is, wherever it stands: a
    name is a name in the table and among those without a number."""

    old: RecordedFact | None
    new: RecordedFact | None
    harm: Harm
    role: str
    within: str = ""
    key: tuple[Hashable, ...] = ()


_Keyed = Mapping[tuple[str, str, str], RecordedFact]


def differences(old: Edition, new: Edition, content: Content) -> Iterator[Difference]:
    """All of a content that both have."""
    before, after = old.contents[content], new.contents[content]
    if old.information_of != new.information_of:
        day = RecordedFact(DATE_OF_INFORMATION, old.information_of)
        yield Difference(day, day._replace(text=new.information_of), Harm.INCOMPLETE, DATE_OF_INFORMATION)
    yield from _of_texts(_keyed(fact for fact in before if not fact.within), _keyed(f for f in after if not f.within))
    city = content[1]
    one, other = _by_organisation(before), _by_organisation(after)
    pairs = _matched(one, other, old.organisations.get(city, {}), new.organisations.get(city, {}))
    for piece, facts in one.items():
        if piece in pairs:
            yield from _of_organisation(facts, other[pairs[piece]], pairs[piece])
        else:
            yield _whole(facts, piece, gone=True)
    taken = set(pairs.values())
    for piece, facts in other.items():
        if piece not in taken:
            yield _whole(facts, piece, gone=False)


def _keyed(facts: Iterable[RecordedFact]) -> dict[tuple[str, str, str], RecordedFact]:
    return {(fact.role, fact.of, fact.item): fact for fact in facts}


def _rule(name: str) -> _Rule:
    role = Role.__members__.get(name)
    return _RULES.get(role, _LACKS) if role else _LACKS


def _of_texts(before: _Keyed, after: _Keyed, within: str = "") -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        found = _difference(before.get(key), after.get(key), within, key)
        if found is not None:
            yield found


def _difference(
    old: RecordedFact | None, new: RecordedFact | None, within: str, key: tuple[str, str, str]
) -> Difference | None:
    if (old is None and new is None) or (old and new and _same(old, new)):
        return None
    rule = _rule(key[0])
    if rule.follows and (old is None or new is None):
        return None
    return Difference(old, new, rule.changed if old else rule.added, key[0], within, (within, *key))


def _same(old: RecordedFact, new: RecordedFact) -> bool:
    if old.role == Role.NUMBER.name:
        return _typed(old.text) == _typed(new.text)
    return old.text == new.text


def _typed(text: str) -> str:
    """What a finger types of a string to dial, however it is grouped."""
    return "".join(character for character in text if character.isdecimal() or character in "+*#")


# --- organisations --------------------------------------------------------------------------------------------------

_Organisations = Mapping[str, Sequence[RecordedFact]]


def _by_organisation(facts: Iterable[RecordedFact]) -> dict[str, list[RecordedFact]]:
    found: dict[str, list[RecordedFact]] = {}
    for fact in facts:
        if fact.within:
            found.setdefault(fact.within, []).append(fact)
    return found


def _matched(
    old: _Organisations,
    new: _Organisations,
    were: Mapping[str, RecordedOrganisation],
    are: Mapping[str, RecordedOrganisation],
) -> dict[str, str]:
    """Piece in the old edition -> piece in the new one."""
    pairs: dict[str, str] = {}

    def match(key: Callable[[str, _Organisations, Mapping[str, RecordedOrganisation]], Iterable[Hashable]]) -> None:
        waiting: dict[Hashable, list[str]] = {}
        for piece in new:
            if piece not in set(pairs.values()):
                for each in key(piece, new, are):
                    waiting.setdefault(each, []).append(piece)
        for piece in old:
            if piece in pairs:
                continue
            for each in key(piece, old, were):
                free = [other for other in waiting.get(each, ()) if other not in set(pairs.values())]
                if free:
                    pairs[piece] = free[0]
                    break

    match(lambda piece, _, named: [named[piece].id] if piece in named and named[piece].id else [])
    match(lambda piece, _, named: [(named[piece].section, piece)] if piece in named else [])
    match(lambda piece, _, named: [named[piece][:2]] if piece in named else [])
    match(lambda piece, _, named: [named[piece].name] if piece in named else [])
    match(lambda piece, facts, _: [fact.item for fact in facts[piece] if fact.role == Role.NUMBER.name])
    return pairs


def _whole(facts: Sequence[RecordedFact], piece: str, *, gone: bool) -> Difference:
    """An organisation that is no more, or is new: by its name."""
    name = next(fact for fact in facts if fact.role in _NAMES and not fact.item)
    if not gone:
        return Difference(None, name, Harm.INCOMPLETE, WHOLE_ORGANISATION, piece, (WHOLE_ORGANISATION, piece))
    reached = any(_rule(fact.role) is _MISLEADS for fact in facts)
    harm = Harm.WRONG if reached else Harm.INCOMPLETE
    return Difference(name, None, harm, WHOLE_ORGANISATION, piece, (WHOLE_ORGANISATION, piece))


_NAMES = (Role.NAME.name, Role.NAMES_WITHOUT_NUMBER.name)


def _of_organisation(old: Sequence[RecordedFact], new: Sequence[RecordedFact], piece: str) -> Iterator[Difference]:
    numbers = _matched_numbers(old, new)
    before = {_key_within(fact, numbers): fact for fact in old}
    after = {_key_within(fact, {}): fact for fact in new}
    yield from _of_texts(before, after, piece)


def _key_within(fact: RecordedFact, numbers: Mapping[str, str]) -> tuple[str, str, str]:
    """The same for what is the same in both editions: names and services wherever they stand, numbers as matched."""
    role = fact.role
    if role == Role.NAMES_WITHOUT_NUMBER.name:
        role = Role.SERVICE.name if fact.item else Role.NAME.name
        return role, "", ""
    side = fact.of if role == Role.NUMBER.name else ""
    items = " ".join(numbers.get(each, each) for each in fact.item.split(" "))
    return role, side, items


def _matched_numbers(old: Sequence[RecordedFact], new: Sequence[RecordedFact]) -> dict[str, str]:
    """Pieces of numbers that are no more -> those that stand in their place now: dialled from the same sides, in their
    order; else from one of them."""
    before, after = _sides_of_numbers(old), _sides_of_numbers(new)
    gone = [piece for piece in before if piece not in after]
    come = [piece for piece in after if piece not in before]
    pairs: dict[str, str] = {}
    for alike in (lambda one, other: one == other, lambda one, other: bool(one & other)):
        for piece in gone:
            free = [other for other in come if other not in pairs.values() and alike(before[piece], after[other])]
            if piece not in pairs and free:
                pairs[piece] = free[0]
    return pairs


def _sides_of_numbers(facts: Sequence[RecordedFact]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for fact in facts:
        if fact.role == Role.NUMBER.name:
            found[fact.item] = found.get(fact.item, frozenset()) | {fact.of}
    return found


def of_website(fact: RecordedFact) -> bool:
    """Whether it is the address that the QR code opens."""
    return fact.role == Role.WEBSITE.name and fact.of == OF_WEBSITE
