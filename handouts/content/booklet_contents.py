"""What the contents pages of a booklet say. Like a Flyer, a Contents knows no points."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from handouts.content.booklet import Booklet, Listing, Sheet, sheet_name
from handouts.content.compose import Composition
from handouts.content.contents import NUMBER, READ, Contents, ContentsForm, ContentsRow, ContentsWords
from handouts.content.flyer import LOCAL_SECTION, Flyer, Status
from handouts.content.isolates import isolate_right_to_left
from handouts.content.wording import Wording
from handouts.content.words import Unreviewed
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.text_state import State

OTHERS_JOINT = " · "
TURN = "turn the booklet over: these begin at the other cover"
"""Below the languages that do, for staff."""


def compose_contents(
    booklet: Booklet,
    data: Data,
    composition: Composition,
    missing: Collection[Sheet],
    paper: str,
    form: ContentsForm = READ,
    others: Sequence[Sheet] = (),
) -> Contents:
    """The contents page of a booklet. `missing`: sheets of it that could not be made; the page says so. `others`: those
    that are read from the other cover."""
    language = next(each for each in data.languages.languages if each.tag == booklet.language)
    wording = Wording(language, composition.catalogues[booklet.language], data.handout.words)
    bound = [sheet for sheet in booklet.sheets if sheet not in missing]
    pages = {
        sheet: (number, number + 1, wording.word("page", number=str(number + 1)))
        for number, sheet in enumerate(bound, start=1)
    }
    flyers = composition.flyers
    own = next(flyers[sheet] for sheet in flyers if sheet[0] == booklet.language)
    listed = (city for city in data.directory.cities if booklet.city in ("", city.id))
    names = {city.id: isolate_right_to_left(city.name) for city in listed}
    corner, corner_english = names.get(booklet.city, ""), ""
    if booklet.city and booklet.language != SOURCE_LANGUAGE:
        flyer = flyers[booklet.language, booklet.city]
        corner, corner_english = flyer.city_own, corner if flyer.city_latin else ""
    rows: list[ContentsRow] = []
    columns: tuple[str, ...] = ()
    lists_cities = booklet.listing is Listing.CITIES
    if lists_cities:
        for sheet in booklet.sheets:
            flyer = flyers[sheet]
            rows.append(
                ContentsRow(flyer.city_own, flyer.city_latin, _names_of(flyer, wording), sheet[0], (pages.get(sheet),))
            )
    else:
        cities = [booklet.city] if booklet.city else list(names)
        columns = () if booklet.city else tuple(names[city] for city in cities)
        for tag in dict.fromkeys(tag for tag, _ in booklet.sheets):
            flyer = next(flyers[sheet] for sheet in booklet.sheets if sheet[0] == tag)
            english = flyer.language_english if flyer.language_english != flyer.language_own else ""
            found = tuple(pages.get((tag, city)) for city in cities)
            rows.append(ContentsRow(flyer.language_own, english, "", tag, found))
    heading = wording.word("find_your_city" if lists_cities else "find_your_language")
    ends = (wording.word("west"), wording.word("east")) if lists_cities else ("", "")
    missed = tuple(
        wording.word("missing_sheet", name=wording.foreign(_name_in(booklet, flyers[sheet])))
        for sheet in booklet.sheets
        if sheet in missing
    )
    words = ContentsWords(
        title=own.title,
        corner=own.language_own if lists_cities else corner,
        corner_english=_english_corner(own) if lists_cities else corner_english,
        heading=heading,
        last_updated=own.words.last_updated,
        changing=own.words.changing,
        disclaimer=own.words.disclaimer,
        unreviewed=None,
        missing=missed,
        archived=own.archived,
        qr_code=own.words.qr_code,
        open_website=own.words.open_website,
        scan=own.words.scan,
        first_label=ends[0],
        last_label=ends[1],
        others=OTHERS_JOINT.join(wording.foreign(flyers[sheet].language_own) for sheet in others),
        turn=TURN if others else "",
        continued=wording.word_or_english("continued"),
        more=own.words.more if form.folded and not others else "",
        incomplete=own.words.incomplete if form.folded and not others else "",
    )
    what = f"{own.language_english} ({own.language})" if lists_cities else names.get(booklet.city, "all")
    of = ("cities" if lists_cities else "languages") if form.folded else "flyers"
    contents = Contents(
        words=words,
        rows=tuple(rows),
        columns=columns,
        website=own.website,
        website_printed=own.website_printed,
        about=f"{what} · {'folded ' if form.folded else ''}booklet of {len(bound)} {of} · {paper}",
        of_what=what,
        age=f"information of {own.information_of}",
        page=wording.word("page", number=NUMBER),
        as_line=lists_cities,
        form=form,
    )
    # The page has texts of its own, and those of the flyers in its language, which speak for theirs.
    own_flyers = (flyers[sheet] for sheet in booklet.sheets if sheet[0] == booklet.language)
    drafts = any(flyer.status is Status.DRAFT or flyer.notice is not None for flyer in own_flyers)
    if not drafts and all(each.state in (None, State.REVIEWED) for each in contents.texts(wording.states)):
        return contents
    notice = Unreviewed(wording.word("unofficial"), data.handout.words.unofficial)
    return replace(contents, words=replace(words, unreviewed=notice))


def _name_in(booklet: Booklet, flyer: Flyer) -> str:
    """What tells a sheet from the others of its booklet."""
    names = {Listing.CITIES: flyer.city_own, Listing.LANGUAGES: flyer.language_english}
    return names.get(booklet.listing) or sheet_name(flyer)


def _english_corner(flyer: Flyer) -> str:
    return flyer.language_english if flyer.language_english != flyer.language_own else ""


def _names_of(flyer: Flyer, wording: Wording) -> str:
    """The organisations of a city, or that the sheet has no local number."""
    local = [section for section in flyer.sections if section.id == LOCAL_SECTION]
    if not local:
        return flyer.words.no_local_number
    return wording.listed(wording.name_with(entry.name, entry.service) for entry in local[0].entries)
