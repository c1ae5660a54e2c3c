"""Wrong arguments by lot: whatever a public name is given, it answers, or says which argument is wrong.

All that ``nnlib.__all__`` names is called: functions, classes, their methods, the functions of the modules in it, and
what these return if it can be called in its turn. They are found by looking, so a new public name is in it by itself;
its parameters need a good value in ``GOOD``. A call has good arguments but for one, two or all of them. It may succeed
(many a wrong value is right somewhere), or raise a ValueError or TypeError that *nnlib* raises and that names a
parameter: NumPy's own words say what NumPy wanted, not what the reader has to mend. A warning is a failure too.

A call is a Python expression, so that what a failure prints can be typed in again after
``from tests.nnlib.test_fuzz import *``.
"""

import inspect
import itertools
import linecache
import random
import re
import signal
import traceback
import types
import warnings
from pathlib import Path

import numpy as np
import pytest

import nnlib

CALLS = 250  # for each public name
PATIENCE = 20  # seconds; a call takes milliseconds
NET = nnlib.Network.initialized([3, 2, 1], nnlib.normal(0.5), nnlib.Tanh(), seed=0)
MANY = nnlib.Network.initialized([3, 2, 1], nnlib.normal(0.5), nnlib.Tanh(), seed=range(4))
X, Y = np.ones((5, 3)), np.ones((5, 1))

# A good value for each parameter, by its name; "Class.name" or "function.name" where that says too little.
GOOD = {
    "a": "1.5",
    "accuracy": "0.5",
    "activation": "nnlib.Tanh()",
    "b": "2.5",
    "batch_size": "2",
    "beta_1": "0.9",
    "beta_2": "0.99",
    "bias": "0.5",
    "bias_variance": "0.05",
    "biases": "[np.zeros(2), np.zeros(1)]",
    "c": "0.5",
    "chunk": "2",
    "distribution": "'normal'",
    "draws": "3",
    "epoch": "next(nnlib.sgd(NET, X, Y, learning_rate=0.1, loss=nnlib.SquaredError(), order=[[0, 1]]))",
    "epochs": "2",
    "epsilon": "1e-8",
    "exact": "True",
    "executor": "None",
    "fan": "'in'",
    "fan_in": "3",
    "fan_out": "2",
    "figure": "None",
    "gain": "1.5",
    "h": "X",
    "high": "2.5",
    "i": "0",
    "History": "nnlib.train(NET, X, Y, learning_rate=0.1, loss=nnlib.SquaredError(), order=[[0, 1]])",
    "index": "0",
    "initializer": "nnlib.normal(0.5)",
    "items": "[1, 2, 3]",
    "j": "1",
    "keep_networks": "False",
    "layer": "0",
    "layers": "3",
    "learning_rate": "0.1",
    "loss": "nnlib.SquaredError()",
    "low": "-1.5",
    "make_network": "lambda rng: NET",
    "mean_gradient": "0.01",
    "n": "5",
    "net": "NET",
    "Activation.net": "[-1.0, 0.0, 1.0]",
    "network": "NET",
    "noise": "0.1",
    "optimizer": "nnlib.Adam()",
    "order": "[[0, 1, 2]] * 3",
    "output": "[[0.5], [1.0]]",
    "parameters": "np.ones(11)",
    "points": "5",
    "progress": "False",
    "q": "0.5",
    "reduction": "'mean'",
    "rng": "np.random.default_rng(0)",
    "run": "lambda seeds: {'square': np.square(seeds)}",
    "scale": "1.5",
    "seed": "1",
    "seeds": "[0, 1, 2]",
    "sizes": "[3, 2, 1]",
    "std": "0.5",
    "step": "1e-6",
    "successes": "2",
    "threshold": "0.005",
    "until": "lambda epoch: epoch.index == 1",
    "values": "[0.5, 1.5]",
    "weights": "[np.ones((2, 3)), np.ones((1, 2))]",
    "pattern.weights": "np.ones((2, 3))",
    "weight_variance": "1.5",
    "which": "0",
    "x": "X",
    "y": "Y",
    "Epoch.loss": "1.5",
    "Loss.y": "[[0.0], [1.0]]",
    "z": "1.96",
}

# What people, and their mistakes, hand over. A size is small, or so large that no machine has the memory.
WRONG = """
    None True -1 0 7 10**12 10**400 -10**400 2**63 1.5 -0.5 0.0 1e-320 1e300 1j float('nan') float('inf')
    np.float32('nan') np.int8(3) np.array(2) np.array(1.5) np.complex64(1j) '' '3' 'abc' b'x' [] () {} set() [[]]
    [None] ['a','b'] [1,[2,3]] [[1,2],[3]] [10**400] {'a':1} range(3) range(10**12) range(-1) iter([]) slice(1)
    np.array([]) np.ones(3) np.ones((0,3)) np.ones((2,0)) np.ones((2,3,4)) np.array(['a']) np.array([None])
    np.full((5,3),np.nan) np.full((5,3),1e300) np.full((5,1),np.inf) 1j*np.ones((5,3)) np.ones((5,1),bool)
    np.float32(1e30)*np.ones((5,3),np.float32) np.array('2026-01-01','M8[D]') [[0.0,1.0]] [['1','2']] [[0,99]]
    NET MANY NET.gradient(X,Y,nnlib.SquaredError())[1] nnlib nnlib.Network nnlib.Tanh nnlib.Tanh() np.tanh
    nnlib.SquaredError nnlib.CrossEntropy() nnlib.zeros nnlib.uniform nnlib.variance_scaling nnlib.sgd object()
    np.random.default_rng(0) [np.random.default_rng(0)] np.random.default_rng random.Random(0) Exception() print
    (lambda*a,**k:None) (lambda*a,**k:'abc') (lambda*a,**k:1j) (lambda*a,**k:NET) (lambda*a,**k:np.ones(3))
    (lambda*a,**k:{}) (lambda*a,**k:{'a':1}) (lambda*a,**k:{'a':[[1],[2,3]]}) (lambda*a,**k:[[1],[2,3]])
""".split()  # noqa: SIM905, for a list has a line an entry

