"""Languages as people ask for them: `es`, `Spanish`, `Español`, `espanol`."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Sequence

from handouts.errors import UsageError
from handouts.sources.languages import canonical_tag
from handouts.sources.model import Language
from handouts.sources.values import language_tag

_NEAR, _TAG_LETTERS = 0.75, 3  # a word as short as a tag is near too many others
_LIGHT = ("Mn", "Zs", "Pd", "Pc")
_APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\ua78c"


def listed_tag(asked: str, languages: Sequence[Language]) -> str:
    """The tag of the one language of the data that has this tag or name. Capital letters, accents and signs make no
    difference where no other language is meant with them. Raises UsageError, with what is near."""
    tag = _listed(asked, languages)
    if not tag:
        raise UsageError(f'there is no language "{asked}"; {_near(asked, languages)}there are: {_tags(languages)}')
    return tag


def tag_asked_for(asked: str, languages: Sequence[Language]) -> str:
    """As `listed_tag`; else a registered tag that the data do not list. Raises UsageError."""
    tag = _listed(asked, languages)
    if not tag:
        try:
            return language_tag(asked)
        except ValueError as error:
            near = _near(asked, languages)
            raise UsageError(f"{error}; {near}in languages.yaml there are: {_tags(languages)}") from None
    return tag


def _listed(asked: str, languages: Sequence[Language]) -> str:
    found = _matches(asked, languages)
    if len(found) > 1:
        raise UsageError(f'"{asked}" may be {" or ".join(map(_shown, found))}; give the tag')
    return found[0].tag if found else ""


def _near(asked: str, languages: Sequence[Language]) -> str:
    letters = _folded(asked)
    words = [(word, each.tag) for each in languages for word in _words(each, _folded)]
    close = set(difflib.get_close_matches(letters, [word for word, _ in words], 3, _NEAR))
    near = {tag for word, tag in words if len(letters) > _TAG_LETTERS and (word in close or letters in word)}
    return f"perhaps {' or '.join(_shown(each) for each in languages if each.tag in near)}; " if near else ""


def _matches(asked: str, languages: Sequence[Language]) -> list[Language]:
    """The languages that are meant: by the exact word if there is one, else by the same letters."""
    for form in (_plain, _folded):
        found = [each for each in languages if form(asked) and form(asked) in _words(each, form)]
        if found:
            return found
    return [each for each in languages if canonical_tag(each.tag) == canonical_tag(asked)]


def _words(language: Language, form: Callable[[str], str]) -> list[str]:
    return [form(word) for word in (language.tag, *dict(language.names).values())]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _folded(text: str) -> str:
    """Without accents, spaces, hyphens and apostrophes."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in letters if unicodedata.category(c) not in _LIGHT and c not in _APOSTROPHES)


def _tags(languages: Sequence[Language]) -> str:
    return ", ".join(each.tag for each in languages)


def _shown(language: Language) -> str:
    return f"{language.tag} ({language.names.en})"
