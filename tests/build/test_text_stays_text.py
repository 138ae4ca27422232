"""HTML, script and PDF syntax in any field is printed as it is typed, and nothing obeys it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2 as pdfium
import pytest
import yaml

from handouts.products.loading import load_data
from handouts.sources.messages import messages_of
from tests.build.small import Project, Said, manifest, pdfs
from tests.sources.copies import made_up, po_of

FRAGMENTS = (
    "<script>alert(1)</script>",
    "<b>",
    "&amp;",
    "]]>",
    "</td>",
    "<!--",
    '"onclick="x',
    "<?x?>",
    "(Tj)\\",
    "%s",
)
TEXTS = {
    *(
        "publisher",
        "title",
        "more",
        "disclaimer",
        "incomplete",
        "text",
        "question",
        "name",
        "place",
        "service",
        "label",
    ),
    *("hours", "address", "from", "whatsapp", "unofficial", "west", "east", "own", "en", "es"),
}
"""Keys of the data whose values are free text."""
ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "noscript",
        "body",
        "header",
        "nav",
        "main",
        "section",
        "footer",
    ),
    *("div", "article", "h1", "h2", "h3", "p", "strong", "b", "bdi", "span", "br", "a", "ul", "ol", "li", "details"),
    *("summary", "form", "label", "input", "select", "option", "button", "template"),
    *("table", "thead", "tbody", "tr", "th", "td", "svg", "defs", "symbol", "rect", "path", "use"),
}
"""What the program itself writes into the gallery's pages."""
SCRIPTS = {f"{name}.js" for name in ("start", "say", "data", "es", "codes", "there", "check", "gallery")}
PAGES = ("index.html", "gallery/es.html", "gallery/all.html", "gallery/all-es.html")


class Page(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.text = ""
        self.scripts: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag == "script":
            self.scripts.add(str(dict(attrs)["src"]).removeprefix("gallery/"))
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def spiked(value: Any, fragments: Iterator[str], key: str = "") -> Any:
    """The same data with a fragment at the end of every free text, so close that no word more is counted."""
    if isinstance(value, dict):
        return {name: spiked(entry, fragments, name) for name, entry in value.items()}
    if isinstance(value, list):
        return [spiked(entry, fragments, key) for entry in value]
    if not isinstance(value, str) or key not in TEXTS:
        return value
    if key in ("service", "label"):  # one of the vocabulary would be taken for a slip of it
        value = f"Own {value}"
    return value + next(fragments)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Said]]:
    """A project with a fragment in every text, English and translated, built and proved."""
    project = Project(tmp_path_factory.mktemp("text") / "project", formats=("flyer", "large-print", "half", "card"))
    project.write()
    fragments = itertools.cycle(FRAGMENTS)
    for name in ("handout", "directory", "faq", "languages"):
        path = project.data / f"{name}.yaml"
        tree = spiked(yaml.safe_load(path.read_text(encoding="utf-8")), fragments)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    data = load_data(project.data)
    messages = messages_of(data.handout, data.directory, data.faq)
    entries = [(message.context, message.english, made_up(message)) for message in messages]
    (project.data / "translations" / "es.po").write_text(po_of(entries), encoding="utf-8")
    yield project, project.build()
    shutil.rmtree(project.home)


def test_such_data_are_accepted_and_every_sheet_passes_proof(built: tuple[Project, Said]) -> None:
    project, said = built
    assert said.code == 0
    assert all(": notice: " in line and "would be printed as it stands" in line for line in said.err.splitlines())
    assert len(pdfs(project.out)) > 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_gallery_has_only_the_elements_that_the_program_writes(
    built: tuple[Project, Said], name: str
) -> None:
    page = Page((built[0].out / name).read_text(encoding="utf-8"))
    assert page.elements <= ELEMENTS
    assert not [attribute for attribute in page.attributes if attribute.startswith("on") or attribute == "style"]
    assert all(re.fullmatch(r"#[a-z/A-Z-]+|[a-z0-9/A-Z.-]+", link) for link in page.attributes["href"])
    assert page.scripts <= SCRIPTS
    for word in ("Nogales", "Español") if "es" not in name else ("Español",):
        assert any(word + fragment in page.text for fragment in FRAGMENTS), word


def test_the_data_of_the_gallery_are_data(built: tuple[Project, Said]) -> None:
    script = (built[0].out / "gallery/data.js").read_text(encoding="utf-8")
    assert script.startswith("window.GALLERY={")
    assert script.endswith("};\n")
    names = " ".join(_strings(json.loads(script.removeprefix("window.GALLERY=").removesuffix(";\n"))))
    assert sum(fragment in names for fragment in FRAGMENTS) > len(FRAGMENTS) / 2


def test_the_manifest_holds_names_as_they_are_typed(built: tuple[Project, Said]) -> None:
    document = manifest(built[0].out)
    assert "files" in document
    names = " ".join(_strings(document))
    assert any("ProBAR" + fragment in names for fragment in FRAGMENTS)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _strings(entry)


def test_no_file_has_anything_to_run_or_to_open_but_telephone_and_web_links(built: tuple[Project, Said]) -> None:
    project, _ = built
    for path in pdfs(project.out):
        with pikepdf.open(project.out / path) as document:
            actions = [found for each in document.objects for found in _actions(each)]
        if path.startswith("print/booklet-"):  # for the press: paper has no links
            assert not actions, path
            continue
        assert "/URI" in {kind for kind, _ in actions}, f"{path}: no link was found, so nothing was looked at"
        assert {kind for kind, _ in actions} <= {"/URI", "/GoTo"}, path
        assert all(re.match(r"(tel:|https://)[^<>\s]+$", target) for kind, target in actions if kind == "/URI"), path


def _actions(value: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """Every action of an object, as (kind, target); what runs by itself or holds a script counts as one."""
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in ("/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EmbeddedFile", "/Launch", "/XFA"):
        if key in value:
            yield key, ""
    for action in (value, *(entry for _, entry in value.items() if isinstance(entry, pikepdf.Dictionary))):
        kind = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
        if kind in {"/URI", "/GoTo", "/GoToR", "/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/Named"}:
            yield kind, str(action.get("/URI", ""))


def test_what_a_file_says_of_itself_is_well_formed_and_as_it_was_typed(built: tuple[Project, Said]) -> None:
    project, _ = built
    for path in pdfs(project.out):
        with pikepdf.open(project.out / path) as document:
            packet = ET.fromstring(document.Root.Metadata.read_bytes())
            title, author = (str(document.docinfo[key]) for key in ("/Title", "/Author"))
        said = [element.text for element in packet.iter() if element.text and element.text.strip()]
        assert title in said, path
        assert author in said, path
        assert any(author == f"Asylum Seeker Advocacy Project (ASAP){fragment}" for fragment in FRAGMENTS), path


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_sheet_prints_names_as_they_are_typed(built: tuple[Project, Said], language: str) -> None:
    project, _ = built
    for city in project.cities:
        document = pdfium.PdfDocument(project.out / "flyer" / language / f"{city}-{language}-flyer.pdf")
        text = re.sub(r"\s+", "", document[0].get_textpage().get_text_range())
        document.close()
        data = load_data(project.data)
        names = [each.name for place in data.directory.cities if place.id == city for each in place.organisations]
        assert names
        assert [name for name in names if re.sub(r"\s+", "", name) not in text] == []
