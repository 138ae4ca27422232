"""The gallery's pages: templates, escaped throughout, in every language of the interface."""

from __future__ import annotations

from datetime import date
from functools import partial

from babel import Locale
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from handouts.gallery.holdings import Holdings
from handouts.gallery.paths import FOLDER, TEMPLATES, PageName, gallery_page, list_page
from handouts.interface.words import Words, counted
from handouts.paper import Sides
from handouts.products.packs import RECALL_NAME, city_of_pack
from handouts.products.product import Bound, Drawn, Product, Range
from handouts.products.table import PRODUCTS
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.model import Language

_ENDING = ".html"
_TITLES = {product.format: product.title for product in PRODUCTS}


class Templates:
    """The templates, each compiled when it is first asked for."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            newline_sequence="\n",
        )
        self._environment.filters["first_upper"] = _first_upper

    def template(self, name: str) -> Template:
        """One of them."""
        return self._environment.get_template(name)

    def compile(self) -> None:
        """All of them, so that nobody waits for it later: it takes a third of publishing."""
        for name in self._environment.list_templates(filter_func=_is_template):
            self.template(name)


def _is_template(name: str) -> bool:
    """Not what the programs of whoever works on them leave beside them."""
    return name.endswith(_ENDING) and not name.startswith(".")


class Pages:
    """Renders the pages of one output folder."""

    def __init__(self, holdings: Holdings, interface: tuple[Words, ...], templates: Templates) -> None:
        self._holdings = holdings
        self._interface = interface
        self._templates = templates
        self._names: dict[tuple[str, str], str] = {}

    def render(self, template: str, page: PageName, words: Words) -> bytes:
        """One page."""
        text = self._templates.template(template).render(
            _=words,
            count=counted,
            page=page,
            lang=words.language,
            holdings=self._holdings,
            data=self._holdings.data,
            title=self._holdings.title(words.language),
            interface=[
                (each.language, self._own_name(each.language), gallery_page(each.language), list_page(each.language))
                for each in self._interface
            ],
            style=f"{FOLDER}/gallery.css",
            list_page=list_page(words.language),
            gallery_page=gallery_page(words.language),
            long_date=partial(_long_date, words.language),
            long_date_of=lambda day: _long_date(words.language, date.fromisoformat(day)),
            side_words=self._holdings.side_words(words.language),
            language_named=lambda tag: self._language_named(tag, words.language),
            named_cities=lambda: [
                (city, self._holdings.city_name(words.language, city)) for city in self._holdings.cities
            ],
            city_named=lambda city: self._city_named(city, words.language),
            format_named=partial(_format_named, words),
            name_of=partial(self._name, words.language),
            names_of=self._further_names,
            paper_of=self._paper_of,
            diagram_of=diagram_of,
            city_of_pack=city_of_pack,
            is_recall=lambda path: path.endswith(f"/{RECALL_NAME}"),
            Range=Range,
        )
        return text.encode()

    def _language(self, tag: str) -> Language | None:
        return next((each for each in self._holdings.data.languages.languages if each.tag == tag), None)

    def _further_names(self, language: Language) -> list[tuple[str, str]]:
        """The names of a language in those of the interface, where they are not its own."""
        names = [(words.language, self._name(words.language, language)) for words in self._interface]
        return [(tag, name) for tag, name in names if name != language.names.own]

    def _name(self, interface: str, language: Language) -> str:
        """The name of a language in one of the interface."""
        key = interface, language.tag
        if key not in self._names:
            names = dict(language.names)
            self._names[key] = str(names.get(interface, names[SOURCE_LANGUAGE]))
        return self._names[key]

    def _language_named(self, tag: str, interface: str) -> str:
        language = self._language(tag)
        return self._name(interface, language) if language else tag

    def _city_named(self, city_id: str, interface: str) -> str:
        cities = {city.id: city for city in self._holdings.data.directory.cities}
        return self._holdings.city_name(interface, cities[city_id]) if city_id in cities else city_id

    def _own_name(self, tag: str) -> str:
        language = self._language(tag)
        return language.names.own if language else str(Locale.parse(tag, sep="-").get_display_name(tag))

    def _paper_of(self, product: Product) -> str:
        """The paper that a product is printed on, as sheets name it."""
        paper = self._holdings.paper
        return product.sheet_of(paper).printed if isinstance(product, Drawn) else paper.printed


def diagram_of(product: Product) -> str:
    """Which drawing shows how it is printed."""
    if isinstance(product, Bound):
        return "stapled" if product.sides is Sides.BOTH_SHORT else "spine"
    if isinstance(product, Drawn) and product.cards:
        return "grid"
    if isinstance(product, Drawn) and product.beside > 1:
        return "halves"
    return "two-sides" if product.sides in (Sides.BOTH, Sides.BOTH_SHORT) else "one-side"


def _format_named(words: Words, format_: str) -> str:
    return _first_upper(words(_TITLES.get(format_, format_)))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _long_date(interface: str, day: date) -> str:
    """`April 7, 2021`, whether or not there are sheets in that language."""
    return str(format_date(day, "long", locale=Locale.parse(interface, sep="-")))
