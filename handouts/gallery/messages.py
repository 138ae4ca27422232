"""`python -m handouts.gallery.messages` brings locale/*.po up to the words of templates, script and table of products.
A test compares."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.gallery.paths import LOCALE, STATIC, TEMPLATES
from handouts.interface.messages import Said, bring_up_to_date, gathered, in_scripts, in_templates
from handouts.paper import Sides, press_papers
from handouts.products.table import PRODUCTS

_TABLE, _PAPER = "table.py", "paper.py"
_ANY_OFICIO_MM = (216, 340)


def messages() -> dict[str, tuple[str, ...]]:
    """Every English text of the gallery, in order, with the files that say it."""
    return gathered(_said())


def _said() -> Iterator[Said]:
    yield from in_templates(TEMPLATES)
    yield from in_scripts(STATIC)
    for product in PRODUCTS:
        yield from ((_TABLE, text) for text in (product.title, product.printing) if text)
    yield from ((_PAPER, sides.words) for sides in Sides if sides.words)
    yield from ((_PAPER, paper.printed) for paper in press_papers(_ANY_OFICIO_MM))


def main() -> None:
    """Bring all files up to date."""
    bring_up_to_date(LOCALE, messages())


if __name__ == "__main__":
    main()
