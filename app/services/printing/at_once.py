"""A slip printed now, and its end awaited: for whoever has no other printer at hand than the one that is named.

The attempt is a job of the queue like any other, so that a program that dies in the middle leaves its doubt behind and
the next paper is marked 补打. Nobody waits for a printer that is off: the job is given up and the person is told.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.core.errors import EnvironmentProblem
from app.core.text import Message
from app.services.firm import Firm
from app.services.printing import slip_queue
from app.services.printing.slip_queue import REASONS, Attempt

if TYPE_CHECKING:
    from app.devices.printers.printer import NotReady, Sent
    from app.devices.printers.profile import PrinterProfile
    from app.devices.transports.transport import Unplugged

_LONGEST = 100


@dataclass(eq=False, kw_only=True)
class PrinterUnreachable(EnvironmentProblem):
    """There is no printer at this address, or it is off; nothing was sent."""

    code: ClassVar[str] = "PRINTER_UNREACHABLE"
    printer: str
    reason: str


@dataclass(eq=False, kw_only=True)
class PrinterNotReady(EnvironmentProblem):
    """The printer says that it cannot print; nothing was sent."""

    code: ClassVar[str] = "PRINTER_NOT_READY"
    printer: str
    reason: Message


@dataclass(eq=False, kw_only=True)
class PrinterCutOff(EnvironmentProblem):
    """The printer went away in the middle of the slip."""

    code: ClassVar[str] = "PRINTER_CUT_OFF"
    printer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip that went out: `is_confirmed` if the printer said so, `reason` why it did not.

    `replaced` are the letters that the printer does not have.
    """

    is_confirmed: bool
    replaced: tuple[str, ...]
    opens_drawer: bool
    reason: str = ""


def print_now(firm: Firm, document: str, port: str, profile: "PrinterProfile", copies: int = 1) -> Printed:
    """Print the slip of a posted document (its number or uid) at a port; raises what keeps it from being printed."""
    from app.devices.printers.printer import CutOff, NotReady, send  # noqa: PLC0415 - loaded with the first slip
    from app.devices.transports.opening import open_port  # noqa: PLC0415 - see above
    from app.devices.transports.transport import Unplugged  # noqa: PLC0415 - see above

    attempt = _begun(firm, document, port, profile, copies)
    try:
        device = open_port(port)
        try:
            sent = send(device, attempt.slip.data, profile)
        finally:
            device.close()
    except NotReady as problem:
        _given_up(firm, attempt, problem)
        raise PrinterNotReady(printer=port, reason=Message.of(REASONS[problem.obstacle.value])) from problem
    except CutOff as problem:
        _given_up(firm, attempt, problem)
        raise PrinterCutOff(printer=port, reason=str(problem)[:_LONGEST]) from problem
    except Unplugged as problem:
        _given_up(firm, attempt, problem)
        raise PrinterUnreachable(printer=port, reason=str(problem)[:_LONGEST]) from problem
    return _printed(firm, attempt, sent)


def print_to_file(
    firm: Firm, document: str, path: Path, profile: "PrinterProfile", copies: int = 1
) -> Printed:
    """Write the slip to a file that is handed to a printer by other means; it counts as printed, as a PDF does."""
    from app.devices.printers.printer import Sent  # noqa: PLC0415 - loaded with the first slip
    from app.formats.output import whole_file  # noqa: PLC0415 - see above

    attempt = _begun(firm, document, path.name, profile, copies)
    try:
        with whole_file(path) as draft:
            draft.write_bytes(attempt.slip.data)
    except BaseException:
        _given_up(firm, attempt, None)
        raise
    return _printed(firm, attempt, Sent(is_confirmed=False))


def _begun(firm: Firm, document: str, port: str, profile: "PrinterProfile", copies: int) -> Attempt:
    uid = slip_queue.add(firm, document, port, copies)
    attempt = slip_queue.begun(firm, uid, profile)
    assert attempt is not None, "nobody else knows of this job"
    return attempt


def _printed(firm: Firm, attempt: Attempt, sent: "Sent") -> Printed:
    slip_queue.ended(firm, attempt.name, sent)
    return Printed(
        sent.is_confirmed, attempt.slip.replaced, attempt.slip.opens_drawer, slip_queue.reason_of(sent)
    )


def _given_up(firm: Firm, attempt: Attempt, problem: "NotReady | Unplugged | None") -> None:
    """Take the answer, and do not try again."""
    if problem is not None:
        slip_queue.ended(firm, attempt.name, problem)
    slip_queue.give_up(firm, attempt.uid)
