"""设备医生: choose a port, listen, see what was understood, say what the display shows, save the scale.

    where ──listen──▶ listening ──Found──▶ found ⇄ compare ──save──▶ the scale is set up

All listening is done by an `Examination` on a thread of its own, all reckoning by a `Course`; the sheet shows and asks.
"""

import re
import uuid
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app.core.table import Table
from app.core.text import N_, Label, Message, own
from app.devices.doctor.course import Answer, Course, answer
from app.devices.doctor.examination import Found, Gone, Told, Trying
from app.devices.doctor.heard import Heard
from app.devices.doctor.proposals import GENERIC, Proposal, equals
from app.devices.doctor.trials import trial_of
from app.devices.scales.protocols import protocols
from app.devices.serial_ports import SerialPortFound
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.standing import Standing
from app.gui import device_words, devices
from app.gui.commands import Command
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.operations import Read
from app.gui.pages.devices.aid import Aid
from app.gui.pages.devices.doctor_fields import COLUMNS, WHY_UNLEARNED, told_fields, where_fields
from app.gui.pages.devices.hearing import Hearing
from app.gui.pages.devices.raw_view import RawView
from app.gui.theme import GAP_M
from app.gui.widgets.card import Card, caption
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

_SHOWN: Final = re.compile(r"[+-]?\d{1,9}(\.\d{1,6})?")
_LOOK_MS: Final = 250


class _Phase(Enum):
    WHERE = 1
    LISTENING = 2
    FOUND = 3


