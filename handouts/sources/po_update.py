"""PO files up to the current English: new messages come in, changed ones are marked fuzzy, dropped ones stay obsolete.

The rules are msgmerge's, by msgctxt: where the English of a place has changed, its translation stays as a fuzzy one
with the English that it translates behind `#|`. Nothing is guessed from similar texts of other places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.errors import InputError, Problem, UsageError
from handouts.sources.languages import SOURCE_LANGUAGE, english_name
from handouts.sources.load import Data
from handouts.sources.messages import PLACEHOLDER, Message, messages_of
from handouts.sources.po_reader import PoEntry, PoFile
from handouts.sources.po_writer import write_po
from handouts.sources.translations import read_po_file
from handouts.sources.values import language_tag
from handouts.sources.whole_file import write_whole

_BRACES_FLAG = "python-brace-format"
"""Makes msgfmt, Poedit and Weblate check the `{placeholders}` too."""

BACK_TRANSLATION = "back"
"""Comments that begin so tell in English what the translation says (data/translations/README.md)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many messages are `new` (to translate), `changed` (in English: now fuzzy), `obsolete` (now), `back` (were
    obsolete, and are wanted again)."""

    new: int = 0
    changed: int = 0
    obsolete: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class UpdatedFile:
    """What became of one PO file. With `problems` it was left alone; `written`: its bytes have changed."""

    tag: str
    path: Path
    changes: Changes
    begun: bool
    written: bool
    problems: tuple[Problem, ...] = ()

    @property
    def said(self) -> str:
        """What has changed in it, in words."""
        told = {
            "to translate": self.changes.new,
            "changed in English (marked fuzzy)": self.changes.changed,
            "wanted again": self.changes.back,
            "obsolete": self.changes.obsolete,
        }
        said = ", ".join(f"{number} {what}" for what, number in told.items() if number) or "comments and form only"
        return f"begun, {said}" if self.begun else said


def update_translations(data: Data, today: date, begin: Sequence[str] = ()) -> tuple[UpdatedFile, ...]:
    """Bring every PO file of the data's folder up to its English; begin one for listed languages that have none, and
    for those of `begin`.

    `today` is written where a header has no date. Each file is written whole, one after the other. Raises UsageError
    for a tag in `begin` that is none, before anything is written, and WriteError; for what a file holds it never
    raises: such a file is named and left alone.
    """
    for tag in begin:
        try:
            language_tag(tag)
        except ValueError as error:
            raise UsageError(str(error)) from None
    folder = data.folder / "translations"
    messages = messages_of(data.handout, data.directory, data.faq)
    names = {language.tag: language.names.en for language in data.languages.languages}
    wanted = [tag for tag in dict.fromkeys([*names, *begin]) if tag != SOURCE_LANGUAGE]
    found = [path.stem for path in sorted(folder.glob("*.po"))]
    return tuple(
        _update_file(folder / f"{tag}.po", tag, names.get(tag, ""), messages, today)
        for tag in dict.fromkeys([*wanted, *found])
    )


def updated(po: PoFile, messages: Sequence[Message]) -> tuple[PoFile, Changes]:
    """The entries of a PO file in the order of the messages, and what changed. The header is left as it is."""
    merging = _Merging(po, messages)
    entries = tuple(merging.entry_of(message) for message in messages)
    obsolete = tuple(merging.obsolete())
    changes = replace(merging.changes, obsolete=sum(entry.key not in merging.gone for entry in obsolete))
    return replace(po, entries=entries, obsolete=obsolete), changes


def write_texts(
    path: Path, tag: str, messages: Sequence[Message], texts: Mapping[tuple[str, str], str], today: date
) -> None:
    """Put these translations into a PO file: `with_texts`, written. Raises InputError and WriteError."""
    write_whole(path, with_texts(path, tag, messages, texts, today))


def with_texts(
    path: Path, tag: str, messages: Sequence[Message], texts: Mapping[tuple[str, str], str], today: date
) -> bytes:
    """A PO file with these translations, by context and English, brought up to its English on the way. They are nothing
    that needs work, and a remark of a back-translation, which was one of the former text, is gone.

    Raises InputError where the file can't be read, with the problems.
    """
    po, problems = read_po_file(path, tag)
    if problems:
        raise InputError(problems)
    merged, _ = updated(po, messages)
    entries = [
        with_text(entry, texts[entry.context or "", entry.english])
        if (entry.context or "", entry.english) in texts
        else entry
        for entry in merged.entries
    ]
    made = replace(merged, entries=tuple(entries))
    return write_po(with_header(made, tag, english_name(tag), today))


def with_text(entry: PoEntry, text: str) -> PoEntry:
    """An entry that says `text` and needs no work; a remark of a back-translation of another text is gone."""
    comments = entry.comments
    if text != entry.text:
        comments = tuple(each for each in comments if not each.startswith(BACK_TRANSLATION))
    return replace(entry, text=text, fuzzy=False, previous=(), comments=comments)


def with_header(po: PoFile, tag: str, name: str, today: date) -> PoFile:
    """The file with every field that `msgfmt --check` asks for; what stands there is kept, but the charset is ours."""
    header = po.header or PoEntry(None, "", "")
    fields = {
        "Project-Id-Version": "handouts",
        "PO-Revision-Date": f"{today.isoformat()} 00:00+0000",
        "Last-Translator": "none (draft)",
        "Language-Team": "none",
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = header.text.removesuffix("\n").split("\n") if header.text else []
    place = 0
    for field, value in fields.items():
        known = next((index for index, line in enumerate(lines) if _is_field(line, field)), None)
        if known is None:
            lines.insert(place, f"{field}: {value}")
        elif field == "Content-Type" or not lines[known].partition(":")[2].strip():
            lines[known] = f"{field}: {value}"
        place = place + 1 if known is None else known + 1
    text = "".join(f"{line}\n" for line in lines)
    return replace(po, header=replace(header, text=text, comments=header.comments or _header_comments(tag, name)))


def _header_comments(tag: str, name: str) -> tuple[str, ...]:
    return (
        f"{name}. A draft translation by the project. No person has reviewed it, except for what",
        f"reviews/{tag}.yaml names.",
        "The licence is that of the repository (LICENSE); whose words the English ones are: data/README.md.",
    )


def _is_field(line: str, field: str) -> bool:
    return line.partition(":")[0].strip().lower() == field.lower()


def _update_file(path: Path, tag: str, name: str, messages: Sequence[Message], today: date) -> UpdatedFile:
    try:
        language_tag(tag)
    except ValueError as error:
        what, _, instead = str(error).partition("; ")
        return _left_alone(path, tag, [Problem(str(path), 0, 0, what, instead)])
    begun = not path.exists()
    po, problems = (PoFile(), ()) if begun else read_po_file(path, tag)
    if problems:
        return _left_alone(path, tag, problems)
    merged, changes = updated(po, messages)
    written = write_whole(path, write_po(with_header(merged, tag, name or english_name(tag), today)))
    return UpdatedFile(tag, path, changes, begun, written)


def _left_alone(path: Path, tag: str, problems: Iterable[Problem]) -> UpdatedFile:
    return UpdatedFile(tag, path, Changes(), begun=False, written=False, problems=tuple(problems))


class _Merging:
    """Finds for each message what the file has for it. What is left over in the end is obsolete."""

    def __init__(self, po: PoFile, messages: Sequence[Message]) -> None:
        current = {message.key for message in messages}
        self.changes = Changes()
        self.gone = {entry.key: entry for entry in po.obsolete}
        self._live = {entry.key: entry for entry in po.entries}
        self._used: set[tuple[str | None, str]] = set(current)
        # The last entry of a place that is wanted no more, live ones before obsolete ones.
        self._former = {
            entry.context: entry
            for entry in (*po.obsolete, *po.entries)
            if entry.context is not None and entry.text and entry.key not in current
        }

    def entry_of(self, message: Message) -> PoEntry:
        entry = self._live.get(message.key)
        back = self.gone.get(message.key)
        if back is not None and (entry is None or not entry.text):
            comments = tuple(dict.fromkeys((*(entry.comments if entry else ()), *back.comments)))
            entry = replace(back, comments=comments)
            self._count(back=1)
        if entry is None and (former := self._former.pop(message.context, None)) is not None:
            self._used.add(former.key)
            entry = _with_changed_english(former, message.english)
            self._count(changed=1)
        if entry is None:
            entry = PoEntry(message.context, message.english, "")
            self._count(new=1)
        return described(entry, message)

    def obsolete(self) -> Iterator[PoEntry]:
        """The former obsolete entries that nothing has taken, then the new ones that hold work of a translator."""
        live = [entry for entry in self._live.values() if entry.text or entry.comments]
        again = {entry.key for entry in live}
        yield from (each for key, each in self.gone.items() if key not in self._used and key not in again)
        yield from (replace(each, notes=(), references=()) for each in live if each.key not in self._used)

    def _count(self, *, new: int = 0, changed: int = 0, back: int = 0) -> None:
        so_far = self.changes
        self.changes = replace(so_far, new=so_far.new + new, changed=so_far.changed + changed, back=so_far.back + back)


def _with_changed_english(entry: PoEntry, english: str) -> PoEntry:
    """The translation marked fuzzy, with the English that it translates: the first one, if it has changed twice."""
    known = entry.previous if entry.fuzzy else ()
    previous = known or (("msgctxt", entry.context or ""), ("msgid", entry.english))
    return replace(entry, english=english, fuzzy=True, previous=previous)


def described(entry: PoEntry, message: Message) -> PoEntry:
    """An entry with what is said of its message: the note, the file, the flag of its placeholders."""
    return replace(
        entry,
        notes=(message.note,) if message.note else (),
        references=(message.file,),
        flags=tuple(_flags(entry.flags, message.english)),
        previous=entry.previous if entry.fuzzy else (),
    )


def _flags(flags: Iterable[str], english: str) -> Iterator[str]:
    others = [flag for flag in flags if flag != _BRACES_FLAG]
    if PLACEHOLDER.search(english) and f"no-{_BRACES_FLAG}" not in others:
        yield _BRACES_FLAG
    yield from others
