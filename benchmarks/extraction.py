"""`python -m benchmarks.extraction`: which share of the words of a flyer comes back when a program reads the file.

Who searches a page on a phone, copies a sentence into a translator or has the page read out gets what such a program
finds. For each language and program: the share of words, of stretches of letters (words without the signs beside
them) and of whole texts (a question, an answer, a name), each as often as the flyer has it; and how many of its
dial strings stand whole, no other figure beside them. The same texts are asked of a page that Typst made in the
same faces. `--also FOLDER`: an output folder of another state of the program, to compare with.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import OurSide
from benchmarks.readers import readers
from benchmarks.tasks import peer_page
from benchmarks.typst_peer import TypstPeer
from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Extent, Origin, Role, Where
from handouts.products.loading import load_data
from handouts.products.table import DRAWN

ROOT = Path(__file__).parents[1]
CITY = "tijuana-san-diego"
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
    parser.add_argument("--readers", type=Path, metavar="FOLDER", help="where PyMuPDF and pdf.js are (readers.py)")
    parser.add_argument("--also", type=Path, metavar="FOLDER", help="an output folder to compare with")
    parser.add_argument("--no-peer", action="store_true", help="leave out Typst")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--fonts", type=Path, default=ROOT / "fonts")
    options = parser.parse_args()
    asked = tuple(readers(options.readers and options.readers.resolve()))
    print("words/letters/texts in %, dial strings; without brackets: for information")
    names = [each.name if each.counts else f"({each.name})" for each in asked]
    print(f"\n| {' | '.join(['language', 'page', 'KB', *names])} |\n{'|---' * (3 + len(names))}|")
    data = load_data(options.data)
    with tempfile.TemporaryDirectory(prefix="extraction-") as folder:
        for language in data.languages.languages:
            if options.language and language.tag not in options.language:
                continue
            ours = OurSide(data, options.fonts, language.tag)
            for name, path, texts in _pages(ours, options, Path(folder)):
                cells = [str(share_of(texts, reader.text(path))) for reader in asked]
                size = f"{path.stat().st_size / 1000:.1f}"
                print(f"| {' | '.join([language.tag, name, size, *cells])} |", flush=True)
    return 0


def _pages(ours: OurSide, options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path, Texts]]:
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
    yield "ours", made, texts
    if not options.no_peer:
        peer = TypstPeer(options.fonts)
        try:
            page = peer.fitted(peer_page(ours, flyer, sheet))
        except ValueError:
            return
        set_by_peer = folder / f"typst-{tag}.pdf"
        set_by_peer.write_bytes(peer.compile(peer.source([page])))
        yield "Typst", set_by_peer, texts


if __name__ == "__main__":
    sys.exit(main())