class DoctorSheet(Aid):
    """Finds out how a scale talks."""

    topic = "device_doctor"

    def __init__(
        self, firm: Firm, ports: Sequence[SerialPortFound], port: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._devices = devices.here()
        self._phase = _Phase.WHERE
        self._course = Course()
        self._hearing = Hearing(self)
        self._has_heard = self._is_compared = False
        self.where = FieldForm(
            where_fields(ports), partial(editor_for, firm=firm), widths={"found": 320, "port": 300}
        )
        self.told = FieldForm(told_fields(), partial(editor_for, firm=firm))
        self.says = QLabel()
        self.says.setProperty("role", "strong")
        self.says.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.list = TableCard()
        self.list.view.arranged.name = "doctor"
        self.weight, self.rest = QLabel(), caption()
        self.weight.setProperty("role", "figure")
        self.raw = RawView()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        usual = port or next((each.port for each in ports if each.adapter), "")
        self.where.set_values({"found": usual, "port": usual})
        self._show_phase(_Phase.WHERE)

    def _lay_out(self) -> None:
        ask, hear = Card(tr(N_("设备医生：找出秤怎么说话"))), Card(tr(N_("听到的原始数据")))
        for widget in (self.says, self.where, self.progress, self.weight, self.rest, self.told):
            ask.inside.addWidget(widget)
        hear.inside.addWidget(self.raw)
        self._hear = hear
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_M)
        column.addWidget(ask)
        column.addWidget(self.list, 1)
        column.addWidget(hear)
        self._rest_of_room = QWidget()
        column.addWidget(self._rest_of_room, 1)

    def _connect(self) -> None:
        self.where.changed.connect(self._on_where)
        self.where.left.connect(self._on_left_where)
        self.told.left.connect(self._on_left_told)
        self.list.view.selected.connect(self._on_selected)
        self._hearing.told.connect(self._take)
        self._look.timeout.connect(self._show_live)

    def commands(self) -> tuple[Command, ...]:
        leave = Command("devices.leave", N_("返回"), _nothing, hint=True)
        if self._phase is _Phase.WHERE:
            return Command("doctor.listen", N_("开始听"), self.listen, button=True, primary=True), leave
        if self._phase is _Phase.LISTENING:
            return (Command("devices.leave", N_("不听了"), _nothing, hint=True),)
        has_any = bool(self._course.proposals)
        save = Command("doctor.save", N_("保存这台秤"), self.save, button=True, primary=True)
        compare = Command("doctor.compare", N_("对一对"), self.compare, button=True, primary=not has_any)
        return (*((save,) if has_any else ()), compare, leave)

    def focus_first(self) -> None:
        if self._phase is _Phase.WHERE:
            self.where.focus_first()
        elif self._phase is _Phase.FOUND and self._has_heard:
            self._ask_for_display()
        else:
            self.raw.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Esc: stop listening, or leave."""
        if self._phase is _Phase.WHERE:
            return False
        self.stop()
        self.say("")
        self._show_phase(_Phase.WHERE)
        self.focus_first()
        return True

    def stop(self) -> None:
        """Let the port go; its device gets it back."""
        self._look.stop()
        self._hearing.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.stop()
            self._show_phase(_Phase.WHERE)
        super().hideEvent(event)

    # Listening

    def _on_where(self, key: str) -> None:
        if key == "found" and self.where.value("found"):
            self.where.editor("port").set_value(self.where.value("found"))
            self.where.editor("port").clear_mark()

    def _on_left_where(self, step: int) -> None:
        if step > 0:
            self.listen()

    def listen(self) -> None:
        """Begin to listen at the port that was chosen."""
        if not self.where.commit() or self.where.missing():
            self.where.focus_first()
            return
        self.stop()
        self._course, self._has_heard, self._is_compared = Course(), False, False
        self.raw.forget()
        self.say("")
        self._show_phase(_Phase.LISTENING)
        self.focus_first()
        self._hearing.begin(self._port)

    @property
    def _port(self) -> str:
        return str(self.where.value("port")).strip()

    def _take(self, told: Told) -> None:
        match told:
            case Trying():
                self.raw.forget()
                self.progress.setRange(0, told.whole)
                self.progress.setValue(told.done)
                asked = protocols().get(told.trial.asked)
                says = N_("正在听 {line}（{number}/{whole}）")
                if asked is not None:
                    says = N_("没有秤自己说话，用 {line} 问“{protocol}”（{number}/{whole}）")
                label = asked.label if asked is not None else own("")
                number = told.done + 1
                self.says.setText(
                    fill(
                        Message.of(
                            says,
                            line=str(told.trial.line),
                            protocol=Message.of(label),
                            number=number,
                            whole=told.whole,
                        )
                    )
                )
            case Heard():
                self._has_heard = True
                self._course.hear(told, devices.now_ms())
                self.raw.hear(told.data)
            case Found():
                self._course.found(told)
                self._show_phase(_Phase.FOUND)
                self._look.start()
                self.focus_first()
            case Gone():
                self.stop()
                self._show_phase(_Phase.WHERE)
                reason = Message.of(N_("这个口用不了：{reason}"), reason=told.reason)
                self.say(fill(reason), "bad")
                self.where.mark("port", fill(reason))
                self.where.focus("port")

    # What was found, live

    @property
    def _chosen(self) -> Proposal | None:
        row = self.list.view.current_row()
        number = self.list.view.rows.number_at(row) if row >= 0 else -1
        return self._course.proposals[number] if 0 <= number < len(self._course.proposals) else None

    def _on_selected(self) -> None:
        chosen = self._chosen
        if chosen is not None and self._phase is _Phase.FOUND:
            trial = trial_of(chosen.protocol, chosen.line, chosen.profile)
            if trial != self._course.live:
                self._course.watch(trial)
                self._hearing.watch(chosen)
        self._show_live()

    def _show_live(self) -> None:
        if self._phase is not _Phase.FOUND:
            return
        rows = [self._row(place, each) for place, each in enumerate(self._course.proposals)]
        if rows != list(self.list.view.rows.table.rows):
            self.list.show_table(Table(N_("秤的格式"), COLUMNS, rows))
        chosen = self._chosen
        place = self._course.proposals.index(chosen) if chosen is not None else -1
        text, is_at_rest = device_words.weight_of(Standing("", reading=self._course.reading(place)))
        self.weight.setText(text or "—")
        self.rest.setText(tr(device_words.rest_of(is_at_rest=is_at_rest)) if text else tr(N_("没有读数")))

    def _row(self, place: int, each: Proposal) -> tuple[object, ...]:
        text, _ = device_words.weight_of(Standing("", reading=self._course.reading(place)))
        is_learned = each.protocol == GENERIC
        label = N_("学到的写法") if is_learned else protocols()[each.protocol].label
        return tr(label), str(each.line), text or "—", f"{each.share // 10}%"

    # What the display shows

    def _on_left_told(self, step: int) -> None:
        if step > 0:
            self.compare()

    def compare(self) -> None:
        """Look for the way that reads what the display shows."""
        if self._phase is not _Phase.FOUND or not self.told.commit():
            return
        shown = str(self.told.value("shown") or "").strip()
        if _SHOWN.fullmatch(shown) is None:
            self.told.mark("shown", tr(N_("照秤上显示的样子打，例如 1.000")))
            self._ask_for_display()
            return
        question = self._course.ask(Decimal(shown), str(self.told.value("unit")))
        if question is None:
            self.say(tr(N_("这几秒什么也没听到，秤还开着吗？")), "warn")
            return
        Read(self, partial(answer, question)).latest("compare").then(self._on_answer).run()

    def _on_answer(self, found: Answer) -> None:
        if self._phase is not _Phase.FOUND:
            return
        self._course.take(found)
        if found.unlearned is not None:
            self.say(tr(WHY_UNLEARNED[found.unlearned]), "warn")
            self._ask_for_display()
            return
        self._is_compared = True
        self._show_parts()
        self._show_live()
        self.list.view.stand_on(0)
        first = found.proposals[0]
        if first.protocol == GENERIC:
            says = N_(
                "学会了这台秤的写法；没见过的写法一律不取。换别的重量再对一两次更稳妥，最好有一次是负数"
            )
            self.say(tr(says), "good")
        elif len(found.proposals) > 1:
            says = N_("有 {count} 种格式都读得对：选一种保存，或者换一个重量再对一次")
            self.say(fill(Message.of(says, count=len(found.proposals))), "good")
        else:
            label = protocols()[first.protocol].label
            self.say(
                fill(Message.of(N_("对上了：{protocol}。保存就能用"), protocol=Message.of(label))), "good"
            )
        self.commands_changed.emit()

    def _ask_for_display(self) -> None:
        """Put the cursor where the display is typed; what stands there is typed over."""
        self.told.focus("shown")
        line = self.told.editor("shown")
        if isinstance(line, QLineEdit):
            line.selectAll()

    def save(self) -> None:
        """Set the scale up the way that is chosen in the list."""
        chosen = self._chosen
        if chosen is None or not self.told.commit():
            return
        if not self._is_compared and len(equals(self._course.proposals)) > 1:
            self.say(tr(N_("这几种格式从数据上分不出来：先把秤上显示的数打在下面对一对")), "warn")
            self._ask_for_display()
            return
        port = self._port
        before = next(
            (each for each in self._devices.setups if each.port == port and each.kind == "scale"), None
        )
        adapter = next((each.adapter for each in self._ports if each.port == port), "")
        name = str(self.told.value("name") or "").strip() or tr(N_("电子秤"))
        made = DeviceSetup(
            key=before.key if before is not None else uuid.uuid4().hex,
            kind=DeviceKind.SCALE,
            name=name,
            port=port,
            adapter=adapter or (before.adapter if before is not None else ""),
            protocol=chosen.protocol,
            line=chosen.line,
            options=chosen.profile,
        )
        self.stop()
        self.saved.emit(made)

    def _show_phase(self, phase: _Phase) -> None:
        self._phase = phase
        self._show_parts()
        if phase is _Phase.WHERE:
            self.says.setText(tr(N_("选秤插的口，先让秤空着。秤要开着；听要十几秒，不会动秤上的任何设置")))
        elif phase is _Phase.FOUND:
            self._prepare()
        self.commands_changed.emit()

    def _show_parts(self) -> None:
        """Show what belongs to the phase, and the list once there is something to choose from."""
        is_found = self._phase is _Phase.FOUND
        has_any = is_found and bool(self._course.proposals)
        self.where.setVisible(self._phase is _Phase.WHERE)
        self.progress.setVisible(self._phase is _Phase.LISTENING)
        for widget in (self.weight, self.rest, self.list):
            widget.setVisible(has_any)
        self.told.setVisible(is_found and self._has_heard)
        self._hear.setVisible(self._phase is not _Phase.WHERE)
        self._rest_of_room.setVisible(not has_any)
        if is_found:
            self.says.setText(tr(self._advice()))

    def _advice(self) -> Label:
        if self._course.proposals:
            return N_("放一件东西，等秤上的数不动了，把秤上显示的数打在下面")
        if self._has_heard:
            return N_(
                "听到了，可是没有认识的格式：放一件东西，等秤上的数不动了，把秤上显示的数打在下面，学它的写法"
            )
        return N_("什么也没听到：看看秤开了没有、线插好没有、口选对没有、秤的通讯方式是不是“连续发送”")

    def _prepare(self) -> None:
        port = self._port
        before = next((each.name for each in self._devices.setups if each.port == port), "")
        self.told.set_values({"shown": "", "unit": "kg", "name": before})
        self._show_live()
        self.list.view.stand_on(0)


def _nothing() -> None:
    """A hint: the page does it."""
