"""What the tests of the window share: the program's look, and waiting for what was asked for off the GUI thread."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui import operations, theme

# The shop: a small firm with goods and partners, for what needs real services.
from tests.gui.shop import shop as shop  # noqa: PLC0414 - a fixture handed on


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Start as the program does."""
    return ["tests", *theme.STYLE]


@pytest.fixture
def looks(qapp: QApplication) -> QApplication:
    """Put the light theme in force."""
    theme.apply(qapp, theme.choose())
    return qapp


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything asked for has been delivered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: operations.workers().is_idle)

    return wait


@pytest.fixture
def papers(own_home: Path, tmp_path: Path) -> Path:
    """Where a person's documents are."""
    (own_home / "config").mkdir(exist_ok=True)
    folder = tmp_path / "papers"
    (own_home / "config" / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{folder}"\n', encoding="utf-8")
    return folder
