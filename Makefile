PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run env test lint types contract unit format lock wheel long docs screenshots bench clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */\1\t/' | expand -t 12

# The editable install needs no network beyond the locked packages: the build backend is one of them.
$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jixiao needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q models store exports tui
	@touch $(READY)

env: $(READY)  ## make the environment

run: $(READY)  ## open the example workspace in the editor
	$(BIN)/jixiao examples

test: lint types contract unit  ## everything that CI checks

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contract: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/pytest -n 3 --dist worksteal

format: $(READY)  ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

long: $(READY)  ## the slow searches: more examples, every fault point
	JIXIAO_LONG=1 $(BIN)/pytest -n 3 --dist worksteal

docs: $(READY)  ## write docs/rules.md from the rules and docs/fields.md from the guide to the fields
	$(BIN)/jixiao rules --markdown > docs/rules.md
	$(BIN)/python -m tui.fieldbook > docs/fields.md

screenshots: $(READY)  ## render every screen into docs/screens from the examples
	$(BIN)/python docs/screens/make.py

bench: $(READY)  ## measure, and rewrite the table of bench/README.md
	$(BIN)/python -m bench

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

lock:  ## pin the newest allowed versions again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --upgrade pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist
