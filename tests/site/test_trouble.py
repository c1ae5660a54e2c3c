"""Where Python cannot start, a page says why and stays usable."""

import native
import pytest
from built import SITE
from panels import FIRST, SETTLED, START, STATE, bar, open_panels, press, wait_until_live
from waits import becomes


def trouble_with(page, reason, drawn=True):
    """A page on which Python cannot start says why, and stays usable: by pictures drawn beforehand, if it can load them."""
    (handles, picture), *_ = open_panels(page)
    before = picture.get_attribute("src")
    press(page, handles.first, "End")
    page.wait_for_function(SETTLED, timeout=START)
    assert page.evaluate(STATE) == "failed"
    assert reason in bar(page)
    assert page.get_by_role("alert").count() == 1
    if drawn:
        name, values = native.first_slider(FIRST, 0)
        native.picture(FIRST, 0, **{name: values[-1]})
        becomes(page, page.locator(".nn-words").first.inner_text, native.panel(FIRST, 0).sentence)
    else:
        assert picture.get_attribute("src") == before
    page.locator(".live-bar").get_by_role("button", name="Close").click()
    assert page.locator(".bd-article").inner_text()


@pytest.mark.parametrize(
    ("script", "reason"),
    [("delete window.WebAssembly", "no WebAssembly"), ("delete window.Worker", "no workers")],
)
def test_a_browser_that_cannot_run_python_is_told(visit, script, reason):
    trouble_with(visit(FIRST, script=script), reason)


def test_on_a_school_server_without_https_a_corrupted_wheel_is_named_and_a_whole_one_is_enough(
    visit, address
):
    page = visit(address.replace("127.0.0.1", "classroom.test") + FIRST, forgiving=True)
    assert not page.evaluate("isSecureContext")
    page.route("**/numpy-*.whl", lambda route: route.fulfill(body=b"not a wheel"))
    trouble_with(page, "did not come whole from the server: numpy")
    page.unroute("**/numpy-*.whl")
    page.get_by_role("button", name="Run this page").click()
    wait_until_live(page)
    assert page.context.cookies() == []


def test_a_page_opened_as_a_file_says_what_to_do(visit):
    page = visit((SITE / FIRST).as_uri(), forgiving=True)
    trouble_with(page, "python -m http.server", drawn=False)
