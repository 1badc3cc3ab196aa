# One way in. `make` alone lists the targets; each recipe is one line.
UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
RUN := $(UV) run --quiet

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

run: setup ## refresh, build the bulletin, show the dashboard: the main job
	@$(RUN) --no-dev emn run

test: setup-dev browser ## everything that CI runs: format, lint, types, layers, tests, browser
	@$(RUN) ruff format --check . && $(RUN) ruff check . && $(RUN) mypy && $(RUN) lint-imports && $(RUN) pytest -n auto --dist loadfile

check: setup-dev ## the fast part of the tests, a few seconds
	@$(RUN) ruff format --check . && $(RUN) ruff check . && $(RUN) mypy && $(RUN) lint-imports && $(RUN) pytest -q -m "not browser" tests/emn tests/cache tests/test_habits.py

fix: setup-dev ## format, and mend what the linter can
	@$(RUN) ruff format . && $(RUN) ruff check --fix .

accept: setup-dev ## take today's output as the golden files; read the diff
	@$(RUN) pytest --snapshot-update tests/golden tests/charts tests/bulletins ; git diff --stat

docs: setup-dev ## write the reference pages anew from the declarations and the glossary
	@$(RUN) python -m emn.commands.reference docs/reference GLOSSARY.md

messages: setup-dev ## collect new messages into the catalogues
	@$(RUN) python -m emn.commands.messages

bench: setup-dev ## measure what is claimed to be fast
	@$(RUN) python -m benchmarks

drill: setup-dev ## kill a refresh two hundred times (the suite does it ten times)
	@KILLS=200 $(RUN) pytest tests/etl/test_killed.py

factsheets: setup ## write the factsheet of every state, and check that each has two pages
	@$(RUN) --no-dev emn factsheet all --format pdf --out out/factsheets

accessibility: setup-dev browser ## test every kind of page with axe, and keep the result as the statement
	@RECORD=dashboard/accessibility.json $(RUN) pytest -q tests/browser/test_accessibility.py

map: setup-dev ## draw the map's geometry anew (needs npm)
	@mkdir -p .tools && cd .tools && npm pack --silent world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && cd .. && $(UV) run --quiet --group map python -m charts.atlas.build .tools/package/countries-50m.json

browser: setup-dev ## make sure there is a Chromium for the browser tests
	@$(RUN) python -m tests.browser.chromium

setup: $(UV)
	@$(UV) sync --quiet --locked --no-dev

setup-dev: $(UV)
	@$(UV) sync --quiet --locked

.tools/bin/uv:
	@echo "Getting uv into .tools/ …" && python3 -m venv .tools && .tools/bin/pip install --quiet uv

.PHONY: accessibility factsheets help run test check fix accept docs messages bench drill map browser setup setup-dev
