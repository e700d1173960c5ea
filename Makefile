# One command to set up and run, one to test; the same at home and in CI.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMP := .venv/.ready
DEV_STAMP := .venv/.ready-to-develop
# Three processes for two cores: whichever is free takes the next test, and what one waits for, others compute meanwhile.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal

.PHONY: setup run test check format

setup: $(STAMP)

# What answers questions: no torch.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --constraint constraints.txt ".[serving,postgresql]"
	touch $(STAMP)

# Tests also train and export models. torch comes first and by itself, so that no other package pulls in CUDA.
$(DEV_STAMP): $(STAMP)
	$(PIP) "$$(grep '^torch==' constraints.txt)"
	$(PIP) --constraint constraints.txt ".[dev,postgresql]"
	touch $(DEV_STAMP)

run: setup
	$(BIN)/python -m bot run

test: $(DEV_STAMP)
	$(PYTEST)

check: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST)

format: $(DEV_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
