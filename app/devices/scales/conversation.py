"""Asking a scale: a request goes out, an answer is waited for, a silent scale is asked again, then told of (§1.7)."""

import time
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.scales.framing import Framer, Outcome, Ready
from app.devices.scales.protocol import Steps
from app.devices.serial_line import SerialLine
from app.devices.transports.transport import Transport

_ATTEMPTS: Final = 3
"""The first one and two more."""
_QUIET_S: Final = 0.1
_LINGER_S: Final = 0.02
"""A second fault or the rest of an answer comes at once or not at all."""


class Conversation:
    """Asks one scale over one open port."""

    def __init__(self, framer: Framer, line: SerialLine, timeout_ms: int) -> None:
        self._framer = framer
        self._line = line
        self._timeout_s = timeout_ms / 1000

    def ask(self, port: Transport, steps: Steps) -> list[Outcome]:
        """Send the steps one after the other; return all that came, a timeout as a fault; raise `Unplugged`.

        A busy scale or a damaged answer is not asked again: the next round does that, and the fault is told.
        """
        said: list[Outcome] = []
        for step in steps:
            for _ in range(_ATTEMPTS):
                port.forget_input()
                self._framer.restart(is_asked=True)
                port.write(step)
                said = self._answer(port)
                if said:
                    break
            else:
                return [Fault(FaultKind.TIMEOUT, step)]
            if not any(isinstance(one, Ready) for one in said):
                return said
        return said

    def command(self, port: Transport, steps: Steps) -> list[Outcome]:
        """Send what has no certain answer (zero, tare): what comes back is returned, silence is no fault."""
        port.forget_input()
        self._framer.restart(is_asked=True)
        for step in steps:
            port.write(step)
        return self._answer(port)

    def _answer(self, port: Transport) -> list[Outcome]:
        heard: list[Outcome] = []
        until = time.monotonic() + self._timeout_s
        while time.monotonic() < until:
            data = self._line.without_parity(port.read(min(_QUIET_S, self._timeout_s)))
            heard += self._framer.feed(data) if data else self._framer.quiet()
            if not all(map(_is_noise, heard)):
                rest = port.read(_LINGER_S)
                return heard + (self._framer.feed(self._line.without_parity(rest)) if rest else [])
        return heard + self._framer.expire()


def _is_noise(outcome: Outcome) -> bool:
    """Say whether an answer may still come behind it."""
    return isinstance(outcome, Fault) and outcome.kind in {
        FaultKind.GARBAGE,
        FaultKind.INCOMPLETE,
        FaultKind.WRONG_ADDRESS,
    }
