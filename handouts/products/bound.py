"""What is bound: which parts with a cover of their own a booklet has, and what these say. Build and proof ask alike."""

from __future__ import annotations

from collections.abc import Collection

from handouts.content.booklet import Booklet, compose_booklet
from handouts.content.booklet_contents import compose_contents
from handouts.content.compose import Composition
from handouts.content.contents import Contents
from handouts.paper import Paper
from handouts.products.product import Bound, Item, Sheet
from handouts.sources.load import Data


def volumes_with(
    product: Bound, item: Item, data: Data, composition: Composition, missing: Collection[Sheet], paper: Paper
) -> list[tuple[Booklet, Contents]]:
    """Each with what its contents pages say before sheets are finished. `missing`: those that could not be made."""
    whole = compose_booklet(data, composition.flyers, item.language, item.city)
    volumes = product.volumes_of(whole, composition.flyers)
    return [
        (
            booklet,
            compose_contents(
                booklet,
                data,
                composition,
                missing,
                paper.printed,
                product.form,
                [sheet for sheet in whole.sheets if sheet not in booklet.sheets],
            ),
        )
        for booklet in volumes
    ]
