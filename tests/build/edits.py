"""Random edits of the data, with builds of parts in between; then the folder must be as if built from nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.build.small import Project, finished_files, listed, tree, untruths

CITIES = ("nogales", "south-texas", "mexicali")
LANGUAGES = ("en", "es", "ar")
FORMATS = ("flyer", "half", "large-print", "card")
_TOGGLES = (
    ("directory.yaml", "+1 520 287 2370", "+1 520 287 2371"),
    ("directory.yaml", "+52 811 465 3235", "+52 811 465 3236"),
    ("directory.yaml", "+1 575 527 0500", "+1 575 527 0501"),
    ("directory.yaml", "      - name: ProBAR\n", "      - name: ProBAR, Harlingen\n"),
    ("directory.yaml", "service: Housing", "service: Free Help"),
    ("handout.yaml", "last_updated: 2021-04-07", "last_updated: 2021-05-01"),
    ("handout.yaml", "status: current", "status: archived"),
    ("handout.yaml", "publisher: Asylum", "publisher: The Asylum"),
    ("handout.yaml", 'near_you: "Near you: {city}"', 'near_you: "Close to you: {city}"'),
    ("faq.yaml", "Unfortunately, no.", "Sadly, no."),
    ("languages.yaml", "names: {own: Español,", "names: {own: español,"),
    ("translations/es.po", 'msgstr "Desde México"', 'msgstr "De México"'),
    ("translations/es.po", 'msgstr "Desde EE. UU."', 'msgstr ""'),
)
"""Texts that are exchanged, to and fro. Some make translations stale, and hold a language back."""


class Editor:
    """A project under random edits. The same seed makes the same edits."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.chance = random.Random(seed)
        self.done: list[str] = []
        project.cities, project.languages, project.formats = (
            CITIES[:2],
            ("en", self.chance.choice(LANGUAGES[1:])),
            ("flyer",),
        )
        project.write()

    def differences(self) -> list[str]:
        """Edit and build a few times, build plainly, and compare with a build from nothing. Empty if all is well."""
        # Without proof, mostly: it takes half of the time, and what stands where does not depend on it.
        proof = () if self.chance.random() < 0.15 else ("--no-proof",)
        for _ in range(self.chance.randint(1, 3)):
            for _ in range(self.chance.randint(1, 2)):
                self._edit()
            if found := self._build(*self._options(), *proof):
                return found
        if found := self._build(*proof):
            return found
        left, right = tree(self.project.out), self.project.from_nothing(*proof)
        return [
            f"{name} differs from a build from nothing"
            for name in sorted({*left, *right})
            if left.get(name) != right.get(name)
        ]

    def _build(self, *options: str) -> list[str]:
        before = tree(self.project.out) if self.project.out.exists() else {}
        said = self.project.build(*options)
        self.done.append(f"build {' '.join(options)} -> {said.code}")
        if said.code == 2:
            after = tree(self.project.out) if self.project.out.exists() else {}
            return [] if after == before else ["a refused build changed the folder"]
        found = untruths(self.project.out)
        if finished_files(self.project.out) != listed(self.project.out):
            found.append("what is there is not what is listed")
        if said.code not in (0, 1) or "Traceback" in said.err:
            found.append(f"ended with {said.code}: {said.err}")
        return found

    def _options(self) -> list[str]:
        chance, options = self.chance, []
        for option, there, share in (
            ("--city", self.project.cities, 0.4),
            ("--language", self.project.languages, 0.4),
            ("--format", self.project.formats, 0.15),
        ):
            if chance.random() < share:
                options += [option, chance.choice(there)]
        for option, share in (("--force", 0.1), ("--reviewed-only", 0.1)):
            if chance.random() < share:
                options.append(option)
        if chance.random() < 0.1:
            options += ["--paper", "a4"]
        return options

    def _edit(self) -> None:
        edit: Callable[[], str] = self.chance.choices(
            (self._toggle, self._cities, self._languages, self._formats, self._harm), (10, 2, 2, 1, 3)
        )[0]
        self.done.append(edit())

    def _toggle(self) -> str:
        name, one, two = self.chance.choice(_TOGGLES)
        path = self.project.data / name
        if not path.exists():
            return f"no {name}"
        text = path.read_text(encoding="utf-8")
        old, new = (one, two) if one in text else (two, one)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return f"{name}: {old!r} -> {new!r}"

    def _cities(self) -> str:
        return self._cut(cities=self._some(CITIES))

    def _languages(self) -> str:
        return self._cut(languages=("en", *self._some(LANGUAGES[1:], least=0)))

    def _formats(self) -> str:
        return self._cut(formats=("flyer", *self._some(FORMATS[1:], least=0)[:1]))

    def _cut(self, **lists: tuple[str, ...]) -> str:
        for name, value in lists.items():
            setattr(self.project, name, value)
        self.project.write()
        return f"{lists}"

    def _some(self, names: tuple[str, ...], least: int = 1) -> tuple[str, ...]:
        number = self.chance.randint(least, len(names))
        kept = self.chance.sample(names, number)
        return tuple(name for name in names if name in kept)

    def _harm(self) -> str:
        """Remove, damage or add a file of the output folder."""
        files = (
            sorted(path for path in self.project.out.rglob("*") if path.is_file()) if self.project.out.exists() else []
        )
        if not files:
            return "nothing to harm"
        victim = self.chance.choice(files)
        kind = self.chance.choice(("remove", "damage", "copy"))
        if kind == "remove":
            victim.unlink()
        elif kind == "damage":
            victim.write_bytes(victim.read_bytes()[:-7])
        elif victim.suffix in (".pdf", ".png"):
            victim.with_name(re.sub(r"^", "stray-", victim.name)).write_bytes(victim.read_bytes())
        return f"{kind} {victim.relative_to(self.project.out)}"
