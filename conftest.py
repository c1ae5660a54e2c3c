"""The examples in docstrings read as if after ``from nnlib import *``."""

import sys

import pytest

import nnlib

if sys.platform != "emscripten":  # it needs the Python of a page: make browser-python
    collect_ignore = ["nnbook/browser/kernel.py"]


def pytest_itemcollected(item):
    """Where two processes share the tests, a file's stay together, for they share what they train; or a panel's do."""
    made = getattr(item, "callspec", None) and item.callspec.params.get("make")
    item.add_marker(pytest.mark.xdist_group(f"{made.__module__}.{made.__name__}" if made else item.path.name))


@pytest.fixture(autouse=True)
def public_names(doctest_namespace):
    doctest_namespace.update({name: getattr(nnlib, name) for name in nnlib.__all__})
