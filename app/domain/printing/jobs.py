"""Slips that wait for a printer: what becomes of a job, decided without a clock, a printer or a database.

    waiting ──begin──▶ sending ──printed──▶ printed     the printer said afterwards that it is ready and has paper
       ▲                 │  └──sent───────▶ unknown     all bytes are with it, and it did not say so
       └──refused, cut off, lost (back-off)

    waiting, sending ──▶ failed     the slip cannot be made, or a person gave it up

Nothing is lost and nothing is printed twice in secret: a slip of which nobody knows whether it came out is a *doubt*.
Doubts count like prints, so that every later paper of the document says that it is a reprint (补打). What goes on
being doubtful is not tried forever: a person looks at the paper.

An attempt is named by its number. Word of an earlier one that comes late is believed while nothing newer is on its way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

BACK_OFF_MS: Final = (1_000, 2_000, 5_000, 10_000, 30_000)
"""Pauses after the first, second … attempt that printed nothing; the last one stays."""
LONGEST_MS: Final = 120_000
"""An attempt that has said nothing for so long died with the program that made it."""
MOST_DOUBTS: Final = 3
"""So often a slip is sent without knowing its end; then a person is asked."""
LOST: Final = "lost"
"""Reason of a job whose attempt never ended: the program did."""
GIVEN_UP: Final = "given_up"
"""Reason of a job that was not to be tried again."""


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    SENDING = "sending"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    FAILED = "failed"


class End(StrEnum):
    """How an attempt ended."""

    PRINTED = "printed"
    SENT = "sent"
    """All of it, to a printer that does not tell what it did."""
    REFUSED = "refused"
    """Nothing was sent: the printer is off, or says that it cannot print."""
    CUT_OFF = "cut_off"
    """The printer went away with a part of the slip, or with all of it."""


_DONE: Final = {
    End.PRINTED: JobState.PRINTED,
    End.SENT: JobState.UNKNOWN,
}
_OPEN: Final = frozenset({JobState.WAITING, JobState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One slip of a posted document for one printer; moments are milliseconds since 1970.

    `template` is that of the last attempt, `opens_drawer` whether that one opens the drawer; `reason` is why it did not
    print.
    """

    uid: str
    document: str
    printer: str
    made_at: int
    copies: int = 1
    state: JobState = JobState.WAITING
    tries: int = 0
    doubts: int = 0
    due_at: int = 0
    begun_at: int = 0
    template: str = ""
    reason: str = ""
    opens_drawer: bool = False


def is_lost(job: Job, now: int) -> bool:
    """Say whether an attempt died; one that begins in the future was made before the clock was set back."""
    return job.state is JobState.SENDING and not 0 <= now - job.begun_at <= LONGEST_MS


def next_of(jobs: Iterable[Job], now: int) -> Job | None:
    """Return the job whose turn it is: each printer takes its own in order, and waits with the first of them."""
    busy: set[str] = set()
    for job in jobs:
        if job.state not in _OPEN or job.printer in busy:
            continue
        if job.state is JobState.WAITING and job.due_at <= now:
            return job
        busy.add(job.printer)
    return None


def number_of(job: Job, recorded: int, others: Iterable[Job]) -> int:
    """Return which paper of its document this is: the next after all that is recorded, doubtful or on its way."""
    on_the_way = (each.doubts + (each.state is JobState.SENDING) for each in others if each.uid != job.uid)
    return recorded + job.doubts + sum(on_the_way) + 1


def wakes_at(jobs: Iterable[Job]) -> int | None:
    """Return the moment from which the turn of one may come that has not come yet; None when nothing waits."""
    first: dict[str, Job] = {}
    for job in jobs:
        if job.state in _OPEN:
            first.setdefault(job.printer, job)
    moments = (
        job.due_at if job.state is JobState.WAITING else job.begun_at + LONGEST_MS for job in first.values()
    )
    return min(moments, default=None)


def begin(job: Job, template: str, now: int, *, opens_drawer: bool = False) -> Job:
    """Begin the next attempt."""
    return replace(
        job,
        state=JobState.SENDING,
        tries=job.tries + 1,
        begun_at=now,
        template=template,
        opens_drawer=opens_drawer,
    )


def end(job: Job, attempt: int, how: End, now: int, reason: str = "") -> Job:
    """End an attempt; what is known already, or does not matter any more, changes nothing."""
    is_current = job.state is JobState.SENDING and attempt == job.tries
    came_late = job.state in {JobState.WAITING, JobState.FAILED} and how in _DONE
    if not is_current and not came_late:
        return job
    if how in _DONE:
        # What came late was a doubt before, and is one no more.
        doubts = max(job.doubts - came_late, 0)
        return replace(job, state=_DONE[how], doubts=doubts, reason=reason)
    return _again(job, now, reason, is_doubtful=how is End.CUT_OFF)


def lose(job: Job, now: int) -> Job:
    """Take an attempt back whose end nobody can tell any more."""
    return _again(job, now, LOST, is_doubtful=True) if job.state is JobState.SENDING else job


def fail(job: Job, reason: str) -> Job:
    """End a job whose slip cannot be made: nothing was sent."""
    return replace(job, state=JobState.FAILED, reason=reason) if job.state in _OPEN else job


def hasten(job: Job, now: int, printer: str) -> Job:
    """Try a job now that waits, at this printer; any other stays as it is."""
    return replace(job, due_at=now, printer=printer) if job.state is JobState.WAITING else job


def give_up(job: Job) -> Job:
    """Try no more; an attempt that is on its way stays a doubt."""
    if job.state not in _OPEN:
        return job
    doubts = job.doubts + (job.state is JobState.SENDING)
    return replace(job, state=JobState.FAILED, doubts=doubts, reason=job.reason or GIVEN_UP)


def is_on_paper(before: Job, after: Job) -> bool:
    """Say whether a change of a job is to be recorded as a print of its document."""
    return (
        before.state is not after.state
        and after.state in {JobState.PRINTED, JobState.UNKNOWN}
        and (after.doubts <= before.doubts)
    )


def may_have_opened(before: Job, after: Job) -> bool:
    """Say whether a change of a job is to be recorded as an opening of the drawer: bytes went out, or may have."""
    has_gone = is_on_paper(before, after) or after.doubts > before.doubts
    return before.opens_drawer and before.state is JobState.SENDING and has_gone


def _again(job: Job, now: int, reason: str, *, is_doubtful: bool) -> Job:
    doubts = job.doubts + is_doubtful
    if doubts >= MOST_DOUBTS:
        return replace(job, state=JobState.UNKNOWN, doubts=doubts, reason=reason)
    pause = BACK_OFF_MS[min(job.tries, len(BACK_OFF_MS)) - 1]
    return replace(job, state=JobState.WAITING, doubts=doubts, due_at=now + pause, reason=reason)
