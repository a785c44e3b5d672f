"""Goods on the scale while their labels are made: a key puts the load into the label in front, another prints it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

from app.core.errors import Problem
from app.gui import devices, errors
from app.gui.commands import Command
from app.gui.page import Page
from app.gui.pages.labels.counts import CountsView
from app.gui.scale_watch import ScaleWatch
from app.services.documents.weighing import NotByWeight
from app.services.firm import Firm
from app.services.labels import wanted


class LabelWeighing(QObject):
    """Joins the scale of this computer, if there is one, to the things that get labels; `then` follows a weight."""

    def __init__(self, firm: Firm, page: Page, things: CountsView, then: Callable[[], None]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._things = things
        self._then = then
        self.weight = QLabel()
        self.weight.setObjectName("weight")
        self.weight.setProperty("role", "section")
        self._watch = ScaleWatch(page, self._wants, self.weight.setText)
        self.start, self.stop, self.show = self._watch.start, self._watch.stop, self._watch.show

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of the scale, where something may be put on it."""
        return self._watch.commands(self.take) if self._wants() else ()

    def take(self) -> None:
        """Put the load on the scale into the label in front, or say why not."""
        self._things.commit()
        things, row, scale, now = (
            self._things.things,
            self._things.row,
            devices.here().scale,
            devices.now_ms(),
        )
        if scale is None or not 0 <= row < len(things.wanted):
            return
        thing = things.wanted[row]
        try:
            if not thing.weighs:
                raise NotByWeight(item=thing.title, unit=thing.facts.get("unit", ""))
            weighed = wanted.weigh(self._firm, thing, scale.look(now))
        except Problem as problem:
            QApplication.beep()
            errors.show(self._page, problem)
            return
        scale.take(now)
        self._page.clear_notice()
        things.replace(row, weighed)
        self._then()

    def _wants(self) -> bool:
        return any(thing.weighs for thing in self._things.things.wanted)
