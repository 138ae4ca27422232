"""Paragraphs that were shaped and broken once, as bytes: whoever keeps them shapes nothing twice in their life. With
them, how black their glyphs are.

What is kept of a paragraph depends on its spans, its style, the program and the fonts, and on nothing else. Spans and
style are its key; that program and fonts are the same sees who keeps the bytes. One that is asked for is decoded then,
and no other; what was not asked for is handed on as it is, the least recently asked for last, until there is no room.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handouts.text.faces import Span, TextStyle
from handouts.text.glyphs import Glyph, Ink, Shape, shape_of
from handouts.text.pieces import Known, Piece, PieceRun

_MOST = 4_000_000
"""Bytes of paragraphs that are handed on: ten times what a language of a dozen cities takes."""
_GLYPHS_MOST = 1_000_000
"""Bytes of their glyphs, which stand before all of them: twenty times what a language takes. Those of paragraphs that
are long gone stay among them, so that beyond this all is set anew."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()


def key_of_style(style: TextStyle) -> str:
    """What stands for a style in the keys of its paragraphs."""
    return hashlib.sha256(repr(style).encode()).hexdigest()[:32]


class KeptParagraphs:
    """What is known of paragraphs from earlier on, and what has been found since."""

    def __init__(self, content: bytes = b"") -> None:
        """`content`: as `content` gives it. Raises ValueError, KeyError, TypeError, AttributeError or IndexError for
        what is no such thing."""
        self._fonts: list[list[Any]] = []
        self._glyphs: list[Any] = []
        self._areas: dict[str, dict[Shape, float]] = {}
        self._decoded: dict[int, Glyph] = {}
        self._lines: dict[bytes, bytes] = {}
        self._asked: set[bytes] = set()
        if content:
            head, *lines = content.split(b"\n")
            if len(head) > _GLYPHS_MOST:
                return
            document = json.loads(head)
            self._fonts, self._glyphs = list(document["fonts"]), list(document["glyphs"])
            listed = document["areas"].items()
            self._areas = {font: {shape_of(shape): float(area) for shape, area in areas} for font, areas in listed}
            for line in lines:
                key, _, value = line.partition(b"\t")
                self._lines[key] = value

    def find(self, style: str, spans: Sequence[Span]) -> Known | None:
        """What is known of a paragraph; None for nothing. `style`: as `key_of_style` gives it."""
        if not self._lines:
            return None
        key = _key(style, spans)
        line = self._lines.get(key)
        if line is None:
            return None
        self._asked.add(key)
        try:
            pieces, broken, widest = _DECODER.decode(line.decode())
            return Known(
                {(start, end): self._piece(*each) for start, end, *each in pieces},
                {(size, width, indent): tuple(map(tuple, lines)) for size, width, indent, lines in broken},
                widest,
            )
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            return None

    def areas(self, font: str) -> Iterable[tuple[Shape, float]]:
        """How black glyphs of a font are, in square em."""
        return self._areas.get(font, {}).items()

    def content(
        self, found: Iterable[tuple[str, Sequence[Span], Known]], areas: Mapping[str, Mapping[Shape, float]]
    ) -> bytes:
        """All as bytes, with what has been `found`: of paragraphs by style and spans, and how black glyphs are."""
        every = {**self._areas, **areas}
        black = {font: sorted(every[font].items(), key=_ids_first) for font in sorted(every)}
        fonts = {(name, em): place for place, (name, em) in enumerate(self._fonts)}
        glyphs = {self._glyph(place): place for place in range(len(self._glyphs))}
        news = sorted(((_key(style, spans), known) for style, spans, known in found), key=lambda each: each[0])
        lines = {key: _encoded(known, fonts, glyphs) for key, known in news}
        lines |= {key: self._lines[key] for key in self._asked if key not in lines}
        lines = {key: lines[key] for key in sorted(lines)}
        room = _MOST
        kept: list[bytes] = []
        for key, line in (lines | {key: line for key, line in self._lines.items() if key not in lines}).items():
            room -= len(key) + len(line)
            if room < 0:
                break
            kept.append(key + b"\t" + line)
        return b"\n".join([_json({"fonts": list(fonts), "glyphs": list(glyphs), "areas": black}), *kept])

    def _piece(self, width: float, ink: Sequence[float], runs: Sequence[Sequence[Any]]) -> Piece:
        return Piece(tuple([self._run(*run) for run in runs]), width, Ink(*ink))

    def _run(
        self, font: int, scale: float, right_to_left: bool, x: float, first: int, last: int, glyphs: list[int]
    ) -> PieceRun:
        name, em = self._fonts[font]
        decoded = self._decoded
        try:
            set_ = tuple([decoded[place] for place in glyphs])
        except KeyError:
            set_ = tuple([self._glyph(place) for place in glyphs])
        return PieceRun(name, em, scale, right_to_left, x, set_, first, last)

    def _glyph(self, place: int) -> Glyph:
        found = self._decoded.get(place)
        if found is None:
            shape, advance, dx, text = self._glyphs[place]
            found = self._decoded[place] = Glyph(shape_of(shape), advance, dx, text)
        return found


def _encoded(known: Known, fonts: dict[tuple[str, int], int], glyphs: dict[Glyph, int]) -> bytes:
    """A paragraph; fonts and glyphs by their places, which new ones get here."""
    pieces: list[Any] = []
    for (start, end), piece in sorted(known.pieces.items()):
        runs: list[Any] = []
        for run in piece.runs:
            font = fonts.setdefault((run.font, run.units_per_em), len(fonts))
            places = [glyphs.setdefault(glyph, len(glyphs)) for glyph in run.glyphs]
            runs.append([font, run.scale, run.right_to_left, run.x, run.first, run.last, places])
        pieces.append([start, end, piece.width, piece.ink, runs])
    broken = [[*key, lines] for key, lines in sorted(known.broken.items())]
    return _json([pieces, broken, known.widest_word])


def _ids_first(area: tuple[Shape, float]) -> tuple[bool, Shape]:
    """Ids of glyphs and composite ones can't be compared."""
    return not isinstance(area[0], int), area[0]


def _key(style: str, spans: Sequence[Span]) -> bytes:
    return _json([style, *spans])


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()
