"""Devices for those who have none: ``python -m tests.emulate scale --protocol st_gs_text --weight 1.250``.

Prints the port to open in the program, then runs until Ctrl+C. Scales take a new weight on standard input: a number, a
number with ``?`` for a weight that moves, or nothing to fall silent. A scanner sends each line it is given. A printer
keeps a picture of each slip in a folder.
"""

import argparse
import sys
import threading
import time
from pathlib import Path

from app.formats.fonts import chinese_face
from tests.devices.emulators import Wire
from tests.devices.receipt_printer import ReceiptPrinter, picture

_EVERY_S = 0.1
_FRAMES = {
    "st_gs_text": "{state},GS,{sign} {text:>7}kg\r\n",
    "and_standard": "{state},{sign}{text:0>8} kg\r\n",
    "yaohua_ww13": "ww{text:0>7}kg\r\n",
    "yaohua_eq_forward": "=0{text:0>7}",
    "dahua_acs5": "{grams:5d}\n\r",
}


class ScaleOnATable:
    """Says what lies on it ten times a second."""

    def __init__(self, protocol: str, weight: str) -> None:
        self.frame = _FRAMES[protocol]
        self.weight = weight
        self.is_moving = False

    def says(self) -> bytes:
        """Return the next frame."""
        if not self.weight:
            return b""
        grams = round(float(self.weight) * 1000)
        return self.frame.format(
            state="US" if self.is_moving else "ST",
            sign="-" if grams < 0 else "+",
            text=f"{abs(grams) // 1000}.{abs(grams) % 1000:03d}",
            grams=grams,
        ).encode()

    def hear(self, line: str) -> None:
        """Take a new weight."""
        self.is_moving = line.endswith("?")
        self.weight = line.removesuffix("?").strip()


def run_scale(protocol: str, weight: str) -> None:
    """Run until the end of the input."""
    wire, scale = Wire.over_tcp(), ScaleOnATable(protocol, weight)
    print(wire.port, flush=True)
    wire.wait_open(86_400)

    def speak() -> None:
        while True:
            try:
                wire.write(scale.says())
            except OSError:
                wire.unplug()
                wire.wait_open(86_400)
            time.sleep(_EVERY_S)

    threading.Thread(target=speak, daemon=True).start()
    for line in sys.stdin:
        scale.hear(line.strip())


def run_scanner() -> None:
    """Send each line as a code."""
    wire = Wire.over_tcp()
    print(wire.port, flush=True)
    wire.wait_open(86_400)
    for line in sys.stdin:
        wire.write(line.strip().encode() + b"\r")


def run_printer(columns: int, folder: Path) -> None:
    """Keep a picture of every slip."""
    printer = ReceiptPrinter()
    print(printer.port, flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        time.sleep(0.5)
        if printer.received and printer.paper.events and "cut" in printer.paper.events[-1]:
            number += 1
            path = folder / f"slip-{number:03d}.png"
            picture(printer.paper, columns * 12, chinese_face().path).save(path)
            printer.received.clear()
            print(path, flush=True)


def main() -> int:
    """Run one device."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulate", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    scale = kinds.add_parser("scale")
    scale.add_argument("--protocol", choices=sorted(_FRAMES), default="st_gs_text")
    scale.add_argument("--weight", default="0.000")
    kinds.add_parser("scanner")
    printer = kinds.add_parser("printer")
    printer.add_argument("--columns", type=int, choices=(32, 48), default=48)
    printer.add_argument("--folder", type=Path, default=Path("build/slips"))
    asked = parser.parse_args()
    match asked.kind:
        case "scale":
            run_scale(asked.protocol, asked.weight)
        case "scanner":
            run_scanner()
        case "printer":
            run_printer(asked.columns, asked.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
