"""Vectors of scanners, keyboards and tags through the real parts."""

import re
import threading
import time
import unicodedata
from collections.abc import Callable
from typing import Any

from app.core.check_digit import check_digit
from app.devices.codes.classify import classify
from app.devices.codes.scale_label import CHECK_IGNORED, ScaleRule
from app.devices.codes.scanned import Context, Gs1, Gtin, Internal, Payment, Refused, ScaleLabel, Scanned
from app.devices.faults import Fault
from app.devices.scanners.serial_scans import ScannerProfile, SerialScans
from app.devices.setup import from_plain
from app.devices.tags.m100 import M100Frames
from app.devices.tags.r2000 import R2000Frames
from app.devices.tags.sgtin import sgtin_of
from app.devices.tags.tag import Tag, TagFrames
from app.devices.transports.opening import open_port
from app.gui.input.burst import BurstDetector, Habits, Key, Scan, Verdict
from tests.devices.emulators import Wire, say
from tests.devices.playing import chosen, chunks_of
from tests.devices.playing_scales import line_of

_READERS: dict[str, Callable[[], TagFrames]] = {"m100_bb7e": M100Frames, "r2000_a0": R2000Frames}
_GS1 = (
    "gtin14", "content_gtin14", "sscc", "batch", "serial", "production", "expiry", "count", "weight", "weight_unit",
    "amount", "warning",
)  # fmt: skip
_SCALE_LABEL = ("rule", "plu", "weight", "weight_unit", "amount")
_QUIET_S = 0.15
_KEYPAD = re.compile(r"\{(?:KP|Keypad|Num|Numpad)[_ ]?(\d|Enter)\}")
_SILENT = frozenset({"{Shift}", "{Ctrl}", "{Alt}", "{CapsLock}", "{NumLock}"})
_LINE_FEEDS = frozenset({"{Down}", "{LF}"})


def scan(vector: dict[str, Any]) -> dict[str, Any]:
    """Classify a code."""
    said: list[dict[str, Any]] = vector.get("config", {}).get("scale_rules", [])
    rules = [
        from_plain(ScaleRule, {**rule, "check": rule.get("check", "ean") or CHECK_IGNORED}) for rule in said
    ]
    found = classify(vector["input"], Context(vector.get("context", "item")), rules)
    return {"got": scanned(found)}


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
            said = {name: value for name in _GS1 if (value := getattr(found, name)) not in {"", None}}
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
    return {"got": got | ({"errors": faults} if faults else {})}


def rfid(vector: dict[str, Any]) -> dict[str, Any]:
    """Hear a tag reader over a wire."""
    frames: TagFrames = chosen(_READERS, vector.get("protocol"), "tag reader")()
    told = _over_wire(vector, frames.feed, frames.expire)
    return {
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
    chunks = chunks_of(vector)
    wire = Wire.terminal()
    port = open_port(wire.port, line_of(vector.get("serial", {})))
    gaps = vector.get("gaps_ms", ())
    told: list[Any] = []
    try:
        for number, chunk in enumerate(chunks):
            pause = gaps[number] / 1000 if number < len(gaps) else 0
            if pause > _QUIET_S and number:
                told += quiet()
            time.sleep(pause)
            # A wire holds some thousand bytes: who writes more waits for who reads.
            threading.Thread(target=say, args=(wire, [chunk]), daemon=True).start()
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
            config.get("prefix", ""),
            config.get("suffix", ""),
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
    for gap, written in [*vector["events"], [1000, "{Idle}"]]:
        comes = now + gap
        while wait and now + wait < comes:
            now += wait
            wait = follow(detector.idle(now))
        now = comes
        key = _KEYPAD.sub(r"\1", written) if _KEYPAD.fullmatch(written) else written
        key = f"{{{key}}}" if key == "Enter" else key
        if key == "{Idle}" or key in _SILENT:
            continue
        if key.startswith("{ime_commit:"):
            text = key[len("{ime_commit:") : -1]
            is_aside = not unicodedata.normalize("NFKC", text).isascii()
            wait = follow(detector.feed(now, Key("" if is_aside else text, text, aside=is_aside)))
        elif key in ends or len(key) == 1:
            wait = follow(detector.feed(now, Key("" if key in ends else key, key, ends=key in ends)))
        elif not (key in _LINE_FEEDS and detector.has_just_ended(now)):
            # A key that types nothing is a person's, as the filter in the window has it.
            typed += [*detector.let_go(), key]
            wait = 0
    return {"got": {"scans": scans, "typed": "".join(typed)}}
