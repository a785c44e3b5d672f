"""扫码枪测试: scan the set-up sheet code by code, or one label a few times, and hear what to set (N6, F57).

    keys, or a line ─▶ Measured ─┬─ diagnose ─▶ the line of the sheet it belongs to, and its troubles
                                 └─ typing, compare ─▶ how fast, how it ended, what was lost

The code in front is on the screen, too, for scanners that read screens; after one that came right it is the next one.
"""

from collections import deque
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import N_, Label, Message
from app.devices.scanners.measuring import End, Measured, Stroke, compare, measure
from app.devices.scanners.sheet.diagnosis import Finding, diagnose, typing
from app.devices.scanners.sheet.trials import TRIALS
from app.devices.scanners.sheet.troubles import Trouble
from app.gui.commands import Command
from app.gui.input import scanner_settings
from app.gui.input.burst import BurstDetector, Habits, Key, Scan
from app.gui.pages.devices import scan_words
from app.gui.pages.devices.aid import Aid
from app.gui.pages.devices.code_view import CodeView
from app.gui.pages.devices.scan_box import ScanBox
from app.gui.pages.devices.sheet_printing import SheetPrinting
from app.gui.theme import GAP_M
from app.gui.widgets.card import Card, caption
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

_KEPT: Final = 30
_CODES: Final = (
    Column("number", N_("号"), Kind.INTEGER),
    Column("code", N_("测试码"), Kind.TEXT),
    Column("standing", N_("结果"), Kind.TEXT),
    Column("says", N_("哪里不对"), Kind.TEXT),
    Column("came", N_("扫到的"), Kind.TEXT),
)
_NOT_TOLD_APART: Final = N_("有的会被当成人打的字：把枪的字间隔调到最小，或者设成串口方式")


