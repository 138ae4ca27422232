"""Where a build keeps what the next one may know: files in the folder for that beside the output folder."""

from __future__ import annotations

KEPT_FACTS = "sheet-facts.json"
"""What proof has found of finished sheets."""


def sheets_path(language: str) -> str:
    """Where the sheets of a language are kept, as far as their neighbours must know them."""
    return f"sheets-{language}.json"


def texts_path(language: str) -> str:
    """Where its paragraphs are kept."""
    return f"texts-{language}.json"


def fonts_path(language: str) -> str:
    """Where its fonts are kept, as they were cut down."""
    return f"fonts-{language}.json"
