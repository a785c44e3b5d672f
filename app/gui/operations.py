"""Work off the GUI thread: one writer, two readers, results delivered on the GUI thread. Nothing else starts a thread.

::

    Write(self, partial(documents.post, firm, draft)).label(N_("正在过账…")).then(self._show).run()
    Read(self, partial(reports.run, firm, key, params)).latest("rows").then(self._show).run()

A write that is known to be short may be done `at_once`, on the GUI thread itself, as long as nobody has to be waited
for and the last one was shorter than a frame: to hand it to a thread and back takes longer than the work.
A callback is never called for an owner that is gone. A `Write` ends by announcing its `Changes` to `refresh`. A problem
goes to `otherwise` if given, else to `errors.show`; a mistake of ours goes to `errors.show` always.

A job stays in the hands of the GUI thread until it is delivered: a worker never drops the last reference to anything
that belongs to Qt.
"""

import math
import queue
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Generic, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.progress import Cancelled, Progress
from app.core.text import EMPTY, Label
from app.gui import errors, refresh
from app.services.failures import DatabaseLocked, problem_of

T = TypeVar("T")

Haste = Callable[[], AbstractContextManager[None]]
"""Makes what is written inside wait for nobody: it is told `DatabaseLocked` instead."""

READERS = 2
_PATIENCE_MS = 300
"""Work that takes longer says so; shorter work shows nothing, because nothing should flicker."""
_PROGRESS_EVERY_S = 0.05
_BRIEF_S = 0.016
"""A frame: what takes longer is nothing for the GUI thread (a slow disk, a long history)."""


class Job:
    """One piece of work under way. `cancel` makes its result unwanted and stops it where it reports progress."""

    def __init__(self, owner: QObject, work: Callable[[], Any]) -> None:
        self.owner = owner
        self.work = work
        self.number = 0
        self.latest: str | None = None
        """Of its owner's questions with this name only the last one counts."""
        self.label = EMPTY
        self.succeeded: Callable[[Any], None] | None = None
        self.refused: Callable[[Problem], None] | None = None
        self.ended: Callable[[], None] | None = None
        self.progressed: Callable[[int, int], None] | None = None
        self.is_write = False
        self.hasty: Haste | None = None
        self.took_s = 0.0
        self.is_cancelled = False
        self.result: Any = None
        self.problem: BaseException | None = None

    def cancel(self) -> None:
        """Forget the result; a write that has begun still ends, and is announced."""
        self.is_cancelled = True

    @property
    def is_wanted(self) -> bool:
        """Say whether somebody still waits for the result."""
        return not self.is_cancelled and isValid(self.owner)

    def perform(self) -> None:
        """Do the work, on a worker's thread."""
        if self.is_cancelled and not self.is_write:
            return
        began = time.perf_counter()
        try:
            self.result = self.work()
        except Cancelled:
            self.is_cancelled = True
        except BaseException as error:  # noqa: BLE001 - the worker loop is one of two places that catch everything
            self.problem = problem_of(error) or error
        self.took_s = time.perf_counter() - began

    def deliver(self) -> None:
        """Hand over the result, on the GUI thread."""
        if self.is_write and self.problem is None:
            refresh.announce(_changes_in(self.result))
        if not self.is_wanted:
            self._tell_of_loss()
            return
        if self.problem is None:
            if self.succeeded is not None:
                self.succeeded(self.result)
        elif self.refused is not None and isinstance(self.problem, Problem):
            self.refused(self.problem)
        else:
            errors.show(self.owner, self.problem)
        if self.ended is not None and isValid(self.owner):
            self.ended()

    def _tell_of_loss(self) -> None:
        """A write that failed is heard of even when its page is gone; an answer nobody wants any more is not."""
        if self.problem is not None and (self.is_write or not isinstance(self.problem, Problem)):
            errors.show_anywhere(self.problem)


