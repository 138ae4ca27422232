"""The Unicode Bidirectional Algorithm (UAX #9, revision 48 and later): levels of characters, order of runs.

Letters in the comments (X5a, W4, N0) are the rules' names in the standard. `tests/text/test_bidi.py` runs Unicode's
own conformance files over this module. Bidi classes come from the locked wheel unicodedata2, not from the
interpreter; paired brackets from `BidiBrackets.txt` (below, all of it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import unicodedata2

LTR, RTL = 0, 1
MAX_DEPTH = 125

_ISOLATE_STARTS = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDING_STARTS = frozenset(("LRE", "RLE", "LRO", "RLO"))
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # X9
_CONTROLS = _REMOVED | _ISOLATE_STARTS | {"PDI"}  # what the rules X are about; B only ends what these began
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))  # "NI" of the standard
_HANGING = _REMOVED | _ISOLATE_STARTS | {"WS", "PDI"}  # L1: what may stand at the end of a line
_BRACKET_STACK = 63  # BD16

# BidiBrackets.txt 15.0.0 (the same pairs in 16.0): opening and closing bracket in turn.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7"
    "\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c"
    "\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd"
    "\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009"
    "\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a"
    "\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # the only brackets with a canonical equivalent
CLOSING_OF = {_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
CLOSING_BRACKETS = frozenset(CLOSING_OF.values())


def bidi_class(character: str) -> str:
    """The Bidi_Class of a character; unassigned ones count as L (no font has them, so they are never set)."""
    return unicodedata2.bidirectional(character) or "L"


def resolve_levels(classes: Sequence[str], text: Sequence[str], base: int) -> list[int]:
    """The embedding level of every character of one paragraph, before L1.

    `classes` are the bidi classes of the characters of `text`, `base` is the paragraph's level. Characters that X9
    removes get the level of the character before them.
    """
    return _resolve(classes, text, base, resolve_sequence)


def line_levels(levels: Sequence[int], classes: Sequence[str], base: int) -> list[int]:
    """The levels on one line after rule L1: separators and the white space before them or at the end fall back."""
    result = list(levels)
    hanging = True
    for i in range(len(result) - 1, -1, -1):
        kind = classes[i]
        if kind in ("B", "S"):
            hanging = True
        elif kind not in _HANGING:
            hanging = False
        if hanging:
            result[i] = base
    return result


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of characters or runs with these levels, from left to right (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start + 1
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Positions of isolate initiators and of the PDIs that close them (BD9)."""
    matches: dict[int, int] = {}
    if _ISOLATE_STARTS.isdisjoint(classes):
        return matches
    open_at: list[int] = []
    for i, kind in enumerate(classes):
        if kind in _ISOLATE_STARTS:
            open_at.append(i)
        elif kind == "PDI" and open_at:
            matches[open_at.pop()] = i
        elif kind == "B":
            open_at.clear()
    return matches


def _first_strong(classes: Sequence[str], start: int, end: int, matches: dict[int, int]) -> int | None:
    """The direction of the first strong character in a range, skipping isolates (P2)."""
    i = start
    while i < end:
        kind = classes[i]
        if kind == "L":
            return LTR
        if kind in ("R", "AL"):
            return RTL
        if kind == "B":
            return None
        if kind in _ISOLATE_STARTS:
            i = matches.get(i, end)
        i += 1
    return None


SequenceResolver = Callable[[tuple[str, ...], tuple[str, ...] | None, int, str, str], Sequence[int]]


