"""The picture under every drawing: its style, and artists that move instead of being drawn again.

A slider redraws many times a second, and most of a picture stands still meanwhile: axes, ticks, names. So each
curve, image and word has a name on its axes; drawn under the same name again, it moves. What is seen depends
on what was drawn last alone. Colours are told apart by colour-blind eyes, and lines by their dashes too.
"""

from io import BytesIO
from unicodedata import east_asian_width

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from nnlib.show.surfaces import Surface

STYLE = {
    "font.size": 12,
    "axes.labelsize": 12,
    "axes.titlesize": 12,
    "legend.fontsize": 11,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
}
STEPS = "cividis"  # from dark blue to yellow, for what only grows
SURFACE = "PuOr"  # negative outputs orange, positive ones purple, 0 white
# Okabe & Ito's colours, dark enough for a white page, each with dashes of its own.
LINES = [
    {"color": "#0072B2", "linestyle": "-"},
    {"color": "#D55E00", "linestyle": "--"},
    {"color": "#007A5A", "linestyle": "-."},
    {"color": "#8B4A8B", "linestyle": ":"},
    {"color": "#7A6A00", "linestyle": (0, (5, 1, 1, 1, 1, 1))},
    {"color": "#333333", "linestyle": (0, (1, 1))},
]
# Hidden units over a decision region: never solid, which is the boundary's, nor orange or purple.
UNITS = [{"color": "#0072B2", "linestyle": "--"}, {"color": "#007A5A", "linestyle": "-."}]
BOX = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


class Picture(Figure):
    """A figure that shows itself in a notebook; white, so that it reads on a dark page too.

    What the functions below draw moves: it is *animated*, in matplotlib's word. ``frame`` keeps a copy of all
    that stands still and draws only the rest on it, which takes a tenth of the time.

    >>> Picture(4, 3)
    Picture(4 x 3 in)
    """

    def __init__(self, width=5.5, height=4):
        with rc_context(STYLE):
            super().__init__(figsize=(width, height), dpi=100, layout="constrained")
        FigureCanvasAgg(self)
        self._still = None

    def png(self, dpi=100):
        """The picture as bytes of a PNG file, all drawn anew."""
        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=dpi)
        return buffer.getvalue()

    def sharpen(self, density):
        """Draw ``density`` pixels where 100 an inch would have one, and all anew; ValueError for none or very many."""
        if not 0.25 <= density <= 8:
            raise ValueError(f"density must lie from 0.25 to 8 pixels for one, not be {density!r}")
        self.set_dpi(100 * density)
        self._still = None

    def frame(self):
        """The picture's pixels (height, width, 4), drawn anew only where something moves."""
        if self._still is None:
            if self.axes:
                self.get_layout_engine().execute(self)
            self.set_layout_engine("none")  # the axes stay where the first frame put them
        moving = [artist for axes in self.axes for artist in axes.get_children() if artist.get_animated()]
        if self.stale or self._still is None:  # moving artists do not make it stale
            shown = [artist for artist in moving if artist.get_visible()]
            for artist in shown:  # matplotlib 3.8 would draw animated images too
                artist.set_visible(False)
            self.canvas.draw()
            for artist in shown:
                artist.set_visible(True)
            self._still = self.canvas.copy_from_bbox(self.bbox)
        self.canvas.restore_region(self._still)
        for artist in sorted(moving, key=lambda artist: artist.zorder):
            artist.draw(self.canvas.get_renderer())
        return np.asarray(self.canvas.buffer_rgba())

    def _repr_png_(self):
        return self.png(dpi=144)

    def __repr__(self):
        return "Picture({:g} x {:g} in)".format(*self.get_size_inches())


