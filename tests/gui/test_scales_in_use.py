"""Scales through a day: zeroed, tared, several of them, in counts; pulled out, taken, silent, gone for ever."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.core.numbers import Quantity, quantity
from app.devices import worker
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.transports.opening import open_port
from app.gui import devices, preferences
from app.gui.pages.devices.page import DevicesPage
from tests.devices.emulators import Wire
from tests.emulate import ScaleOnATable
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.speaking import SpeakingScale


@pytest.fixture(autouse=True)
def no_devices() -> Iterator[None]:
    yield
    devices.here().end()


@pytest.fixture
def scale() -> Iterator[SpeakingScale]:
    made = SpeakingScale("yaohua_ww13")
    made.plug()
    yield made
    made.close()


def until(clerk: Clerk, is_so: Callable[[], bool], seconds: float = 10) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=round(seconds * 1000))


def setup(key: str, name: str, port: str, protocol: str = "st_gs_text") -> DeviceSetup:
    return DeviceSetup(key, DeviceKind.SCALE, name, port, protocol=protocol)


def foot(clerk: Clerk) -> str:
    form = clerk.document.form
    assert form is not None
    label = form.foot.findChild(QLabel, "weight")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def quantities(clerk: Clerk) -> list[Quantity | None]:
    return [line.quantity for line in clerk.document.document.lines if line.item]


def begin(clerk: Clerk, initials: str, *typed: str) -> None:
    """Begin a document and type into it."""
    clerk.go(initials)
    clerk.keys.press("F2")
    clerk.keys.enter(*typed)


def shown(clerk: Clerk) -> dict[str, str]:
    return dict(clerk.window.keys.shown)


# Orders, and several scales


def test_a_scale_is_tared_and_zeroed_by_keys_where_it_can(clerk: Clerk, scale: SpeakingScale) -> None:
    devices.here().use([setup("a", "台秤", scale.port, "yaohua_ww13")])
    begin(clerk, "xsckd", "lz", "10003")
    scale.scale.weight = "0.500"
    until(clerk, lambda: "0.500 kg" in foot(clerk))
    clerk.keys.press("Ctrl+F12")
    until(clerk, lambda: bytes(scale.heard) == b"T")
    assert clerk.document.banner.text == "已让“台秤”去皮"
    clerk.keys.press("Ctrl+Shift+F12")
    until(clerk, lambda: bytes(scale.heard) == b"TZ")
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    clerk.keys.press("Ctrl+F12")
    until(clerk, lambda: bytes(scale.heard) == b"TZT")


def test_what_a_scale_cannot_be_told_has_no_key(clerk: Clerk) -> None:
    devices.here().use([setup("a", "台秤", "socket://127.0.0.1:1")])
    begin(clerk, "xsckd", "lz", "10003")
    commands = {command.key for command in clerk.document.commands()}
    assert "line.weigh" in commands
    assert not commands & {"scale.tare", "scale.zero", "scale.next"}


def test_the_next_scale_weighs_after_its_key_and_is_remembered(clerk: Clerk) -> None:
    one, other = SpeakingScale(), SpeakingScale()
    one.scale.weight, other.scale.weight = "1.000", "2.000"
    try:
        for each in (one, other):
            each.plug()
        setups = [setup("a", "柜台秤", one.port), setup("b", "门口秤", other.port)]
        devices.here().use(setups)
        begin(clerk, "xsckd", "lz", "10003")
        until(clerk, lambda: foot(clerk) == "柜台秤：1.000 kg 稳定")
        clerk.keys.press("Shift+F12")
        until(clerk, lambda: foot(clerk) == "门口秤：2.000 kg 稳定")
        assert clerk.document.banner.text == "现在用“门口秤”称"
        clerk.keys.press("F12")
        assert quantities(clerk) == [quantity("2")]
        assert preferences.load().scale == "b"
        devices.here().end()
        devices.here().use(setups)
        assert devices.here().scale_key == "b"
        devices.here().use(setups[:1])
        assert devices.here().scale_key == "a"
    finally:
        devices.here().end()
        one.close()
        other.close()


def test_a_count_is_weighed(clerk: Clerk, scale: SpeakingScale) -> None:
    devices.here().use([setup("a", "台秤", scale.port, "yaohua_ww13")])
    scale.scale.weight = "3.250"
    clerk.go("pdd")
    clerk.keys.press("F2")
    form = clerk.document.form
    assert form is not None
    form.lines.stand(1, "item")
    clerk.keys.enter("10003")
    until(clerk, lambda: foot(clerk) == "台秤：3.250 kg 稳定")
    clerk.keys.press("F12")
    assert quantities(clerk) == [quantity("3.25")]


# Ports that come and go: a terminal of the system behind a name that stays


class Terminal:
    """A scale at a pseudo-terminal; its name is a link, as a system names an adapter after where it is plugged in."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "ttyUSB0"
        self.wire: Wire | None = None
        self.scale = ScaleOnATable("st_gs_text", "1.250")

    def plug(self) -> None:
        self.wire = Wire.terminal()
        if "://" in self.wire.port:
            pytest.skip("this system has no pseudo-terminals")
        self.name.unlink(missing_ok=True)
        self.name.symlink_to(self.wire.port)

    def unplug(self) -> None:
        assert self.wire is not None
        self.name.unlink(missing_ok=True)
        self.wire.close()
        self.wire = None

    def speak(self) -> None:
        if self.wire is not None:
            self.wire.write(self.scale.says())


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setattr(worker, "BACK_OFF_S", (0.1,))
    monkeypatch.setattr(
        worker.PortWorker.__init__, "__kwdefaults__", {"name": "device", "back_off_s": (0.1,)}
    )
    made = Terminal(tmp_path)
    made.plug()
    yield made
    devices.here().end()
    if made.wire is not None:
        made.unplug()


