"""Third-generation photocopies of the finished sheets: every number, the edition and the answers must still be read.

A copy of a copy of a copy, each a little blurred, scaled, turned, noisy and too light or too dark, at 300 dpi. The
same seed gives the same copy.

    python -m tests.photocopies             ten copies of the densest city in a language of each script (takes minutes)
    python -m tests.photocopies --keep DIR  the same, and the copies as pictures
    python -m tests.photocopies --language hi,ar --seed 0
    python -m tests.photocopies --format booklet,city-booklet,zine,poster --language en,ar

What is copied is told in tests/originals.py. Posters are those in several languages, up to four of
those named on each.

Needs tesseract and zbar.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from tests.debian.reading import OCR_DPI, Seen, at_two_sizes, has_figures, qr_codes
from tests.expected_texts import DATE, PAGE
from tests.named import names_of
from tests.originals import FORMATS, Original, Side, Spot, originals

GENERATIONS = 3
BLUR_MM = 0.15
SCALE = 0.02
TURN_DEGREES = 0.7
NOISE = 20.0
THRESHOLD, THRESHOLD_SPREAD = 0.50, 0.10
LANGUAGES = ("en", "vi", "ru", "ka", "am", "ar", "ur", "hi", "pa", "bn", "zh-Hans")
"""One for each script and each kind of face: Latin also with stacked marks, Arabic also in Nastaliq."""
SEEDS = range(10)
AROUND_PX = 12
"""White around what is cut out of a copy: less than there is to what stands beside it."""
_LAYERS = 4
"""Of random bytes, whose mean is the noise."""
_Affine = tuple[float, float, float, float, float, float]
"""Of each place on a copy, where on the page it was."""
WORDS_MISSED = 2
"""Of the 38 words of the essential answers, at most; set in Regular, half of them are lost on a light copy. Only
English is asked for: what tesseract makes of small letters in other scripts says more of it than of the page."""


def third_generation(page: Image.Image, seed: int) -> Image.Image:
    """The copy of a copy of a copy of a page in grey at 300 dpi."""
    chance = random.Random(seed)
    for _ in range(GENERATIONS):
        page = _copied(page, chance)
    return page


def read_copies(original: Original, seeds: Iterable[int], threads: int) -> dict[int, list[str]]:
    """Copies by their seeds, so many at once: what can't be read on them."""

    def read(seed: int) -> tuple[int, list[str]]:
        copies = [third_generation(side.picture, seed) for side in original.sides]
        held = [part.of(copy) for copy, side in zip(copies, original.sides, strict=True) for part in side.parts]
        found = [*unread(held, original.numbers, original.editions, original.words)]
        for copy, side in zip(copies, original.sides, strict=True):
            found += undecoded(side, copy, seed)
        missed = [text for text in original.spots if any(each.endswith(f" {text}") for each in found)]
        read = set()
        for text in missed:
            for cut in at_two_sizes(_cut_out(copies, original.spots[text], seed)):
                seen = Seen(cut, copied=True)
                if seen.has_edition(text) if text in original.editions else not seen.misread([text]):
                    read.add(text)
        found = [each for each in found if each.rpartition("misses ")[2].removeprefix("edition ") not in read]
        for number, spot in original.pages:
            if not any(has_figures(cut, number) for cut in at_two_sizes(_cut_out(copies, spot, seed))):
                found.append(f"OCR misses page number {number} on side {spot.side + 1}")
        return seed, found

    with ThreadPoolExecutor(threads) as pool:
        return dict(pool.map(read, seeds))


def _cut_out(copies: Sequence[Image.Image], spot: Spot, seed: int) -> Image.Image:
    """A number or a code, cut out of a copy: whoever looks for it sees it, but on some copies tesseract takes it for a
    part of what stands beside it, small words that are no more than specks."""
    scale, copy = OCR_DPI / 72, copies[spot.side]
    left, top, right, bottom = (edge * scale for edge in spot.box)
    corners = [_there(corner, copy.size, seed) for corner in product((left, right), (top, bottom))]
    xs, ys = ([corner[axis] for corner in corners] for axis in (0, 1))
    around = (min(xs) - AROUND_PX, min(ys) - AROUND_PX, max(xs) + AROUND_PX, max(ys) + AROUND_PX)
    cut = copy.crop(tuple(round(edge) for edge in around))  # type: ignore[arg-type]
    return cut.rotate(180) if spot.turned else cut


def _there(place: tuple[float, float], size: tuple[int, int], seed: int) -> tuple[float, float]:
    """Where on the copy by this seed of a page of this size a place of the page is."""
    for a, b, c, d, e, f in _moves(size, seed):  # of what is on the copy they say where it was
        x, y = place[0] - c, place[1] - f
        place = (e * x - b * y) / (a * e - b * d), (a * y - d * x) / (a * e - b * d)
    return place


@cache
def _moves(size: tuple[int, int], seed: int) -> tuple[_Affine, ...]:
    """How each generation of the copy by this seed is moved: the same throws of the dice as in making it."""
    chance = random.Random(seed)
    found = []
    for _ in range(GENERATIONS):
        found.append(_thrown(size, chance)[0])
        for _ in range(_LAYERS):
            chance.randbytes(size[0] * size[1])
    return tuple(found)


