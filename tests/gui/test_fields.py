"""Each Kind has an editor; it reads on leaving, marks what it cannot read, moves on with Enter."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import money, rate
from app.core.text import N_
from app.gui.editors.field_factory import CELL_EDITORS, EDITORS, WIDTHS, editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.input.wedge_filter import WedgeFilter
from app.gui.widgets.date_field import CalendarDrop, DateField
from app.gui.widgets.input_line import InputLine
from app.gui.widgets.lookup_field import LookupField
from app.gui.widgets.number_field import number_field
from tests.gui.shop import Shop, settle_down

ENTER = Qt.Key.Key_Return


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Put widgets into a window, the cursor into the first."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        qtbot.addWidget(window)
        window.resize(600, 400)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widgets[0].setFocus()
        return window

    yield show
    windows.clear()


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(CELL_EDITORS) == set(WIDTHS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_editor_holds_nothing_and_moves_on(
    qtbot: QtBot, shop: Shop, kind: Kind, shown: Shown
) -> None:
    choices = (Choice("one", N_("一")),)
    editor = editor_for(Field("it", N_("它"), kind, link="item", choices=choices), shop.firm)
    shown(editor)
    assert not editor.value()
    control = Qt.KeyboardModifier.ControlModifier if kind is Kind.NOTE else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(editor.moved):
        QTest.keyClick(editor, ENTER, control)


def number(kind: Kind, **more: int) -> InputLine:
    return number_field(Field("it", N_("它"), kind, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "value", "text"),
    [
        (Kind.MONEY, "3*24", money("72"), "72.00"),
        (Kind.RATE, "13", rate("13%"), "13%"),
        (Kind.QUANTITY, "1/4", 250_000, "0.25"),
        (Kind.INTEGER, "7", 7, "7"),
        (Kind.PRICE, "0.0375", 37_500, "0.0375"),
    ],
)
def test_numbers_take_sums(
    qtbot: QtBot, looks: QApplication, shown: Shown, kind: Kind, typed: str, value: int, text: str
) -> None:
    editor = number(kind)
    shown(editor)
    QTest.keyClicks(editor, typed)
    with qtbot.waitSignals([editor.changed, editor.moved]):
        QTest.keyClick(editor, ENTER)
    assert (editor.value(), editor.text()) == (value, text)


@pytest.mark.parametrize("typed", ["abc", "12.345", "-1", "2000"])
def test_what_is_no_number_is_marked_and_kept(
    qtbot: QtBot, looks: QApplication, typed: str, shown: Shown
) -> None:
    editor = number(Kind.MONEY, least=0, most=100_000)
    shown(editor)
    editor.set_value(500)
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    with qtbot.assertNotEmitted(editor.moved):
        QTest.keyClick(editor, ENTER)
    assert editor.property("fault")
    assert editor.text() == typed
    assert editor.value() == 500
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert (editor.text(), editor.property("fault")) == ("5.00", False)


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, looks: QApplication, shown: Shown) -> None:
    editor = DateField(Field("day", N_("日期"), Kind.DATE), lambda: "2026-11-22")
    shown(editor)
    QTest.keyClicks(editor, "1101")
    QTest.keyClick(editor, Qt.Key.Key_F4)
    assert editor.value() == "2026-11-01"
    calendar = focus()
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, ENTER)
    assert editor.value() == "2026-11-02"
    assert focus() is editor


def test_a_calendar_goes_with_its_field(qtbot: QtBot, looks: QApplication, shown: Shown) -> None:
    """As with the cell of a line that is deleted meanwhile: the next key would find no field."""
    editor = DateField(Field("day", N_("日期"), Kind.DATE), lambda: "2026-11-22")
    shown(editor)
    editor.open_calendar()
    drop = editor.window().findChild(CalendarDrop)
    assert drop is not None
    delete(editor)
    assert drop.isHidden()
    QTest.keyClick(drop, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(drop))


def test_esc_in_the_calendar_changes_nothing(qtbot: QtBot, looks: QApplication, shown: Shown) -> None:
    editor = DateField(Field("day", N_("日期"), Kind.DATE), lambda: "2026-11-22")
    shown(editor)
    QTest.keyClick(editor, Qt.Key.Key_F4)
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not editor.value()
    assert focus() is editor


@dataclass(frozen=True)
class Hit:
    uid: str
    title: str
    code: str = ""
    detail: str = ""


PEOPLE = [Hit("1", "Anna", "A1"), Hit("2", "Annabel", "A2"), Hit("3", "Bert", "B1")]


@pytest.fixture
def lookup(qtbot: QtBot, looks: QApplication, shown: Shown) -> Iterator[LookupField]:
    field = LookupField(
        lambda text: [hit for hit in PEOPLE if text.lower() in hit.title.lower() or text == hit.code],
        lambda uid: next(hit.title for hit in PEOPLE if hit.uid == uid),
        offer=N_("＋ 新建…"),
    )
    other = QLineEdit()
    field.setProperty("other", other)
    shown(field, other)
    yield field
    settle_down(qtbot)


def test_enter_takes_the_only_find_even_before_it_is_shown(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "ber")
    with qtbot.waitSignals([lookup.changed, lookup.moved]):
        QTest.keyClick(lookup, ENTER)
    assert (lookup.value(), lookup.text()) == ("3", "Bert")


def test_enter_takes_an_exact_name_among_several(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "anna")
    with qtbot.waitSignal(lookup.moved):
        QTest.keyClick(lookup, ENTER)
    assert lookup.value() == "1"


def test_of_several_finds_a_person_chooses(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "ann")
    QTest.keyClick(lookup, ENTER)
    settle_down(qtbot)
    assert not lookup.value()
    QTest.keyClick(lookup, Qt.Key.Key_Down)
    with qtbot.waitSignal(lookup.moved):
        QTest.keyClick(lookup, ENTER)
    assert lookup.value() == "2"


def test_f4_shows_everything_and_esc_closes(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClick(lookup, Qt.Key.Key_F4)
    settle_down(qtbot)
    assert lookup._list is not None
    assert lookup._list.isVisible()
    assert lookup._list.finds.rowCount() == len(PEOPLE) + 1
    QTest.keyClick(lookup, Qt.Key.Key_Escape)
    assert not lookup._list.isVisible()


def test_a_text_that_names_nobody_stays_and_is_marked(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "zoe")
    lookup.property("other").setFocus()
    settle_down(qtbot)
    assert lookup.text() == "zoe"
    assert lookup.property("fault")
    assert not lookup.value()


def test_leaving_before_the_answer_takes_the_only_find_later(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "bert")
    lookup.property("other").setFocus()
    qtbot.waitUntil(lambda: lookup.value() == "3")
    assert not lookup.property("fault")


def test_stale_answers_are_dropped(qtbot: QtBot, looks: QApplication, shown: Shown) -> None:
    def slow(text: str) -> list[Hit]:
        time.sleep(0.2 if text == "a" else 0)
        return [hit for hit in PEOPLE if text in hit.title.lower()]

    field = LookupField(slow, str)
    shown(field)
    QTest.keyClicks(field, "a")
    qtbot.wait(100)
    QTest.keyClicks(field, "nnab")
    qtbot.wait(500)
    assert field._list is not None
    assert [find.title for find in field._list.finds.finds] == ["Annabel"]


def test_the_offer_asks_for_a_new_record(qtbot: QtBot, lookup: LookupField) -> None:
    QTest.keyClicks(lookup, "zoe")
    QTest.keyClick(lookup, ENTER)
    settle_down(qtbot)
    with qtbot.waitSignal(lookup.creation_asked) as asked:
        QTest.keyClick(lookup, ENTER)
    assert asked.args == ["zoe"]


def test_enter_goes_on_from_a_field_that_is_only_shown(qtbot: QtBot, shop: Shop, shown: Shown) -> None:
    fields = (
        Field("paid", N_("实收"), Kind.MONEY),
        Field("change", N_("找零"), Kind.MONEY, read_only=True),
        Field("remark", N_("备注"), Kind.TEXT),
    )
    form = FieldForm(fields, lambda field: editor_for(field, shop.firm))
    shown(form)
    change = form.editor("change")
    for modifier, key in (
        (Qt.KeyboardModifier.NoModifier, "remark"),
        (Qt.KeyboardModifier.ShiftModifier, "paid"),
    ):
        change.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClick(change, ENTER, modifier)
        assert form.editor(key).hasFocus()


def test_enter_walks_a_form_and_folded_fields_wait(qtbot: QtBot, shop: Shop, shown: Shown) -> None:
    fields = (
        Field("name", N_("名称"), Kind.TEXT, required=True),
        Field("more", N_("其他"), Kind.TEXT, folded=True),
        Field("day", N_("日期"), Kind.DATE),
    )
    form = FieldForm(fields, lambda field: editor_for(field, shop.firm))
    shown(form)
    form.focus_first()
    QTest.keyClick(form.editor("name"), ENTER)
    assert form.editor("name").property("fault")
    QTest.keyClicks(form.editor("name"), "x")
    QTest.keyClick(form.editor("name"), ENTER)
    assert form.editor("day").hasFocus()
    with qtbot.waitSignal(form.left) as left:
        QTest.keyClick(form.editor("day"), ENTER)
    assert left.args == [1]
    assert not form.editor("more").isVisible()
    form.mark("more", "wrong")
    assert form.editor("more").isVisible()


def test_a_person_typing_beside_a_scanner_loses_nothing(
    qtbot: QtBot, looks: QApplication, shown: Shown
) -> None:
    first, second = number(Kind.MONEY), QLineEdit()
    shown(first, second)
    first.moved.connect(lambda _: second.setFocus())
    scanner = WedgeFilter()
    codes: list[str] = []
    scanner.scanned.connect(codes.append)
    scanner.start()
    QTest.keyClicks(first, "12")
    QTest.keyClick(first, ENTER)
    QTest.keyClicks(focus(), "ok", delay=70)
    QTest.keyClicks(focus(), "6901234567892", delay=3)
    QTest.keyClick(focus(), ENTER, delay=3)
    QTest.keyClicks(focus(), "end", delay=70)
    qtbot.waitUntil(lambda: second.text() == "okend")
    scanner.stop()
    assert codes == ["6901234567892"]
    assert first.value() == money("12")


def committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def test_a_code_that_came_through_an_input_method_is_a_code(
    qtbot: QtBot, looks: QApplication, shown: Shown
) -> None:
    line = QLineEdit()
    shown(line)
    scanner = WedgeFilter()
    codes: list[str] = []
    scanner.scanned.connect(codes.append)
    scanner.start()
    for part in ("６９０１", "234567", "892"):
        QApplication.sendEvent(line, committed(part))
    QTest.keyClick(line, ENTER)
    assert (codes, line.text()) == (["6901234567892"], "")
    QApplication.sendEvent(line, committed("送货"))
    qtbot.waitUntil(lambda: line.text() == "送货")
    scanner.stop()
    assert codes == ["6901234567892"]


def test_a_key_that_is_held_down_is_a_person(qtbot: QtBot, looks: QApplication, shown: Shown) -> None:
    line = QLineEdit()
    shown(line)
    scanner = WedgeFilter()
    codes: list[str] = []
    scanner.scanned.connect(codes.append)
    scanner.start()
    for _ in range(9):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True, 1)
        QApplication.sendEvent(line, event)
    QTest.keyClick(line, ENTER)
    scanner.stop()
    assert (codes, line.text()) == ([], "1" * 9)
