"""The doctor at a port: every speed is tried, the right one found, the port let go; wires modelled bit by bit."""

import json
import random
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from app.devices.doctor import examination
from app.devices.doctor.examination import Examination, Found, Gone, Told, Trying
from app.devices.doctor.heard import Heard
from app.devices.doctor.proposals import fitting
from app.devices.doctor.sharing import read_profile, write_profile
from app.devices.scales.profile import Pattern, Profile
from app.devices.scales.protocols import protocols
from app.devices.serial_line import SerialLine
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.transports.transport import Transport, Unplugged
from tests.devices import reference_scales as reference
from tests.devices.uart import arrives


class Port:
    """A scale at a serial line: it speaks ten times a second, or answers when it is asked as it expects."""

    def __init__(self, scale: "ScaleAtALine", line: SerialLine) -> None:
        self.scale, self.line = scale, line
        self.answers: list[bytes] = []
        scale.is_open = True

    def read(self, timeout_s: float) -> bytes:
        if self.scale.is_gone:
            raise Unplugged("gone")
        time.sleep(0.002)
        if self.answers:
            return self.answers.pop()
        return arrives(self.scale.frames(), self.scale.line, self.line) if not self.scale.asked else b""

    def write(self, data: bytes) -> None:
        if data in self.scale.asked and self.line == self.scale.line:
            self.answers.append(arrives(self.scale.frames(), self.line, SerialLine(self.line.baud)))

    def forget_input(self) -> None:
        pass

    def close(self) -> None:
        self.scale.is_open = False


class ScaleAtALine:
    def __init__(self, protocol: str, line: SerialLine, asked: tuple[bytes, ...] = ()) -> None:
        self.protocol, self.line, self.asked = protocol, line, asked
        self.is_open = self.is_gone = False
        self.opened_at: list[SerialLine] = []

    def frames(self) -> list[bytes]:
        return [reference.write(self.protocol, random.Random(1))] * 2

    def open(self, line: SerialLine) -> Transport:
        self.opened_at.append(line)
        return Port(self, line)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"_SILENT_S": 0.03, "_SPEAKING_S": 0.06, "_ANSWER_S": 0.03, "_READ_S": 0.01}.items():
        monkeypatch.setattr(examination, name, seconds)


def examined(scale: ScaleAtALine, until: Callable[[list[Told]], bool]) -> list[Told]:
    told: list[Told] = []
    doctor = Examination(scale.open, told.append, has_speed=True)
    doctor.start()
    end = time.monotonic() + 20
    while not until(told):
        assert time.monotonic() < end, told
        time.sleep(0.01)
    doctor.stop()
    assert doctor.join(3)
    assert not scale.is_open
    return told


def is_found(told: list[Told]) -> bool:
    return any(isinstance(one, Found) for one in told)


@pytest.mark.parametrize(
    ("protocol", "line"),
    [
        ("st_gs_text", SerialLine()),
        ("and_standard", SerialLine(2400, 7, "E")),
        ("sartorius_sbi16", SerialLine(1200, 7, "O")),
        ("toledo_continuous", SerialLine(4800, 7, "E")),
        ("yaohua_cont12", SerialLine(600)),
    ],
)
def test_a_scale_that_speaks_is_found_at_its_speed(protocol: str, line: SerialLine) -> None:
    told = examined(ScaleAtALine(protocol, line), is_found)
    found = next(one for one in told if isinstance(one, Found))
    assert (found.proposals[0].protocol, found.proposals[0].line) == (protocol, line)
    assert any(isinstance(one, Heard) for one in told)


@pytest.mark.parametrize(
    ("protocol", "line", "asked"),
    [
        ("mettler_8217", SerialLine(9600, 7, "E"), (b"W",)),
        ("nci_scp01", SerialLine(2400, 7, "E"), (b"W\r",)),
        ("cas_enq_dc1", SerialLine(9600, 7, "E"), (b"\x05", b"\x11")),
        ("mt_sics", SerialLine(4800), (b"S\r\n",)),
    ],
)
def test_a_scale_that_waits_is_asked(protocol: str, line: SerialLine, asked: tuple[bytes, ...]) -> None:
    told = examined(ScaleAtALine(protocol, line, asked), is_found)
    found = next(one for one in told if isinstance(one, Found))
    assert (found.proposals[0].protocol, found.proposals[0].line) == (protocol, line)


