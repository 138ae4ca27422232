"""Everything that can go wrong, as one small family.

HandoutError                  the program stops; carries its exit code
├── UsageError            2   the command line asks for something that does not exist
├── InputError            2   data or fonts are wrong; carries every Problem found
├── ConflictError         3   a file is no longer what was read from it
├── WriteError            3   could not write: disk full, no permission
└── InternalError         3   a promise of our own was broken

A Problem is a value, not an exception: loading, fitting and proof return lists of them, so that all are named at
once and everything else is still built. A Notice is one too, but nothing is wrong: what was asked for is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    NEEDS_A_PERSON = 1
    WRONG_INPUT = 2
    COULD_NOT_WRITE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and what would be right.

    `line` and `column` count from 1; 0 means that the problem has no place inside the file. `file` is empty where it is
    of none.
    `language` names the language that it holds back, if it holds one back.
    """

    file: str
    line: int
    column: int
    what: str
    instead: str = ""
    language: str = ""

    def __str__(self) -> str:
        return _message(self.file, self.line, self.column, self.what, self.instead)

    @property
    def said(self) -> str:
        """Without its place, for who has opened no file."""
        return "; ".join(filter(None, (self.what, self.instead)))


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """One thing that a person should know although nothing is wrong: the exit code stays 0, and nothing is held back.

    Fields as in Problem. It is said once, whatever the number of sheets and languages that it is about.
    """

    file: str
    line: int
    column: int
    what: str
    instead: str = ""

    def __str__(self) -> str:
        return _message(self.file, self.line, self.column, f"notice: {self.what}", self.instead)


def _message(file: str, line: int, column: int, what: str, instead: str) -> str:
    place = f"{file}:{line}:{column}" if line else file
    message = (f"{place}: " if place else "") + what + (f"; {instead}" if instead else "")
    # What was typed is quoted, but a terminal must not obey it, nor a line break make two messages of one.
    return "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in message)


class HandoutError(Exception):
    """The program stops. The message says what, where, and what to do."""

    exit_code = ExitCode.COULD_NOT_WRITE

    def __reduce__(self) -> tuple[object, ...]:
        """As pickle takes it from a worker process to its parent. Its own way calls the class with the message, which
        most of these are not made from."""
        return _made_again, (type(self), self.args, dict(vars(self)))


def _made_again(kind: type[HandoutError], arguments: tuple[object, ...], values: dict[str, object]) -> HandoutError:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    vars(error).update(values)
    return error


class UsageError(HandoutError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.WRONG_INPUT


class InputError(HandoutError):
    """Data or fonts are wrong; nothing is written."""

    exit_code = ExitCode.WRONG_INPUT

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WriteError(HandoutError):
    """The disk refuses. Everything that is in the output folder is whole."""

    def __init__(self, path: Path, reason: str, instead: str = "") -> None:
        self.path = path
        super().__init__(f"{path}: {reason}" + (f"; {instead}" if instead else ""))


class ConflictError(HandoutError):
    """Somebody else has changed a file since it was read; it is left as it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: the file has been changed since it was read; read it again, and repeat the edit")


class InternalError(HandoutError):
    """A promise of the program's own was broken: please report it."""
