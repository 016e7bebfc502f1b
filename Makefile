# One command for each job. Needs Python 3.11+ and make; everything else is set up in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run build test check bench clean

run: $(VENV)/.app  ## set everything up, build if there is no current build, open the app
	$(BIN)/python -m etl build --if-missing
	$(BIN)/python -m streamlit run app.py

build: $(VENV)/.app  ## build again from data/inbox and the archive
	$(BIN)/python -m etl build

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not national"

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/.test  ## national build, readers, queries, map, coverage, attention, disclosure, earlier builds: prints figures and ratios
	$(BIN)/python -m tests.benchmarks

$(VENV)/.app: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lòng Dân needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: $(VENV)/.app tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

clean:  ## forget the environment and every build; the inbox and the archive stay
	rm -rf $(VENV) data/builds/* static/map static/vendor
