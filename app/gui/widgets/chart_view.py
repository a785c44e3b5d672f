"""A chart of the same figures as the table beside it: bars or lines, one hue, values on hover and at the line's end.

Amber and vermilion only for what the table says needs a look; its word stands below the bar or in the legend.

Painted by ourselves, because the first page of the window carries one: pyqtgraph with numpy costs 0.46 s at start
(measured) where the whole start may take 0.21 s, and 83 MB on disk.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.kinds import PLACES, Kind
from app.core.table import Column, Table
from app.gui import theme
from app.i18n.catalog import tr
from app.i18n.show import show

_MOST_POINTS = 120
_HUES = ("blue", "ink3", "green")
_TONES = {"warn": "amber", "bad": "brand"}
_FOOT_PX = 22
_HEAD_PX = 20
_LINES = 3
_GAP_PX = 8
_SIDE_PX = 24
"""At the right of a line: room for half a date, so that the last word stands below its point."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars."""

    name: str
    column: Column
    values: tuple[int, ...]
    tone: str = ""


@dataclass(frozen=True)
class Picture:
    """What is drawn: the words below, and the series. Its scale is found once: each bar and each point asks for it."""

    form: str = "line"
    words: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    tones: tuple[str, ...] = ()
    """How much each place along the foot needs a look."""

    def hue(self, number: int, index: int = -1) -> str:
        """Name the colour of a series, or of one of its bars."""
        of_bar = self.tones[index] if 0 <= index < len(self.tones) else ""
        return _TONES.get(of_bar or self.series[number].tone, _HUES[number])

    @cached_property
    def lowest(self) -> int:
        """The bottom of the scale: zero, or the least value."""
        return min(0, *(value for one in self.series for value in one.values), 0)

    @cached_property
    def step(self) -> int:
        """From one line of the grid to the next: a round figure."""
        top = max((value for one in self.series for value in one.values), default=0)
        return max(_round_up(-(-(top - self.lowest) // _LINES)), 1)

    @cached_property
    def highest(self) -> int:
        """The top of the scale: whole steps from zero, not below any value."""
        top = max(0, *(value for one in self.series for value in one.values), 0)
        return max(-(-top // self.step), 1) * self.step


def picture_of(table: Table) -> Picture:
    """Take from a table what its chart asks for."""
    chart = table.chart
    if chart is None or not table.rows:
        return Picture()
    places = {column.key: place for place, column in enumerate(table.columns)}
    rows = list(table.rows[:_MOST_POINTS])
    x, marks = table.columns[places[chart.x]], dict(chart.marks)
    series = tuple(
        Series(
            tr(table.columns[places[key]].label),
            table.columns[places[key]],
            tuple(value if isinstance(value := row[places[key]], int) else 0 for row in rows),
            marks.get(key, ""),
        )
        for key in chart.y[: len(_HUES)]
    )
    words = tuple(_short(show(row[places[chart.x]], x.kind, x.choices), x.kind) for row in rows)
    kept = (str(row[places[chart.x]]) for row in rows if x.kind is Kind.CHOICE)
    return Picture(chart.form, words, series, tuple(marks.get(key, "") for key in kept))


class ChartView(QWidget):
    """Draws the chart of a Table; empty while the table has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture()
        self._left = 0
        """The room that the figures of the scale take, so that nothing stands on them."""
        self._at = -1
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def picture(self) -> Picture:
        """What is drawn now."""
        return self._picture

    def show_table(self, table: Table) -> None:
        """Draw another table."""
        self._picture = picture_of(table)
        self._left = self._scale_width()
        self._at = -1
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 180)

    # Where things stand

    def _plot(self) -> QRectF:
        return QRectF(
            self._left, _HEAD_PX, self.width() - self._left, max(self.height() - _HEAD_PX - _FOOT_PX, 1)
        )

    def _scale_width(self) -> int:
        if not self._picture.series:
            return 0
        highest = _whole(self._picture.highest, self._picture.series[0].column.kind)
        return QFontMetrics(theme.font(theme.current().measures.small)).horizontalAdvance(highest) + _GAP_PX

    def _x(self, index: int) -> float:
        plot = self._plot()
        count = len(self._picture.words)
        if self._picture.form == "bar" or count < 2:
            return plot.left() + plot.width() * (index + 0.5) / max(count, 1)
        return plot.left() + _GAP_PX + (plot.width() - _GAP_PX - _SIDE_PX) * index / (count - 1)

    def _y(self, value: int) -> float:
        plot = self._plot()
        low, high = self._picture.lowest, self._picture.highest
        return plot.bottom() - plot.height() * (value - low) / max(high - low, 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.current().measures.small))
        if not self._picture.series:
            return
        self._paint_grid(painter)
        for number, series in enumerate(self._picture.series):
            if self._picture.form == "bar":
                self._paint_bars(painter, series, number)
            else:
                hue = theme.colour(self._picture.hue(number))
                self._paint_line(painter, series, hue, filled=number == 0)
        self._paint_words(painter)
        if len(self._picture.series) > 1:
            self._paint_legend(painter)
        if self._at >= 0:
            self._paint_reading(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        low, high, step = self._picture.lowest, self._picture.highest, self._picture.step
        kind = self._picture.series[0].column.kind
        for value in range(low // step * step, high + 1, step):
            if value < low:
                continue
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            if value:
                painter.setPen(theme.colour("ink3"))
                painter.drawText(QPointF(0, y - 4), _whole(value, kind))

    def _paint_line(self, painter: QPainter, series: Series, hue: QColor, *, filled: bool) -> None:
        points = [QPointF(self._x(index), self._y(value)) for index, value in enumerate(series.values)]
        path = QPainterPath(points[0])
        for _, point in pairwise(points):
            path.lineTo(point)
        if filled:
            area = QPainterPath(path)
            area.lineTo(points[-1].x(), self._y(0))
            area.lineTo(points[0].x(), self._y(0))
            fade = QLinearGradient(0, self._plot().top(), 0, self._plot().bottom())
            for place, alpha in ((0.0, 60), (1.0, 4)):
                shade = QColor(hue)
                shade.setAlpha(alpha)
                fade.setColorAt(place, shade)
            painter.fillPath(area, QBrush(fade))
        painter.setPen(
            QPen(hue, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(theme.colour("paper"))
        painter.drawEllipse(points[-1], 4, 4)
        if filled and self._at < 0:
            text = show(series.values[-1], series.column.kind)
            width = painter.fontMetrics().horizontalAdvance(text)
            y = max(points[-1].y() - 10, painter.fontMetrics().ascent())
            painter.setPen(theme.colour("ink"))
            painter.drawText(QPointF(self.width() - width - 2, y), text)

    def _paint_bars(self, painter: QPainter, series: Series, number: int) -> None:
        count = len(self._picture.words)
        group = self._plot().width() / max(count, 1)
        width = min(group * 0.55, 68) / len(self._picture.series)
        painter.setPen(Qt.PenStyle.NoPen)
        offset = (number - len(self._picture.series) / 2) * width
        for index, value in enumerate(series.values):
            if value:
                top, bottom = sorted((self._y(value), self._y(0)))
                painter.setBrush(theme.colour(self._picture.hue(number, index)))
                painter.drawRoundedRect(
                    QRectF(self._x(index) + offset, top, width - 1, max(bottom - top, 1)), 3, 3
                )

    def _paint_words(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        words = self._picture.words
        room = self._plot().width() / max(len(words), 1)
        widest = max((metrics.horizontalAdvance(word) for word in words), default=1) + 8
        is_bar = self._picture.form == "bar"
        step = 1 if is_bar and room >= 36 else max(1, int(-(-min(widest, 110) // room)))
        painter.setPen(theme.colour("ink3"))
        last, end = len(words) - 1, 0.0
        for index in range(last, -1, -step) if not is_bar else range(step // 2, last + 1, step):
            width = room * step - 4 if is_bar else widest
            x = min(max(self._x(index) - width / 2, 0), self.width() - width)
            if is_bar and x < end:
                continue
            end = x + width
            # The numbers of documents begin alike: what tells them apart is at their end
            text = metrics.elidedText(words[index], Qt.TextElideMode.ElideMiddle, int(width))
            rect = QRectF(x, self._plot().bottom() + 4, width, _FOOT_PX - 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_legend(self, painter: QPainter) -> None:
        x = float(self.width())
        for number, series in reversed(list(enumerate(self._picture.series))):
            x -= painter.fontMetrics().horizontalAdvance(series.name) + 4
            painter.setPen(theme.colour("ink2"))
            painter.drawText(QPointF(x, _HEAD_PX - 8), series.name)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._picture.hue(number)))
            painter.drawRoundedRect(QRectF(x - 14, _HEAD_PX - 17, 10, 10), 2, 2)
            x -= 30

    def _paint_reading(self, painter: QPainter) -> None:
        x = self._x(self._at)
        painter.setPen(QPen(theme.colour("ink3"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, self._plot().top()), QPointF(x, self._plot().bottom()))
        lines = [self._picture.words[self._at]]
        for series in self._picture.series:
            value = show(series.values[self._at], series.column.kind)
            lines.append(f"{series.name}  {value}")
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(line) for line in lines) + 20
        height = metrics.height() * len(lines) + 12
        left = x + 10 if x + width + 12 < self.width() else x - width - 10
        box = QRectF(max(left, 0), self._plot().top() + 2, width, height)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("paper"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.colour("ink"))
        for number, line in enumerate(lines):
            painter.drawText(
                QPointF(box.left() + 10, box.top() + 6 + metrics.height() * number + metrics.ascent()), line
            )

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        count = len(self._picture.words)
        if count:
            x = event.position().x()
            self._at = min(range(count), key=lambda index: abs(self._x(index) - x))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._at = -1
        self.update()


def _round_up(value: int) -> int:
    """Return the next of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 × a power of ten."""
    if value <= 0:
        return 0
    power: int = 10 ** max(len(str(value)) - 2, 0)
    for lead in (10, 15, 20, 30, 40, 50, 60, 80):
        if lead * power >= value:
            return lead * power
    return 100 * power


def _whole(value: int, kind: Kind) -> str:
    """Write a figure of the scale without decimals that are zero."""
    one = 10 ** PLACES.get(kind, 0)
    return f"{value // one:,}" if value % one == 0 or abs(value) >= 100 * one else show(value, kind)


def _short(text: str, kind: Kind) -> str:
    return text[5:] if kind is Kind.DATE and len(text) == len("2026-11-22") else text
