"""Work in a process of its own: how long it takes, and how much memory it adds at its peak."""

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

_KIB = 1024


def taken_ms(prepare: Callable[..., Callable[[], Any]], *arguments: Any) -> tuple[float, Any]:
    """Return the milliseconds of the work which `prepare` returns, and what it returned itself."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as processes:
        return processes.submit(_taken, prepare, arguments).result()


def _taken(prepare: Callable[..., Callable[[], Any]], arguments: tuple[Any, ...]) -> tuple[float, Any]:
    work = prepare(*arguments)
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1e3, result


def added_mib(prepare: Callable[..., Callable[[], object]], *arguments: Any) -> float:
    """Return the MiB that the work adds which `prepare` returns, above all that was there before."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as processes:
        return processes.submit(_added, prepare, arguments).result()


def _added(prepare: Callable[..., Callable[[], object]], arguments: tuple[Any, ...]) -> float:
    work = prepare(*arguments)
    _forget_peak()
    before = _peak()
    work()
    return (_peak() - before) / _KIB


def _forget_peak() -> None:
    """Let the peak begin anew from what is held now, where the system can do that."""
    refs = Path("/proc/self/clear_refs")
    if refs.exists():
        refs.write_text("5", encoding="ascii")


def _peak() -> float:
    """Return the peak in KiB."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
    import resource  # Windows has none

    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
