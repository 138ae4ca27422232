"""The shape of the data: what `data/*.yaml` may say. The loader validates with it, the JSON Schemas come from it.

Frozen values, unknown keys refused. Positions (line, column) are not here: the loader looks them up when it reports.
A ValueError of this module reads `what is wrong; what would be right`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticKnownError

from handouts.sources.faq_model import Piece
from handouts.sources.field_types import (
    E164,
    Address,
    Bracket,
    Country,
    Day,
    Email,
    FontName,
    Hours,
    Icon,
    Id,
    Kind,
    Name,
    PaperName,
    SiteName,
    StrictModel,
    Tag,
    Text,
    WhatsApp,
)
from handouts.sources.limits import Limits
from handouts.sources.opening_hours import OpeningHours, is_opening_hours, parse_opening_hours
from handouts.sources.sides import SideOfBorder, with_sides
from handouts.sources.values import host_as_read, host_of, plain_characters, whole_date_pattern, whole_time_pattern
from handouts.wording import worded as _

KIND_LABELS: Final[Mapping[str, str]] = {"text": "text-messages", "fax": "fax", "tty": "tty"}
"""Kind of number -> the word of the vocabulary that stands beside it."""


class Number(StrictModel):
    """A telephone number (`number`, E.164) or a short code (`short`; of two sides, with the one where it works)."""

    number: E164 | None = Field(None, description='"+", country, number, in quotes: "+1 619 786 4866". Spaces allowed.')
    short: Annotated[str, Field(pattern=r"^[0-9*#]{2,6}$")] | None = Field(
        None, description='A short code such as "211", in quotes; needs call_from where there are two sides.'
    )
    call_from: Country | None = Field(
        None,
        description="A country of sides_of_border: only where the other side has another number, or for a short code.",
    )
    kind: Kind = Field("voice", description="What answers: a person (voice), or text messages, a fax, a TTY.")
    whatsapp: WhatsApp = Field(
        False, description="Whether WhatsApp answers at this number too; only: WhatsApp and no calls."
    )
    label: Name | None = Field(
        None, description="Which office or desk answers: an id of the vocabulary, or own words; translated."
    )
    extension: Annotated[str, Field(pattern=r"^[0-9]{1,8}$")] | None = Field(
        None, description='Digits in quotes: "12".'
    )
    press: Annotated[str, Field(pattern=r"^[0-9*#]{1,4}$")] | None = Field(
        None, description='What to press when the call is answered, in quotes: "2".'
    )
    languages: Annotated[tuple[Tag, ...], Field(min_length=1)] | None = Field(
        None, description="Tags of the languages that are spoken there: [es, ht]; needs no translation."
    )
    hours: Hours | None = Field(
        None, description='When somebody answers: "Mo-Fr 09:00-17:00; Sa 10:00-12:00" or "24/7"; needs no translation.'
    )
    hours_note: Name | None = Field(None, description="What hours can't say, in words; translated.")
    verified: Day | None = Field(None, description="The day on which somebody called it last; not printed.")
    paused: Text | None = Field(None, description="Why it is not printed for the time being.")
    note: Text | None = Field(None, description="Not printed.")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.number is None) == (self.short is None):
            raise ValueError(
                _("a number is either a number or a short code; give either number or short, and not both")
            )
        if self.short is not None and (self.whatsapp or self.extension):
            raise ValueError(_("a short code has no WhatsApp and no extension; delete them"))
        if self.whatsapp == "only" and (self.call_from or self.extension or self.press or self.kind != "voice"):
            raise ValueError(
                _("WhatsApp alone is the same from everywhere; delete call_from, extension, press and kind")
            )
        if self.kind in ("text", "fax") and (self.extension or self.press or self.whatsapp):
            what = _("kind: {kind} has no extension, no keys to press and no WhatsApp", kind=self.kind)
            raise ValueError(_("{what}; delete them, or list the number once more for calls", what=what))
        if self.languages and (twice := [tag for tag in self.languages if self.languages.count(tag) > 1]):
            raise ValueError(_('the languages name "{tag}" twice; delete one', tag=twice[0]))
        if self.hours_in_words and self.hours_note is not None:
            raise ValueError(
                _(
                    "hours are in words and there is an hours_note as well; write all words as hours_note, and "
                    'hours as "Mo-Fr 09:00-17:00; Sa 10:00-12:00"'
                )
            )
        return self

    @property
    def kind_label(self) -> str:
        """The word of the vocabulary for its kind; empty for calls."""
        return KIND_LABELS.get(self.kind, "")

    @property
    def opening_hours(self) -> OpeningHours | None:
        return parse_opening_hours(self.hours) if self.hours and not self.hours_in_words else None

    @property
    def hours_in_words(self) -> bool:
        """Whether words stand where hours belong: they are taken as hours_note."""
        return self.hours is not None and not is_opening_hours(self.hours)

    @property
    def words_on_hours(self) -> str:
        """In English; empty where there are none."""
        return (self.hours if self.hours_in_words else self.hours_note) or ""


class Visit(StrictModel):
    """A place to go to."""

    label: Text | None = Field(
        None, description='What stands before the address; translated. Without it: the vocabulary\'s "to-visit".'
    )
    address: Text = Field(description="As on a letter; never translated.")


class Organisation(StrictModel):
    """One organisation. Without anything to call, write or go to it is printed with "see the website"."""

    id: Id | None = Field(
        None, description="By which spreadsheets and editions know it again, whatever its name; not printed."
    )
    name: Name = Field(description="Never translated.")
    place: Name | None = Field(None, description="Printed in brackets after the name; never translated.")
    service: Name | None = Field(
        None, description="What it offers: an id of the vocabulary, or a word or two of its own; translated."
    )
    icon: Icon | None = None
    numbers: tuple[Number, ...] = ()
    visit: Visit | None = Field(None, description="Where to go.")
    visits: Annotated[tuple[Visit, ...], Field(min_length=1)] | None = Field(
        None, description="In the place of visit: several places to go to."
    )
    email: Email | None = Field(None, description="Where to write to; its link is live.")
    website: Address | None = Field(None, description="Its page; printed as the name of the site, which leads there.")
    paused: Text | None = Field(None, description="Why it is not printed for the time being.")
    note: Text | None = Field(None, description="Not printed: sources, readings, doubts.")

    @model_validator(mode="after")
    def _visited_once(self) -> Self:
        if self.visit is not None and self.visits is not None:
            raise ValueError(_("there are visit and visits; write all places as entries of visits, and delete visit"))
        return self

    @property
    def places_to_visit(self) -> tuple[Visit, ...]:
        return self.visits or ((self.visit,) if self.visit else ())


_Pausable = TypeVar("_Pausable", Number, Organisation)


def _no_number_else(given: Any) -> Any:
    """To Python true is 1, and 2.0 is 2; neither is what a person means by a number of sides."""
    if isinstance(given, bool | float):
        raise PydanticKnownError("literal_error", {"expected": "'auto', 1 or 2"})
    return given


def not_paused(parts: Iterable[_Pausable]) -> tuple[_Pausable, ...]:
    """Those that are printed."""
    return tuple(part for part in parts if part.paused is None)


class Group(StrictModel):
    """Organisations that stand on every sheet."""

    id: Id
    title: Text = Field(description="The heading; translated.")
    icon: Icon | None = None
    organisations: tuple[Organisation, ...]
    note: Text | None = Field(None, description="Not printed.")


class City(StrictModel):
    """One city, or a place on both sides of the border."""

    id: Id = Field(description="Names the file on disk; don't change it later.")
    name: Name = Field(description="Translated; the Latin form stands beside it.")
    organisations: tuple[Organisation, ...] = Field(description="[] where the sheet has no local number.")
    note: Text | None = Field(None, description="Not printed.")


class Directory(StrictModel):
    """Whom to call (directory.yaml). The order in the file is the order on paper."""

    groups: tuple[Group, ...] = Field(description="On every sheet.")
    cities: Annotated[tuple[City, ...], Field(min_length=1)] = Field(description="A sheet each.")


class Website(StrictModel):
    """`page` is what the QR code opens; `printed` the site's name in letters."""

    page: Address
    printed: SiteName

    @model_validator(mode="after")
    def _same_site(self) -> Self:
        host, printed = host_of(self.page), host_of(f"https://{self.printed}/")
        if host != printed and not host.endswith("." + printed):
            shown = f'"{host}"' if host == (read := host_as_read(self.page)) else f'"{host}" ("{read}")'
            raise ValueError(
                _(
                    'the page is on {shown}, but "{printed}" is printed; name the same site in both',
                    shown=shown,
                    printed=self.printed,
                )
            )
        return self


