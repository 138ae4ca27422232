"""What a language tag says about writing: script, direction, English name (from CLDR). And the data's own language."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

SOURCE_LANGUAGE = "en"
"""The language of the data. It needs no PO file."""

# CLDR speaks in ISO 15924 variants of a script; Unicode's script property knows the script itself.
_UNICODE_SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Aran": "Arab"}

# The right-to-left scripts of Unicode that are in use today.
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def script_of(tag: str) -> str:
    """The Unicode script (ISO 15924) that a BCP 47 tag is written in: `fa-AF` -> `Arab`, `zh-Hans` -> `Hani`.

    Raises ValueError where neither the tag nor CLDR's likely subtags name a script.
    """
    language, *others = tag.split("-")
    script = next((part for part in others if len(part) == 4), None)
    if script is None:
        likely = get_global("likely_subtags")
        candidates = ["_".join([language, *others]), language]
        full = next((likely[candidate] for candidate in candidates if candidate in likely), None)
        if full is None:
            raise ValueError(f'CLDR does not know the script of "{tag}"; name it in the tag, as in "zh-Hans"')
        script = full.split("_")[1]
    return _UNICODE_SCRIPTS.get(script, script)


def is_right_to_left(tag: str) -> bool:
    """Whether the page of this language runs from right to left. Raises ValueError as `script_of`."""
    return script_of(tag) in _RIGHT_TO_LEFT


def english_name(tag: str) -> str:
    """CLDR's English name: `ht` -> `Haitian Creole`. Raises babel.UnknownLocaleError for a tag that CLDR has not."""
    return Locale.parse(tag, sep="-").get_display_name("en") or tag
