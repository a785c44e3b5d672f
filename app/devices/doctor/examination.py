"""Listens to one port on a thread of its own, trial after trial, then goes on listening the way that was found.

    Trying ─▶ Bytes … ─▶ Trying … ─▶ Found ─▶ Bytes … (live, until it is stopped)        Gone: the port cannot be had

What it finds it tells through one callback, on its thread. `stop` never waits: the port is let go within a moment.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.devices.doctor.heard import Heard
from app.devices.doctor.proposals import Proposal, propose
from app.devices.doctor.trials import Trial, trial_of, trials
from app.devices.serial_line import SerialLine
from app.devices.transports.transport import Transport, Unplugged

_SILENT_S: Final = 1.3
"""Slow scales speak once a second."""
_SPEAKING_S: Final = 2.5
_ANSWER_S: Final = 0.35
_READ_S: Final = 0.1
_ASK_AGAIN_S: Final = 0.3
_LOW_BITS: Final = 0x7F
_TEXT: Final = frozenset({*range(0x20, 0x7F), *b"\x02\x03\r\n"})
_MOST: Final = 4096
"""Bytes of one trial; more tell nothing more."""
_PATIENCE_S: Final = 3.0
"""A device that was set up on this port lets it go within this time."""


@dataclass(frozen=True, slots=True)
class Trying:
    """A trial begins: the `done`-th of `whole`."""

    trial: Trial
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class Found:
    """All trials are over, or one was sure; `live` is what is listened to from now on."""

    proposals: tuple[Proposal, ...]
    live: Trial


@dataclass(frozen=True, slots=True)
class Gone:
    """The port cannot be had, or is lost; what the system said."""

    reason: str


Told = Trying | Heard | Found | Gone


class Examination:
    """Examines one port."""

    def __init__(
        self, opened: Callable[[SerialLine], Transport], tell: Callable[[Told], None], *, has_speed: bool
    ) -> None:
        self._opened = opened
        self._tell = tell
        self._has_speed = has_speed
        self._stopping = threading.Event()
        self._wishes: queue.SimpleQueue[Trial] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="doctor", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon."""
        self._stopping.set()

    def join(self, patience_s: float) -> bool:
        """Wait for the end; say whether it has come."""
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def watch(self, proposal: Proposal) -> None:
        """Go on listening the way of this proposal."""
        self._wishes.put(trial_of(proposal.protocol, proposal.line, proposal.profile))

    def _run(self) -> None:
        try:
            heard = self._try_all()
            found = tuple(propose(heard))
            live = self._live_trial(found, heard)
            if not self._stopping.is_set():
                self._tell(Found(found, live))
            while not self._stopping.is_set():
                live = self._watch(live)
        except Unplugged as problem:
            if not self._stopping.is_set():
                self._tell(Gone(str(problem)))

    def _try_all(self) -> list[Heard]:
        heard: list[Heard] = []
        planned, is_heard = trials(has_speed=self._has_speed), False
        for number, trial in enumerate(planned):
            # A scale that speaks by itself needs no questions, even when nobody understands what it says.
            if self._stopping.is_set() or (trial.asked and is_heard):
                break
            self._tell(Trying(trial, number, len(planned)))
            data = self._listen(trial, is_first=number == 0)
            if data:
                heard.append(self._heard(trial, data))
                is_heard = True
                if any(each.is_sure for each in propose(heard[-1:])):
                    break
        return heard

    def _heard(self, trial: Trial, data: bytes) -> Heard:
        return Heard(trial.line, data, trial.asked, self._has_speed)

    def _listen(self, trial: Trial, *, is_first: bool) -> bytes:
        """Return what is heard in one trial; a speed the port has not is passed over."""
        try:
            port = self._open_patiently(trial.line) if is_first else self._opened(trial.line)
        except Unplugged:
            if is_first:
                raise
            return b""
        try:
            return self._asked(port, trial) if trial.asked else self._overheard(port, trial)
        finally:
            port.close()

    def _open_patiently(self, line: SerialLine) -> Transport:
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return self._opened(line)
            except Unplugged:
                if time.monotonic() > until or self._stopping.wait(_READ_S):
                    raise

    def _overheard(self, port: Transport, trial: Trial) -> bytes:
        data, began = b"", time.monotonic()
        while not self._stopping.is_set() and len(data) < _MOST:
            if time.monotonic() - began > (_SPEAKING_S if data else _SILENT_S):
                break
            came = port.read(_READ_S)
            if came:
                data += came
                self._tell(self._heard(trial, came))
        return data

    def _asked(self, port: Transport, trial: Trial) -> bytes:
        data = b""
        for step in trial.steps:
            if self._stopping.is_set():
                break
            port.write(step)
            until = time.monotonic() + _ANSWER_S
            answer = b""
            while not answer and time.monotonic() < until:
                answer = port.read(_READ_S)
            answer += port.read(_READ_S) if answer else b""
            if not answer:
                break
            data += answer
            self._tell(self._heard(trial, answer))
        return data

    def _live_trial(self, found: tuple[Proposal, ...], heard: list[Heard]) -> Trial:
        if found:
            return trial_of(found[0].protocol, found[0].line, found[0].profile)
        clearest = max(heard, key=lambda one: _plain(one.data), default=Heard(SerialLine(), b""))
        return Trial(clearest.line)

    def _watch(self, trial: Trial) -> Trial:
        """Listen live until another way is wished for; return that way."""
        port = self._open_patiently(trial.line)
        try:
            while not self._stopping.is_set():
                try:
                    return self._wishes.get_nowait()
                except queue.Empty:
                    pass
                if trial.asked:
                    self._asked(port, trial)
                    self._stopping.wait(_ASK_AGAIN_S)
                    continue
                came = port.read(_READ_S)
                if came:
                    self._tell(self._heard(trial, came))
        finally:
            port.close()
        return trial


def _plain(data: bytes) -> int:
    """Return how many of a thousand bytes are text: at a wrong speed few are."""
    text = sum(byte & _LOW_BITS in _TEXT for byte in data)
    return text * 1000 // len(data) if data else 0
