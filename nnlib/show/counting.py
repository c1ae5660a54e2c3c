"""Controls that count only where another one has certain values: elsewhere they are switched off.

A layer that a network has not needs no start. Its list stays in its place, so that nothing jumps, and cannot be
opened until the depth asks for it.
"""

from nnlib.engine.checks import one_of


def counting(panel, **conditions):
    """The panel, with controls switched off where they do not count.

    conditions: by the name of a control, the name of another one and the values of it with which the first one counts.
    ValueError for a name that there is not. ``panel.parts["counts"]`` tells a page, which acts before Python is there.

    >>> from nnlib.live import Panel
    >>> from nnlib.show.controls import choice, slider
    >>> def draw(figure, depth, layer_3): return f"{depth} layers."
    >>> panel = Panel(draw, depth=slider("depth", 2, 2, 3, 1), layer_3=choice("layer 3", ["zero", "random"]))
    >>> counting(panel, layer_3=("depth", [3])).controls["layer_3"].disabled
    True
    >>> panel.controls["depth"].value = 3
    >>> panel.controls["layer_3"].disabled
    False
    """
    controls = panel.controls
    for name, (other, _) in conditions.items():
        one_of("a control's name", name, controls)
        one_of("a control's name", other, controls)

    def settle(_=None):
        for name, (other, values) in conditions.items():
            controls[name].disabled = controls[other].value not in values

    for other in {other for other, _ in conditions.values()}:
        controls[other].observe(settle, "value")
    settle()
    texts = panel.parts["options"]
    counts = {
        name: [other, [str(value) for value in values] if other in texts else list(values)]
        for name, (other, values) in conditions.items()
    }
    panel.parts = panel.parts | {"counts": counts}
    return panel
