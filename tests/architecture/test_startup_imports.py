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


def _loaded_by(code: str) -> set[str]:
    """Return the top-level modules in memory after a fresh interpreter ran some code."""
    tell = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["app.gui.main_window", "app.gui.application"])
def test_the_window_loads_nothing_heavy(module: str) -> None:
    assert not _loaded_by(f"import {module}") & HEAVY


def test_the_command_line_loads_no_window() -> None:
    code = "import app.cli\ntry:\n    app.cli.main(['--version'])\nexcept SystemExit:\n    pass"
    assert not _loaded_by(code) & (HEAVY | WINDOW | {"peewee"})
