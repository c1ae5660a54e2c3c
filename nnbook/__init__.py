"""nnbook: the book's own code, beside the notebooks that use it.

A chapter is one folder, ``ch01`` to ``ch13``: its ``panels``, its quiz, what it alone measures, and the ``results`` that
are computed when the book is made. What rebuilds the work of others is in ``documents``, named by what it is; the Python
side of a live page is in ``browser``; ``laboratory`` trains a network beside 48 others, on the first page. The
mathematics is ``nnlib``'s, which knows nothing of the book.
"""

from nnbook.language import ENGLISH, speak, wanted

if wanted() != ENGLISH:  # before any of the book's modules shows a text
    speak(wanted())
