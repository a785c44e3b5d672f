"""Who owes how much for how long: what receivables and payables have in common.

Overdue is counted from the due date. What is open the other way round (advances, returns that were not set off) stands
in a column of its own and never makes an overdue amount look smaller; not due + overdue + that column = balance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Table, Total
from app.core.text import N_, Label
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
from app.reports.report import Asked, Drills
from app.storage.queries import parties

STEPS = (30, 60, 90)
"""Days at which one column of overdue amounts ends and the next begins."""
SHOW = Field(
    "show",
    N_("显示"),
    Kind.CHOICE,
    required=True,
    default="open",
    choices=(Choice("open", N_("有未结")), Choice("overdue", N_("有逾期"))),
)
_BUCKETS = (
    Column("not_due", N_("未到期"), Kind.MONEY, total=Total.SUM),
    Column("overdue_30", N_("逾期 1–30 天"), Kind.MONEY, total=Total.SUM),
    Column("overdue_60", N_("逾期 31–60 天"), Kind.MONEY, total=Total.SUM),
    Column("overdue_90", N_("逾期 61–90 天"), Kind.MONEY, total=Total.SUM),
    Column("overdue_longer", N_("逾期 90 天以上"), Kind.MONEY, total=Total.SUM),
)
_OVERDUE = Column("overdue", N_("逾期合计"), Kind.MONEY, total=Total.SUM)
_DAYS = Column("days", N_("最长逾期天数"), Kind.INTEGER)
_LIMIT = Column("credit_limit", N_("信用额度"), Kind.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debts:
    """One side: the parameter and labels of its parties, the report that a row opens."""

    side: Side
    party: str
    name: Label
    balance: Label
    advances: Label
    opens: str
    has_limit: bool = False

    def build(self, asked: Asked) -> Table:
        """Return a row for each party with anything open."""
        day = asked.text("as_of")
        types = [each.key for each in TYPES if each.owes is not None]
        found = parties.ages(
            asked.connection, self.side.value, day, STEPS,
            party_id=asked.record(self.party), now=parties.is_now(asked.connection, types, day),
        )
        if asked.text("show") == "overdue":
            found = [row for row in found if row[-2]]
        return asked.table(
            columns=self._columns(),
            rows=[self._row(row) for row in found],
            drills=Drills(len(found), self._opener(asked, [(row[0], row[-1]) for row in found])),
            chart=Chart("bar", self.party, ("not_due", "overdue")),
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("code", N_("编码"), Kind.CODE),
            Column(self.party, self.name, Kind.TEXT),
            Column("phone", N_("电话"), Kind.CODE),
            Column("balance", self.balance, Kind.MONEY, total=Total.SUM),
            *_BUCKETS,
            _OVERDUE,
            Column("advances", self.advances, Kind.MONEY, total=Total.SUM),
            _DAYS,
            *((_LIMIT,) if self.has_limit else ()),
        )

    def _row(self, row: Sequence[Any]) -> tuple[object, ...]:
        _, code, name, phone, limit, balance, not_due, *late, advances, days, _ = row
        figures = (balance, not_due, *late, sum(late), advances, days or None)
        return (code, name, phone, *figures, *((limit,) if self.has_limit else ()))

    def _opener(self, asked: Asked, opened: Sequence[tuple[str, str]]) -> Callable[[int], Drill]:
        """Return what opens the statement of a row, from the month of its oldest open document."""
        day = asked.text("as_of")

        def drill(number: int) -> Drill:
            uid, oldest = opened[number]
            return asked.drill(self.opens, **{self.party: uid}, since=oldest[:8] + "01", until=day)

        return drill
