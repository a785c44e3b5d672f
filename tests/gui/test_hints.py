"""What looks odd is said at its line and below the lines while a document is typed; F3 says that it is right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.core.numbers import price
from app.gui.editors.document_editor import _WARN_MS
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


def look(clerk: Clerk) -> list[str]:
    """Wait for the page to look at what was typed; return what stands below the lines."""
    clerk.keys.qtbot.wait(_WARN_MS + 100)
    clerk.keys.settle()
    form = clerk.document.form
    assert form is not None
    pills = [each for each in form.foot.findChildren(QLabel) if each.property("tone") == "warn"]
    return [each.text() for each in pills if each.isVisible()]


def test_a_slip_is_said_at_its_line_and_goes_away_with_f3(clerk: Clerk) -> None:
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lzbld", "wcdm", "3")
    assert look(clerk) == []
    form = clerk.document.form
    assert form is not None
    form.lines.put_price(1, price("268"))
    assert look(clerk) == ["⚠ 第 1 行：单价看着错了小数点，平时是 26.80。"]
    model = form.lines.grids[0].lines
    cell = model.index(0, model.place_of("price"))
    assert "小数点" in model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert [each.shortcut for each in clerk.document.commands() if each.label == "没错" and each.in_bar] == [
        "F3"
    ]
    clerk.keys.press("F3")
    assert look(clerk) == []
    assert not [each for each in clerk.document.commands() if each.label == "没错" and each.in_bar]
    form.lines.put_price(1, price("267"))
    assert look(clerk) == []
    clerk.keys.press("F9")
    assert clerk.document.document.number


def test_a_hint_never_stops_anybody(clerk: Clerk) -> None:
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lzbld", "wcdm", "3")
    clerk.document.form.lines.put_price(1, price("268"))  # type: ignore[union-attr]
    clerk.keys.press("F9")
    assert clerk.document.document.number
    assert look(clerk) == []


def test_a_long_hint_leaves_room_for_a_panel(clerk: Clerk) -> None:
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    form = clerk.document.form
    assert form is not None
    bare = form.foot.minimumSizeHint().width()
    sentence = "The price seems to have a misplaced decimal point; " * 3
    form.foot.show_warnings([sentence])
    clerk.keys.settle()
    (pill,) = [label for label in form.foot.findChildren(QLabel) if sentence.strip() in label.text()]
    assert form.foot.minimumSizeHint().width() < bare + pill.fontMetrics().horizontalAdvance(sentence) // 3
    assert pill.height() >= pill.heightForWidth(pill.width())
