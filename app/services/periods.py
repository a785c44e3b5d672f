"""Closing the books through a day, and opening the last closed period again (G31)."""

from dataclasses import replace

from app.core import months
from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Label
from app.domain.records.check import field_problem
from app.services.firm import Firm
from app.services.posting import CLOSE, REOPEN
from app.storage.queries import periods as lights

THROUGH = Field("through", N_("日期"), Kind.DATE, required=True)
"""The last day of a period."""


def closed_through(firm: Firm) -> str:
    """Return the last day of the closed periods, or an empty text."""
    return firm.books.closed_through


def checklist(firm: Firm, through: str) -> list[tuple[Label, bool, int]]:
    """Return what should be in order before closing: (what, whether it is, how many are not)."""
    connection = firm.books.connection()
    points = (
        (N_("草稿都已过账或删除"), lights.drafts(connection, through)),
        (N_("没有负库存"), lights.negative_balances(connection)),
        (N_("在途货物都已收到"), lights.in_transit(connection)),
    )
    return [(label, count == 0, count) for label, count in points]


def close(firm: Firm, through: str) -> Changes:
    """Close the books through a day of this month or earlier: nothing dated until then is accepted any more."""
    problem = field_problem(replace(THROUGH, most=months.last_day(firm.today()[:7])), through)
    if problem:
        raise problem.at(field=THROUGH.key)
    return firm.write(CLOSE, "", {"through": through}, business_date=through)


def reopen(firm: Firm, reason: str) -> Changes:
    """Open the last closed period again, with a reason that stays in the log."""
    return firm.write(REOPEN, "", {"reason": reason})
