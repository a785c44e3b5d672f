"""What `make` prepares is enough: windows open, Chinese has a font, the database engine is new enough."""

import ctypes
import sys
from pathlib import Path

import pysqlite3
import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

# The oldest release without the WAL-reset fault, which could lose a committed transaction.
OLDEST_SQLITE = (3, 51, 3)

LINUX_FONT = "wqy-microhei.ttc"


def test_window_opens(qtbot: QtBot) -> None:
    label = QLabel("库存")
    qtbot.addWidget(label)
    label.show()
    assert label.isVisible()
    assert label.grab().width() > 0


def test_screen_has_a_chinese_font(qapp: QApplication) -> None:
    assert QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows brings its own")
def test_pdf_has_a_chinese_font() -> None:
    found = next(Path("/usr/share/fonts").rglob(LINUX_FONT))
    assert ord("库") in TTFont("test", str(found), subfontIndex=0).face.charToGlyph


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows brings its own")
def test_window_system_plugin_finds_its_libraries() -> None:
    """The tests draw offscreen; the real screen needs more libraries than they do."""
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    for plugin in ("libqxcb.so", "libqwayland.so"):
        ctypes.CDLL(str(plugins / plugin))


def test_database_engine_is_new_enough() -> None:
    assert pysqlite3.sqlite_version_info >= OLDEST_SQLITE
