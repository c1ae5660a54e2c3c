"""The page's kernel: what its cells send is what Jupyter's would."""

import base64

import pytest


def text(page, name="stdout"):
    return "".join(stream["text"] for stream in page.said("stream") if stream["name"] == name)


def kinds(page):
    return [message["type"] for message in page.messages]


def failed(page, source):
    """Run a cell that must fail; the one error that it sends."""
    assert page.run(source, cell=7) is False
    (error,) = page.said("error")
    return error


def test_print_goes_to_stdout_and_to_stderr_with_the_cells_number(page):
    assert page.run("import sys\nprint('one', end='')\nprint(' line')\nprint('bad', file=sys.stderr)", cell=3)
    assert text(page) == "one line\n" and text(page, "stderr") == "bad\n"
    assert {message["cell"] for message in page.messages} == {3}


def test_a_line_is_sent_when_it_ends_and_the_rest_with_the_cell(page):
    """A long cell tells how far it is, and loses nothing."""
    for name in ("stdout", "stderr"):
        page.messages.clear()
        assert page.run(
            f"import sys\nprint('first', file=sys.{name})\nprint('last', end='', file=sys.{name})"
        )
        assert [stream["text"] for stream in page.said("stream")] == ["first\n", "last"]


def test_libraries_may_ask_what_kind_of_file_is_printed_to(page):
    assert page.run(
        "import sys\nout = sys.stdout\nout.write('ab'), out.isatty(), out.writable(), out.encoding"
    )
    assert page.said("execute_result")[0]["data"]["text/plain"] == "(2, False, True, 'utf-8')"


def test_print_and_display_keep_their_order(page):
    page.run("print('before', end='')\ndisplay(1)\nprint('after')")
    assert kinds(page) == ["stream", "display_data", "stream"]


def test_the_last_expression_is_the_result_unless_a_semicolon_ends_it(page):
    assert page.run("x = 6 * 7\nx") and page.run("x;") and page.run("x  # said;") and page.run("None")
    assert [result["data"]["text/plain"] for result in page.said("execute_result")] == ["42", "42"]
    assert page.run("_ + 1") and page.said("execute_result")[-1]["data"] == {"text/plain": "43"}


def test_a_cell_of_nothing_but_a_comment_runs(page):
    assert page.run("# nothing") and page.run("") and page.messages == []


def test_an_error_shows_the_cells_lines_and_not_the_kernels(page):
    error = failed(page, "def inner():\n    return 1 / 0\n\ninner()")
    assert error["ename"] == "ZeroDivisionError" and error["evalue"] == "division by zero"
    shown = "\n".join(error["traceback"])
    assert 'File "cell 7", line 4' in shown and 'File "cell 7", line 2, in inner' in shown
    assert "kernel.py" not in shown and "_pyodide" not in shown
    assert "inner()" in shown and "return 1 / 0" in shown


def test_an_error_of_the_library_shows_how_the_cell_got_there(page):
    shown = "\n".join(failed(page, "import nnlib\nnnlib.wilson_interval(3, 2)")["traceback"])
    assert 'File "cell 7", line 2' in shown and "population.py" in shown and "successes must lie" in shown


def test_an_exception_chained_to_another_shows_both(page):
    source = "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('no') from error"
    shown = "\n".join(failed(page, source)["traceback"])
    assert "ZeroDivisionError" in shown and "ValueError: no" in shown and "kernel.py" not in shown


@pytest.mark.parametrize("source", ["x = (", "for", "print('a'", "a b"])
def test_a_syntax_error_shows_where(page, source):
    error = failed(page, source)
    assert error["ename"] in ("SyntaxError", "IndentationError", "_IncompleteInputError")
    shown = "\n".join(error["traceback"])
    assert "cell 7" in shown and "^" in shown and "kernel.py" not in shown and "_pyodide" not in shown


@pytest.mark.parametrize(
    "source", ["raise SystemExit(3)", "import sys; sys.exit()", "raise KeyboardInterrupt", "exit()"]
)
def test_nothing_a_cell_does_ends_python(page, source):
    assert failed(page, source)["ename"] in ("SystemExit", "KeyboardInterrupt")
    assert page.run("1 + 1")


def test_names_are_kept_from_cell_to_cell_and_after_an_error(page):
    page.run("kept = 1\nraise ValueError")
    assert page.run("kept")


def test_await_at_the_top_of_a_cell(page):
    assert page.run("import asyncio\nawait asyncio.sleep(0)\n'slept'")
    assert page.said("execute_result")[0]["data"]["text/plain"] == "'slept'"


@pytest.mark.parametrize(
    "thing, kind, shown",
    [
        ("HTML('<b>x</b>')", "text/html", "<b>x</b>"),
        ("Markdown('**x**')", "text/markdown", "**x**"),
        ("Latex('$x$')", "text/latex", "$x$"),
        ("Math('x')", "text/latex", r"$\displaystyle x$"),
        ("SVG('<svg></svg>')", "image/svg+xml", "<svg/>"),
        ("JSON({'a': 1})", "application/json", {"a": 1}),
    ],
)
def test_what_ipython_displays(page, thing, kind, shown):
    assert page.run(f"from IPython.display import *\ndisplay({thing})\n{thing}"), page.said("error")
    assert page.said("display_data")[0]["data"][kind] == shown
    assert page.said("execute_result")[0]["data"][kind] == shown


