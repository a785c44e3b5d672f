"""The file of devices, recordings, and the manager that runs what is set up."""

import json
import time
from pathlib import Path

import pytest

from app.devices.desk import Desk, Event, Printing
from app.devices.labels.layout import LabelPrinter
from app.devices.printers.printer import Sent
from app.devices.printers.profile import ROLL_58
from app.devices.scales.profile import Pattern, Profile
from app.devices.scales.scale import Reading
from app.devices.scanners.serial_scans import Heard, ScannerProfile
from app.devices.serial_line import SEVEN_E_ONE
from app.devices.setup import DeviceKind, DeviceSetup, plain_of, read_setups, setup_of, write_setups
from app.devices.transports.opening import open_port
from app.devices.transports.recording import (
    DEVICE,
    HOST,
    Piece,
    Recorder,
    Tape,
    read_recording,
    recorded_device,
    url_of,
    without_payments,
    write_recording,
)
from app.devices.transports.transport import Unplugged
from tests.devices.emulators import Wire, say
from tests.devices.receipt_printer import ReceiptPrinter

SETUPS = [
    DeviceSetup(
        "scale",
        DeviceKind.SCALE,
        "台秤",
        "COM3",
        adapter="1A86:7523::1-1",
        protocol="toledo_continuous",
        line=SEVEN_E_ONE,
        options=Profile(unit="jin", pattern=Pattern(decimals=3)),
    ),
    DeviceSetup("scanner", DeviceKind.SCANNER, "枪", "COM4", options=ScannerProfile(suffix=b"\r")),
    DeviceSetup("slips", DeviceKind.RECEIPT_PRINTER, "小票", "tcp://10.0.0.9", options=ROLL_58, is_on=False),
    DeviceSetup(
        "labels", DeviceKind.LABEL_PRINTER, "标签", "file:///dev/usb/lp0", options=LabelPrinter(dpi=300)
    ),
    DeviceSetup("display", DeviceKind.DISPLAY, "客显", "COM5"),
]


def test_devices_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "devices.json"
    assert read_setups(path) == []
    write_setups(path, SETUPS)
    assert read_setups(path) == SETUPS


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "toaster"},
        {"line": {"baud": "fast"}},
        {"options": {"stable_after": True}},
        {"options": {"stable_min_ms": [1, 2]}},
        {"options": {"unit": ["kg"]}},
        {"options": {"pattern": 3}},
    ],
)
def test_a_wrong_value_in_the_file_is_said(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "devices.json"
    write_setups(path, SETUPS[:1])
    plain = json.loads(path.read_text(encoding="utf-8"))["devices"][0]
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the key, or the system's
        setup_of(plain | change)


def test_a_recording_is_played_as_it_was(tmp_path: Path) -> None:
    wire = Wire.over_tcp()
    tape = Tape()
    recorder = Recorder(open_port(wire.port), tape)
    wire.wait_open()
    say(wire, [b"ST,GS,+", b"  1.000kg\r\n"], [0, 30])
    heard = b""
    while len(heard) < 18:
        heard += recorder.read(1)
    recorder.write(b"Z")
    recorder.close()
    wire.close()
    path = tmp_path / "秤 1.rec"
    write_recording(path, tape.pieces, plain_of(SETUPS[0]))
    assert b"".join(piece.data for piece in read_recording(path) if piece.side == DEVICE) == heard
    assert setup_of(recorded_device(path)) == SETUPS[0]
    player = open_port(url_of(path))
    played = b""
    while len(played) < len(heard):
        played += player.read(0.2)
    assert played == heard
    assert player.read(0.05) == b""
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(Unplugged):
        open_port(url_of(path))


def test_a_code_that_pays_is_blanked_and_nothing_else_is() -> None:
    said = [b"6901234567892\r1345678", b"90123456789\r", b"26-not", b"\r"]
    pieces = [Piece(5, DEVICE, data) for data in said] + [Piece(1, HOST, b"134567890123456789")]
    kept = without_payments(pieces)
    assert [piece.data for piece in kept] == [
        b"6901234567892\r0000000",
        b"00000000000\r",
        b"26-not",
        b"\r",
        b"134567890123456789",
    ]


def test_the_manager_runs_what_is_set_up_and_nothing_else(tmp_path: Path) -> None:
    scale, scanner, printer = Wire.over_tcp(), Wire.over_tcp(), ReceiptPrinter()
    told: list[Event] = []
    devices = Desk(told.append)
    setups = [
        DeviceSetup("scale", DeviceKind.SCALE, "秤", scale.port, protocol="st_gs_text", options=Profile()),
        DeviceSetup("scanner", DeviceKind.SCANNER, "枪", scanner.port),
        DeviceSetup("slips", DeviceKind.RECEIPT_PRINTER, "小票", printer.port, options=ROLL_58),
    ]
    try:
        devices.apply(setups)
        scale.wait_open()
        scanner.wait_open()
        time.sleep(0.1)
        say(scale, [b"ST,GS,+   1.250kg\r\n"])
        say(scanner, [b"6901234567892\r"])
        assert devices.write("slips", "job", b"\x1b@text\n")
        assert not devices.write("scale", "job", b"")
        end = time.monotonic() + 5
        while time.monotonic() < end and not _all_there(told):
            time.sleep(0.02)
        assert _all_there(told), told
        devices.apply(setups[:1])
        assert devices.of_kind(DeviceKind.SCANNER) == []
    finally:
        devices.close()
        scale.close()
        scanner.close()
        printer.close()


def _all_there(told: list[Event]) -> bool:
    said = {event.device: event.said for event in told if not hasattr(event.said, "state")}
    weighed, printed, heard = said.get("scale"), said.get("slips"), said.get("scanner")
    return (
        isinstance(weighed, Reading)
        and weighed.weight.text == "1.250"
        and isinstance(heard, Heard)
        and heard.code == "6901234567892"
        and isinstance(printed, Printing)
        and printed.result == Sent(is_confirmed=True, paper=printed.result.paper)  # type: ignore[union-attr]
    )
