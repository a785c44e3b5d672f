"""Who owes how much for how long: what receivables and payables have in common.

Overdue is counted from the due date. What is open the other way round (advances, returns that were not set off) stands
in a column of its own and never makes an overdue amount look smaller (F64); the ages + that column = balance.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Drills, Table, Total
from app.core.text import N_, Label
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
from app.domain.records.types.custom_field import HEAD
from app.reports import params
from app.reports.report import Asked
from app.storage.queries import parties

AGES = (
    ("not_due", N_("未到期")),
    ("overdue_30", N_("逾期 1–30 天")),
    ("overdue_60", N_("逾期 31–60 天")),
    ("overdue_90", N_("逾期 61–90 天")),
    ("overdue_longer", N_("逾期 90 天以上")),
)
_HEADS = {"overdue_60": N_("31–60 天"), "overdue_90": N_("61–90 天"), "overdue_longer": N_("90 天以上")}
"""Shorter heads of the columns that stand beside 逾期 1–30 天: all of them are to be seen at once."""
_MARKS = (("overdue", "bad"), ("overdue_30", "warn"), *((key, "bad") for key, _ in AGES[2:]))
"""What needs a look in a picture: what is overdue, most of all where it has been for long."""
_LAST_DAYS = (0, 30, 60, 90)
_ADVANCES = "advances"
_DAYS = Column("days", N_("最长天数"), Kind.INTEGER)
_OVERDUE = Column("overdue", N_("逾期合计"), Kind.MONEY, total=Total.SUM)
_LIMIT = Column("credit_limit", N_("信用额度"), Kind.MONEY)
_NOBODY = ("", "", "", "", None)


class Open(NamedTuple):
    """What is open of one entry; `late` counts the days since it was due and is not above 0 before."""

    party: int
    uid: str
    type: str
    number: str
    date: str
    due_on: str
    whole: int
    open: int
    late: int

    @property
    def age(self) -> str:
        """The column where it stands."""
        return _ADVANCES if self.open < 0 else AGES[sum(self.late > last for last in _LAST_DAYS)][0]


@dataclass(slots=True)
class Aged:
    """Open amounts by age, with how long the longest is overdue and since when the oldest is there."""

    amounts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((*(key for key, _ in AGES), _ADVANCES), 0)
    )
    count: int = 0
    days: int = 0
    oldest: str = ""

    def add(self, entry: Open) -> None:
        """Take up what is open of an entry."""
        self.amounts[entry.age] += entry.open
        self.count += 1
        if entry.open > 0:
            self.days = max(self.days, entry.late)
        self.oldest = min(self.oldest or entry.date, entry.date)

    @property
    def balance(self) -> int:
        """All of it."""
        return sum(self.amounts.values())

    @property
    def overdue(self) -> int:
        """What should have been paid."""
        return sum(self.amounts[key] for key, _ in AGES[1:])

    def cells(self) -> tuple[int | None, ...]:
        """Return the figures of a row; where nothing is open, nothing is said."""
        *ages, advances = self.amounts.values()
        return (self.balance, *(each or None for each in (*ages, self.overdue, advances)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Debts:
    """One side: the parameter and labels of its parties, and the statement that a row opens."""

    side: Side
    party: str
    name: Label
    balance: Label
    advances: Label
    advances_head: Label
    """The same, short: above a column beside many others."""
    statement: str
    has_limit: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """What the rows are about."""
        return self.party, HEAD

    @property
    def types(self) -> tuple[str, ...]:
        """The documents that somebody owes for on this side."""
        return tuple(each.key for each in TYPES if each.owes is not None and each.owes.side is self.side)

    def by(self) -> Field:
        """Return the question by what there is a row."""
        return params.by("party", {"party": self.name, "document": N_("单据"), "age": N_("账龄")})

    def build(self, asked: Asked) -> Table:
        """Return what is open, by party, document or age."""
        entries = self._open(asked)
        match asked.text("by"):
            case "document":
                return self._by_document(asked, entries)
            case "age":
                return self._by_age(asked, entries)
            case _:
                return self._by_party(asked, entries)

    def _open(self, asked: Asked) -> list[Open]:
        """Read what is open at the end of the day."""
        day, connection = asked.text("as_of"), asked.connection
        types = [each.key for each in TYPES if each.owes is not None]
        now = parties.is_now(connection, types, day)
        rows = parties.open_entries(
            connection, self.side.value, day, asked.record(self.party), asked.those, now=now
        )
        late = _lateness(day, {row[5] for row in rows})
        return [Open._make((*row, late[row[5]])) for row in rows]

    def _by_party(self, asked: Asked, entries: Sequence[Open]) -> Table:
        """Return a row a party, the longest overdue first."""
        aged: dict[int, Aged] = {}
        for entry in entries:
            aged.setdefault(entry.party, Aged()).add(entry)
        known = parties.facts(asked.connection)
        found = sorted(
            ((known.get(party, _NOBODY), each) for party, each in aged.items()),
            key=_most_pressing,
        )
        limit = (_LIMIT,) if self.has_limit else ()
        return asked.table(
            columns=(
                Column("code", N_("编码"), Kind.CODE),
                Column(self.party, self.name, Kind.TEXT),
                Column("phone", N_("电话"), Kind.CODE),
                *self._figures(),
                _DAYS,
                *limit,
            ),
            rows=[
                (*facts[1:4], *each.cells(), each.days or None, *(facts[4:] if limit else ()))
                for facts, each in found
            ],
            drills=Drills(len(found), self._opener(asked, found)),
            chart=Chart("bar", self.party, ("not_due", "overdue"), _MARKS),
        )

    def _by_document(self, asked: Asked, entries: Sequence[Open]) -> Table:
        """Return a row an open entry, the first due first."""
        known = parties.facts(asked.connection)
        return asked.table(
            columns=(
                Column("business_date", N_("日期"), Kind.DATE),
                Column(
                    "type", N_("类型"), Kind.CHOICE, choices=tuple((each.key, each.label) for each in TYPES)
                ),
                Column("number", N_("单号"), Kind.CODE),
                Column(self.party, self.name, Kind.TEXT),
                Column("whole", N_("原金额"), Kind.MONEY),
                Column("due_on", N_("到期日"), Kind.DATE),
                Column("days", N_("逾期天数"), Kind.INTEGER),
                *self._figures(),
            ),
            rows=[
                (
                    each.date,
                    each.type,
                    each.number,
                    known.get(each.party, _NOBODY)[2],
                    each.whole,
                    each.due_on,
                    each.late if each.open > 0 and each.late > 0 else None,
                    *_aged([each]).cells(),
                )
                for each in entries
            ],
            drills=Drills(len(entries), lambda number: Drill("document", (("uid", entries[number].uid),))),
        )

    def _by_age(self, asked: Asked, entries: Sequence[Open]) -> Table:
        """Return a row an age, and one for what is open the other way round."""
        groups: dict[str, list[Open]] = {key: [] for key in _aged(()).amounts}
        for entry in entries:
            groups[entry.age].append(entry)
        given = {self.party: asked.text(self.party), "as_of": asked.text("as_of")}
        opens = asked.drill(asked.report.key, by="document", **given)
        return asked.table(
            columns=(
                Column("age", N_("账龄"), Kind.CHOICE, choices=(*AGES, (_ADVANCES, self.advances))),
                Column("count", N_("笔数"), Kind.INTEGER, total=Total.SUM),
                Column("balance", self.balance, Kind.MONEY, total=Total.SUM),
            ),
            rows=[(key, len(group), _aged(group).balance) for key, group in groups.items()],
            drills=[opens] * len(groups),
            chart=Chart("bar", "age", ("balance",), _MARKS),
        )

    def _figures(self) -> tuple[Column, ...]:
        """Return the columns of `Aged.cells`."""
        return (
            Column("balance", self.balance, Kind.MONEY, total=Total.SUM),
            *(Column(key, _HEADS.get(key, label), Kind.MONEY, total=Total.SUM) for key, label in AGES),
            _OVERDUE,
            Column(_ADVANCES, self.advances_head, Kind.MONEY, total=Total.SUM),
        )

    def _opener(self, asked: Asked, found: Sequence[tuple[Sequence[Any], Aged]]) -> Callable[[int], Drill]:
        """Return what opens the statement of a row, from the month of its oldest open document."""

        def drill(number: int) -> Drill:
            facts, each = found[number]
            given = {self.party: facts[0], "since": each.oldest[:8] + "01", "until": asked.text("as_of")}
            return asked.drill(self.statement, **given)

        return drill


def _lateness(day: str, due: Iterable[str]) -> Mapping[str, int]:
    """Return the days from each due date to a day."""
    until = datetime.date.fromisoformat(day).toordinal()
    return {each: until - datetime.date.fromisoformat(each).toordinal() for each in due}


def _aged(entries: Iterable[Open]) -> Aged:
    """Sort entries by age."""
    aged = Aged()
    for entry in entries:
        aged.add(entry)
    return aged


def _most_pressing(row: tuple[Sequence[Any], Aged]) -> tuple[int, int, str]:
    """Sort by what is overdue, then by balance, then by code."""
    facts, each = row
    return -each.overdue, -each.balance, facts[1]
