"""Run by the Python of an environment with Playwright and axe-core: one job on standard input, as JSON; what a person
would meet at the desk, on standard output. Imports nothing of the project."""

import json
import sys
import time
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, sync_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE_MS = 120_000  # the machine may do other things too
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
DRAWN = "Number(document.querySelector('[data-preview]').dataset.drawn || 0)"
CUT = """() => [...document.querySelectorAll(".border .dial")].filter((dial) => dial.offsetParent && (
  dial.getBoundingClientRect().right > dial.closest(".border > div").getBoundingClientRect().right
)).map((dial) => dial.textContent)"""
PIXELS = """() => {
  const canvas = document.querySelector("[data-preview] canvas");
  return canvas.hidden ? "" : canvas.toDataURL();
}"""


def looked_at(page: Page, job, complaints, found):
    """Every address: violations of rules, what does not fit, numbers that overrun their boxes, what is asked for
    elsewhere, what the console says."""
    for shape, scheme in ((WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")):
        page.set_viewport_size(shape)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for name, address in job["addresses"].items():
            shown = f"{name} {shape['width']} {scheme}"
            complaints.clear()
            page.goto(job["base"] + address)
            page.wait_for_load_state("networkidle")
            found["seen"] += 1
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                found["too_wide"].append(shown)
            found["cut"] += [[shown, each] for each in page.evaluate(CUT)]
            page.evaluate(AXE)
            result = page.evaluate(f"axe.run(document, {{preload: false, runOnly: {json.dumps(RULES)}}})")
            found["violations"] += [
                [shown, each["id"], str(each["nodes"][0]["target"])] for each in result["violations"]
            ]
            found["complaints"] += [[shown, each] for each in complaints]
            if job.get("pictures"):
                page.screenshot(path=f"{job['pictures']}/{name}-{shape['width']}-{scheme}.png", full_page=True)


def drawn_after(page: Page, before: int):
    """Wait until the page beside the form is another; by asking, as the desk lets no script be made of text."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(DRAWN) <= before:
        if time.monotonic() > until:
            raise TimeoutError("no new picture")
        page.wait_for_timeout(5)


def typed(page: Page, job):
    """A number is typed into its form, and the page beside it follows; what is wrong is said in words."""
    page.set_viewport_size(WIDE)
    page.goto(job["base"] + job["typing"])
    page.wait_for_load_state("networkidle")
    field = page.locator("input[name='numbers.0.number']")
    before, pictures, taken = field.input_value(), [], []
    for digit in "1234":
        drawn = page.evaluate(DRAWN)
        began = time.perf_counter()
        field.fill(before[:-1] + digit)
        drawn_after(page, drawn)
        taken.append((time.perf_counter() - began) * 1000)
        page.wait_for_load_state("networkidle")
        pictures.append(page.evaluate(PIXELS))
    drawn = page.evaluate(DRAWN)
    field.fill("123")
    drawn_after(page, drawn)
    why = page.inner_text("[data-preview] .why").strip()
    return {"pictures": len(set(pictures) - {""}), "milliseconds": taken, "why": why}


def called(page: Page, job):
    """A number is called: the row changes in its place, and the focus stays on what was clicked."""
    page.goto(job["base"] + "/calls")
    button = page.locator(".call button[value=works]").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".call button[value=works][aria-pressed=true]").first.wait_for()
    page.wait_for_load_state("networkidle")
    focused = page.evaluate("document.activeElement && document.activeElement.value")
    return {"called": page.inner_text("#called b"), "focused": focused, "address": page.url.partition("/calls")[2]}


def main():
    job = json.load(sys.stdin)
    found = {"violations": [], "too_wide": [], "cut": [], "complaints": [], "outside": [], "seen": 0}
    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=job["chromium"], args=["--no-sandbox"])
        context = browser.new_context(viewport=WIDE, bypass_csp=False)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith(job["base"]) else found["outside"].append(request.url),
        )
        page.goto(job["enter"])
        looked_at(page, job, complaints, found)
        result = {"looked_at": found}
        if job.get("typing"):
            result |= {"typed": typed(page, job), "called": called(page, job)}
        browser.close()
    json.dump(result, sys.stdout)


main()
