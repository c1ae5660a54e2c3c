"""A page answers when it can: a test looks again until it sees what it waits for, and says what it saw last."""

import time
from base64 import b64decode

import native

SECONDS = 30  # two tests at a time, and others on the machine
REST = 3  # seconds in which a page comes to rest: the theme lets code scroll by keys after a moment, panels take their room


PICTURE = """async picture => {
  // A new picture may come while the old one is decoded.
  while (await picture.decode().then(() => false, () => true)) await new Promise(wait => setTimeout(wait, 50));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL().split(",")[1];
}"""


def becomes(page, see, wanted, *where):
    """Look until what is seen there is what is wanted, a value or a test of it."""
    end = time.monotonic() + SECONDS
    right = wanted if callable(wanted) else lambda now: now == wanted
    while not right(now := see(*where)):
        assert time.monotonic() < end, f"it is {now!r}" + ("" if callable(wanted) else f", not {wanted!r}")
        page.wait_for_timeout(50)


def remains(page, find, *where):
    """What is still found there, if anything is, when the page has come to rest."""
    end = time.monotonic() + REST
    while (now := find(*where)) and time.monotonic() < end:
        page.wait_for_timeout(100)
    return now


def looks_like(picture, expected, least=0.85):
    """Look until the picture, an element of a page, is like these pixels."""
    end = time.monotonic() + SECONDS
    while (likeness := native.likeness(pixels_of(picture), expected)) <= least:
        assert time.monotonic() < end, f"the likeness is {likeness:.2f}"
        picture.page.wait_for_timeout(100)


def pixels_of(picture):
    """What the page shows there now."""
    return native.pixels(b64decode(picture.evaluate(PICTURE)))
