"""A firm is made on one page, with answers that suit most."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.profile import PROFILE
from app.gui.dialogs.setup_wizard import SetupPage
from app.services import calibration, firms, modules, records
from app.services.firm import Firm
from tests.gui.shop import settle_down


def opened(qtbot: QtBot, folder: Path) -> SetupPage:
    page = SetupPage(folder, author="王芳")
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.focus_first()
    return page


def test_a_name_is_enough(qtbot: QtBot, looks: QApplication, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path)
    made: list[Firm] = []
    page.made.connect(made.append)
    editor = page.form.editor("name")
    QTest.keyClicks(editor, "My shop: 1/2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert page.path == tmp_path / "My shop 1 2.zhanggui"
    page.begin()
    settle_down(qtbot)
    (firm,) = made
    assert (firm.profile.name, firm.profile.method, firm.profile.pool) == (
        "My shop: 1/2",
        "moving_average",
        "item",
    )
    assert firm.author == "王芳"
    firm.close()


def test_without_a_name_nothing_is_made(qtbot: QtBot, looks: QApplication, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path)
    page.begin()
    assert page.form.editor("name").property("fault")
    assert not list(tmp_path.iterdir())


def test_an_existing_file_is_never_touched(qtbot: QtBot, looks: QApplication, tmp_path: Path) -> None:
    (tmp_path / "Shop.zhanggui").write_text("mine", encoding="utf-8")
    page = opened(qtbot, tmp_path)
    page.form.editor("name").set_value("Shop")
    page.begin()
    settle_down(qtbot)
    assert page.banner.text
    assert (tmp_path / "Shop.zhanggui").read_text(encoding="utf-8") == "mine"


def typed(qtbot: QtBot, page: SetupPage, path: Path) -> None:
    """Answer where the firm is to lie."""
    page._choose.click()
    assert page.question.answer.hasFocus()
    page.question.answer.setText(str(path))
    QTest.keyClick(page.question.answer, Qt.Key.Key_Return)
    assert page.question.isHidden()


def test_where_it_lies_is_typed_and_needs_no_dialog(
    qtbot: QtBot, looks: QApplication, tmp_path: Path
) -> None:
    page = opened(qtbot, tmp_path)
    page.form.editor("name").set_value("Shop")
    (tmp_path / "elsewhere").mkdir()
    typed(qtbot, page, tmp_path / "elsewhere")
    assert page.path == tmp_path / "elsewhere" / "Shop.zhanggui"
    typed(qtbot, page, Path("books 1.2"))
    assert page.path == tmp_path / "books 1.2.zhanggui"
    page._choose.click()
    QTest.keyClick(page.question.answer, Qt.Key.Key_Escape)
    assert page.path == tmp_path / "books 1.2.zhanggui"
    made: list[Firm] = []
    page.made.connect(made.append)
    page.begin()
    settle_down(qtbot)
    (firm,) = made
    assert Path(firm.path) == tmp_path / "books 1.2.zhanggui"
    firm.close()


def test_a_place_where_nothing_can_lie_is_said(qtbot: QtBot, looks: QApplication, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path)
    page.form.editor("name").set_value("Shop")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    typed(qtbot, page, tmp_path / "file" / "below" / "shop")
    page.begin()
    settle_down(qtbot)
    assert page.banner.text
    assert not page._is_making


def test_a_line_of_business_is_chosen_by_keys(qtbot: QtBot, looks: QApplication, tmp_path: Path) -> None:
    page = opened(qtbot, tmp_path)
    made: list[Firm] = []
    page.made.connect(made.append)
    QTest.keyClicks(page.form.editor("name"), "Shop")
    for _ in range(len(PROFILE) + len(firms.BEGINNING)):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert page.templates.value() == "standard"
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Down)
    assert page.templates.value() == "clothing"
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle_down(qtbot)
    (firm,) = made
    assert not modules.is_on(firm, "line:batch")
    assert records.blank(firm, "item")["base_unit"] == "件"
    assert "上装" in {row[1] for row in records.listing(firm, "category").rows}
    firm.close()


def test_a_firm_may_begin_by_counting_while_it_trades(
    qtbot: QtBot, looks: QApplication, tmp_path: Path
) -> None:
    page = opened(qtbot, tmp_path)
    made: list[Firm] = []
    page.made.connect(made.append)
    page.form.editor("name").set_value("Shop")
    page.form.editor("migration").set_value(True)
    page.begin()
    settle_down(qtbot)
    (firm,) = made
    assert calibration.is_on(firm)
    firm.close()
