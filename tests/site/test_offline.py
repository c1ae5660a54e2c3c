"""The book is kept by the browser: it is read and run without a network, and each copy of it keeps its own files."""

from built import CHAPTERS
from panels import FIRST, go_live, kept

OUTDATE = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  for (const name of ["version", "_static/vendor/python/old/numpy.whl"]) await cache.put("/" + name, new Response("old"));
}"""


def test_the_book_is_read_and_run_without_a_network_after_the_first_visit(visit):
    page = visit(FIRST, forgiving=True)
    go_live(page)
    kept(page)
    page.evaluate(OUTDATE)  # as if an earlier version of the book were kept
    page.reload()
    go_live(page)
    kept(page)
    assert not page.evaluate(
        "async () => Boolean(await caches.match('/_static/vendor/python/old/numpy.whl'))"
    )
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # another cache than the book's
    page.context.set_offline(True)
    page.goto(page.url.replace(FIRST, CHAPTERS[1]))
    go_live(page)
    assert page.locator("mjx-container").count() > 0
    page.goto(page.url.replace(CHAPTERS[1], "book/glossary.html"))
    assert page.locator("h1").first.inner_text() == "Glossary"


# The cache of earlier versions was one for all copies. Here b has it.
COMMON = """async () => {
  await (await caches.open("breaking-symmetry")).put("/b/version", new Response("old"));
}"""
KEEP = """async () => {
  await navigator.serviceWorker.register("../service_worker.js");
  (await navigator.serviceWorker.ready).active.postMessage("keep");
}"""


def test_two_copies_of_the_book_on_one_host_keep_their_own_files(visit, copies):
    page = visit(f"{copies}a/book/about.html", forgiving=True)
    page.evaluate(COMMON)
    for copy in "ab":
        page.goto(f"{copies}{copy}/book/about.html")
        page.evaluate(KEEP)
        kept(page, f"/{copy}/version")
        assert page.evaluate("caches.has('breaking-symmetry')") == (copy == "a")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    for copy in "ab":
        page.context.set_offline(True)
        page.goto(f"{copies}{copy}/book/glossary.html")
        assert page.locator("h1").first.inner_text() == "Glossary"
        page.context.set_offline(False)
