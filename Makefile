# `make briefs` and `make test` set everything up; nothing else has to be installed by hand.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MARKS_FAST := not slow and not browser and not server

.PHONY: setup briefs test test-all lint lock bench screenshots clean
setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "zhbrief needs Python 3.11 or newer: make PYTHON=python3.12 setup"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

briefs: setup
	$(BIN)/zhbrief run --inbox seeds --outputs outputs

test: setup
	$(BIN)/python -m pytest -m "$(MARKS_FAST)" -n 2

test-all: setup
	$(BIN)/python -m pytest -m "$(MARKS_FAST)" -n 2
	$(BIN)/python -m pytest -m "slow or browser or server"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: setup
	$(BIN)/python -m pip freeze --all --exclude-editable | grep -v '^pip==' | sed 's/+cpu$$//' > constraints.txt

bench: setup
	$(BIN)/python -m tests.bench

screenshots: setup
	$(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf outputs/*/ outputs/*.html outputs/*.db .mypy_cache .ruff_cache
