"""Scale vectors through the real drivers, over a wire."""

import threading
import time
from typing import Any

from app.devices.faults import Fault
from app.devices.scales.conversation import Conversation
from app.devices.scales.framing import Framer
from app.devices.scales.profile import Pattern, Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.protocols import protocols
from app.devices.scales.scale import Reading, Scale, Told
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine
from app.devices.transports.opening import open_port
from app.devices.worker import PortWorker, State, Status
from tests.devices.emulators import Wire, answer, say

_SETTLE_S = 0.75
"""Longer than half a frame is waited for."""


def play(vector: dict[str, Any]) -> dict[str, Any]:
    """Play one vector; return what the driver made of it."""
    protocol = protocols()[vector["protocol"]]
    profile, line = profile_of(vector.get("profile", {})), line_of(vector.get("serial", {}))
    if "exchange" in vector:
        return _asked(vector, protocol, profile, line)
    return _heard(vector, protocol, profile, line)


def profile_of(said: dict[str, Any]) -> Profile:
    """Return a profile as vectors write it."""
    usual = Profile()
    pattern = Pattern(
        regex=said.get("regex", usual.pattern.regex),
        stable=said.get("stable_regex", ""),
        is_reversed=said.get("reversed", False),
        decimals=said.get("decimals"),
    )
    return Profile(
        unit=said.get("unit", said.get("unit_default", usual.unit)),
        address=said.get("address", usual.address),
        checksum=said.get("checksum", usual.checksum),
        accepts_clone_checksum=said.get("clone_checksum", False),
        stable_after=said.get("stable_after", usual.stable_after),
        stable_min_ms=said.get("stable_min_ms", usual.stable_min_ms),
        timeout_ms=said.get("timeout_ms", usual.timeout_ms),
        pattern=pattern,
    )


def line_of(said: dict[str, Any]) -> SerialLine:
    """Return a line as vectors write it."""
    return SerialLine(
        said.get("baud", 9600), said.get("bytesize", 8), said.get("parity", "N"), said.get("stopbits", 1)
    )


def _asked(
    vector: dict[str, Any], protocol: ScaleProtocol, profile: Profile, line: SerialLine
) -> dict[str, Any]:
    exchange = [
        (bytes.fromhex(one["host_hex"]), [bytes.fromhex(chunk) for chunk in one["device_chunks_hex"]])
        for one in vector["exchange"]
    ]
    wire, stop = Wire.terminal(), threading.Event()
    device = threading.Thread(target=answer, args=(wire, exchange, stop), daemon=True)
    framer = Framer(protocol.cutter(profile))
    conversation = Conversation(framer, SerialLine() if protocol.has_eighth_bit else line, profile.timeout_ms)
    port = open_port(wire.port, line)
    device.start()
    try:
        heard: list[Any] = []
        for request, _ in exchange:
            heard += conversation.ask(port, (request,))
    finally:
        stop.set()
        device.join()
        port.close()
        wire.close()
    return {
        "id": vector["id"],
        "got_readings": [reading(one) for one in heard if isinstance(one, Weight)],
        "got_errors": [one.kind.value for one in heard if isinstance(one, Fault)],
    }


def _heard(
    vector: dict[str, Any], protocol: ScaleProtocol, profile: Profile, line: SerialLine
) -> dict[str, Any]:
    again = vector.get("after_reconnect_chunks_hex")
    wire = Wire.over_tcp() if again is not None else Wire.terminal()
    told: list[Told] = []
    is_open = threading.Event()

    def on_status(status: Status) -> None:
        (is_open.set if status.state is State.OPEN else is_open.clear)()

    scale = Scale(protocol, profile, line, told.append)
    worker = PortWorker(lambda: open_port(wire.port, line), scale, on_status, back_off_s=(0.05,))
    worker.start()
    answers: dict[str, Any] = {"id": vector["id"]}
    try:
        wire.wait_open()
        is_open.wait(5)
        say(wire, [bytes.fromhex(chunk) for chunk in vector["chunks_hex"]], vector.get("gaps_ms", ()))
        time.sleep(_SETTLE_S)
        before = list(told)
        if again is not None:
            wire.unplug()
            wire.wait_open()
            time.sleep(0.1)
            say(wire, [bytes.fromhex(chunk) for chunk in again])
            time.sleep(_SETTLE_S)
            after = [reading(one.weight) for one in told[len(before) :] if isinstance(one, Reading)]
            answers["got_after_reconnect"] = after
    finally:
        worker.stop()
        wire.close()
    faults = [one.kind.value for one in before if isinstance(one, Fault)]
    answers["got_readings"] = [reading(one.weight) for one in before if isinstance(one, Reading)]
    answers["got_errors"] = faults + (["disconnected"] if again is not None else [])
    answers["got_derived_stable"] = [one.is_at_rest for one in before if isinstance(one, Reading)]
    return answers


def reading(weight: Weight) -> dict[str, Any]:
    """Write a weight as vectors do."""
    said: dict[str, Any] = {
        "weight": weight.text,
        "unit": weight.unit,
        "stable": weight.stable,
        "overload": weight.overload,
    }
    if weight.underload:
        said["underload"] = True
    if weight.net is not None:
        said["net"] = weight.net
    if weight.tare is not None:
        said["tare"] = weight.tare
    if weight.kind:
        said["kind"] = weight.kind
    kilograms = weight.kilograms
    if kilograms is not None and weight.unit != "kg":
        said["kg"] = format(kilograms, "f")
    return said