def test_it_listens_live_the_way_that_was_found_until_it_is_stopped() -> None:
    scale = ScaleAtALine("st_gs_text", SerialLine(4800))
    told = examined(scale, lambda told: is_found(told) and isinstance(told[-1], Heard))
    assert scale.opened_at[-1] == SerialLine(4800)
    live = [one for one in told[[type(one) for one in told].index(Found) :] if isinstance(one, Heard)]
    shown = fitting(live[-1], Decimal("26.068"), "kg")
    assert {each.protocol for each in shown} <= {"st_gs_text"}


def test_a_scale_that_is_pulled_out_is_told_of() -> None:
    scale = ScaleAtALine("st_gs_text", SerialLine())

    def pull(told: list[Told]) -> bool:
        scale.is_gone = is_found(told)
        return any(isinstance(one, Gone) for one in told)

    assert examined(scale, pull)


def test_nothing_is_found_where_nothing_speaks_and_it_can_be_stopped_in_between() -> None:
    silent = ScaleAtALine("mettler_8217", SerialLine(), (b"nothing asks this",))
    told = examined(silent, is_found)
    assert next(one for one in told if isinstance(one, Found)).proposals == ()
    assert len([one for one in told if isinstance(one, Trying)]) == next(
        one.whole for one in told if isinstance(one, Trying)
    )
    told = examined(silent, lambda told: len(told) > 2)
    assert not is_found(told)


def test_a_port_that_is_taken_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "_PATIENCE_S", 0.05)
    told: list[Told] = []
    is_over = threading.Event()

    def taken(_line: SerialLine) -> Transport:
        raise Unplugged("taken")

    def tell(one: Told) -> None:
        told.append(one)
        if isinstance(one, Gone):
            is_over.set()

    Examination(taken, tell, has_speed=True).start()
    assert is_over.wait(5)
    assert told[-1] == Gone("taken")


def test_a_scale_is_never_told_to_do_anything() -> None:
    """Weights are asked for; nothing is zeroed, tared or switched."""
    from app.devices.doctor.trials import trials
    from app.devices.scales.protocol import Request

    forbidden = {
        step
        for protocol in protocols()
        for request, steps in protocol.requests(Profile()).items()
        if request in {Request.ZERO, Request.TARE, Request.CLEAR_TARE, Request.STREAM}
        for step in steps
    }
    assert forbidden
    assert not forbidden & {step for trial in trials(has_speed=True) for step in trial.steps}


# Sharing


def test_a_profile_goes_to_another_shop_without_this_ones_port(tmp_path: Path) -> None:
    learned = DeviceSetup(
        "k",
        DeviceKind.SCALE,
        "台秤",
        "COM3",
        adapter="1A86:7523::1-1",
        protocol="generic_regex",
        line=SerialLine(4800),
        options=Profile(unit="jin", pattern=Pattern(regex=r"^(\d+)$", end="=")),
    )
    path = tmp_path / "台秤.device.json"
    write_profile(path, learned)
    assert "COM3" not in path.read_text(encoding="utf-8")
    got = read_profile(path)
    assert got.key != learned.key
    assert (got.protocol, got.line, got.options, got.port) == (
        "generic_regex",
        SerialLine(4800),
        learned.options,
        "",
    )


SCALE = {"kind": "scale", "protocol": "generic_regex", "key": "k", "name": "x", "port": ""}


@pytest.mark.parametrize(
    "device",
    [
        None,
        3,
        {"kind": "toaster"},
        {**SCALE, "protocol": "of_tomorrow"},
        {**SCALE, "options": {"pattern": {"regex": "(("}}},
        {**SCALE, "options": {"pattern": {"regex": "1"}}},
    ],
)
def test_a_file_that_describes_nothing_we_can_run_is_refused(tmp_path: Path, device: object) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"zhanggui": "device profile", "device": device}), encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - any value error says so
        read_profile(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        read_profile(path)
