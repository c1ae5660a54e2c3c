"""The book on paper: ``printing`` makes the files, ``collect.js`` takes a page's text, ``book.css`` sets the whole."""
