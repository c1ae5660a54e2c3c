"""What axe-core finds on a page that somebody with a screen reader or weak eyes would stumble over."""

from built import ROOT
from waits import remains

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# No panel is half drawn.
WHOLE = "() => !document.querySelector('.widget-subarea') || !document.querySelector('.panel-still')"

COLOURS = ["color-contrast"]  # what can be otherwise where only light and dark are


def found(page, only=None):
    """The violations on the whole page: their rules, and the places of the first five of each; ``only``: some rules."""
    page.wait_for_function(WHOLE)
    page.evaluate("async () => void (await window.MathJax?.startup?.promise)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return remains(page, _look, page, only)


def both(page, state, schemes=("light", "dark")):
    """By name what is found in two schemes one after the other, and looked for as far as they differ."""
    looked = {}
    for scheme, only in zip(schemes, (None, COLOURS)):
        scheme_is(page, scheme)
        looked[f"axe {state}, {scheme}"] = found(page, only)
    return looked


def enlarged(page, size, schemes=("light", "dark")):
    """The same in a narrow or enlarged window. Of the two ways to 200% each has one scheme."""
    if size == "at 320":
        return both(page, size, schemes)
    scheme = schemes[size == "at 640"]
    scheme_is(page, scheme)
    return {f"axe {size}, {scheme}": found(page)}


def scheme_is(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)


# Of WCAG 2.2 axe has the size of targets, a rule that is off unless it is asked for. What lies under the page's head, or
# under the bar of a Python that starts, can be scrolled away from it, so it is looked for where nothing is under them.
LOOK = """async (only) => {
  const look = async (options) => (await axe.run({ exclude: ["th:has(math)"] }, options)).violations;
  const found = await look({ resultTypes: ["violations"], ...(only && { runOnly: only }) });
  if (only) return found;
  const [bar, top] = [document.querySelector(".live-bar"), scrollY];
  if (bar) bar.style.visibility = "hidden";
  scrollTo({ top: 0, behavior: "instant" });
  const small = await look({ resultTypes: ["violations"], runOnly: ["target-size"] });
  if (bar) bar.style.visibility = "";
  scrollTo({ top, behavior: "instant" });
  return [...found, ...small];
}"""


def _look(page, only):
    # A formula is MathML for a screen reader. axe does not read that, and takes a heading of a formula alone for empty.
    return [
        (rule["id"], [(node["target"], node["failureSummary"]) for node in rule["nodes"]][:5])
        for rule in page.evaluate(LOOK, only)
    ]
