"""A second opinion on scale frames, written apart from the drivers: slow, whole-stream, one function a protocol.

Each looks at every place of a stream and returns all figures some whole frame there carries, as ``(text, unit)`` with
the number as a Fraction; a driver may find fewer, never another one. `write_*` make right frames.
"""

import random
import re
from collections.abc import Callable
from fractions import Fraction

Figures = set[tuple[Fraction, str | None]]
UNITS = {
    "kg": "kg",
    "KG": "kg",
    "g": "g",
    "lb": "lb",
    "t": "t",
    "oz": "oz",
    "PC": "pcs",
    "pcs": "pcs",
    "jin": "jin",
}


def _number(text: str) -> Fraction | None:
    text = text.replace(" ", "") if re.fullmatch(r" *[+-]? *[\d.]+ *", text) else text
    return Fraction(text) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text) else None


def _unit(text: str) -> str | None:
    text = text.strip()
    return {unit.lower(): key for unit, key in UNITS.items()}.get(text.lower(), text) or None


def _all(pattern: bytes, stream: bytes) -> list["re.Match[bytes]"]:
    """Return a match at every place, overlapping ones too."""
    whole = re.compile(pattern, re.DOTALL)
    return [found for place in range(len(stream)) if (found := whole.match(stream, place))]


def _xor(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte
    return value


def yaohua_cont12(stream: bytes) -> Figures:
    found: Figures = set()
    for frame in _all(rb"\x02([+-])(\d{6})([0-4])([0-9A-F]{2})\x03", stream):
        if f"{_xor(frame[0][1:9]):02X}".encode() == frame[4]:
            sign = -1 if frame[1] == b"-" else 1
            found.add((sign * Fraction(int(frame[2]), 10 ** int(frame[3])), "kg"))
    return found


def yaohua_cmd(stream: bytes) -> Figures:
    found: Figures = set()
    for frame in _all(rb"\x02A[BCD]([+-])([\d.]{7})([0-9A-F]{2})\x03", stream):
        if f"{_xor(frame[0][1:-3]):02X}".encode() != frame[3]:
            continue
        sign, field = (-1 if frame[1] == b"-" else 1), frame[2].decode()
        if "." in field:
            number = _number(field)
        else:
            number = Fraction(int(field[:-1]), 10 ** int(field[-1])) if field[-1] in "01234" else None
        if number is not None:
            found.add((sign * number, "kg"))
    return found


def _equals(stream: bytes, order: Callable[[str], tuple[str, str]]) -> Figures:
    found: Figures = set()
    for piece in stream.split(b"=")[1:]:
        body = piece.rstrip(b"\r\n ").decode("latin-1")
        if len(body) == 8:
            sign, digits = order(body)
            number = _number(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else None
            if sign in {"0", "-"} and number is not None:
                found.add((-number if sign == "-" else number, "kg"))
    return found


def yaohua_eq_reversed(stream: bytes) -> Figures:
    return _equals(stream, lambda body: (body[7], body[:7][::-1]))


def yaohua_eq_forward(stream: bytes) -> Figures:
    return _equals(stream, lambda body: (body[0], body[1:]))


def _lines(pattern: bytes, stream: bytes, figure: int, unit: int) -> Figures:
    found: Figures = set()
    for frame in _all(pattern, stream):
        number = _number(frame[figure].decode("latin-1"))
        if number is not None:
            found.add((number, _unit(frame[unit].decode("latin-1"))))
    return found


def yaohua_a12e_wg15(stream: bytes) -> Figures:
    found: Figures = set()
    for frame in _all(rb"W[GNW]([-\d ][\d. ]{6})([ A-Za-z]{2})([0-9A-F]{2})[\r\n]", stream):
        number = _number(frame[1].decode())
        if number is not None and f"{_xor(frame[0][:11]):02X}".encode() == frame[3]:
            found.add((number, _unit(frame[2].decode())))
    return found


def yaohua_ww13(stream: bytes) -> Figures:
    return _lines(rb"w[wnt]([-+\d ][\d. ]{6})([ A-Za-z]{2})[\r\n]", stream, 1, 2)


def toledo_continuous(stream: bytes) -> Figures:
    found: Figures = set()
    masked = bytes(byte & 0x7F for byte in stream)
    for frame in _all(rb"\x02(.)(.)(.)([\d ]{6})(?:[\d ]{6})?\r", masked):
        point, state, more = frame[1][0], frame[2][0], frame[3][0]
        if not point & state & more & 0x20 or state & 4:
            continue
        digits = frame[4].decode().lstrip(" ")
        if not digits.isdigit():
            continue
        number = Fraction(int(digits)) / Fraction(10) ** ((point & 7) - 2)
        unit = {0: "kg" if state & 16 else "lb", 1: "g", 2: "t", 3: "oz"}.get(more & 7)
        found.add((-number if state & 2 else number, unit))
    return found


def mettler_8217(stream: bytes) -> Figures:
    masked = bytes(byte & 0x7F for byte in stream)
    numbers = [_number(frame[1].decode()) for frame in _all(rb"\x02(\d[\d.]{3,6})N?\r", masked)]
    return {(number, "kg") for number in numbers if number is not None}


def mt_sics(stream: bytes) -> Figures:
    return _lines(rb"S [SD] +([-+]? *[\d.]+) ([A-Za-z%]{1,5})[\r\n]", stream, 1, 2)


def cas_22byte(stream: bytes) -> Figures:
    return _lines(rb"(?:ST|US),(?:GS|NT),.[\x80-\xff],([-+\d. ]{8}) ([ A-Za-z]{2})[\r\n]", stream, 1, 2)


def _enquiry(stream: bytes) -> Figures:
    found: Figures = set()
    for frame in _all(rb"\x01\x02([SU])([ +-])([\d. -]{6})([A-Za-z ]{2})(.)\x03\x04", stream):
        check = _xor(frame[0][2:12])
        number = _number(("-" if frame[2] == b"-" else "") + frame[3].decode().strip())
        if number is not None and frame[5][0] in {check, check ^ 3}:
            found.add((number, _unit(frame[4].decode())))
    return found


def cas_enq_dc1(stream: bytes) -> Figures:
    return _enquiry(bytes(byte & 0x7F for byte in stream))


aclas_os2 = _enquiry


def dahua_acs5(stream: bytes) -> Figures:
    return {
        (Fraction(int(frame[1]), 1000), "kg")
        for frame in _all(rb"( {0,4}\d{1,5})\n\r", stream)
        if len(frame[1]) == 5
    }


def and_standard(stream: bytes) -> Figures:
    masked = bytes(byte & 0x7F for byte in stream)
    return _lines(rb"(?:ST|US|QT),([-+][\d. ]{8})([ A-Za-z%]{3})[\r\n]", masked, 1, 2)


def ohaus_defender(stream: bytes) -> Figures:
    found: Figures = set()
    for frame in _all(rb"([ +-]) ([ \d.]{7}) ([A-Za-z:%. ]{5})[ ?](?:G  |NET|T  |   )[\r\n]", stream):
        number = _number(frame[2].decode().strip())
        if number is not None:
            found.add((-number if frame[1] == b"-" else number, _unit(frame[3].decode())))
    return found


def _sartorius(stream: bytes) -> Figures:
    found: Figures = set()
    masked = bytes(byte & 0x7F for byte in stream)
    for frame in _all(rb"([ +-])([ \d.]{9}) ([ A-Za-z%/]{3})[\r\n]", masked):
        number = _number(frame[2].decode().strip())
        if number is not None:
            found.add((-number if frame[1] == b"-" else number, _unit(frame[3].decode())))
    return found


sartorius_sbi16 = sartorius_sbi22 = _sartorius


def nci_scp01(stream: bytes) -> Figures:
    masked = bytes(byte & 0x7F for byte in stream)
    return _lines(rb"\n([-+ \d.]{1,9})([A-Za-z ]{2})\r\n[\x30-\x3f\x70-\x7f]{2,3}\r\x03", masked, 1, 2)


def st_gs_text(stream: bytes) -> Figures:
    pattern = rb"(?:ST|US), ?(?:GS|NT|G|N), ?([+-]? *\d+(?:\.\d*)?) *([A-Za-z]{1,5}(?:\.[A-Za-z])?) *[\r\n]"
    return _lines(pattern, stream, 1, 2)


def write(protocol: str, random_: random.Random) -> bytes:
    """Return one right frame with a random weight."""
    grams, sign = random_.randrange(0, 99_999), random_.choice("++++-")
    text = f"{grams // 1000:03d}.{grams % 1000:03d}"
    minus = "-" if sign == "-" and grams else "+"
    state, unit = random_.choice(["ST", "US"]), random_.choice(["kg", "lb"])
    match protocol:
        case "yaohua_cont12" | "yaohua_cmd":
            head = "" if protocol == "yaohua_cont12" else "A" + random_.choice("BCD")
            body = f"{head}{minus}{grams:06d}3".encode()
            return b"\x02" + body + f"{_xor(body):02X}".encode() + b"\x03"
        case "yaohua_eq_reversed":
            return b"=" + text[::-1].encode() + (b"-" if minus == "-" else b"0")
        case "yaohua_eq_forward":
            return b"=" + (b"-" if minus == "-" else b"0") + text.encode()
        case "yaohua_a12e_wg15":
            body = f"W{random_.choice('GN')}{text}{unit}".encode()
            return body + f"{_xor(body):02X}\r\n".encode()
        case "yaohua_ww13":
            return f"w{random_.choice('wnt')}{text}{unit}\r\n".encode()
        case "toledo_continuous":
            body = bytes((2, 0x2D, 0x20 | (unit == "kg") << 4 | (minus == "-") << 1, 0x20))
            body += f"{grams:06d}000000\r".encode()
            return body + bytes((-sum(body) & 0x7F,))
        case "mettler_8217":
            return b"\x02" + text[1:].encode() + b"\r"
        case "mt_sics":
            return f"S {random_.choice('SD')} {text.lstrip('0'):>10} {unit}\r\n".encode()
        case "cas_22byte":
            lamp = bytes((random_.choice([0x80, 0xC0, 0xC4]),))
            return f"{state},GS,1".encode() + lamp + f",{minus}{text} {unit}\r\n".encode()
        case "cas_enq_dc1" | "aclas_os2":
            body = f"{random_.choice('SU')}{' ' if minus == '+' else '-'}{text[1:]}{unit}".encode()
            check = _xor(body) ^ (3 if protocol == "aclas_os2" else 0)
            tail = b"\x00" if protocol == "aclas_os2" else b""
            return b"\x01\x02" + body + bytes((check, 3, 4)) + tail
        case "dahua_acs5":
            return f"{grams:5d}\n\r".encode()
        case "and_standard":
            return f"{state},{minus}{grams // 1000:04d}.{grams % 1000:03d} {unit}\r\n".encode()
        case "ohaus_defender":
            figure = f"{minus.replace('+', ' ')} {text.lstrip('0'):>7}"
            return f"{figure} {unit:<5}{random_.choice(' ?')}G  \r\n".encode()
        case "sartorius_sbi16" | "sartorius_sbi22":
            head = "N     " if protocol == "sartorius_sbi22" else ""
            return f"{head}{minus}{text:>9} {unit:<3}\r\n".encode()
        case "nci_scp01":
            return f"\n{text}{unit}\r\n{random_.choice('01')}0\r\x03".encode()
        case "st_gs_text":
            return f"{state},GS,{minus} {text}{unit}\r\n".encode()
    raise KeyError(protocol)


def mutate(stream: bytes, random_: random.Random) -> bytes:
    """Damage a stream as wires do: bytes lost, doubled, changed, swapped in, cut off."""
    data = bytearray(stream)
    for _ in range(random_.randrange(4)):
        if not data:
            break
        place = random_.randrange(len(data))
        match random_.randrange(6):
            case 0:
                data[place] ^= 1 << random_.randrange(8)
            case 1:
                del data[place : place + random_.randrange(1, 9)]
            case 2:
                data[place:place] = bytes(random_.choices(range(256), k=random_.randrange(1, 9)))
            case 3:
                data[place:place] = data[place : place + random_.randrange(1, 25)]
            case 4:
                del data[place:]
            case 5:
                data[place] = random_.choice(b"0123456789=+-. \x01\x02\x03\r\n")
    return bytes(data)