def test_an_object_with_a_representation_of_its_own(page):
    page.run("class Table:\n    def _repr_html_(self):\n        return '<table>'\nTable()")
    assert page.said("execute_result")[0]["data"]["text/html"] == "<table>"


def is_png(data):
    return base64.b64decode(data).startswith(b"\x89PNG")


def test_figures_of_pyplot_are_shown_after_the_cell_and_closed(page):
    assert page.run(
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.figure().add_subplot().plot([3, 4])\nprint('x');"
    )
    assert kinds(page)[-2:] == ["display_data"] * 2
    assert all(is_png(shown["data"]["image/png"]) for shown in page.said("display_data"))
    page.messages.clear()
    assert page.run("plt.get_fignums()") and page.said("execute_result")[0]["data"]["text/plain"] == "[]"


def test_a_figure_is_shown_by_plt_show_and_once(page):
    assert page.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('after')")
    assert kinds(page) == ["display_data", "stream"]


def test_a_figure_that_a_cell_ends_with_is_shown(page):
    assert page.run("import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nfigure")
    shown = page.said("execute_result") + page.said("display_data")
    assert any(is_png(each["data"].get("image/png", "")) for each in shown)


def test_a_picture_of_the_library_is_shown(page):
    assert page.run(
        "from nnlib.show import picture\nfigure = picture.Picture(2, 2)\npicture.panes(figure, 1)\nfigure"
    )
    assert is_png(page.said("execute_result")[0]["data"]["image/png"])


def test_magics(page):
    assert (
        page.run("%matplotlib inline\n%config InlineBackend.figure_format = 'retina'") and not page.messages
    )
    assert page.run("%pip install --quiet torch") and "Nothing is installed" in text(page)


@pytest.mark.parametrize("source", ["%lsmagic", "%%bash\nls", "!ls", "files = !ls", "%time 1"])
def test_what_a_page_cannot_do_says_so(page, source):
    error = failed(page, source)
    assert "Open the notebook in Jupyter" in error["evalue"]


def test_help_with_a_question_mark_says_something(page):
    page.run("len?")
    assert page.messages


def test_display_again_updates_and_clear_output_clears(page):
    page.run("handle = display(1, display_id=True)\nhandle.update(2)")
    first, (second,) = page.said("display_data")[0], page.said("update_display_data")
    assert first["transient"] == second["transient"] and first["transient"]["display_id"]
    assert second["data"]["text/plain"] == "2"
    page.run("from IPython.display import clear_output, update_display\nclear_output(wait=True)")
    assert page.said("clear_output") == [{"wait": True}]


def test_a_tqdm_bar_is_a_widget_that_counts(page):
    assert page.run("from tqdm.auto import tqdm\nfor _ in tqdm(range(4), mininterval=0): pass"), page.said(
        "error"
    )
    (view,) = page.said("display_data")
    assert "application/vnd.jupyter.widget-view+json" in view["data"]
    assert any(said["data"].get("state", {}).get("value") == 4.0 for said in page.said("comm_msg"))


OUTPUT = "import ipywidgets as widgets\nout = widgets.Output()\n"


def test_an_output_widget_takes_what_is_said_inside_it(page):
    assert page.run(OUTPUT + "with out:\n    print('inside')\n    display(1)\nprint('outside')"), page.said(
        "error"
    )
    inside = [message for message in page.messages if message.get("captured")]
    assert [message["type"] for message in inside] == ["stream", "display_data"]
    assert [
        m["content"]["text"] for m in page.messages if m["type"] == "stream" and not m.get("captured")
    ] == ["outside\n"]


def test_an_output_widget_takes_an_error_and_the_cell_goes_on(page):
    assert page.run(OUTPUT + "with out:\n    1 / 0\nprint('after')"), page.said("error")
    (error,) = [message for message in page.messages if message["type"] == "error"]
    assert error["captured"] and text(page) == "after\n"


def test_output_widgets_inside_each_other(page):
    page.run(
        OUTPUT
        + "within = widgets.Output()\nwith out:\n    print('a')\n    with within:\n        print('b')\n    print('c')"
    )
    a, b, c = (message["captured"] for message in page.messages if message["type"] == "stream")
    assert a == c != b


def test_an_output_widget_that_clears(page):
    page.run(
        OUTPUT
        + "with out:\n    print('old')\n    from IPython.display import clear_output\n    clear_output()"
    )
    (message,) = [message for message in page.messages if message["type"] == "clear_output"]
    assert message["captured"]


def test_interact_shows_a_control_and_answers_it(page):
    source = "import ipywidgets as widgets\nslider = widgets.IntSlider(3)\nwidgets.interact(lambda n: print(f'n is {n}'), n=slider);"
    assert page.run(source), page.said("error")
    assert text(page) == "n is 3\n"
    page.messages.clear()
    page.move("slider", 5)
    assert text(page) == "n is 5\n"
    assert all(message["captured"] for message in page.messages if message["type"] == "stream")