class ScannerSheet(Aid):
    """Tests scanners, those that type and those on a line of their own."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = scanner_settings.habits()
        self._scans: deque[tuple[Measured, bool]] = deque(maxlen=_KEPT)
        self._found: dict[str, Finding] = {}
        """What came of the codes of the sheet, by their keys; of each the last scan."""
        self._last: Finding | None = None
        self._printing = SheetPrinting(firm, self)
        self.box = ScanBox()
        self.verdict, self.advice = caption(), caption()
        self.verdict.setProperty("role", "strong")
        self.codes, self.list = TableCard(), TableCard()
        self.codes.view.arranged.name = "scan_sheet"
        self.list.view.arranged.name = "scan_test"
        self.code = CodeView()
        self._lay_out_body()
        self._connect()
        self._show()
        self.codes.view.stand_on(0)

    def _lay_out_body(self) -> None:
        says = N_(
            "打印测试单（或者就扫屏幕上的码），按号一个一个扫，看哪里不对、枪上设什么；"
            "同一个条码扫五次，看少没少字。串口扫码枪也在这里看"
        )
        card = Card(tr(N_("扫码枪测试")))
        self.says = caption(tr(says))
        card.inside.addWidget(self.says)
        for widget in (self.box, self.verdict, self.advice):
            card.inside.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_M)
        column.addWidget(card)
        column.addWidget(self.code)
        column.addWidget(self.codes, 1)
        column.addWidget(self.list, 1)
        self.list.hide()
        self.list.say_when_empty(tr(N_("还没有扫过")))

    def _connect(self) -> None:
        self.box.scanned.connect(self._on_typed)
        self.box.moved.connect(self._on_moved)
        self.codes.view.selected.connect(self._show_code)
        self._printing.done.connect(self.noticed)

    def commands(self) -> tuple[Command, ...]:
        says = N_("看测试单") if self.codes.isHidden() else N_("看每次扫描")
        return (
            Command("scan_test.clear", N_("重新测"), self.clear, button=True),
            Command("scan_test.print", N_("打印测试单"), self._printing.print, button=True),
            Command("scan_test.turn", says, self.turn, button=True),
            Command("devices.leave", N_("返回"), _nothing, hint=True),
        )

    def focus_first(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Begin again: another label, or another scanner."""
        self._scans.clear()
        self._found.clear()
        self._last = None
        self._show()
        self.codes.view.stand_on(0)
        self.focus_first()

    def turn(self) -> None:
        """F6: the lines of the sheet, or every single scan."""
        has_codes = self.codes.isHidden()
        self.codes.setVisible(has_codes)
        self.code.setVisible(has_codes)
        self.list.setVisible(not has_codes)
        self.commands_changed.emit()
        self.focus_first()

    def on_scanned(self, code: str) -> None:
        self._take(Measured(code, End.WIRE), is_told_apart=True)

    def _on_typed(self, strokes: list[Stroke]) -> None:
        self._take(measure(strokes), is_told_apart=_is_told_apart(strokes, self._habits))

    def _take(self, scan: Measured, *, is_told_apart: bool) -> None:
        self._scans.appendleft((scan, is_told_apart))
        found = self._last = diagnose(scan.code, **self._around(scan))
        if found is not None:
            self._found[found.code.key] = found
        self._show()
        if found is not None:
            self._point(found)

    def _around(self, scan: Measured) -> dict[str, str]:
        """Return what a scanner that types is set to put around a code; one on a line has its own settings."""
        if scan.end is End.WIRE:
            return {}
        return {"prefix": self._habits.prefix, "suffix": self._habits.suffix}

    def _point(self, found: Finding) -> None:
        """Stand on the code that was scanned, or when it is right on the next one that is not."""
        waiting = [code for code in TRIALS if code.key not in self._found]
        after = [code for code in waiting if code.number > found.code.number]
        wanted = next(iter(after or waiting), found.code) if found.is_right else found.code
        self.codes.view.stand_on(wanted.number - 1)
        self._show_code()

    def _on_moved(self, step: int) -> None:
        at = self.codes.view.current_row() + step
        self.codes.view.stand_on(min(max(at, 0), len(TRIALS.keys()) - 1))

    def _show_code(self) -> None:
        number = self.codes.view.rows.number_at(max(self.codes.view.current_row(), 0))
        code = tuple(TRIALS)[number]
        self.code.show_code(code.kind, code.text, f"{code.number} {tr(code.label)}")

    def _show(self) -> None:
        lines = [scan_words.line_of(code, self._found.get(code.key)) for code in TRIALS]
        at = self.codes.view.current_row()
        self.codes.show_table(Table(N_("扫码枪测试单"), _CODES, lines))
        self.codes.view.stand_on(max(at, 0))
        rows = [scan_words.row_of(*each) for each in self._scans]
        self.list.show_table(Table(N_("扫码枪测试"), scan_words.COLUMNS, rows))
        self.says.setVisible(not rows)
        self.verdict.setVisible(bool(rows))
        self.verdict.setText(fill(self._verdict()))
        self.advice.setText("\n".join(tr(each) for each in self._advice()))
        self.advice.setVisible(bool(self.advice.text()))

    def _verdict(self) -> Message:
        """Say what the last scan was, or how often one label was read alike."""
        if self._last is not None:
            return self._verdict_of(self._last)
        found = compare([each.code for each, _ in self._scans])
        says = N_("扫了 {scans} 次；要有两次读得一样，才知道少没少字")
        if found.label:
            says = N_("扫了 {scans} 次，{whole} 次一样；其余的一共少了 {lost} 个字")
        if found.label and found.whole == found.scans:
            says = N_("扫了 {scans} 次，每次都一样，没有少字")
        return Message.of(says, scans=found.scans, whole=found.whole, lost=found.lost)

    def _verdict_of(self, found: Finding) -> Message:
        right = sum(each.is_right for each in self._found.values())
        whole = len(TRIALS.keys())
        says = N_("{number} 号读对了（{right} / {whole}）")
        if right == whole:
            says = N_("{whole} 个码都读对了")
        if not found.is_right:
            says = N_("{number} 号不对：{troubles}")
        return Message.of(
            says, number=found.code.number, right=right, whole=whole, troubles=scan_words.troubles_of(found)
        )

    def _advice(self) -> list[Label]:
        """Return what to set: for what the last scan was, or else for all codes that are not right yet."""
        scans = [each for each, _ in self._scans]
        findings = [each for each in self._found.values() if not each.is_right]
        if self._last is not None and self._last.troubles:
            findings = [self._last]
        of_codes = [trouble for found in findings for trouble in found.troubles]
        of_keys = map(partial(typing, max_gap_ms=self._habits.max_gap_ms), scans)
        of_typing: list[Trouble] = [trouble for troubles in of_keys for trouble in troubles]
        advice = dict.fromkeys(trouble.advice for trouble in (*of_codes, *of_typing))
        if any(not is_told_apart for _, is_told_apart in self._scans):
            advice[_NOT_TOLD_APART] = None
        return list(advice)


def _is_told_apart(strokes: list[Stroke], habits: Habits) -> bool:
    """Say whether a document would know that a scanner typed this."""
    detector: BurstDetector[Stroke] = BurstDetector(habits)
    known: list[object] = []
    for stroke in strokes:
        known += detector.feed(stroke.at_ms, Key(stroke.text, stroke, stroke.ends is not None)).known
    known += detector.idle(strokes[-1].at_ms + habits.idle_flush_ms).known
    return any(isinstance(each, Scan) for each in known)


def _nothing() -> None:
    """A hint: the page does it."""
