"""The book in another language: the catalogues that a translator fills, and the pages with what is in them.

``markdown`` finds the texts of a page and puts others in their place, ``pages`` does so for a notebook or a page of
the language that is built, and ``catalogues`` writes all texts of the book for translators (``make gettext``).
``font`` cuts the letters of figures, and ``scripts`` has what a page's scripts say. ``words`` has those of Sphinx and its
theme, and ``theme`` brings them to Sphinx. The texts of panels, quizzes and checks are translated where they are shown, by
``nnlib.show.language``.
"""
