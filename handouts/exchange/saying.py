"""Values of the directory in words, for lists of differences."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import phonenumbers


def pretty(number: str) -> str:
    """`+52 664 208 8994`: E.164 in groups, as directory.yaml has numbers."""
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    grouped = str(phonenumbers.format_number(phonenumbers.parse(number), form))
    return " ".join(re.findall(r"\+?[0-9]+", grouped))


def number_said(value: Any) -> str:
    """A number with all that is said of it, for people."""
    if not isinstance(value, dict):
        return str(value)
    number = str(value.get("number") or value.get("short") or "").replace(" ", "")
    main = pretty(number) if number.startswith("+") else number
    further = {key: each for key, each in value.items() if key not in ("number", "short") and _counts(key, each)}
    return f"{main} ({', '.join(f'{key} {said(each)}' for key, each in further.items())})" if further else main


def said(value: Any) -> str:
    """Any value, on one line."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(said(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(said(each) for each in value.values())
    if isinstance(value, date):
        return value.isoformat()
    return "yes" if value is True else str(value)


def _counts(key: str, value: Any) -> bool:
    return value not in (None, "", False, ()) and (key, value) != ("kind", "voice")
