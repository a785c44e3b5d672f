"""What one device says right now: a live weight, the last scans, the last fault."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.core.text import N_, Message
from app.gui import device_words
from app.gui.widgets.card import Card, caption
from app.i18n.catalog import fill, tr

if TYPE_CHECKING:
    from app.devices.setup import DeviceSetup
    from app.devices.standing import Standing


class NowCard(Card):
    """Shows one device."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.weight = QLabel()
        self.weight.setProperty("role", "figure")
        self.rest, self.scans, self.faults, self.reason = caption(), caption(), caption(), caption()
        self.tags = caption()
        self.scans.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.weight, self.rest, self.scans, self.tags, self.faults, self.reason):
            self.inside.addWidget(label)

    def show_device(self, setup: "DeviceSetup | None", standing: "Standing | None") -> None:
        """Show what a device says; nothing without one."""
        self.setVisible(setup is not None)
        if setup is None:
            return
        state = device_words.state_of(setup, standing)
        self.heading.setText(fill(Message.of(N_("{name}：{state}"), name=setup.name, state=state)))
        weight, is_at_rest = device_words.weight_of(standing)
        is_scale = setup.kind == "scale"
        self.weight.setText(weight or "—")
        self.weight.setVisible(is_scale)
        self.rest.setText(tr(device_words.rest_of(is_at_rest=is_at_rest)) if weight else tr(N_("没有读数")))
        self.rest.setVisible(is_scale)
        scans = tr(N_("、")).join(standing.scans) if standing is not None else ""
        _say(self.scans, fill(Message.of(N_("刚扫的：{codes}"), codes=scans)) if scans else "")
        tags = device_words.tags_of(standing)
        _say(self.tags, tags)
        faults = device_words.faults_of(standing)
        _say(self.faults, fill(Message.of(N_("出过的错：{faults}"), faults=faults)) if faults else "")
        reason = device_words.reason_of(standing)
        _say(self.reason, fill(Message.of(N_("系统说：{reason}"), reason=reason)) if reason else "")


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
