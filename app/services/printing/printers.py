"""Which printer of this computer prints which paper, and by how much each is off: kept here, never in the firm.

A printer is known by the name that its driver has. No name means a PDF: what is printed without anybody's choice.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from app.core.changes import Changes
from app.core.errors import EnvironmentProblem
from app.services.firm import Firm
from app.storage import station

PDF: Final = ""
_PRINTER: Final = "printer:"
_SHIFT: Final = "printer_shift:"
_FORM: Final = "printer_form:"


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much all of a page is moved on one printer: right and down, tenths of a millimetre."""

    x: int = 0
    y: int = 0


@dataclass(eq=False, kw_only=True)
class PrinterRefused(EnvironmentProblem):
    """The driver took no page, or stopped in the middle of them."""

    code: ClassVar[str] = "PRINTER_REFUSED"
    printer: str


def printer_of(firm: Firm, paper: str) -> str:
    """Return the printer of a paper (its key); `PDF` where none was chosen."""
    return station.get(firm.books.connection(), _PRINTER + paper)


def shift_of(firm: Firm, printer: str) -> Shift:
    """Return by how much a printer is off."""
    x, _, y = station.get(firm.books.connection(), _SHIFT + printer).partition("/")
    return Shift(int(x), int(y)) if x and y else Shift()


def takes_other_form(firm: Firm, printer: str, paper: str) -> bool:
    """Say whether a person wants this paper on this printer although its driver has no such form."""
    return bool(station.get(firm.books.connection(), f"{_FORM}{paper}/{printer}"))


def remember(firm: Firm, paper: str, printer: str, shift: Shift | None = None) -> Changes:
    """Print this paper there from now on, and move it by so much."""
    connection = firm.books.connection()
    with firm.transaction():
        station.put(connection, _PRINTER + paper, printer)
        if printer and shift is not None:
            station.put(connection, _SHIFT + printer, f"{shift.x}/{shift.y}")
    return Changes()


def take_other_form(firm: Firm, printer: str, paper: str) -> Changes:
    """Print this paper on this printer from now on, whatever forms its driver has."""
    with firm.transaction():
        station.put(firm.books.connection(), f"{_FORM}{paper}/{printer}", "1")
    return Changes()
