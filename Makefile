# Two commands do everything:  make run   make test
# Both build .venv from exact pins and fetch what the system lacks; the second time they start at once.

# The first Python that is new enough; `make PYTHON=... test` takes another.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
SAMPLE := build/sample-day
CATALOGUES := resources/i18n

# Chinese texts and file names on every machine alike.
export PYTHONUTF8 := 1

.PHONY: run test walk bench i18n manual frozen clean environment development

run: environment
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		exec $(BIN)/python -m app; \
	else \
		echo "没有图形界面，改为演示样例一天。 No display: playing the sample day instead."; \
		rm -rf $(SAMPLE) && mkdir -p $(SAMPLE) && \
		$(BIN)/python -m app sample --day --out $(SAMPLE) && \
		echo "生成的文件 Files made:" && find $(SAMPLE) -type f | sort; \
	fi

test: development
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

# A person without a plan: STEPS random steps in a sample firm and in an empty one, for each of SEEDS (one step takes 30 ms).
STEPS ?= 10000
SEEDS ?= 1 2 3
walk: development
	for seed in $(SEEDS); do \
		WALK_SEED=$$seed $(BIN)/python -m pytest tests/gui/test_walk.py -n 0 -s --steps $(STEPS) || exit 1; done

bench: development
	$(BIN)/python -m tests.bench

# Collect the marked texts, bring every catalogue up to date, compile it. Commit .po and .mo together.
i18n: development
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --keywords=N_ --no-location --sort-output --width=110 \
		--project=zhanggui --output-file=build/zhanggui.pot app
	$(BIN)/pybabel --quiet update --domain=zhanggui --input-file=build/zhanggui.pot --output-dir=$(CATALOGUES) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=110
	$(BIN)/pybabel compile --domain=zhanggui --directory=$(CATALOGUES) --statistics

# Draw the pictures of the manual (resources/help/pictures) anew.
manual: development
	$(BIN)/python packaging/manual_pictures.py

# A folder that runs without Python, and the proof that it does.
frozen: development
	$(BIN)/python -m PyInstaller --noconfirm --log-level=WARN packaging/zhanggui.spec
	$(BIN)/python packaging/check_frozen.py dist/zhanggui

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache app/_bundled
	find app tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(if $(PYTHON),,$(error 需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed: sudo apt-get install python3))
	@$(PYTHON) packaging/linux/system_libraries.py
	@$(PYTHON) packaging/environment.py requirements.txt

development:
	@$(if $(PYTHON),,$(error 需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed: sudo apt-get install python3))
	@$(PYTHON) packaging/linux/system_libraries.py
	@$(PYTHON) packaging/environment.py requirements-dev.txt
