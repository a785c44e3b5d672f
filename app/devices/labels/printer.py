"""A label printer at a port: asked before and after where its language has a way to ask, like a receipt printer.

    ask ──ready──▶ send ──▶ ask until it is not busy any more ──▶ Sent(confirmed) or Sent(nobody knows)

A printer that says it is not ready gets nothing. Labels are long: one that goes on answering "printing" is waited for.
"""

import time
from typing import Final

from app.devices.labels import status
from app.devices.labels.layout import LabelPrinter
from app.devices.labels.status import LabelStatus
from app.devices.printers import printer as receipt_printer
from app.devices.printers.printer import CutOff, NotReady, Obstacle, Sent
from app.devices.printers.profile import PrinterProfile
from app.devices.printers.status import Paper
from app.devices.transports.transport import Transport, Unplugged

_ANSWER_S: Final = 0.5
_ROUND_S: Final = 0.2
_LONGEST_S: Final = 120.0
_CHUNK: Final = 4096
_ASKED: Final = {"tspl": (status.TSPL, status.read_tspl), "zpl": (status.ZPL, status.read_zpl)}


def send(port: Transport, data: bytes, printer: LabelPrinter) -> Sent:
    """Print labels; raise `NotReady` or `Unplugged` before anything is sent, `CutOff` if it goes away later."""
    if printer.language == "escpos":
        profile = PrinterProfile(answers_status=printer.answers_status)
        return receipt_printer.send(port, data, profile)
    asks = printer.answers_status and printer.language in _ASKED
    before = _ask(port, printer.language) if asks else None
    if before is not None and before.obstacle is not None:
        raise NotReady(before.obstacle)
    try:
        for start in range(0, len(data), _CHUNK):
            port.write(data[start : start + _CHUNK])
        return _end(port, printer.language) if before is not None else Sent(is_confirmed=False)
    except Unplugged as problem:
        raise CutOff(*problem.args) from problem


def _end(port: Transport, language: str) -> Sent:
    """Wait until the printer is done, or says what stopped it, or says nothing any more."""
    until = time.monotonic() + _LONGEST_S
    after = _ask(port, language)
    while after is not None and after.is_busy and after.obstacle is None and time.monotonic() < until:
        time.sleep(_ROUND_S)
        after = _ask(port, language)
    if after is None or after.is_busy or after.obstacle is not None:
        has_none = after is not None and after.obstacle is Obstacle.NO_PAPER
        return Sent(is_confirmed=False, paper=Paper.END if has_none else Paper.UNKNOWN)
    return Sent(is_confirmed=True, paper=Paper.OK)


def _ask(port: Transport, language: str) -> LabelStatus | None:
    query, read = _ASKED[language]
    port.forget_input()
    port.write(query)
    return read(_answer(port))


def _answer(port: Transport) -> bytes:
    """Return what comes until there is a pause; ZPL answers in three lines."""
    answer = port.read(_ANSWER_S)
    while answer and (more := port.read(_ROUND_S / 4)):
        answer += more
    return answer
