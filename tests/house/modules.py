"""The modules of the program as syntax trees, for tests that read code instead of running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package: its dotted name, its tree, and where it stands (for messages)."""

    name: str
    path: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """`content`, `text` ... for what lies in a folder, else the module's own name; the package itself is ``""``."""
        return [*self.name.split("."), ""][1]


def program_modules() -> list[Module]:
    """Every module below `handouts/`."""
    modules = []
    for path in sorted((ROOT / "handouts").rglob("*.py")):
        parts = list(path.relative_to(ROOT).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        modules.append(Module(".".join(parts), path.relative_to(ROOT).as_posix(), ast.parse(path.read_bytes())))
    return modules


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that is imported, wherever in the file it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield node.lineno, module
            if module == "handouts":
                for alias in node.names:
                    yield node.lineno, f"handouts.{alias.name}"
