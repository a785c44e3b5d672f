"""What the tests of the window share: the program's look, and waiting for what was asked for off the GUI thread."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
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


@pytest.fixture(autouse=True)
def no_key_stays_down(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let go of what a test holds: a window that closes under a key never hears that it came up."""
    yield
    if "qapp" in request.fixturenames and QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        other = QWindow()
        QTest.keyRelease(other, Qt.Key.Key_Shift)
        other.destroy()


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
