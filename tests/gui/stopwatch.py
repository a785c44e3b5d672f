"""What the acts of a walk cost the GUI thread: its own processor time, which a busy machine stretches least.

An act is one key, one click, or one turn of the event loop that delivers what was asked for. Acts are told apart by
kind: where, and what was done. A neighbour on the same core may make any single act look dear, so a kind is slow when
the median of three acts in a row is; what was done less than three times is given twice the time.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Final

NOTICED_S: Final = 0.05
"""From here on a person notices that the window does not answer."""
_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """Of one act: processor time of the GUI thread, time by the clock, the part of the step, the step."""

    processor_s: float = 0.0
    clock_s: float = 0.0
    part: str = ""
    step: str = ""

    def __str__(self) -> str:
        return f"{self.processor_s * 1000:5.0f} ms ({self.clock_s * 1000:.0f}) {self.part:7} {self.step}"


class Stopwatch:
    """Measures acts; a step may have many of them, its dearest counts."""

    def __init__(self) -> None:
        self.kinds: defaultdict[str, list[Cost]] = defaultdict(list)
        self._step = Cost()

    def time(self, act: Callable[[], object], part: str) -> None:
        """Do it, and remember it if it is the dearest act of the step."""
        began, clock = time.thread_time(), time.perf_counter()
        act()
        cost = Cost(time.thread_time() - began, time.perf_counter() - clock, part)
        self._step = max(self._step, cost)

    def end_step(self, kind: str, step: str, *, counts: bool) -> Cost:
        """Note what the step cost, if it counts; the next one begins."""
        cost, self._step = self._step, Cost()
        if counts:
            noted = Cost(cost.processor_s, cost.clock_s, cost.part, step)
            self.kinds[f"{kind} {cost.part}"].append(noted)
        return cost

    def dear(self) -> list[Cost]:
        """Return every act that a person noticed, the dearest first."""
        every = (cost for costs in self.kinds.values() for cost in costs)
        return sorted((cost for cost in every if cost.processor_s > NOTICED_S), reverse=True)

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
