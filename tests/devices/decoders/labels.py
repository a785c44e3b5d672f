"""TSPL, ZPL, CPCL, EPL2 and the head of ESC/P, read as their manuals describe them.

What is no right command is left out, as printers do, and told under ``not_understood``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from math import prod
from typing import Any, Final

_BLANK: Final = 0xFF


@contextmanager
def _command(said: dict[str, Any], written: str) -> Iterator[None]:
    """Read one command; one that is wrong is told and no more."""
    try:
        yield
    except (ValueError, IndexError, ArithmeticError):
        said.setdefault("not_understood", []).append(written)


def tspl(data: bytes) -> dict[str, Any]:
    """Read TSPL; bitmaps are skipped by their length."""
    said: dict[str, Any] = {"texts": [], "barcodes": [], "qrcodes": [], "copies": 1}
    bitmaps: list[dict[str, Any]] = []
    place = 0
    while place < len(data):
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        line = data[place:end].rstrip(b"\r")
        head = re.match(rb"BITMAP (-?\d+),(-?\d+),(\d+),(\d+),(\d+),", data[place:])
        if head:
            x, y, width, height = (int(head[number]) for number in range(1, 5))
            start = place + head.end()
            dots = data[start : start + width * height]
            black = sum((byte ^ _BLANK).bit_count() for byte in dots)
            bitmaps.append({"x": x, "y": y, "width_bytes": width, "height": height, "black_dots": black})
            place = start + width * height
            continue
        place = end + 1
        written = line.decode("gbk", "replace")
        with _command(said, written):
            _tspl_line(written, said)
    if bitmaps:
        said["bitmaps"] = bitmaps
    return said


def tspl_bitmaps(data: bytes) -> list[tuple[int, int, int, int, bytes]]:
    """Return x, y, bytes a row, rows and the dots (1 is blank) of all bitmaps."""
    found = []
    for head in re.finditer(rb"BITMAP (-?\d+),(-?\d+),(\d+),(\d+),(\d+),", data):
        x, y, width, height = (int(head[number]) for number in range(1, 5))
        found.append((x, y, width, height, data[head.end() : head.end() + width * height]))
    return found


def _tspl_line(line: str, said: dict[str, Any]) -> None:
    command, _, rest = line.partition(" ")
    fields = [one[0] or one[1] for one in re.findall(r'"((?:\\\["\]|[^"])*)"|([^,"]+)', rest)]
    match command.upper():
        case "SIZE" | "GAP":
            said[f"{command.lower()}_mm"] = [_millimetres(one.strip()) for one in rest.split(",")]
        case "TEXT":
            said["texts"].append(
                {"x": int(fields[0]), "y": int(fields[1]), "font": fields[2], "text": _unescaped(fields[-1])}
            )
        case "BARCODE":
            said["barcodes"].append({"type": fields[2], "data": _unescaped(fields[-1])})
        case "QRCODE":
            said["qrcodes"].append({"data": _unescaped(fields[-1])})
        case "PRINT":
            # Sets first, then copies of each; a set counts on, a copy does not.
            said["copies"] = int(fields[1]) if len(fields) > 1 else 1


def _millimetres(written: str) -> str:
    """Return a length; without a unit it is in inches."""
    figure = written.removesuffix("mm").strip()
    if figure != written or not figure.strip("0."):
        return figure
    return format((Decimal(figure) * Decimal("25.4")).normalize(), "f")


def _unescaped(text: str) -> str:
    return text.replace('\\["]', '"')


def zpl(data: bytes) -> dict[str, Any]:
    """Read ZPL II."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    said: dict[str, Any] = {"texts": [], "barcodes": [], "qrcodes": [], "copies": 1}
    graphics: list[dict[str, Any]] = []
    pending, hexed, labels = "", "", 0
    for found in re.finditer(r"[\^~]([A-Z@][A-Z0-9@]?)([^\^~]*)", text):
        command, rest = found[1], found[2]
        with _command(said, found[0]):
            if command.startswith("A") and command != "A@":
                command, rest = "A", command[1:] + rest
            match command:
                case "PW":
                    said["width"] = int(rest)
                case "LL":
                    said["length"] = int(rest)
                case "PQ":
                    said["copies"] = int(rest.split(",")[0])
                case "FH":
                    hexed = rest[:1] or "_"
                case "FD" | "FV":
                    _zpl_field(_unhexed(rest, hexed), pending, said)
                case "FS":
                    pending, hexed = "", ""
                case "GF":
                    _, total, _, row, digits = rest.split(",", 4)
                    body = bytes.fromhex(re.sub(r"[^0-9A-Fa-f]", "", digits))
                    graphics.append(
                        {
                            "total": int(total),
                            "row_bytes": int(row),
                            "rows": int(total) // int(row),
                            "black_dots": sum(byte.bit_count() for byte in body),
                        }
                    )
                case "XZ":
                    labels += 1
                case _ if re.fullmatch(r"B[0-9A-Z]", command) and command != "BY":
                    pending = command
    if graphics:
        said["graphics"] = graphics
    if labels > 1:
        said["labels"] = labels
    return said


