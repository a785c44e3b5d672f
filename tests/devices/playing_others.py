"""Vectors of scanners, printers, displays and tags through the real parts."""

import time
from collections.abc import Callable
from typing import Any

from app.core.check_digit import check_digit
from app.core.roll import Centred, Ruled, Said
from app.devices.codes.classify import classify
from app.devices.codes.scale_label import ScaleRule
from app.devices.codes.scanned import Context, Gs1, Gtin, Internal, Payment, Refused, ScaleLabel, Scanned
from app.devices.displays import customer_display
from app.devices.faults import Fault
from app.devices.printers import chinese, status
from app.devices.printers.profile import ROLL_80
from app.devices.printers.receipt import render
from app.devices.scanners.serial_scans import ScannerProfile, SerialScans
from app.devices.setup import from_plain
from app.devices.tags.m100 import M100Frames
from app.devices.tags.r2000 import R2000Frames
from app.devices.tags.sgtin import sgtin_of
from app.devices.tags.tag import Tag, TagFrames
from app.devices.transports.opening import open_port
from app.gui.input.burst import BurstDetector, Habits, Key, Scan, Verdict
from tests.devices.decoders import escpos, labels
from tests.devices.emulators import Wire, say
from tests.devices.playing_scales import line_of

_READERS: dict[str, Callable[[], TagFrames]] = {"m100_bb7e": M100Frames, "r2000_a0": R2000Frames}
_LABELS = {
    "tspl": labels.tspl,
    "zpl": labels.zpl,
    "cpcl": labels.cpcl,
    "epl2": labels.epl2,
    "escp": labels.escp,
}
_GS1 = (
    "gtin14", "content_gtin14", "sscc", "batch", "serial", "production", "expiry", "count", "weight", "weight_unit",
    "amount", "warning",
)  # fmt: skip
_SCALE_LABEL = ("rule", "plu", "weight", "weight_unit", "amount")
_QUIET_S = 0.15


def scan(vector: dict[str, Any]) -> dict[str, Any]:
    """Classify a code."""
    said: list[dict[str, Any]] = vector.get("config", {}).get("scale_rules", [])
    rules = [from_plain(ScaleRule, rule) for rule in said]
    found = classify(vector["input"], Context(vector.get("context", "item")), rules)
    return {"id": vector["id"], "got": scanned(found)}


def scanned(found: Scanned) -> dict[str, Any]:
    """Write what a code is as vectors do."""
    match found:
        case Gtin():
            said = {"kind": "gtin", "symbology": found.symbology, "gtin14": found.gtin14}
            if found.pack_indicator:
                base = found.gtin14[1:13]
                said |= {"pack_indicator": found.pack_indicator, "base_gtin13": base + check_digit(base)}
            return said | ({"addon": found.addon} if found.addon else {})
        case Gs1():
            names: tuple[str, ...] = (
                "gtin14",
                "content_gtin14",
                "sscc",
                "batch",
                "serial",
                "production",
                "expiry",
                "count",
            )
            names += ("weight", "weight_unit", "amount", "warning")
            said = {name: value for name in names if (value := getattr(found, name)) not in {"", None}}
            return {"kind": "gs1"} | said | _kilograms(found)
        case ScaleLabel():
            said = {name: value for name in _SCALE_LABEL if (value := getattr(found, name))}
            return {"kind": "scale"} | said | _kilograms(found)
        case Payment():
            return {"kind": "payment", "channel": found.channel}
        case Internal():
            return {"kind": "internal", "code": found.code}
        case Refused():
            return {"kind": "error", "error": found.mistake.value}


def _kilograms(found: Gs1 | ScaleLabel) -> dict[str, str]:
    if not found.weight or found.weight_unit == "kg" or found.kilograms is None:
        return {}
    return {"kg": format(found.kilograms, "f")}


def serial_scan(vector: dict[str, Any]) -> dict[str, Any]:
    """Hear a serial scanner over a wire."""
    config = vector.get("config", {})
    scans = SerialScans(
        ScannerProfile(
            bytes.fromhex(config.get("prefix_hex", "")),
            bytes.fromhex(config.get("suffix_hex", "")),
            config.get("encoding", ""),
        )
    )
    told = _over_wire(vector, scans.feed, scans.quiet)
    got: dict[str, Any] = {"scans": [one for one in told if isinstance(one, str)]}
    faults = [one.kind.value for one in told if isinstance(one, Fault)]
    return {"id": vector["id"], "got": got | ({"errors": faults} if faults else {})}


def rfid(vector: dict[str, Any]) -> dict[str, Any]:
    """Hear a tag reader over a wire."""
    frames: TagFrames = _READERS[vector["protocol"]]()
    told = _over_wire(vector, frames.feed, frames.expire)
    return {
        "id": vector["id"],
        "got_tags": [_tag(one) for one in told if isinstance(one, Tag)],
        "got_errors": [one.kind.value for one in told if isinstance(one, Fault)],
    }


