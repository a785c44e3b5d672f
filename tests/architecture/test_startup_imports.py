"""What the program loads before anybody asked for it: each of these takes longer than the window itself."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

HEAVY = {
    "PIL",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pyqtgraph",
    "pypinyin",
    "python_calamine",
    "reportlab",
    "segno",
}
WINDOW = {"PySide6", "shiboken6"}
LOAD = "from app import bootstrap; bootstrap.load_window()"


NOT_YET = {
    "app.gui.editors.document_editor",
    "app.gui.pages.report_page",
    "app.gui.pages.settings_page",
    "app.gui.window.start_window",
    "app.reports",
    "app.services.posting",
    "app.services.sample",
    "playhouse.migrations",
}
"""What the first window does without; together they took as long as the window (measured: 100 ms)."""


MOST_MODULES = 240
"""What a new one is for can mostly wait until somebody wants it (`app.core.on_use`)."""


def _loaded_by(code: str) -> set[str]:
    """Return the top-level modules in memory after a fresh interpreter ran some code."""
    return {name.partition(".")[0] for name in _modules_after(code)}


def _modules_after(code: str) -> list[str]:
    """Return the modules in memory after a fresh interpreter ran some code, in the order of loading."""
    tell = "import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("module", ["app.gui.main_window", "app.gui.application"])
def test_the_window_loads_nothing_heavy(module: str) -> None:
    assert not _loaded_by(f"import {module}") & HEAVY


def test_the_rest_is_loaded_in_spare_time() -> None:
    loaded = set(_modules_after(f"{LOAD}\nfor _ in bootstrap.load_rest(): pass"))
    assert loaded > NOT_YET - {"playhouse.migrations"}
    assert not {name.partition(".")[0] for name in loaded} & HEAVY


def test_the_command_line_loads_no_window() -> None:
    code = "import app.cli\ntry:\n    app.cli.main(['--version'])\nexcept SystemExit:\n    pass"
    assert not _loaded_by(code) & (HEAVY | WINDOW | {"peewee"})


def test_the_window_loads_only_what_it_shows_first() -> None:
    assert not NOT_YET.intersection(_modules_after(LOAD))


def test_the_window_loads_few_modules_of_ours() -> None:
    """The start is theirs: each costs half a millisecond, whatever is in it."""
    assert len([name for name in _modules_after(LOAD) if name.startswith("app.")]) <= MOST_MODULES


def test_services_are_loaded_before_qt() -> None:
    """Else shiboken reads the source of each (measured: 20 ms)."""
    order = _modules_after(LOAD)
    assert order.index("app.services.records") < order.index("PySide6.QtCore")
