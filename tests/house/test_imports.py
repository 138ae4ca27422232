"""The map of the house holds: imports point down only, each library has its room, and nothing below reads the world."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.house.modules import Module, imports, program_modules

MODULES = program_modules()
Rule = Callable[[Module], Iterator[str]]

# cli -> commands -> {console, desk} -> build -> gallery -> products -> {bind, exchange, picture, proof} -> draw
# -> layout -> {content, interface, text} -> sources -> {errors, late, paper, schemes, manifest, wording}
FLOORS = (
    ("errors", "late", "paper", "schemes", "manifest", "wording"),
    ("sources",),
    ("content", "interface", "text"),
    ("layout",),
    ("draw",),
    ("bind", "exchange", "picture", "proof"),
    ("products",),
    ("gallery",),
    ("build",),
    ("console", "desk"),
    ("commands",),
    ("cli",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Inside two rooms there are floors as well. What is not named stands on the topmost.
INNER_FLOORS = {
    "layout": (("page",), ("parts",), ("sheets",)),
    "build": (
        ("data_digest", "jobs", "kept_paths", "options", "packed_taken", "program", "sealed", "staged", "summary"),
        ("unfinished",),
        ("out_folder",),
        ("batches", "kept_by_program", "kept_facts", "kept_sheets", "last_build", "outcome", "plan"),
        ("tasks",),
        ("language_worker",),
        ("binding_worker", "picture_worker"),
        ("making",),
        ("publishing",),
    ),
}
# Not of the pipeline: the package with its public names, and what runs before any package is there.
OUTSIDE = ("", "__main__", "environment")

# The rooms that may import a library; every other library of the project is free to all.
ROOMS_OF_LIBRARY = {
    "yaml": ("sources",),
    "reportlab": ("draw",),
    "pypdf": ("bind",),
    "pypdfium2": ("picture", "proof"),
    "pdfminer": ("proof",),
    "zxingcpp": ("proof",),
    "openpyxl": ("exchange",),
    "xlsxwriter": ("exchange",),
    "python_calamine": ("exchange",),
    "typer": ("cli", "commands"),
    "rich": ("console",),
    "starlette": ("desk",),
    "uvicorn": ("desk",),
}
PDF_LIBRARIES = ("reportlab", "pypdf", "pypdfium2", "pdfminer", "pikepdf")

# What depends on when, where and by whom the program is run. Only cli.py asks for it and hands it down.
SURROUNDINGS = re.compile(
    r"""(time\.(time|time_ns|localtime|gmtime|strftime|ctime|asctime|tzname|timezone)
        |(datetime\.)?datetime\.(now|today|utcnow)|(datetime\.)?date\.today
        |os\.(environ|environb|getenv|getcwd|getcwdb|getlogin|uname)|os\.path\.(abspath|expanduser|expandvars)
        |(Path|pathlib\.Path)\.(cwd|home)
        |(locale|platform|getpass)\..*|socket\.(gethost|getfqdn|getaddrinfo|getservby).*
        )$""",
    re.VERBOSE,
)
LANGUAGE_NAMES = {"language", "lang", "tag", "language_tag"}
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def floor_of(module: Module) -> int:
    """Raises KeyError for a room that is not on the map: a new one is put there first."""
    return FLOOR_OF[module.room]


def inner_floor_of(module: Module) -> int:
    floors = INNER_FLOORS[module.room]
    name = [*module.name.split("."), ""][2]
    return next((floor for floor, names in enumerate(floors) if name in names), len(floors))


def wrong_inner_arrows(module: Module) -> Iterator[str]:
    if module.room not in INNER_FLOORS:
        return
    for line, name in imports(module.tree):
        target = Module(name, "", module.tree)
        if not name.startswith(f"handouts.{module.room}.") or target.name == module.name:
            continue
        same_folder = target.name.split(".")[2] == [*module.name.split("."), ""][2]
        if inner_floor_of(target) > inner_floor_of(module) or (
            inner_floor_of(target) == inner_floor_of(module) < len(INNER_FLOORS[module.room]) and not same_folder
        ):
            yield f"{module.path}:{line}: imports {name}, which does not lie below it"


def wrong_arrows(module: Module) -> Iterator[str]:
    if module.room in OUTSIDE:
        return
    for line, name in imports(module.tree):
        parts = name.split(".")
        if parts[0] != "handouts" or len(parts) == 1:
            continue
        target = Module(name, "", module.tree)
        if target.room in OUTSIDE:
            yield f"{module.path}:{line}: imports {name}, which is outside the pipeline"
        elif floor_of(target) >= floor_of(module) and not same_room(target, module):
            yield f"{module.path}:{line}: {module.room} imports {name}, which does not lie below it"


def same_room(one: Module, other: Module) -> bool:
    return one.room == other.room or {one.room, other.room} <= set(FLOORS[0])


def strangers(module: Module) -> Iterator[str]:
    for line, name in imports(module.tree):
        library = name.partition(".")[0]
        if library in ROOMS_OF_LIBRARY and module.room not in ROOMS_OF_LIBRARY[library]:
            yield f"{module.path}:{line}: {library} belongs to {' and '.join(ROOMS_OF_LIBRARY[library])}"
        if library in PDF_LIBRARIES and module.room in ("text", "layout", "content", "sources", "errors", "paper"):
            yield f"{module.path}:{line}: nothing of PDF here, and {library} is"


def looks_around(module: Module) -> Iterator[str]:
    if module.room in ("cli", *OUTSIDE):
        return
    full_names = {}  # what a name in this file stands for: `now` may be `datetime.datetime`
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                full_names |= {alias.asname: alias.name} if alias.asname else {first: first}
        elif isinstance(node, ast.ImportFrom):
            full_names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            first, _, rest = ast.unparse(node).partition(".")
            name = ".".join(filter(None, (full_names.get(first, ""), rest)))
            if first in full_names and SURROUNDINGS.match(name):
                yield f"{module.path}:{node.lineno}: {name} is read; cli.py hands it down"


def asks_for_a_language(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            sides = [node.subject, *(value for case in node.cases for value in ast.walk(case.pattern))]
        else:
            continue
        literals = [constant for side in sides for constant in ast.walk(side) if isinstance(constant, ast.Constant)]
        if any(map(names_a_language, sides)) and any(
            isinstance(literal.value, str) and LANGUAGE_TAG.fullmatch(literal.value) for literal in literals
        ):
            yield f"{module.path}:{node.lineno}: a language is data, not a branch: {ast.unparse(sides[0])}"


def names_a_language(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in LANGUAGE_NAMES


def complaints(rule: Rule) -> list[str]:
    return [complaint for module in MODULES for complaint in rule(module)]


def test_imports_point_down() -> None:
    assert complaints(wrong_arrows) == []


def test_imports_point_down_inside_the_rooms_too() -> None:
    assert complaints(wrong_inner_arrows) == []


def test_every_module_stands_on_a_floor() -> None:
    pipeline = [module for module in MODULES if module.room not in OUTSIDE]
    assert len(pipeline) > 100
    assert [module.name for module in pipeline if module.room not in FLOOR_OF] == []
    named = {name for floors in INNER_FLOORS.values() for names in floors for name in names}
    assert named <= {name for module in MODULES for name in module.name.split(".")}


def test_each_library_has_its_room() -> None:
    assert complaints(strangers) == []


def test_only_the_command_line_knows_clock_zone_environment_and_folder() -> None:
    assert complaints(looks_around) == []


def test_no_language_is_a_branch_in_code() -> None:
    assert complaints(asks_for_a_language) == []


def test_the_entry_needs_the_standard_library_only() -> None:
    for module in MODULES:
        if module.room in ("", "__main__", "environment"):
            top = [node for node in module.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
            names = {name.partition(".")[0] for node in top for _, name in imports(node)}
            assert names <= sys.stdlib_module_names | {"handouts"}, module.path


def module_of(name: str, code: str) -> Module:
    return Module(name, f"{name.replace('.', '/')}.py", ast.parse(code))


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        (wrong_arrows, "handouts.text.lines", "from handouts.content.flyer import Flyer"),
        (wrong_arrows, "handouts.layout.parts.table", "def late():\n    from handouts.draw import document"),
        (wrong_arrows, "handouts.draw.document", "from handouts import build"),
        (wrong_arrows, "handouts.bind.merge", "import handouts.proof.verdict"),
        (wrong_arrows, "handouts.build.out_folder", "import handouts.cli"),
        (wrong_arrows, "handouts.build.run", "from handouts.environment import ROOT"),
        (wrong_inner_arrows, "handouts.layout.page.frame", "from handouts.layout.parts.head import lay_out_head"),
        (wrong_inner_arrows, "handouts.layout.parts.head", "from handouts.layout.sheets import flyer"),
        (wrong_inner_arrows, "handouts.build.plan", "from handouts.build.batches import Batch"),
        (wrong_inner_arrows, "handouts.build.outcome", "from handouts.build.run import build_handouts"),
        (strangers, "handouts.draw.document", "import yaml"),
        (strangers, "handouts.proof.reading", "from pypdf import PdfReader"),
        (strangers, "handouts.layout.parts.table", "from reportlab.lib import pagesizes"),
        (strangers, "handouts.text.lines", "import pikepdf"),
        (looks_around, "handouts.build.run", "from datetime import datetime as d\nx = d.now()"),
        (looks_around, "handouts.build.run", "from time import time\nx = time()"),
        (looks_around, "handouts.build.run", "import os\nx = os.environ['HOME']"),
        (looks_around, "handouts.build.run", "import os\nx = os.path.abspath('.')"),
        (looks_around, "handouts.build.run", "from pathlib import Path\nx = Path.cwd()"),
        (looks_around, "handouts.build.run", "import datetime\nx = datetime.date.today()"),
        (looks_around, "handouts.build.run", "import locale\nlocale.getlocale()"),
        (asks_for_a_language, "handouts.layout.parts.table", "if language == 'ar': pass"),
        (asks_for_a_language, "handouts.layout.parts.table", "x = flyer.language in ('ar', 'fa-AF')"),
        (asks_for_a_language, "handouts.layout.parts.table", "match tag:\n    case 'zh-Hans': pass"),
    ],
)
def test_every_rule_can_fail(rule: Rule, name: str, code: str) -> None:
    assert list(rule(module_of(name, code)))


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        (
            wrong_arrows,
            "handouts.layout.parts.table",
            "from handouts.text.lines import Line\nfrom handouts.paper import Box",
        ),
        (wrong_arrows, "handouts.build.run", "from handouts import products, proof"),
        (wrong_inner_arrows, "handouts.layout.parts.head", "from handouts.layout.parts.staff import put_staff"),
        (wrong_inner_arrows, "handouts.build", "from handouts.build.run import build_handouts"),
        (strangers, "handouts.draw.document", "from reportlab.pdfgen.canvas import Canvas"),
        (looks_around, "handouts.cli", "import os\nx = os.environ"),
        (looks_around, "handouts.build.run", "from datetime import date\nx = date(2021, 4, 7)\nenviron = 1\ntime = 2"),
        (asks_for_a_language, "handouts.draw.structure", "x = tag == 'H1' or language == other"),
    ],
)
def test_no_rule_hits_what_is_allowed(rule: Rule, name: str, code: str) -> None:
    assert not list(rule(module_of(name, code)))