def _tag(tag: Tag) -> dict[str, Any]:
    said: dict[str, Any] = {"epc": tag.epc, "pc": tag.pc}
    if tag.rssi_dbm is not None:
        said["rssi_dbm"] = tag.rssi_dbm
    if tag.rssi_raw is not None:
        said["rssi_raw"] = tag.rssi_raw
    inside = sgtin_of(tag.epc)
    return said | ({"gtin14": inside.gtin14, "serial": inside.serial} if inside else {})


def _over_wire(vector: dict[str, Any], feed: Any, quiet: Any) -> list[Any]:
    """Send the chunks through a wire and a port; give what arrives to the driver, and tell it of pauses."""
    wire = Wire.terminal()
    port = open_port(wire.port, line_of(vector.get("serial", {})))
    chunks = [bytes.fromhex(chunk) for chunk in vector["chunks_hex"]]
    gaps = vector.get("gaps_ms", ())
    told: list[Any] = []
    try:
        for number, chunk in enumerate(chunks):
            pause = gaps[number] / 1000 if number < len(gaps) else 0
            if pause > _QUIET_S and number:
                told += quiet()
            time.sleep(pause)
            say(wire, [chunk])
            expected = len(chunk)
            while expected > 0 and (data := port.read(1.0)):
                expected -= len(data)
                told += feed(data)
        told += quiet()
        return told
    finally:
        port.close()
        wire.close()


def wedge(vector: dict[str, Any]) -> dict[str, Any]:
    """Let a scanner and a person type; time is that of the vector."""
    config = vector.get("config", {})
    usual = Habits()
    detector: BurstDetector[str] = BurstDetector(
        Habits(
            config.get("max_gap_ms", usual.max_gap_ms),
            config.get("min_len", usual.min_length),
            config.get("idle_flush_ms", usual.idle_flush_ms),
        )
    )
    ends = {f"{{{name}}}" for name in config.get("terminators", ("Enter", "Tab"))}
    scans: list[str] = []
    typed: list[str] = []

    def follow(verdict: Verdict[str]) -> int:
        for known in verdict.known:
            (scans.append(known.code) if isinstance(known, Scan) else typed.append(known))
        return verdict.wait_ms

    now, wait = 0, 0
    for gap, key in [*vector["events"], [1000, "{Idle}"]]:
        comes = now + gap
        while wait and now + wait < comes:
            now += wait
            wait = follow(detector.idle(now))
        now = comes
        if key == "{Idle}":
            continue
        text = key[len("{ime_commit:") : -1] if key.startswith("{ime_commit:") else key
        wait = follow(detector.feed(now, Key("" if key in ends else text, text, ends=key in ends)))
    return {"id": vector["id"], "got": {"scans": scans, "typed": "".join(typed)}}


def escpos_vector(vector: dict[str, Any]) -> dict[str, Any]:
    """Decode, encode, or read a status."""
    answer: dict[str, Any] = {"id": vector["id"]}
    match vector["kind"]:
        case "decode":
            paper = escpos.decode([bytes.fromhex(chunk) for chunk in vector["chunks_hex"]])
            answer["got"] = {"text_lines": paper.text_lines, "events": paper.events}
        case "encode_requirement":
            answer["got_hex"] = _encoded(vector["input"]).hex(" ").upper()
        case "status":
            answer["got"] = _status(bytes.fromhex(vector["query_hex"]), bytes.fromhex(vector["reply_hex"]))
    return answer


def _encoded(wanted: dict[str, Any]) -> bytes:
    if "text" in wanted:
        return chinese.encode(wanted["text"]).data
    return render([Centred("销售小票", 200), Ruled(), Said("大米", "￥52.80")], ROLL_80).data


def _status(query: bytes, reply: bytes) -> dict[str, Any]:
    match query:
        case status.ONLINE:
            online, drawer = status.read_online(reply)
            return {"online": online, "drawer_pin3_high": drawer}
        case status.OFFLINE_CAUSE:
            cover, stopped, _ = status.read_cause(reply)
            return {"cover_open": cover, "stopped_by_paper_end": stopped}
        case _:
            return {"paper": status.read_paper(reply).value}


def layout(vector: dict[str, Any]) -> dict[str, Any]:
    """Count columns and wrap."""
    lines = chinese.wrap(vector["text"], vector["columns"])
    return {"id": vector["id"], "got_width": chinese.columns(vector["text"]), "got_lines": lines}


def label(vector: dict[str, Any]) -> dict[str, Any]:
    """Decode what a label printer is sent."""
    chunks = vector.get("chunks_hex") or [vector["hex"]]
    data = b"".join(bytes.fromhex(chunk) for chunk in chunks)
    return {"id": vector["id"], "got": _LABELS[vector["category"]](data)}


def display(vector: dict[str, Any]) -> dict[str, Any]:
    """Write for the customer."""
    wanted = vector["input"]
    try:
        data = (
            customer_display.CLEAR
            if wanted["show"] == "clear"
            else customer_display.led(customer_display.Lamp(wanted["show"]), wanted["value"])
        )
    except ValueError as problem:
        return {"id": vector["id"], "got_error": str(problem)}
    return {"id": vector["id"], "got_hex": data.hex(" ").upper()}
