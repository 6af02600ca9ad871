# Two commands set up everything: `make run` and `make test`.
VENV ?= .venv
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
# tests side by side, each with a display of its own; many wait for real time; a process
# of them that dies ends the run, which pytest-xdist would otherwise wait for for good
JOBS ?= 3
BIN := $(VENV)/bin
FEDERATED ?= .venv-federated
WITH_DISPLAY := packaging/with-display
export QT_LOGGING_RULES ?= *.debug=false
export MNE_DONTWRITE_HOME ?= true

.PHONY: run test docs check lint types house wheel lowest screenshots bench federated translations constraints clean

run: $(VENV)/installed
	@packaging/run $(BIN)

test: $(VENV)/installed
	$(WITH_DISPLAY) $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --max-worker-restart 0 $(ARGS)

# the documentation as a site, in build/site
docs: $(VENV)/installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -f packaging/site.yml

check: lint types house wheel

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed build/types/attention_camp
	$(BIN)/mypy

# the counts and the drawing of docs/architecture.md
house: $(VENV)/installed
	$(BIN)/python packaging/house.py

wheel: $(VENV)/installed
	packaging/check-wheel $(BIN)

screenshots: $(VENV)/installed
	SCREEN=1920x1080x24 $(WITH_DISPLAY) $(BIN)/python packaging/screenshots.py docs/images
	$(BIN)/python docs/task_pictures.py

bench: $(VENV)/installed
	$(WITH_DISPLAY) $(BIN)/attention-camp bench

# training across sites: Flower's pins differ from ours, so an environment of its own
federated: $(FEDERATED)/installed
	$(FEDERATED)/bin/python -m pytest -q tests/models/training/test_federated.py \
		tests/models/training/test_private_answers.py
	@echo "Type: $(FEDERATED)/bin/attention-camp federate --help"

$(FEDERATED)/installed: pyproject.toml packaging/constraints-federated.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found." >&2; exit 2; }
	$(PYTHON) -m venv $(FEDERATED)
	$(FEDERATED)/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint packaging/constraints-federated.txt --editable '.[federated]' pytest pytest-timeout
	touch $@

translations: $(VENV)/installed
	$(BIN)/python packaging/translations.py

# the lowest versions that pyproject.toml promises, on every Python found here
lowest:
	packaging/lowest $(PYTHONS)

# upgrading: edit pyproject.toml if need be, then this, then `make test check`
constraints:
	packaging/upgrade-constraints "$(PYTHON)" $(PIN)

$(VENV)/installed: pyproject.toml packaging/constraints.txt packaging/system-packages.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found." >&2; exit 2; }
	packaging/install-system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint packaging/constraints.txt --editable '.[dev]'
	touch $@

# mypy does not follow the editable install: show it the package under its name
build/types/attention_camp:
	mkdir -p build/types
	ln -sfn ../.. $@

clean:
	rm -rf $(VENV) $(FEDERATED) build dist out *.egg-info
