"""What layout has made, kept for the next sheet: bounded, so that a job of any length has room for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Given = ParamSpec("Given")


class Kept(Generic[Key, Value]):
    """Values by what they were made of. Whoever makes them owns it.

    At most so many: whenever half of them are new since it last forgot, it forgets those that nobody has asked for
    since then.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._asked: dict[Key, Value] = {}
        self._before: dict[Key, Value] = {}

    def of(self, key: Key, make: Callable[Given, Value], *given: Given.args, **named: Given.kwargs) -> Value:
        """The value of a key; where it is not known, what is made of what is given."""
        found = self._asked.get(key)
        if found is None:
            found = self._before.get(key)
            found = make(*given, **named) if found is None else found
            self.keep(key, found)
        return found

    def known(self, key: Key) -> Value | None:
        """The value of a key, None where it is not known."""
        found = self._asked.get(key)
        if found is None:
            found = self._before.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def forget(self) -> None:
        """Nothing is known any more."""
        self._asked, self._before = {}, {}

    def keep(self, key: Key, value: Value) -> None:
        """From now on this is the value of a key."""
        if len(self._asked) >= self._half:
            self._asked, self._before = {}, self._asked
        self._asked[key] = value
