"""Run by the Python of an environment with Playwright and axe-core: a person does the five tasks of the documentation
at a desk, once for each pass that the job names. A job on standard input, as JSON; what was met on standard output."""

import json
import sys
from pathlib import Path

import axe_playwright_python
from hands import HANDS
from playwright.sync_api import Page, expect, sync_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE_MS = 120_000  # the machine may do other things too
BUILT_MS = 400_000


class Person:
    """Somebody at the desk, with one kind of hands; and all that the page complains of or asks for elsewhere."""

    def __init__(self, browser, job, asked):
        width, height = asked["shape"]
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=asked["scheme"], reduced_motion="reduce"
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_cookies(job["cookies"])
        self.page: Page = self.context.new_page()
        self.base, self.width, self.pictures = job["base"], width, job.get("pictures")
        self.name = f"{asked['hands']}-{width}-{asked['scheme']}"
        self.complaints, self.outside, self.faults = [], [], []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda each: each.url.startswith(self.base) or self.outside.append(each.url))
        self.hands = HANDS[asked["hands"]](self.page)

    def _hear(self, message):
        """But for a key that was quicker than the page, which then leaves the focus where it is."""
        if not message.text.startswith("Autofocus processing was blocked"):
            self.complaints.append([message.text, self.page.url])

    def link(self, name, within="main"):
        return self.page.locator(within).get_by_role("link", name=name).first

    def button(self, name):
        return self.page.locator("main").get_by_role("button", name=name, exact=True).first

    def field(self, id_):
        return self.page.locator(f"[id='{id_}']")

    def folded(self, text):
        return self.page.locator("main summary", has_text=text).first

    def go(self, area):
        """To an area, by the navigation; on a phone it is behind a button."""
        menu = self.page.locator(".menu")
        if menu.is_visible():
            self.hands.press(menu)
        self.hands.press(self.link(area, ".rail"))
        self.page.get_by_role("heading", name=area, level=1).wait_for()

    def look(self, name, heading):
        """What is wrong with the page that has this heading, as it stands."""
        self.page.get_by_role("heading", name=heading, level=1).wait_for()
        self.page.wait_for_load_state("networkidle")
        said = f"{name} {self.name}"
        if (wide := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            self.faults.append([said, f"{wide} px too wide"])
        self.page.evaluate(AXE)
        found = self.page.evaluate(f"axe.run(document, {{preload: false, runOnly: {json.dumps(RULES)}}})")
        self.faults += [[said, each["id"], each["nodes"][0]["html"][:150]] for each in found["violations"]]
        if self.pictures:
            self.page.screenshot(path=f"{self.pictures}/{said.replace(' ', '-')}.png", full_page=True)

    def done(self):
        """What was said when it was saved; the focus is there."""
        done = self.field("done")
        expect(done).to_be_focused(timeout=PATIENCE_MS)
        return done.inner_text()


def change_a_number(person, asked):
    """Find the organization, type the new number, take what is offered where it lacks its country, see what is dialled,
    save."""
    hands = person.hands
    person.go("Directory")
    hands.press(person.link(asked["organization"]))
    number = person.field("numbers.1.number")
    hands.write(number, asked["typed"])
    if asked["typed"] != asked["number"]:
        hands.press(person.button(f"Use {asked['number']} (U.S.)"))
        expect(number).to_be_focused(timeout=PATIENCE_MS)
    live = person.field("live-1")
    expect(live).to_contain_text(asked["dialled"], timeout=PATIENCE_MS)
    person.look("changed-number", asked["organization"])
    opener, large = person.button("Read it large"), person.page.locator("dialog[open]")
    hands.press(opener)
    person.look("large", asked["organization"])
    width = large.locator("canvas").evaluate("each => each.getBoundingClientRect().width")
    person.page.keyboard.press("Escape")
    large.wait_for(state="hidden")
    expect(opener).to_be_focused(timeout=PATIENCE_MS)
    hands.press(person.button("Save"))
    return {"live": live.inner_text().split("\n"), "said": person.done(), "large": width}


def add_an_organization(person, asked):
    """In its city: name, what it offers, two numbers, hours; then first in the order."""
    hands = person.hands
    person.go("Directory")
    hands.press(person.link("Open South Texas"))
    hands.press(person.link("Add an organization"))
    hands.write(person.field("name"), asked["new"])
    hands.choose(person.field("service"), "Legal help")
    key = person.page.locator("input[name=numbers]").first.input_value()
    hands.write(person.field(f"numbers.{key}.number"), "+1 956 555 0123")
    hands.press(person.folded("Which office, hours, extension"))
    hands.write(person.field(f"numbers.{key}.hours"), "Mo-Fr 09:00-17:00")
    hands.press(person.button("Add a number"))
    second = person.page.locator("fieldset.number").nth(1)
    expect(second.locator("input[type=tel]")).to_be_focused(timeout=PATIENCE_MS)
    hands.write(second.locator("input[type=tel]"), "+1 956 555 0124")
    hands.choose(second.get_by_label("WhatsApp"), "WhatsApp answers at this number too")
    person.look("new-organization", "Add an organization")
    hands.press(person.button("Save"))
    said = person.done()
    hands.press(person.link("South Texas"))
    hands.press(person.button(f"Move {asked['new']} up"))
    person.page.locator("#moved-text").wait_for()
    person.look("order", "South Texas")
    return {"said": said, "moved": person.field("moved-text").inner_text()}


def add_a_city(person, asked):
    """Its name, its name in other letters, the answers once more."""
    hands = person.hands
    person.go("Directory")
    hands.press(person.link("Add a city"))
    hands.write(person.field("name"), asked["city"])
    hands.press(person.button("Go on"))
    person.field("name.ar").wait_for()
    hands.write(person.field("name.ar"), asked["in_arabic"])
    person.look("city-in-other-letters", "Add a city")
    hands.press(person.button("Go on"))
    person.look("city-answers", "Check your answers before you add the city")
    hands.press(person.button("Add the city"))
    said = person.done()
    return {"said": said, "title": person.page.locator("h1").inner_text()}


def mark_a_translation_reviewed(person, asked):
    """Read the first draft beside its English, sign it, go on."""
    hands = person.hands
    person.go("Translations")
    hands.press(person.link(asked["read"]))
    hands.press(person.page.locator(".filter").get_by_role("link", name="Draft"))
    hands.press(person.page.locator(".pairs a").first)
    text = person.page.locator(".source").inner_text()
    hands.tick(person.field("read"))
    person.look("translation", asked["read"])
    hands.press(person.button("Save and next"))
    return {"text": text, "said": person.done()}


def print_what_changed(person, asked):
    """Of one city alone: make it, open the pack, record it."""
    hands = person.hands
    person.go("Print")
    for each in person.page.locator("input[name=city]").all():
        if each.is_checked() != (each.get_attribute("value") == asked["printed"]):
            hands.tick(each)
    person.look("print", "Print")
    hands.press(person.button("Make"))
    pack = person.link("Open the print pack")
    pack.wait_for(timeout=BUILT_MS)
    person.done()
    person.look("made", "Nogales")
    address = pack.get_attribute("href")
    fetched = person.context.request.get(person.base + address, headers={"sec-fetch-site": "same-origin"})
    hands.press(person.link("Record this edition"))
    person.look("record", "Record as printed?")
    hands.press(person.button("Yes, we are printing this now"))
    return {"pack": address, "begins": fetched.body()[:5].decode("latin-1"), "said": person.done()}


TASKS = (change_a_number, add_an_organization, add_a_city, mark_a_translation_reviewed, print_what_changed)


def main():
    job = json.load(sys.stdin)
    met = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=job["chromium"], args=["--no-sandbox"])
        for asked in job["passes"]:
            person = Person(browser, job, asked)
            person.page.goto(person.base + "/?wait=yes")
            told = {task.__name__: task(person, asked) for task in TASKS}
            found = {"faults": person.faults, "complaints": person.complaints, "outside": person.outside}
            met.append({**told, **found, "unseen": person.hands.faults, "tabs": person.hands.tabs})
            person.context.close()
        browser.close()
    json.dump(met, sys.stdout)


if __name__ == "__main__":
    main()
