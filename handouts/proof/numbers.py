"""The numbers on paper: every dial string, digit for digit, as often as the Flyer has it, by both readers; and no
number and no figure that the Flyer does not hold: an extra number is as bad as a missing one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from handouts.content.flyer import Flyer
from handouts.proof.reading import Page
from handouts.proof.wording import flat

CARDS = 10
"""On a sheet."""
_DIGIT_GROUPS = re.compile(r"\+?[(]?[0-9][0-9 ()\-]{5,}[0-9]")
_FIGURES = re.compile(r"[0-9]+")


def dial_pattern(printed: Collection[str]) -> re.Pattern[str]:
    """Finds any of these strings; where one is part of another, the longer (`011 52 664 208 8994`)."""
    alternatives = "|".join(map(re.escape, sorted(printed, key=lambda each: (-len(each), each))))
    # The first look costs least: most characters begin no number.
    return re.compile(rf"(?=[0-9+(])(?<![0-9+(\-])(?:{alternatives})(?![0-9\-])") if printed else re.compile(r"(?!)")


def number_findings(pages: Sequence[Page], flyer: Flyer, texts: Sequence[str], *, cards: bool) -> Iterator[str]:
    """What is wrong with the numbers of a sheet. `texts`: all that may stand on it. On cards a number may have found no
    room; else it stands on each."""
    wanted = Counter(dial.printed for dial in flyer.dial_strings())
    pattern = dial_pattern(wanted)
    others = [text for text in texts if text not in wanted and _FIGURES.search(text)]
    elsewhere = Counter(hit for text in others for hit in pattern.findall(flat(text)))
    second = "\n".join(page.second.text for page in pages)
    for reader, text in (("pdfium", "\n".join(page.text for page in pages)), ("pdfminer.six", second)):
        found = Counter(pattern.findall(flat(text)))
        for printed, count in wanted.items():
            times = found[printed]
            if cards and times % CARDS == 0 and times <= count * CARDS:
                continue
            if times < count or cards:
                yield f"{reader} does not find {printed} ({times} of {count * CARDS if cards else count})"
            elif times > count + elsewhere[printed]:
                yield f"{reader} finds {printed} {times} times, not {count}"
        if wanted and not found:
            yield f"{reader} finds no number at all"
    yield from _strange_numbers(pages, texts, wanted)
    yield from figure_findings(pages, texts, wanted)


def _strange_numbers(pages: Sequence[Page], texts: Sequence[str], wanted: Collection[str]) -> Iterator[str]:
    """Groups of digits, as long as a number, that no text of the flyer holds."""
    dialled = {digits for printed in wanted if (digits := _digits(printed))}
    allowed = [_digits(text) for text in texts]
    for line in _lines(pages):
        for candidate in _DIGIT_GROUPS.findall(line):
            digits = _digits(candidate)
            if len(digits) >= 7 and not _made_of(digits, dialled) and not any(digits in text for text in allowed):
                yield f"{candidate.strip()} stands on the page, but is no number of this flyer"


def figure_findings(pages: Sequence[Page], texts: Sequence[str], wanted: Collection[str] = ()) -> Iterator[str]:
    """Every figure of three digits or more must stand in one of `texts`: a short code has three. `wanted`: strings
    that readers may have run together."""
    known = {figures for text in texts for figures in _FIGURES.findall(flat(text))}
    run_together = {_digits(printed) for printed in wanted} | {figures for figures in known if len(figures) >= 3}
    for figures in dict.fromkeys(figures for line in _lines(pages) for figures in _FIGURES.findall(line)):
        if len(figures) >= 3 and figures not in known and not (len(figures) > 4 and _made_of(figures, run_together)):
            yield f"{figures} stands on the page, but in no text of it"


def _lines(pages: Sequence[Page]) -> Iterator[str]:
    return (flat(line) for page in pages for line in page.text.splitlines())


def _made_of(digits: str, known: Collection[str]) -> bool:
    """Whether digits that a reader ran together are dial strings of the flyer, one after the other."""
    return not digits or any(digits.startswith(one) and _made_of(digits[len(one) :], known) for one in known if one)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isdigit())
