"""What axe-core finds on a page that somebody with a screen reader or weak eyes would stumble over."""

from built import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# No panel is half drawn.
WHOLE = "() => !document.querySelector('.widget-subarea') || !document.querySelector('.panel-still')"


def found(page):
    """The violations on the whole page: their rules, and the places of the first five of each."""
    page.wait_for_function(WHOLE)
    page.evaluate("async () => void (await window.MathJax?.startup?.promise)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # A formula is MathML for a screen reader. axe does not read that, and takes a heading of a formula alone for empty.
    results = page.evaluate("axe.run({ exclude: ['th:has(math)'] }, { resultTypes: ['violations'] })")
    return [
        (rule["id"], [(node["target"], node["failureSummary"]) for node in rule["nodes"]][:5])
        for rule in results["violations"]
    ]
