"""扫码枪测试: scan one label a few times and see how it types, what it lost, what the code is taken for."""

from collections import deque
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import N_, Label, Message
from app.devices.codes.classify import classify
from app.devices.codes.payment import channel_of
from app.devices.codes.scanned import Gs1, Gtin, Internal, Mistake, Payment, Refused, ScaleLabel, Scanned
from app.devices.scanners.measuring import End, Measured, Stroke, compare, measure
from app.gui import devices
from app.gui.commands import Command
from app.gui.input.burst import BurstDetector, Habits, Key, Scan
from app.gui.pages.devices.aid import Aid
from app.gui.theme import GAP_M
from app.gui.widgets.card import Card, caption
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr

_KEPT: Final = 30
_IDLE_MS: Final = 300
_HABITS: Final = Habits()
_COLUMNS: Final = (
    Column("code", N_("扫到的"), Kind.TEXT),
    Column("length", N_("字符数"), Kind.INTEGER),
    Column("usual", N_("字间隔（毫秒）"), Kind.INTEGER),
    Column("longest", N_("最长间隔"), Kind.INTEGER),
    Column("end", N_("结尾"), Kind.TEXT),
    Column("is_scan", N_("认得出是枪"), Kind.TEXT),
    Column("meaning", N_("是什么码"), Kind.TEXT),
)
_ENDS: Final = {
    End.ENTER: N_("回车"),
    End.TAB: N_("Tab 键"),
    End.NONE: N_("没有"),
    End.WIRE: N_("串口"),
}
_MISTAKES: Final = {
    Mistake.BAD_CHECK_DIGIT: N_("校验位不对，可能少读了字"),
    Mistake.BAD_DATE: N_("里面的日期不对"),
    Mistake.BAD_FIELD: N_("内容不合格式"),
    Mistake.NOT_A_PAYMENT_CODE: N_("不是付款码"),
    Mistake.PAYMENT_CODE_IN_ITEM_FIELD: N_("付款码"),
    Mistake.TOO_LONG: N_("太长"),
}
_KEYS: Final = {Qt.Key.Key_Return: End.ENTER, Qt.Key.Key_Enter: End.ENTER, Qt.Key.Key_Tab: End.TAB}


class ScanBox(QLineEdit):
    """Takes keys with their times; nothing typed here means anything else. Signals: scanned(strokes)."""

    scanned = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._lag_ms = 0
        """How far the clock of keys is behind ours, by which an input method is timed."""
        self._quiet = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._quiet.timeout.connect(self._end)
        self.setPlaceholderText(tr(N_("光标留在这里，用枪扫")))

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab may end a code: it goes nowhere else."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        end = _KEYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape or (end is None and not event.text().isprintable()):
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat() or (end is None and not event.text()):
            return
        stamp, now = event.timestamp(), devices.now_ms()
        self._lag_ms = now - stamp if stamp else 0
        self._take(Stroke(stamp or now, "" if end is not None else event.text(), end))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._take(Stroke(devices.now_ms() - self._lag_ms, event.commitString(), is_composed=True))
        else:
            super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)

    def _take(self, stroke: Stroke) -> None:
        self._strokes.append(stroke)
        self.setText("".join(each.text for each in self._strokes))
        if stroke.ends is not None:
            self._end()
        else:
            self._quiet.start()

    def _end(self) -> None:
        strokes, self._strokes = self._strokes, []
        self._quiet.stop()
        self.clear()
        if any(each.text for each in strokes):
            self.scanned.emit(strokes)


