# Two commands do all the set-up on a machine that has Python 3.11 or later and make:
#   make demo   read the sample reports
#   make test   every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.dev-installed
AUDIT := .audit-venv

.PHONY: demo test lint types bench lock audit sbom size clean

demo: $(CORE)
	@$(BIN)/readout demo

test: $(DEV)
	$(BIN)/python -m pytest

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

# every figure that the README quotes, from ../shared where it is present
bench: $(DEV)
	$(BIN)/python -m benchmarks

lock: $(DEV)
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/core.lock pyproject.toml requirements/build.in
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -o requirements/dev.lock pyproject.toml requirements/build.in
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/audit.lock requirements/audit.in

# what is known to be wrong with the locked dependencies; says so where no advisories can be reached
audit: $(AUDIT)/.installed
	$(AUDIT)/bin/python tools/audit.py requirements/core.lock requirements/dev.lock

# the software bill of materials of the core, CycloneDX: dist/sbom.cdx.json
sbom: $(AUDIT)/.installed
	@mkdir -p dist
	$(AUDIT)/bin/cyclonedx-py requirements requirements/core.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json

# the installed size of the core: environment, package and weights
size: $(CORE)
	@du -sm $(VENV) readout | awk '{s += $$1} END {print s " MB"}'

clean:
	rm -rf $(VENV) $(AUDIT) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Readout needs Python 3.11 or later; say PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(CORE): $(VENV)/.made requirements/core.lock pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/core.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(CORE) requirements/dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

$(AUDIT)/.installed: requirements/audit.lock
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/audit.lock
	@touch $@
