"""What work costs the thread that does it: its own processor time, which neighbours on a busy machine do not add to.

They stretch it all the same where caches are shared, so the least of several tries counts, and a limit leaves room: a
few times what the work takes on a quiet machine, far below what the mistake would take that the limit is there for.
"""

import time
from collections.abc import Callable

_TRIES = 5


def processor_s(act: Callable[[], object]) -> float:
    """Return what doing it once took this thread."""
    began = time.thread_time()
    act()
    return time.thread_time() - began


def least_processor_s(act: Callable[[], object], *, tries: int = _TRIES) -> float:
    """Return the least that doing it took this thread."""
    return min(processor_s(act) for _ in range(tries))
