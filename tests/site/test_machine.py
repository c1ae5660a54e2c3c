"""What a machine lacks is got, or left out and named; in CI nothing is left out. Played with a PATH of our own."""

import os
import shutil
import socket
import subprocess

import built
import pytest
from built import ROOT

BROWSERS = "chromium firefox-esr webkit2gtk-driver xvfb"


@pytest.fixture
def machine(tmp_path):
    """machine(command, program=script, ...) runs it where there is nothing but a shell, make and these programs."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / ".ci", clone / ".ci")
    shutil.copy(ROOT / "Makefile", clone)
    for name in ("bash", "make", "env", "printf", "touch", "mkdir", "rm"):
        (tmp_path / name).symlink_to(shutil.which(name))

    def run(*command, ci="", **programs):
        for name, script in programs.items():
            (tmp_path / name.replace("_", "-")).write_text(f"#!/bin/bash\n{script}\n")
            (tmp_path / name.replace("_", "-")).chmod(0o755)
        done = subprocess.run(
            command,
            check=False,
            cwd=clone,
            env={"PATH": str(tmp_path), "CI": ci},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout.splitlines()

    return run


def test_what_is_missing_is_named(machine):
    assert machine(".ci/missing") == (0, BROWSERS.split())
    assert machine(".ci/missing", google_chrome="", WebKitWebDriver="") == (0, ["firefox-esr", "xvfb"])
    assert machine(".ci/missing", firefox="", Xvfb="") == (0, [])


AS_ROOT = "" if os.geteuid() == 0 else "sudo -n "


def test_it_is_said_and_then_installed(machine):
    code, said = machine(
        *["make", "-s", "browsers"],
        apt_get='echo "apt-get $*"',
        sudo='while [[ $1 = -* ]]; do shift; done; exec "$@"',
    )
    install = "--no-install-recommends " + BROWSERS
    assert (code, said) == (
        0,
        [
            f"This machine lacks: {BROWSERS}",
            f"Now: {AS_ROOT}apt-get install -y {install}",
            "apt-get update -q",
            f"apt-get install -y {install}",
        ],
    )


@pytest.mark.parametrize("programs", [{}, {"apt_get": "exit 100", "sudo": "exit 1"}])
def test_what_cannot_be_got_is_left_out_but_not_in_ci(machine, programs):
    assert machine("make", "-s", "browsers", **programs)[0] == 0
    assert machine("make", "-s", "browsers", ci="true", **programs)[0] == 2


def test_a_test_without_its_browser_is_skipped_but_fails_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="sudo apt-get install -y chromium"):
        built.need(None, "chromium")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="sudo apt-get install -y chromium"):
        built.need(None, "chromium")
    built.need("/usr/bin/chromium", "chromium")


@pytest.mark.parametrize("python", [None, "exit 1"])  # none at all, or Debian's without its venv
def test_a_machine_without_pythons_venv_gets_it(machine, python):
    programs = {"python3": python} if python else {}
    _, said = machine("make", "-s", ".venv/bin/python", apt_get='echo "apt-get $*"; exit 100', **programs)
    assert said[0] == "This machine lacks: python3 python3-venv"


def test_a_port_in_use_is_said_in_a_line_before_anything_is_built():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        # As typed in a terminal: make, which may run this test, tells those below it what to print.
        typed = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        command = ["make", "serve", f"PORT={port}"]
        done = subprocess.run(command, check=False, cwd=ROOT, env=typed, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, f"Port {port} is in use. Type: make serve\n")
    assert "Traceback" not in done.stderr


# What `make` looks at, the oldest first: the vendored Python, and the extension of a site that has been built from it.
MADE = ["requirements.txt", "pyproject.toml", ".venv/bin/python", ".venv/.installed"]
MADE += ["package.json", "package-lock.json", ".venv/.npm", "book/live/vendor/packing.py", ".venv/.vendored"]
MADE += ["_build/.library", "book/live/sphinx/path.py", "_build/.extension"]


@pytest.mark.parametrize(
    ("changed", "stays"),
    [
        (None, True),
        ("book/live/vendor/packing.py", False),
        ("package.json", False),
        ("book/live/sphinx/path.py", False),
    ],
)
def test_a_site_is_removed_before_another_python_or_extension_goes_in(machine, tmp_path, changed, stays):
    """What is left of the one before would stand beside it, and the build of JupyterLite would stop."""
    page = "_build/html/page"
    for second, name in enumerate([*MADE, page, *filter(None, [changed])]):
        path = tmp_path / "clone" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        path.chmod(0o755)
        os.utime(path, (second, second))
    code, _ = machine("make", "-s", "_build/.extension", cp="")
    assert code == 0 and (tmp_path / "clone" / page).exists() == stays
