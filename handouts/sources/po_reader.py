"""PO files, strictly: bytes -> entries with their lines, or what is wrong with the file.

Stricter than the readers of translation tools, which guess: they take a stray msgstr for the next message's, merge
two messages into one, or cut the first character off an unquoted text. Here a guess would print the wrong sentence.
Comments and obsolete entries (`#~`) are kept for whoever writes the file again, and may be anything; plural forms are
refused, the data has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handouts.wording import worded as _

MAX_BYTES = 2_000_000

_KEYWORD = re.compile(r"(msgctxt|msgid|msgstr)[ \t]*(.*)", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\[\\"ntr])*)"')
_ESCAPED = re.compile(r'\\([\\"ntr])')
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_MACHINE_MADE = ("#.", "#:", "#,", "#=", "#|")
_BEFORE = {"msgctxt": ("", "msgstr"), "msgid": ("", "msgctxt", "msgstr"), "msgstr": ("msgid",)}


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One message. `line` is that of its first keyword, `text_line` that of its msgstr, both from 1.

    `comments` are the translators' (`# `), `notes` those for translators (`#.`), `flags` all but fuzzy, `previous` the
    English that `text` translates (`#|`), as pairs of keyword and text.
    """

    context: str | None
    english: str
    text: str
    fuzzy: bool = False
    line: int = 0
    text_line: int = 0
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.english

    @property
    def is_header(self) -> bool:
        return self.context is None and not self.english


@dataclass(frozen=True, slots=True)
class PoFile:
    """The entries in the order of the file, and its header apart.

    `obsolete_lines`: obsolete entries that can't be read, as they stand. `trailing`: comment lines after everything.
    """

    entries: tuple[PoEntry, ...] = ()
    header: PoEntry | None = None
    obsolete: tuple[PoEntry, ...] = ()
    obsolete_lines: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()

    @property
    def header_line(self) -> int:
        return self.header.text_line if self.header else 0

    def header_field(self, name: str) -> str:
        """`header_field("Language")` -> `fr`, or an empty string."""
        for line in (self.header.text if self.header else "").split("\n"):
            key, colon, value = line.partition(":")
            if colon and key.strip().lower() == name.lower():
                return value.strip()
        return ""


@dataclass(frozen=True, slots=True)
class PoFault:
    """What is wrong with the file as a whole, and in which line (0: in none)."""

    line: int
    what: str
    instead: str


@dataclass(slots=True)
class _Reading:
    """One entry while it is read. `remarks` are its comment lines, with their `#`."""

    remarks: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    last: str = ""

    def finished(self) -> PoEntry:
        flags = [flag.strip() for line in self._remarks("#,", "#=") for flag in line.split(",")]
        return PoEntry(
            context=self.texts.get("msgctxt"),
            english=self.texts["msgid"],
            text=self.texts["msgstr"],
            fuzzy="fuzzy" in flags,
            line=min(self.lines.values()),
            text_line=self.lines["msgstr"],
            comments=tuple(line[1:].removeprefix(" ") for line in self.remarks if line[:2] not in _MACHINE_MADE),
            notes=tuple(self._remarks("#.")),
            references=tuple(self._remarks("#:")),
            flags=tuple(dict.fromkeys(flag for flag in flags if flag not in {"fuzzy", ""})),
            previous=_previous(self._remarks("#|")),
        )

    def _remarks(self, *signs: str) -> list[str]:
        return [line[2:].strip() for line in self.remarks if line[:2] in signs]


