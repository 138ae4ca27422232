"""Run by the Python of an environment with Playwright: two kinds of hands at a page, a keyboard alone and a pointer.
Each does what it is told with what a person sees. Imports nothing of the project."""

from playwright.sync_api import Locator, Page

MOST_TABS = 160
FOCUSED = "each => each === document.activeElement"
IN_GROUP = "each => document.activeElement.name === each.name && document.activeElement.type === 'radio'"
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here.tabIndex < 0) return null;
  const shown = here.matches("input[type=radio], input[type=checkbox]") ? here.closest("label") || here : here;
  const box = shown.getBoundingClientRect();
  let seen = false;
  for (const x of [0.1, 0.5, 0.9]) for (const y of [0.2, 0.5, 0.8]) {
    const at = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    if (at && (shown.contains(at) || at.contains(shown))) seen = true;
  }
  const marked = [here, here.nextElementSibling].some((each) => each && getComputedStyle(each).outlineStyle !== "none");
  return { seen, marked, name: here.outerHTML.slice(0, 120) };
}"""
"""What has the focus: whether anything of it can be seen, beneath no bar, and whether it is marked."""


def seen(target: Locator) -> Locator:
    """It, once its page is there: before that nothing on the page answers to what is typed."""
    target.wait_for()
    target.page.wait_for_load_state()
    return target


class Keys:
    """A keyboard alone. What a key comes to has to be seen and marked; what was not is kept in `faults`."""

    def __init__(self, page: Page):
        self.page, self.faults, self.tabs = page, [], 0

    def _to(self, target: Locator, reached: str = FOCUSED) -> None:
        seen(target)
        for _ in range(MOST_TABS):
            if target.evaluate(reached):
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
            stop = self.page.evaluate(STOP)
            if stop and not (stop["seen"] and stop["marked"]):
                self.faults.append([self.page.url, stop])
        raise AssertionError(f"the Tab key never comes to {target}")

    def press(self, target: Locator) -> None:
        """Follow a link, press a button, open what is folded."""
        self._to(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        """Type into a field instead of what stands there."""
        self._to(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, label: str) -> None:
        """An entry of a list, by its first letters."""
        self._to(target)
        self.page.keyboard.type(label)
        assert target.evaluate("each => each.selectedOptions[0].label") == label

    def tick(self, target: Locator) -> None:
        """A box, or no longer."""
        self._to(target)
        self.page.keyboard.press("Space")

    def pick(self, target: Locator) -> None:
        """One of several."""
        self._to(target, IN_GROUP)
        for _ in range(9):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow comes to {target}")


class Pointer:
    """A mouse or a finger."""

    def __init__(self, page: Page):
        self.page, self.faults, self.tabs = page, [], 0

    def press(self, target: Locator) -> None:
        seen(target).click()

    def write(self, target: Locator, text: str) -> None:
        seen(target).click()
        target.fill(text)

    def choose(self, target: Locator, label: str) -> None:
        target.select_option(label=label)

    def tick(self, target: Locator) -> None:
        target.click()

    def pick(self, target: Locator) -> None:
        target.locator("xpath=ancestor::label").click()


HANDS = {"keys": Keys, "pointer": Pointer}
