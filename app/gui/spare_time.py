"""Work in small steps on the GUI thread: keys, clicks and painting come between any two of them.

::

    page is made ─▶ painted ─▶ a step ─▶ painted, with what was pressed meanwhile ─▶ a step ─▶ …
                                             └─▶ asks for what is not there yet: `finish`
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

_NOTHING: Final[tuple[None, ...]] = ()


class SpareTime(QObject):
    """Takes the steps one at a time until none is left, the first one `after_ms`; it belongs to its parent.

    Unless they wait for each other anyway, every second turn of the event loop is left to what a step made: to style it
    and to paint it takes as long as to make it. What is made may be asked for before it is there: `finish` takes all
    that is left of it at once. A step must not ask for that itself.
    """

    def __init__(
        self, steps: Iterator[None], parent: QObject, *, after_ms: int = 0, every_ms: int = 0
    ) -> None:
        super().__init__(parent)
        self.is_over = False
        self._steps = steps
        self._paints_between = not every_ms
        self._is_painting = False
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._step)
        QTimer.singleShot(after_ms, self, self._begin)

    def finish(self) -> None:
        """Take every step that is left, now."""
        for _ in self._steps:
            pass
        self._end()

    def _begin(self) -> None:
        if not self.is_over:
            self._timer.start()

    def _step(self) -> None:
        if self._is_painting:
            self._is_painting = False
            return
        self._is_painting = self._paints_between
        for _ in self._steps:
            return
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.is_over = True
        self._steps = iter(_NOTHING)
