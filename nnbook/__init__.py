"""nnbook: the book's own code, beside the notebooks that use it.

A chapter is one folder, ``ch01`` to ``ch09``: its ``panels``, its quiz, and what it alone measures. What rebuilds the
work of others is in ``documents``, named by what it is; the Python side of a live page is in ``browser``. The
mathematics is ``nnlib``'s, which knows nothing of the book.
"""
