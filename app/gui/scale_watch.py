"""The scale beside a page: what lies on it shows live while the page wants it; keys take it, or order the scale.

The scale says whether a load may be taken; what becomes of it is the page's.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.core.text import N_, Message
from app.gui import device_words, devices
from app.gui.commands import Command
from app.gui.page import Page
from app.gui.scale_orders import ScaleOrders
from app.i18n.catalog import fill


class ScaleWatch(QObject):
    """Joins the scale of this computer, if there is one, to a page: `say` shows a line while the page `wants` it."""

    def __init__(self, page: Page, wants: Callable[[], bool], say: Callable[[str], None]) -> None:
        super().__init__(page)
        self._page = page
        self._wants = wants
        self._say = say
        self._devices = devices.here()
        self._orders = ScaleOrders(page)
        self._fade = QTimer(self, singleShot=True, interval=device_words.SILENT_MS)
        self._fade.timeout.connect(self.show)
        self._is_on = False
        self._had = self._known()

    def start(self) -> None:
        """Listen to the scale while the page is in sight."""
        if not self._is_on:
            self._is_on = True
            self._devices.told.connect(self.show)
            self._devices.changed.connect(self._on_changed)
            self._on_changed()

    def stop(self) -> None:
        """Listen no more."""
        if self._is_on:
            self._is_on = False
            self._devices.told.disconnect(self.show)
            self._devices.changed.disconnect(self._on_changed)

    def commands(self, take: Callable[[], None]) -> tuple[Command, ...]:
        """Return the commands that take a weight and tell the scale something, where one is set up."""
        if self._devices.scale is None:
            return ()
        return (
            Command("line.weigh", N_("取重量"), take),
            *self._orders.commands(self._devices.scale_key),
        )

    def show(self) -> None:
        """Show what lies on the scale, or nothing where nobody wants it."""
        if not self._page.isVisible():
            return
        scale = self._devices.scale
        if scale is None or not self._wants():
            self._say("")
            return
        text, is_at_rest = device_words.weight_of(scale)
        if not text:
            self._say(fill(Message.of(N_("{scale}：没有读数"), scale=scale.name)))
            return
        self._fade.start()
        rest = Message.of(device_words.rest_of(is_at_rest=is_at_rest))
        self._say(fill(Message.of(N_("{scale}：{weight} {rest}"), scale=scale.name, weight=text, rest=rest)))

    def _on_changed(self) -> None:
        had, self._had = self._had, self._known()
        if had != self._had:
            self._page.commands_changed.emit()
        self.show()

    def _known(self) -> tuple[str, ...]:
        """Return what the commands depend on."""
        return self._devices.scale_key, *(f"{each.key} {each.protocol}" for each in self._devices.scales)
