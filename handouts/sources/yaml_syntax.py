"""PyYAML's complaints about syntax, in words for people who write YAML twice a year."""

from __future__ import annotations

from typing import Final

import yaml

from handouts.errors import Problem

# What PyYAML's problem begins with -> what is wrong, what would be right, and whether to point at where the thing began
# that never ended. The first that fits counts.
_WORDS: Final[tuple[tuple[str, str, str, bool], ...]] = (
    (
        "mapping values are not allowed",
        "a colon stands where none may",
        "put text that holds a colon in quotes; check the indentation, and the colon of the line above",
        False,
    ),
    (
        "could not find expected ':'",
        "a key or text begins here and has no colon",
        "write key: value, or indent the line so that it goes on with the text above",
        True,
    ),
    (
        "found character '\\t'",
        "a tab stands where spaces must",
        "indent with spaces",
        False,
    ),
    (
        "found character",
        "text can't begin with this character",
        "put the text in quotes",
        False,
    ),
    (
        "found unexpected end of stream",
        "a quoted text begins here and never ends",
        'close it with the same quote; inside double quotes write \\" for a quote',
        True,
    ),
    (
        "found unexpected document separator",
        "a quoted text begins here and does not end before the line ---",
        "close it with the same quote",
        True,
    ),
    (
        "found unknown escape character",
        "this backslash means nothing in double quotes",
        "write two backslashes, or single quotes around the text",
        False,
    ),
    (
        "expected escape sequence",
        "this backslash is not followed by a character's number",
        "write the character itself",
        False,
    ),
    (
        "expected ',' or ']'",
        "a list in [ ] begins here and does not end where it should",
        "put commas between its values and ] at its end; put text with , [ ] { } in quotes",
        True,
    ),
    (
        "expected ',' or '}'",
        "a mapping in { } begins here and does not end where it should",
        "put commas between its entries and } at its end; put text with , [ ] { } in quotes",
        True,
    ),
    (
        "expected <block end>",
        "this line does not fit in with those above",
        "check its indentation and the quotes above; the entries of one list or mapping begin in the same column",
        False,
    ),
    (
        "sequence entries are not allowed",
        "a list can't begin here",
        "begin it on a line of its own with two spaces more; put text that begins with a hyphen in quotes",
        False,
    ),
    (
        "mapping keys are not allowed",
        "a key can't begin here",
        "put text that begins with a question mark in quotes",
        False,
    ),
    (
        "expected the node content, but found '<stream end>'",
        "the file ends where a value must come",
        "write one, or close the [ or { that is open above",
        False,
    ),
    (
        "expected the node content",
        "a value is missing here",
        "write one; put text that begins with , [ ] { } in quotes",
        False,
    ),
    (
        "expected '<document start>'",
        "the document has ended above, and more follows",
        "check the indentation and the quotes above",
        False,
    ),
    (
        "expected a single document",
        "a second document begins here",
        'delete the line "---"',
        False,
    ),
    (
        "expected alphabetic or numeric character",
        "& and * begin anchors and aliases, which are not allowed here",
        "put the text in quotes",
        False,
    ),
    (
        "expected chomping or indentation",
        "after | and > only + - and a digit may stand",
        "begin the text on the next line, or put it in quotes",
        False,
    ),
    (
        "expected indentation indicator",
        "after | and > a digit from 1 to 9 may stand, not 0",
        "delete the 0",
        False,
    ),
    (
        "expected a comment or a line break",
        "after | and > the line must end",
        "begin the text on the next line, or put it in quotes",
        False,
    ),
    (
        "found undefined tag handle",
        "text that begins with ! is a tag, which is not allowed here",
        "put the text in quotes",
        False,
    ),
)


def plain_words(file: str, error: yaml.MarkedYAMLError) -> Problem:
    """The problem that PyYAML reports, with its place (from 1)."""
    complaint = error.problem or ""
    what, instead, at_begin = "this is no YAML", "compare it with the lines above", False
    if "directive" in f"{error.context}{complaint}" or "YAML document" in complaint:
        what, instead = "a line can't begin with %", "delete the line, or put the text in quotes"
    elif error.context == "while scanning a tag":
        what, instead = "text that begins with ! is a tag, which is not allowed here", "put the text in quotes"
    else:
        for begin, known_what, known_instead, known_at_begin in _WORDS:
            if complaint.startswith(begin):
                what, instead, at_begin = known_what, known_instead, known_at_begin
                break
    mark = (error.context_mark if at_begin else None) or error.problem_mark or error.context_mark
    if mark is None:
        return Problem(file, 0, 0, what, instead)
    return Problem(file, mark.line + 1, mark.column + 1, what, instead)
