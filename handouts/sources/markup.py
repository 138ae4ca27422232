"""HTML in a text: entities and tags, which are for a browser and would be printed as they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from handouts.sources.values import character_name
from handouts.wording import worded as _

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def markup_in(text: str) -> Iterator[tuple[str, str]]:
    """Each entity and tag once: what is wrong, and what would be right."""
    for entity in dict.fromkeys(_ENTITY.findall(text)):
        meant = html.unescape(entity)
        if meant != entity:
            named = f'"{meant}"' if len(meant) > 1 or not meant.isspace() else character_name(meant)
            yield (
                _("{entity} is an HTML entity and would be printed as it stands", entity=entity),
                _("write {named} itself", named=named),
            )
    for tag in dict.fromkeys(_TAG.findall(text)):
        yield _("{tag} is an HTML tag and would be printed as it stands", tag=tag), _("delete it")
