"""The content of a sheet on which each side of the border has a page of its own.

A number for WhatsApp is the same from both; where no page shows both sides, each has it.
"""

from __future__ import annotations

from dataclasses import replace

from handouts.content.flyer import WHATSAPP_KIND, DialString, Entry, Flyer, NumberRow


def by_sides(flyer: Flyer) -> Flyer:
    """The same with a string for each side in the place of one for both; for one side alone, as any other number."""
    countries = tuple(side.country for side in flyer.words.sides)
    word = flyer.words.whatsapp

    def of_each(dial: DialString) -> tuple[DialString, ...]:
        return tuple(replace(dial, side=country) for country in countries) or (dial,)

    def row(each: NumberRow) -> NumberRow:
        if each.from_both is None:
            return each
        return replace(each, dials=of_each(each.from_both), from_both=None, kind=WHATSAPP_KIND, kind_words=word)

    def entry(each: Entry) -> Entry:
        further = (NumberRow(of_each(dial), kind=WHATSAPP_KIND, kind_words=word) for dial in each.whatsapp)
        return replace(each, rows=(*map(row, each.rows), *further), whatsapp=())

    sections = (replace(section, entries=tuple(map(entry, section.entries))) for section in flyer.sections)
    return replace(flyer, sections=tuple(sections))
