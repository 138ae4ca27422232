"""Run by the Python of an environment with Playwright and axe-core: one job on standard input, as JSON; what a person
would meet in the gallery, on standard output. Imports nothing of the project."""

import json
import sys
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = ("find", "sheet", "point", "changes", "check", "print", "booklets", "translations")
PAGES = ("index.html", "gallery/all.html"), ("gallery/es.html", "gallery/all-es.html")
PATIENCE_MS = 120_000  # the machine may do other things too
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RESULTS = "Array.from(document.querySelectorAll('#results h3 a'), (a) => a.getAttribute('href'))"
READ = """([typed, known]) => typed.map((text) => {
  const { read, asked } = CODES.readCode(CODES.normal(text), known);
  return [read, asked];
})"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""
TRIES = 3
PAINT = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") done(entry.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
KEYSTROKE = """(text) => new Promise((done) => {
  const field = document.getElementById("q"), from = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
})"""


class Visit:
    """A page of the gallery that is looked at, with all that it asks for and complains of."""

    def __init__(self, browser, folder, **options):
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.base = Path(folder).as_uri() + "/"
        self.complaints, self.outside = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)

    def _asked(self, request):
        if not request.url.startswith(self.base) and request.url != "about:blank":
            self.outside.append(request.url)

    def _failed(self, request):
        # What is still on its way when the visit goes on to another page, as an icon may be, is broken off by that.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}")

    def open(self, path):
        self.page.goto("about:blank")
        self.page.goto(self.base + path)

    def text(self, selector):
        return self.page.inner_text(selector).strip()


def looked_at(browser, job):
    """Every view in both languages: violations, what does not fit, what jumps, what it asks for."""
    found = {"violations": [], "too_wide": [], "shifts": [], "complaints": [], "outside": [], "seen": 0}
    for shape in (WIDE, PHONE):
        for scheme in ("light", "dark"):
            visit = Visit(browser, job["folder"], viewport=shape, color_scheme=scheme, bypass_csp=True)
            page, lists = PAGES[shape is PHONE]
            for path in (*(f"{page}#{job['views'][view]}" for view in VIEWS), lists):
                name = f"{path} {shape['width']} {scheme}"
                visit.open(path)
                found["seen"] += 1
                if scheme == "light" and (shift := visit.page.evaluate(SHIFTS)) > 0.001:
                    found["shifts"].append([name, shift])
                if visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                    found["too_wide"].append(name)
                visit.page.evaluate(AXE)
                result = visit.page.evaluate(f"axe.run(document, {{preload: false, runOnly: {json.dumps(RULES)}}})")
                found["violations"] += [
                    [name, each["id"], str(each["nodes"][0]["target"])] for each in result["violations"]
                ]
            found["complaints"] += visit.complaints
            found["outside"] += visit.outside
            visit.context.close()
    return found


def searched(browser, job):
    """What is found for each text, and each choice of a filter."""
    visit = Visit(browser, job["folder"], viewport=WIDE)
    visit.open("index.html")
    found = {}
    for text in job["texts"]:
        visit.page.fill("#q", text)
        found[text] = visit.page.evaluate(RESULTS)
    visit.page.fill("#q", "")
    for field, value in job["choices"]:
        visit.page.select_option(field, value)
        found[value] = visit.page.evaluate(RESULTS)
        visit.page.select_option(field, "")
    visit.page.fill("#q", "nothing like this")
    found["empty"] = visit.text("#empty")
    visit.page.locator("#count", has_text="No sheet found").wait_for(state="attached")  # said when typing pauses
    found["status"] = visit.text("#count")
    visit.context.close()
    return found


def by_keyboard(browser, job):
    """From the top of the page to a verdict, and from a search to another format of a sheet, by keys alone."""
    visit = Visit(browser, job["folder"], viewport=WIDE)
    visit.open("index.html")
    page, told = visit.page, {}
    focused = "document.activeElement.textContent.trim() || document.activeElement.id"

    def tab_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
        raise AssertionError(f"the Tab key never comes to {selector}")

    def enter(view):
        page.keyboard.press("Enter")
        comes(view)

    def comes(view):  # the page's policy lets nobody wait by a script
        page.wait_for_selector(f"html[data-view='{view}']", state="attached")

    page.keyboard.press("Tab")
    told["first"] = page.evaluate(focused)
    tab_to(".nav a[href='#check']")
    enter("check")
    told["heading"] = page.evaluate(focused)
    tab_to("#code")
    page.keyboard.type(job["former"])
    told["verdict"] = visit.text("#answer h3")
    page.go_back()
    comes("find")
    told["back"] = page.evaluate("location.hash")
    tab_to("#q")
    page.keyboard.type(job["texts"][0])
    tab_to("#results h3 a")
    enter("sheet")
    told["sheet"] = page.evaluate("location.hash")
    tab_to("#sheetbox input[name=fmt]")
    page.keyboard.press("ArrowRight")
    told["format"] = page.evaluate("document.activeElement.value")
    told["file"] = page.get_attribute("#sheetbox a.primary", "href")
    visit.context.close()
    return told


def read_codes(browser, job):
    """What the script reads for every text that was typed."""
    visit = Visit(browser, job["folder"])
    visit.open("index.html")
    found = visit.page.evaluate(READ, [job["typed"], job["known"]])
    well_formed = visit.page.evaluate("(all) => all.map((text) => CODES.isCode(text))", job["typed"])
    visit.context.close()
    return {"read": found, "well_formed": well_formed}


def ages(browser, job):
    """What the gallery says on each of these days."""
    said = []
    for day in job["days"]:
        visit = Visit(browser, job["folder"])
        visit.page.clock.set_fixed_time(f"{day}T12:00:00")
        visit.open("index.html")
        said.append(visit.text("#age strong"))
        visit.context.close()
    return said


def without_script(browser, job):
    """What stands there for a browser without script."""
    visit = Visit(browser, job["folder"], viewport=PHONE, java_script_enabled=False)
    visit.open("index.html")
    visible = [each for each in VIEWS if visit.page.is_visible(f"#v-{each}")]
    found = {"visible": visible, "form": visit.page.is_visible("#finder"), "age": visit.text("#age strong")}
    visit.page.click("noscript a")
    found["list"] = visit.page.url.rpartition("/")[2]
    found["links"] = visit.page.locator("main table a").count()
    visit.context.close()
    return found


def speed(browser, job):
    """Milliseconds to the first paint and for a keystroke, with many sheets; and how many are shown at once. Each is
    the best of a few: the others say what else the machine did."""
    visit = Visit(browser, job["many"], viewport=WIDE)
    page = visit.page
    paints = []
    for _ in range(TRIES):
        visit.open("index.html")
        paints.append(page.evaluate(PAINT))
    texts = ("a", "ar", "ara", "arab", "arabi", "arabic")
    strokes = [[page.evaluate(KEYSTROKE, text) for text in texts] for _ in range(TRIES)]
    slowest = max(map(min, zip(*strokes, strict=True)))
    page.fill("#q", "")
    found = {"first_paint_ms": min(paints), "keystroke_ms": slowest, "shown": page.locator("#results > li").count()}
    page.click("#more")
    found["more"] = page.locator("#results > li").count()
    found["complaints"] = visit.complaints
    visit.context.close()
    return found


def main():
    job = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=job["chromium"], args=["--no-sandbox"])
        parts = (looked_at, searched, by_keyboard, read_codes, ages, without_script, speed)
        json.dump({part.__name__: part(browser, job) for part in parts}, sys.stdout)
        browser.close()


if __name__ == "__main__":
    main()
