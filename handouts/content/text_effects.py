"""What a change of the English does to sheets and translations, before it is saved: two compositions compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.content.compose import Composition
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.text_state import State

Key = tuple[str, str]
"""Context and English of a message."""


@dataclass(frozen=True, slots=True)
class TextEffects:
    """By tags of languages, in the order of the data.

    `sheets`: how many sheets of each language say something else, where they have room for it. `stale`: languages whose
    translation of the text no longer counts; `drafts`: whose review of it no longer does. `waits`: languages of which
    no sheet is made any more; `works`: of which sheets are made again. `lost`: ids of the pieces that sheets of a
    language have no longer; `gained`: of those that they have now. `in_english`: where the text stands in English.
    """

    sheets: Mapping[str, int]
    stale: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gained: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_english: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no sheet and no translation is another."""
        return not (self.sheets or self.stale or self.drafts or self.waits or self.works)


def text_effects(before: Composition, after: Composition, was: Key | None, now: Key | None) -> TextEffects:
    """What becomes of sheets when a text is changed from the message `was` to the message `now`; None: it is none,
    because it is never printed or not translated."""
    tags = [tag for tag in after.catalogues if tag != SOURCE_LANGUAGE]
    states = {tag: (_state(before, tag, was), _state(after, tag, now)) for tag in tags}
    usable = (State.DRAFT, State.REVIEWED)
    sheets: dict[str, int] = {}
    lost: dict[str, tuple[str, ...]] = {}
    gained: dict[str, tuple[str, ...]] = {}
    for (tag, city), flyer in after.flyers.items():
        former = before.flyers.get((tag, city))
        if former is None or former == flyer:
            continue
        sheets[tag] = sheets.get(tag, 0) + 1
        for found, ours, theirs in ((lost, flyer.held, former.held), (gained, former.held, flyer.held)):
            if new := tuple(each for each in ours if each not in theirs):
                found[tag] = tuple(dict.fromkeys((*found.get(tag, ()), *new)))
    return TextEffects(
        sheets,
        stale=tuple(tag for tag, (old, new) in states.items() if now and old in usable and new not in usable),
        drafts=tuple(tag for tag, (old, new) in states.items() if old is State.REVIEWED and new is State.DRAFT),
        waits=tuple(tag for tag in after.held_back if tag not in before.held_back),
        works=tuple(tag for tag in before.held_back if tag not in after.held_back),
        lost=lost,
        gained=gained,
        in_english=tuple(dict.fromkeys(tag for tag, _ in after.in_english.get(now, ()))) if now else (),
    )


def _state(composition: Composition, tag: str, message: Key | None) -> State:
    catalogue = composition.catalogues.get(tag)
    return State.MISSING if message is None or catalogue is None else catalogue.state(*message)
