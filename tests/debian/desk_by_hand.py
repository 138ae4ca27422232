"""Run in an environment of its own: what Chromium meets at a desk. A job comes in as JSON, what was met goes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = ((1280, 900), (390, 844))


def main() -> None:
    job = json.load(sys.stdin)
    parts: dict[str, Callable[[Browser, dict[str, Any]], Any]] = {
        "looked_at": looked_at,
        "typed": typed,
        "kept_by_browser": kept_by_browser,
        "found_again": found_again,
        "moved": moved,
        "mistaken": mistaken,
        "without_script": without_script,
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=job["chromium"], args=["--no-sandbox"])
        met = {name: parts[name](browser, job) for name in job["parts"]}
        browser.close()
    json.dump(met, sys.stdout)


def opened(browser: Browser, job: dict[str, Any], **options: Any) -> Page:
    """A page of a browser that was let in."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.add_cookies(job["cookies"])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def until(page: Page, id_: str, text: str) -> None:
    """Wait until an element says something; without eval, which the desk forbids."""
    page.locator(f"[id='{id_}']", has_text=text).wait_for(state="attached")


def looked_at(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """Every page, wide and narrow, light and dark."""
    found: dict[str, Any] = {"seen": 0, "violations": [], "too_wide": [], "complaints": [], "outside": []}
    for width, height in SIZES:
        for scheme in ("light", "dark"):
            page = opened(browser, job, viewport={"width": width, "height": height}, color_scheme=scheme)
            page.on("console", lambda message: found["complaints"].append(message.text))
            page.on("pageerror", lambda error: found["complaints"].append(str(error)))
            page.on("request", lambda asked: asked.url.startswith(job["base"]) or found["outside"].append(asked.url))
            for address in job["pages"]:
                page.goto(job["base"] + address)
                page.wait_for_load_state("networkidle")
                where = f"{address} {width} {scheme}"
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    found["too_wide"].append(f"{where}: {wide}")
                complaints = list(found["complaints"])
                checked = opened(
                    browser, job, viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
                )
                checked.goto(job["base"] + address)
                checked.wait_for_load_state("networkidle")
                for each in Axe().run(checked).response["violations"]:
                    found["violations"].append(f"{where}: {each['id']}: {each['nodes'][0]['html'][:150]}")
                checked.context.close()
                found["complaints"] = complaints
                found["seen"] += 1
            page.context.close()
    return found


def typed(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """A number is typed: what is dialled follows, and the text is on the disk before anything is saved."""
    page = opened(browser, job)
    page.goto(job["base"] + job["entry"])
    page.fill("[id='numbers.0.number']", "+52 81 1465 3235")
    until(page, "live-0", "81 1465 3235")
    live = page.inner_text("#live-0")
    until(page, "kept", "kept on this computer")
    until(page, "effect", "24 sheets change")
    page.goto(job["base"] + job["entry"])
    page.click("text=Go on with it")
    page.wait_for_url("**draft=**")
    again = page.input_value("[id='numbers.0.number']")
    page.keyboard.press("Control+s")
    page.wait_for_url("**done=**")
    said = page.inner_text("#done")
    focus = page.evaluate("document.activeElement.id")
    page.context.close()
    return {"live": live, "again": again, "said": said, "focus": focus}


def kept_by_browser(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """The desk is killed while somebody types (by whoever gave this job): the browser keeps the text."""
    page = opened(browser, job)
    page.goto(job["base"] + job["entry"])
    page.route("**/drafts", lambda route: route.abort())  # as if the desk were gone
    page.fill("#name", "Typed as it stopped")
    until(page, "savestate", "has stopped")
    state = page.inner_text("#savestate")
    page.context.storage_state(path=job["storage"])
    page.context.close()
    return {"state": state}


def found_again(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """The same browser at a desk that was started again."""
    page = opened(browser, job, storage_state=job["storage"])
    page.context.add_cookies(job["cookies"])
    page.goto(job["base"] + job["entry"])
    page.wait_for_selector("#draft-found")
    page.click("text=Go on with it")
    page.wait_for_url("**draft=**")
    name = page.input_value("#name")
    page.context.close()
    return {"name": name}


def moved(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """By keys alone: the focus stays on the button, and what was done is said."""
    page = opened(browser, job)
    page.goto(job["base"] + job["place"])
    page.focus("#up-immdef")
    page.keyboard.press("Enter")
    until(page, "said", "now 4 of 5")
    focus = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    until(page, "said", "now 3 of 5")
    order = page.eval_on_selector_all("#orgs > li", "all => all.map(each => each.dataset.slug)")
    page.drag_and_drop("#org-immdef .grip", "#org-info-digna")
    until(page, "said", "now 1 of 5")
    dragged = page.eval_on_selector_all("#orgs > li", "all => all.map(each => each.dataset.slug)")
    page.context.close()
    return {"focus": focus, "order": order, "dragged": dragged}


def mistaken(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """A mistake: the focus goes to the summary, from there to the field; the right number is taken by a click."""
    page = opened(browser, job)
    page.goto(job["base"] + job["entry"])
    page.fill("[id='numbers.1.number']", "858 333 2857")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    title, focus = page.title(), page.evaluate("document.activeElement.id")
    page.click(".errsum a")
    field = page.evaluate("document.activeElement.id")
    with page.expect_navigation():
        page.click("text=Use +1 858 333 2857")
    value = page.input_value("[id='numbers.1.number']")
    page.context.close()
    return {"title": title, "focus": focus, "field": field, "value": value}


def without_script(browser: Browser, job: dict[str, Any]) -> dict[str, Any]:
    """Everything but drafts and what follows the typing."""
    page = opened(browser, job, java_script_enabled=False)
    page.goto(job["base"] + job["entry"])
    page.fill("#name", "HIAS without script")
    with page.expect_navigation():
        page.click("#save")
    said = page.inner_text("#done")
    page.goto(job["base"] + job["place"])
    with page.expect_navigation():
        page.click("#down-info-digna")
    moved_said = page.inner_text("#moved")
    page.context.close()
    return {"said": said, "moved": moved_said}


if __name__ == "__main__":
    main()
