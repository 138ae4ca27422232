"""A number that another organisation has already: said to the person who enters it, as it may be a slip of the row."""

from __future__ import annotations

from collections.abc import Callable

from handouts.exchange.directory_rows import Place, places
from handouts.sources.model import Directory, Organisation

GROUP = "group:"


def names_with(
    directory: Directory, where: str, number: str, others: Callable[[Place, int, Organisation], bool]
) -> tuple[str, ...]:
    """Names of organisations that stand on the sheets of `where` (`city:ID` or `group:ID`) and have this number,
    in E.164; of those alone that `others` takes for another organisation than the one that is entered. What stands in a
    group stands on the sheets of every city."""
    found = (
        organisation.name
        for place in places(directory)
        if where.startswith(GROUP) or place.where == where or place.where.startswith(GROUP)
        for index, organisation in enumerate(place.part.organisations)
        if others(place, index, organisation) and any(each.number == number for each in organisation.numbers)
    )
    return tuple(dict.fromkeys(found))
