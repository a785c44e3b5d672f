"""Finding the goods of tags: the reader is carried about, and says how near the tags of the chosen records are (F60).

    chosen records ─Read─▶ EPC → what it hangs on;  tagged ─▶ the nearest of the last second ─▶ a line of the page

The nearer a tag, the stronger it is heard. How weak a tag may be to be counted does not matter here.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app.core.text import N_, Message
from app.domain.records.types import RECORDS
from app.gui import devices
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.operations import Read
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import records
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.tags.tag import Tag

_FRESH_MS: Final = 1_000
_LOOK_MS: Final = 300
_NEAR_DBM: Final = -50
"""Stronger than this it lies within reach of a hand."""


class TagFinding(QObject):
    """Finds the tags of the records of a list; `chosen` names them."""

    def __init__(self, firm: Firm, page: Page, type_key: str, chosen: Callable[[], Sequence[str]]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._type_key = type_key
        self._chosen = chosen
        self._wanted: Mapping[str, str] = {}
        """Number of each tag that is looked for, and what it hangs on."""
        self._heard: dict[str, tuple[int, int]] = {}
        """Of each the strength and the time it was heard last."""
        self._is_on = False
        self._devices = devices.here()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show)
        self._devices.changed.connect(page.commands_changed)

    def commands(self) -> tuple[Command, ...]:
        """Return the command that begins and ends, where there is a reader and the records are heard."""
        if not self._devices.tag_readers:
            return ()
        return (Command("tags.find", N_("不找了") if self._is_on else N_("找标签"), self.turn),)

    def turn(self) -> None:
        """Begin to look for the chosen ones; the same key again ends it."""
        uids = tuple(self._chosen())
        if self._is_on:
            self.stop()
            self._page.clear_notice()
        elif not uids:
            self._page.show_notice(Notice(tr(N_("先选要找的标签")), "warn"))
        else:
            Read(self._page, partial(_numbers, self._firm, self._type_key, uids)).latest("tags").then(
                self._begin
            ).run()

    def stop(self) -> None:
        """Look no more."""
        if self._is_on:
            self._is_on = False
            self._look.stop()
            self._devices.tagged.disconnect(self._on_tagged)
            self._page.commands_changed.emit()

    def _begin(self, wanted: Mapping[str, str]) -> None:
        self.stop()
        self._wanted, self._heard, self._is_on = wanted, {}, True
        self._devices.tagged.connect(self._on_tagged)
        self._look.start()
        self._show()
        self._page.commands_changed.emit()

    def _on_tagged(self, _key: str, tags: "Sequence[Tag]") -> None:
        for tag in tags:
            if tag.epc in self._wanted:
                strength = tag.rssi_dbm if tag.rssi_dbm is not None else tag.rssi_raw or 0
                self._heard[tag.epc] = strength, devices.now_ms()

    def _show(self) -> None:
        now = devices.now_ms()
        fresh = {epc: heard[0] for epc, heard in self._heard.items() if now - heard[1] < _FRESH_MS}
        if not fresh:
            says = N_("正在找 {count} 个标签：这里听不到，拿着读写器走一走")
            self._page.show_notice(Notice(fill(Message.of(says, count=len(self._wanted)))))
            return
        nearest = max(fresh, key=lambda epc: fresh[epc])
        strength = fresh[nearest]
        says = N_("听到 {what}（{epc}），信号 {strength}：越大越近")
        text = Message.of(says, what=self._wanted[nearest], epc=nearest, strength=strength)
        self._page.show_notice(Notice(fill(text), "good" if _NEAR_DBM <= strength < 0 else "warn"))


def _numbers(firm: Firm, type_key: str, uids: Sequence[str]) -> dict[str, str]:
    """Return the numbers of tags, each with the item it hangs on."""
    key = RECORDS[type_key].heard_as
    found = (records.load(firm, type_key, uid) for uid in uids)
    return {str(values[key]).upper(): records.name(firm, "item", values["item"]) for values in found}