def test_an_error_in_a_callback_is_shown(page):
    page.run(
        "import ipywidgets as widgets\nslider = widgets.IntSlider(3)\nslider.observe(lambda change: 1 / 0, 'value')"
    )
    page.messages.clear()
    page.move("slider", 5)
    (error,) = page.said("error")
    assert error["ename"] == "ZeroDivisionError"


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_what_a_callback_prints_is_said(page, name):
    page.run(
        "import sys\nimport ipywidgets as widgets\nslider = widgets.IntSlider(3)\n"
        f"slider.observe(lambda change: print(change.new, end='', file=sys.{name}), 'value')"
    )
    page.messages.clear()
    page.move("slider", 5)
    assert text(page, name) == "5"


def test_a_panel_follows_its_slider(page):
    assert page.run(
        "from nnbook.ch03 import panels\npanel = panels.seed_race()\nslider = panel.controls['epoch']\npanel"
    ), page.said("error")
    assert "application/vnd.jupyter.widget-view+json" in page.said("execute_result")[0]["data"]
    page.messages.clear()
    page.move("slider", 1)
    assert "Seed 2, after 1 epoch:" in str(page.said("comm_msg"))


def test_an_exercise_tells_the_page_whether_its_answer_is_right(page):
    for given in ("...", "2", "0.5"):
        assert page.run(f"from nnbook.exercises import check\ncheck('ex-half-sum', {given})"), page.said(
            "error"
        )
    assert page.said("checked") == [{"label": "ex-half-sum", "right": right} for right in (True, False)]


def test_glue_shows_what_it_is_asked_to(page):
    assert page.run("from nnbook.glue import glue\nglue('a', 1, display=False)\nglue('b', 2)")
    assert [shown["data"]["text/plain"] for shown in page.said("display_data")] == ["2"]


def test_get_ipython_is_there(page):
    assert page.run("get_ipython().run_line_magic('matplotlib', 'inline')")


def test_input_is_refused_in_words(page):
    assert failed(page, "input('name? ')")["ename"] in ("EOFError", "OSError", "RuntimeError")


def test_a_main_module_for_pickle(page):
    assert page.run("import pickle\nclass Mine: pass\npickle.loads(pickle.dumps(Mine()))"), page.said("error")


def test_a_dataclass_of_a_cell(page):
    source = "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\nPoint(1)"
    assert page.run(source), page.said("error")
    assert page.said("execute_result")[0]["data"]["text/plain"] == "Point(x=1)"


def test_pyplots_interactive_mode_can_be_switched(page):
    assert page.run(
        "import matplotlib.pyplot as plt\nplt.ion()\nplt.plot([1, 2])\nplt.ioff()\nplt.close('all')"
    ), page.said("error")


READERS = r"""
import csv, dataclasses, datetime, decimal, fractions, json, random, statistics, unittest, wave, xml.dom.minidom
from io import BytesIO
import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation
import numpy as np
import PIL.Image
import ipywidgets as widgets
from IPython.display import Audio

plt.style.use("ggplot")
axes = plt.figure().add_subplot(projection="3d")
axes.plot_surface(*np.meshgrid([0, 1], [0, 1]), np.eye(2), cmap="viridis")
axes.set_title(r"$\sum_i \hat w_i \geq \frac{a}{b}$, Größe, Ключ, ≈ ✓", fontweight="bold", family="monospace")
figure, (one, other) = plt.subplots(1, 2)
one.hist(np.random.default_rng(1).normal(size=50))
one.set_xlabel(datetime.date(2020, 1, 2))
other.contourf(np.eye(3))
figure.savefig(BytesIO(), format="svg")
PIL.Image.new("RGB", (3, 2)).save(BytesIO(), format="JPEG")
np.testing.assert_allclose(np.fft.ifft(np.fft.fft([1, 2])), [1, 2])
np.polynomial.Polynomial([1, 2]).roots(), np.ma.masked_less([1, 2], 2).mean(), np.linalg.eigvals(np.eye(2))
np.loadtxt(["1 2"]), np.datetime64("2020-01-02"), np.dtype("f4").str
widgets.VBox([widgets.Tab([widgets.ColorPicker()]), widgets.DatePicker(), widgets.Play()])
Audio(np.zeros(10), rate=100)
help(np.mean)
"""


def test_what_a_cell_of_a_readers_own_may_use(page):
    """Much is left out of a page's Python, but not this."""
    assert page.run(READERS), page.said("error")
    assert sum("image/png" in shown["data"] for shown in page.said("display_data")) == 2
    assert "arithmetic mean" in text(page) and text(page, "stderr") == ""


def test_artists_are_set_without_the_lists_that_take_half_of_importing_matplotlib(page):
    assert page.run(
        "from matplotlib.lines import Line2D\nline = Line2D([0], [0])\nline.set(color='red', lw=3)"
    )
    assert page.run("line.get_color(), line.get_linewidth(), hasattr(Line2D.set, '__signature__')")
    assert page.said("execute_result")[-1]["data"]["text/plain"] == "('red', 3.0, False)"