def spoken_until(clerk: Clerk, terminal: Terminal, is_so: Callable[[], bool], seconds: float = 10) -> None:
    """Let the scale speak until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, foot(clerk)
        terminal.speak()
        clerk.keys.qtbot.wait(50)


def weighing(clerk: Clerk, terminal: Terminal) -> None:
    devices.here().use([setup("a", "台秤", str(terminal.name))])
    begin(clerk, "xsckd", "lz", "10003")
    spoken_until(clerk, terminal, lambda: foot(clerk) == "台秤：1.250 kg 稳定")


def test_pulled_out_and_in_again_it_weighs_on_and_no_number_stays(clerk: Clerk, terminal: Terminal) -> None:
    weighing(clerk, terminal)
    for weight in ("0.500", "2.000", "0.010"):
        terminal.unplug()
        until(clerk, lambda: foot(clerk) == "台秤：没有读数")
        clerk.keys.press("F12")
        assert clerk.document.banner.text.startswith("“台秤”现在没有读数")
        assert quantities(clerk) == [None]
        terminal.scale.weight = weight
        terminal.plug()
        spoken_until(clerk, terminal, lambda weight=weight: foot(clerk) == f"台秤：{weight} kg 稳定")  # type: ignore[misc]


def test_a_scale_that_falls_silent_shows_no_number(clerk: Clerk, terminal: Terminal) -> None:
    weighing(clerk, terminal)
    until(clerk, lambda: foot(clerk) == "台秤：没有读数")
    clerk.keys.press("F12")
    assert clerk.document.banner.text.startswith("“台秤”现在没有读数")
    spoken_until(clerk, terminal, lambda: foot(clerk) == "台秤：1.250 kg 稳定")


def test_a_port_that_another_program_has_is_missing_until_it_is_let_go(
    clerk: Clerk, terminal: Terminal
) -> None:
    other = open_port(str(terminal.name))
    devices.here().use([setup("a", "台秤", str(terminal.name))])
    begin(clerk, "xsckd", "lz", "10003")
    standing = devices.here().standings["a"]
    until(clerk, lambda: standing.status is not None and standing.status.state == "missing")
    assert standing.status is not None
    assert standing.status.reason
    other.close()
    spoken_until(clerk, terminal, lambda: foot(clerk) == "台秤：1.250 kg 稳定")


def test_a_port_that_is_gone_for_ever_holds_nothing_up(clerk: Clerk, terminal: Terminal) -> None:
    weighing(clerk, terminal)
    terminal.unplug()
    until(clerk, lambda: foot(clerk) == "台秤：没有读数")
    clerk.keys.qtbot.wait(800)
    # Work goes on by hand, and the program ends without waiting for the port.
    assert clerk.document.form is not None
    clerk.document.form.lines.stand(1, "quantity")
    clerk.keys.enter("2")
    assert quantities(clerk) == [quantity("2")]
    began = time.monotonic()
    devices.here().end()
    assert time.monotonic() - began < 4  # the port would be tried again after five


def test_cut_off_in_the_middle_of_a_frame_it_never_shows_half_a_weight(
    clerk: Clerk, terminal: Terminal
) -> None:
    weighing(clerk, terminal)
    seen: set[str] = set()
    heard = devices.here().told.connect(lambda _key: seen.add(foot(clerk)))
    frame = b"ST,GS,+ 123.456kg\r\n"
    for cut in range(1, len(frame) - 1, 3):
        assert terminal.wire is not None
        os.write(terminal.wire._fd, frame[:cut])
        clerk.keys.qtbot.wait(20)
        terminal.unplug()
        until(clerk, lambda: foot(clerk) == "台秤：没有读数")
        terminal.plug()
        spoken_until(clerk, terminal, lambda: foot(clerk) == "台秤：1.250 kg 稳定")
    assert seen <= {"", "台秤：没有读数", "台秤：1.250 kg 稳定"}
    devices.here().told.disconnect(heard)
