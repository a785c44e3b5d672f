"""A scale at a port: silence, unplugging, a port that is taken, orders; the real thread on an emulated wire."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from app.devices.faults import Fault
from app.devices.scales.profile import ASKS, LISTENS, Profile
from app.devices.scales.protocol import Request
from app.devices.scales.protocols import protocols
from app.devices.scales.scale import Reading, Scale, Told
from app.devices.scales.stability import Capture, Stability
from app.devices.scales.weight import OVERLOAD, Weight
from app.devices.serial_line import SerialLine
from app.devices.transports.opening import open_port
from app.devices.transports.transport import Unplugged
from app.devices.worker import PortWorker, State, Status
from tests.devices.emulators import Wire, say

FRAME = b"ST,GS,+  12.345kg\r\n"


class Desk:
    """A scale, its worker, and all that was told."""

    def __init__(self, wire: Wire, protocol: str = "st_gs_text", profile: Profile | None = None) -> None:
        self.wire = wire
        self.told: list[Told] = []
        self.statuses: list[Status] = []
        self.scale = Scale(protocols()[protocol], profile or Profile(), SerialLine(), self.told.append)
        self.worker = PortWorker(
            lambda: open_port(wire.port), self.scale, self.statuses.append, back_off_s=(0.05,)
        )
        self.worker.start()
        wire.wait_open()
        self.until(lambda: bool(self.statuses) and self.statuses[-1].state is State.OPEN)

    def until(self, is_so: Callable[[], bool], seconds: float = 5) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, (self.told, self.statuses)
            time.sleep(0.01)

    @property
    def weights(self) -> list[str | None]:
        return [one.weight.text for one in self.told if isinstance(one, Reading)]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk(Wire.over_tcp())
    yield made
    made.worker.stop()
    made.wire.close()


def test_a_weight_vanishes_when_the_scale_falls_silent(desk: Desk) -> None:
    say(desk.wire, [FRAME])
    desk.until(lambda: desk.weights == ["12.345"])
    desk.until(lambda: desk.told[-1] is None)


def test_an_unplugged_scale_comes_back_by_itself_and_half_a_frame_is_forgotten(desk: Desk) -> None:
    say(desk.wire, [FRAME, FRAME[:9]])
    desk.until(lambda: desk.weights == ["12.345"])
    desk.wire.unplug()
    desk.until(lambda: desk.statuses[-1].state is State.MISSING)
    assert desk.told[-1] is None
    desk.wire.wait_open()
    desk.until(lambda: desk.statuses[-1].state is State.OPEN)
    say(desk.wire, [FRAME[9:], b"ST,GS,+   1.000kg\r\n"])
    desk.until(lambda: desk.weights[-1] == "1.000")
    assert desk.weights == ["12.345", "1.000"]


def test_an_order_reaches_the_scale() -> None:
    desk = Desk(Wire.over_tcp(), "yaohua_ww13")
    try:
        desk.scale.order(Request.ZERO)
        heard = b""
        end = time.monotonic() + 3
        while b"Z" not in heard and time.monotonic() < end:
            heard += desk.wire.read(0.1)
        assert heard == b"Z"
        assert desk.scale.can == {Request.WEIGH_NOW, Request.TARE, Request.ZERO}
    finally:
        desk.worker.stop()
        desk.wire.close()


def test_a_scale_that_must_be_asked_and_does_not_answer_is_told_of() -> None:
    told: list[Told] = []
    wire = Wire.over_tcp()
    scale = Scale(protocols()["mettler_8217"], Profile(timeout_ms=50), SerialLine(), told.append)
    worker = PortWorker(lambda: open_port(wire.port), scale, lambda _status: None)
    worker.start()
    wire.wait_open()
    try:
        end = time.monotonic() + 5
        while not any(isinstance(one, Fault) for one in told) and time.monotonic() < end:
            time.sleep(0.02)
        assert any(isinstance(one, Fault) and one.kind == "timeout" for one in told)
    finally:
        worker.stop()
        wire.close()


@pytest.mark.parametrize(
    ("protocol", "question", "said", "read"),
    [
        ("and_standard", b"S\r\n", b"ST,+0001.250 kg\r\n", "1.250"),
        ("sartorius_sbi16", b"\x1bP\r\n", b"+    1.250 kg \r\n", "1.250"),
        ("toledo_continuous", b"P\r\n", b"\x02\x2c\x30\x20001234000000\r\x2b", "12.34"),
    ],
)
def test_a_scale_that_usually_sends_can_be_asked(
    protocol: str, question: bytes, said: bytes, read: str
) -> None:
    desk = Desk(Wire.over_tcp(), protocol, Profile(manner=ASKS))
    try:
        for _ in range(2):
            heard = b""
            while question not in heard:
                more = desk.wire.read(5)
                assert more, heard
                heard += more
            say(desk.wire, [said])
        desk.until(lambda: desk.weights[:2] == [read, read])
    finally:
        desk.worker.stop()
        desk.wire.close()


def test_a_scale_that_usually_waits_can_be_listened_to() -> None:
    desk = Desk(Wire.over_tcp(), "mt_sics", Profile(manner=LISTENS))
    try:
        say(desk.wire, [b"S D      1.240 kg\r\nS S      1.250 kg\r\n"])
        desk.until(lambda: len(desk.weights) == 2)
        weights = [(one.weight.text, one.is_at_rest) for one in desk.told if isinstance(one, Reading)]
        assert weights == [("1.240", False), ("1.250", True)]
        assert desk.wire.read(0.3) == b""
    finally:
        desk.worker.stop()
        desk.wire.close()


def test_a_missing_port_is_tried_again_and_stopping_does_not_wait() -> None:
    statuses: list[Status] = []

    def opened() -> None:
        raise Unplugged("no such port")

    scale = Scale(protocols()["st_gs_text"], Profile(), SerialLine(), lambda _told: None)
    worker = PortWorker(opened, scale, statuses.append, back_off_s=(30,))  # type: ignore[arg-type]
    worker.start()
    while not statuses:
        time.sleep(0.005)
    worker.stop()  # one that waits on is left behind, and tells no end
    assert [status.state for status in statuses] == [State.MISSING, State.CLOSED]


@pytest.mark.skipif(not hasattr(threading, "get_native_id"), reason="a terminal of this system")
def test_a_port_that_is_taken_is_said_to_be() -> None:
    wire = Wire.terminal()
    if "://" in wire.port:
        pytest.skip("this system has no pseudo-terminals")
    first = open_port(wire.port)
    try:
        with pytest.raises(Unplugged):
            open_port(wire.port)
    finally:
        first.close()
        wire.close()


def test_at_rest_by_the_flag_or_by_equal_figures() -> None:
    by_flag = Stability(Profile())
    assert by_flag.see(Weight("1.0", "kg", stable=True), 0)
    assert not by_flag.see(Weight("1.0", "kg", stable=False), 10)
    by_figures = Stability(Profile(stable_after=3, stable_min_ms=100))
    seen = [by_figures.see(Weight("1.0", "kg"), at) for at in (0, 10, 20, 120)]
    assert seen == [False, False, False, True]
    assert not by_figures.see(Weight("1.1", "kg"), 130)
    assert not by_figures.see(OVERLOAD, 140)


@pytest.mark.parametrize(
    ("between", "may"),
    [
        (Weight("1.000", "kg"), False),
        (Weight("1.004", "kg"), False),
        (Weight("1.005", "kg"), True),
        (Weight("0.000", "kg"), True),
        (OVERLOAD, False),
    ],
)
def test_one_load_is_taken_once(between: Weight, may: bool) -> None:
    capture = Capture()
    load = Weight("1.000", "kg")
    capture.see(load)
    assert capture.may_take()
    capture.take(load)
    capture.see(between)
    assert capture.may_take() is may