class Workers(QObject):
    """The threads and their queues; a child of the QApplication. Signals: busy(Label), empty when nothing is slow."""

    busy = Signal(str)
    _finished = Signal(int)
    _moved = Signal(int, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._writes: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._open: dict[int, Job] = {}
        self._next = 1
        self._last_hasty_s = math.inf  # the first one of a session loads what it needs: not here
        self._latest: weakref.WeakKeyDictionary[QObject, dict[str, Job]] = weakref.WeakKeyDictionary()
        self._closing: Callable[[], None] | None = None
        self._finished.connect(self._deliver)
        self._moved.connect(self._show_progress)
        self._threads = [self._start("writer", self._writes)]
        self._threads += [self._start(f"reader {number + 1}", self._reads) for number in range(READERS)]

    @property
    def is_idle(self) -> bool:
        """Say whether everything asked for has been delivered."""
        return not self._open

    def submit(self, job: Job) -> Job:
        """Queue a job; the owner's earlier job of the same `latest` becomes unwanted."""
        if job.latest is not None:
            jobs = self._latest.setdefault(job.owner, {})
            if job.latest in jobs:
                jobs[job.latest].cancel()
            jobs[job.latest] = job
        job.number, self._next = self._next, self._next + 1
        if job.hasty is not None and self._do_at_once(job, job.hasty):
            return job
        self._open[job.number] = job
        if job.label:
            QTimer.singleShot(_PATIENCE_MS, self, self._show_busy)
        (self._writes if job.is_write else self._reads).put(_Errand(self, job))
        return job

    def _do_at_once(self, job: Job, hasty: Haste) -> bool:
        """Do a short write here and now, unless it may take long or has to wait; say whether it was done."""
        if self._last_hasty_s > _BRIEF_S or any(each.is_write for each in self._open.values()):
            return False
        with hasty():
            job.perform()
        if isinstance(job.problem, DatabaseLocked):
            job.problem = None
            return False
        self._last_hasty_s = job.took_s
        self._forget(job)
        job.deliver()
        return True

    def _forget(self, job: Job) -> None:
        """Let go of a question that is answered: a job holds its owner, who would be kept for good."""
        jobs = self._latest.get(job.owner) if job.latest is not None else None
        if jobs is not None and jobs.get(job.latest or "") is job:
            del jobs[job.latest or ""]

    def progress_of(self, job: Job) -> Progress:
        """Return what the work of this job calls to report how far it is, from its own thread."""
        last = 0.0

        def report(done: int, whole: int) -> None:
            nonlocal last
            if job.is_cancelled:
                raise Cancelled
            now = time.monotonic()
            if done >= whole or now - last >= _PROGRESS_EVERY_S:
                last = now
                self._moved.emit(job.number, done, whole)

        return report

    def stop(self, closing: Callable[[], None] | None = None, patience_s: float = 30.0) -> None:
        """Finish what is to be written, call `closing` on each thread as its last act, end the threads."""
        for job in self._open.values():
            if not job.is_write:
                job.cancel()
        self._closing = closing
        self._writes.put(None)
        for _ in range(READERS):
            self._reads.put(None)
        for thread in self._threads:
            thread.join(patience_s)
        self._threads = []
        _InForce.workers = None

    def announce_finished(self, number: int) -> None:
        """Tell the GUI thread that a job is done; called on a worker's thread."""
        self._finished.emit(number)

    def _start(self, name: str, errands: "queue.SimpleQueue[Callable[[], None] | None]") -> threading.Thread:
        thread = threading.Thread(target=self._serve, args=(errands,), name=name, daemon=True)
        thread.start()
        return thread

    def _serve(self, errands: "queue.SimpleQueue[Callable[[], None] | None]") -> None:
        while (errand := errands.get()) is not None:
            errand()
            del errand
        if self._closing is not None:
            self._closing()

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._open.pop(number)
        if job.hasty is not None:
            self._last_hasty_s = job.took_s
        self._show_busy()
        self._forget(job)
        job.deliver()

    @Slot(int, int, int)
    def _show_progress(self, number: int, done: int, whole: int) -> None:
        job = self._open.get(number)
        if job is not None and job.is_wanted and job.progressed is not None:
            job.progressed(done, whole)

    @Slot()
    def _show_busy(self) -> None:
        self.busy.emit(next((job.label for job in self._open.values() if job.label), ""))


class _Errand:
    """What a worker holds of a job: it lets go of it before the GUI thread hears that it is done."""

    def __init__(self, workers: Workers, job: Job) -> None:
        self._workers = workers
        self._number = job.number
        self._job: Job | None = job

    def __call__(self) -> None:
        assert self._job is not None
        self._job.perform()
        self._job = None
        self._workers.announce_finished(self._number)


class _InForce:
    """There is one set of workers, as there is one `refresh.hub`."""

    workers: Workers | None = None


def workers() -> Workers:
    """Return the program's workers, starting them on first use."""
    if _InForce.workers is None or not isValid(_InForce.workers):
        app = QCoreApplication.instance()
        assert app is not None
        _InForce.workers = Workers(app)
    return _InForce.workers


class _Operation(Generic[T]):
    """What `Write` and `Read` share."""

    def __init__(self, owner: QObject, work: Callable[[], T]) -> None:
        self._job = Job(owner, work)

    @classmethod
    def followed(
        cls,
        owner: QObject,
        work: Callable[[Progress], T],
        progressed: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Do work that reports how far it is; `progressed` hears it on the GUI thread. Cancelling stops it there."""
        reports: list[Progress] = []
        made = cls(owner, lambda: work(reports[0]))
        reports.append(workers().progress_of(made._job))
        made._job.progressed = progressed
        return made

    def label(self, text: Label) -> Self:
        """Say what is being done, should it take long."""
        self._job.label = text
        return self

    def then(self, callback: Callable[[T], None]) -> Self:
        """Hand the result to `callback` on the GUI thread."""
        self._job.succeeded = callback
        return self

    def otherwise(self, callback: Callable[[Problem], None]) -> Self:
        """Hand a BusinessError or EnvironmentProblem to `callback` instead of the page's banner."""
        self._job.refused = callback
        return self

    def afterwards(self, callback: Callable[[], None]) -> Self:
        """Call `callback` last, whether it went well or not."""
        self._job.ended = callback
        return self

    def run(self) -> Job:
        """Start."""
        return workers().submit(self._job)


class Write(_Operation[T]):
    """Change the firm. The verb returns Changes, or something with `.changes`, or a tuple that holds Changes."""

    def __init__(self, owner: QObject, verb: Callable[[], T]) -> None:
        super().__init__(owner, verb)
        self._job.is_write = True

    def at_once(self, hasty: Haste) -> Self:
        """Do it before `run` returns where that is quicker than to hand it over; inside `hasty` it waits for nobody."""
        self._job.hasty = hasty
        return self


class Read(_Operation[T]):
    """Ask the firm."""

    def latest(self, name: str = "") -> Self:
        """Drop the answer of this owner's earlier question of that name, if it is still under way."""
        self._job.latest = name
        return self


def _changes_in(result: object) -> Changes:
    if isinstance(result, Changes):
        return result
    if isinstance(result, tuple):
        for part in result:
            if isinstance(part, Changes):
                return part
    found = getattr(result, "changes", None)
    return found if isinstance(found, Changes) else Changes()
