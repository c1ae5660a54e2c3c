"""From a slider's message into a real kernel to the frame's message out of it, as the browser sees it.

Between two moves the hand rests, so that each frame is one of its own; ``test_drag`` does not rest.
"""

import itertools
import statistics

import numpy as np
import pytest
from page import Page

INTERACT = """
import matplotlib.pyplot as plt, warnings
from ipywidgets import FloatSlider, interact
from nnbook.ch01 import panels
from nnbook.documents import homework
from nnlib import plots
from nnlib.activations import ScaledSigmoid
from nnlib.show import picture
%matplotlib inline

def draw(a, b, **weights):
    figure, axes = plt.subplots(figsize=(5, 4), dpi=100, layout="constrained")
    net = homework.two_two_one(list(weights.values()), ScaledSigmoid(a, b))
    plots.decision_region(axes, net, limit=a)
    plots.hidden_lines(axes, net)
    picture.legend(axes)
    plt.show()

sliders = panels.forward_pass().controls
interact(draw, **sliders)
print(sliders["unit1_bias"].comm.comm_id)
"""
EMPTY = """
from ipywidgets import FloatSlider, Label
slider, label = FloatSlider(), Label()
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
print(slider.comm.comm_id, label.comm.comm_id)
"""
REDRAW = """
import numpy as np
from nnlib import plots
from nnbook.documents import homework
from nnlib.show import picture
fast = picture.Picture.frame

def redraw(self):
    for axes in self.axes:
        for artist in axes.get_children():
            artist.set_animated(False)
    self.canvas.draw()
    return np.asarray(self.canvas.buffer_rgba())

picture.Picture.frame = redraw
"""
GROUP = pytest.mark.benchmark(group="slider's message to frame's message")


@pytest.fixture
def page():
    page = Page()
    page.run("".join(f"import nnbook.ch0{n}.panels as ch0{n}\n" for n in (1, 2, 3)))
    yield page
    page.close()


def measure(benchmark, page, move, values, what, rounds=100):
    """The median of ``move(value)`` over the values, a pause before each."""
    values = itertools.cycle(values)

    def rested():
        page.listen(0.04)
        return (next(values),), {}

    benchmark.extra_info["what"] = what
    benchmark.pedantic(move, setup=rested, rounds=rounds, warmup_rounds=5)


WEIGHTS = np.linspace(-2, 2, 111).round(2).tolist()


@GROUP
def test_empty_callback(benchmark, page):
    slider, label = page.run(EMPTY).split()

    def move(value):
        page.send(slider, {"method": "update", "state": {"value": value}, "buffer_paths": []})
        page.wait(label)

    measure(benchmark, page, move, np.linspace(1, 99, 110).tolist(), "an empty callback")


@GROUP
@pytest.mark.parametrize(
    "code, control, values, what",
    [
        ("ch01.forward_pass()", "unit1_bias", WEIGHTS, "chapter 1, decision region"),
        ("ch02.tangent()", "value", WEIGHTS, "chapter 2, tangent and errors"),
        ("ch03.seed_race()", "seed", range(3, 200), "chapter 3, learning curves; each seed for the first time"),
        ("ch03.weight_paths()", "epoch", range(101, 300), "chapter 3, weights and heat map; by epoch"),
        ("ch03.weight_paths()", "seed", range(1, 200), "chapter 3, weights and heat map; by seed"),
    ],
    ids=["region", "tangent", "curves", "heat map", "heat map by seed"],
)  # fmt: skip
def test_panel(benchmark, page, code, control, values, what):
    panel = page.panel(code)
    measure(benchmark, page, lambda value: panel.frame(control, value), values, f"nnlib: {what}")


@GROUP
def test_panel_at_twice_the_pixels(benchmark, page):
    panel = page.panel("ch01.forward_pass()")
    page.run("panel.image.density = 2")
    what = "nnlib: chapter 1, decision region, at twice the pixels"
    measure(benchmark, page, lambda value: panel.frame("unit1_bias", value), WEIGHTS, what)


@GROUP
def test_set_data_and_full_redraw(benchmark, page):
    page.run(REDRAW)
    panel = page.panel("ch01.forward_pass()")
    measure(
        benchmark,
        page,
        lambda value: panel.frame("unit1_bias", value),
        WEIGHTS,
        "chapter 1's region, set_data and a full redraw",
        rounds=40,
    )


@GROUP
def test_interact_with_a_new_pyplot_figure(benchmark, page):
    slider = page.run(INTERACT).split()[-1]

    def move(value):
        page.send(slider, {"method": "update", "state": {"value": value}, "buffer_paths": []})
        page.wait("display")

    measure(
        benchmark, page, move, WEIGHTS, "chapter 1's region, interact with a new pyplot figure", rounds=30
    )


@pytest.mark.benchmark(group="a drag: 200 messages 5 ms apart")
def test_drag(benchmark, page):
    panel = page.panel("ch01.forward_pass()")
    frame_times, late, rates = [], [], []
    for value in WEIGHTS:
        page.listen(0.03)
        frame_times.append(panel.frame("unit1_bias", value)[0])

    def drag(start):
        before = len(panel.frames)
        times = panel.drag(
            [lambda k=k: panel.move("unit1_from1", start + k / 100) for k in range(200)], every=0.005
        )
        page.listen(0.3)
        frames = panel.frames[before:]
        late.append(frames[-1].time - times[-1])
        rates.append(sum(frame.time < times[-1] for frame in frames) / (times[-1] - times[0]))

    measure(benchmark, page, drag, np.linspace(-2, -1.99, 15).tolist(), "one drag, and 0.3 s", rounds=10)
    benchmark.extra_info |= {
        "frame_time": statistics.median(frame_times),
        "last_frame_after": statistics.median(late),
        "last_frame_after_at_most": max(late),
        "frames_per_second": statistics.median(rates),
    }


@pytest.mark.benchmark(group="200 starts of chapter 3, when the page opens")
def test_training_for_the_slider(benchmark):
    from nnbook.documents import homework

    starts = [*map(homework.random_start, range(200)), homework.CONSTANT_START]
    benchmark.extra_info["what"] = "200 random starts and the constant one, to their stops"
    benchmark.pedantic(lambda: homework.exercise_two(starts, keep_networks=True), rounds=5, warmup_rounds=1)
