"""A reader who has keys alone: from the link that skips the contents through the whole of a page, with a hand on each thing.

Each stop of Tab is outlined, in sight, and after the one before. What can be used there is used: a control is moved and moved
back, a list opened, an answer chosen. Nothing that takes the keyboard may be passed over. No Python is needed.
"""

from playwright.sync_api import TimeoutError as Late

WALK = 700  # stops of Tab on a page at most
SOON = 10_000  # milliseconds in which a page without Python answers
# Where the keyboard is: what can be done there and what stands there, whether that is drawn and seen, and whether it came
# after the place before.
FOCUS = """() => {
  const kinds = {
    slider: ".noUi-handle", typed: ".widget-readout[role=textbox]", step: ".nn-step", list: ".nn-place select",
    count: ".nn-place input[type=number]", guess: ".predictions input[type=radio]",
    number: ".predictions input[type=number]", answer: ".MCButton input",
    fold: "summary, .toggle-button, .jupyter-widget-Collapse-header", screen: ".nn-tools button:last-child",
    copy: ".nn-tools button", preset: ".nn-presets button", play: ".nn-player button, .nn-lab-run button",
    edit: ".live-cell .live-button:only-child", editor: ".cm-content",
  };
  const focused = document.activeElement;
  if (!focused || focused === document.body || !focused.closest("#main-content")) return null;
  const drawn = focused.closest(".MCButton, .cm-editor") ?? focused;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const { left, top, width, height } = drawn.getClientRects()[0] ?? {};
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]));
  const before = window.focusedBefore;
  window.focusedBefore = focused;
  (window.reached ??= new Set()).add(focused);
  return {
    name: (focused.ariaLabel || focused.textContent || focused.outerHTML).trim().slice(0, 60),
    kind: Object.keys(kinds).find((each) => focused.matches(kinds[each])),
    text: focused.textContent.trim(),
    readout: focused.closest(".widget-slider")?.querySelector(".widget-readout").innerText.trim(),
    at: focused.closest(".widget-slider")?.querySelector(".noUi-handle")?.ariaValueNow,
    value: focused.ariaValueText ?? focused.selectedIndex ?? focused.value,
    checked: focused.checked,
    open: focused.matches(".toggle-button") ? !focused.closest(".toggle-hidden")
      : (focused.parentElement.open ?? focused.ariaExpanded === "true"),
    feedback: focused.closest(".Quiz")?.querySelector(".Feedback").innerText.trim(),
    outlined: drawn.checkVisibility({ opacityProperty: true }) && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen: points.map(([x, y]) => document.elementFromPoint(x, y)).some((there) =>
      there && (drawn.contains(there) || there.contains(drawn))),
    inOrder: !before?.isConnected || Boolean(before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""
# What takes the keyboard and was never reached. Of radio buttons of one name one is; the theme lets code scroll by keys when
# a moment is over.
LEFT_OUT = """() => {
  const takes = "#main-content :is(a[href], button, select, input, summary, [tabindex='0']:not(pre), [contenteditable=true])";
  const names = new Set([...window.reached].map((each) => each.name).filter(Boolean));
  return [...document.querySelectorAll(takes)].filter((each) => each.tabIndex >= 0 && each.getClientRects().length &&
    each.checkVisibility({ visibilityProperty: true }) && !each.disabled && !each.closest("[inert]") &&
    !window.reached.has(each) && !names.has(each.name)).map((each) => each.outerHTML.slice(0, 120));
}"""
# Code that is longer than its line and cannot be scrolled by keys.
STUCK = """() => [...document.querySelectorAll("#main-content pre")].filter((code) => code.getClientRects().length &&
  code.scrollWidth > code.clientWidth && code.tabIndex < 0).map((code) => code.textContent.slice(0, 60))"""
# What stands in the panel that has the keyboard.
STANDS = """() => {
  const place = document.activeElement.closest(".nn-place");
  const parts = place?.querySelectorAll(".widget-readout, select, input, .nn-lab-panes .widget-html-content") ?? [];
  return [...parts].map((each) => each.value ?? each.innerText.trim());
}"""
NEEDS_PYTHON = ("New start", "New data")


def focus(page):
    """Where the keyboard is; a page that has been scrolled to it gets a moment to come to rest."""
    stop = page.evaluate(FOCUS)
    if not stop or (stop["seen"] and stop["outlined"]):
        return stop
    page.wait_for_timeout(300)
    return page.evaluate(FOCUS) | {"inOrder": stop["inOrder"]}


class Walk:
    """One way through a page. ``wrong``: what was not as it must be; ``used``: how many of each kind were used."""

    def __init__(self, page):
        self.page, self.press = page, page.keyboard.press
        self.wrong, self.used = [], {}
        self.before, self.at = "", None  # a slider's number, and where it stood, before it was moved
        self.first = []  # what stood in a panel before a hand came
        self.written = set()  # kinds of cells whose code was opened

    def whole(self):
        """From the first stop to the last one, with a hand on each."""
        self.page.evaluate(
            "() => { document.activeElement.blur(); scrollTo(0, 0); window.focusedBefore = null; }"
        )
        self.press("Tab")
        assert self.page.evaluate("document.activeElement.hash") == "#main-content"
        self.press("Enter")
        self.press("Tab")
        stops = 0
        while (stop := focus(self.page)) and stops < WALK:
            for each in ("outlined", "seen", "inOrder"):
                self.check(stop, stop[each], f"not {each}")
            if kind := stop.get("kind"):
                self.used[kind] = self.used.get(kind, 0) + 1
                getattr(self, kind)(stop)
            stops += 1
            self.press("Tab")
        assert 3 < stops < WALK, stops
        self.wrong += [f"never reached: {each}" for each in self.page.evaluate(LEFT_OUT)]
        self.wrong += [f"does not scroll by keys: {each}" for each in self.page.evaluate(STUCK)]

    def now(self):
        return self.page.evaluate(FOCUS) or {}

    def check(self, stop, right, what):
        if not right:
            self.wrong.append(f"{stop['name']}: {what}")

    def comes(self, stop, condition, argument, what):
        """Wait until the page answers so; what is wrong if it does not."""
        try:
            self.page.wait_for_function(condition, arg=argument, timeout=SOON)
        except Late:
            self.check(stop, False, what)

    def slider(self, stop, there="ArrowRight", back="ArrowLeft"):
        """One step and back again; at the end of its way the other way."""
        self.before, self.at = stop["readout"], stop.get("at")
        self.press(there)
        if self.now()["value"] == stop["value"]:
            there, back = back, there
            self.press(there)
        after = self.now()["value"]
        self.press(back)
        self.check(stop, after != stop["value"] == self.now()["value"], "does not move there and back")

    def list(self, stop):
        self.slider(stop, "ArrowDown", "ArrowUp")

    def count(self, stop):
        self.slider(stop, "ArrowUp", "ArrowDown")

    def step(self, stop):
        """A step, if it is not at the end of its way; what was there is typed by the field or after it."""
        self.press("Enter")
        now = self.now()
        self.check(stop, now["kind"] == "step", "loses the keyboard")
        if now["readout"] == stop["readout"]:
            return
        if stop["text"] == "+":
            self.press("Shift+Tab")
            self.typed(self.now())
            self.press("Tab")
            self.now()
        else:
            self.check(stop, now["readout"] != self.before, "does not step")

    def typed(self, stop):
        self.press("Control+A")
        self.page.keyboard.type(self.before.replace("−", "-"))
        self.press("Enter")
        now = self.now()
        self.check(
            stop, (now["kind"], now["readout"]) == ("typed", self.before), f"{self.before} cannot be typed"
        )

    def guess(self, stop):
        self.press("Space")
        chosen = self.now()["checked"]
        self.press("ArrowDown")
        self.check(stop, chosen and self.now()["checked"], "cannot be chosen")

    def number(self, stop):
        self.page.keyboard.type("17")
        self.check(stop, self.now()["value"] == "17", "cannot be typed")

    def answer(self, stop):
        self.press("Space")
        self.check(stop, self.now()["checked"] and self.now()["feedback"], "is not answered")
        if self.page.evaluate("document.activeElement.type") == "radio":
            self.press("ArrowDown")
            self.check(stop, self.now()["checked"] and self.now()["feedback"], "is not answered again")

    def fold(self, stop):
        self.press("Enter")
        opens = f"was => ({FOCUS})().open !== was"
        self.comes(stop, opens, stop["open"], "does not open or close")

    def copy(self, stop):
        self.first = self.page.evaluate(STANDS)
        self.press("Enter")
        said = "() => document.activeElement.closest('.nn-tools').querySelector('.nn-said').textContent === 'Copied'"
        self.comes(stop, said, None, "copies nothing")

    def screen(self, stop):
        """Filled, led by keys, left by Escape; then back to where that was."""
        self.press("Enter")
        filled = "() => document.fullscreenElement?.matches('.nn-filled') && document.activeElement.matches('.noUi-handle, select')"
        self.comes(stop, filled, None, "fills no screen")
        self.press("ArrowDown")
        now = self.now()
        self.check(
            now,
            now["outlined"] and now["seen"] and now["kind"] in ("slider", "list"),
            "not led to, in full screen",
        )
        self.press("Escape")
        self.comes(stop, "() => !document.querySelector('.nn-filled')", None, "cannot be left")
        now = focus(self.page)
        self.check(now, now and now["outlined"] and now["seen"], "lost after full screen")
        for _ in range(60):
            self.press("Shift+Tab")
            if self.now()["kind"] == "screen":
                return
        self.check(stop, False, "not to be found again")

    def preset(self, stop):
        self.press("Enter")
        if stop["text"] == "Reset":
            self.check(stop, self.page.evaluate(STANDS) == self.first, "does not reset")
        elif self.page.evaluate("Boolean(document.activeElement.closest('.nn-lab-tour'))"):
            asked = "() => document.querySelector('.nn-lab-asked').innerText.length > 20"
            self.comes(stop, asked, None, "asks nothing")

    def play(self, stop):
        """*Play* and *Pause* are one button in a chapter, two in the laboratory, where it is seen in the sentence.

        Where it has come to its end at once, it is played again, from its beginning.
        """
        if stop["text"] in NEEDS_PYTHON:
            return
        for _ in range(3):
            stands = self.page.evaluate(STANDS)
            self.press("Enter")
            if stop["text"] == "Pause":
                return
            self.comes(stop, f"before => String(({STANDS})()) !== String(before)", stands, "nothing moves")
            if self.now()["text"] == "Pause":
                self.press("Enter")
                self.check(stop, self.now()["text"] == "Play", "does not pause")
                return
            if stop["text"] != "Play" or not self.page.evaluate(
                "Boolean(document.activeElement.closest('.nn-player'))"
            ):
                return

    def edit(self, stop):
        """The first cell of the text and of the exercises: its code is outlined, named, typed into, and left by Tab."""
        if stop["text"] in self.written:
            return
        self.written.add(stop["text"])
        self.press("Enter")
        self.comes(stop, "() => document.activeElement.matches('.cm-content')", None, "opens no editor")
        code = focus(self.page)
        self.used["editor"] = self.used.get("editor", 0) + 1
        self.check(code, code["outlined"] and code["seen"], "not seen")
        heard = "() => [document.activeElement.ariaLabel, document.getElementById(document.activeElement.getAttribute('aria-describedby'))?.innerText]"
        name, keys = self.page.evaluate(heard)
        self.check(code, name == "Code of this cell" and "Tab leaves" in keys, f"heard as {name}, {keys}")
        self.press("Control+A")
        self.page.keyboard.insert_text("answer = 1")
        self.press("Tab")
        self.check(stop, self.now()["text"] == "Run", "Tab does not leave the code")
        self.press("Shift+Tab")
        self.check(stop, self.now()["kind"] == "editor", "Shift+Tab does not lead back into the code")

    def editor(self, stop):
        """It is used where it is opened."""