def zpl_graphics(data: bytes) -> list[tuple[int, bytes]]:
    """Return bytes a row and the dots (1 is black) of all pictures."""
    found = re.finditer(rb"\^GFA,(\d+),(\d+),(\d+),([0-9A-Fa-f]+)", data)
    return [(int(one[3]), bytes.fromhex(one[4].decode("ascii"))) for one in found]


def _zpl_field(text: str, pending: str, said: dict[str, Any]) -> None:
    if pending == "BQ":
        said["qrcodes"].append({"data": re.sub(r"^[LMQH](?:A,|M,[NAK]|M,B\d{4})", "", text, count=1)})
    elif pending:
        said["barcodes"].append({"cmd": pending, "data": text})
    else:
        said["texts"].append(text)


def _unhexed(text: str, mark: str) -> str:
    if not mark:
        return text
    pattern = rf"(?:{re.escape(mark)}[0-9A-Fa-f]{{2}})+"

    def bytes_of(found: "re.Match[str]") -> str:
        return bytes.fromhex(found[0].replace(mark, "")).decode("utf-8", "replace")

    return re.sub(pattern, bytes_of, text)


def cpcl(data: bytes) -> dict[str, Any]:
    """Read CPCL; pictures are skipped by their length."""
    said: dict[str, Any] = {"texts": [], "barcodes": [], "qrcodes": []}
    pictures = re.compile(rb"^CG (\d+) (\d+) \d+ \d+ ", re.MULTILINE)
    lines = _without_pictures(data, pictures).decode("gbk", "replace").replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        with _command(said, line):
            words = line.split(" ")
            match words[0]:
                case "!":
                    said["height"], said["copies"] = int(words[4]), int(words[5])
                case "TEXT" | "T":
                    said["texts"].append(" ".join(words[5:]))
                case "BARCODE":
                    said["barcodes"].append({"type": words[1], "data": " ".join(words[7:])})
                case "B" if words[1:2] == ["QR"]:
                    said["qrcodes"].append(
                        {"data": "".join(lines[number + 1 : number + 2]).partition(",")[2]}
                    )
                case "B" if len(words) > 1:
                    said["barcodes"].append({"type": words[1], "data": " ".join(words[7:])})
    return said


def _without_pictures(data: bytes, head: "re.Pattern[bytes]") -> bytes:
    """Leave pictures out, whose dots may look like lines; the head says bytes a row, and rows."""
    kept, place = b"", 0
    while found := head.search(data, place):
        kept += data[place : found.start()]
        place = found.end() + int(found[1]) * int(found[2])
    return kept + data[place:]


def epl2(data: bytes) -> dict[str, Any]:
    """Read EPL2."""
    said: dict[str, Any] = {"texts": [], "barcodes": [], "copies": 1}
    pictures = re.compile(rb"^GW\d+,\d+,(\d+),(\d+),", re.MULTILINE)
    for line in _without_pictures(data, pictures).decode("gbk", "replace").splitlines():
        with _command(said, line):
            quoted = re.search(r'"((?:\\.|[^"])*)"', line)
            content = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else ""
            fields = line[1:].split(",")
            if line.startswith("A") and quoted:
                said["texts"].append(content)
            elif line.startswith("B") and quoted:
                said["barcodes"].append({"type": fields[3], "data": content})
            elif re.match(r"P\d", line):
                said["copies"] = prod(map(int, fields))
    return said


_ESCP: Final = re.compile(
    rb"\x1bC\x00(?P<inches>.)|\x1bC(?P<lines>[^\x00])|\x1b(?P<spacing>[20])|\x1b3(?P<parts>.)"
    rb"|\x1c(?P<chinese>[&.])|\x1b[@-~]?",
    re.DOTALL,
)


def escp(data: bytes) -> dict[str, Any]:
    """Read the settings at the head of an ESC/P page."""
    said: dict[str, Any] = {}
    for found in _ESCP.finditer(data):
        match found.lastgroup:
            case "inches":
                said["page_inches"] = found["inches"][0]
            case "lines":
                said["page_lines"] = found["lines"][0]
            case "spacing":
                said["line_spacing"] = "1/6" if found["spacing"] == b"2" else "1/8"
            case "parts":
                said["line_spacing"] = f"{found['parts'][0]}/180"
            case "chinese":
                said["chinese"] = found["chinese"] == b"&"
    return said
