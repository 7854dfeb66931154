# Two commands: `make demo` runs the main job, `make test` checks everything. Both do their own set-up.
.PHONY: faults setup setup-dev demo test fuzz audit bench lock reference clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^## //p' Makefile

## make demo          load, publish, play a day, show the figures, serve on 127.0.0.1:8000   (ONCE=1: all but serve)
demo: setup
	.venv/bin/guantong demo $(if $(ONCE),--once)

## make test          style, types, floors and every test, real-browser journeys included
test: setup-dev
	@bash tools/browser.sh
	@bash tools/test.sh

## make setup         make .venv with the locked versions
setup:
	@bash tools/setup.sh

setup-dev:
	@bash tools/setup.sh dev

## make fuzz          send the interface, and every reader of files, many inputs made up for them (GUANTONG_FUZZ_SEED=… the same again)
fuzz: setup-dev
	GUANTONG_FUZZ=$(or $(EXAMPLES),200) .venv/bin/pytest tests/web/test_api_fuzz.py tests/security/test_fuzz_readers.py tests/security/test_fuzz_forms.py -q -p no:randomly

## make audit         look for known weaknesses in the locked versions (asks the advisory service)
audit: setup-dev
	.venv/bin/python tools/audit.py

## make bench         engine and storage against peers and against the limit, side by side
bench: setup-dev
	.venv/bin/python -m bench

## make faults        what breaks, at length: servers killed under load, full disks, every point of dying (minutes)
faults: setup-dev
	.venv/bin/pytest -m faults -s -p no:randomly tests/faults tests/backup tests/upgrade

## make reference     write docs/reference again from the code
reference: setup-dev
	.venv/bin/guantong reference

## make lock          resolve the versions again (needs uv)
lock:
	for extra in "" "--extra dev --extra trace"; do \
	  printf 'setuptools>=75\n' | uv pip compile pyproject.toml - $$extra --universal --generate-hashes --no-emit-index-url \
	    --no-header --python-version 3.11 --quiet -o requirements$$( [ -n "$$extra" ] && echo -dev ).lock; done

## make clean         forget the demo's data (var/) and the environment
clean:
	rm -rf .venv var