class InterfaceWords(StrictModel):
    """Interface texts in English; translated. A `{name}` is filled in by the program and must stay (PLACEHOLDERS)."""

    near_you: Text
    last_updated: Text
    answers_of: Text
    see_website: Text
    no_local_number: Text
    or_: Annotated[Text, Field(alias="or")]
    whatsapp: Text
    extension: Text
    unofficial: Text
    say_on_phone: Text
    in_english: Text
    in_spanish: Text
    scan: Text
    archived: Text
    find_your_city: Text
    find_your_language: Text
    page: Text
    missing_sheet: Text
    west: Text
    east: Text
    call: Text
    write_whatsapp: Text
    open_website: Text
    qr_code: Text
    closed: Text = "closed"
    all_day: Text = "24 hours"
    always_open: Text = "24 hours a day, every day"
    public_holidays: Text = "public holidays"
    then_press: Text = "then press {number}"
    continued: Text = "Continued"
    other_side_numbers: Text = "More phone numbers: see the other side of this sheet"
    other_side_answers: Text = "All answers: see the other side of this sheet"
    other_side_more_answers: Text = "More answers: see the other side of this sheet"
    more_organisations: Text = "More organizations: {count}. See the website."
    no_local_number_card: Text = "This card has no local number for {city}. See the website."
    archived_card: Text = "Archived: no longer updated"


class Vocabulary(StrictModel):
    """Words that are translated once, in English, and chosen in the directory by their ids."""

    service: dict[Id, Name] = Field({}, description="What an organisation offers.")
    label: dict[Id, Name] = Field({}, description="Which office or desk answers; to-visit: before an address.")


class Say(StrictModel):
    """What a caller can say, in English and in Spanish."""

    en: Text
    es: Text


class Handout(StrictModel):
    """What stands on every sheet (handout.yaml)."""

    publisher: Text
    publisher_home: Address | None = None
    title: Text = Field(description="Translated.")
    last_updated: Day = Field(description="The day on which the publisher last changed the text: 2021-04-07.")
    status: Literal["current", "archived"] = Field("current", description="archived: a ruled band on every page.")
    website: Website
    more: Text = Field(description="Where to find more; translated.")
    disclaimer: Text = Field(description="Printed word for word; translated.")
    incomplete: Text = Field(description="That the list may be incomplete; translated.")
    introduction: tuple[Piece, ...] = ()
    formats: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(description="What a plain build makes.")
    poster_languages: Annotated[tuple[Tag, ...], Field(max_length=4)] = Field(
        (), description="Tags of up to four languages that stand together on one poster of each city."
    )
    paper: PaperName = "letter"
    sides: Annotated[Literal["auto", 1, 2], BeforeValidator(_no_number_else)] = Field(
        "auto",
        description="Of the paper: auto (the back only where one side can't hold a city), 1, or 2 (always both).",
    )
    oficio_mm: tuple[Annotated[float, Field(ge=200, le=230)], Annotated[float, Field(ge=310, le=370)]] = Field(
        (216, 340), description="Width and height of Oficio in millimetres; sources give it differently."
    )
    say: Say | None = Field(None, description="On every sheet, never translated; {language} is filled in.")
    words: InterfaceWords
    sides_of_border: Annotated[tuple[SideOfBorder, ...], Field(min_length=1, max_length=2)] = Field(
        description="From where numbers are dialled: two sides, each with a column of its own, or one."
    )
    vocabulary: Vocabulary = Vocabulary()
    limits: Limits = Field(Limits(), description="In days; only said, never printed.")

    @model_validator(mode="before")
    @classmethod
    def _sides(cls, given: Any) -> Any:
        return with_sides(given)


class LanguageNames(StrictModel):
    """The language's name in itself, in English and in Spanish."""

    own: Name
    en: Name
    es: Name


