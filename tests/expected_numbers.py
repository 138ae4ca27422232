"""Whom to call and what to dial, typed by hand from the source text and its table of readings.

Nothing here is computed by the program or read from `data/`: this is what the finished sheets are held against. A
row is what stands on one line: the string to dial from Mexico, the one from the U.S., or the WhatsApp number.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of numbers. `e164` is for the links: that of the string from Mexico, then that from the U.S. Where there
    is a `label`, it stands beside the numbers, and the organisation's name above."""

    e164: tuple[str, ...]
    from_mexico: str = ""
    from_us: str = ""
    whatsapp: str = ""
    label: str = ""

    @property
    def strings(self) -> tuple[str, ...]:
        return tuple(string for string in (self.from_mexico, self.from_us, self.whatsapp) if string)

    @property
    def links(self) -> dict[str, str]:
        """String to dial -> address of its live link."""
        if self.whatsapp:
            return {self.whatsapp: "https://wa.me/" + self.e164[0].removeprefix("+")}
        numbers = self.e164 if len(self.e164) == len(self.strings) else self.e164 * len(self.strings)
        return {string: f"tel:{number}" for string, number in zip(self.strings, numbers, strict=True)}

    def hyphened(self) -> Row:
        """The same row as right-to-left pages print it."""
        return Row(self.e164, hyphened(self.from_mexico), hyphened(self.from_us), hyphened(self.whatsapp), self.label)


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    rows: tuple[Row, ...]


def hyphened(string: str) -> str:
    """Right-to-left pages join every form by hyphens: no brackets, no spaces."""
    return string.replace("(", "").replace(")", "").replace(" ", "-")


LOCAL: dict[str, tuple[Organisation, ...]] = {
    "tijuana-san-diego": (
        Organisation(
            "Al Otro Lado",
            (
                Row(("+526642088994", "+16197864866"), "664 208 8994", "(619) 786-4866"),
                Row(("+13232389935",), "", "(323) 238-9935"),
            ),
        ),
        Organisation(
            "HIAS",
            (
                Row(("+526632054660",), "663 205 4660", "011 52 663 205 4660"),
                Row(("+526632054659",), "663 205 4659", "011 52 663 205 4659"),
            ),
        ),
        Organisation(
            "Jewish Family Services",
            (
                Row(("+18583332857",), "00 1 858 333 2857", "(858) 333-2857"),
                Row(("+18583332857",), whatsapp="+1 858 333 2857"),
            ),
        ),
        Organisation("ImmDef", (Row(("+12136340999",), "00 1 213 634 0999", "(213) 634-0999"),)),
    ),
    "mexicali": (
        Organisation("Border Kindness", (Row(("+526863458890",), "686 345 8890", "011 52 686 345 8890"),)),
        Organisation(
            "HIAS",
            (
                Row(("+526863394323",), "686 339 4323", "011 52 686 339 4323"),
                Row(("+526863831855",), "686 383 1855", "011 52 686 383 1855"),
            ),
        ),
    ),
    "nogales": (
        Organisation(
            "Kino Border Initiative",
            (
                Row(("+526313162086",), "631 316 2086", "011 52 631 316 2086", label="Office in Mexico"),
                Row(("+15202872370",), "00 1 520 287 2370", "(520) 287-2370", label="Offices in Arizona"),
            ),
        ),
    ),
    "el-paso-juarez": (),
    "nuevo-laredo-laredo": (
        Organisation("Jones Day", (Row(("+12149695050",), "00 1 214 969 5050", "(214) 969-5050"),)),
        Organisation("HIAS", (Row(("+528124162731",), "81 2416 2731", "011 52 81 2416 2731"),)),
    ),
    "south-texas": (
        Organisation("Texas Civil Rights Project", (Row(("+19562914169",), "00 1 956 291 4169", "(956) 291-4169"),)),
        Organisation("ProBAR", (Row(("+19564259231",), "00 1 956 425 9231", "(956) 425-9231"),)),
        Organisation("HIAS", (Row(("+528114653235",), "81 1465 3235", "011 52 81 1465 3235"),)),
        Organisation("La Pasada Providencia", (Row(("+19563993826",), "00 1 956 399 3826", "(956) 399-3826"),)),
    ),
}
"""City, from west to east, -> its own organisations."""

EVERYWHERE: tuple[Organisation, ...] = (
    Organisation("Catholic Charities", (Row(("+15755270500",), "00 1 575 527 0500", "(575) 527-0500"),)),
    Organisation("Jewish Family Service Hotline", (Row(("+18586373365",), "00 1 858 637 3365", "(858) 637-3365"),)),
    Organisation("KIND", (Row(("+12029189431",), "00 1 202 918 9431", "(202) 918-9431"),)),
)
"""General information, then help for children who travel alone: on every sheet, after the local ones."""

CITIES = tuple(LOCAL)

DENSE_CITY = "tijuana-san-diego"
"""The city with the most numbers."""


def organisations(city: str, *, right_to_left: bool) -> tuple[Organisation, ...]:
    """All of a sheet, from top to bottom."""
    found = (*LOCAL[city], *EVERYWHERE)
    if not right_to_left:
        return found
    return tuple(Organisation(each.name, tuple(row.hyphened() for row in each.rows)) for each in found)


def dial_strings(city: str, *, right_to_left: bool) -> tuple[str, ...]:
    """Every string to dial of a sheet, in reading order."""
    return tuple(
        string
        for organisation in organisations(city, right_to_left=right_to_left)
        for row in organisation.rows
        for string in row.strings
    )


SMALL_CARDS = ("ps", "ti")
"""Languages whose words are so long or so dark that a card has no room for the second organisation of a city, nor for
one that serves all."""


def on_card(city: str, language: str, *, right_to_left: bool) -> tuple[Organisation, ...]:
    """What a card holds, each with its first number: two organisations of the city, or one that serves all where it has
    none, and the children's."""
    every = organisations(city, right_to_left=right_to_left)
    of_city = every[: len(LOCAL[city])]
    shown = of_city[:2] or every[:1]
    if language in SMALL_CARDS:
        shown = of_city[:1]
    return tuple(Organisation(each.name, each.rows[:1]) for each in (*shown, every[-1]))
