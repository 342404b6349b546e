# How policyc is set up, built and tested; `make` alone lists what there is.
# It needs Python 3.11 or later with venv and pip, make and git. Everything it installs goes into .venv, from
# requirements/*.lock, and, for the tests, into tests/npm/node_modules, from the lock there; only Chromium, a Korean
# font, Node, npm and Java, for the tests, come from the system's packages.

SHELL = /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
ARGS ?=

stamps := .venv/stamps
modules := tests/npm/node_modules/.package-lock.json
install := .venv/bin/python -m pip --disable-pip-version-check --quiet install
locked := $(install) --require-hashes --only-binary :all:
typed := src tests hatch_build.py $(wildcard benchmarks/*.py tools/*.py)

.PHONY: help build check test bless docs bench bench-size wheel lock clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS='	' read -r name says; do \
	  printf 'make %-8s %s\n' "$$name" "$$says"; done

build: $(stamps)/policyc ## set up .venv, then write out/ from policy/
	.venv/bin/policyc build $(ARGS)

check: $(stamps)/policyc ## say everything that is wrong with policy/
	.venv/bin/policyc check $(ARGS)

test: $(stamps)/test $(modules) ## set up what tests need (Chromium, Node and Java too), then lint, types and tests
	@tools/need-chromium
	@tools/need-node
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy $(typed)
	.venv/bin/python -m pytest $(ARGS)

bless: $(stamps)/test $(modules) ## rewrite the expected outputs of the galleries; read the diff afterwards
	@tools/need-chromium
	@tools/need-node
	.venv/bin/python -m pytest --bless $(ARGS)

docs: $(stamps)/policyc ## write the generated pages of docs/ again
	.venv/bin/python tools/pages.py

bench: $(stamps)/test ## measure what it costs, as ratios to a bare interpreter and to peers
	.venv/bin/python benchmarks/run.py $(ARGS)

bench-size: $(stamps)/test ## measure what a build of many services costs, beside hugo where it is installed
	.venv/bin/python benchmarks/size.py $(ARGS)

wheel: $(stamps)/policyc ## pack dist/*.whl and dist/*.tar.gz
	rm -rf dist
	.venv/bin/python -m hatchling build -d dist

lock: ## pin pyproject.toml's dependencies again (all to the newest: make lock ARGS=--upgrade)
	tools/lock $(ARGS)

clean: ## remove .venv, out/ and everything else that was made
	rm -rf .venv out dist build tests/npm/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is one step of the set-up; a lock that changed starts the environment anew.
$(stamps)/run: requirements/build.lock requirements/run.lock
	@"$(PYTHON)" -c 'import sys; sys.exit("policyc needs Python 3.11 or later, and $(PYTHON) is %d.%d. Say which to use: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo 'Setting up .venv ...'
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv
	@$(locked) -r requirements/build.lock -r requirements/run.lock
	@mkdir -p $(stamps) && touch $@

$(stamps)/policyc: $(stamps)/run pyproject.toml
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

$(stamps)/test: $(stamps)/policyc requirements/test.lock
	@echo 'Setting up what the tests need ...'
	@$(locked) -r requirements/test.lock
	@touch $@

# npm writes this file last, so it is its own stamp. No package may run a script of its own here.
$(modules): tests/npm/package.json tests/npm/package-lock.json
	@tools/need-node
	@echo 'Setting up the npm packages of the tests ...'
	@cd tests/npm && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@
