"""The drawer of the till: it opens for cash, or for a reason that a person writes; each opening is logged (G25).

Noting comes first and the pulse after it: an opening that nobody can find is worse than one that did not happen.
"""

from typing import TYPE_CHECKING, Final

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.errors import MissingField
from app.domain.printing.errors import DrawerClosed
from app.domain.records.check import field_problem
from app.domain.settings import DRAWER, DRAWER_ASKS
from app.services.firm import Firm
from app.services.printing import slips
from app.storage.drawer import OPENING

if TYPE_CHECKING:
    from app.devices.printers.profile import PrinterProfile

REASON: Final = Field("reason", N_("原因"), Kind.TEXT, required=True, longest=200)
"""Why the drawer is opened without a sale."""


def may_open(firm: Firm) -> bool:
    """Say whether the firm lets its drawer be opened without a sale."""
    return bool(firm.books.chosen(DRAWER) == DRAWER_ASKS)


def open_for(firm: Firm, reason: str) -> Changes:
    """Note that the drawer is opened without a sale; refused where the firm does not want it, or without a reason."""
    if not may_open(firm):
        raise DrawerClosed
    if not reason.strip():
        raise MissingField(label=Message.of(REASON.label)).at(field=REASON.key)
    problem = field_problem(REASON, reason.strip())
    if problem is not None:
        raise problem.at(field=REASON.key)
    return firm.write(OPENING, "", {"reason": reason.strip()})


def open_for_sale(firm: Firm, document: str, profile: "PrinterProfile") -> Changes:
    """Note that the drawer is opened for a document that took in cash just now; nothing changes for any other."""
    if not slips.opens_drawer(firm, document, profile):
        return Changes()
    return note(firm, document)


def note(firm: Firm, document: str) -> Changes:
    """Note that the drawer was opened for a document."""
    return firm.write(OPENING, document, {"reason": ""})
