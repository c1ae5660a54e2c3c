"""A panel's first picture in a page, in plain HTML: there before any script, and on paper with what its controls say.

It is found among the widgets whose state the notebook has kept.
"""

import io
import re
from base64 import b64decode
from hashlib import sha256
from html import escape

import segno
from PIL import Image

from nnlib.show.language import translated


def frame(models, name):
    """The first picture among a saved widget and what hangs on it, and what it shows; None if there is none."""
    model = models[name]
    if model["model_name"] == "ImageModel":
        (data,) = [buffer["data"] for buffer in model["buffers"] if buffer["path"] == ["value"]]
        return b64decode(data), model["state"]["tooltip"]
    below = (frame(models, child.removeprefix("IPY_MODEL_")) for child in model["state"].get("children", []))
    return next(filter(None, below), None)


def on_paper(models, name, shown, address):
    """What a panel says and where its controls stand, for a page that is printed before anybody has touched it.

    shown: what its picture shows, for a panel that says nothing. A telephone reads the ``address`` of the panel that moves
    off the paper, as a QR code.
    """
    parts = models[name]["state"].get("parts", {})
    state_of = lambda part: models[part.removeprefix("IPY_MODEL_")]["state"]
    states = [state_of(control) for control in parts.get("controls", {}).values()]
    said = re.sub("<[^>]+>", "", state_of(parts["words"])["value"]) if "words" in parts else escape(shown)
    rows = "".join(f"<li>{escape(written(state))}</li>" for state in states if state.get("value") != "")
    code = segno.make(address, error="l").svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True)
    name = escape(translated("QR code of the panel's address"))
    code = code.replace("<svg", f'<svg role="img" aria-label="{name}"', 1)
    return f'<div class="panel-print"><p>{said}</p><ul>{rows}</ul>{code}</div>'


def written(control):
    """A saved control's name and value.

    >>> written({"tooltip": "bias", "value": -0.5, "readout_format": ".1f"})
    'bias: −0.5'
    """
    if "_options_labels" in control:
        value = control["_options_labels"][control["index"]]
    else:
        value = format(control["value"], control.get("readout_format", "")).replace("-", "−")
    return f"{control['tooltip'] or control['description']}: {value}"


def beside(models, name):
    """About how high a panel's controls stand, in rem, so that the page keeps their room until they come."""
    parts = models[name]["state"].get("parts", {})
    kinds = [
        models[control.removeprefix("IPY_MODEL_")]["model_name"]
        for control in parts.get("controls", {}).values()
    ]
    headings = sum("nn-group" in model["state"].get("_dom_classes", []) for model in models.values())
    return 6 + sum(1.9 if kind == "DropdownModel" else 3.2 for kind in kinds) + 2.5 * headings


def small(picture, sentence, folder, address):
    """Keep a panel's first picture as a smaller file, of few colours, for a card; the tag that shows it."""
    pixels = Image.open(io.BytesIO(picture)).convert("RGB")
    few = pixels.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    name = f"panel-{sha256(picture).hexdigest()[:12]}.webp"
    folder.mkdir(parents=True, exist_ok=True)
    few.save(folder / name, lossless=True, quality=50)
    size = 'width="{}" height="{}"'.format(*few.size)
    return f'<img class="panel-small" src="{address}/{name}" {size} loading="lazy" alt="{escape(sentence)}">'


def still(picture, sentence, folder, address, side=0):
    """Keep a panel's first picture as a file; the tag that shows it, with room for ``side`` rem of controls."""
    name = f"panel-{sha256(picture).hexdigest()[:12]}.png"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(picture)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    size = f'width="{width}" height="{height}" style="--aspect: {width / height:.4f}; --side: {side:.1f}rem"'
    return f'<img class="panel-still" src="{address}/{name}" {size} alt="{escape(sentence)}">'
