"""What the operating system knows of printers: their names, the forms of their drivers, and one to paint on."""

from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.printing.driver_forms import DriverForm, Fitting
from app.domain.printing.papers import Paper
from app.services.printing.pages import POINTS_PER_MM, Sheet

_MM: Final = QPageSize.Unit.Millimeter
_TENTHS: Final = 10
_CREATOR: Final = "Zhanggui"


def names() -> tuple[str, ...]:
    """Return the printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))


def forms(name: str) -> tuple[DriverForm, ...]:
    """Return the forms that the driver of a printer offers."""
    sizes = QPrinterInfo.printerInfo(name).supportedPageSizes()
    found = ((size.name(), size.size(_MM)) for size in sizes)
    return tuple(
        DriverForm(called, round(size.width() * _TENTHS), round(size.height() * _TENTHS))
        for called, size in found
    )


def device(name: str) -> QPrinter:
    """Return a printer as its driver is set up."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def ready(name: str, paper: Paper, sheet: Sheet, found: Fitting | None, *, title: str) -> QPrinter:
    """Return a printer that feeds the form that was found, else exactly the sheet; nothing of it is margin."""
    printer = device(name)
    printer.setDocName(title)
    printer.setCreator(_CREATOR)
    printer.setFullPage(True)
    turned = found is not None and found.is_turned
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(_size(paper, sheet, found), way, QMarginsF()))
    return printer


def _size(paper: Paper, sheet: Sheet, found: Fitting | None) -> QPageSize:
    """Of paper that is fed sheet by sheet Qt may think of the usual name; continuous paper must be exact."""
    if found is None:
        size = QSizeF(sheet.width, sheet.height) / POINTS_PER_MM
        return QPageSize(size, _MM, "", QPageSize.SizeMatchPolicy.ExactMatch)
    exact, fuzzy = QPageSize.SizeMatchPolicy.ExactMatch, QPageSize.SizeMatchPolicy.FuzzyMatch
    size = QSizeF(found.form.width, found.form.height) / _TENTHS
    return QPageSize(size, _MM, found.form.name, exact if paper.is_continuous else fuzzy)