# A run may diverge, and says so.
ALLOWED = ValueError, TypeError, nnlib.DivergedError
# What only the library calls, inside its loops, with what has passed the checks.
INSIDE = {
    "Adam": ["step"],
    "Activation": ["f", "f_slope"],
    "Loss": ["check", "scale", "terms", "delta", "right"],
    "Network": ["inputs", "targets", "with_array"],
}
# ``out`` is NumPy's, for those loops.
LEFT_ALONE = ["out"]


def public(thing):
    """The names and things of a module or class that it defines itself, or inherits from nnlib."""
    home = thing.__name__ if inspect.ismodule(thing) else "nnlib"
    for name, item in inspect.getmembers(thing, callable):
        if (name == "__call__" or not name.startswith("_")) and str(
            getattr(item, "__module__", "")
        ).startswith(home):
            yield name, item


def callables():
    """(source, names under which ``GOOD`` may know its parameters) of all that is public and can be called."""
    for name in nnlib.__all__:
        thing = getattr(nnlib, name)
        if inspect.ismodule(thing):
            found = [(f"nnlib.{name}.{inner}", item) for inner, item in public(thing)]
        else:
            found = [(f"nnlib.{name}", thing)]
        for source, item in found:
            yield source, item
            if inspect.isclass(item):
                inside = [method for kind in item.__mro__ for method in INSIDE.get(kind.__name__, [])]
                one = GOOD.get(item.__name__) or good_call(source, item)
                for method, _ in public(item):
                    if method not in inside:
                        yield f"{one}.{method}", item


def good(parameter, owner):
    """The good value of a parameter, as source: its own, or its default."""
    kinds = owner.__mro__ if inspect.isclass(owner) else [owner]
    for name in [*(f"{kind.__name__}.{parameter.name}" for kind in kinds), parameter.name]:
        if name in GOOD:
            return GOOD[name]
    assert parameter.default is not parameter.empty, f"give a good value for {parameter.name!r} in GOOD"
    return repr(parameter.default)


def parameters(function):
    """Those of a function that have a name."""
    try:
        found = inspect.signature(function).parameters.values()
    except ValueError:  # an exception
        return []
    return [p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def written(source, function, values):
    """The call as source; ``values`` are sources by the parameter's name."""
    shown = [
        values[p.name] if p.kind == p.POSITIONAL_ONLY else f"{p.name}={values[p.name]}"
        for p in parameters(function)
        if p.name not in LEFT_ALONE
    ]
    return f"{source}({', '.join(shown)})"


def good_call(source, function):
    return written(source, function, {p.name: good(p, function) for p in parameters(function)})


def ours(code):
    return code.co_filename.startswith(str(Path(nnlib.__file__).parent))


def fault(call, names):
    """What is wrong with how ``call`` ends, or None, and its result."""

    def too_long(*_):
        raise TimeoutError(f"no answer after {PATIENCE} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(PATIENCE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = eval(call, globals())
            if isinstance(result, types.GeneratorType):
                result = list(itertools.islice(result, 3))
            return None, result
    except Exception as error:  # noqa: BLE001, any error may be the fault
        codes = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        last, line = codes[-1]
        if (
            last.co_name == "<lambda>"
            and not ours(last)
            or any(c.co_name == "__call__" for c, _ in codes[3:])
        ):
            return (
                None,
                None,
            )  # a function that was handed over failed when it was called, and that is its own affair
        if not isinstance(error, ALLOWED):
            return f"{type(error).__name__}: {error}", None
        raised = ours(last) and linecache.getline(last.co_filename, line).strip().startswith("raise")
        named = any(re.search(rf"\b{name}\b", str(error)) for name in names)
        if raised and named:
            return None, None
        return f"{type(error).__name__}, {'no parameter named' if raised else 'not by nnlib'}: {error}", None
    finally:
        signal.alarm(0)


def faults(source, owner, names=()):
    """The calls of ``source`` that end as they should not, each with how it ended."""
    function, draw = eval(source, globals()), random.Random(source)
    free = [p.name for p in parameters(function) if p.name not in LEFT_ALONE]
    best = {p.name: good(p, owner) for p in parameters(function)}
    names, found = [*names, *free], {}
    wrong, result = fault(written(source, function, best), names)
    assert not wrong, f"the good call fails: {wrong}"
    if isinstance(result, types.FunctionType):
        found |= faults(written(source, function, best), owner, names)
    for _ in range(CALLS if free else 0):
        changed = draw.sample(free, min(len(free), draw.choice([1, 1, 1, 2, len(free)])))
        values = best | {name: draw.choice([*WRONG, *GOOD.values()]) for name in changed}
        call = written(source, function, values)
        if wrong := fault(call, names)[0]:
            found[call] = wrong
    return found


@pytest.mark.parametrize("source, owner", [pytest.param(*found, id=found[0]) for found in callables()])
def test_a_wrong_argument_is_named(source, owner):
    found = faults(source, owner)
    shown = "\n".join(f"  {call}\n      {wrong[:300]}" for call, wrong in list(found.items())[:8])
    assert not found, f"{len(found)} calls end as they should not, among them\n{shown}"
