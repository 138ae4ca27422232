"""What a caller can say or show who speaks neither English nor Spanish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handouts.content.sheet_texts import Role, SheetText


class Phrase(NamedTuple):
    """What to say in one language."""

    tag: str  # BCP 47, of the phrase
    language: str  # the name of that language, in the reader's
    phrase: str
    sound: str  # in the reader's letters, or ""


@dataclass(frozen=True, slots=True)
class SayOnPhone:
    """What a caller can say or show: each phrase in Latin letters and, for other scripts, by sound."""

    heading: str  # "Say on the phone:", in the reader's language
    phrases: tuple[Phrase, ...]

    def texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.SAY_HEADING, self.heading)
        for said in self.phrases:
            yield SheetText(Role.PHRASE_LANGUAGE, said.language)
            yield SheetText(Role.PHRASE, said.phrase)
            yield SheetText(Role.PHRASE_SOUND, said.sound)
