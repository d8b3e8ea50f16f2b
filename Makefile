# `make` alone lists the targets. Everything lives in .venv; nothing outside this folder is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench soak clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime  ## try the bot in your browser: no token, no network
	@$(BIN)/chamdiem demo

test: lint  ## lint, then all tests
	@echo "pytest: all tests, on two cores"
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: $(VENV)/.dev  ## style, types and the order of the rooms
	@echo "ruff: style and format"
	@$(BIN)/ruff check -q
	@$(BIN)/ruff format -q --check || { echo "not formatted; 'make format' mends it" >&2; exit 1; }
	@echo "mypy: types"
	@$(BIN)/mypy --no-error-summary
	@echo "import-linter: the order of the rooms"
	@report=$$($(BIN)/lint-imports --no-logo) || { echo "$$report" >&2; exit 1; }

format: $(VENV)/.dev  ## format the code and mend what ruff can mend
	@$(BIN)/ruff check -q --fix-only
	@$(BIN)/ruff format

bench: $(VENV)/.dev  ## measure against the budgets and print the ratios
	@$(BIN)/python -m bench.run

soak: $(VENV)/.dev  ## crashes and faults for SOAK_MINUTES (default 10), then counts
	@$(BIN)/python -m tests.bot.faults.soak
	@echo "reminders to 3,321 units, the process killed four times"
	@SOAK_UNITS=3321 $(BIN)/python -m pytest -q tests/bot/test_crash_reminders.py
	@echo "killed after every message; every export with names that nobody expects"
	@SOAK_STRIDE=1 SOAK_EXAMPLES=40 $(BIN)/python -m pytest -q --timeout=1800 tests/bot/test_crash_telegram.py \
		tests/bot/test_hostile_names.py tests/bot/test_hostile_papers.py

clean:  ## remove .venv, caches and the demo's data (never ./data)
	@rm -rf $(VENV) build dist demo-data *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "chamdiem needs Python 3.11 or newer, but '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)." >&2; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing chamdiem into $(VENV) (once; less than a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Adding the tools for tests to $(VENV) …"
	@$(PIP) -e '.[dev]'
	@touch $@
