"""``glue`` where there is no myst-nb: the glued numbers are in the book's pages, so only showing is left to do."""

import logging
import warnings

from IPython.display import display as show

# The site's matplotlib is without the fonts that the book does not use, and would name each of them in red.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", "tqdm:disabling monitor")  # there are no threads to watch a bar with


def glue(name, variable, display=True):
    """Show the variable, if that is asked for."""
    if display:
        show(variable)
