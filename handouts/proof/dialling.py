"""Strings to dial against the numbers that they shall reach, as a telephone network of their side takes them apart: by
parsing, where they were made by formatting. Paper that agrees with a wrong string would still reach a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from handouts.content.flyer import DialString, Flyer

_DIALLED = frozenset("0123456789*#+")


def dial_findings(flyer: Flyer) -> Iterator[str]:
    """Strings that don't reach their number, and sides from which numbers abroad don't all begin alike."""
    prefixes: dict[str, dict[str, None]] = {}
    for dial in dict.fromkeys(flyer.dial_strings()):
        dialled = "".join(filter(_DIALLED.__contains__, dial.printed))
        if _is_abroad(dial):
            prefix = dialled.removesuffix(dial.e164[1:])
            if prefix.isdecimal() and prefix != dialled:
                prefixes.setdefault(dial.side, {})[prefix] = None
                continue
        elif dialled == dial.e164 or (dial.e164.startswith("+") and _reaches(dialled, dial.e164, dial.side)):
            continue
        yield f"{dial.printed} does not reach {dial.e164} from {dial.side}"
    for side, found in prefixes.items():
        if len(found) > 1:
            yield f"numbers abroad begin from {side} now with {', now with '.join(found)}"


def _is_abroad(dial: DialString) -> bool:
    """Whether it is dialled from another country than its own. A short code has none."""
    if dial.for_whatsapp or not dial.e164.startswith("+"):
        return False
    return _has_other_code(dial.e164, dial.side)


@lru_cache(maxsize=4096)  # every language and format asks for the same numbers
def _has_other_code(e164: str, side: str) -> bool:
    return phonenumbers.parse(e164, None).country_code != phonenumbers.country_code_for_region(side)


@lru_cache(maxsize=4096)
def _reaches(dialled: str, e164: str, side: str) -> bool:
    """From its own country. Of a number that phonenumbers does not know, it may take the beginning for a prefix."""
    wanted = phonenumbers.parse(e164, None)
    if dialled == phonenumbers.national_significant_number(wanted) and not phonenumbers.is_valid_number(wanted):
        return True
    try:
        number = phonenumbers.parse(dialled, side)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == e164
