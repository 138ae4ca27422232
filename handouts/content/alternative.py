"""The text alternative of a picture of a sheet: what a person who can't see it needs to be told, in the reader's
language. The whole text can be read in the PDF and on the website; an alternative that is as long is not listened to.
"""

from __future__ import annotations

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Extent, Role

_HEAD = (
    Role.CITY,
    Role.CITY_LATIN,
    Role.TITLE,
    Role.LANGUAGE,
    Role.ARCHIVED,
    Role.ARCHIVED_ENGLISH,
    Role.UNREVIEWED,
    Role.UNREVIEWED_ENGLISH,
    Role.DATE,
    Role.NO_LOCAL_NUMBER,
)
_LIST = frozenset(
    (
        Role.SECTION_HEADING,
        Role.NAME,
        Role.PLACE,
        Role.SERVICE,
        Role.NUMBER_SPOKEN,
        Role.KIND,
        Role.LABEL,
        Role.EXTENSION,
        Role.PRESS,
        Role.HOURS,
        Role.SPOKEN_THERE,
        Role.VISIT,
        Role.ADDRESS,
        Role.LINK,
    )
)
_FOOT = (Role.MORE_ORGANISATIONS, Role.NAMES_WITHOUT_NUMBER, Role.DISCLAIMER, Role.INCOMPLETE, Role.OPEN_WEBSITE)


def alternative_of(flyer: Flyer, extent: Extent) -> str:
    """A line for each text: which city and how old, every organisation with its numbers as links say them, with the
    side from which each is dialled, and where there is more. The answers are in the PDF."""
    texts = flyer.texts_on(extent)
    head = [(each.of, each.text) for role in _HEAD for each in texts if each.role is role]
    organisations = [(each.of, each.text) for each in texts if each.role in _LIST]
    foot = [(each.of, each.text) for role in _FOOT for each in texts if each.role is role]
    return "\n".join(text for _, text in dict.fromkeys((*head, *organisations, *foot)))
