# make demo  – all set-up, then the main job without a screen; ELECTION=pilkada, dpr, dpd … for others
# make test  – all set-up, then every check
# make run   – the window;  make bundle – the program as one folder, tested by itself

SHELL := /bin/sh
PYTHON := .venv/bin/python
ELECTION := ppwp
export LANG := C.UTF-8

.PHONY: demo test run bundle bench lock setup clean

setup:
	@tools/setup.sh

demo: setup
	$(PYTHON) -m sirekap_desktop.cli demo --election $(ELECTION) --out out/demo

test: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest -n auto --dist worksteal

run: setup
	$(PYTHON) -m sirekap_desktop.app

bundle: setup
	$(PYTHON) installer/build.py

bench: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

lock: setup
	.venv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
