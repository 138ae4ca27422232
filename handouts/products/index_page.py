"""index.html: where staff start. What to print, how, and links to it. No script, no style from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from handouts.content.dates import long_date
from handouts.content.flyer import Status
from handouts.content.isolates import isolate_right_to_left
from handouts.manifest import FileEntry, Manifest
from handouts.products.product import Drawn, Item, Product, Range, Sheet
from handouts.products.table import PRODUCTS
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data

INDEX_NAME = "index.html"

_STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #000; }
h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
.old { border: 3px solid #000; padding: .6rem 1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .35rem .6rem .35rem 0;
border-top: 1px solid #999; vertical-align: top; } th { font-weight: 600; } a { color: #000; }
.note { color: #333; font-size: .95rem; }
"""


def index_html(manifest: Manifest, data: Data, notes: Sequence[str]) -> bytes:
    """The page. `notes`: what needs a person (held-back languages, sheets that failed)."""
    sheets = [(language.tag, city.id) for language in data.languages.languages for city in data.directory.cities]
    made = [product for product in PRODUCTS if any(manifest.entry(path) for path in _paths(product, sheets))]
    title = escape(data.handout.title)
    english = next(each for each in data.languages.languages if each.tag == SOURCE_LANGUAGE)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        (
            f'<p class="old">Information of {escape(long_date(english, data.handout.last_updated))}. Bring the data up'
            " to date before you hand out a sheet whose facts have changed since.</p>"
        ),
        *_how_to_print(manifest.paper, made),
    ]
    if notes:
        parts += ["<h2>Needs a person</h2><ul>", *(f"<li>{escape(note)}</li>" for note in notes), "</ul>"]
    grid = [product for product in made if product.range is Range.SHEETS]
    parts += _grid(manifest, data, grid)
    for product in made:
        if product not in grid:
            parts += _list(manifest, product, sheets)
    parts.append(
        '<p class="note">Every sheet names its edition at the foot. manifest.json lists all files with their facts;'
        " SHA256SUMS their digests.</p></body></html>"
    )
    return ("\n".join(parts) + "\n").encode()


def _paths(product: Product, sheets: Sequence[Sheet]) -> Iterator[str]:
    return (product.path_of(item) for item in product.items(sheets))


def _how_to_print(paper: str, made: Iterable[Product]) -> Iterator[str]:
    yield "<h2>How to print</h2>"
    yield (
        f"<p>Paper: {escape(paper.capitalize())}. Black and white is enough. In the print window choose"
        " <strong>Actual size</strong> or <strong>100 %</strong>, never “Fit to page”: shrinking makes numbers"
        " harder to read and to scan.</p><ul>"
    )
    for product in made:
        how = "; ".join(filter(None, (product.printing, product.sides.words)))
        yield f"<li><strong>{escape(product.title)}</strong>: {escape(how)}</li>"
    yield "</ul>"


def _grid(manifest: Manifest, data: Data, products: Sequence[Product]) -> Iterator[str]:
    """Languages down, cities across, in each cell a link for each product."""
    cities = [(city.id, isolate_right_to_left(city.name)) for city in data.directory.cities]
    yield "<h2>Sheets</h2><table><thead><tr><th>Language</th>"
    yield from (f"<th>{escape(name)}</th>" for _, name in cities)
    yield "</tr></thead><tbody>"
    for language in data.languages.languages:
        own, english, tag = escape(language.names.own), escape(language.names.en), escape(language.tag)
        yield f'<tr><th><span lang="{tag}" dir="auto">{own}</span><br>{english}</th>'
        for city, name in cities:
            links = "<br>".join(
                _link(entry, product.title, f"{product.title}, {name}, {language.names.en}", _sides(entry, product))
                for product in products
                if (entry := manifest.entry(product.path_of(Item(product.name, language.tag, city))))
            )
            yield f"<td>{links or 'not made'}</td>"
        yield "</tr>"
    yield "</tbody></table>"


def _list(manifest: Manifest, product: Product, sheets: Sequence[Sheet]) -> Iterator[str]:
    yield f"<h2>{escape(product.title.capitalize())}</h2><ul>"
    for entry in filter(None, map(manifest.entry, _paths(product, sheets))):
        missing = f" (without {escape(', '.join(entry.missing))})" if entry.missing else ""
        pages = f'<span class="note">{entry.pages} pages{missing}</span>'
        yield f"<li>{_link(entry, entry.path.rpartition('/')[2])} {pages}</li>"
    yield "</ul>"


def _sides(entry: FileEntry, product: Product) -> str:
    """That a sheet takes its back, where others of its kind do not."""
    return "both sides" if isinstance(product, Drawn) and entry.pages > product.pages else ""


def _link(entry: FileEntry, text: str, spoken: str = "", sides: str = "") -> str:
    said = [*([sides] if sides else []), *(["translation not reviewed"] if entry.status == Status.DRAFT else [])]
    note = f' <span class="note">{", ".join(said)}</span>' if said else ""
    label = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="{escape(entry.path)}"{label}>{escape(text)}</a>{note}'
