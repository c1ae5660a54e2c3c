"""The book on paper: ``printing`` makes the files, of the ``whole`` book and of each chapter, from ``pages`` in a browser.

``outward.js`` mends a page's links, ``collect.js`` takes its text, and ``book.css`` sets the whole.
"""
