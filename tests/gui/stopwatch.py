"""What the acts of a walk cost the GUI thread: its own processor time, as on a machine that it has for itself.

An act is one key, one click, or one turn of the event loop that delivers what was asked for. Neighbours stretch even
processor time, twice and more where caches and cores are shared; so a piece of work that never changes is timed beside
the walk, and what an act took is divided by how much slower than at its best that work is now. Acts are told apart by
kind: where, and what was done. A kind is slow when the median of three acts in a row is; what was done less than three
times is given twice the time. A single act that is noticed is told; a kind of which more than one act is, and one in
ten, is noticed again and again.
"""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Final

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from shiboken6 import delete

NOTICED_S: Final = 0.05
"""From here on a person notices that the window does not answer."""
_ENOUGH: Final = 3
_SELDOM: Final = 10
_LOOK_EVERY: Final = 5
_ROWS: Final = 6


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """Of one act: processor time as on a quiet machine, time by the clock, the part of the step, the step."""

    processor_s: float = 0.0
    clock_s: float = 0.0
    part: str = ""
    step: str = ""

    def __str__(self) -> str:
        return f"{self.processor_s * 1000:5.0f} ms ({self.clock_s * 1000:.0f}) {self.part:7} {self.step}"


class Yardstick:
    """Says how much slower than at its best the machine is now: 1 at its best."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=_ENOUGH)
        self._best = math.inf
        self.look()

    def look(self) -> None:
        """Time the work again."""
        self._recent.append(self._measure())
        self._best = min(self._best, median(self._recent))

    @property
    def slowness(self) -> float:
        """How often the best time goes into that of now."""
        return median(self._recent) / self._best

    def _measure(self) -> float:
        """Make a small form and measure it, as most of what a window does is."""
        began = time.thread_time()
        form = QWidget()
        rows = QFormLayout(form)
        for number in range(_ROWS):
            rows.addRow(QLabel(str(number)), QLineEdit(str(number)))
        form.sizeHint()
        delete(form)
        return time.thread_time() - began


class Stopwatch:
    """Measures acts; a step may have many of them, its dearest counts."""

    def __init__(self) -> None:
        self._yardstick = Yardstick()
        self._steps = 0
        self.kinds: defaultdict[str, list[Cost]] = defaultdict(list)
        self._step = Cost()

    def time(self, act: Callable[[], object], part: str) -> None:
        """Do it, and remember it if it is the dearest act of the step."""
        began, clock = time.thread_time(), time.perf_counter()
        act()
        cost = Cost(time.thread_time() - began, time.perf_counter() - clock, part)
        self._step = max(self._step, cost)

    def end_step(self, kind: str, step: str) -> Cost:
        """Note what the step cost; the next one begins."""
        self._steps += 1
        if self._steps % _LOOK_EVERY == 0:
            self._yardstick.look()
        cost, self._step = self._step, Cost()
        noted = Cost(cost.processor_s / self._yardstick.slowness, cost.clock_s, cost.part, step)
        self.kinds[f"{kind} {cost.part}"].append(noted)
        return noted

    def dear(self) -> list[Cost]:
        """Return every act that a person noticed, the dearest first."""
        every = (cost for costs in self.kinds.values() for cost in costs)
        return sorted((cost for cost in every if cost.processor_s > NOTICED_S), reverse=True)

    def noticed(self) -> dict[str, str]:
        """Return the kinds of which a single act was noticed: how often, of how many, and the dearest; that first."""
        found = {
            kind: sorted(cost.processor_s for cost in costs if cost.processor_s > NOTICED_S)
            for kind, costs in self.kinds.items()
        }
        ranked = sorted(((each, kind) for kind, each in found.items() if each), key=lambda one: -one[0][-1])
        return {
            kind: f"{each[-1] * 1000:5.0f} ms  {len(each)} of {len(self.kinds[kind])}"
            for each, kind in ranked
        }

    def repeated(self) -> list[str]:
        """Return the kinds that are noticed again and again."""
        return [
            kind
            for kind, costs in self.kinds.items()
            if (count := sum(cost.processor_s > NOTICED_S for cost in costs)) > 1
            and count * _SELDOM > len(costs)
        ]

    def slow(self) -> dict[str, float]:
        """Return the kinds of acts that are slow, each with its time in seconds."""
        found = {kind: _usual(costs) for kind, costs in self.kinds.items()}
        return {kind: cost for kind, cost in found.items() if cost > NOTICED_S}


def _usual(costs: list[Cost]) -> float:
    """Return the dearest median of three acts in a row; of fewer, half of the dearest."""
    times = [cost.processor_s for cost in costs]
    if len(times) < _ENOUGH:
        return max(times) / 2
    return max(median(three) for three in _threes(times))


def _threes(times: list[float]) -> Iterator[tuple[float, ...]]:
    return zip(*(islice(times, start, None) for start in range(_ENOUGH)), strict=False)
