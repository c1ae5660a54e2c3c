"""What others read of the repository: Binder, Colab, package tools, citation tools."""

import json
import re
import subprocess
import tomllib
from itertools import chain

import address
import yaml
from built import ROOT, SITE


def test_the_address_is_the_same_everywhere():
    assert not address.strays(), "Type: make address"


# What makes Binder (repo2docker) look past requirements.txt and runtime.txt, or do more than they say.
OTHER_THINGS = {"binder", ".binder", "apt.txt", "postBuild", "start"}
OTHER_THINGS |= {
    "Dockerfile",
    "environment.yml",
    "environment.yaml",
    "conda-lock.yml",
    "Pipfile",
    "Pipfile.lock",
}
OTHER_THINGS |= {
    "setup.py",
    "Project.toml",
    "JuliaProject.toml",
    "REQUIRE",
    "default.nix",
    "install.R",
    "DESCRIPTION",
}


def test_binder_takes_our_python_and_our_requirements():
    names = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True)
    top = {name.split("/")[0] for name in names.splitlines()}
    assert {"requirements.txt", "runtime.txt", "pyproject.toml"} <= top
    assert not top & OTHER_THINGS
    assert (ROOT / "runtime.txt").read_text().strip() == "python-3.11"


def test_requirements_are_whole_and_name_no_place():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert all(re.match(r"[a-z0-9.-]+==\S+( ;.*)?$", line) for line in lines)
    pinned = {line.split("==")[0] for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}
    assert names - {"nnlib"} <= pinned


def test_scripts_are_locked_by_hash_and_name_no_place():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = [package for path, package in packages.items() if path]
    assert fetched and all("integrity" in package and "resolved" not in package for package in fetched)


def test_what_readers_get_of_jupyterlite_is_locked_by_hash_and_names_no_place():
    text = (ROOT / "book" / "jupyterlite" / "requirements.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\w)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).strip())
    assert all(re.match(r"[a-z0-9-]+==\S+( ;[^\\]*)? \\\n +--hash=sha256:[0-9a-f]{64}", pin) for pin in pins)
    assert "://" not in text
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert set(groups["jupyterlite"]) <= {pin.split()[0] for pin in pins}


def test_publishing_tests_first_and_may_do_no_more_than_publish():
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    assert workflow[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}  # YAML's "on"
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert "permissions" not in build and publish["needs"] == "build"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    steps = [*build["steps"], *publish["steps"]]
    used = {step["uses"].split("@")[0]: step.get("with", {}) for step in steps if "uses" in step}
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert [step["run"] for step in steps if "run" in step] == ["make test", "make pdf"]
    assert list(used)[-2:] == ["actions/upload-pages-artifact", "actions/deploy-pages"]
    assert ROOT / used["actions/upload-pages-artifact"]["path"] == SITE
    pythons = used["actions/setup-python"]["python-version"].split()
    assert f"python-{pythons[-1]}" == (ROOT / "runtime.txt").read_text().strip()
    assert re.search(r"^NEWEST := (\S+)", (ROOT / "Makefile").read_text(), re.MULTILINE)[1] in pythons[:-1]
    assert "~/.cache/breaking-symmetry" in used["actions/cache"]["path"]
    hashed = re.findall(r"'([^']+)'", used["actions/cache"]["key"])
    hashed += used["actions/setup-python"]["cache-dependency-path"].split()
    assert all(list(ROOT.glob(pattern)) for pattern in hashed)


def test_citation_package_and_book_say_the_same_of_themselves():
    citation, settings = (
        yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in ("CITATION.cff", "_config.yml")
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors", "type"} <= set(citation)
    assert citation["cff-version"] == "1.2.0" and citation["version"] == project["version"]
    names = [
        each.get("name") or f"{each['given-names']} {each['family-names']}" for each in citation["authors"]
    ]
    assert names == [each["name"] for each in project["authors"]] and ", ".join(names) == settings["author"]
    assert (
        citation["title"].split(":")[0] == settings["title"] and settings["title"] in project["description"]
    )
    assert citation["repository-code"] == project["urls"]["Homepage"] == settings["repository"]["url"]
    assert project["license"] in citation["license"] and "CC-BY-4.0" in citation["license"]
    footer = settings["html"]["extra_footer"]
    assert "CC BY 4.0" in footer and project["license"] in footer


def test_the_paper_says_the_same_too():
    text = (ROOT / "paper.md").read_text(encoding="utf-8")
    head = yaml.safe_load(text.split("---")[1])
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert head["title"] == citation["title"]
    assert [each["name"] for each in head["authors"]] == [each["name"] for each in citation["authors"]]
    headings = re.findall(r"^# (.+)$", text, re.MULTILINE)
    wanted = ["Summary", "Statement of need", "Learning objectives", "How it is used in class"]
    assert headings[:4] == wanted and headings[-1] == "References"
    known = set(
        re.findall(r"^@\w+\{(\w+),", (ROOT / head["bibliography"]).read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"@(\w+)", text.split("---", 2)[2])) <= known
    for link in re.findall(r"`([\w/]+\.(?:md|cff|toml|ipynb))`", text):
        assert (ROOT / link).exists(), link


def test_the_readme_stays_short():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    for link in re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", text):
        assert (ROOT / link).exists(), link
