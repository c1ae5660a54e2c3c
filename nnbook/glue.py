"""``glue``, by which numbers of a run get into the book's text, and ``glue_all`` for many at once.

``glue`` is myst-nb's. A page's Python and JupyterLite are without it, for it brings Sphinx along; there is nothing to
build there, and a stand-in only shows what it is asked to show.
"""

from nnlib.population import wilson_interval
from nnlib.show.language import translated

try:
    from myst_nb import glue
except ModuleNotFoundError:
    from nnbook.browser.glue import glue

__all__ = ["counted", "glue", "glue_all"]


def glue_all(**values):
    """Glue each value under its name: a text, a whole number, or a pair of a number and its format.

    ``glue_all(z=(net_k, ".4f"), share=(0.53, ".1%"), plus=5866, name="zeros")``. TypeError for a number with a
    fraction and no format: the text must say how many digits it shows.
    """
    for name, value in values.items():
        glue(name, text(name, value), display=False)


def text(name, value):
    """What ``{glue:text}`` shows of a value.

    >>> text("z", (0.16624, ".4f")), text("plus", 5866), text("name", "zeros")
    ('0.1662', '5866', 'zeros')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        number, form = value
        return format(number, form)
    try:
        return str(value.__index__())
    except (AttributeError, TypeError):
        raise TypeError(f'{name} needs a format, such as {name}=({value!r}, ".4f")') from None


def counted(k, n):
    """A count with Wilson's 95% interval of its share, as the book prints it.

    >>> counted(28, 300)
    '28 of 300 (6.5% to 13.2%)'
    """
    low, high = wilson_interval(int(k), n)
    template = translated("{k} of {n} ({low:.1f}% to {high:.1f}%)")
    return template.format(k=int(k), n=n, low=100 * low, high=100 * high)
