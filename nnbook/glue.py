"""``glue``, by which numbers of a run get into the book's text.

It is myst-nb's. A page's Python and JupyterLite are without it, for it brings Sphinx along; there is nothing to build
there, and a stand-in only shows what it is asked to show.
"""

try:
    from myst_nb import glue
except ModuleNotFoundError:
    from nnbook.browser.glue import glue

__all__ = ["glue"]
