"""A scale on the desk: a driver for `PortWorker` that says what lies on it, and takes orders from other threads."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.devices.faults import Fault
from app.devices.scales.conversation import Conversation
from app.devices.scales.framing import Framer, Outcome
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.stability import SILENT_MS, Stability
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine
from app.devices.transports.transport import Transport

_QUIET_S: Final = 0.1
_EXPIRES_MS: Final = 500
"""Half a frame older than this is dropped (§1.7)."""
_POLL_S: Final = 0.2
"""A scale that must be asked is asked so often."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A weight, when it came (monotonic milliseconds), and whether it is at rest."""

    weight: Weight
    at_ms: int
    is_at_rest: bool


Told = Reading | Fault | None
"""What listeners hear; None: the scale is silent, and the number on the screen is to vanish."""


class Scale:
    """Reads one scale; `tell` is called on the worker's thread."""

    def __init__(
        self, protocol: ScaleProtocol, profile: Profile, line: SerialLine, tell: Callable[[Told], None]
    ) -> None:
        self._listens, self._question = protocol.listens(profile), protocol.question(profile)
        self._line = SerialLine() if protocol.has_eighth_bit else line
        self._framer = Framer(protocol.cutter(profile))
        self._conversation = Conversation(self._framer, self._line, profile.timeout_ms)
        self._requests = protocol.requests(profile)
        self._stability = Stability(profile)
        self._profile = profile
        self._tell = tell
        self._orders: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._heard_ms = self._good_ms = _now_ms()
        self._is_silent = False

    @property
    def can(self) -> frozenset[Request]:
        """Return what may be ordered."""
        return frozenset(self._requests)

    def order(self, request: Request) -> None:
        """Let the scale do something (zero, tare) as soon as it is its turn; any thread may ask."""
        if request in self._requests:
            self._orders.put(request)

    def serve(self, port: Transport) -> None:
        """Carry out an order, or read; raise `Unplugged`."""
        try:
            request = self._orders.get_nowait()
        except queue.Empty:
            pass
        else:
            self._hear(self._conversation.command(port, self._requests[request]))
            return
        if self._listens:
            self._listen(port)
        else:
            self._hear(self._conversation.ask(port, self._question))
            time.sleep(_POLL_S)
        self._watch_silence()

    def lost(self) -> None:
        """Forget half frames; the number vanishes."""
        self._framer.restart()
        self._stability = Stability(self._profile)
        self._is_silent = True
        self._tell(None)

    def _listen(self, port: Transport) -> None:
        data = self._line.without_parity(port.read(_QUIET_S))
        now = _now_ms()
        if data:
            if now - self._heard_ms > _EXPIRES_MS:
                self._hear(self._framer.expire())
            self._heard_ms = now
            self._hear(self._framer.feed(data))
        elif now - self._heard_ms > _EXPIRES_MS:
            self._hear(self._framer.expire())
        else:
            self._hear(self._framer.quiet())

    def _hear(self, outcomes: list[Outcome]) -> None:
        now = _now_ms()
        for outcome in outcomes:
            if isinstance(outcome, Weight):
                self._good_ms, self._is_silent = now, False
                self._tell(Reading(outcome, now, self._stability.see(outcome, now)))
            elif isinstance(outcome, Fault):
                self._tell(outcome)

    def _watch_silence(self) -> None:
        if not self._is_silent and _now_ms() - self._good_ms > SILENT_MS:
            self._is_silent = True
            self._stability = Stability(self._profile)
            self._tell(None)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