class Fonts(StrictModel):
    """File names in fonts/, without ending. `regular` is for the answers, `large` for answers from 16 pt where it is
    another, `small` for labels and text below 11 pt, `question` for questions where `bold` is of another style than the
    answers that go on in the same line."""

    regular: FontName
    bold: FontName
    small: FontName
    large: FontName | None = None
    question: FontName | None = None

    @property
    def files(self) -> tuple[str, str, str, str, str]:
        """Regular, bold, small, large, question."""
        return self.regular, self.bold, self.small, self.large or self.regular, self.question or self.bold


class LatinFonts(Fonts):
    """The faces of Latin letters and digits inside another script's text; `scale` on the text's size."""

    scale: Annotated[float, Field(ge=0.7, le=1.2)] = 1.0


class BodySize(StrictModel):
    """Points."""

    wanted: Annotated[float, Field(ge=10, le=24)]
    floor: Annotated[float, Field(ge=10, le=24)] = Field(description="The smallest size that may be printed.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.floor > self.wanted:
            raise ValueError(_("floor is above wanted; it is the smallest size that may be printed"))
        return self


class Language(StrictModel):
    """One language: everything about it that is not a translation."""

    tag: Tag = Field(description='BCP 47, as CLDR spells it: es, zh-Hans, fa-AF. "no" needs quotes.')
    names: LanguageNames
    say: Say | None = Field(None, description='"I speak ..." by sound, in the language\'s own script.')
    fonts: Fonts
    latin: LatinFonts | None = None
    body_pt: BodySize
    leading: Annotated[float, Field(ge=1.0, le=3.0)] = Field(description="Line pitch divided by size.")
    label_leading: Annotated[float, Field(ge=1.0, le=3.0)] | None = Field(
        None, description="Line pitch / size of text in the bold and small faces, where it differs from the answers'."
    )
    display_scale: Annotated[float, Field(ge=0.6, le=1.2)] = Field(
        1.0, description="Size of the city and other large heads, against Latin ones: 0.8 for tall scripts."
    )
    number_form: Literal["national", "hyphens"] = Field(
        "national", description="hyphens: every number joined by hyphens, for right-to-left pages."
    )
    list_separator: Annotated[str, Field(min_length=1, max_length=4), AfterValidator(plain_characters)] = Field(
        ", ", description="Between names in a list, with its space."
    )
    brackets: tuple[Bracket, Bracket] = Field(
        (" (", ")"), description="Around what a name offers, each with its space; full width in Chinese."
    )
    keep_together: tuple[Text, ...] = Field((), description="Phrases that no line break may split.")
    features: dict[Annotated[str, Field(pattern=r"^[a-z0-9]{4}$")], Annotated[int, Field(ge=0, le=9)]] = Field(
        {}, description="OpenType features to switch on (1) or off (0)."
    )
    date_pattern: Annotated[str, Field(max_length=60), AfterValidator(whole_date_pattern)] | None = Field(
        None, description="CLDR date pattern, where CLDR's long date does not fit."
    )
    months: Annotated[tuple[Name, ...], Field(min_length=12, max_length=12)] | None = Field(
        None, description="The twelve names as a date has them, where CLDR has none of the language itself."
    )
    weekdays: Annotated[tuple[Name, ...], Field(min_length=7, max_length=7)] | None = Field(
        None, description="The seven names, Monday first, where CLDR's short ones are not its own or not usual."
    )
    time_pattern: Annotated[str, Field(max_length=30), AfterValidator(whole_time_pattern)] | None = Field(
        None, description='CLDR time pattern, where CLDR\'s short time does not fit: "HH:mm", "B h:mm".'
    )
    colon: Annotated[str, Field(min_length=1, max_length=3), AfterValidator(plain_characters)] = Field(
        ": ", description="Between a label and what it names."
    )
    semicolon: Annotated[str, Field(min_length=1, max_length=3), AfterValidator(plain_characters)] = Field(
        "; ", description="Between parts of a list that have commas of their own, with its space."
    )
    sentences_spaced: bool = Field(True, description="Whether a space stands between sentences.")
    question_ends_line: bool = Field(False, description="Whether the answer begins on a line of its own.")
    essentials_bold: bool = Field(
        False, description="Whether essential answers are set in bold, where copies lose the regular face's dots."
    )
    note: Text | None = Field(None, description="Not printed.")


class Languages(StrictModel):
    """Languages (languages.yaml). A plain build makes these, in this order; list one when it is finished."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
