"""The controls of the laboratory, by the names of what they set, its buttons, and how they lie on the screen."""

from dataclasses import asdict
from functools import partial
from importlib.resources import files

import ipywidgets as widgets

from nnbook.laboratory.data import DATA, DIGITS, OWN
from nnbook.laboratory.settings import BUTTONS, OTHERS, STARTS, STATIONS, UNITS, station
from nnlib.show.controls import choice, steps
from nnlib.show.language import translated

SCALES = [0.001, 0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0]
RATES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0]
LAYERS = [(2,), (4,), (8,), (4, 2), (8, 8), (4, 4, 4), (8, 8, 8), (2, 2, 2, 2), (8, 8, 8, 8)]
# Short names stand on the screen; these are heard, and shown to a mouse that rests there. They begin alike.
HEARD = {
    "data": translated("data: what the points look like"),
    "start": translated("start: how the first weights are drawn"),
    "scale": translated("times: the first weights are multiplied by this"),
    "bias": translated("biases at the start"),
    "hidden": translated("layers: hidden units in each, from the input on"),
    "activation": translated("units: the function that they compute"),
    "rate": translated("rate of learning"),
    "batch": translated("batch: points for a step"),
    "noise": translated("noise in the data"),
    "one_bit": translated("one weight: as it was drawn, or one bit larger"),
    "seed": translated("the number of the start that is drawn"),
    "data_seed": translated("the number of the data that are drawn"),
}
LAST = 9999  # the last number of a start, or of data
STYLE = f"<style>{(files('nnbook') / 'laboratory' / 'panel.css').read_text(encoding='utf-8')}</style>"
# What a list calls those of its entries that are words.
NAMES = {
    "circle": translated("circle"),
    "two clouds": translated("two clouds"),
    "spiral": translated("spiral"),
    DIGITS: translated("digits 1 and 9"),
    OWN: translated("your points"),
    "zeros": translated("zeros"),
    "all equal": translated("all equal"),
    "orthogonal": translated("orthogonal"),
    "identity": translated("identity"),
    "logistic": translated("logistic"),
}


def controls_of(first):
    """A control for each of the settings, at what ``first`` says.

    >>> from nnbook.laboratory.settings import Settings
    >>> controls_of(Settings(seed=7))["seed"].value
    7
    """
    bits = [(translated("as it is"), False), (translated("one bit larger"), True)]
    look = translated("0: the first start; 1 to 48: one of the strip")
    controls = {
        "data": choice(translated("data"), _named(DATA), first.data),
        "points": widgets.Text(
            first.points,
            description=translated("points"),
            placeholder="p1.5_-2o3_0.4",
            tooltip=translated("your points: p is purple and o orange, then x1_x2"),
            continuous_update=False,
        ),
        "start": choice(translated("start"), _named(STARTS), first.start),
        "scale": steps(translated("times"), SCALES, first.scale),
        "bias": choice(translated("biases"), [0.0, 0.1], first.bias),
        "hidden": choice(translated("layers"), [("-".join(map(str, h)), h) for h in LAYERS], first.hidden),
        "activation": choice(translated("units"), _named(UNITS), first.activation),
        "rate": steps(translated("rate"), RATES, first.rate),
        "batch": steps(translated("batch"), [1, 5, 10, 30, 250], first.batch),
        "noise": steps(translated("noise"), [0.0, 0.1, 0.2, 0.3, 0.5], first.noise),
        "one_bit": choice(translated("one weight"), bits, first.one_bit),
        "seed": _number(translated("start no."), first.seed),
        "data_seed": _number(translated("data no."), first.data_seed),
        "look": _number(translated("look at"), first.look, OTHERS, look),
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
    """What ``nnlib.live.Panel`` says of its controls: the lists' options, and what the stations' buttons set."""
    lists = {name: control for name, control in controls.items() if hasattr(control, "index")}
    options = {name: [str(value) for _, value in each._options_full] for name, each in lists.items()}

    def written(settings):
        values = by_name(controls, settings)
        return {name: str(value) if name in lists else value for name, value in values.items()}

    presets = {BUTTONS[name]: written(station(name)) for name in STATIONS}
    return {"controls": controls, "options": options, "presets": presets}


def buttons_of(laboratory, told):
    """The buttons that run it, by their names in English, and those of its stations, in a list.

    ``told``: does what a button is for, and tells the reader what goes wrong.
    """

    def button(text, action):
        made = widgets.Button(description=text, layout={"width": "auto"})
        made.on_click(lambda _: told(action))
        return made

    running = {
        "Play": button(translated("Play"), laboratory.play),
        "Pause": button(translated("Pause"), laboratory.pause),
        "Step": button(translated("Step"), laboratory.step),
        "Rewind": button(translated("Rewind"), laboratory.rewind),
        "New start": button(translated("New start"), laboratory.new_start),
        "New data": button(translated("New data"), laboratory.new_data),
    }
    running["Play"].button_style = "primary"
    return running, [button(text, partial(laboratory.show, name)) for name, text in BUTTONS.items()]


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


def _named(values):
    return [(NAMES.get(value, value), value) for value in values]


def _number(label, value, last=LAST, tooltip=""):
    return widgets.BoundedIntText(value, min=0, max=last, description=label, tooltip=tooltip or label)
