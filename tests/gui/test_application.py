"""The life of the program: which firm it opens, what it says when it cannot, how it ends."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.gui import application, errors, preferences
from app.gui.application import Application
from app.gui.dialogs.setup_wizard import SetupPage
from app.services.firm import Firm
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

Settled = Callable[[], None]


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Application]:
    assert isinstance(qapp, QApplication)
    made = Application(qapp)
    yield made
    qapp.removeTranslator(made.translator)
    for window in (made.window, made.start_window):
        if window is not None:
            window.close()
            window.deleteLater()
    made.deleteLater()


def test_the_firm_of_last_time_opens_again(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    preferences.remember_firm(Path(trade.firm.path))
    program.start()
    qtbot.waitUntil(lambda: program.window is not None)
    settled()
    assert program.firm is not None
    assert program.firm.profile.name == "佳惠粮油经营部"
    program.firm.close()


def test_without_a_firm_the_program_asks(program: Application, settled: Settled) -> None:
    program.start()
    assert program.start_window is not None
    assert [command.key for command in program.start_window.page.commands()] == [
        "firm.new",
        "firm.open",
        "firm.practice",
    ]


def test_a_firm_that_is_gone_is_said_in_one_line(program: Application, tmp_path: Path, qtbot: QtBot) -> None:
    program.start(tmp_path / "没有.zg")
    qtbot.waitUntil(lambda: program.start_window is not None)
    assert program.start_window is not None
    assert program.start_window.page.banner.text


def test_a_firm_chosen_in_the_start_window_opens(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    program.ask().page.open_path(Path(trade.firm.path))
    qtbot.waitUntil(lambda: program.window is not None)
    settled()
    assert program.start_window is None
    assert preferences.load().last_firm == str(trade.firm.path)
    assert isinstance(program.firm, Firm)
    program.firm.close()


def test_a_file_is_named_by_keys_and_opens(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    start = program.ask()
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    keys = Keyboard(qtbot, start)
    keys.press("Ctrl+O", "Esc")
    assert start.page.question.isHidden()
    keys.press("Ctrl+O")
    start.page.question.answer.setText(str(Path(trade.firm.path).with_name("nothing.zhanggui")))
    keys.press("Return")
    assert start.page.banner.text
    keys.press("Ctrl+O")
    start.page.question.answer.setText(str(trade.firm.path))
    QTest.keyClick(start.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None)
    settled()
    assert program.firm is not None
    program.firm.close()


def test_esc_on_a_question_does_not_leave_the_page_of_a_new_firm(program: Application, qtbot: QtBot) -> None:
    start = program.ask()
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    keys = Keyboard(qtbot, start)
    keys.press("F2")
    assert start.setup is not None
    start.setup._choose.click()
    keys.press("Esc")
    assert start.setup is not None
    assert start.setup.question.isHidden()
    keys.press("Esc")
    assert start.setup is None


def test_qt_speaks_chinese_too(program: Application) -> None:
    program.put_on(preferences.Preferences())
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    program.put_on(preferences.Preferences(language="en"))
    other = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "Cancel" in other.button(QDialogButtonBox.StandardButton.Cancel).text()
    program.put_on(preferences.Preferences())


def test_garbage_is_collected_on_the_gui_thread_only(qapp: QApplication) -> None:
    garbage = application.Garbage(qapp)
    try:
        assert not gc.isenabled()
        garbage.collect()
    finally:
        garbage.deleteLater()
        gc.enable()


def test_what_was_loaded_meanwhile_is_not_looked_through_each_time(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    garbage = application.Garbage(qapp)
    loaded = [[number] for number in range(application._MANY + 1)]
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, application._MOST[application._OLDEST] + 1))
    try:
        garbage.collect()
        assert len(gc.get_objects()) < len(loaded)
        assert gc.get_freeze_count() > len(loaded)
    finally:
        garbage.deleteLater()
        gc.unfreeze()
        gc.enable()


@pytest.mark.expects_log("unexpected")
def test_a_crash_leaves_a_report(own_home: Path, qapp: QApplication) -> None:
    path = errors.report(RuntimeError("ours"))
    assert "RuntimeError: ours" in path.read_text(encoding="utf-8")
    assert own_home in path.parents


def test_the_start_loads_nothing_heavy() -> None:
    """performance.md 8, row 18: the module list is the gate that has no noise."""
    import subprocess

    code = (
        "import sys; import app.gui.application;"
        "print([name for name in ('numpy', 'openpyxl', 'reportlab', 'pyqtgraph', 'pypinyin', 'PIL', 'serial')"
        " if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_new_firm_is_made_and_opens(
    program: Application, tmp_path: Path, qtbot: QtBot, settled: Settled
) -> None:
    start = program.ask()
    start.begin_new()
    assert start.setup is not None
    start.setup.given_up.emit()
    assert start.setup is None
    program.make_setup = lambda: SetupPage(tmp_path, author="王芳")
    start.close()
    again = program.ask()
    again.begin_new()
    assert again.setup is not None
    again.setup.form.editor("name").set_value("新店")
    again.setup.begin()
    qtbot.waitUntil(lambda: program.window is not None)
    settled()
    assert program.firm is not None
    assert program.firm.profile.name == "新店"
    program.firm.close()
