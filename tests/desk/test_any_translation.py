"""Whatever is typed into the fields of texts and translations: saved, or refused in words; the files stay in order."""

from __future__ import annotations

import random
from pathlib import Path

import polib
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from tests.desk.forms import Form, form_of
from tests.desk.test_any_text import NO_FORM, any_text
from tests.desk.test_texts import contents

TRANSLATIONS = ("ar/words.near_you", "ar/faq.border-open.denied", "zh-Hans/city.nogales.name", "es/service.shelter")
TEXTS = ("faq.title-42-end.working", "words.near_you", "faq.border-open.question", "service.shelter")
ODD = ("\u0085", "x\u2028y", '" \\', "{city}", "{city} \\n", "#~ msgid", "é\u0301", "a" * 2100)


def fill(rng: random.Random, form: Form, names: tuple[str, ...]) -> None:
    for name in names:
        if rng.random() < 0.5:
            form.set(name, rng.choice((any_text(rng), rng.choice(ODD), "yes", "same", "new", "12")))
    if rng.random() < 0.15:
        form.set("was", rng.choice(NO_FORM))


def answered(browser: TestClient, form: Form, do: str) -> int:
    answer = form.send(browser, do)
    assert answer.status_code in (303, 400, 422), f"{form.fields}: {answer.text}"
    if answer.status_code == 303:
        assert browser.get(answer.headers["location"]).status_code == 200
    return answer.status_code


def test_any_text_in_a_translation(browser: TestClient, desk: Desk, data: Path) -> None:
    rng, seen = random.Random(3), set()
    for _ in range(40):
        before = contents(data)
        tag, _slash, context = rng.choice(TRANSLATIONS).partition("/")
        form = form_of(browser.get(f"/translations/{tag}/{context}"), "tform")
        fill(rng, form, ("text", "read", "english", "show"))
        seen.add(answered(browser, form, rng.choice(("next", "stay", "work", ""))))
        assert desk.store.state().whole
        file = polib.pofile(str(data / "translations" / f"{tag}.po"))
        others = polib.pofile(before[f"translations/{tag}.po"])
        assert [str(each) for each in file if each.msgctxt != context] == [
            str(each) for each in others if each.msgctxt != context
        ]
    assert seen >= {303, 422}


def test_any_text_in_a_text(browser: TestClient, desk: Desk) -> None:
    rng, seen = random.Random(5), set()
    for _ in range(16):
        address = f"/texts/{rng.choice(TEXTS)}"
        form = form_of(browser.get(address))
        fill(rng, form, ("text", "print", "priority", "needs", "with", "why", "note", "meaning"))
        assert browser.post(f"{address}/effect", data=form.data()).status_code in (200, 400)
        seen.add(answered(browser, form, ""))
        assert desk.store.state().whole
    assert seen >= {303, 422}
