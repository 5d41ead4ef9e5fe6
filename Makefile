# make site · make test · make serve · make bench · make check        (needs Python 3.11 or newer, and nothing else)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help site test serve bench check clean
help:
	@sed -n '1s/^# //p' Makefile

# A build that needs an editor's eye (exit code 1) has still made the site.
site: $(VENV)/.site
	@$(BIN)/python -m generator build || [ $$? -eq 1 ]

serve: $(VENV)/.site
	@$(BIN)/python -m generator serve

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	@for name in segmentation.run segmentation.marked dedupe.run summaries.run translation.run translation.protected translation.throughput; do \
	  echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

clean:
	rm -rf $(VENV) .cache build *.egg-info site.next site.last

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || echo missing)." \
	       "Install it, then run: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment: on Debian and Ubuntu install python3-venv." >&2; exit 2; }
	@touch $@

$(VENV)/.site: $(VENV)/.python pyproject.toml
	@echo "Setting up $(VENV) (about 120 MB, once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.python pyproject.toml
	@echo "Setting up $(VENV) for tests (about 600 MB, once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.site
