"""Peers that set the page from HTML: WeasyPrint and Chromium, from the texts that Typst gets, in the same faces.

The page has the kinds of structure that the others have: headings, a table with live links, answers in two columns.
What it looks like does not matter here: its text is read back.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import which
from typing import Any

from benchmarks.typst_peer import PeerPage, content_of

_CHROMIUM = "chromium", "chromium-browser", "google-chrome"


@dataclass(frozen=True, slots=True)
class HtmlPeer:
    """`write`: an HTML file, and the PDF to make of it."""

    name: str
    write: Callable[[Path, Path], None]


def html_peers(others: Path | None) -> Iterator[HtmlPeer]:
    """Those that are there: WeasyPrint in the environment of `benchmarks/readers.py`, Chromium among the programs."""
    if others is not None and (weasyprint := others / "venv" / "bin" / "weasyprint").exists():
        yield HtmlPeer(
            "WeasyPrint", lambda html, pdf: _run(weasyprint, "--quiet", "--pdf-variant", "pdf/ua-1", html, pdf)
        )
    chromium = next(filter(None, map(which, _CHROMIUM)), None)
    if chromium is not None:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        yield HtmlPeer("Chromium", lambda html, pdf: _run(chromium, *options, f"--print-to-pdf={pdf}", html.as_uri()))


def _run(*command: str | Path) -> None:
    """Raises CalledProcessError."""
    subprocess.run(command, check=True, capture_output=True)


def html_of(page: PeerPage, fonts: Path) -> str:
    """The page as HTML. `fonts`: the folder with the faces."""
    content = content_of(page)
    direction = "rtl" if page.right_to_left else "ltr"
    parts = (*_head(content), *_table(content), *_answers(content), *_foot(content))
    return (
        f'<!doctype html><html lang="{escape(page.language.tag)}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(page.flyer.title)}</title><style>{_style(page, fonts)}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


def _style(page: PeerPage, fonts: Path) -> str:
    """Every face is a family of its own; digits and Latin letters come from the Latin one, as on our page, where a
    language has none of its own for them."""
    language = page.language
    inside = language.latin or language.fonts
    uses: Mapping[str, Sequence[str]] = {
        "regular": (language.fonts.regular, inside.regular, page.latin[0]),
        "bold": (language.fonts.bold, inside.bold, page.latin[1]),
        "small": (language.fonts.small, inside.small, page.latin[2]),
        "latin": (page.latin[0],),
        "name": (page.latin[1],),
        "dial": (page.latin[1],),
    }
    faces = dict.fromkeys(face for stack in uses.values() for face in stack)
    rules = [f'@font-face{{font-family:"{face}";src:url("{(fonts / face).as_uri()}.ttf")}}' for face in faces]
    for use, stack in uses.items():
        families = ",".join(f'"{face}"' for face in dict.fromkeys(stack))
        rules.append(f".{use}{{font-family:{families};font-weight:normal;font-synthesis:none}}")
    width, height = page.paper.width_pt, page.paper.height_pt
    rules += [
        f"@page{{size:{width}pt {height}pt;margin:36pt}}",
        f"body{{margin:0;font-size:{page.body_pt}pt;line-height:{language.leading}}}",
        "h1,h2,h3,p{margin:0;font-weight:normal}h3,h3+p{display:inline}table{width:100%;border-collapse:collapse}",
        "td,th{text-align:start;vertical-align:top;border-bottom:.3pt solid;font-weight:normal}",
        f".answers{{columns:2}}.dial{{direction:ltr;unicode-bidi:isolate;font-size:{page.numbers_pt}pt}}",
        "a{color:#000;text-decoration:none}svg{width:72pt}",
    ]
    return "".join(rules)


def _text(use: str, text: str, tag: str = "p") -> str:
    foreign = ' lang="en"' if use in ("latin", "name") else ""
    return f'<{tag} class="{use}"{foreign}>{escape(text)}</{tag}>' if text else ""


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    words = content["words"]
    yield _text("bold", content["city_own"], "h1")
    yield _text("latin", content["city_latin"])
    yield _text("regular", content["title"])
    yield _text("bold", content["language_own"])
    yield _text("latin", content["language_english"])
    yield from (_text("small", phrase) for phrase in content["say"])
    yield from (_text("regular", line) for line in content["archived"])
    yield _text("bold", words["last_updated"])
    yield _text("regular", words["changing"])
    yield _text("regular", words["no_local_number"])


def _table(content: Mapping[str, Any]) -> Iterator[str]:
    words = content["words"]
    heads = "".join(f'<th scope="col" class="bold">{escape(side)}</th>' for side in words["sides"])
    columns = 1 + len(words["sides"])
    yield f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>"
    for section in content["sections"]:
        yield f'<tr><td colspan="{columns}">{_text("small", section["title"])}</td></tr>'
        for entry in section["entries"]:
            yield from _entry(entry, words, columns)
    yield "</tbody></table>"
    yield _text("regular", words["see_website"])
    yield _text("regular", words["contact"])


def _entry(entry: Mapping[str, Any], words: Mapping[str, str], columns: int) -> Iterator[str]:
    name = _text("name", entry["name"]) + _text("latin", entry["place"]) + _text("regular", entry["service"])
    for row in entry["rows"]:
        more = "".join(_text("small", row[each]) for each in ("label", "extension", "hours"))
        cells = "".join(f"<td>{_dial(number)}</td>" for number in row["dials"])
        yield f"<tr><td>{name or _text('small', words['or_'])}{more}</td>{cells}</tr>"
        name = ""
    for number in entry["whatsapp"]:
        said = _text("small", words["whatsapp"], "span")
        yield f"<tr><td>{name or _text('small', words['or_'])}</td>"
        yield f'<td colspan="{columns - 1}">{said} {_dial(number)}</td></tr>'
        name = ""
    if visit := entry["visit"]:
        said = f"{_text('regular', visit['label'] + ':', 'span')} {_text('latin', visit['address'], 'span')}"
        yield f'<tr><td colspan="{columns}">{said}</td></tr>'


def _dial(number: Mapping[str, str] | None) -> str:
    return f'<a class="dial" href="{escape(number["href"])}">{escape(number["printed"])}</a>' if number else ""


def _answers(content: Mapping[str, Any]) -> Iterator[str]:
    yield _text("bold", content["words"]["answers_heading"], "h2")
    yield '<div class="answers">'
    questions: Iterable[Mapping[str, str]] = (each for column in content["columns"] for each in column)
    for question in questions:
        yield f"<div>{_text('bold', question['text'], 'h3')} {_text('regular', question['answers'])}</div>"
    yield "</div>"


def _foot(content: Mapping[str, Any]) -> Iterator[str]:
    words = content["words"]
    yield from (_text("small", line) for line in content["unreviewed"])
    yield f'<a href="{escape(content["website"])}">{content["qr_svg"]}</a>'
    yield _text("regular", words["more"])
    yield _text("latin", content["website_printed"])
    yield _text("small", words["scan"])
    yield _text("bold", words["disclaimer"])
    yield _text("regular", words["incomplete"])
    yield _text("latin", content["staff_line"])
