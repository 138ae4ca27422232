"""The faces of the sheets for the desk's own pages: every computer shows every language, and as it is printed."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from handouts.desk.page import Page
from handouts.sources.whole_file import UnreadableError, read_whole

FONTS: Final = "/translations/fonts"
_LINE_PITCH: Final = 1.6
"""Of sizes, as the desk sets its own texts; more where the script needs more."""
_MAX_FONT_BYTES: Final = 40_000_000
_A_DAY: Final = "private, max-age=86400"


def show_faces(page: Page) -> Response:
    """A style sheet: for each language the face of its answers. A browser fetches only those that a page needs."""
    rules = []
    for language in page.state.data.languages.languages[1:]:
        name, tag, pitch = language.fonts.regular, language.tag, max(_LINE_PITCH, language.leading * 1.05)
        rules.append(
            f'@font-face{{font-family:"sheet {tag}";src:url("{FONTS}/{name}.ttf");font-display:swap}}\n'
            f'[lang="{tag}"]:not(html,button){{font-family:"sheet {tag}",system-ui,sans-serif}}\n'
            f':is(p,td,textarea)[lang="{tag}"]{{line-height:{pitch:.2f}}}\n'
        )
    return Response("".join(rules), media_type="text/css", headers={"Cache-Control": _A_DAY})


def show_font(page: Page) -> Response:
    """A font of a language, looked up among those that there are."""
    asked = page.path("file")
    names = {f"{name}.ttf" for language in page.state.data.languages.languages for name in language.fonts.files}
    name = next((each for each in names if each == asked), None)
    if name is None:
        return page.missing()
    try:
        content = read_whole(page.desk.folders.fonts / name, _MAX_FONT_BYTES)
    except (FileNotFoundError, UnreadableError):
        return page.missing()
    return Response(content, media_type="font/ttf", headers={"Cache-Control": _A_DAY})