def _previous(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What stands behind `#|`. Tools write it for people; a line that is no PO is passed over."""
    found: list[tuple[str, str]] = []
    for line in lines:
        keyword = _KEYWORD.fullmatch(line)
        inside = _QUOTED.fullmatch(keyword.group(2) if keyword else line)
        if inside and keyword:
            found.append((keyword.group(1), _unescaped(inside.group(1))))
        elif inside and found:
            found[-1] = (found[-1][0], found[-1][1] + _unescaped(inside.group(1)))
    return tuple(found)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found.group(1), found.group(1)), text)


def read_po(content: bytes) -> tuple[PoFile, tuple[PoFault, ...]]:
    """The file's entries, and its faults. With a fault there are no entries.

    UTF-8, with or without byte order mark, any line ends. Never raises.
    """
    if len(content) > MAX_BYTES:
        fault = PoFault(0, _("is larger than {n} MB", n=MAX_BYTES // 1_000_000), _("compare it with the other files"))
        return PoFile(), (fault,)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return PoFile(), (PoFault(line, _("the file is not UTF-8"), _("save it as UTF-8")),)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults: list[PoFault] = []
    gone: list[str] = []
    entries, trailing = _entries(lines, faults, gone)
    _check_doubles(entries, faults)
    header = next((entry for entry in entries if entry.is_header), None)
    obsolete, obsolete_lines = _obsolete(gone)
    file = PoFile(
        tuple(entry for entry in entries if not entry.is_header), header, obsolete, obsolete_lines, tuple(trailing)
    )
    _check_charset(file, faults)
    return (PoFile(), tuple(sorted(faults, key=lambda fault: fault.line))) if faults else (file, ())


def _obsolete(lines: list[str]) -> tuple[tuple[PoEntry, ...], tuple[str, ...]]:
    """Obsolete entries; or their lines as they stand, where they can't be read. Nothing of them is printed."""
    faults: list[PoFault] = []
    bare = [re.sub(r"^#~(\|?)[ \t]*", lambda found: "#| " if found[1] else "", line) for line in lines]
    entries, trailing = _entries(bare, faults, [])
    if faults or trailing or any(entry.is_header for entry in entries):
        return (), tuple("\n".join(lines).strip("\n").split("\n"))
    return tuple(entries), ()


def _entries(lines: Sequence[str], faults: list[PoFault], gone: list[str]) -> tuple[list[PoEntry], list[str]]:
    """The entries, and the comment lines after the last one. `gone` receives the lines of obsolete entries."""
    entries: list[PoEntry] = []
    reading = _Reading()
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t\f")
        if line.startswith("#") or not line:
            reading = _after_comment(line, reading, entries, gone)
            continue
        keyword = _KEYWORD.fullmatch(line)
        name, quoted = (keyword.group(1), keyword.group(2)) if keyword else (reading.last, line)
        inside = _QUOTED.fullmatch(quoted)
        if inside is None or not name:
            faults.append(_fault_of(number, line))
            return entries, []
        if keyword:
            if reading.last == "msgstr" and name != "msgstr":
                entries.append(reading.finished())
                reading = _Reading()
            if reading.last not in _BEFORE[name]:
                what = _("{name} stands where it can't", name=name)
                if reading.last:
                    what = _("{name} stands where it can't, after {last}", name=name, last=reading.last)
                faults.append(PoFault(number, what, _("each message is msgctxt, msgid and msgstr, in this order")))
                return entries, []
            reading.last = name
            reading.texts[name], reading.lines[name] = "", number
        reading.texts[name] += _unescaped(inside.group(1))
    if reading.last == "msgstr":
        entries.append(reading.finished())
    elif reading.last:
        faults.append(PoFault(len(lines), _("the last message has no msgstr"), _("the file may have been cut off")))
    return entries, [] if reading.last else reading.remarks


def _after_comment(line: str, reading: _Reading, entries: list[PoEntry], gone: list[str]) -> _Reading:
    """Comments and empty lines: a comment ends the message before it, and belongs to the next one."""
    if not line:
        if gone and gone[-1]:
            gone.append("")  # one between two obsolete entries
        return reading
    if reading.last == "msgstr":
        entries.append(reading.finished())
        reading = _Reading()
    if not line.startswith("#~"):
        reading.remarks.append(line)
        return reading
    if reading.last:
        return reading  # inside a message: it is no entry
    gone += [*reading.remarks, line]  # the comments and flags before it are those of the obsolete entry
    return _Reading()


def _fault_of(number: int, line: str) -> PoFault:
    if line.startswith(("msgid_plural", "msgstr[")):
        return PoFault(number, _("plural forms have no place here"), _("write one msgid and one msgstr"))
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return PoFault(number, _("a conflict of two versions was left in the file"), _("decide for one of them"))
    if re.match("(msg[a-z]+ *)?[\u201c-\u201f]", line):
        return PoFault(
            number, _("the text is in curly quotes, which are no quotes to PO"), _('write straight ones: "..."')
        )
    if line.startswith(("msg", '"')):
        return PoFault(
            number,
            _("the text is not closed in quotes"),
            _('write it as "...", with \\" for a quotation mark inside it'),
        )
    return PoFault(number, _("this line is no PO"), _("delete it, or make it a comment with # before it"))


def _check_charset(file: PoFile, faults: list[PoFault]) -> None:
    charset = re.search(r"charset=([\w-]+)", file.header_field("Content-Type"), re.IGNORECASE)
    if charset and charset.group(1).lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        what = _("the header says that the file is {charset}", charset=charset.group(1))
        faults.append(PoFault(file.header_line, what, _("save it as UTF-8 and write charset=UTF-8")))


def _check_doubles(entries: list[PoEntry], faults: list[PoFault]) -> None:
    first: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        key = (entry.context, entry.english)
        if key in first:
            what = _(
                "{message} stands here twice with the same msgid (first in line {line})",
                message=entry.context or _("a message"),
                line=first[key],
            )
            faults.append(PoFault(entry.line, what, _("keep one of them")))
        first.setdefault(key, entry.line)
