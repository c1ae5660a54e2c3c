"""A panel of two sliders whose sentence and picture say which values they were drawn for."""

import time

from nnlib import live
from nnlib.show import controls, picture


def draw(figure, x, y):
    (axes,) = picture.panes(figure, 1)
    if x == y == 13:
        raise ValueError("13 < 14")
    picture.curve(axes, "point", x, y, marker="o")
    picture.settle(axes, xlim=(0, 200), ylim=(0, 200))
    return f"{x} and {y}"


def panel():
    sliders = {name: controls.slider(name, 0, 0, 200, 1) for name in ("x", "y")}
    presets = {f"both {k}": {"x": k, "y": k} for k in range(20, 200, 20)}
    return live.Panel(draw, presets=presets, actions={"Swap": {"x": "y", "y": "x"}}, play="x", **sliders)


def slow():
    """A panel whose drawing takes as long as six moves of a drag."""

    def draw_slowly(figure, x, y):
        time.sleep(0.03)
        return draw(figure, x, y)

    return live.Panel(draw_slowly, **{name: controls.slider(name, 0, 0, 200, 1) for name in ("x", "y")})


def long():
    """A panel whose drawing takes two seconds, in steps of ten milliseconds."""

    def draw_long(figure, x, y):
        for k in range(200 if x else 0):
            time.sleep(0.01)
            yield "Waiting", k / 200
        return draw(figure, x, y)

    sliders = {name: controls.slider(name, 0, 0, 200, 1) for name in ("x", "y")}
    return live.Panel(draw_long, **sliders)