def _resolve(classes: Sequence[str], text: Sequence[str], base: int, resolver: SequenceResolver) -> list[int]:
    """Levels before L1; `resolver` does one isolating run sequence (the tests pass one that remembers)."""
    if _CONTROLS.isdisjoint(classes):  # one level, one sequence
        edge = "LR"[base & 1]
        return list(resolver(tuple(classes), tuple(text) if "ON" in classes else None, base, edge, edge))
    matches = _matching_isolates(classes)
    levels, types = _explicit(classes, base, matches)
    resolved = list(levels)
    runs: list[list[int]] = []  # BD7: level runs over what X9 leaves
    level = -1
    for i, kind in enumerate(classes):
        if kind in _REMOVED:
            continue
        if levels[i] != level:
            level = levels[i]
            run = [i]
            runs.append(run)
        else:
            run.append(i)
    number_at = {run[0]: number for number, run in enumerate(runs)} if matches else {}
    closings = set(matches.values())
    for number, run in enumerate(runs):
        joined, last = run, number
        if matches:
            if run[0] in closings:
                continue
            while joined[-1] in matches:  # BD13: the sequence goes on behind the isolate
                last = number_at[matches[joined[-1]]]
                joined = joined + runs[last]
        level = levels[run[0]]
        before = levels[runs[number - 1][0]] if number else base  # X10
        at_end = last + 1 == len(runs) or classes[joined[-1]] in _ISOLATE_STARTS
        behind = base if at_end else levels[runs[last + 1][0]]
        kinds = tuple(types[i] for i in joined)
        characters = tuple(text[i] for i in joined) if "ON" in kinds else None
        outcome = resolver(kinds, characters, level, "LR"[max(level, before) & 1], "LR"[max(level, behind) & 1])
        for i, value in zip(joined, outcome, strict=True):
            resolved[i] = value
    if not _REMOVED.isdisjoint(classes):
        previous = base
        for i, kind in enumerate(classes):
            if kind in _REMOVED:
                resolved[i] = previous
            previous = resolved[i]
    return resolved


def _explicit(classes: Sequence[str], base: int, matches: dict[int, int]) -> tuple[list[int], list[str]]:
    """Rules X1 to X8: levels and, after overrides, types."""
    levels = [base] * len(classes)
    types = list(classes)
    level, override, isolate = base, "", False
    stack: list[tuple[int, str, bool]] = []
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for i, kind in enumerate(classes):
        if kind not in _CONTROLS and kind != "B":  # X6
            levels[i] = level
            if override:
                types[i] = override
            continue
        if kind in _ISOLATE_STARTS:  # X5a to X5c
            levels[i] = level
            if override:
                types[i] = override
            rtl = kind == "RLI" or (
                kind == "FSI" and _first_strong(classes, i + 1, matches.get(i, len(classes)), matches) == RTL
            )
            deeper = level + 1 | 1 if rtl else level + 2 & ~1
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((level, override, isolate))
                level, override, isolate = deeper, "", True
            else:
                overflow_isolates += 1
        elif kind in _EMBEDDING_STARTS:  # X2 to X5
            levels[i] = level
            deeper = level + 1 | 1 if kind in ("RLE", "RLO") else level + 2 & ~1
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((level, override, isolate))
                level, override, isolate = deeper, {"RLO": "R", "LRO": "L"}.get(kind, ""), False
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif kind == "PDI":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not isolate:
                    level, override, isolate = stack.pop()
                level, override, isolate = stack.pop()
                valid_isolates -= 1
            levels[i] = level
            if override:
                types[i] = override
        elif kind == "PDF":  # X7
            levels[i] = level
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not isolate and stack:
                level, override, isolate = stack.pop()
        elif kind == "B":  # X8
            level, override, isolate = base, "", False
            stack.clear()
            overflow_isolates = overflow_embeddings = valid_isolates = 0
        else:  # BN, which X9 removes
            levels[i] = level
    return levels, types


