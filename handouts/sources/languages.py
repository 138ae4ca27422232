"""What a language tag says about writing: script, direction, English name; and the data's own language. No language is
named here otherwise.

From CLDR; that a language is one, and what it is called, also from the registry of language subtags (BCP 47), which
holds all of ISO 639-3: CLDR has dates and names for a few hundred languages only.
"""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from handouts.wording import worded as _

SOURCE_LANGUAGE = "en"
"""The language of the data. It needs no PO file."""

# CLDR speaks in ISO 15924 variants of a script; Unicode's script property knows the script itself.
_UNICODE_SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Aran": "Arab"}

# The right-to-left scripts of Unicode that are in use today.
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def canonical_tag(tag: str) -> str:
    """The tag by which CLDR knows a language that has several: `prs` -> `fa-AF`, `iw` -> `he`."""
    language, *others = tag.split("-")
    alias = get_global("language_aliases").get(language)
    if alias is None:
        return tag
    language, *implied = alias.split("_")
    kept = [part for part in implied if (len(part) == 4) not in {len(other) == 4 for other in others}]
    return "-".join([language, *sorted([*kept, *others], key=len, reverse=True)])


def locale_of(tag: str) -> Locale | None:
    """What CLDR has about a language; None where it has nothing."""
    canonical = canonical_tag(tag)
    try:
        locale = Locale.parse(canonical, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    # For "und", of which nothing is known, Babel gives English.
    return locale if locale.language == canonical.partition("-")[0] else None


def is_registered(tag: str) -> bool:
    """Whether a tag names a language, in a script and a territory that there are."""
    if locale_of(tag) is not None:
        return True
    from language_tags import tags  # 0.1 s, which few folders need

    language = tags.language(tag.partition("-")[0])
    return language is not None and language.scope != "special" and tags.check(canonical_tag(tag))


@cache
def script_of(tag: str) -> str:
    """The Unicode script (ISO 15924) that a BCP 47 tag is written in: `fa-AF` -> `Arab`, `zh-Hans` -> `Hani`.

    Raises ValueError where neither the tag nor CLDR's likely subtags name a script.
    """
    language, *others = canonical_tag(tag).split("-")
    script = next((part for part in others if len(part) == 4), None)
    if script is None:
        likely = get_global("likely_subtags")
        candidates = ["_".join([language, *others]), language]
        full = next((likely[candidate] for candidate in candidates if candidate in likely), None)
        if full is None:
            raise ValueError(
                _(
                    'CLDR does not know in which script "{tag}" is written; name it in the tag, as in "{tag}-Latn"',
                    tag=tag,
                )
            )
        script = full.split("_")[1]
    return _UNICODE_SCRIPTS.get(script, script)


def is_right_to_left(tag: str) -> bool:
    """Whether the page of this language runs from right to left. Raises ValueError as `script_of`."""
    return script_of(tag) in _RIGHT_TO_LEFT


def english_name(tag: str) -> str:
    """CLDR's English name, else that of the registry: `ht` -> `Haitian Creole`, `kek` -> `Kekchí`. The tag itself where
    it has none."""
    locale = locale_of(tag)
    if locale is not None:
        return locale.get_display_name("en") or tag
    from language_tags import tags

    language = tags.language(tag.partition("-")[0])
    return str(language.description[0]) if language is not None else tag
