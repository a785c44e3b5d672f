"""Fields for a day and for a moment: short typing (1122, +1, 今天), and a calendar on F4 or Alt+Down."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.gui import icons, theme
from app.gui.input.dates import NotADay, read_date, read_instant
from app.gui.widgets.input_line import InputLine, Unreadable, plain_text, wants_list
from app.i18n.catalog import language
from app.i18n.show import show

_LONGEST = 30


class DateField(InputLine):
    """Holds a day as ISO text; empty is the empty text."""

    def __init__(self, field: Field, today: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(partial(_read_day, field, today), plain_text, longest=_LONGEST, parent=parent)
        self._today = today
        self.is_choosing = False
        """The cursor is in its calendar."""
        self._opener = QAction(icons.icon("down"), "", self)
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, InputLine.ActionPosition.TrailingPosition)

    def setReadOnly(self, is_read_only: bool) -> None:  # noqa: FBT001 - Qt's setter
        """A day that may not be changed offers no calendar."""
        super().setReadOnly(is_read_only)
        self._opener.setVisible(not is_read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the calendar."""
        if wants_list(event):
            self.open_calendar()
            event.accept()
            return
        super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the day, below the field."""
        if self.isReadOnly():
            return
        self.commit()
        self.is_choosing = True
        calendar = CalendarDrop(self, str(self.value() or self._today()))
        calendar.picked.connect(self._on_picked)
        calendar.closed.connect(self._on_closed)

    def _on_closed(self) -> None:
        self.is_choosing = False

    def _on_picked(self, day: str) -> None:
        self.type_over(day)
        self.commit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class CalendarDrop(QFrame):
    """Hangs below a field until a day is picked or the cursor goes elsewhere. Signals: picked(ISO day), closed()."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, field: QWidget, day: str) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("role", "card")
        self._calendar = QCalendarWidget(self)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        _dress(self._calendar)
        self._calendar.setSelectedDate(QDate.fromString(day, Qt.DateFormat.ISODate))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._calendar)
        self._calendar.activated.connect(self._on_activated)
        self._calendar.clicked.connect(self._on_activated)
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._leave)
        self._place()
        self.show()
        self.raise_()
        self._calendar.setFocus(Qt.FocusReason.OtherFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        field.destroyed.connect(self._go)  # a line was deleted, a page closed: there is no day to be picked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the field."""
        if event.key() == Qt.Key.Key_Escape and isValid(self._field):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _place(self) -> None:
        window = self._field.window()
        size = self.sizeHint()
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if corner.y() + size.height() > window.height():
            corner = self._field.mapTo(window, QPoint(0, -size.height() - 2))
        left = max(0, min(corner.x(), window.width() - size.width()))
        self.setGeometry(QRect(QPoint(left, max(0, corner.y())), size))

    def _on_activated(self, day: QDate) -> None:
        self.picked.emit(day.toString(Qt.DateFormat.ISODate))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Look once the cursor has come to rest: a year that was typed sends it round before the days have it."""
        if now is None or not self.isAncestorOf(now):
            self._leaving.start()

    def _leave(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now):
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def _go(self) -> None:
        self.hide()
        self.deleteLater()


def _dress(calendar: QCalendarWidget) -> None:
    """Let a calendar speak the language of the window, in the colours in force: Qt's has its own of both."""
    calendar.setLocale(QLocale(language()))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, _in_ink("ink2"))
    calendar.setHeaderTextFormat(_in_ink("ink2"))
    for name, sign in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
        turns = calendar.findChild(QToolButton, name)
        if isinstance(turns, QToolButton):
            turns.setIcon(icons.icon(sign))


def _in_ink(name: str) -> QTextCharFormat:
    drawn = QTextCharFormat()
    drawn.setForeground(theme.colour(name))
    return drawn


def instant_field(today: Callable[[], str], parent: QWidget | None = None) -> InputLine:
    """Make the editor of a moment; empty is None."""
    return InputLine(partial(_read_moment, today), _written_moment, longest=_LONGEST, parent=parent)


def _read_day(field: Field, today: Callable[[], str], text: str) -> str:
    if not text.strip():
        return ""
    try:
        day = read_date(text, today())
    except NotADay:
        raise Unreadable(Message.of(N_("看不懂这个日期：可以写 1122、11-22、+1 或 今天"))) from None
    if isinstance(field.least, str) and day < field.least:
        raise Unreadable(Message.of(N_("不能早于 {least}"), least=field.least))
    if isinstance(field.most, str) and day > field.most:
        raise Unreadable(Message.of(N_("不能晚于 {most}"), most=field.most))
    return day


def _read_moment(today: Callable[[], str], text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return read_instant(text, today())
    except NotADay:
        raise Unreadable(Message.of(N_("看不懂这个时间：可以写 9:30 或 1122 9:30"))) from None


def _written_moment(value: object) -> str:
    return show(value, Kind.INSTANT) if value else ""
