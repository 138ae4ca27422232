"""What is imported when it is first asked for: neither help nor lists, nor whoever only gives out work, load a text
engine or a PDF library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


class Late:
    """A function by its module and name, imported when it is first called. Tests resolve every one."""

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.resolved(*arguments, **named)

    @property
    def resolved(self) -> Callable[..., Any]:
        """The function itself. Raises ImportError or AttributeError where there is none."""
        function: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return function


def late_names(folder: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` (PEP 562) of a folder of modules that names what stands in some of them. `homes`: the module of
    each name, below the folder. Raises AttributeError for a name that is not of it."""

    def named(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {folder!r} has no attribute {name!r}")
        return getattr(import_module(f"{folder}.{homes[name]}"), name)

    return named
