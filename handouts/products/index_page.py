"""index.html: where staff start. What to print, how, and links to it. No script, no style from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from handouts.manifest import FileEntry, Manifest

_STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #000; }
h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
.old { border: 3px solid #000; padding: .6rem 1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .35rem .6rem .35rem 0;
border-top: 1px solid #999; vertical-align: top; } th { font-weight: 600; } a { color: #000; }
.note { color: #333; font-size: .95rem; }
"""


_FORMAT_NAMES = {
    "flyer": "flyer",
    "large-print": "large print",
    "half": "half sheets",
    "half-print": "half sheets, two up",
    "card": "cards",
}


def index_html(
    manifest: Manifest,
    title: str,
    date_text: str,
    languages: Sequence[tuple[str, str, str]],
    cities: Sequence[tuple[str, str]],
    notes: Sequence[str],
) -> bytes:
    """The page. `languages`: (tag, own name, English name) in order; `cities`: (id, name) in order; `notes`: what
    needs a person (held-back languages, flyers that failed)."""
    sheets: dict[tuple[str, str], list[FileEntry]] = {}
    for entry in manifest.files:
        if entry.kind == "sheet":
            sheets.setdefault((entry.language, entry.city), []).append(entry)
    booklets = [entry for entry in manifest.files if entry.kind == "booklet"]
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        (
            f'<p class="old">Information of {escape(date_text)}. Bring the data up to date before you hand out a sheet'
            " whose facts have changed since.</p>"
        ),
        "<h2>How to print</h2>",
        (
            f"<p>Paper: {escape(manifest.paper.capitalize())}. Black and white is enough. In the print window choose"
            " <strong>Actual size</strong> or <strong>100 %</strong>, never “Fit to page”: shrinking makes numbers"
            " harder to read and to scan. A flyer is one side of one sheet; large print and cards are two sides: print"
            " them on both sides, and feed the perforated stock for cards.</p>"
        ),
    ]
    if notes:
        parts.append("<h2>Needs a person</h2><ul>")
        parts.extend(f"<li>{escape(note)}</li>" for note in notes)
        parts.append("</ul>")
    parts.append("<h2>Sheets</h2><table><thead><tr><th>Language</th>")
    parts.extend(f"<th>{escape(name)}</th>" for _, name in cities)
    parts.append("</tr></thead><tbody>")
    for tag, own, english in languages:
        parts.append(f'<tr><th><span lang="{escape(tag)}" dir="auto">{escape(own)}</span><br>{escape(english)}</th>')
        for city, name in cities:
            entries = sorted(sheets.get((tag, city), []), key=lambda entry: list(_FORMAT_NAMES).index(entry.format))
            links = "<br>".join(
                _link(entry, _FORMAT_NAMES[entry.format], f"{_FORMAT_NAMES[entry.format]}, {name}, {english}")
                for entry in entries
            )
            parts.append(f"<td>{links or 'not made'}</td>")
        parts.append("</tr>")
    parts.append("</tbody></table>")
    if booklets:
        parts.append("<h2>Booklets</h2><ul>")
        for entry in booklets:
            missing = f" (without {escape(', '.join(entry.missing))})" if entry.missing else ""
            pages = f'<span class="note">{entry.pages} pages{missing}</span>'
            parts.append(f"<li>{_link(entry, entry.path.removeprefix('booklet/'))} {pages}</li>")
        parts.append("</ul>")
    parts.append(
        '<p class="note">Every sheet names its edition at the foot. manifest.json lists all files with their facts;'
        " SHA256SUMS their digests.</p></body></html>"
    )
    return ("\n".join(parts) + "\n").encode()


def _link(entry: FileEntry, text: str, spoken: str = "") -> str:
    note = "" if entry.status != "draft" else ' <span class="note">translation not reviewed</span>'
    label = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a href="{escape(entry.path)}"{label}>{escape(text)}</a>{note}'
