"""Puts a batch of forms where each is printed on this computer: onto the printers of their papers, else into a PDF.

::

    batch ─┬─ papers with a printer here ─▶ has its driver such a form? ─▶ painted, sheet by sheet
           └─ all others ────────────────▶ one PDF

Nothing is printed while a driver lacks the form of some paper and nobody said that this is meant. Whoever stops in the
middle is told what was handed over by then; that much is noted as printed, because the paper may be there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Event

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from app.core.progress import Progress, silent
from app.domain.printing.driver_forms import Fitting, drift, fitting
from app.domain.printing.papers import Paper
from app.gui.paper import driver
from app.gui.paper.painting import SheetPainter
from app.services.firm import Firm
from app.services.printing import printers
from app.services.printing.pages import POINTS_PER_MM, Batch, Laid, face, write
from app.services.printing.printers import PrinterRefused
from app.services.printing.prints import Print

_POINTS_PER_INCH = 72
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Misfit:
    """A printer whose driver has no form like a paper."""

    printer: str
    paper: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a batch. With a `misfit` nothing was printed; `missing` are printers that are not here any more.

    `drift` is by how much the last page has moved, tenths of a millimetre. A driver that failed is a `problem`.
    """

    pdf: Path | None = None
    sheets: int = 0
    to: tuple[str, ...] = ()
    prints: tuple[Print, ...] = ()
    left_out: int = 0
    is_empty: bool = False
    missing: tuple[str, ...] = ()
    misfit: Misfit | None = None
    drift: int = 0
    is_stopped: bool = False
    problem: PrinterRefused | None = None


def put(firm: Firm, batch: Batch, path: Path, stopped: Event, progress: Progress = silent) -> Outcome:
    """Print what has a printer here, and write the rest to `path`."""
    if batch.is_empty:
        return Outcome(left_out=batch.left_out, is_empty=True)
    papers = {each.paper.key: each.paper for each in batch.laid}
    wanted = {key: printers.printer_of(firm, key) for key in papers}
    here = set(driver.names()) if any(wanted.values()) else set[str]()
    by_printer = {key: name for key, name in wanted.items() if name in here}
    found = {
        key: fitting(papers[key], driver.forms(name), length=_longest(batch.laid, key))
        for key, name in by_printer.items()
    }
    for key, fits in found.items():
        if fits is None and not printers.takes_other_form(firm, by_printer[key], key):
            return Outcome(misfit=Misfit(by_printer[key], papers[key]), left_out=batch.left_out)
    printed = batch.of(frozenset(by_printer))
    press = _Press(firm, batch.title, stopped, progress, printed.count)
    problem = None
    try:
        for (key, _), run in groupby(printed.laid, key=_job_of):
            press.print(by_printer[key], tuple(run), found[key])
    except PrinterRefused as refused:
        problem = refused
    in_file = batch.of(frozenset(papers) - frozenset(by_printer))
    goes_on = bool(in_file.laid) and not stopped.is_set() and problem is None
    made = write(in_file, path) if goes_on else None
    return Outcome(
        pdf=made.path if made is not None else None,
        sheets=press.done,
        to=tuple(dict.fromkeys(by_printer.values())),
        prints=(*press.prints, *(made.prints if made is not None else ())),
        left_out=batch.left_out,
        missing=tuple(sorted({name for name in wanted.values() if name and name not in here})),
        drift=press.drift,
        is_stopped=stopped.is_set(),
        problem=problem,
    )


def _job_of(laid: Laid) -> tuple[str, int]:
    """Forms on one paper are one job; on a roll each is its own, because each has its own length."""
    return laid.paper.key, id(laid) if laid.paper.is_roll else 0


def _longest(laid: Sequence[Laid], paper: str) -> int:
    """Return the length of the longest sheet of a paper, in tenths of a millimetre."""
    heights = [sheet.height for each in laid if each.paper.key == paper for sheet in each.sheets]
    return round(max(heights) / POINTS_PER_MM * _TENTHS)


class _Press:
    """Prints runs of forms on one paper each; counts sheets, and notes the forms that are out."""

    def __init__(self, firm: Firm, title: str, stopped: Event, progress: Progress, count: int) -> None:
        self._firm = firm
        self._title = title
        self._stopped = stopped
        self._progress = progress
        self._count = count
        self._painter = SheetPainter(face())
        self.done = 0
        self.drift = 0
        self.prints: list[Print] = []

    def print(self, name: str, run: Sequence[Laid], found: Fitting | None) -> None:
        """Print forms one after the other, as one job of the driver."""
        if self._stopped.is_set():
            return
        first = run[0]
        printer = driver.ready(name, first.paper, first.sheets[0], found, title=self._title)
        painter = QPainter()
        if not printer.isValid() or not painter.begin(printer):
            raise PrinterRefused(printer=name)
        try:
            self._print(name, printer, painter, run)
        finally:
            painter.end()
        if found is not None:
            pages = sum(len(each.sheets) * each.copies for each in run)
            self.drift = max(self.drift, drift(first.paper, found, pages), key=abs)

    def _print(self, name: str, printer: QPrinter, painter: QPainter, run: Sequence[Laid]) -> None:
        shift = printers.shift_of(self._firm, name)
        painter.scale(printer.logicalDpiX() / _POINTS_PER_INCH, printer.logicalDpiY() / _POINTS_PER_INCH)
        painter.translate(shift.x / _TENTHS * POINTS_PER_MM, shift.y / _TENTHS * POINTS_PER_MM)
        is_first = True
        for laid in run:
            for sheet in laid.every_sheet:
                if self._stopped.is_set():
                    printer.abort()
                    return
                if not is_first and not printer.newPage():
                    raise PrinterRefused(printer=name)
                is_first = False
                self._painter.paint(painter, sheet)
                self.done += 1
                self._progress(self.done, self._count)
            if laid.print is not None:
                self.prints.append(laid.print)
