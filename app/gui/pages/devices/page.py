"""设备: a list with the state of each, a form to add or change one, and what the one in front says right now.

What is saved is in force at once. It belongs to the computer, not to the firm.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.kinds import Kind
from app.core.table import Column, Drill, Table
from app.core.text import N_, Message
from app.devices.serial_ports import SerialPortFound, found_ports
from app.devices.setup import DeviceSetup
from app.gui import device_words, devices
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.pages.devices import kinds
from app.gui.pages.devices.aided_page import AidedPage
from app.gui.pages.devices.files import DeviceFiles
from app.gui.pages.devices.now_card import NowCard
from app.gui.pages.devices.trial_page import TrialPage
from app.gui.scale_orders import ScaleOrders
from app.gui.widgets.card import Card
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr

_COLUMNS: Final = (
    Column("name", N_("名称"), Kind.TEXT),
    Column("kind", N_("种类"), Kind.TEXT),
    Column("port", N_("接在"), Kind.TEXT),
    Column("standing", N_("状态"), Kind.TEXT),
    Column("reason", N_("原因"), Kind.TEXT),
)
_WIDTHS: Final = {"name": 160, "found": 260, "port": 240, "protocol": 260}


class DevicesPage(AidedPage):
    """The devices of this computer."""

    own_topic = "devices"
    takes_scans = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("设备")), parent)
        self._firm = desk.firm
        self._devices = devices.here()
        self._ports: Sequence[SerialPortFound] = ()
        self._changing: DeviceSetup | None = None
        self._rows: list[tuple[object, ...]] = []
        self._is_typed = False
        self.question = AskStrip()
        self._orders = ScaleOrders(self)
        self._files = DeviceFiles(self, self.question, self.show_notice)
        self.form: FieldForm | None = None
        self.card = TableCard()
        self.card.view.arranged.name = "devices"
        self.now = NowCard()
        self.sheet = Card("")
        self._room = QVBoxLayout()
        self.trial = TrialPage(self._firm, self)
        self._fade = QTimer(self, interval=device_words.SILENT_MS)
        self._lay_out_body()
        self._connect()
        self._devices.begin()
        self.trial.changed.connect(self._take_changed)
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        self.sheet.inside.addLayout(self._room)
        self.sheet.hide()
        self.now.hide()
        self.body.addWidget(self.question)
        self.body.addWidget(self.sheet)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.now)

    def _connect(self) -> None:
        self.card.opened.connect(self._change_at)
        self.card.view.selected.connect(self._on_selected)
        self._devices.changed.connect(self.reload)
        self._devices.told.connect(self._on_told)
        self._fade.timeout.connect(self._show_now)

    def commands(self) -> tuple[Command, ...]:
        if self.aid is not None:
            return self.aid.commands()
        if self.form is not None:
            return (
                Command("devices.save", N_("保存"), self.save, button=True, primary=True),
                Command("devices.leave", N_("不改了"), _nothing, hint=True),
            )
        return (
            self._adds(),
            Command("devices.doctor", N_("设备医生"), self.examine, button=True),
            Command("devices.scan_test", N_("扫码枪测试"), self.test_scanner, button=True),
            *(self._changes() if self._devices.setups else ()),
            Command("devices.open_file", N_("打开文件"), self.open_file),
        )

    def _adds(self) -> Command:
        return Command("devices.new", N_("添加设备"), self.add, button=True, primary=True)

    def _changes(self) -> tuple[Command, ...]:
        """Return what can be done with the device in front."""
        return (
            Command("devices.change", N_("修改"), _nothing, hint=True),
            *self.trial.commands(self._setup_at(self.card.view.current_row())),
            *self._orders.commands(self._key_in_front),
            Command("devices.record", N_("存录下的数据"), self.save_recording),
            Command("devices.export", N_("存成文件"), self.save_profile),
            Command("devices.remove", N_("删除设备"), self.remove, button=True),
        )

    @property
    def _key_in_front(self) -> str:
        setup = self._setup_at(self.card.view.current_row())
        return setup.key if setup is not None else ""

    def focus_first(self) -> None:
        if self.aid is not None:
            self.aid.focus_first()
        elif self.form is not None:
            self.form.focus_first()
        else:
            self.card.view.setFocus()

    # The list, and what the device in front says

    def reload(self) -> None:
        self._rows = [self._row(setup) for setup in self._devices.setups]
        drills = tuple(Drill("device", (("key", setup.key),)) for setup in self._devices.setups)
        says = tr(N_("这台电脑还没有设备"))
        advises = tr(N_("秤、串口扫码枪、小票打印机、顾客显示屏在这里添加；像键盘一样打字的扫码枪插上就能用"))
        self.card.say_when_empty(says, advises, replace(self._adds(), primary=False))
        self.card.show_table(Table(N_("设备"), _COLUMNS, self._rows, drills=drills))
        if self._devices.is_unreadable:
            self._devices.is_unreadable = False
            told = N_("设备的设置文件看不懂，已另存为 devices.unreadable；请重新添加设备")
            self.show_notice(Notice(tr(told), "warn"))
        self._show_now()
        self.commands_changed.emit()

    def _row(self, setup: DeviceSetup) -> tuple[object, ...]:
        standing = self._devices.standings.get(setup.key)
        kind = tr(kinds.FORMS[setup.kind].label)
        state = device_words.state_of(setup, standing)
        return setup.name, kind, setup.port, state, device_words.why_of(standing)

    def _on_told(self, _key: str) -> None:
        if [self._row(setup) for setup in self._devices.setups] != self._rows:
            self.reload()
        else:
            self._show_now()

    def _setup_at(self, row: int) -> DeviceSetup | None:
        number = self.card.view.rows.number_at(row) if row >= 0 else -1
        return self._devices.setups[number] if 0 <= number < len(self._devices.setups) else None

    def _show_now(self) -> None:
        if self.isVisible() and self.aid is None:
            setup = self._setup_at(self.card.view.current_row())
            self.now.show_device(setup, self._devices.standings.get(setup.key) if setup is not None else None)
            self._fade.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_now()

    def _on_selected(self) -> None:
        if self.aid is None:
            self._show_now()
            self.commands_changed.emit()

    # What helps to set up: the doctor, the test of scanners, files

    def examine(self) -> None:
        """F12: find out how a scale talks."""
        Read(self, found_ports).latest("ports").then(self._open_doctor).run()

    def _open_doctor(self, ports: Sequence[SerialPortFound]) -> None:
        if self.aid is None and self.form is None:
            from app.gui.pages.devices.doctor_sheet import DoctorSheet  # noqa: PLC0415 - seldom opened

            front = self._setup_at(self.card.view.current_row())
            is_scale = front is not None and front.kind == kinds.FIRST
            self.open_aid(
                DoctorSheet(self._firm, ports, front.port if front is not None and is_scale else "")
            )

    def test_scanner(self) -> None:
        """F3: measure a scanner."""
        from app.gui.pages.devices.scanner_sheet import ScannerSheet  # noqa: PLC0415 - seldom opened

        self.open_aid(ScannerSheet(self._firm))

    def on_aid(self) -> None:
        self.card.setVisible(self.aid is None)
        self.now.hide()

    def on_found(self, setup: DeviceSetup) -> None:
        self._put(setup)

    def open_file(self) -> None:
        """Ctrl+O: a profile of another shop, or a recording that is to be played."""
        self._files.open(self._on_opened)

    def _on_opened(self, setup: DeviceSetup, is_recording: bool) -> None:  # noqa: FBT001 - what the file is
        if is_recording:
            self._put(setup)
        else:
            self._begin(setup)

    def save_profile(self) -> None:
        """Ctrl+E: how the device in front talks, as a file."""
        setup = self._setup_at(self.card.view.current_row())
        if setup is not None:
            self._files.save_profile(setup)

    def save_recording(self) -> None:
        """Ctrl+R: what the device in front said lately, as a file."""
        setup = self._setup_at(self.card.view.current_row())
        if setup is not None:
            self._files.save_recording(setup)

    # Adding and changing

    def add(self) -> None:
        """F2: ask what it is and where it is."""
        self._begin(None)

    def _change_at(self, row: int) -> None:
        setup = self._setup_at(row)
        if setup is not None:
            self._begin(setup)

    def _begin(self, setup: DeviceSetup | None) -> None:
        Read(self, _found).latest("ports").then(partial(self._on_ports, setup)).run()

    def _on_ports(self, setup: DeviceSetup | None, ports: Sequence[SerialPortFound]) -> None:
        self.clear_notice()
        self._changing, self._ports, self._is_typed = setup, ports, False
        self.sheet.heading.setText(tr(N_("添加设备")) if setup is None else setup.name)
        kind = setup.kind if setup is not None else kinds.FIRST
        self._ask(kind, kinds.values_of(setup, kind))
        self.commands_changed.emit()

    def _ask(self, kind: str, values: dict[str, Any]) -> None:
        """Show the form of a kind."""
        self._drop_form()
        fields = kinds.fields_of(kind, self._ports, is_new=self._changing is None)
        self.form = FieldForm(
            fields, partial(editor_for, firm=self._firm), widths=_WIDTHS, is_away=self._is_away
        )
        self.form.set_values(values)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self._room.addWidget(self.form)
        self.sheet.show()
        self.form.focus("name" if self._changing is None and values["kind"] != kinds.FIRST else "kind")
        if self._changing is not None:
            self.form.focus("name")

    def _is_away(self, key: str, _value: object) -> bool:
        """Hide what is asked about a serial line where there is none."""
        form = self.form
        if form is None or key not in kinds.LINE_KEYS:
            return False
        return not kinds.wants_line(str(form.value("kind")), str(form.value("port")))

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self._room.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _on_changed(self, key: str) -> None:
        form = self.form
        if form is None:
            return
        self._is_typed = True
        if key == "found" and form.value("found"):
            form.editor("port").set_value(form.value("found"))
            form.editor("port").clear_mark()
        elif key == "kind":
            # Later, because the editor that says so goes away with its form.
            QTimer.singleShot(0, self, self._on_kind)
            return
        for name, value in kinds.follows(str(form.value("kind")), key, form.value(key)).items():
            form.editor(name).set_value(value)
        if key in {"found", "port"}:
            form.set_values(form.values())  # what is asked of a line depends on where it is

    def _on_kind(self) -> None:
        if self.form is not None:
            typed = {key: value for key, value in self.form.values().items() if key in kinds.OF_ALL}
            kind = str(typed["kind"])
            # The line is that of the new kind.
            kept = {key: value for key, value in typed.items() if key not in kinds.LINE_KEYS}
            self._ask(kind, {**kinds.values_of(None, kind), **kept})

    def _on_left(self, step: int) -> None:
        if step > 0:
            self.save()

    def save(self) -> None:
        """F8: remember the device and run it; what is missing is marked."""
        form = self.form
        if form is None or not form.commit():
            return
        missing = form.missing()
        if missing:
            form.focus(missing)
            return
        mistake = kinds.FORMS[str(form.value("kind"))].mistake(form.values())
        if mistake is not None:
            form.mark(mistake[0], tr(mistake[1]))
            form.focus(mistake[0])
            return
        setup = kinds.setup_from(form.values(), self._changing, self._ports)
        rest = [each for each in self._devices.setups if each.key != setup.key]
        taken = next((each for each in rest if each.port == setup.port and each.is_on and setup.is_on), None)
        if taken is not None:
            form.mark("port", fill(Message.of(N_("“{name}”已经接在这个口"), name=taken.name)))
            form.focus("port")
            return
        self._close_form()
        self._put(setup)

    def _put(self, setup: DeviceSetup) -> None:
        """Add a device, or put it in the place of the one it was."""
        all_of_them = list(self._devices.setups)
        keys = [each.key for each in all_of_them]
        if setup.key in keys:
            all_of_them[keys.index(setup.key)] = setup
        else:
            all_of_them.append(setup)
        if self._use(all_of_them):
            self.card.view.stand_on(
                next(row for row, each in enumerate(all_of_them) if each.key == setup.key)
            )
            self.show_notice(Notice(fill(Message.of(N_("已保存“{name}”"), name=setup.name)), "good"))

    def remove(self) -> None:
        """Ctrl+Del: forget the device in front; the notice can bring it back."""
        setup = self._setup_at(self.card.view.current_row())
        if setup is None:
            return
        before = list(self._devices.setups)
        if self._use([each for each in before if each.key != setup.key]):
            back = Command("devices.back", N_("放回来"), partial(self._put_back, before))
            says = fill(Message.of(N_("已删除“{name}”"), name=setup.name))
            self.show_notice(Notice(says, "calm", back))
            self.focus_first()

    def _take_changed(self, setup: DeviceSetup) -> None:
        """Take a device that the test page has changed."""
        setups = [setup if each.key == setup.key else each for each in self._devices.setups]
        if self._use(setups):
            self.show_notice(Notice(fill(Message.of(N_("已保存“{name}”"), name=setup.name)), "good"))

    def _put_back(self, before: Sequence[DeviceSetup]) -> None:
        if self._use(before):
            self.clear_notice()
            self.focus_first()

    def _use(self, setups: Sequence[DeviceSetup]) -> bool:
        """Run these devices; False where the file cannot be written, which is said."""
        try:
            self._devices.use(setups)
        except OSError as problem:
            says = Message.of(N_("设备没有保存：{reason}"), reason=str(problem))
            self.show_notice(Notice(fill(says), "bad"))
            return False
        return True

    def _close_form(self) -> None:
        self._drop_form()
        self.sheet.hide()
        self._is_typed = False
        self.commands_changed.emit()
        self.focus_first()

    def may_close(self) -> bool:
        """Stay while a device is being typed."""
        if self.form is None or not self._is_typed:
            return True
        self.show_notice(Notice(tr(N_("先保存这个设备，或者按 Esc 不改")), "warn"))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away."""
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self._close_form()
            self.clear_notice()
        else:
            super().keyPressEvent(event)


def _found() -> list[SerialPortFound]:
    """Look for whatever a device could stand at."""
    from app.devices.printers.found import found_printers  # noqa: PLC0415 - wanted with the first form

    return [*found_ports(), *found_printers()]


def _nothing() -> None:
    """A hint: the widget with the cursor does it."""
