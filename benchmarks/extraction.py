"""`python -m benchmarks.extraction`: which share of the words of a flyer comes back when a program reads the file.

Who searches a page on a phone, copies a sentence into a translator or has the page read out gets what such a program
finds. For each language and program: the share of words, of stretches of letters (words without the signs beside
them) and of whole texts (a question, an answer, a name), each as often as the flyer has it; and how many of its
dial strings stand whole, no other figure beside them. The same texts are asked of pages that Typst, WeasyPrint and
Chromium set in the same faces; then script by script, and where a page of others gives back more. `--also FOLDER`: an
output folder of another state of the program, to compare with.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.html_peers import HtmlPeer, html_of, html_peers
from benchmarks.ours import OurSide
from benchmarks.readers import TextReader, fetch_others, readers
from benchmarks.tasks import peer_page
from benchmarks.typst_peer import TypstPeer
from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Extent, Origin, Role, Where
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.sources.model import Language

ROOT = Path(__file__).parents[1]
CITY = "tijuana-san-diego"
OURS = "ours"
OTHERS = ROOT / ".cache" / "readers"
_SAME = 0.0005
"""Shares that differ by less are the same."""
_DIRECTION = dict.fromkeys([0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Controls that nobody types and that a search passes over."""
_UNDRAWN = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])
"""What a text may hold and a page does not show: where a line may break. Within a word of a page it is a fault."""
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")
_AMONG_IDEOGRAPHS = re.compile(
    rf"(?<=[{_IDEOGRAPHS}\u3000-\u303f\uff00-\uffef])\s+|\s+(?=[{_IDEOGRAPHS}\u3000-\u303f\uff00-\uffef])"
)
_JOINERS = {0x200C: None, 0x200D: None}
"""Pages that are searched pass over them; whole words keep them."""
_NOT_COMPARED = frozenset((Role.KIND, Role.PRESS, Role.SPOKEN_THERE, Role.VISIT))
"""Typst's page has them not, or not as a text of their own."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page says: its texts, and the strings to dial."""

    texts: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, flyer: Flyer, extent: Extent) -> Texts:
        """Those of a sheet of this extent: a text of cards alone, or of longer lists, could not come back from it."""
        standing = flyer.on_sheet(extent).texts_on(extent)
        printed = (
            each.text
            for each in standing
            if each.role.origin is Origin.TRANSLATION
            and Where.SHEET in each.role.where
            and each.role not in _NOT_COMPARED
        )
        return cls(tuple(printed), tuple(each.text for each in standing if each.role is Role.NUMBER))


@dataclass(frozen=True, slots=True)
class Share:
    """What came back, from 0 to 1; numbers as they are counted."""

    words: float
    letters: float
    texts: float
    numbers: int
    of_numbers: int

    def __str__(self) -> str:
        shares = "/".join(f"{100 * share:.0f}" for share in (self.words, self.letters, self.texts))
        return f"{shares} {self.numbers}/{self.of_numbers}"


def share_of(texts: Texts, read: str) -> Share:
    """How much of the texts is in what a program read."""
    plain = _plain(read)
    whole = _flowing(plain)
    wanted = [_plain(text.translate(_UNDRAWN)) for text in texts.texts]
    return Share(
        _found(map(_words, wanted), _words(plain)),
        _found(map(_letter_runs, wanted), _letter_runs(plain)),
        sum(_flowing(text) in whole for text in wanted) / len(wanted),
        _numbers(texts.numbers, whole),
        len(texts.numbers),
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_DIRECTION))


def _flowing(text: str) -> str:
    return _AMONG_IDEOGRAPHS.sub("", " ".join(text.translate(_JOINERS).split()))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _letter_runs(text: str) -> list[str]:
    kept = (each if unicodedata.category(each)[0] in "LMN" else " " for each in text.translate(_JOINERS))
    return _WORDS.findall("".join(kept))


def _found(wanted: Iterable[list[str]], read: list[str]) -> float:
    due = Counter(word for words in wanted for word in words)
    return (due & Counter(read)).total() / due.total()


def _numbers(numbers: Iterable[str], text: str) -> int:
    """How many of them stand there whole: no figure nor sign of another touches them."""
    due = Counter(numbers)
    one = "|".join(re.escape(number) for number in sorted(due, key=len, reverse=True))
    return (due & Counter(re.findall(rf"(?<![0-9+(\-])(?:{one})(?![0-9\-])", text))).total() if due else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--language", action="append", metavar="TAG", help="default: all")
    parser.add_argument("--city", default=CITY)
    parser.add_argument(
        "--others", type=Path, default=OTHERS, metavar="FOLDER", help="for what is fetched (readers.py)"
    )
    parser.add_argument("--also", type=Path, metavar="FOLDER", help="an output folder to compare with")
    parser.add_argument("--no-peer", action="store_true", help="leave out what others set")
    parser.add_argument("--offline", action="store_true", help="fetch nothing: only what is there already")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--fonts", type=Path, default=ROOT / "fonts")
    options = parser.parse_args()
    others = options.others.resolve()
    if not options.offline:
        fetch_others(others)
    asked = tuple(readers(others))
    data = load_data(options.data)
    names = [each.name if each.counts else f"({each.name})" for each in asked]
    print("words/letters/texts in %, dial strings; in brackets: for information")
    print(f"\n| {' | '.join(['language', 'page', 'KB', *names])} |\n{'|---' * (3 + len(names))}|")
    found: list[Found] = []
    with tempfile.TemporaryDirectory(prefix="extraction-") as folder:
        for language in data.languages.languages:
            if options.language and language.tag not in options.language:
                continue
            ours = OurSide(data, options.fonts, language.tag)
            for name, path, texts in _pages(ours, options, Path(folder), tuple(html_peers(others))):
                shares = tuple(share_of(texts, reader.text(path)) for reader in asked)
                found.append(Found(language.tag, _script(language), name, shares))
                size = f"{path.stat().st_size / 1000:.1f}"
                print(f"| {' | '.join([language.tag, name, size, *map(str, shares)])} |", flush=True)
    _print_scripts(found, names)
    _print_behind(found, asked)
    return 0


@dataclass(frozen=True, slots=True)
class Found:
    """What every reader found of one page."""

    language: str
    script: str
    page: str
    shares: tuple[Share, ...]


def _script(language: Language) -> str:
    """A kind of letters, by the faces that a language is set in."""
    return re.sub(r"-.*", "", language.fonts.regular).removeprefix("Noto").removeprefix("Sans") or "Latin, Cyrillic"


def _print_scripts(found: Sequence[Found], readers: Sequence[str]) -> None:
    """Script by script, the mean of its languages."""
    print(f"\n| {' | '.join(['script', 'page', *readers])} |\n{'|---' * (2 + len(readers))}|")
    for script, page in dict.fromkeys((each.script, each.page) for each in found):
        rows = [each.shares for each in found if (each.script, each.page) == (script, page)]
        cells = [str(_mean(shares)) for shares in zip(*rows, strict=True)]
        print(f"| {' | '.join([script, page, *cells])} |")


def _mean(shares: Sequence[Share]) -> Share:
    count = len(shares)
    return Share(
        sum(each.words for each in shares) / count,
        sum(each.letters for each in shares) / count,
        sum(each.texts for each in shares) / count,
        sum(each.numbers for each in shares),
        sum(each.of_numbers for each in shares),
    )


def _print_behind(found: Sequence[Found], readers: Sequence[TextReader]) -> None:
    """Where another's page gives back more than ours does."""
    ours = {each.language: each for each in found if each.page == OURS}
    print("\nbehind another:")
    behind = 0
    for each in found:
        own = ours[each.language]
        for reader, theirs, share in zip(readers, each.shares, own.shares, strict=True):
            what = [
                f"{name} {100 * mine:.1f} < {100 * other:.1f} %"
                for name, mine, other in (
                    ("words", share.words, theirs.words),
                    ("letters", share.letters, theirs.letters),
                    ("texts", share.texts, theirs.texts),
                    ("dial strings", _part(share), _part(theirs)),
                )
                if other - mine > _SAME
            ]
            if what and reader.counts:
                behind += 1
                print(f"  {each.language}, {reader.name}, {each.page}: {'; '.join(what)}")
    print(f"  {behind or 'no'} cells" if behind != 1 else "  1 cell")


def _part(share: Share) -> float:
    return share.numbers / share.of_numbers if share.of_numbers else 1.0


def _pages(
    ours: OurSide, options: argparse.Namespace, folder: Path, peers: Sequence[HtmlPeer]
) -> Iterator[tuple[str, Path, Texts]]:
    """Of one language: what page it is, the file, and what it says."""
    flyers = {flyer.city: flyer for flyer in ours.flyers()}
    ours.freeze(tuple(flyers.values()))
    flyer = flyers[options.city]
    sheet = ours.laid_out(flyer)
    texts = Texts.of(flyer, DRAWN["flyer"].extent(sheet))
    tag = ours.language.tag
    if options.also:
        yield "also", options.also / "flyer" / tag / f"{options.city}-{tag}-flyer.pdf", texts
    made = folder / f"ours-{tag}.pdf"
    made.write_bytes(ours.pdf(flyer))
    yield OURS, made, texts
    if options.no_peer:
        return
    page = peer_page(ours, flyer, sheet)
    html = folder / f"{tag}.html"
    html.write_text(html_of(page, options.fonts.resolve()), encoding="utf-8")
    peer = TypstPeer(options.fonts)
    fitted = peer.fitted(page) or page  # on two sheets, then
    set_by_peer = folder / f"typst-{tag}.pdf"
    set_by_peer.write_bytes(peer.compile(peer.source([fitted])))
    yield "Typst", set_by_peer, texts
    for each in peers:
        target = folder / f"{each.name}-{tag}.pdf"
        each.write(html, target)
        yield each.name, target, texts


if __name__ == "__main__":
    sys.exit(main())
