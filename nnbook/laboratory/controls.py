"""The controls of the laboratory, by the names of what they set, and how they lie on the screen."""

from dataclasses import asdict
from importlib.resources import files

import ipywidgets as widgets

from nnbook.laboratory.data import DATA, OWN
from nnbook.laboratory.settings import OTHERS, STARTS, STATIONS, UNITS, station
from nnlib.show.controls import choice, steps

SCALES = [0.001, 0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0]
RATES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0]
LAYERS = [(2,), (4,), (8,), (4, 2), (8, 8), (4, 4, 4), (8, 8, 8), (2, 2, 2, 2), (8, 8, 8, 8)]
# Short names stand on the screen; these are heard, and shown to a mouse that rests there. They begin alike.
HEARD = {
    "data": "data: what the points look like",
    "start": "start: how the first weights are drawn",
    "scale": "times: the first weights are multiplied by this",
    "bias": "biases at the start",
    "hidden": "layers: hidden units in each, from the input on",
    "activation": "units: the function that they compute",
    "rate": "rate of learning",
    "batch": "batch: points for a step",
    "noise": "noise in the data",
    "one_bit": "one weight: as it was drawn, or one bit larger",
    "seed": "the number of the start that is drawn",
    "data_seed": "the number of the data that are drawn",
}
LAST = 9999  # the last number of a start, or of data
STYLE = f"<style>{(files('nnbook') / 'laboratory' / 'panel.css').read_text(encoding='utf-8')}</style>"


def controls_of(first):
    """A control for each of the settings, at what ``first`` says.

    >>> from nnbook.laboratory.settings import Settings
    >>> controls_of(Settings(seed=7))["seed"].value
    7
    """
    controls = {
        "data": choice("data", DATA, first.data),
        "points": widgets.Text(
            first.points,
            description="points",
            placeholder="p1.5_-2o3_0.4",
            tooltip="your points: p is purple and o orange, then x1_x2",
            continuous_update=False,
        ),
        "start": choice("start", list(STARTS), first.start),
        "scale": steps("times", SCALES, first.scale),
        "bias": choice("biases", [0.0, 0.1], first.bias),
        "hidden": choice("layers", [("-".join(map(str, h)), h) for h in LAYERS], first.hidden),
        "activation": choice("units", list(UNITS), first.activation),
        "rate": steps("rate", RATES, first.rate),
        "batch": steps("batch", [1, 5, 10, 30, 250], first.batch),
        "noise": steps("noise", [0.0, 0.1, 0.2, 0.3, 0.5], first.noise),
        "one_bit": choice("one weight", [("as it is", False), ("one bit larger", True)], first.one_bit),
        "seed": _number("start no.", first.seed),
        "data_seed": _number("data no.", first.data_seed),
        "look": _number("look at", first.look, OTHERS, "0: the first start; 1 to 48: one of the strip"),
    }
    for control in controls.values():
        control.layout, control.style.description_width = {"width": "auto"}, "6.5em"
    for name, words in HEARD.items():
        controls[name].tooltip = words
    fit(controls, first.data)
    return controls


def fit(controls, data):
    """Show the controls that these data have."""
    controls["points"].layout.display = "" if data == OWN else "none"
    for name in ("noise", "data_seed"):
        controls[name].layout.display = "none" if data == OWN else ""


def by_name(controls, settings):
    """The settings that have a control, by their names."""
    return {name: value for name, value in asdict(settings).items() if name in controls}


def for_a_page(controls):
    """What ``nnlib.live.Panel`` says of its controls: the lists' options, and what the stations set."""
    lists = {name: control for name, control in controls.items() if hasattr(control, "index")}
    options = {name: [str(value) for _, value in each._options_full] for name, each in lists.items()}

    def written(settings):
        values = by_name(controls, settings)
        return {name: str(value) if name in lists else value for name, value in values.items()}

    presets = {name: written(station(name)) for name in STATIONS}
    return {"controls": controls, "options": options, "presets": presets}


def laid_out(running, stations, question, pictures, controls):
    """Rows of widgets, and the style sheet: what runs it, the stations, a question, pictures in columns, the controls.

    ``pictures``: by name a picture and its sentence.
    """

    def pane(*names, width):
        parts = [part for name in names for part in pictures[name]]
        return widgets.VBox(parts, layout={"flex": f"1 1 {width}px"})

    columns = [
        pane("plane", width=260),
        pane("network", width=310),
        pane("others", "losses", width=260),
    ]
    rows = {
        "run": running,
        "tour": stations,
        "asked": [question],
        "panes": columns,
        "settings": controls.values(),
    }
    boxes = [widgets.Box(list(row), layout={"flex_flow": "row wrap"}) for row in rows.values()]
    for name, box in zip(rows, boxes):
        box.add_class(f"nn-lab-{name}")
    boxes[1].add_class("nn-presets")
    boxes[-1].add_class("nn-side")
    return [widgets.HTML(STYLE, layout={"display": "none"}), *boxes]


def _number(label, value, last=LAST, tooltip=""):
    return widgets.BoundedIntText(value, min=0, max=last, description=label, tooltip=tooltip or label)
