# What one types. The work is in scripts/; each target may be repeated at any time.
.DEFAULT_GOAL := help
.PHONY: help setup run test bench soak format clean

PICTURES := build/day-at-the-shop

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

setup:  ## make .venv ready (does nothing when it is)
	@scripts/setup

run: setup  ## open the demo shop; without a display, draw a day in it as pictures
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		.venv/bin/pos-desktop demo; \
	else \
		echo "No display: a day at the demo shop is drawn into $(PICTURES)"; \
		.venv/bin/pos-desktop demo --offscreen $(PICTURES) && \
		echo "The pictures are in $(CURDIR)/$(PICTURES)"; \
	fi

test: setup  ## every check and every test
	@scripts/check

bench: setup  ## measure speed against this machine's own baseline
	@.venv/bin/python tests/benchmarks/run_all.py

soak: setup  ## the long tests: kills, power cuts, random days
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} .venv/bin/pytest -m soak

format: setup  ## lay out the code and mend what can be mended mechanically
	@.venv/bin/ruff check --fix-only --quiet pos_desktop tests
	@.venv/bin/ruff format pos_desktop tests

clean:  ## remove what was built, .venv too
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find pos_desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +
