"""A changed fact in words, for staff: `Border Kindness, From Mexico: 686 555 0142 is now 686 345 8890`."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from babel.dates import format_date

from handouts.content.differences import DATE_OF_INFORMATION, WHOLE_ORGANISATION, Difference, Harm, of_website
from handouts.content.flyer import BOTH_SIDES, LOCAL_SECTION
from handouts.content.sheet_texts import Origin, Role
from handouts.sources.editions import Content, Edition, RecordedFact
from handouts.sources.languages import SOURCE_LANGUAGE

WHATSAPP = "WhatsApp"
ID_OF_CITY: Final = "the id in file names and codes"
_KINDS: Final = {
    Role.NUMBER: "number",
    Role.ADDRESS: "address",
    Role.LINK: "link",
    Role.WEBSITE: "link",
    Role.HOURS: "hours",
    Role.EXTENSION: "extension",
    Role.PRESS: "extension",
    Role.KIND: "label",
    Role.LABEL: "label",
    Role.VISIT: "label",
    Role.SPOKEN_THERE: "languages",
    Role.SERVICE: "service",
    Role.NAME: "organisation",
    Role.PLACE: "organisation",
    Role.CITY: "city",
    Role.ARCHIVED: "status",
    Role.ARCHIVED_ON_CARD: "status",
}
"""What people call a fact of this role; all others are texts."""
_NAMED_BY: Final = {
    Role.HOURS: "hours",
    Role.EXTENSION: "extension",
    Role.PRESS: "keys to press",
    Role.KIND: "kind of number",
    Role.LABEL: "label",
    Role.VISIT: "what the address is for",
    Role.SPOKEN_THERE: "languages spoken there",
    Role.SERVICE: "what it does",
    Role.PLACE: "place",
    Role.ADDRESS: "address",
    Role.LINK: "address on the web",
}
_LONGEST: Final = 90


class ChangedFact(NamedTuple):
    """One fact that differs. `change`: added, removed or changed. `city`, `language`: empty where it is of all of them.
    `organisation`, `side` (From Mexico) and `what` (which text) say what it is about."""

    kind: str
    change: str
    city: str
    language: str
    was: str
    now: str
    harm: Harm
    organisation: str = ""
    side: str = ""
    what: str = ""

    def document(self) -> dict[str, Any]:
        return {**self._asdict(), "harm": self.harm.word, "text": self.words()}

    @property
    def about(self) -> str:
        """What it is about: `Border Kindness, From Mexico`."""
        if self.kind == "organisation" and self.change == "changed" and not self.what:
            return "A new name"
        return ", ".join(part for part in (self.organisation, self.side, self.what) if part)

    def words(self) -> str:
        """In one line, without its city and language."""
        if self.what == ID_OF_CITY:
            return f"Files and codes are named after {self.now} now, no more after {self.was}: it is the same city"
        if self.kind == "date":
            return f"The information is of {in_words(self.now)}; was of {in_words(self.was)}"
        if self.kind == "review":
            return f"The translation is {_REVIEW.get(self.now, self.now)}; was {_REVIEW.get(self.was, self.was)}"
        if self.kind in ("city", "language", "format") and self.change != "changed":
            return f"{self.kind.capitalize()} {self.now or self.was} is {_COME[self.change]}"
        was, now = (_quoted(text) if self.kind in _SENTENCES else text for text in (self.was, self.now))
        if self.kind == "organisation" and not self.what and self.change != "changed":
            return f"{self.organisation} is {_COME[self.change]}"
        about = f"{self.about}: " if self.about else ""
        if self.change == "added":
            return f"{about}{now} is new"
        if self.change == "removed":
            return f"{about}{was} is no longer there"
        return f"{about}{was} is now {now}"


_COME = {"added": "new", "removed": "no longer there"}
_REVIEW = {"draft": "not reviewed", "reviewed": "reviewed by a person", "original": "the original"}
_SENTENCES = ("text", "translation", "status")


def fact_of(difference: Difference, content: Content, old: Edition, new: Edition) -> ChangedFact:
    """The words of a difference. A number, a name and an address are facts of all languages; what stands under every
    city, of all cities."""
    was, now = difference.old, difference.new
    one = now or was
    if one is None:
        raise ValueError("a difference of nothing")
    change = "changed" if was and now else "added" if now else "removed"
    if difference.role == DATE_OF_INFORMATION:
        return ChangedFact("date", change, "", "", was.text if was else "", now.text if now else "", difference.harm)
    language, city = content
    role = Role.__members__.get(difference.role)
    edition = new if now else old
    organisation = edition.organisations.get(city, {}).get(difference.within)
    translated = role is not None and role.origin is Origin.TRANSLATION
    local = organisation.section == LOCAL_SECTION if organisation else role in (Role.CITY, Role.CITY_LATIN)
    kind = _KINDS.get(role, "text") if role else "text"
    if difference.role == WHOLE_ORGANISATION:
        kind = "organisation"
    in_translation = translated and language != SOURCE_LANGUAGE
    return ChangedFact(
        kind="translation" if in_translation else kind,
        change=change,
        city=city if local else "",
        language=language if in_translation or (translated and not difference.within) else "",
        was=was.text if was else "",
        now=now.text if now else "",
        harm=difference.harm,
        organisation=(organisation.name if organisation else ""),
        side=_side(one, edition),
        what=_what(role, one),
    )


def renamed_city(city: str, former: str) -> ChangedFact:
    """That a city has another id now: all that differs by that are file names and codes."""
    return ChangedFact("city", "changed", city, "", former, city, Harm.NONE, what=ID_OF_CITY)


def _side(fact: RecordedFact, edition: Edition) -> str:
    if fact.role != Role.NUMBER.name:
        return ""
    return WHATSAPP if fact.of == BOTH_SIDES else edition.sides.get(fact.of) or fact.of


def _what(role: Role | None, fact: RecordedFact) -> str:
    """Which text it is, where the organisation and the side do not say so."""
    if role is None or role in (Role.NUMBER, Role.NAME):
        return ""
    if of_website(fact):
        return "the address in the QR code"
    if fact.within:
        return _NAMED_BY.get(role, "")
    return f"{role.what} {fact.of}".strip() if fact.of and not role.what.startswith("the code") else role.what


def in_words(day: str) -> str:
    """`April 7, 2021`."""
    return str(format_date(date.fromisoformat(day), "long", locale=SOURCE_LANGUAGE)) if day else ""


def _quoted(text: str) -> str:
    """As a quotation, shortened in its middle."""
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        text = f"{text[:half].rstrip()} ... {text[-half:].lstrip()}"
    return f"“{text}”"
