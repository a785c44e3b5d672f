"""The slips that wait for this computer's printers: a sale is posted at once, its slip is printed when it can be.

Whoever has the printers drives it - the window, or the command line - and no thread runs here:

    add ──▶ next_job ──▶ begun ──▶ (bytes go to the printer) ──▶ ended

`begun` is written before the first byte is sent and `ended` when the printer has answered; a program that dies between
them leaves a job that is found again, and printed again with the mark 补打. What went to paper is noted in the log.
The rules are in `app.domain.printing.jobs`.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.ids import new_uid
from app.core.text import N_, Label
from app.domain.documents.document import Document
from app.domain.printing import jobs
from app.domain.printing.jobs import End, Job
from app.services.firm import Firm
from app.services.printing import drawer, slips
from app.services.printing.prints import Print, note
from app.services.printing.slips import Slip
from app.storage import documents as stored
from app.storage import print_jobs
from app.storage.queries import prints

if TYPE_CHECKING:
    from app.devices.printers.printer import NotReady, Sent
    from app.devices.printers.profile import PrinterProfile
    from app.devices.transports.transport import Unplugged

CHANGED: Final = "print_job"
"""What a change of the queue is called."""
_KEPT_MS: Final = 7 * 24 * 3_600_000
_MOST: Final = 200
_BETWEEN: Final = "/"
_NO_PAPER: Final = "no_paper"
_UNCONFIRMED: Final = "unconfirmed"
_UNPLUGGED: Final = "unplugged"
_CUT_OFF: Final = "cut_off"

REASONS: Final[dict[str, Label]] = {
    "offline": N_("打印机没有联机"),
    _NO_PAPER: N_("打印机缺纸"),
    "cover_open": N_("打印机的盖子开着"),
    "error": N_("打印机报告故障"),
    _UNPLUGGED: N_("连不上打印机"),
    _CUT_OFF: N_("打印机中途断开"),
    _UNCONFIRMED: N_("已送出，打印机没有回答"),
    jobs.LOST: N_("程序在打印时中断"),
    jobs.GIVEN_UP: N_("不再打印"),
}
"""Why a job is where it is, in words; any other reason is the code of a problem in making the slip."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Bytes to be sent now, for the job `uid`; `name` is handed back with the answer."""

    uid: str
    name: str
    printer: str
    slip: Slip


@dataclass(frozen=True, slots=True)
class Listed:
    """A job, with the type and the number of its document."""

    job: Job
    type: str
    number: str


def add(firm: Firm, document: str, printer: str, copies: int = 1) -> str:
    """Let the slip of a posted document wait for a printer; return the uid of its job."""
    now = firm.clock.now_ms()
    made = Job(
        uid=new_uid(), document=slips.posted(firm, document), printer=printer, copies=copies, made_at=now
    )
    with firm.transaction():
        connection = firm.books.connection()
        print_jobs.forget_printed(connection, now - _KEPT_MS)
        print_jobs.save(connection, made)
    return made.uid


def add_posted(firm: Firm, document: Document, printer: str) -> None:
    """Let the slip of a document wait that was posted just now, if the firm wants one: part of the same transaction."""
    if slips.is_wanted(firm, document):
        add(firm, document.uid, printer)


def newest(firm: Firm) -> list[Job]:
    """Return the last jobs, the newest first."""
    return print_jobs.newest(firm.books.connection(), _MOST)


def unfinished(firm: Firm) -> list[Job]:
    """Return the jobs that are not at their end, the oldest first."""
    return print_jobs.unfinished(firm.books.connection())


def listed(firm: Firm, uid: str) -> Listed | None:
    """Return one job with its document."""
    job = print_jobs.load(firm.books.connection(), uid)
    return _listed(firm, job) if job is not None else None


def overview(firm: Firm) -> list[Listed]:
    """Return the last jobs with their documents, the newest first."""
    return [_listed(firm, job) for job in newest(firm)]


def _listed(firm: Firm, job: Job) -> Listed:
    head = stored.head(firm.books.connection(), job.document)
    assert head is not None, "only what is posted has a slip"
    return Listed(job, head.type, head.number)


def try_now(firm: Firm, uid: str, printer: str) -> Changes:
    """Try a job now that waits, at this printer; one that is at its end is printed anew, with its mark."""
    now = firm.clock.now_ms()
    with firm.transaction():
        connection = firm.books.connection()
        job = print_jobs.load(connection, uid)
        if job is None:
            return Changes()
        if job.state is jobs.JobState.WAITING:
            print_jobs.save(connection, jobs.hasten(job, now, printer))
        elif job.state is not jobs.JobState.SENDING:
            add(firm, job.document, printer, job.copies)
    return Changes.of(CHANGED)


def next_job(firm: Firm, printers: Collection[str]) -> Job | None:
    """Return the job that one of these printers should begin now; each takes its own one by one and in order."""
    now = firm.clock.now_ms()
    open_jobs = _unfinished(firm, printers)
    if any(jobs.is_lost(job, now) for job in open_jobs):
        _take_back(firm, [job for job in open_jobs if jobs.is_lost(job, now)], now)
        open_jobs = _unfinished(firm, printers)
    return jobs.next_of(open_jobs, now)


