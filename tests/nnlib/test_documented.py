"""Every public name says what it is, with an example, and has its place in the reference."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import nnlib

# ``layer`` holds the formulas, which the networks' tests and chapter 2 show at work; the rooms help the others.
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(nnlib.__path__, "nnlib.")
    if not (
        module.ispkg or module.name == "nnlib.layer" or module.name.startswith(("nnlib.engine", "nnlib.show"))
    )
]
PUBLIC = {
    f"{module.__name__}.{name}": thing
    for module in MODULES
    for name, thing in vars(module).items()
    if not name.startswith("_")
    and (inspect.isfunction(thing) or inspect.isclass(thing))
    and (thing.__module__ == module.__name__)
}
REFERENCE = (Path(nnlib.__file__).parents[1] / "book/reference.md").read_text(encoding="utf-8")
IN_FULL = re.findall(r"^\.\. automodule:: ([\w.]+)\n   :members:", REFERENCE, re.MULTILINE)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_a_docstring_with_an_example(name):
    assert ">>> " in (inspect.getdoc(PUBLIC[name]) or ""), f"{name} has no example in its docstring"


@pytest.mark.parametrize("name", nnlib.__all__)
def test_what_nnlib_exports_is_a_name_of_its_own_with_a_place_in_the_reference(name):
    thing = getattr(nnlib, name)
    if not inspect.ismodule(thing):  # the name that Sphinx lists is that of the module that defines it
        assert PUBLIC.get(f"{thing.__module__}.{name}") is thing and thing.__name__ == name
    if hasattr(thing, "__path__"):  # a package is listed by its modules
        assert any(listed.startswith(f"{thing.__name__}.") for listed in IN_FULL)
    else:
        assert (thing.__name__ if inspect.ismodule(thing) else thing.__module__) in IN_FULL


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_reference_lists_every_module(module):
    assert module.__name__ in IN_FULL and module.__doc__
