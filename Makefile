# Two commands: `make edition` and `make test`. Both set all up in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= $(or $(BROADSHEET_DATA),../shared/data)

.PHONY: edition test bench lock check clean

edition: $(VENV)/.run  ## an edition of the sample outlets, served on http://127.0.0.1:8000
	@$(BIN)/broadsheet demo

test: $(VENV)/.test  ## every test there is
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2 --cov --cov-report=
	$(BIN)/python tools/covered.py

bench: $(VENV)/.test  ## figures and speed beside named peers
	$(BIN)/python -m bench --data $(DATA)

lock:  ## the pinned versions, with hashes, for every platform
	uv pip compile pyproject.toml --group build --universal --generate-hashes --no-emit-index-url --no-header -o requirements/run.txt
	uv pip compile pyproject.toml --group build --group dev --universal --generate-hashes --no-emit-index-url --no-header -o requirements/test.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Broadsheet needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which one to take: make PYTHON=python3.12")'
	@echo "Making $(VENV), an environment of its own; nothing is installed elsewhere."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Broadsheet needs into $(VENV): about 300 MB on the disk, one to three minutes, without a word meanwhile."
	@test -e $(VENV)/.test || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Installed."
	@touch $@

$(VENV)/.test: requirements/test.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Broadsheet and its tests need into $(VENV): about 600 MB on the disk, a few minutes, without a word meanwhile."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Installed."
	@touch $@

clean:
	rm -rf $(VENV) sample
