"""What the model refuses, in plain words and with its place in the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from handouts.errors import Problem
from handouts.sources.telephone import right_forms
from handouts.sources.values import CURLY_QUOTES, character_name, either
from handouts.sources.yaml_document import Document, Extent, Refused, Steps, Value
from handouts.sources.yaml_reader import MAX_PROBLEMS
from handouts.sources.yaml_scalars import Oddity, shortened, understood
from handouts.wording import Worded, message_of, parted
from handouts.wording import worded as _

_M = TypeVar("_M", bound=BaseModel)

# Where a pattern is refused: the key -> what would be right.
_EXTENSION: Final = _('write up to 8 digits in quotes, as extension: "{digits}"')
_PATTERNS: Final = {
    "short": _('write 2 to 6 digits in quotes, as short: "211"'),
    "extension": _(_EXTENSION, digits="12"),
    "code": _("write two to four capital letters, as code: MEX"),
    "international_prefix": _('write the digits alone, in quotes, as international_prefix: "00"'),
    "press": _('write up to 4 keys in quotes, as press: "2"'),
    "digest": _("delete this review, and let the command write it: translations reviewed TAG --by NAME"),
}
_FIXED_WORDS: Final = frozenset(
    {
        *(
            "id",
            "needs",
            "with",
            "print",
            "icon",
            "call_from",
            "country",
            "code",
            "kind",
            "status",
            "paper",
            "formats",
            "tag",
        ),
        "number_form",
    }
)
"""Keys whose values are checked word for word, so that a comment behind them can't hide a cut text."""


def validated(
    document: Document,
    model: type[_M],
    top: str = "",
    today: date | None = None,
    countries: tuple[str, ...] = (),
) -> tuple[_M | None, list[Problem]]:
    """What a document says, as the model, or None; and all that is wrong with its values, one by one.

    `top`: the model's key for a file that is a list and has no key there. `today`: days after it are wrong.
    `countries`: in whose forms numbers are shown.
    """
    made, refused = None, []
    context = {"today": today, "countries": countries}
    try:
        made = model.model_validate({top: document.value} if top else document.value, context=context)
    except ValidationError as error:
        refused = _explained(document, model, error, top, countries)
    reported = {(problem.line, problem.column) for problem in refused}
    empty = (problem for problem in _empty_values(document) if (problem.line, problem.column) not in reported)
    return made, [*_cut_texts(document), *refused, *empty]


def first_of_each_file(problems: Iterable[Problem]) -> list[Problem]:
    """At most MAX_PROBLEMS a file, and how many there are besides: a slip can make thousands."""
    kept: list[Problem] = []
    for _file, group in groupby(sorted(problems), key=lambda problem: problem.file):
        first, rest = (found := list(group))[:MAX_PROBLEMS], found[MAX_PROBLEMS:]
        kept += first
        if rest:
            what = _("{number} more problems from here on", number=len(rest))
            kept.append(replace(rest[0], what=what, instead="mend those above first"))
    return kept


def _explained(
    document: Document, model: type[BaseModel], error: ValidationError, top: str, countries: tuple[str, ...]
) -> list[Problem]:
    found: dict[Problem, None] = {}
    for detail in error.errors(include_url=False):
        steps: Steps = detail["loc"]
        at_key = steps[-1:] == ("[key]",)
        steps = steps[:-1] if at_key else steps
        keys = _keys_at(model, steps[:-1]) if detail["type"] == "extra_forbidden" else ()
        if top and steps[:1] == (top,):
            steps = steps[1:]
        problem = _problem(document, steps, dict(detail), keys, countries, at_key=at_key)
        if problem is not None:
            found[problem] = None
    return list(found)


def _empty_values(document: Document) -> Iterator[Problem]:
    """Keys without a value: mostly forgotten, and an editor's schema refuses them too."""
    for steps, extent in document.values.items():
        if not extent.plain or understood(extent.written) is not None:
            continue
        key = _key(steps)
        if extent.written:
            instead = _('write it in quotes: "{text}"', text=extent.written)
            yield document.problem(steps, _("YAML reads {text} as no value", text=extent.written), instead)
        elif not steps:
            yield Problem(document.file, 1, 1, _("the file is empty"), _("compare it with the shipped one"))
        elif isinstance(steps[-1], int):
            yield document.problem(
                steps, _("an entry of the list is empty"), _("write one, or delete the hyphen or comma")
            )
        else:
            yield document.problem(
                steps, _('"{key}" has no value', key=key), _("write one, or delete the key"), at_key=True
            )


