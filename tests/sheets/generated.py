"""Sheets of invented directories: names, places, services, labels, hours and addresses full of figures, brackets, plus
signs, slashes and quotes, beside numbers of every kind. Nothing is wrong with any of them.

Numbers are examples: 555-01xx, those of phonenumbers, and made-up ones of the right length.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import phonenumbers

from handouts.build.language_worker import sheet_info
from handouts.content.compose import compose_all
from handouts.content.dial import number_rows, whatsapp_strings
from handouts.content.flyer import LOCAL_SECTION, ContactLink, Entry, Flyer, LinkKind, Section, Visit
from handouts.content.isolates import isolate_foreign_runs, isolate_right_to_left
from handouts.content.sheet_texts import ORGANISATION_PIECE
from handouts.content.wording import Wording
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import DoesNotFit, LanguageSetting, typography_of
from handouts.paper import LETTER
from handouts.products.loading import load_data
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from handouts.proof import Tools, prove_sheet
from handouts.sources.languages import is_right_to_left
from handouts.sources.model import Language, Number
from handouts.text import FontLibrary, TextStyle, Typesetter, Weight

ROOT = Path(__file__).parents[2]

# What stands for figures and words: d a digit, w a word of the language or a name, y a year, h an hour.
NAMES = (
    *("w {y}", "w {dd}", "{d} de w", "w 24/7", "w {ddd}-{dddd}", "w {ddd} {ddd} {dddd}", "w #{dd}", "w no. {d}, w {d}"),
    *('w "{dd}"', "«{d}» w", "“w {d}”", "w (w {d})", "(w) {dd}", "w +{dd}", "+{d} w", "{ddd}", "{d}", "w {d}/{d}"),
    *("O'w {d}", "w’s {dd}", "w & w {y}", "w [{d}]", "w {d}w", "w-{d}", "w {d}.{d}", "w {d}°", "w ½", "w ²"),
    *("USA w", "w MEX", "MEX USA {d}", "w * w", "w ({ddd}) {ddd}-{dddd}", "{ddd} {dddd} w", "00 w", "w 011 52"),
    *("Дом {d}", "Σπίτι {y} w", "مركز {d}", "w مركز {dd}", "中心 {d}", "केंद्र {d}", "w (中心)"),
    *(
        "مركز (w {d})",
        "مركز {dd}/{d} w",
        "بيت {hh}-{hh}",
        "٢٠ مركز",
        "مركز",
        "بيت مركز",
        "ቤት {d}",
        "სახლი {dd} w",
        "ਘਰ {d}",
        "কেন্দ্র w {d}",
    ),
    *("Tla\u0331kwa {d}", "m\u0331 w k\u0331"),
    *("n\u0303uu a\u0301 {d}", "Ñuu é {d}", "W.W.W. {d}", "w {ddddddd} ({ddddd})"),
)
PLACES = (
    "",
    "",
    "w",
    "حي {d}",
    "w (حي)",
    "区 {d}",
    "Zona {dd}",
    "Col. {d} de w",
    "w {d}-{d}",
    "Km {d}+{ddd}",
    "w, {ddddd}",
    'w "{d}"',
    "({d}) w",
)
ADDRESSES = (
    "C. w {dddd}, w, {ddddd}, w",
    "Av. {d} de w #{dd}-{d}, w",
    "Km {d}+{ddd}, w w",
    'w "{d}" {dd}/{d} (w), {ddddd} w',
    "{ddd} w St., Apt. {d}, w {ddddd}-{dddd}",
    "شارع {d}، w {ddddd}-{ddd}",
    "ул. w {d}, w",
)
OWN_TEXTS = (
    *("w", "w w", "w {d}", "{d} w", "{dd}-{dd}", "{d}-{d}", "24/7", "w 24/7", "{hh}-{hh}", "w {hh}–{hh} w", "({d}) w"),
    *(
        "w ({d})",
        "w #{d}",
        "w / {d}",
        "“{d}” w",
        "w {d}-{d}",
        "{hh}",
        "w: {d}",
        "w + {d}",
        "w, {ddd}",
        "w {ddd}-{dddd}",
    ),
)
LATIN_WORDS = ("Casa", "Movimiento", "Juventud", "Mayo", "Centro", "Norte", "Esperanza", "Línea", "Refugio", "Ayuda")
CITIES = ("nogales", "el-paso-juarez")


@dataclass(frozen=True, slots=True)
class Generated:
    """A finished sheet, and what proof says of it."""

    seed: int
    form: str
    flyer: Flyer
    pdf: bytes
    refusals: tuple[str, ...]


class Generator:
    """Draws and proves sheets of invented directories. The same seed gives the same sheet."""

    def __init__(self) -> None:
        self._data = load_data(ROOT / "data")
        self._composition = compose_all(self._data)
        self._library = FontLibrary(ROOT / "fonts")
        self.languages = tuple(language.tag for language in self._data.languages.languages)
        self.forms = tuple(name for name, product in DRAWN.items() if not product.together)
        self.not_fitting = 0

    def sheets(self, tag: str, seeds: Sequence[int], forms: Sequence[str]) -> Iterator[Generated]:
        """A sheet for each seed, all in one language, in these formats by turns. Those that find no room are counted
        and left out."""
        languages = self._data.languages.languages
        language = next(each for each in languages if each.tag == tag)
        typography, setter = typography_of(language, languages), Typesetter(self._library)
        laid: list[tuple[int, str, Flyer, SetSheet]] = []
        for at, seed in enumerate(seeds):
            form = forms[at % len(forms)]
            flyer = DRAWN[form].content(self._flyer(language, random.Random(f"{tag} {seed}"), setter))
            setting = LanguageSetting(typography, setter)
            made = DRAWN[form].set_sheet(flyer, setting, LETTER)
            if isinstance(made, DoesNotFit):
                self.not_fitting += 1
            else:
                laid.append((seed, form, flyer, made))
        pages = [page for *_, made in laid for page in made.laid.pages]
        plan = plan_fonts(pages, self._library, right_to_left=typography.right_to_left)
        cache, tools = DrawCache(plan), Tools(ROOT / "fonts")
        for seed, form, flyer, made in laid:
            pages, left_out = made.laid.pages, made.laid.left_out
            pdf = draw_document(pages, sheet_info(flyer, "Author", made.edition, DRAWN[form]), plan, cache)
            expected = DRAWN[form].expected(LETTER, len(pages))
            wrong = prove_sheet(pdf, flyer, expected, left_out, made.edition, tools)
            yield Generated(seed, form, flyer, pdf, wrong)

    def _flyer(self, language: Language, chance: random.Random, setter: Typesetter) -> Flyer:
        honest = self._composition.flyers[language.tag, chance.choice(CITIES)]
        typography = typography_of(language, self._data.languages.languages)
        words = _words_of(honest)
        catalogue = self._composition.catalogues[language.tag]
        wording = _Said(language, catalogue, self._data.handout.words)

        def latin(patterns: Sequence[str]) -> str:
            return isolate_right_to_left(_covered(_filled(chance, patterns, LATIN_WORDS), typography.latin, setter))

        def own(patterns: Sequence[str]) -> str:
            return wording.own(_covered(_filled(chance, patterns, words), typography.own, setter))

        def entry() -> Entry:
            numbers = [_number(chance, own) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
            visits = [Visit(own(OWN_TEXTS), latin(ADDRESSES)) for _ in range(chance.choice((0, 0, 0, 0, 1, 2)))]
            form = language.number_form
            name, place = latin(NAMES) or "Casa", latin(PLACES)
            return Entry(
                name=name,
                place=place,
                piece=f"{ORGANISATION_PIECE}{LOCAL_SECTION}/{name} ({place})",
                service=own(OWN_TEXTS) if chance.random() < 0.5 else "",
                rows=number_rows(numbers, self._data.handout.sides_of_border, form, wording),
                whatsapp=whatsapp_strings(numbers, form, wording),
                visit=visits[0] if visits else None,
                further_visits=tuple(visits[1:]),
                links=tuple(_links(chance)),
            )

        local = tuple(entry() for _ in range(chance.randint(1, 3)))
        title = next((each.title for each in honest.sections if each.id == LOCAL_SECTION), honest.city_own)
        sections = [Section(LOCAL_SECTION, title, "", local)]
        if chance.random() < 0.5:
            sections += [each for each in honest.sections if each.id != LOCAL_SECTION]
        return replace(honest, sections=tuple(sections), words=replace(honest.words, no_local_number=""))


def _links(chance: random.Random) -> Iterator[ContactLink]:
    """An e-mail address and a site, with figures in them."""
    site = f"{chance.choice(('casa', 'ayuda-24', '2000', 'migrantes'))}.{chance.choice(('a1', 'mx', 'b'))}.example.org"
    name = chance.choice(("casa", "664-208.8994", "7", "una.direccion.muy.larga-2000+ayuda.legal"))
    if chance.random() < 0.15:
        yield ContactLink(LinkKind.EMAIL, f"{name}@{site}", f"mailto:{name}@{site}", f"{name}@{site}")
    if chance.random() < 0.15:
        yield ContactLink(LinkKind.WEBSITE, site, f"https://{site}/{chance.randint(1, 99)}", site)


class _Said(Wording):
    """The words around numbers; labels and hours are translated already."""

    def own(self, text: str) -> str:
        return isolate_foreign_runs(text) if is_right_to_left(self._language.tag) else text

    def label(self, english: str) -> str:
        return english

    def hours(self, number: Number) -> str:
        return number.hours or ""


def _number(chance: random.Random, own: Callable[[Sequence[str]], str]) -> Number:
    """A number of a kind: from one side or both, long or short, with all that can be said of it."""
    kind = chance.random()
    fields: dict[str, object] = {}
    if kind < 0.15:
        fields = {"short": chance.choice(("911", "*0311", "#800", "*67", "22", "075", "#222")), "call_from": "MX"}
    elif kind < 0.25:
        country = chance.choice(("GT", "HN", "FR", "DE"))
        example = phonenumbers.example_number(country)
        assert example is not None
        fields = {"number": phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)}
    elif kind < 0.6:
        area = chance.choice(("202", "212", "303", "415", "619", "800", "915"))
        fields = {"number": f"+1{area}55501{chance.randint(0, 99):02}"}
    else:
        area = chance.choice(("664", "656", "868", "55", "81"))
        rest = 10 - len(area)
        fields = {"number": f"+52{area}{chance.randint(2, 9)}{chance.randint(0, 10 ** (rest - 1) - 1):0{rest - 1}}"}
    if "number" in fields:
        if chance.random() < 0.25:
            fields["call_from"] = chance.choice(("MX", "US"))
        if chance.random() < 0.25:
            fields["extension"] = str(chance.randint(0, 9999))
        fields["whatsapp"] = chance.random() < 0.2
        if chance.random() < 0.2:
            fields["press"] = chance.choice(("2", "0", "12", "*", "9#"))
        if chance.random() < 0.1:
            fields |= {"whatsapp": "only", "call_from": None, "extension": None, "press": None}
        elif chance.random() < 0.1:
            fields |= {"kind": chance.choice(("text", "fax")), "whatsapp": False, "extension": None, "press": None}
    if chance.random() < 0.15:
        fields["languages"] = tuple(chance.sample(("es", "ht", "zh-Hans", "quc", "mam", "fa-AF"), chance.randint(1, 3)))
    for key in ("label", "hours"):
        if chance.random() < 0.35:
            fields[key] = own(OWN_TEXTS)
    return Number.model_construct(**{"number": None, **_DEFAULTS, **fields})


_DEFAULTS: dict[str, object] = {
    name: field.default for name, field in Number.model_fields.items() if not field.is_required()
}


def _filled(chance: random.Random, patterns: Sequence[str], words: Sequence[str]) -> str:
    """A pattern with figures and words in it."""
    text = chance.choice(patterns)
    text = re.sub(r"\bw|w\b", lambda _: "\0", text)
    text = text.replace("{y}", str(chance.randint(1990, 2030)))
    text = re.sub(r"\{hh\}", lambda _: f"{chance.randint(0, 23)}:{chance.choice(('00', '30', '15'))}", text)
    text = re.sub(r"\{(d+)\}", lambda found: "".join(chance.choice("0123456789") for _ in found[1]), text)
    return re.sub("\0", lambda _: chance.choice(words), text)


def _covered(text: str, style: TextStyle, setter: Typesetter) -> str:
    """The text without characters that the language's fonts do not have."""
    gone = {at for at, _ in setter.in_style(style).uncovered(text, Weight.BOLD)}
    kept = "".join(character for at, character in enumerate(text) if at not in gone)
    return " ".join(kept.split()) if any(map(str.isalnum, kept)) else ""


def _words_of(flyer: Flyer) -> list[str]:
    """Words of the language, in the forms in which they come."""
    text = f"{flyer.words.changing} {flyer.words.more} {flyer.words.incomplete}"
    plain = "".join(character for character in text if unicodedata.category(character) != "Cf")
    found = [word for word in re.split(r"[\s,.:;()«»“”\"!?。，、：；（）]+", plain) if word.isalpha() or len(word) > 2]
    return sorted({word if len(word) < 16 else word[:4] for word in found})
