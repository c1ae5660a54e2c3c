"""The panel of the first page, by the name that its cell calls."""

from nnbook.laboratory.panel import Laboratory


def laboratory(**settings):
    """A network that learns, and 48 others that differ from it in their first weights alone; ``settings``: what it opens with."""
    return Laboratory(**settings)
