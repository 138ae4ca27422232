"""A kind of product is one row of one table: everything else loops over it."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields

import pytest

from handouts.late import Late
from handouts.paper import PAPER_NAMES, Sides
from handouts.products.product import Drawn, Folded, Item, Made, Pictured, Product, Range
from handouts.products.table import BOUND, BY_NAME, DRAWN, FORMATS, PICTURED, PRODUCTS, asked_for, papers_of
from tests.house.modules import ROOT, program_modules

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHEETS = (("en", "nogales"), ("en", "mexicali"), ("es", "nogales"), ("es", "mexicali"))
TABLE, SCHEMES = "handouts.products.table", "handouts.schemes"


def test_every_product_has_a_name_and_a_path_of_its_own() -> None:
    assert len(PRODUCTS) == len(BY_NAME) == len(DRAWN) + len(PICTURED) + len(BOUND) >= 9
    paths = [product.path_of(item) for product in PRODUCTS for item in product.items(SHEETS)]
    assert len(set(paths)) == len(paths) > 4 * len(DRAWN)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)
def test_a_path_names_what_the_file_ranges_over_and_says_what_it_is(product: Product) -> None:
    named = set(re.findall(r"\{(\w+)\}", product.path))
    assert (
        named
        == {
            Range.SHEETS: {"language", "city"},
            Range.LANGUAGES: {"language"},
            Range.CITIES: {"city"},
            Range.EVERYTHING: set(),
        }[product.range]
    )
    # A file that is mailed alone still says what it is, where and in which language; a picture is seen.
    name = product.path.rpartition("/")[2]
    said = name if not isinstance(product, Folded) else product.path  # a booklet, and in its folder the one to fold
    is_said = product.asked_as in name or all(word in said for word in product.format.split("-"))
    assert is_said or (isinstance(product, Pictured) and ".png" in name)
    assert all(f"{{{each}}}" in name for each in named)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)
def test_every_function_of_a_row_is_there(product: Product) -> None:
    functions = [getattr(product, each.name) for each in fields(product)]
    late = [function for function in functions if isinstance(function, Late)]
    shows_otherwise = isinstance(product, Drawn) and isinstance(product.content, Late)
    assert len(late) == 2 + shows_otherwise
    for function in late:
        assert inspect.isfunction(function.resolved)


@pytest.mark.parametrize("product", [*PICTURED.values(), *BOUND.values()], ids=lambda product: product.name)
def test_what_is_made_of_another_comes_after_it(product: Made) -> None:
    names = list(BY_NAME)
    assert names.index(product.of) < names.index(product.name)
    (item, *_) = product.items(SHEETS)
    parts = list(product.parts_of(item, SHEETS))
    assert parts
    assert {part.product for part in parts} == {product.of}


def test_a_booklet_holds_the_sheets_of_what_it_is_named_after() -> None:
    everything, language, city, *folded = BOUND.values()
    assert list(everything.parts_of(Item("", "", ""), SHEETS)) == [Item("flyer", *sheet) for sheet in SHEETS]
    assert list(language.parts_of(Item("", "es", ""), SHEETS)) == [Item("flyer", *sheet) for sheet in SHEETS[2:]]
    assert list(city.parts_of(Item("", "", "nogales"), SHEETS)) == [Item("flyer", *sheet) for sheet in SHEETS[::2]]
    language, city = folded
    assert list(language.parts_of(Item("", "es", ""), SHEETS)) == [Item("half", *sheet) for sheet in SHEETS[2:]]
    assert list(city.parts_of(Item("", "", "nogales"), SHEETS)) == [Item("half", *sheet) for sheet in SHEETS[::2]]


def test_a_picture_shows_one_sheet() -> None:
    for product in PICTURED.values():
        assert product.range is Range.SHEETS
        for item in product.items(SHEETS):
            assert list(product.parts_of(item, SHEETS)) == [Item(product.of, item.language, item.city)]


def test_a_word_asks_for_all_that_comes_with_it_on_its_papers() -> None:
    halves = ["half", "half-print", "language-booklet-print", "city-booklet-print"]
    assert [product.name for product in asked_for(["half"], "letter")] == halves
    assert asked_for(["card"], "a4") == ()
    assert papers_of("card") == {"letter"}
    assert papers_of("flyer") == set(PAPER_NAMES)
    assert asked_for(FORMATS, "letter") == tuple(each for each in PRODUCTS if "letter" in each.papers)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)
def test_every_product_says_how_it_is_printed(product: Product) -> None:
    assert product.printing
    if isinstance(product, Pictured):
        assert "not to print" in product.printing
    else:
        assert product.sides in (Sides.ONE, Sides.BOTH, Sides.BOTH_SHORT)
        assert product.sides.words


def test_the_readme_lists_every_product() -> None:
    rows = re.findall(r"(?m)^\| `([^`]+)` \| (.+?) \|$", README[: README.index("## Change something")])
    listed = {path.replace("<", "{").replace(">", "}"): what for path, what in rows}
    for product in PRODUCTS:
        assert product.path in listed, f"README.md lacks the row of {product.path}"
    assert {path for path in listed if "/" in path} == {product.path for product in PRODUCTS}


# --- no module outside the table names a kind or a format ---------------------------------------------------------

NAMES = {word for each in PRODUCTS for word in (each.name, each.kind, each.format, each.asked_as, each.title)}


def product_names_in(tree: ast.Module) -> list[tuple[int, str]]:
    """Where code holds the name of a product as a word of its own."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in NAMES and id(node) not in documentation
    ]


def test_no_module_outside_the_table_names_a_product() -> None:
    modules = program_modules()
    found = {module.name: hits for module in modules if (hits := product_names_in(module.tree))}
    found.pop(SCHEMES, None)  # a scheme may have the name of what is made by it
    for name in [name for name in found if name.startswith("handouts.exchange.")]:
        del found[name]  # speaks of the sheets of workbooks
    assert set(found) == {TABLE}, found


def test_that_rule_can_fail() -> None:
    assert product_names_in(ast.parse('def f(kind):\n    return kind == "booklet"')) == [(2, "booklet")]
    assert not product_names_in(ast.parse('def f():\n    "booklet"'))


def test_drawn_products_promise_what_proof_expects() -> None:
    from handouts.paper import LETTER

    for product in DRAWN.values():
        assert isinstance(product, Drawn)
        expected = product.expected(LETTER)
        assert (expected.pages, expected.codes, expected.beside) == (product.pages, product.codes, product.beside)
        assert expected.form == product.spoken
