"""One message of a PO file changed in its text: its own lines are written anew, every other line stays byte for byte.

Where `po_update` brings whole files up to the English, this is for somebody who edits one translation, in a file that
another program may have wrapped in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handouts.errors import InputError, InternalError, Problem, UsageError
from handouts.sources.fidelity import faults_of
from handouts.sources.messages import Message
from handouts.sources.po_reader import PoEntry, PoFile, read_po
from handouts.sources.po_update import described, with_text
from handouts.sources.po_writer import entry_lines
from handouts.wording import worded

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def entry_for(po: PoFile, message: Message) -> PoEntry | None:
    """What a file has for a message: its entry, else the last one of its place, which translates a former English."""
    former = None
    for entry in po.entries:
        if entry.key == message.key:
            return entry
        if entry.context == message.context and entry.text:
            former = entry
    return former


def with_translation(
    content: bytes, messages: Sequence[Message], message: Message, text: str, *, fuzzy: bool = False, file: str = ""
) -> bytes:
    """A PO file in which a message is translated by `text`; `fuzzy`: needs work, so that it is not printed.

    A message that is not in the file comes behind the one before it in `messages`. `file`: how problems name it. Raises
    InputError for a file with faults.
    """
    po = _read(content, file)
    old = entry_for(po, message)
    new = with_text(old or PoEntry(message.context, message.english, ""), text)
    new = described(replace(new, context=message.context, english=message.english, fuzzy=fuzzy), message)
    return _spliced(content, po, old, new, messages)


def with_kept_translation(
    content: bytes, message: Message, english: str, remark: str, tag: str, file: str = ""
) -> bytes:
    """A PO file in which the translation of a message stands for another English, `english`, because only spelling or
    punctuation has changed. `remark` says who decided it, and stays beside the text. Its review no longer fits, so that
    it is a draft. A file without the message stays as it is.

    Raises UsageError where the translation would not be faithful to the new English (another figure, another name), and
    InputError for a file with faults.
    """
    po = _read(content, file)
    old = next((entry for entry in po.entries if entry.key == message.key), None)
    if old is None or any(entry.key == (message.context, english) for entry in po.entries):
        return content
    # What is faulty already counts as missing before and after.
    if old.text and not old.fuzzy and not faults_of(message.english, old.text, tag):
        for fault in faults_of(english, old.text, tag):
            raise UsageError(worded("{tag}: {fault}", tag=tag, fault=fault))
    comments = (*old.comments, remark) if old.text else old.comments
    new = described(replace(old, english=english, comments=comments), replace(message, english=english))
    return _spliced(content, po, old, new, ())


def _read(content: bytes, file: str) -> PoFile:
    po, faults = read_po(content)
    if faults:
        raise InputError([Problem(file, fault.line, min(fault.line, 1), fault.what, fault.instead) for fault in faults])
    return po


def _spliced(content: bytes, po: PoFile, old: PoEntry | None, new: PoEntry, messages: Sequence[Message]) -> bytes:
    text = content.decode("utf-8")
    mark = text[: text.startswith(_BYTE_ORDER_MARK)]
    lines = _LINE.findall(text[len(mark) :])
    line_end = next((end for end in ("\r\n", "\r") if lines and lines[0].endswith(end)), "\n")
    if lines and lines[-1].strip("\r\n") == lines[-1]:
        lines[-1] += line_end
    written = [line + line_end for line in entry_lines(new)]
    if old is not None:
        begin, end = _extent(lines, old)
        lines[begin:end] = written
    else:
        at = _behind(lines, po, new, messages)
        above, below = at > 0 and bool(lines[at - 1].strip()), at < len(lines) and bool(lines[at].strip())
        lines[at:at] = [*([line_end] if above else []), *written, *([line_end] if below else [])]
    made = (mark + "".join(lines)).encode("utf-8")
    _check(po, old, new, made)
    return made


def _extent(lines: Sequence[str], entry: PoEntry) -> tuple[int, int]:
    """The lines of an entry from its first comment to the end of its text, from 0; the last is not included."""
    begin = entry.line - 1
    for at in range(entry.line - 2, -1, -1):
        line = lines[at].strip()
        if line and (not line.startswith("#") or line.startswith("#~")):
            break
        begin = at if line else begin
    end = entry.text_line
    for at in range(entry.text_line, len(lines)):
        line = lines[at].strip()
        if line and not line.startswith('"'):
            break
        end = at + 1 if line else end
    return begin, end


def _behind(lines: Sequence[str], po: PoFile, new: PoEntry, messages: Sequence[Message]) -> int:
    """The line before which a new entry comes: behind the nearest message before it that the file has."""
    known = {entry.key: entry for entry in po.entries}
    before = po.header
    for message in messages:
        if message.key == new.key:
            break
        before = known.get(message.key, before)
    return _extent(lines, before)[1] if before is not None else 0


def _check(po: PoFile, old: PoEntry | None, new: PoEntry, made: bytes) -> None:
    """The file must say exactly what it said, and the new entry."""
    after, faults = read_po(made)
    others = [_plain(entry) for entry in po.entries if entry is not old]
    found = [_plain(entry) for entry in after.entries]
    wanted = _plain(new)
    if faults or wanted not in found or [entry for entry in found if entry != wanted] != others:
        raise InternalError("a message would not be read back as it was written")
    if (po.header and _plain(po.header)) != (after.header and _plain(after.header)):
        raise InternalError("the header would not be read back as it was")
    if list(map(_plain, po.obsolete)) != list(map(_plain, after.obsolete)):
        raise InternalError("what is obsolete would not be read back as it was")


def _plain(entry: PoEntry) -> PoEntry:
    return replace(entry, line=0, text_line=0)
