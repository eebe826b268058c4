# Two commands: `make run` and `make test`. The rest is listed by `make help`.

SHELL := /bin/sh
PY := .venv/bin/python
PORT ?= 8000
PYTEST := $(PY) -m pytest --disable-plugin-autoload -p pytest_django.plugin -p pytest_asyncio.plugin -p pytest_timeout
TEST ?= tests

export PYTHONUTF8 = 1

.PHONY: help setup run test test-long check fix bench catalogues
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup: .venv/.locked catalogues ## Build the environment that all commands use

.venv/.locked: requirements-dev.lock deploy/setup.sh
	@sh deploy/setup.sh

catalogues: .venv/.locked
	@$(PY) -m lobby.embedded.catalogues

run: setup ## Serve a branch at http://127.0.0.1:$(PORT)
	@PORT=$(PORT) exec $(PY) -m lobby.embedded --with-parent

test: setup ## Run all tests except the long ones
	@$(PYTEST) -q -m "not long" --ignore=tests/browser --ignore=tests/contract $(TEST)
	@sh deploy/test_apart.sh "not long" $(PY)

test-long: setup ## Run all tests: faults, fuzzing at full length, long browser journeys
	@LOBBY_TEST_LONG=1 $(PYTEST) -q --ignore=tests/browser --ignore=tests/contract $(TEST)
	@LOBBY_TEST_LONG=1 sh deploy/test_apart.sh "" $(PY)
