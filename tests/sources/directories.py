"""Whole data folders drawn at random that nothing is wrong with: the YAML files, PO files and ledgers of reviews."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import phonenumbers
import yaml

from handouts.sources.faq_model import Faq
from handouts.sources.ledger import Ledger, Review, digest_of, ledger_bytes
from handouts.sources.messages import Message, messages_of
from handouts.sources.model import Directory, Handout
from tests.sources.copies import SHIPPED, made_up, po_of

Tree = dict[str, Any]

# Words as people write them, as YAML reads them as something else, and as a browser would obey them.
WORDS = (
    *("help", "at", "the", "border", "Ayuda", "migrantes", "niños", "Ńoël", "straße", "U.S.", "C.", "Mexico-U.S."),
    *("no", "Yes", "null", "~", "on", "1e5", "0x1F", "9:30", "2021-04-07", "-", "?", "!", "&", "*", "%", "@", "`", "|"),
    *("#1", "a: b", "[x]", "'", '"', '"quoted"', "back\\slash", "\\n", ">", ">-", "---", "...", "=", "<<", ",", ";"),
    *("<script>alert(1)</script>", "<b>", "</td>", "&amp;", "&#x41;", "]]>", "<!--", "-->", "<?xpacket", "%PDF-1.7"),
    *("endobj", "(Tj)", "\\(", "https://example.org/", "tel:911", "../../etc/passwd", "C:\\con", "$(reboot)", "`id`"),
)
_AREAS = (("+1", ("619", "858", "956", "202", "915", "323")), ("+52", ("664", "686", "631", "656", "867", "81")))


@dataclass(slots=True)
class Drawn:
    """A data folder. `trees`: what the YAML files hold, by name without ending; `texts`: all other files, by path."""

    trees: dict[str, Any]
    texts: dict[str, bytes] = field(default_factory=dict)

    def files(self, chance: random.Random) -> dict[str, bytes]:
        """Every file with its content; YAML in one of the ways in which it can be written."""
        style = chance.choice((False, False, None))
        plain = chance.random() < 0.8
        width = chance.choice((40, 100, 10_000))
        written: dict[str, bytes] = {}
        for name, tree in self.trees.items():
            text = yaml.safe_dump(tree, default_flow_style=style, allow_unicode=plain, width=width, sort_keys=False)
            written[f"{name}.yaml"] = text.encode("utf-8", "surrogatepass")
        return written | self.texts


class Drawing:
    """Draws folders. The same random numbers draw the same ones."""

    def __init__(self) -> None:
        self._shipped = {
            name: yaml.safe_load((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))
            for name in ("handout", "languages")
        }
        self._chance = random.Random()
        self._count = 0

    def folder(self, chance: random.Random) -> Drawn:
        """A folder with its translations."""
        self._chance, self._count = chance, 0
        handout, directory, faq = self._handout(), self._directory(), self._faq()
        drawn = Drawn({"handout": handout, "directory": directory, "faq": faq, "languages": self._languages()})
        messages = messages_of(
            Handout.model_validate(_frozen(handout)),
            Directory.model_validate(_frozen(directory)),
            Faq.model_validate(_frozen(faq)),
        )
        for language in drawn.trees["languages"][1:]:
            self._translate(drawn, language["tag"], messages)
        return drawn

    def _translate(self, drawn: Drawn, tag: str, messages: Sequence[Message]) -> None:
        left_out = {each.key for each in messages if not each.essential and self._chance.random() < 0.2}
        kept = [message for message in messages if message.key not in left_out]
        entries = [(message.context, message.english, made_up(message)) for message in kept]
        drawn.texts[f"translations/{tag}.po"] = po_of(entries).encode()
        if self._chance.random() < 0.5:
            day = self._day()
            reviews = [
                Review(digest=digest_of(*entry), by=self.text(1, 3), on=day)
                for entry in entries
                if self._chance.random() < 0.5
            ]
            ledger = Ledger().with_reviews(reviews)
            drawn.texts[f"reviews/{tag}.yaml"] = ledger_bytes(ledger, ["Drawn."])

    def text(self, least: int, most: int) -> str:
        """So many words. Each text is another one."""
        self._count += 1
        words = [self._chance.choice(WORDS) for _ in range(self._chance.randint(least, most) - 1)]
        words.insert(self._chance.randint(0, len(words)), f"n{_letters(self._count)}")
        return " ".join(words)

    def _id(self) -> str:
        self._count += 1
        return f"{self._chance.choice(('x', 'nogales', 'el-paso', '9'))}-{_letters(self._count)}"

    def _day(self) -> date:
        """Of the past, whatever the clock says."""
        return date(2000, 1, 1) + timedelta(days=self._chance.randint(0, 9_000))

    def _some(self, tree: Tree, **optional: Callable[[], object]) -> Tree:
        """The tree with some of the optional keys."""
        return tree | {key: value() for key, value in optional.items() if self._chance.random() < 0.3}

    def _handout(self) -> Tree:
        tree: Tree = copy.deepcopy(self._shipped["handout"])
        for key in ("publisher", "title", "more", "disclaimer", "incomplete"):
            if self._chance.random() < 0.5:
                tree[key] = self.text(2, 12)
        tree["last_updated"] = self._day()
        tree["status"] = self._chance.choice(("current", "archived"))
        tree["paper"] = self._chance.choice(("letter", "a4", "legal", "oficio"))
        tree["formats"] = self._chance.sample(("flyer", "large-print", "half", "card"), self._chance.randint(1, 4))
        tree["introduction"] = [self._piece("detail") for _ in range(self._chance.randint(0, 2))]
        for key in self._chance.sample(("closed", "or", "west", "scan", "in_english"), 2):
            tree["words"][key] = self.text(1, 4)
        tree["words"]["near_you"] = f"{self.text(1, 2)} {{city}}"
        return tree

    def _directory(self) -> Tree:
        return {"groups": [self._group() for _ in range(self._chance.randint(0, 2))], "cities": self._cities()}

    def _group(self) -> Tree:
        organisations = [self._organisation() for _ in range(self._chance.randint(0, 3))]
        tree = {"id": self._id(), "title": self.text(1, 5), "organisations": organisations}
        return self._some(tree, note=lambda: self.text(1, 30), icon=lambda: self._chance.choice(("home", "child")))

    def _cities(self) -> list[Tree]:
        return [
            {
                "id": self._id(),
                "name": self.text(1, 2),
                "organisations": [self._organisation() for _ in range(self._chance.randint(0, 4))],
            }
            for _ in range(self._chance.randint(1, 3))
        ]

    def _organisation(self) -> Tree:
        return self._some(
            {"name": self.text(1, 4)},
            numbers=lambda: [self._number() for _ in range(self._chance.randint(1, 4))],
            place=lambda: self.text(1, 3),
            service=lambda: self.text(1, 3),
            icon=lambda: self._chance.choice(("home", "child")),
            email=lambda: f"a{self._chance.randint(0, 99)}.b+c@casa-1.example.org",
            website=lambda: self._chance.choice(
                ("https://casa.example.org/a?b=1", "https://información.example.org/ñ")
            ),
            note=lambda: self.text(1, 30),
            **self._chance.choice(
                (
                    {"visit": self._visit},
                    {"visits": lambda: [self._visit() for _ in range(self._chance.randint(1, 3))]},
                )
            ),
        )

    def _visit(self) -> Tree:
        return {"label": self.text(1, 6), "address": self.text(2, 12)}

    def _number(self) -> Tree:
        if self._chance.random() < 0.1:
            self._count += 1
            return {"short": f"{10_000 + self._count}", "call_from": self._chance.choice(("MX", "US"))}
        tree: Tree = {"number": self._telephone()}
        if self._chance.random() < 0.1:
            tree["whatsapp"] = "only"
        elif self._chance.random() < 0.1:
            tree["kind"] = self._chance.choice(("text", "fax"))
        else:
            tree = self._some(
                tree,
                call_from=lambda: self._chance.choice(("MX", "US")),
                whatsapp=lambda: self._chance.random() < 0.5,
                kind=lambda: self._chance.choice(("voice", "tty")),
                extension=lambda: str(self._chance.randint(0, 99_999_999)),
                press=lambda: self._chance.choice(("2", "0", "9#", "*12")),
            )
        return self._some(
            tree,
            label=lambda: self.text(1, 4),
            languages=lambda: self._chance.sample(("es", "ht", "zh-Hans", "mam"), self._chance.randint(1, 3)),
            hours=lambda: self.text(1, 4),
            verified=self._day,
        )

    def _telephone(self) -> str:
        while True:
            country, areas = self._chance.choice(_AREAS)
            area = self._chance.choice(areas)
            rest = "".join(self._chance.choice("0123456789") for _ in range(10 - len(area)))
            number = f"{country}{area}{rest}"
            if phonenumbers.is_valid_number(phonenumbers.parse(number, None)):
                return f"{country} {area} {rest[:-4]} {rest[-4:]}" if self._chance.random() < 0.7 else number

    def _piece(self, kind: str, needs: str = "") -> Tree:
        tree: Tree = {"id": self._id(), "print": kind, "text": self.text(3, 12)}
        if kind == "detail":
            tree["priority"] = self._chance.randint(1, 999)
            if needs:
                tree["needs"] = needs
        return tree

    def _faq(self) -> Tree:
        questions = []
        for number in range(self._chance.randint(1, 4)):
            answer = [self._piece("date-band" if number == 0 else "detail")]
            if self._chance.random() < 0.4:
                answer.append({"id": self._id(), "print": "essential", "text": self.text(1, 3)})
            for _ in range(self._chance.randint(0, 3)):
                before = answer[-1]
                answer.append(self._piece("detail", before["id"] if before["print"] == "detail" else ""))
            questions.append({"id": self._id(), "question": self.text(2, 5), "answer": answer})
        return {"questions": questions}

    def _languages(self) -> list[Tree]:
        listed: list[Tree] = copy.deepcopy(self._shipped["languages"])
        return [listed[0], *self._chance.sample(listed[1:], self._chance.choice((0, 1, 1, 2)))]


def _letters(number: int) -> str:
    """A word for a number: figures would be checked against the translation."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _frozen(value: Any) -> Any:
    """Lists as tuples, as the loader gives them to the model."""
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
