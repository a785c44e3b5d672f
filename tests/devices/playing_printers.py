"""Vectors of receipt printers and customer displays through the real parts."""

from collections.abc import Callable
from typing import Any

from app.core.roll import Centred, Row, Ruled, Said
from app.devices.displays import customer_display
from app.devices.printers import chinese, escpos, status
from app.devices.printers.profile import ROLL_58, ROLL_80
from app.devices.printers.receipt import render
from tests.devices.decoders import escpos as paper_of
from tests.devices.playing import Unplayable, chosen, chunks_of

_WRITERS: dict[str, Callable[[Any], bytes]] = {
    "text": lambda text: chinese.encode(text).data,
    "document": lambda _: b"",
    "qr": lambda text: escpos.qr(text.encode()),
    "ean13": escpos.ean13,
    "code128": escpos.code128,
    "drawer": escpos.drawer,
    "cut": escpos.cut,
    "feed": escpos.feed,
    "align": escpos.align,
    "size": lambda both: escpos.size(*both),
    "bold": lambda is_on: escpos.BOLD if is_on else escpos.NOT_BOLD,
}
"""What a requirement may ask to be written, by the name of its input."""


def escpos_vector(vector: dict[str, Any]) -> dict[str, Any]:
    """Decode, encode, or read a status."""
    return chosen(_KINDS, vector.get("kind"), "kind")(vector)


def _decode(vector: dict[str, Any]) -> dict[str, Any]:
    paper = paper_of.decode(chunks_of(vector))
    return {"got": {"text_lines": paper.text_lines, "events": paper.events}}


def _encode(vector: dict[str, Any]) -> dict[str, Any]:
    wanted = vector["input"]
    name = next((name for name in _WRITERS if name in wanted), "")
    data = chosen(_WRITERS, name or ", ".join(wanted), "input")(wanted[name])
    if name == "document":
        roll = (
            ROLL_58 if wanted.get("columns", "58" in str(wanted[name]) and 32) == ROLL_58.columns else ROLL_80
        )
        rows: list[Row] = [Centred("销售小票", 200), Ruled(), Said("大米", "￥52.80")]
        data = render(rows, roll, open_drawer="drawer" in str(wanted)).data
    return {"got_hex": data.hex(" ").upper()}


def _status(vector: dict[str, Any]) -> dict[str, Any]:
    query, reply = bytes.fromhex(vector["query_hex"]), bytes.fromhex(vector["reply_hex"])
    match query:
        case status.ONLINE:
            online, drawer = status.read_online(reply)
            return {"got": {"online": online, "drawer_pin3_high": drawer}}
        case status.OFFLINE_CAUSE:
            cover, stopped, _ = status.read_cause(reply)
            return {"got": {"cover_open": cover, "stopped_by_paper_end": stopped}}
        case status.ERROR_CAUSE:
            return {"got": {"cutter_error": status.read_error(reply)}}
        case status.PAPER:
            return {"got": {"paper": status.read_paper(reply).value}}
        case status.OLD_PAPER:
            return {"got": {"paper": status.read_old_paper(reply).value}}
    raise Unplayable(f"no such query: {vector['query_hex']}")


_KINDS = {"decode": _decode, "encode_requirement": _encode, "status": _status}


_COMMANDS = {
    "clear": customer_display.CLEAR,
    "init": customer_display.INITIALISE,
    "blank": customer_display.blank(customer_display.LED8N),
}
_LAMPS = {lamp.value: lamp for lamp in customer_display.Lamp}


def layout(vector: dict[str, Any]) -> dict[str, Any]:
    """Count columns and wrap."""
    lines = chinese.wrap(vector["text"], vector["columns"])
    return {"got_width": chinese.columns(vector["text"]), "got_lines": lines}


def display(vector: dict[str, Any]) -> dict[str, Any]:
    """Write for the customer."""
    wanted = vector["input"]
    try:
        return {"got_hex": _shown(wanted).hex(" ").upper()}
    except customer_display.CannotShow as problem:
        return {"got_error": problem.kind.value}


def _shown(wanted: dict[str, Any]) -> bytes:
    if "lines" in wanted:
        return customer_display.vfd(*[*wanted["lines"], "", ""][:2])
    show = wanted.get("show")
    if show in _COMMANDS:
        return _COMMANDS[show]
    return customer_display.led(chosen(_LAMPS, show, "figure to show"), str(wanted["value"]))