def recover(firm: Firm, printers: Collection[str]) -> None:
    """Take back what these printers were sent when the program died: for a start, when nothing can be on its way."""
    lost = [job for job in _unfinished(firm, printers) if job.state is jobs.JobState.SENDING]
    if lost:
        _take_back(firm, lost, firm.clock.now_ms())


def begun(firm: Firm, uid: str, profile: "PrinterProfile") -> Attempt | None:
    """Begin a job: from here on it counts as perhaps printed. None when it is not waiting any more.

    A slip that cannot be made ends its job and raises why.
    """
    waiting = print_jobs.load(firm.books.connection(), uid)
    if waiting is None:
        return None
    with _failing(firm, uid):
        template = slips.template_of(firm, waiting.document, profile)
    with firm.transaction():
        connection = firm.books.connection()
        job = print_jobs.load(connection, uid)
        if job is None or job.state is not jobs.JobState.WAITING:
            return None
        number = _number(firm, job)
        opens = slips.opens_drawer(firm, job.document, profile, number=number)
        job = jobs.begin(job, template, firm.clock.now_ms(), opens_drawer=opens)
        print_jobs.save(connection, job)
    with _failing(firm, uid):
        slip = slips.slip(firm, job.document, profile, number=number, copies=job.copies)
    return Attempt(job.uid, f"{job.uid}{_BETWEEN}{job.tries}", job.printer, slip)


def ended(firm: Firm, name: str, result: "Sent | NotReady | Unplugged") -> Changes:
    """Take the answer of a printer to an attempt; what went to paper is noted with it, in one transaction."""
    from app.devices.printers.printer import CutOff, Sent  # noqa: PLC0415 - loaded with the first slip

    if isinstance(result, Sent):
        how = End.PRINTED if result.is_confirmed else End.SENT
    else:
        how = End.CUT_OFF if isinstance(result, CutOff) else End.REFUSED
    return _end(firm, name, how, reason_of(result))


def reason_of(result: "Sent | NotReady | Unplugged") -> str:
    """Return why an answer is not the confirmation of a print, a key of `REASONS`; empty if it is."""
    from app.devices.printers.printer import CutOff, NotReady, Sent  # noqa: PLC0415 - loaded with the first slip
    from app.devices.printers.status import Paper  # noqa: PLC0415 - see above

    match result:
        case Sent(is_confirmed=True):
            return ""
        case Sent(paper=Paper.END):
            return _NO_PAPER
        case Sent():
            return _UNCONFIRMED
        case NotReady():
            return result.obstacle.value
        case _:
            return _CUT_OFF if isinstance(result, CutOff) else _UNPLUGGED


def give_up(firm: Firm, uid: str) -> Changes:
    """Try a job no more."""
    with firm.transaction():
        connection = firm.books.connection()
        job = print_jobs.load(connection, uid)
        if job is not None:
            print_jobs.save(connection, jobs.give_up(job))
    return Changes.of(CHANGED)


def give_up_all(firm: Firm) -> None:
    """Try nothing any more of what waits; writes only where something does."""
    if print_jobs.unfinished(firm.books.connection()):
        with firm.transaction():
            connection = firm.books.connection()
            for job in print_jobs.unfinished(connection):
                print_jobs.save(connection, jobs.give_up(job))


@contextmanager
def _failing(firm: Firm, uid: str) -> Iterator[None]:
    """Make a slip; what cannot be made ends its job, so that the next one has its turn."""
    try:
        yield
    except Problem as problem:
        with firm.transaction():
            connection = firm.books.connection()
            job = print_jobs.load(connection, uid)
            if job is not None:
                print_jobs.save(connection, jobs.fail(job, problem.code))
        raise


def _end(firm: Firm, name: str, how: End, reason: str) -> Changes:
    uid, _, attempt = name.rpartition(_BETWEEN)
    with firm.transaction():
        connection = firm.books.connection()
        before = print_jobs.load(connection, uid)
        if before is None:
            return Changes()
        after = jobs.end(before, int(attempt), how, firm.clock.now_ms(), reason)
        print_jobs.save(connection, after)
        noted = Changes()
        if jobs.is_on_paper(before, after):
            noted = note(firm, [Print(after.document, after.template, after.copies)])
        if jobs.may_have_opened(before, after):
            noted |= drawer.note(firm, after.document)
    return noted | Changes.of(CHANGED)


def _number(firm: Firm, job: Job) -> int:
    connection = firm.books.connection()
    recorded = prints.counts(connection, [job.document]).get(job.document, 0)
    return jobs.number_of(job, recorded, print_jobs.of_document(connection, job.document))


def _unfinished(firm: Firm, printers: Collection[str]) -> list[Job]:
    return [job for job in print_jobs.unfinished(firm.books.connection()) if job.printer in printers]


def _take_back(firm: Firm, lost: list[Job], now: int) -> None:
    """Take back attempts whose end nobody can tell, unless it was told in the meantime."""
    with firm.transaction():
        connection = firm.books.connection()
        for job in lost:
            if print_jobs.load(connection, job.uid) == job:
                after = jobs.lose(job, now)
                print_jobs.save(connection, after)
                if jobs.may_have_opened(job, after):
                    drawer.note(firm, job.document)
