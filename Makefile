# Two commands matter: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/sh
PY := .venv/bin/python
LOCK := requirements-dev.lock
export PORT ?= 8000
export PYTHONUTF8 := 1
# A test run starts some twenty Pythons, which would each compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

# Loading only these plugins saves seconds in every run. Workers read them here alone, so the services are named too.
PLUGINS := tests.services pytest_django.plugin pytest_asyncio.plugin pytest_timeout time_machine \
    _hypothesis_pytestplugin xdist.plugin
PYTEST := $(PY) -m pytest -q --disable-plugin-autoload $(PLUGINS:%=-p %)
# A worker for each core; a file stays with one of them.
SHARED := -n auto --dist loadfile
# Playwright's event loop breaks async tests that follow, and schemathesis brings its own plugin: each has its own run.
APART := --ignore=tests/browser --ignore=tests/contract

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check fix bench

help: ## Show this list
	@awk -F ":.*## " "/^[a-z-]+:.*## /{printf \"  make %-10s %s\\n\", \$$1, \$$2}" Makefile

define FIND_PYTHON
for python in "$${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do \
    [ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
    python=; \
done; \
[ -n "$$python" ] || { echo "lobby: Python 3.11 or newer is needed and none was found (PYTHON=/path/to/python names one)." >&2; exit 1; }
endef

define INSTALL
"$$python" -m ensurepip --version >/dev/null 2>&1 \
    || { echo "lobby: $$python cannot make environments: install its venv package (Debian: apt install python3-venv)." >&2; exit 1; }; \
echo "Making the environment in .venv with $$("$$python" --version)"; \
"$$python" -m venv --clear .venv || { echo "lobby: .venv could not be made in $$(pwd)." >&2; exit 1; }
endef

setup: ## Build the environment that run and test use
	@if ! cmp -s $(LOCK) .venv/.installed; then \
	    $(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { $(FIND_PYTHON); $(INSTALL); }; \
	    echo "Installing $$(grep -c '^[a-z].*==' $(LOCK)) packages; the first time this takes a minute or two"; \
	    { $(PY) -m pip install --disable-pip-version-check --no-input --require-hashes -r $(LOCK) \
	        && cp $(LOCK) .venv/.installed; } \
	        | sed -n 's/^\(Collecting [^ ]*\).*/  \1/p; s/^\(Installing\) collected packages.*/  \1/p'; \
	    cmp -s $(LOCK) .venv/.installed \
	        || { echo "lobby: the packages of $(LOCK) could not be installed." >&2; exit 1; }; \
	fi
	@$(PY) -m lobby.embedded.catalogues

run: setup ## Serve a branch with demo data at http://127.0.0.1:8000 (PORT=…)
	@exec $(PY) -m lobby.embedded --with-parent

# The runs apart go beside the main one: each works while the other waits. Their output follows when both are done.
define TESTS
failed=; apart=$$(mktemp); \
( bad=0; $(PY) -m pytest -q $(1) tests/contract || bad=1; \
    $(PY) -m tests.chromium $(PY) -m pytest -q $(1) tests/browser || bad=1; exit $$bad ) >"$$apart" 2>&1 & beside=$$!; \
$(PYTEST) $(1) $(SHARED) $(APART) || failed=1; \
wait $$beside || failed=1; cat "$$apart"; rm -f "$$apart"; \
[ -z "$$failed" ]
endef

test: setup ## Run the tests but those that kill processes (a quarter of an hour on two cores)
	@$(call TESTS,-m "not long and not faults")

test-long: setup ## Run every test at full length
	@export LOBBY_TEST_LONG=1; $(call TESTS,)

check: setup ## Check style, types, imports, deployment settings, migrations and translations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy lobby devices queueing complaints marketing
	.venv/bin/lint-imports
	LOBBY_ENV=production $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) -W "ignore:Got an error checking a consistent migration history" manage.py makemigrations --check --dry-run
	$(PY) manage.py translations --check

fix: setup ## Repair what ruff can repair, and format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: setup ## Measure on this machine, side by side with the floor
	@$(PY) -m bench