def resolve_sequence(
    kinds: tuple[str, ...], characters: tuple[str, ...] | None, level: int, sos: str, eos: str
) -> list[int]:
    """Levels of one isolating run sequence (rules W1 to I2). `characters` is needed where a bracket may stand."""
    types = list(kinds)
    present = set(kinds)
    count = len(types)
    if "NSM" in present:  # W1
        previous = sos
        for i, kind in enumerate(types):
            if kind == "NSM":
                types[i] = previous
            previous = "ON" if kind in _ISOLATE_STARTS or kind == "PDI" else types[i]
        present = set(types)
    if "EN" in present:
        _resolve_numbers(types, present, sos)
    if "AL" in present:  # W3
        types = ["R" if kind == "AL" else kind for kind in types]
    if not present.isdisjoint(("ES", "ET", "CS")):
        if "AN" in types:  # W4, its second half (the first is done with European numbers)
            for i in range(1, count - 1):
                if types[i] == "CS" and types[i - 1] == "AN" and types[i + 1] == "AN":
                    types[i] = "AN"
        types = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in types]  # W6
    if "EN" in types:  # W7
        strong = sos
        for i, kind in enumerate(types):
            if kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                types[i] = "L"
    embedding = "LR"[level & 1]
    if characters is not None:
        _resolve_brackets(types, kinds, characters, sos, embedding)
    if not _NEUTRAL.isdisjoint(types):
        _resolve_neutrals(types, sos, eos, embedding)
    # I1, I2
    if level & 1:
        return [level if kind == "R" else level + 1 for kind in types]
    return [level if kind == "L" else level + 1 if kind == "R" else level + 2 for kind in types]


def _resolve_numbers(types: list[str], present: set[str], sos: str) -> None:
    """Rules W2, W4 and W5, as far as they concern European numbers."""
    count = len(types)
    if "AL" in present:  # W2
        strong = sos
        for i, kind in enumerate(types):
            if kind in ("L", "R", "AL"):
                strong = kind
            elif kind == "EN" and strong == "AL":
                types[i] = "AN"
    if "ES" in present or "CS" in present:  # W4
        for i in range(1, count - 1):
            if types[i] in ("ES", "CS") and types[i - 1] == "EN" and types[i + 1] == "EN":
                types[i] = "EN"
    if "ET" in present:  # W5
        i = 0
        while i < count:
            if types[i] != "ET":
                i += 1
                continue
            end = i
            while end < count and types[end] == "ET":
                end += 1
            if (i and types[i - 1] == "EN") or (end < count and types[end] == "EN"):
                types[i:end] = ["EN"] * (end - i)
            i = end


def _resolve_brackets(
    types: list[str], original: Sequence[str], characters: Sequence[str], sos: str, embedding: str
) -> None:
    """Rule N0, with the pairs of BD16."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for i, kind in enumerate(types):
        if kind != "ON":
            continue
        character = characters[i]
        closing = CLOSING_OF.get(character)
        if closing is not None:
            if len(stack) == _BRACKET_STACK:
                pairs.clear()
                break
            stack.append((_CANONICAL.get(closing, closing), i))
        elif character in CLOSING_BRACKETS:
            character = _CANONICAL.get(character, character)
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == character:
                    pairs.append((stack[depth][1], i))
                    del stack[depth:]
                    break
    opposite = "R" if embedding == "L" else "L"
    for opening, closing_at in sorted(pairs):
        inside = {"R" if kind in ("EN", "AN") else kind for kind in types[opening + 1 : closing_at]}
        if embedding in inside:  # N0 b
            direction = embedding
        elif opposite in inside:  # N0 c
            before = sos
            for kind in reversed(types[:opening]):
                if kind in ("L", "R", "EN", "AN"):
                    before = "L" if kind == "L" else "R"
                    break
            direction = opposite if before == opposite else embedding
        else:  # N0 d
            continue
        for bracket in (opening, closing_at):
            types[bracket] = direction
            for i in range(bracket + 1, len(types)):
                if original[i] != "NSM":
                    break
                types[i] = direction


def _resolve_neutrals(types: list[str], sos: str, eos: str, embedding: str) -> None:
    """Rules N1 and N2."""
    count = len(types)
    before = sos
    i = 0
    while i < count:
        kind = types[i]
        if kind not in _NEUTRAL:
            before = "L" if kind == "L" else "R"
            i += 1
            continue
        end = i + 1
        while end < count and types[end] in _NEUTRAL:
            end += 1
        behind = eos if end == count else "L" if types[end] == "L" else "R"
        types[i:end] = [before if before == behind else embedding] * (end - i)
        i = end
