# Five verbs: run, test, check, bench, docs. Everything below them is set-up.
#
#   make run              the demonstration district on http://127.0.0.1:8000  (PORT=9000 for another port)
#   make test             the fast tests, on SQLite                            (ARGS="tests/methods -x" for a part)
#   make check            what continuous integration runs: style, types, arrows, migrations, all tests
#   make bench ONLY=name  one measurement, or all of them
#   make docs             the pages about methods, from their docstrings, and the table of permissions

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
ONLY ?=
CATALOGUES := $(wildcard src/gongjian/locale/*/LC_MESSAGES/*.po src/gongjian/*/*/locale/*/LC_MESSAGES/*.po)

UV := .tools/bin/uv
BIN := .venv/bin
# uv must use a Python that is there: asking for another would download one from a third place.
export UV_PYTHON_DOWNLOADS := never
export PATH := $(CURDIR)/$(BIN):$(PATH)
export VIRTUAL_ENV := $(CURDIR)/.venv

.DEFAULT_GOAL := help
.PHONY: help run test check bench docs setup setup-run catalogues lock clean

help:
	@sed -n 's/^#   //p' Makefile

run: setup-run
	$(BIN)/gongjian serve --demo --port $(PORT)

test: setup
	$(BIN)/pytest -n 2 --dist loadgroup --ignore=tests/browser $(ARGS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check
	$(BIN)/python -m django makemigrations --check --dry-run --settings=gongjian.config.settings
	$(BIN)/pytest -n 2 --dist loadgroup --ignore=tests/browser
	$(BIN)/python tools/postgres.py $(BIN)/pytest -n 2 --dist loadgroup --ignore=tests/browser
	$(BIN)/pytest tests/browser

bench: setup
	$(BIN)/python -m bench $(ONLY)

docs: setup
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/permissions.py

# ---- set-up: each step leaves a stamp, so that a second run is quick and does nothing ----

setup: .venv/.dev catalogues

setup-run: .venv/.run catalogues

catalogues: .venv/.catalogues

$(UV): tools/uv.txt
	PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-warn-script-location --require-hashes --upgrade --target .tools -r tools/uv.txt
	@touch $@

.venv/bin/python: | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit("Gongjian needs Python 3.11 or newer. Name one: make run PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv

.venv/.dev: requirements-dev.lock pyproject.toml $(UV) | .venv/bin/python
	$(UV) pip sync --require-hashes requirements-dev.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Once a development environment, always one: `make run` never takes the test tools away again.
.venv/.run: requirements.lock pyproject.toml $(UV) | .venv/bin/python
	@if [ -e .venv/.dev ]; then $(MAKE) --no-print-directory .venv/.dev; else \
	  set -ex; $(UV) pip sync --require-hashes requirements.lock; \
	  $(UV) pip install --quiet --no-deps --no-build-isolation --editable .; fi
	@touch $@

.venv/.catalogues: $(CATALOGUES) | .venv/bin/python
	@if [ -d src/gongjian/locale ]; then $(BIN)/pybabel --quiet compile --domain django --directory src/gongjian/locale --statistics; fi
	@touch $@

# ---- for those who change a dependency ----

COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
           --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: $(UV)
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock
	! grep -n '://' requirements.lock requirements-dev.lock tools/uv.txt

clean:
	rm -rf .venv .tools