class ScannerSheet(Aid):
    """Measures scanners, those that type and those on a line of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scans: deque[tuple[Measured, bool]] = deque(maxlen=_KEPT)
        self.box = ScanBox()
        self.verdict, self.advice = caption(), caption()
        self.verdict.setProperty("role", "strong")
        self.list = TableCard()
        self.list.view.arranged.name = "scan_test"
        card = Card(tr(N_("扫码枪测试")))
        card.inside.addWidget(
            caption(tr(N_("同一个条码扫五次以上，看打字快慢、少没少字、结尾是什么；串口扫码枪也在这里看")))
        )
        for widget in (self.box, self.verdict, self.advice):
            card.inside.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_M)
        column.addWidget(card)
        column.addWidget(self.list, 1)
        self.box.scanned.connect(self._on_typed)
        self.list.say_when_empty(tr(N_("还没有扫过")))
        self._show()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("scan_test.clear", N_("重新测"), self.clear, button=True),
            Command("devices.leave", N_("返回"), _nothing, hint=True),
        )

    def focus_first(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Begin again: another label, or another scanner."""
        self._scans.clear()
        self._show()
        self.focus_first()

    def on_scanned(self, code: str) -> None:
        self._scans.appendleft((Measured(code, End.WIRE), True))
        self._show()

    def _on_typed(self, strokes: list[Stroke]) -> None:
        self._scans.appendleft((measure(strokes), _is_told_apart(strokes)))
        self._show()

    def _show(self) -> None:
        rows = [_row(*each) for each in self._scans]
        self.list.show_table(Table(N_("扫码枪测试"), _COLUMNS, rows))
        found = compare([each.code for each, _ in self._scans])
        self.verdict.setVisible(bool(rows))
        says = N_("扫了 {scans} 次；要有两次读得一样，才知道少没少字")
        if found.label:
            says = N_("扫了 {scans} 次，{whole} 次一样；其余的一共少了 {lost} 个字")
        if found.label and found.whole == found.scans:
            says = N_("扫了 {scans} 次，每次都一样，没有少字")
        self.verdict.setText(fill(Message.of(says, scans=found.scans, whole=found.whole, lost=found.lost)))
        self.advice.setText("\n".join(tr(each) for each in self._advice()))
        self.advice.setVisible(bool(self.advice.text()))

    def _advice(self) -> list[Label]:
        scans = [each for each, _ in self._scans]
        advice = []
        if any(each.is_composed for each in scans):
            advice.append(N_("输入法插了手：扫码前切到英文，或者把枪设成串口（USB-COM）方式，最稳"))
        if any(each.end is End.NONE for each in scans):
            advice.append(N_("没有结尾：把枪设成扫完发回车，会更快更准"))
        if any(not is_told_apart for _, is_told_apart in self._scans):
            advice.append(N_("有的会被当成人打的字：把枪的字间隔调到最小，或者设成串口方式"))
        return advice


def _row(each: Measured, is_told_apart: bool) -> tuple[object, ...]:  # noqa: FBT001 - one row's cells
    has_times = each.end is not End.WIRE
    return (
        _shown(each.code),
        len(each.code),
        each.usual_ms if has_times else None,
        each.longest_ms if has_times else None,
        tr(_ENDS[each.end]),
        tr(N_("是")) if is_told_apart else tr(N_("否")),
        _meaning(classify(each.code)),
    )


def _shown(code: str) -> str:
    """Write a code; one that pays is money, and shows its end only."""
    return f"…{code[-4:]}" if channel_of(code.strip()) else code


def _meaning(found: Scanned) -> str:
    match found:
        case Gtin():
            return fill(Message.of(N_("商品条码 {symbology}"), symbology=found.symbology))
        case Gs1():
            return tr(N_("GS1 码"))
        case ScaleLabel():
            return tr(N_("秤打的标签"))
        case Payment():
            return tr(N_("付款码"))
        case Refused():
            return tr(_MISTAKES[found.mistake])
        case Internal():
            return tr(N_("自己的编码"))


def _is_told_apart(strokes: list[Stroke]) -> bool:
    """Say whether a document would know that a scanner typed this."""
    detector: BurstDetector[Stroke] = BurstDetector(_HABITS)
    known: list[object] = []
    for stroke in strokes:
        known += detector.feed(stroke.at_ms, Key(stroke.text, stroke, stroke.ends is not None)).known
    known += detector.idle(strokes[-1].at_ms + _HABITS.idle_flush_ms).known
    return any(isinstance(each, Scan) for each in known)


def _nothing() -> None:
    """A hint: the page does it."""
