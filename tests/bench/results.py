"""What was measured: a line of the table, the file for comparing runs."""

import json
import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pysqlite3 import dbapi2

_WIDTHS = (4, 48, 13, 12, 9, 9, 6)
_HEADS = ("#", "workload", "goal", "measured", "ours ms", "raw ms", "")


class Result(NamedTuple):
    """One figure beside its goal: a ratio to raw when the unit is ×; with `at_least` more is better."""

    number: int
    what: str
    measured: float
    unit: str = "×"
    goal: float | None = None
    at_least: bool = False
    ours_ms: float | None = None
    raw_ms: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is met."""
        if self.goal is None:
            return ""
        met = self.measured >= self.goal if self.at_least else self.measured <= self.goal
        return "ok" if met else "MISSED"

    def line(self) -> str:
        """Write it as a line of the table."""
        sign = "≥" if self.at_least else "≤"
        cells = (
            str(self.number),
            self.what,
            "" if self.goal is None else f"{sign} {_figure(self.goal)} {self.unit}",
            f"{_figure(self.measured)} {self.unit}",
            "" if self.ours_ms is None else _figure(self.ours_ms),
            "" if self.raw_ms is None else _figure(self.raw_ms),
            self.verdict,
        )
        return _joined(cells) + (f"  {self.note}" if self.note else "")


def _joined(cells: Sequence[str]) -> str:
    return " ".join(
        cell.ljust(width) if index < 2 else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def heading() -> str:
    """Return the head of the table."""
    return _joined(_HEADS) + "\n" + "-" * (sum(_WIDTHS) + len(_WIDTHS))


def write(path: Path, results: Sequence[Result], *, moves: int, rounds: int) -> None:
    """Write all figures to a file."""
    content = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "moves": moves,
        "rounds": rounds,
        "results": [each._asdict() | {"verdict": each.verdict} for each in results],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
