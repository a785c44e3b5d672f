"""Rounds of two sides in turn, and what no noise can change: statements and commits."""

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

_READS = ("SELECT", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "--")
_PAGE = 4096

_sync = getattr(os, "fdatasync", os.fsync)

Round = Callable[[], Sequence[float]]
"""One round of one side: the milliseconds of each thing done."""


class Pair(NamedTuple):
    """Rounds of ours and of raw, in turn; each round a list of milliseconds."""

    ours: list[list[float]]
    raw: list[list[float]]

    @property
    def ratio(self) -> float:
        """The median of the per-round ratios of medians."""
        return statistics.median(middle(a) / middle(b) for a, b in zip(self.ours, self.raw, strict=True))

    @property
    def ours_ms(self) -> float:
        """What one thing takes through the services: the median of the rounds."""
        return middle([middle(each) for each in self.ours])

    @property
    def raw_ms(self) -> float:
        """What it takes by hand."""
        return middle([middle(each) for each in self.raw])


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def share_below(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of all stay below: 0.99 for the p99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def in_turn(ours: Round, raw: Round, rounds: int) -> Pair:
    """Run both sides in turn, each side first every other time, after a round of each that does not count."""
    pair = Pair([], [])
    ours()
    raw()
    with quiet_memory():
        for number in range(rounds):
            sides = ((ours, pair.ours), (raw, pair.raw))
            for side, kept in sides if number % 2 else reversed(sides):
                kept.append(list(side()))
    return pair


@contextmanager
def quiet_memory() -> Iterator[None]:
    """Keep the garbage collector still, as the window does while somebody waits."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that an act takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1e3


def each_timed(acts: Sequence[Callable[[], object]]) -> list[float]:
    """Return the milliseconds of each act."""
    return [timed(act) for act in acts]


def fdatasync_ms(folder: Path, times: int = 60) -> float:
    """Return the p50 of writing and syncing one page in a folder, now."""
    path = folder / "fdatasync"
    page = os.urandom(_PAGE)
    with path.open("wb", buffering=0) as file:
        taken = []
        for _ in range(times):
            file.write(page)
            taken.append(timed(partial(_sync, file.fileno())))
    path.unlink()
    return middle(taken)


class Counted(NamedTuple):
    """What one act sent to the database."""

    statements: int
    commits: int


def counted(connection: Any, act: Callable[[], object]) -> Counted:
    """Count statements and durable commits; a write outside of a transaction is a commit of its own."""
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    try:
        act()
    finally:
        connection.set_trace_callback(None)
    statements = [sql for sql in seen if not sql.startswith("--")]  # what triggers do
    commits, inside = 0, False
    for sql in statements:
        verb = sql.lstrip().upper()
        if verb.startswith("BEGIN"):
            inside = True
        elif verb.startswith("COMMIT"):
            inside, commits = False, commits + 1
        elif not inside and not verb.startswith(_READS):
            commits += 1
    return Counted(len(statements), commits)
