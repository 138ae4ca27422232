"""What is dialled to reach one number, from either side, by the code that prints it; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handouts.content.dial import printed_for_whatsapp, printed_from, sides_of
from handouts.sources.model import Number
from handouts.sources.sides import SideOfBorder
from handouts.sources.telephone import e164, is_known, not_known, right_numbers
from handouts.wording import joined, message_of


@dataclass(frozen=True, slots=True)
class FromSide:
    """`printed` is empty where it is not dialled from there, or not known yet."""

    code: str
    words: str
    printed: str
    dialled: bool = True


@dataclass(frozen=True, slots=True)
class Dialling:
    """`wrong`: in the loader's words. `offered`: the numbers that may be meant, with their countries. `elsewhere`: the
    other organisations that have this number."""

    sides: tuple[FromSide, ...]
    whatsapp: str = ""
    wrong: str = ""
    offered: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()


def dialling_of(
    fields: Mapping[str, str],
    sides: Sequence[SideOfBorder],
    said: Callable[[str, str], str],
    others_with: Callable[[str], tuple[str, ...]] = lambda _: (),
) -> Dialling:
    """Of the fields of a number as they are typed. `said`: a text of the data, by context and English, as a person
    reads it. `others_with`: the other organisations that have a number, given in E.164."""
    text, short, call_from = fields.get("number", ""), fields.get("short", ""), fields.get("call_from", "")
    countries = tuple(side.country for side in sides)
    only = fields.get("whatsapp") == "only"
    number: str | None = None
    wrong = ""
    offered: tuple[tuple[str, str], ...] = ()
    if text:
        try:
            number = e164(text, countries)
            if not is_known(number):
                wrong = joined(*not_known(text, countries))
        except ValueError as error:
            wrong = message_of(error)
        offered = right_numbers(text, countries)
        if number is not None and not wrong:
            offered = ()
    wanted = None
    if number is not None or short:
        wanted = Number.model_construct(number=number, short=None if number else short, call_from=call_from or None)
    called = sides_of(wanted, sides) if wanted else tuple(side for side in sides if call_from in ("", side.country))
    return Dialling(
        tuple(
            FromSide(
                side.code or side.country,
                said(side.context, side.from_ or side.country),
                "" if wanted is None or side not in called or only else _printed(wanted, side),
                side in called and not only,
            )
            for side in sides
        ),
        printed_for_whatsapp(number) if number and fields.get("whatsapp") in ("yes", "only") else "",
        wrong,
        offered,
        others_with(number) if number and not wrong else (),
    )


def _printed(number: Number, side: SideOfBorder) -> str:
    return printed_from(number.number, side) if number.number else number.short or ""
