"""When the drawer was opened: for a sale that brought cash, or without one and why (G25)."""

from typing import Final

from app.core.clock import instant_ms
from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Column, Drill, Drills, Table
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import drawer

_WITHOUT_SALE: Final = Field("without_sale", N_("只看没有单据的"), Kind.BOOL, default=False)
_COLUMNS: Final = (
    Column("opened_at", N_("时间"), Kind.INSTANT),
    Column("author", N_("谁开的"), Kind.TEXT),
    Column("type", N_("单据类型"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in TYPES)),
    Column("number", N_("单号"), Kind.CODE),
    Column("reason", N_("原因"), Kind.TEXT),
)


def build(asked: Asked) -> Table:
    """Return a row an opening, the last one first."""
    only_without = asked.flag(_WITHOUT_SALE.key)
    found = [
        each
        for each in drawer.log(asked.connection, asked.text("since"), asked.text("until"), asked.those)
        if not (only_without and each.uid)
    ]
    return asked.table(
        columns=_COLUMNS,
        rows=[
            (instant_ms(each.known_at), each.author, each.type, each.number, each.reason) for each in found
        ],
        drills=Drills(len(found), lambda place: _drill(found[place].uid)),
    )


def _drill(uid: str) -> Drill | None:
    return Drill("document", (("uid", uid),)) if uid else None


DRAWER_LOG = Report(
    key="drawer_log",
    label=N_("钱箱记录"),
    tab=Tab.MONEY,
    params=(params.SINCE, params.UNTIL, _WITHOUT_SALE),
    build=build,
    about=("head", "customer", "supplier"),
    types=tuple(each.key for each in TYPES if each.cash),
    help=N_("钱箱什么时候开的、谁开的：收了现金的单据，或者没有单据时写的原因。"),
)
