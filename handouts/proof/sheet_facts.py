"""What proof has found of finished sheets, by the digests of their files: what their pages are made of, and where they
are empty. A sheet stands in several booklets, and in those of the next build: what is known of its bytes is not looked
for once more. It is no verdict: every booklet is compared with it as with the sheet itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from handouts.paper import Box
from handouts.proof.imposed import PageContent
from handouts.proof.looks import Outside
from handouts.proof.makeup import Makeup
from handouts.proof.page_objects import PlacedLink

_Found = TypeVar("_Found")
_MAKEUPS, _CONTENTS, _OUTSIDES, _CLEAR = "made of", "drawn", "outside", "clear"


class SheetFacts:
    """Facts of files by their digests, then by what was asked, for JSON: `known` are those that somebody kept, `new`
    those that were found since."""

    def __init__(self, known: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._known = known or {}
        self._found: dict[tuple[str, str], Any] = {}
        self._digests: dict[bytes, str] = {}
        self.new: dict[str, dict[str, Any]] = {}

    def makeups(self, pdf: bytes, find: Callable[[], tuple[Makeup, ...]]) -> tuple[Makeup, ...]:
        """What the pages are made of."""
        return self._of(pdf, _MAKEUPS, find, _makeup_document, _makeup)

    def contents(
        self, pdf: bytes, find: Callable[[], tuple[PageContent | None, ...]]
    ) -> tuple[PageContent | None, ...]:
        """What they draw."""
        return self._of(pdf, _CONTENTS, find, _content_document, _content)

    def outsides(self, pdf: bytes, part: Box, find: Callable[[], tuple[Outside, ...]]) -> tuple[Outside, ...]:
        """Links, and whether a part of a page is empty."""
        return self._of(pdf, _asked(_OUTSIDES, part), find, _outside_document, _outside)

    def clear_pages(
        self, pdf: bytes, part: Box, margin_pt: float, find: Callable[[], tuple[bool, ...]]
    ) -> tuple[bool, ...]:
        """Whether a part of a page is empty, and its edges."""
        return self._of(pdf, f"{_asked(_CLEAR, part)} {margin_pt!r}", find, bool, bool)

    def _of(
        self,
        pdf: bytes,
        asked: str,
        find: Callable[[], tuple[_Found, ...]],
        written: Callable[[_Found], Any],
        read: Callable[[Any], _Found],
    ) -> tuple[_Found, ...]:
        digest = self._digests.get(pdf)
        if digest is None:
            digest = self._digests[pdf] = sha256(pdf).hexdigest()
        found: tuple[_Found, ...] | None = self._found.get((digest, asked))
        if found is None:
            found = _as_read(self._known.get(digest, {}).get(asked), read)
            if found is None:
                found = find()
                self.new.setdefault(digest, {})[asked] = [written(page) for page in found]
            self._found[digest, asked] = found
        return found


def _as_read(pages: Any, read: Callable[[Any], _Found]) -> tuple[_Found, ...] | None:
    """None for what is not known, or not written so."""
    try:
        return tuple(map(read, pages)) if pages is not None else None
    except (AttributeError, IndexError, TypeError, ValueError):
        return None


def _asked(what: str, part: Box) -> str:
    return " ".join((what, *map(repr, (part.left, part.top, part.right, part.bottom))))


def _makeup_document(each: Makeup) -> list[Any]:
    return [
        each.frame.hex(),
        [stream.hex() for stream in each.streams],
        each.resources.hex(),
        {name: form.hex() for name, form in each.forms.items()},
        each.added,
        each.alone,
        None if each.links is None else [link.hex() for link in each.links],
        each.size,
        each.leaves_as_found,
    ]


def _makeup(document: Sequence[Any]) -> Makeup:
    frame, streams, resources, forms, added, alone, links, size, leaves_as_found = document
    return Makeup(
        frame=bytes.fromhex(frame),
        streams=tuple(map(bytes.fromhex, streams)),
        resources=bytes.fromhex(resources),
        forms={name: bytes.fromhex(form) for name, form in forms.items()},
        added=added,
        alone=alone,
        links=None if links is None else tuple(map(bytes.fromhex, links)),
        size=None if size is None else (size[0], size[1]),
        leaves_as_found=leaves_as_found,
    )


def _content_document(each: PageContent | None) -> list[Any] | None:
    return None if each is None else [each.content.hex(), each.resources.hex(), each.width_pt, each.height_pt]


def _content(document: Sequence[Any] | None) -> PageContent | None:
    if document is None:
        return None
    content, resources, width, height = document
    return PageContent(bytes.fromhex(content), bytes.fromhex(resources), width, height)


def _outside_document(each: Outside) -> list[Any]:
    links = None if each.links is None else [_link_document(link) for link in each.links]
    return [links, each.is_blank]


def _link_document(link: PlacedLink) -> list[Any]:
    return [link.href, link.left_pt, link.top_pt, link.right_pt, link.bottom_pt, link.page]


def _outside(document: Sequence[Any]) -> Outside:
    links, is_blank = document
    return Outside(None if links is None else tuple([PlacedLink(*link) for link in links]), is_blank)
