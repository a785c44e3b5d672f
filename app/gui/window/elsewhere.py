"""What a code does on a page that takes no scans: orders are carried out, papers open, lines and search have the rest.

Loaded with the first such scan.
"""

from app.core.errors import BusinessError
from app.domain.scan_orders import ScanOrder
from app.gui import errors, sounds
from app.gui.navigation import Navigator
from app.gui.orders import obey
from app.gui.page import Page
from app.services import scanning
from app.services.firm import Firm
from app.services.scanning import Paper, UnknownBarcode
from app.services.scanning.errors import PaymentCodeScanned, ScanGarbled, ScanTooLong

_NOWHERE = PaymentCodeScanned | ScanGarbled | ScanTooLong
"""What may not even be typed into a line."""


def has_done(firm: Firm, go: Navigator, page: Page, code: str, *, has_line: bool) -> bool:
    """Carry out an order, open a paper, refuse what must go nowhere; False for what a line or the search may have."""
    try:
        found = scanning.meaning(firm, code)
    except BusinessError as problem:
        if not isinstance(problem, _NOWHERE) and (has_line or isinstance(problem, UnknownBarcode)):
            return False
        sounds.bad()
        errors.show(page, problem)
        return True
    match found:
        case Paper() if not has_line:
            go.open_document(found.uid)
        case ScanOrder():
            notice = obey(found, page.commands(), go)
            if notice is not None:
                sounds.bad()
                page.show_notice(notice)
                return True
        case _:
            return False
    sounds.good()
    return True
