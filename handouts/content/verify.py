"""Is the sheet with this edition code current? A character that stands in no code is read as its likeness, and this is
said; every other slip is asked, never corrected: the check character catches each of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from handouts.content.changes import Harm, compare
from handouts.content.edition import ALPHABET, CODE_LENGTH, is_edition_code
from handouts.content.renamed_cities import with_ids_of
from handouts.content.what_changed import ChangedFact
from handouts.sources.editions import Edition, RecordedSheet

ALIKE: Final = (
    "0ODQ9C",
    "1IL7TJ",
    "UV",
    "2Z3",
    "5S",
    "6GECB",
    "8B3",
    "VYW",
    "MNW",
    "KX",
    "PFR",
    "4A",
    "HNM",
    "DB",
)
"""Characters that are taken for one another on a bad copy or in a hurried hand."""
_LIKENESS, _SWAPPED, _ONE_TOO_MANY, _OTHER, _TOO_FAR = 1, 2, 2, 3, 9
"""What a slip costs; of more than `_OTHER` nobody is asked."""
_MOST_ASKED = 3
_NOT_BUILT: Final = "-"


class State(StrEnum):
    """What a code is."""

    CURRENT = "current"
    REPLACED = "replaced"
    UNRELEASED = "unreleased"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one code. `read_as`: the code that it was taken for, empty where it is unknown; `asked`: codes
    that it may be, for the person to compare; `now`: the code that replaces it, empty where nothing does; `since`: the
    name of the edition in which it stood last, or first, where it is current. `sheet`: which one it is on, or was;
    `to_build`: that another one replaces it, which is not built yet."""

    code: str
    state: State
    read_as: str = ""
    now: str = ""
    since: str = ""
    harm: Harm = Harm.NONE
    facts: tuple[ChangedFact, ...] = ()
    sheet: RecordedSheet | None = None
    asked: tuple[str, ...] = ()
    slip: str = ""
    to_build: bool = False

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "code": self.code,
            "state": self.state.value,
            "read_as": self.read_as,
            "now": self.now,
            "since": self.since,
            "harm": self.harm.word,
            "facts": [fact.document() for fact in self.facts],
            "path": self.sheet.path if self.sheet else "",
            "asked": list(self.asked),
            "slip": self.slip,
        }


def verify(
    typed: Iterable[str],
    editions: Sequence[Edition],
    present: Edition | None,
    withdrawn: Sequence[Edition] = (),
    stale: Collection[str] = (),
) -> tuple[Verdict, ...]:
    """A verdict on each code. `editions`: those that were printed, oldest first; `present`: what is in the output
    folder; without one the last edition is what is current. `withdrawn`: those that were not printed after all;
    `stale`: codes of `present` that are not what the data say."""
    now = present or (editions[-1] if editions else None)
    if now is not None:
        editions = with_ids_of(now, editions)
    current = now.codes if now else {}
    released: dict[str, Edition] = {}
    for edition in editions:
        for code in edition.codes:
            released[code] = edition  # the last one with this code
    known = {*current, *released}
    unprinted = {code: edition.name for edition in withdrawn for code in edition.codes if code not in known}
    built = _without_codes(now, stale) if now else None
    verdicts = (_verdict(code, known, current, released, editions, built, stale) for code in typed)
    return tuple(_of_withdrawn(verdict, unprinted) for verdict in verdicts)


def _without_codes(now: Edition, stale: Collection[str]) -> Edition:
    """The sheets that the data say otherwise will have other codes, which nobody knows before they are built."""
    sheets = (replace(each, code=_NOT_BUILT) if each.code in stale else each for each in now.sheets)
    return replace(now, sheets=tuple(sheets))


def _of_withdrawn(verdict: Verdict, unprinted: Mapping[str, str]) -> Verdict:
    """That the code stands in an edition that was not printed, as was said: take the sheet down."""
    name = unprinted.get(normal(verdict.code))
    return replace(verdict, asked=(), slip=f"of the edition {name}, which was withdrawn") if name else verdict


def _verdict(
    typed: str,
    known: Collection[str],
    current: dict[str, RecordedSheet],
    released: dict[str, Edition],
    editions: Sequence[Edition],
    now: Edition | None,
    stale: Collection[str],
) -> Verdict:
    read, asked, slip = read_code(typed, known)
    if not read:
        return Verdict(typed, State.UNKNOWN, asked=asked, slip=slip)
    if read in current and not (read in stale and read in released):
        first = next((edition.name for edition in editions if read in edition.codes), "")
        state = State.CURRENT if first else State.UNRELEASED
        return Verdict(typed, state, read, read, first, sheet=current[read], slip=slip)
    edition = released[read]
    sheet = edition.codes[read]
    change = next(each for each in compare(edition, now).sheets if each.key == sheet.key) if now else None
    to_build = change is not None and change.now == _NOT_BUILT
    return Verdict(
        code=typed,
        state=State.REPLACED,
        read_as=read,
        now=change.now if change and not to_build else "",
        since=edition.name,
        harm=change.harm if change else Harm.WRONG,
        facts=change.facts if change else (),
        sheet=sheet,
        slip=slip,
        to_build=to_build,
    )


def read_code(typed: str, known: Collection[str]) -> tuple[str, tuple[str, ...], str]:
    """The known code that was typed, or else the codes that it may be; and what is to be said of a slip."""
    characters = normal(typed)
    if characters in known:
        return characters, (), ""
    near = _near(characters, known)
    if near and near[0][0] <= _SWAPPED and (len(near) == 1 or near[1][0] > near[0][0]):
        code = near[0][1]
        strange = [each for each, right in zip(characters, code, strict=False) if each != right]
        if len(characters) == CODE_LENGTH and not set(strange) & set(ALPHABET):
            return code, (), f"{' and '.join(dict.fromkeys(strange))} never stands in a code; read as {code}"
    if near:
        return "", tuple(code for _, code in near), "there is a slip in this code: compare it with the paper"
    if len(characters) != CODE_LENGTH:
        return "", (), f"a code has {CODE_LENGTH} characters, and this has {len(characters)}"
    if not is_edition_code(characters):
        return "", (), "there is a slip in this code: its last character checks the others, and they do not agree"
    return (
        "",
        (),
        "well formed, but in no recorded edition: take it for out of date, or compare every number with a new sheet",
    )


def normal(typed: str) -> str:
    """The letters and digits, as capitals: spaces and hyphens are for the eye."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(character for character in plain if character.isascii() and character.isalnum())


def _near(characters: str, known: Iterable[str]) -> list[tuple[int, str]]:
    """The known codes that this may be, with what the slip costs, the likeliest first."""
    found = ((_cost(characters, code), code) for code in known)
    return sorted(each for each in found if each[0] <= _OTHER)[:_MOST_ASKED]


def _cost(characters: str, code: str) -> int:
    if len(characters) == len(code):
        if _swapped(characters, code):
            return _SWAPPED
        slips = [(a, b) for a, b in zip(characters, code, strict=True) if a != b]
        return sum(_LIKENESS if _alike(*slip) else _OTHER for slip in slips)
    shorter, longer = sorted((characters, code), key=len)
    if len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
        return _ONE_TOO_MANY
    return _TOO_FAR


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbours have changed places, and nothing else."""
    slips = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(slips) != len("ab") or slips[1] != slips[0] + 1:
        return False
    return one[slips[0]] == other[slips[1]] and one[slips[1]] == other[slips[0]]


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in ALIKE)
