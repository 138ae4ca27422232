"""What a PDF viewer is told of a finished document: its title, language, age, author, and how it is to be printed."""

from __future__ import annotations

from datetime import date

from handouts.content.booklet import Booklet
from handouts.content.contents import Contents
from handouts.content.flyer import Flyer
from handouts.layout.page.placed import DocumentInfo
from handouts.products.product import Bound, Drawn
from handouts.sources.languages import is_right_to_left


def sheet_info(flyer: Flyer, author: str, edition: str, product: Drawn, pages: int = 1) -> DocumentInfo:
    """Of a sheet that has so many pages."""
    return DocumentInfo(
        title=f"{flyer.city_own} – {flyer.title}",
        language=flyer.language,
        right_to_left=is_right_to_left(flyer.language),
        information_of=flyer.information_of.isoformat(),
        author=author,
        keywords=(f"edition {edition}", flyer.language_english, flyer.city_english),
        sides=product.sides_of(pages),
    )


def booklet_info(booklet: Booklet, author: str, edition: str, information_of: date, product: Bound) -> DocumentInfo:
    """Of what is bound."""
    return DocumentInfo(
        title=booklet.title,
        language=booklet.language,
        right_to_left=is_right_to_left(booklet.language),
        information_of=information_of.isoformat(),
        author=author,
        keywords=(f"edition {edition}",),
        sides=product.sides,
    )


def contents_info(contents: Contents, language: str, author: str, information_of: date) -> DocumentInfo:
    """Of a contents page that is drawn by itself, to be bound."""
    return DocumentInfo(
        title=contents.words.title,
        language=language,
        right_to_left=is_right_to_left(language),
        information_of=information_of.isoformat(),
        author=author,
    )
