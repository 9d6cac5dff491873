# The two commands: make compile, make test. Everything they need is set up first, into folders that git ignores.

.DEFAULT_GOAL := help
.PHONY: help setup ready-compile ready-test compile test lint golden schemas schemas-check docs lock bench clean
.SUFFIXES:

# Targets to compile, all of them if empty: make compile TARGETS="dev-us-east-2 prod-us-east-1"
TARGETS ?=
# More options for pytest: make test PYTEST_ARGS="-k network"
PYTEST_ARGS ?=
# Tests run side by side; those of one module share what they compile.
PYTEST := .venv/bin/python -m pytest -n auto --dist loadscope

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

setup: ready-test ## Set up all of it: .venv, .tools/bin/kubeconform

ready-compile:
	@PYTHON="$(PYTHON)" sh tools/setup/python -m tools.setup compile

# After ready-compile, never beside it, so that make -j is safe.
ready-test: ready-compile
	@PYTHON="$(PYTHON)" sh tools/setup/python -m tools.setup test

compile: ready-compile ## Compile the inventory into compiled/
	@.venv/bin/slipway compile $(foreach target,$(TARGETS),--target $(target))

test: ready-test ## Run the tests
	@PATH="$$PWD/.tools/bin:$$PATH" $(PYTEST) $(PYTEST_ARGS)

lint: ready-test ## Check style and types
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

golden: ready-test ## Refresh the golden files of the tests
	@PATH="$$PWD/.tools/bin:$$PATH" $(PYTEST) --snapshot-update $(PYTEST_ARGS)

schemas: ready-test ## Generate schemas/ from the pinned packages
	@.venv/bin/python -m tools.schemas

schemas-check: ready-test ## Fail if schemas/ is not what the pinned packages yield
	@.venv/bin/python -m tools.schemas --check

docs: ready-test ## Write the pages and schemas that are made from the code
	@.venv/bin/python tools/docs.py

lock: ready-compile ## Resolve the requirements anew; UPGRADE=1 takes the newest
	@.venv/bin/python -m tools.setup $(if $(UPGRADE),upgrade,lock)

bench: ready-test ## Measure against other renderers and write docs/benchmarks.md
	@.venv/bin/python -m tools.bench

clean: ## Remove all that make has made, but not compiled/
	@rm -rf build .venv .tools .hypothesis .mypy_cache .ruff_cache .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
