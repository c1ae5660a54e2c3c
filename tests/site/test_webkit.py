"""The published page runs in WebKit, the engine of Safari (its GTK port; a window that nobody sees)."""

import os
import subprocess
from pathlib import Path

import native
import pytest
from built import CHAPTERS, SCREEN, WEBKIT, need
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

STATE = "return document.documentElement.dataset.live"
PICTURE = "return document.querySelector('img.widget-image').src"
SAID = "return document.querySelector('img.widget-image')?.alt"
READOUT = "return document.querySelector('.widget-readout').innerText"
SHOWN = "return !document.querySelector('.panel-still') && Boolean(document.querySelector('.noUi-handle'))"


@pytest.fixture
def webkit():
    need(WEBKIT, "webkit2gtk-driver")
    need(SCREEN, "xvfb")
    read, write = os.pipe()
    with subprocess.Popen(
        [SCREEN, "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as screen:
        display = f":{os.read(read, 10).decode().strip()}"
        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit*/MiniBrowser")))
        options.add_argument("--automation")
        # Its sandbox needs rights that a container does not have.
        settings = {
            "DISPLAY": display,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        try:
            driver = WebKitGTK(options=options, service=Service(WEBKIT, env=os.environ | settings))
            yield driver
            driver.quit()
        finally:
            screen.terminate()


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # selenium's own
def test_a_panel_answers_in_webkit(webkit, address):
    wait = WebDriverWait(webkit, 120, poll_frequency=0.1)
    link, sentence = native.far_end(CHAPTERS[1], 0)  # drawn beforehand: no Python starts
    webkit.get(address + CHAPTERS[1] + link)
    wait.until(lambda page: page.execute_script(SAID) == sentence)
    assert webkit.execute_script(STATE) is None
    webkit.get(address + CHAPTERS[0])
    webkit.execute_script("document.querySelector('.panel-still, .widget-subarea').scrollIntoView()")
    wait.until(lambda page: page.execute_script(SHOWN))
    handle = webkit.find_element("css selector", ".noUi-handle")
    handle.send_keys(Keys.END)
    wait.until(lambda page: page.execute_script(STATE) in ("live", "failed"))
    assert webkit.execute_script(STATE) == "live"
    for key in (Keys.HOME, Keys.ARROW_RIGHT):
        before = webkit.execute_script(PICTURE)
        handle.send_keys(key)
        wait.until(lambda page, before=before: page.execute_script(PICTURE) != before)
    assert webkit.execute_script(READOUT) == "−2.9"
