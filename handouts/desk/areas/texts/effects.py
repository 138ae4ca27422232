"""What saving a form of a text would do: by the loader, by composing all sheets, by the translations' own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handouts.content.compose import compose_all
from handouts.content.text_effects import Key, TextEffects, text_effects
from handouts.desk.areas.texts.listing import Text, details, message_of, text_at
from handouts.desk.page import Page
from handouts.desk.store.state import State
from handouts.desk.store.store import Change
from handouts.products.loading import load_data
from handouts.sources.faq_model import ESSENTIAL_WORDS_LIMIT, essential_words
from handouts.sources.ledger import read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.model import Language
from handouts.sources.reviewing import ledger_path, po_path
from handouts.sources.translations import Catalogue, catalogue_of, read_catalogues


@dataclass(frozen=True, slots=True)
class Effect:
    """What the page says of a change. `asks`: whether somebody has to say if its meaning changes; `lost` and `gained`:
    texts of sheets with the languages that lose or gain them."""

    effects: TextEffects
    asks: bool
    english: int
    others: int
    stale: tuple[Language, ...]
    waits: tuple[Language, ...]
    works: tuple[Language, ...]
    drafts: tuple[Language, ...]
    in_english: tuple[Language, ...]
    lost: tuple[tuple[str, int], ...]
    gained: tuple[tuple[str, int], ...]
    words: int
    most_words: int = ESSENTIAL_WORDS_LIMIT


def words_now(state: State) -> int:
    """How many words are always printed."""
    return essential_words(state.data.faq, state.data.handout.introduction)


def effect_of(page: Page, text: Text, change: Change) -> Effect:
    """What saving a change of a text would do. Nothing is written.

    Raises InputError with what would be wrong, UsageError for an edit that can't be done.
    """
    store, state = page.desk.store, page.state
    edited = store.edited(change)
    data = load_data(store.folder, page.desk.clock().date(), edited)
    after = replace(state, data=data)
    before = state.once(compose_all)
    composed = compose_all(data, _catalogues(data, change.files))
    found = text_at(after, text.context)
    was, now = message_of(state, text), message_of(after, found[0]) if found else None
    effects = text_effects(before, composed, _key(was), _key(now))
    languages = {each.tag: each for each in state.data.languages.languages}

    def named(tags: tuple[str, ...]) -> tuple[Language, ...]:
        return tuple(languages[tag] for tag in tags if tag in languages)

    source = state.data.languages.languages[0].tag
    texts = {**dict(details(state)), **dict(details(after))}
    return Effect(
        effects,
        asks=was is not None
        and now is not None
        and was.english != now.english
        and _translated(before.catalogues, was.key),
        english=effects.sheets.get(source, 0),
        others=sum(number for tag, number in effects.sheets.items() if tag != source),
        stale=named(effects.stale),
        waits=named(effects.waits),
        works=named(effects.works),
        drafts=named(effects.drafts),
        in_english=named(effects.in_english),
        lost=_by_piece(effects.lost, texts),
        gained=_by_piece(effects.gained, texts),
        words=essential_words(data.faq, data.handout.introduction),
    )


def _key(message: object) -> Key | None:
    return getattr(message, "key", None)


def _translated(catalogues: Mapping[str, Catalogue], key: Key) -> bool:
    """Whether any language has a translation that a change of the English would put out of use."""
    return any(each.text(*key) is not None for each in catalogues.values() if not each.is_source)


def _catalogues(data: Data, files: Mapping[str, bytes | None]) -> Mapping[str, Catalogue]:
    """All catalogues, those of changed PO files as they would be."""
    messages = messages_of(data.handout, data.directory, data.faq)
    found = read_catalogues(data, messages)
    for tag in list(found):
        content = files.get(f"translations/{tag}.po")
        if content is not None:
            ledger = read_ledger(ledger_path(data, tag))
            found[tag] = catalogue_of(content, po_path(data, tag), tag, messages, ledger)
    return found


def _by_piece(held: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Each piece that sheets lose or gain, with the number of languages."""
    counted: dict[str, int] = {}
    for pieces in held.values():
        for piece in pieces:
            counted[piece] = counted.get(piece, 0) + 1
    return tuple((texts.get(piece, piece), number) for piece, number in counted.items())
