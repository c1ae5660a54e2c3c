"""Hypothesis draws the same examples on every machine, so that a red build can be repeated."""

from hypothesis import settings

settings.register_profile("nnlib", derandomize=True, deadline=None, max_examples=40, print_blob=False)
settings.load_profile("nnlib")
