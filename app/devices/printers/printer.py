"""A receipt printer at a port: asked before and after, so that nobody claims a slip was printed that was not.

A printer that says it is not ready gets nothing. One that answers nothing at all gets the slip, and the sending is
`unconfirmed`: sent is all we know (a spooler, a printer without a way back).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.devices.printers import status
from app.devices.printers.profile import PrinterProfile
from app.devices.printers.status import Paper, PrinterStatus
from app.devices.transports.transport import Transport, Unplugged, has_way_back

_ANSWER_S: Final = 0.5
_OLD_ANSWER_S: Final = 0.2
"""A printer that has nothing to print answers the older question at once."""
_CHUNK: Final = 4096
"""Cheap printers lose what comes faster than they print; the port holds each piece up until there is room."""


class Obstacle(StrEnum):
    """Why a printer cannot print."""

    OFFLINE = "offline"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    ERROR = "error"


class NotReady(Exception):
    """The printer says that it cannot print now; nothing was sent."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


class CutOff(Unplugged):
    """The printer went away when a part of the slip, or all of it, was on its way: what is on paper nobody knows."""


@dataclass(frozen=True, slots=True)
class Sent:
    """All bytes are with the printer; `is_confirmed`: afterwards it said that it is ready and has paper."""

    is_confirmed: bool
    paper: Paper = Paper.UNKNOWN


def ask_status(port: Transport) -> PrinterStatus:
    """Ask everything; what is not answered stays unknown. Raises `Unplugged`."""
    port.forget_input()
    online, drawer = status.read_online(_asked(port, status.ONLINE))
    if online is None:
        old = status.read_old_paper(_asked(port, status.OLD_PAPER, _OLD_ANSWER_S))
        return PrinterStatus() if old is Paper.UNKNOWN else PrinterStatus(online=True, paper=old)
    paper = status.read_paper(_asked(port, status.PAPER))
    cover, stopped, error = status.read_cause(_asked(port, status.OFFLINE_CAUSE))
    if not online and not error:
        error = status.read_error(_asked(port, status.ERROR_CAUSE))
    return PrinterStatus(online, drawer, paper, cover, stopped, error)


def send(port: Transport, data: bytes, profile: PrinterProfile) -> Sent:
    """Print; raise `NotReady` or `Unplugged` before anything is sent, `CutOff` when the printer goes away later."""
    is_asked = profile.answers_status and has_way_back(port)
    if is_asked:
        obstacle = obstacle_of(ask_status(port))
        if obstacle is not None:
            raise NotReady(obstacle)
    try:
        # A spooler makes a job of each write: what has no way back takes the slip whole.
        piece = _CHUNK if has_way_back(port) else max(len(data), 1)
        for start in range(0, len(data), piece):
            port.write(data[start : start + piece])
        if not is_asked:
            return Sent(is_confirmed=False)
        after = ask_status(port)
    except Unplugged as problem:
        raise CutOff(*problem.args) from problem
    return Sent(is_confirmed=bool(after.is_ready), paper=after.paper)


def obstacle_of(said: PrinterStatus) -> Obstacle | None:
    """Return what keeps a printer from printing; None: nothing it told of."""
    if said.cover_open:
        return Obstacle.COVER_OPEN
    if said.paper is Paper.END or said.stopped_by_paper_end:
        return Obstacle.NO_PAPER
    if said.has_error:
        return Obstacle.ERROR
    return Obstacle.OFFLINE if said.online is False else None


def _asked(port: Transport, query: bytes, within_s: float = _ANSWER_S) -> bytes:
    port.write(query)
    return port.read(within_s)
