"""Scale vectors through the real drivers, over a wire."""

import threading
import time
from typing import Any

from app.devices.faults import Fault
from app.devices.scales.conversation import Conversation
from app.devices.scales.framing import Framer
from app.devices.scales.profile import CHECK_AUTO, LISTENS, Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.protocols import protocols
from app.devices.scales.scale import Reading, Scale, Told
from app.devices.scales.stability import Stability
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine
from app.devices.setup import from_plain
from app.devices.transports.opening import open_port
from app.devices.worker import PortWorker, State, Status
from tests.devices.emulators import Wire, answer, say
from tests.devices.playing import chosen, chunks_of, pieces_of

_SETTLE_S = 0.75
"""Longer than half a frame is waited for."""
_PULLED_S = 0.3
"""Shorter than that, and longer than a frame without an end is waited for."""


def play(vector: dict[str, Any]) -> dict[str, Any]:
    """Play one vector; return what the driver made of it."""
    protocol = chosen({one.key: one for one in protocols()}, vector.get("protocol"), "scale protocol")
    profile, line = profile_of(vector.get("profile", {})), line_of(vector.get("serial", {}))
    if "exchange" in vector:
        return _asked(vector, protocol, profile, line)
    return _heard(vector, protocol, profile, line)


_PROFILE_KEYS = {
    "unit_default": "unit",
    "clone_checksum": "accepts_clone_checksum",
    "accept_clone_checksum": "accepts_clone_checksum",
}
_PATTERN_KEYS = {"stable_regex": "stable", "reversed": "is_reversed"}
_LINE_KEYS = {"bytesize": "bits", "stopbits": "stop_bits"}
"""What vectors call otherwise than we do."""


def profile_of(said: dict[str, Any]) -> Profile:
    """Return a profile as vectors write it; what it says in vain is left out, ValueError says what is wrong."""
    said = {"manner": LISTENS} | renamed(said, _PROFILE_KEYS | _PATTERN_KEYS)
    if "clone" in str(said.get("checksum")):
        said |= {"accepts_clone_checksum": True, "checksum": CHECK_AUTO}
    if said.get("slice"):
        said["slice_from"], said["slice_to"] = said["slice"]
    return from_plain(Profile, said | {"pattern": said})


def line_of(said: dict[str, Any]) -> SerialLine:
    """Return a line as vectors write it."""
    return from_plain(SerialLine, renamed(said, _LINE_KEYS))


def renamed(said: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return what is said under the names that we use."""
    return {names.get(key, key): value for key, value in said.items()}


def _asked(
    vector: dict[str, Any], protocol: ScaleProtocol, profile: Profile, line: SerialLine
) -> dict[str, Any]:
    exchange = [
        (pieces_of([one["host_hex"]])[0], pieces_of(one["device_chunks_hex"])) for one in vector["exchange"]
    ]
    wire, stop = Wire.terminal(), threading.Event()
    asked: list[bytes] = []
    device = threading.Thread(target=answer, args=(wire, exchange, stop, asked.append), daemon=True)
    framer = Framer(protocol.cutter(profile))
    conversation = Conversation(framer, SerialLine() if protocol.has_eighth_bit else line, profile.timeout_ms)
    port = open_port(wire.port, line)
    device.start()
    try:
        heard: list[Any] = []
        at_rest: list[bool] = []
        stability = Stability(profile)
        # A question that was asked again because nobody answered has used up what the device says to it.
        while len(asked) < len(exchange):
            told = conversation.ask(port, (exchange[len(asked)][0],))
            now = time.monotonic_ns() // 1_000_000
            at_rest += [stability.see(one, now) for one in told if isinstance(one, Weight)]
            heard += told
    finally:
        stop.set()
        device.join()
        port.close()
        wire.close()
    return {
        "got_readings": [reading(one) for one in heard if isinstance(one, Weight)],
        "got_errors": [one.kind.value for one in heard if isinstance(one, Fault)],
        "got_derived_stable": at_rest,
    }


def _heard(
    vector: dict[str, Any], protocol: ScaleProtocol, profile: Profile, line: SerialLine
) -> dict[str, Any]:
    chunks, again = chunks_of(vector), vector.get("after_reconnect_chunks_hex")
    wire = Wire.over_tcp() if again is not None else Wire.terminal()
    told: list[Told] = []
    is_open = threading.Event()

    def on_status(status: Status) -> None:
        (is_open.set if status.state is State.OPEN else is_open.clear)()

    scale = Scale(protocol, profile, line, told.append)
    worker = PortWorker(lambda: open_port(wire.port, line), scale, on_status, back_off_s=(0.05,))
    worker.start()
    answers: dict[str, Any] = {}
    try:
        wire.wait_open()
        is_open.wait(5)
        say(wire, chunks, vector.get("gaps_ms", ()))
        # Who pulls the cable does not wait until half a frame is too old.
        time.sleep(_SETTLE_S if again is None else _PULLED_S)
        before = list(told)
        if again is not None:
            wire.unplug()
            wire.wait_open()
            time.sleep(0.1)
            say(wire, pieces_of(again))
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
