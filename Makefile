# One command to set up and run, one to test; the same at home and in CI.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
# Two processes, each with files of tests of its own: what one waits for, the other computes meanwhile.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: setup run test check format

setup: $(STAMP)

# torch comes first and by itself, so that no other package pulls in a build with CUDA.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^torch==' constraints.txt)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt ".[dev,postgresql]"
	touch $(STAMP)

run: setup
	$(BIN)/python -m bot run

test: setup
	$(PYTEST)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST)

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
