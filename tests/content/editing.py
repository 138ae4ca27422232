"""Random edits of small data, each with the facts that a sheet prints and that it changes. Nothing is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from handouts.content.compose import Composition, compose_all
from handouts.content.dial import sides_of
from handouts.content.edition import edition_code
from handouts.content.sheet_texts import Extent
from handouts.products.loading import load_data
from handouts.products.present import edition_of
from handouts.products.table import DRAWN
from handouts.sources.editions import Edition, RecordedSheet
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.model import City, Number, Organisation, Visit
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue, Translation, read_catalogues, source_catalogue
from tests.sources.copies import SHIPPED

CITIES = ("nogales", "el-paso-juarez")
LANGUAGES = ("en", "ar")

Expected = tuple[str, str, str, str, str]
"""kind, change, city, organisation, and what was typed of the old and the new: digits alone of a number."""


@dataclass(frozen=True)
class World:
    """Data with its translations, and how much each kind of sheet has room for."""

    data: Data
    catalogues: Mapping[str, Catalogue]
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def composed(self) -> Composition:
        messages = messages_of(self.data.handout, self.data.directory, self.data.faq)
        return compose_all(self.data, {**self.catalogues, "en": source_catalogue(messages)})

    def edition(self, name: str = "") -> Edition:
        """The edition of flyers and cards that leave out what they are told to, with the codes that they bear."""
        composition = self.composed()
        sheets = []
        for (language, city), flyer in composition.flyers.items():
            for product in (DRAWN["flyer"], DRAWN["card"]):
                left_out = self.left_out.get(product.name, frozenset())
                extent = Extent(left_out, product.pages, product.cards)
                code = edition_code(flyer.on_sheet(extent), extent)
                path = f"{product.name}/{language}/{city}.pdf"
                sheets.append(
                    RecordedSheet(
                        path,
                        code,
                        language,
                        city,
                        product.format,
                        left_out=tuple(sorted(left_out)),
                        faces=product.pages,
                        cards=product.cards,
                    )
                )
        return replace(edition_of(self.data, composition, "letter", tuple(sheets)), name=name, on="2026-01-01")


def small_world() -> World:
    data = load_data(SHIPPED)
    read = read_catalogues(data, messages_of(data.handout, data.directory, data.faq))
    languages = tuple(each for each in data.languages.languages if each.tag in LANGUAGES)
    cities = tuple(each for each in data.directory.cities if each.id in CITIES)
    data = replace(
        data,
        languages=data.languages.model_copy(update={"languages": languages}),
        directory=data.directory.model_copy(update={"cities": cities}),
    )
    return World(data, {tag: read[tag] for tag in LANGUAGES})


# --- where to edit --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spot:
    """An organisation, by its place in the directory: in a city (`city` its id), or in a group (empty)."""

    top: str
    at: int
    index: int
    city: str


def spots(data: Data) -> list[Spot]:
    found = []
    for top, holders in (("groups", data.directory.groups), ("cities", data.directory.cities)):
        for at, holder in enumerate(holders):
            city = holder.id if isinstance(holder, City) else ""
            found += [Spot(top, at, index, city) for index in range(len(holder.organisations))]
    return found


def at_spot(data: Data, spot: Spot) -> Organisation:
    found: Organisation = getattr(data.directory, spot.top)[spot.at].organisations[spot.index]
    return found


def with_organisations(
    data: Data, spot: Spot, change: Callable[[tuple[Organisation, ...]], tuple[Organisation, ...]]
) -> Data:
    holders = list(getattr(data.directory, spot.top))
    holder = holders[spot.at]
    holders[spot.at] = holder.model_copy(update={"organisations": change(holder.organisations)})
    return replace(data, directory=data.directory.model_copy(update={spot.top: tuple(holders)}))


def with_organisation(data: Data, spot: Spot, **update: Any) -> Data:
    def change(organisations: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
        changed = organisations[spot.index].model_copy(update=update)
        return (*organisations[: spot.index], changed, *organisations[spot.index + 1 :])

    return with_organisations(data, spot, change)


# --- edits ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edited:
    """The world after an edit; the facts that differ; and whether the print may differ without one (another order)."""

    world: World
    expected: frozenset[tuple[str, ...]]
    reorders: bool = False


def _number_facts(data: Data, change: str, spot: Spot, old: Number | None, new: Number | None) -> Iterator[Expected]:
    one = new or old
    assert one is not None
    name = at_spot(data, spot).name
    digits = f"{(old.number or '')[-7:] if old else ''}>{(new.number or '')[-7:] if new else ''}"
    for side in sides_of(one, data.handout.sides_of_border):
        yield "number", change, spot.city, name, f"{side.country} {digits}"
    if one.whatsapp:
        yield "number", change, spot.city, name, f"both {digits}"


def edit_number(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from([each for each in spots(data) if at_spot(data, each).numbers]))
    numbers = at_spot(data, spot).numbers
    at = draw(st.integers(0, len(numbers) - 1))
    digits = draw(st.integers(100, 199))
    new = numbers[at].model_copy(update={"number": f"{str(numbers[at].number)[:-7]}5550{digits}"})
    changed = with_organisation(data, spot, numbers=(*numbers[:at], new, *numbers[at + 1 :]))
    return Edited(replace(world, data=changed), frozenset(_number_facts(data, "changed", spot, numbers[at], new)))


def add_number(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    new = Number(number=f"+1520555{draw(st.integers(1000, 1999)):04d}")
    changed = with_organisation(data, spot, numbers=(*at_spot(data, spot).numbers, new))
    return Edited(replace(world, data=changed), frozenset(_number_facts(data, "added", spot, None, new)))


def rename(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from([each for each in spots(data) if at_spot(data, each).numbers]))
    old, new = at_spot(data, spot).name, f"Casa Nueva {draw(st.integers(1, 99))}"
    fact = ("organisation", "changed", spot.city, new, f"{old}>{new}")
    return Edited(replace(world, data=with_organisation(data, spot, name=new)), frozenset((fact,)))


def add_organisation(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    new = Organisation(name="Casa Nueva", numbers=(Number(number="+16195550123"),))
    changed = with_organisations(data, spot, lambda all_: (*all_[: spot.index], new, *all_[spot.index :]))
    fact = ("organisation", "added", spot.city, "Casa Nueva", ">Casa Nueva")
    return Edited(replace(world, data=changed), frozenset((fact,)))


def remove_organisation(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    name = at_spot(data, spot).name
    changed = with_organisations(data, spot, lambda all_: (*all_[: spot.index], *all_[spot.index + 1 :]))
    fact = ("organisation", "removed", spot.city, name, f"{name}>")
    return Edited(replace(world, data=changed), frozenset((fact,)))


def add_address(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    with_site = [each for each in spots(data) if at_spot(data, each).numbers and not at_spot(data, each).website]
    spot = draw(st.sampled_from(with_site))
    fact = ("link", "added", spot.city, at_spot(data, spot).name, ">help@example.org")
    changed = with_organisation(data, spot, email="help@example.org")
    return Edited(replace(world, data=changed), frozenset((fact,)))


def new_service(draw: st.DrawFn, world: World) -> Edited:
    """A word of the vocabulary: it is translated already, and one fact in all languages."""
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    words = data.handout.vocabulary.service
    old = at_spot(data, spot).service
    new = draw(st.sampled_from([each for each in words if each != old and words[each] != old]))
    was = words.get(old, old) if old else ""
    fact = ("service", "changed" if old else "added", spot.city, at_spot(data, spot).name, f"{was}>{words[new]}")
    return Edited(replace(world, data=with_organisation(data, spot, service=new)), frozenset((fact,)))


def new_hours(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from([each for each in spots(data) if at_spot(data, each).numbers]))
    first, *others = at_spot(data, spot).numbers
    numbers = (first.model_copy(update={"hours": "24/7"}), *others)
    fact = ("hours", "added", spot.city, at_spot(data, spot).name, ">24 hours a day, every day")
    return Edited(replace(world, data=with_organisation(data, spot, numbers=numbers)), frozenset((fact,)))


def new_place_to_visit(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from([each for each in spots(data) if at_spot(data, each).numbers]))
    city, name = spot.city, at_spot(data, spot).name
    facts = {
        ("address", "added", city, name, ">Calle 5, Nogales"),
        ("label", "added", city, name, f">{data.handout.vocabulary.label['to-visit']}"),
    }
    changed = with_organisation(data, spot, visit=Visit(address="Calle 5, Nogales"))
    return Edited(replace(world, data=changed), frozenset(facts))


def rename_city(draw: st.DrawFn, world: World) -> Edited:
    """Its translations are of the old name, and so it stands in English."""
    cities = world.data.directory.cities
    at = draw(st.integers(0, len(cities) - 1))
    city = cities[at]
    facts = {("city", "changed", city.id, "", f"{city.name}>Villa Nueva")}
    for tag, catalogue in world.catalogues.items():
        old = catalogue.text(f"city.{city.id}.name", city.name)
        if tag != "en" and old:
            facts.add(("translation", "changed", city.id, "", f"{old}>Villa Nueva"))
    changed = (*cities[:at], city.model_copy(update={"name": "Villa Nueva"}), *cities[at + 1 :])
    directory = world.data.directory.model_copy(update={"cities": changed})
    return Edited(replace(world, data=replace(world.data, directory=directory)), frozenset(facts))


def with_city_id(world: World, old: str, new: str) -> World:
    """A city under another id, its translations with it."""
    directory = world.data.directory
    cities = tuple(each.model_copy(update={"id": new}) if each.id == old else each for each in directory.cities)
    catalogues = {
        tag: replace(
            catalogue,
            translations={
                (f"city.{new}.name" if context == f"city.{old}.name" else context, english): translation
                for (context, english), translation in catalogue.translations.items()
            },
        )
        for tag, catalogue in world.catalogues.items()
    }
    data = replace(world.data, directory=directory.model_copy(update={"cities": cities}))
    return World(data, catalogues, world.left_out)


def new_id_of_city(draw: st.DrawFn, world: World) -> Edited:
    old = draw(st.sampled_from([each.id for each in world.data.directory.cities]))
    facts = {("city", "changed", "villa-nueva", "", f"{old}>villa-nueva")}
    return Edited(with_city_id(world, old, "villa-nueva"), frozenset(facts))


def new_date(draw: st.DrawFn, world: World) -> Edited:
    old = world.data.handout.last_updated
    new = old + timedelta(days=draw(st.integers(1, 900)))
    handout = world.data.handout.model_copy(update={"last_updated": new})
    fact = ("date", "changed", "", "", f"{old}>{new}")
    return Edited(replace(world, data=replace(world.data, handout=handout)), frozenset((fact,)))


def new_translation(draw: st.DrawFn, world: World) -> Edited:
    """Of a piece of an answer, of the disclaimer, of a word that names the city, or of the city itself."""
    tag = LANGUAGES[-1]
    catalogue = world.catalogues[tag]
    answers = [key for key in catalogue.translations if key[0].startswith("faq.") and catalogue.text(*key)]
    questions = [question for flyer in world.composed().flyers.values() for question in flyer.questions]
    printed = {"faq." + each.id.replace("/", ".") for question in questions for each in question.answers}
    answers = [key for key in answers if key[0] in printed]
    fixed = [key for key in catalogue.translations if key[0] in ("handout.disclaimer", "words.near_you", "words.scan")]
    key = draw(st.sampled_from([*answers, *fixed]))
    old = catalogue.translations[key]
    new = Translation(State.DRAFT, old.text + " 2", old.line)
    changed = replace(catalogue, translations={**catalogue.translations, key: new})
    fact = ("translation", "changed", "", "", f"{old.text}>{new.text}")
    return Edited(replace(world, catalogues={**world.catalogues, tag: changed}), frozenset((fact,)))


def new_sentence(draw: st.DrawFn, world: World) -> Edited:
    """An answer in English with its translations, so that nothing is held back."""
    faq = world.data.faq
    shown = [
        (at, number)
        for at, question in enumerate(faq.questions)
        for number, piece in enumerate(question.answer)
        if piece.print != "never"
    ]
    at, number = draw(st.sampled_from(shown))
    question = faq.questions[at]
    piece = question.answer[number]
    english = f"{piece.text} Also."
    answer = (*question.answer[:number], piece.model_copy(update={"text": english}), *question.answer[number + 1 :])
    questions = (*faq.questions[:at], question.model_copy(update={"answer": answer}), *faq.questions[at + 1 :])
    key, catalogues = f"faq.{question.id}.{piece.id}", {}
    facts = {("text", "changed", "", "", f"{piece.text}>{english}")}
    for tag, catalogue in world.catalogues.items():
        old = catalogue.translations.get((key, piece.text))
        text = f"{old.text} 2" if old else ""
        translations = {**catalogue.translations, (key, english): Translation(State.DRAFT, text)}
        catalogues[tag] = replace(catalogue, translations=translations)
        if tag != "en" and old:
            facts.add(("translation", "changed", "", "", f"{old.text}>{text}"))
    data = replace(world.data, faq=faq.model_copy(update={"questions": questions}))
    return Edited(World(data, catalogues, world.left_out), frozenset(facts))


def reorder(draw: st.DrawFn, world: World) -> Edited:
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    return Edited(
        replace(world, data=with_organisations(data, spot, lambda all_: (*all_[1:], all_[0]))),
        frozenset(),
        reorders=True,
    )


def reorder_cities(draw: st.DrawFn, world: World) -> Edited:
    cities = tuple(draw(st.permutations(world.data.directory.cities)))
    directory = world.data.directory.model_copy(update={"cities": cities})
    return Edited(replace(world, data=replace(world.data, directory=directory)), frozenset())


def note(draw: st.DrawFn, world: World) -> Edited:
    """Nothing that is printed: a note, an id, when a number was called, why a sentence is left out."""
    data = world.data
    spot = draw(st.sampled_from(spots(data)))
    numbers = tuple(
        each.model_copy(update={"note": "called", "verified": date(2026, 1, 1)}) for each in at_spot(data, spot).numbers
    )
    changed = with_organisation(data, spot, note="Ask again.", id="an-id", numbers=numbers)
    return Edited(replace(world, data=changed), frozenset())


def no_room(draw: st.DrawFn, world: World) -> Edited:
    """Another fit: details, numbers and organisations that have no room any more, or have it again."""
    flyers = world.composed().flyers.values()
    pieces = sorted({piece for flyer in flyers for each in flyer.texts() for piece in each.pieces})
    chosen = {name: frozenset(draw(st.sets(st.sampled_from(pieces), max_size=8))) for name in ("flyer", "card")}
    return Edited(replace(world, left_out=chosen), frozenset(), reorders=True)


EDITS = (
    edit_number,
    add_number,
    rename,
    add_organisation,
    remove_organisation,
    add_address,
    new_service,
    new_hours,
    new_place_to_visit,
    rename_city,
    new_id_of_city,
    new_date,
    new_translation,
    new_sentence,
    reorder,
    reorder_cities,
    note,
    no_room,
)