def unread(
    pictures: Sequence[Image.Image], numbers: Sequence[str], editions: Sequence[str], words: str = ""
) -> Iterator[str]:
    """What OCR can't read on a copy: numbers, the year, the editions, more than a word or two of an English text."""
    seen = [Seen(picture, copied=True) for picture in pictures]
    missing, missed = list(numbers), set(re.findall(r"\w+", words.lower()))
    for each in seen:
        missing = each.misread(missing)
        missed &= each.words_missed(words)
    yield from (f"OCR misses {number}" for number in missing)
    if not any(each.has(DATE[:4]) for each in seen):
        yield "OCR misses the date's year"
    for edition in editions:
        if not any(each.has_edition(edition) for each in seen):
            yield f"OCR misses edition {edition}"
    if len(missed) > WORDS_MISSED:
        yield f"OCR misses {', '.join(sorted(missed))}"


def undecoded(side: Side, copy: Image.Image, seed: int) -> Iterator[str]:
    """The QR decoders that can't read a code of a copy by this seed, on the sheet or by itself, at one of two sizes: a
    telephone is held so that the code fills its picture. On a whole sheet zxing-cpp may find one at every size but
    one."""
    wanted = [PAGE] * len(side.codes)
    alone = [_cut_out([copy], Spot(0, box), seed) for box in side.codes]
    for name, decoded in (("zxing-cpp", _by_zxing), ("zbar", qr_codes)):
        if any(decoded(each) == wanted for each in at_two_sizes(copy)):
            continue
        if not wanted or any(all(decoded(each) != [PAGE] for each in at_two_sizes(cut)) for cut in alone):
            yield f"{name} misses the QR code"


def _by_zxing(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return [code.text for code in found]


def _thrown(size: tuple[int, int], chance: random.Random) -> tuple[_Affine, float]:
    """How a page of this size is moved on the glass, and how dark its copy is."""
    scale = 1 + chance.uniform(-SCALE, SCALE)
    turn = math.radians(chance.uniform(-TURN_DEGREES, TURN_DEGREES))
    threshold = 255 * (THRESHOLD + chance.uniform(-THRESHOLD_SPREAD, THRESHOLD_SPREAD))
    cosine, sine = math.cos(turn) / scale, math.sin(turn) / scale
    x, y = size[0] / 2, size[1] / 2
    return (cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y), threshold


def _copied(page: Image.Image, chance: random.Random) -> Image.Image:
    move, threshold = _thrown(page.size, chance)
    moved = page.transform(page.size, Image.Transform.AFFINE, move, Image.Resampling.BICUBIC, fillcolor=255)
    return exposed(moved, threshold, chance)


def exposed(page: Image.Image, threshold: float, chance: random.Random) -> Image.Image:
    """A copy that is neither scaled nor turned: blurred, noisy, and black where it is darker than the threshold."""
    blurred = page.filter(ImageFilter.GaussianBlur(BLUR_MM / 25.4 * OCR_DPI))
    noisy = ImageChops.add(blurred, _noise(page.size, chance), offset=-128)
    return noisy.point([0 if level < threshold else 255 for level in range(256)])


def _noise(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Grey with a mean of 128 and a standard deviation of `NOISE`: the mean of four evenly spread bytes is normal
    enough, with a standard deviation of 37."""
    layers = [Image.frombytes("L", size, chance.randbytes(size[0] * size[1])) for _ in range(_LAYERS)]
    pairs = [ImageChops.add(layers[0], layers[1], scale=2), ImageChops.add(layers[2], layers[3], scale=2)]
    mean = ImageChops.add(pairs[0], pairs[1], scale=2)
    deviation = math.sqrt((256**2 - 1) / 12 / 4)
    return mean.point([round(128 + (level - 127) * NOISE / deviation) for level in range(256)])


def _tags(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def main() -> int:
    """Print a line for each copy; 1 if anything was misread."""
    arguments = argparse.ArgumentParser(prog="python -m tests.photocopies", description=__doc__.partition("\n")[0])
    arguments.add_argument("--language", default=LANGUAGES, type=_tags, metavar="TAG,...", help=",".join(LANGUAGES))
    arguments.add_argument("--format", default=FORMATS, type=names_of(FORMATS), metavar="NAME,...")
    arguments.add_argument("--seed", action="append", type=int, metavar="N", help="default: the ten fixed ones, 0 to 9")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="copies read at once")
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="save the copies as pictures in this folder")
    given = arguments.parse_args()
    if given.keep is not None:
        given.keep.mkdir(parents=True, exist_ok=True)

    count = bad = 0
    seeds = given.seed or SEEDS
    for name in given.format:
        with tempfile.TemporaryDirectory() as folder:
            for original in originals(Path(folder), name, given.language):
                for seed, (at, side) in product(seeds if given.keep is not None else (), enumerate(original.sides, 1)):
                    kept = given.keep / f"{re.sub(r'[^A-Za-z-]+', '-', original.name)}-side{at}-{seed}.png"
                    third_generation(side.picture, seed).save(kept)
                for seed, found in read_copies(original, seeds, given.jobs).items():
                    count += 1
                    bad += bool(found)
                    print(f"{original.name} seed {seed}: {'; '.join(found) or 'everything read'}", flush=True)
    print(f"{count} copies, {bad} with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
