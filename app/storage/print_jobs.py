"""The queue of slips of this computer: rows in, jobs out. What happens to a job is `app.domain.printing.jobs`.

The queue stands in the firm's file, so that a slip that waits survives whatever the program does, but it is no part of
the firm's history: which printer on which desk had no paper is nothing that another computer or a replay of the log
could repeat. What did go to paper is (`app.storage.prints`).
"""

from collections.abc import Iterator
from typing import Any, Final

from app.domain.printing.jobs import Job, JobState

_FIELDS: Final = tuple(Job.__dataclass_fields__)
_SELECT: Final = f"SELECT {', '.join(_FIELDS)} FROM print_job"
_OPEN: Final = "state IN ('waiting', 'sending')"


def save(connection: Any, job: Job) -> None:
    """Keep a job, new or changed."""
    marks = ", ".join("?" * len(_FIELDS))
    changes = ", ".join(f"{name} = excluded.{name}" for name in _FIELDS if name != "uid")
    connection.execute(
        f"INSERT INTO print_job ({', '.join(_FIELDS)}) VALUES ({marks}) ON CONFLICT (uid) DO UPDATE SET {changes}",
        tuple(getattr(job, name) for name in _FIELDS),
    )


def load(connection: Any, uid: str) -> Job | None:
    """Return a job, or None."""
    return next(_jobs(connection.execute(f"{_SELECT} WHERE uid = ?", (uid,))), None)


def unfinished(connection: Any) -> list[Job]:
    """Return the jobs that are not at their end, the oldest first."""
    return [*_jobs(connection.execute(f"{_SELECT} WHERE {_OPEN} ORDER BY id"))]


def of_document(connection: Any, document: str) -> list[Job]:
    """Return all jobs of a document."""
    return [*_jobs(connection.execute(f"{_SELECT} WHERE document = ? ORDER BY id", (document,)))]


def newest(connection: Any, most: int) -> list[Job]:
    """Return the last jobs, the newest first."""
    return [*_jobs(connection.execute(f"{_SELECT} ORDER BY id DESC LIMIT ?", (most,)))]


def forget_printed(connection: Any, before: int) -> None:
    """Throw away what was printed without any doubt, of jobs made before a moment: the log knows of those."""
    connection.execute(
        "DELETE FROM print_job WHERE state = 'printed' AND doubts = 0 AND made_at < ?", (before,)
    )


def _jobs(rows: Any) -> Iterator[Job]:
    place = _FIELDS.index("state")
    for row in rows:
        values = (*row[:place], JobState(row[place]), *row[place + 1 :])
        yield Job(**dict(zip(_FIELDS, values, strict=True)))