def panes(figure, *heights):
    """The figure's axes, one below the other with the given relative heights; made on the first call."""
    if not figure.axes:
        with rc_context(STYLE):
            figure.subplots(len(heights), 1, height_ratios=heights)
        for axes in figure.axes:
            for axis in (axes.xaxis, axes.yaxis):
                axis.label.set_wrap(True)  # where it is longer than the picture
            for spine in axes.spines.values():  # drawn over what moves, so with it
                spine.set_animated(True)
    return figure.axes


def settle(axes, **settings):
    """``axes.set(**settings)``, but only where they are not so already, for a change draws all anew."""
    known = axes.__dict__.setdefault("_settled", {})
    changed = {name: value for name, value in settings.items() if not np.array_equal(known.get(name), value)}
    if changed:
        axes.set(**changed)
        known.update(changed)


def curve(axes, name, x, y, **style):
    """A line called ``name`` through the points (x, y); ``label="_"`` keeps it out of the legend."""
    line = drawn(axes, name, lambda: axes.plot([], [], animated=True, **{"label": name} | style)[0])
    line.set_data(np.atleast_1d(x), np.atleast_1d(y))
    if axes.get_autoscale_on():  # off where the caller has set the limits
        axes.relim()
        axes.autoscale_view()


def curves(axes, name, x, ys, **style):
    """A curve for each column of ``ys`` (n, curves), all under one name and in one style."""
    gap = np.full((1, ys.shape[1]), np.nan)
    curve(axes, name, np.tile(np.append(x, np.nan), ys.shape[1]), np.vstack([ys, gap]).T.ravel(), **style)


def segments(axes, name, ends, zorder=1, **looks):
    """Straight lines under one name, from ``ends`` (n, 2, 2); ``looks``: linewidth, linestyle and color, one a line."""
    lines = drawn(
        axes,
        name,
        lambda: axes.add_collection(LineCollection([], animated=True, zorder=zorder), autolim=False),
    )
    lines.set(segments=ends, **looks)


def surface(axes, name, values, extent, low, high, colours=SURFACE):
    """An image of ``values`` (rows, columns), the first row at the bottom, coloured from ``low`` to ``high``."""
    values, (left, right, bottom, top) = np.asarray(values), extent
    edges = [np.linspace(left, right, values.shape[1] + 1), np.linspace(bottom, top, values.shape[0] + 1)]
    # Drawn ten times as fast as by imshow.
    image = drawn(axes, name, lambda: axes.add_image(Surface(axes, cmap=colours, animated=True)))
    image.set_data(*edges, values)
    image.set_clim(low, high)
    if list(extent) != list(image.get_extent()):
        image.set_extent(extent)
    return image


def colour_bar(axes, image, label, marks):
    """A bar beside ``axes`` that tells what the colours of ``image`` mean; ``marks``: a dict of texts by their value."""
    with rc_context(STYLE):
        bar = axes.figure.colorbar(image, ax=axes, label=label)
    bar.set_ticks(list(marks), labels=list(marks.values()))
    return bar


def words(axes, name, x, y, text, **style):
    """A text called ``name`` at the point (x, y)."""
    artist = drawn(axes, name, lambda: axes.text(x, y, text, animated=True, **style))
    artist.set(x=x, y=y, text=text)


def legend(axes, **place):
    """The names of the curves, above ``axes``, where no curve moves over them; in as many columns as fit."""
    longest = max((room(label) for label in axes.get_legend_handles_labels()[1]), default=1)
    above = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": max(1, 52 // (longest + 6))}
    return drawn(axes, "legend", lambda: axes.legend(handlelength=1.6, columnspacing=1, **above | place))


def room(text):
    """How many Latin letters are as wide as a text, about; a Chinese one is as wide as two.

    >>> room("loss"), room("损失")
    (4, 4)
    """
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text)


def drawn(axes, name, make):
    """What was drawn on ``axes`` under this name, or ``make()`` the first time; it stands still unless it is animated."""
    for artist in axes.get_children():
        if artist.get_gid() == name:
            return artist
    with rc_context(STYLE):
        artist = make()
    artist.set_gid(name)
    return artist
