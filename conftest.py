"""The examples in docstrings read as if after ``from nnlib import *``."""

import sys

import pytest

import nnlib

if sys.platform != "emscripten":  # it needs the Python of a page: make browser-python
    collect_ignore = ["nnbook/browser/kernel.py"]


@pytest.fixture(autouse=True)
def public_names(doctest_namespace):
    doctest_namespace.update({name: getattr(nnlib, name) for name in nnlib.__all__})