def _cut_texts(document: Document) -> Iterator[Problem]:
    """Texts that YAML may have cut short at a `#`, as in an address."""
    for steps, extent in document.values.items():
        if extent.comment and isinstance(understood(extent.written), str) and _key(steps) not in _FIXED_WORDS:
            what = _('YAML leaves out "{text}" as a comment', text=shortened(extent.comment))
            yield document.problem(steps, what, _("put the text in quotes, or the comment on a line of its own above"))


def _problem(
    document: Document,
    steps: Steps,
    detail: dict[str, Any],
    keys: tuple[str, ...],
    countries: tuple[str, ...],
    *,
    at_key: bool,
) -> Problem | None:
    given: Value = detail["input"]
    kind: str = detail["type"]
    key = _key(steps)
    extent = document.extent(steps)
    if kind == "missing":
        return _missing(document, steps)
    if kind == "extra_forbidden":
        return document.problem(
            steps, _('"{key}" is no key here', key=shortened(key)), _which_key(key, keys, given), at_key=True
        )
    if given is None or isinstance(given, Refused):
        return None  # reported already, where the file was read
    if kind == "too_short" and isinstance(given, (tuple, dict)) and len(given) >= detail["ctx"]["min_length"]:
        return None  # it counts only the entries that are right; the others are reported
    if (bare := _in_curly_quotes(given)) and kind != "extra_forbidden":
        what = _("{text} is in curly quotes, which are no quotes to YAML", text=shortened(_as_typed(given)))
        return document.problem(steps, what, _('write straight ones: "{text}"', text=shortened(bare)))
    if kind == "value_error":
        parts = parted(message_of(detail["ctx"]["error"]))
        return document.problem(steps, *map(shortened_sentence, parts))
    if kind.endswith("_type"):
        return document.problem(steps, *_wrong_type(kind, key, given, extent, countries))
    said = _out_of_bounds(kind, key, given, detail.get("ctx", {}), at_key=at_key)
    return document.problem(steps, *said, at_key=at_key)


def _in_curly_quotes(given: Value) -> str:
    """What stands between the quotes of a word processor, or nothing."""
    bare = given.strip(CURLY_QUOTES) if isinstance(given, str) else ""
    return bare if isinstance(given, str) and given[:1] in CURLY_QUOTES and given[-1:] in CURLY_QUOTES else ""


def _missing(document: Document, steps: Steps) -> Problem:
    if isinstance(steps[-1], int):
        return document.problem(
            steps[:-1], _("the list has fewer than {number} values", number=steps[-1] + 1), _("write all of them")
        )
    return document.problem(steps[:-1], _('"{key}" is missing', key=steps[-1]), _("add {key}: ...", key=steps[-1]))


def _which_key(key: str, keys: tuple[str, ...], given: Value) -> str:
    odd = next((character for character in key if character.isspace() and character != " "), "")
    near = difflib.get_close_matches(key.strip().lower(), keys, 1)
    if near:
        right = _('write "{key}"', key=near[0])
        return _("{right} without {character}", right=right, character=character_name(odd)) if odd else right
    if given is None:
        return _("a comma in { } begins a new key: put text that holds a comma in quotes")
    return _("the keys here are {keys}", keys=", ".join(keys)) if keys else _("delete it")


def _wrong_type(kind: str, key: str, given: Value, extent: Extent, countries: tuple[str, ...]) -> tuple[str, str]:
    subject = f'"{key}"' if key else _("the file")
    if isinstance(given, (dict, tuple)):
        here = _("a list") if isinstance(given, tuple) else _("a mapping (key: value)")
        wanted = _wanted(kind)
        if kind == "tuple_type":
            return _("{subject} is {here}, not a list", subject=subject, here=here), _('write "- " before each entry')
        if kind in {"model_type", "dict_type", "model_attributes_type"}:
            return _("{subject} is {here}, not a mapping", subject=subject, here=here), _(
                "write key: value lines, without hyphens"
            )
        return _("{subject} is {here}", subject=subject, here=here), _("write {wanted}", wanted=wanted)
    written = shortened(extent.written)
    if kind == "string_type":
        if key == "number":
            dropped = _(' and drops the "+"') if extent.written.startswith("+") else ""
            what = _(
                "YAML reads {written} without quotes as {kind}{dropped}",
                written=written,
                kind=_kind(given),
                dropped=dropped,
            )
            return what, right_forms(extent.written, countries)
        return _("YAML reads {written} as {kind}, not as text", written=written, kind=_kind(given)), _(
            'write it in quotes: "{written}"', written=written
        )
    if kind == "tuple_type":
        return _('"{written}" stands where a list should', written=written), _(
            "write each entry on a line of its own after a hyphen"
        )
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return _('"{written}" stands where a mapping should', written=written), _("write key: value lines")
    if isinstance(given, str) and not extent.plain and _fits(kind, understood(given)):
        return _('"{written}" is in quotes and so a text', written=written), _(
            "write it without: {written}", written=written
        )
    if isinstance(given, Oddity):
        return _("YAML reads {written} as {kind}", written=written, kind=given.kind), _(
            "write {wanted}", wanted=_wanted(kind)
        )
    return _('"{written}" is {kind}', written=written, kind=_kind(given)), _("write {wanted}", wanted=_wanted(kind))


def _wanted(kind: str) -> str:
    return {
        "string_type": _("text"),
        "int_type": _("a whole number in plain digits"),
        "float_type": _("a number such as 1.25"),
        "bool_type": _("true or false"),
        "date_type": _("a date as 2021-04-07"),
    }.get(kind, _("a value of another kind"))


def _fits(kind: str, value: Value) -> bool:
    if kind == "bool_type":
        return isinstance(value, bool)
    return isinstance(value, int) or (isinstance(value, float) and kind == "float_type")


def _kind(given: Value) -> str:
    if isinstance(given, Oddity):
        return given.kind
    if isinstance(given, bool):
        return _("true or false")
    if isinstance(given, str):
        return _("text")
    return _("a date") if isinstance(given, date) else _("a number")


def _out_of_bounds(kind: str, key: str, given: Value, context: dict[str, Any], *, at_key: bool) -> tuple[str, str]:
    shown = shortened(_as_typed(given))
    if kind == "literal_error":
        allowed = [each.strip("'") for each in re.findall(r"'[^']*'|\b\d+\b", str(context["expected"]))]
        near = difflib.get_close_matches(shown.lower(), [word.lower() for word in allowed], 1)
        hint = [word for word in allowed if near and word.lower() == near[0]]
        value = f'"{shown}"' if isinstance(given, str) else _shape(given, shown)
        return _("{value} is nothing that {key} can be", value=value, key=key or _("this")), _(
            "write {choices}", choices=either(hint or allowed)
        )
    if kind == "string_pattern_mismatch":
        if at_key:
            return _('"{shown}" is no name of a feature', shown=shown), _(
                "write the four letters of an OpenType feature, as liga: 0"
            )
        instead = _PATTERNS.get(key, _("compare it with the schema in schema/"))
        if key == "extension" and (digits := re.sub(r"[^0-9]", "", shown)):
            instead = _(_EXTENSION, digits=digits[:8])
        return _('"{shown}" is not what {key} can be', shown=shown, key=key), instead
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        limit = _("write at least {bound}", bound=f"{bound:g}")
        if kind == "less_than_equal":
            limit = _("write at most {bound}", bound=f"{bound:g}")
        return _("{shown} is out of bounds", shown=shown), limit
    if kind == "string_too_long":
        length = len(given) if isinstance(given, str) else 0
        return _("the text has {length} characters", length=length), _(
            "write at most {bound}", bound=context["max_length"]
        )
    if kind in {"string_too_short", "too_short"}:
        least = context["min_length"]
        what = _('"{key}" is empty', key=key) if least == 1 else _('"{key}" has too few values', key=key)
        return what, _("write at least one") if least == 1 else _("write at least {bound}", bound=least)
    if kind == "too_long":
        return _('"{key}" has too many values', key=key), _("write {length}", length=context["max_length"])
    return _("{shown} is not what {key} can be", shown=shown, key=key or _("this")), _(
        "compare it with the schema in schema/"
    )


def _as_typed(given: Value) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    return given.isoformat() if isinstance(given, date) else str(getattr(given, "written", given))


def _shape(given: Value, shown: str) -> str:
    if isinstance(given, dict):
        return _("a mapping")
    return _("a list") if isinstance(given, tuple) else shown


def shortened_sentence(text: str) -> str:
    """A message that quotes typed text, without what a terminal would obey and not endless."""
    if isinstance(text, Worded) and len(text) <= 600:
        return text.with_values(_readable)
    return _readable(text[:600]) + ("..." if len(text) > 600 else "")


def _readable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text)


def _key(steps: Steps) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _keys_at(model: type[BaseModel], steps: Steps) -> tuple[str, ...]:
    """The keys of the model at that place."""
    here: type[BaseModel] | None = model
    for step in steps:
        if isinstance(step, str) and here is not None:
            field = next((f for name, f in here.model_fields.items() if (f.alias or name) == step), None)
            here = _model_inside(field.annotation) if field is not None else None
    return tuple(field.alias or name for name, field in here.model_fields.items()) if here is not None else ()


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_inside(part))), None)
