"""Copies of the shipped data that a test may change, and PO files made for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from handouts.products.loading import load_data
from handouts.sources.load import Data
from handouts.sources.messages import Message, messages_of

SHIPPED = Path(__file__).parents[2] / "data"

ENGLISH = """\
- tag: en
  names: {own: English, en: English, es: inglés}
  fonts: {regular: NotoSans-Regular, bold: NotoSans-Bold, small: NotoSans-Medium}
  body_pt: {wanted: 12, floor: 11}
  leading: 1.25
"""
SPANISH = """\
- tag: es
  names: {own: Español, en: Spanish, es: español}
  fonts: {regular: NotoSans-Regular, bold: NotoSans-Bold, small: NotoSans-Medium}
  body_pt: {wanted: 12, floor: 11}
  leading: 1.25
"""
FRENCH = """\
- tag: fr
  names: {own: Français, en: French, es: francés}
  fonts: {regular: NotoSans-Regular, bold: NotoSans-Bold, small: NotoSans-Medium}
  body_pt: {wanted: 12, floor: 11}
  leading: 1.25
"""
CREOLE = """\
- tag: ht
  names: {own: Kreyòl ayisyen, en: Haitian Creole, es: criollo haitiano}
  fonts: {regular: NotoSans-Regular, bold: NotoSans-Bold, small: NotoSans-Medium}
  body_pt: {wanted: 12, floor: 11}
  leading: 1.25
"""
ARABIC = """\
- tag: ar
  names: {own: العربية, en: Arabic, es: árabe}
  say: {en: آي سبيك آرابيك, es: أبلو آرابي}
  fonts: {regular: NotoSansArabic-Medium, bold: NotoSansArabic-Bold, small: NotoSansArabic-Medium}
  body_pt: {wanted: 13, floor: 12}
  leading: 1.42
  number_form: hyphens
  list_separator: "، "
"""


def copy_of_data(folder: Path, *languages: str, edit: Mapping[str, Callable[[str], str]] | None = None) -> Data:
    """The shipped YAML in `folder`, with these languages and no translations; `edit` changes a file's text."""
    for name in ("handout", "directory", "faq"):
        shutil.copy(SHIPPED / f"{name}.yaml", folder)
    (folder / "languages.yaml").write_text("".join(languages), encoding="utf-8")
    for name in ("translations", "reviews"):
        (folder / name).mkdir(exist_ok=True)
    for file, change in (edit or {}).items():
        path = folder / f"{file}.yaml"
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, f"the edit of {file} found nothing to change"
        path.write_text(after, encoding="utf-8")
    return load_data(folder)


def messages(data: Data) -> tuple[Message, ...]:
    return messages_of(data.handout, data.directory, data.faq)


def made_up(message: Message) -> str:
    """A translation that no check objects to: it keeps figures, names and placeholders."""
    return f"« {message.english} »"


def po_of(entries: Iterable[tuple[str, str, str]], flags: Mapping[str, str] | None = None) -> str:
    """A PO file of (msgctxt, msgid, msgstr). `flags`: by msgctxt."""
    parts = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for context, english, text in entries:
        flag = f"#, {flags[context]}\n" if flags and context in flags else ""
        parts.append(f"{flag}msgctxt {quoted(context)}\nmsgid {quoted(english)}\nmsgstr {quoted(text)}\n")
    return "\n".join(parts)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write_po(
    data: Data,
    tag: str,
    changed: Mapping[str, str | None] | None = None,
    flags: Mapping[str, str] | None = None,
) -> Path:
    """A complete PO file with made-up translations; `changed` by msgctxt, None leaves the message out."""
    changed = changed or {}
    texts = {message.context: made_up(message) for message in messages(data)} | dict(changed)
    assert len(texts) == len(messages(data)), "changed names a message that there is not"
    entries = [
        (message.context, message.english, text)
        for message in messages(data)
        if (text := texts[message.context]) is not None
    ]
    path = data.folder / "translations" / f"{tag}.po"
    path.write_text(po_of(entries, flags), encoding="utf-8")
    return path
