"""The first page: figures of today, the last two weeks, and what waits to be done (F74, F31 in small)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.kinds import Kind
from app.core.numbers import Money, Quantity
from app.core.table import Chart, Column, Drill, Table
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.i18n.catalog import fill
from app.i18n.show import show
from app.services.firm import Firm
from app.storage.queries import documents as lists
from app.storage.queries import home as queries

DAYS = 14
"""Days of sales in the picture."""

_KINDS = (
    ("short", N_("缺货")),
    ("negative", N_("负库存")),
    ("late", N_("超时")),
    ("overdue", N_("欠款")),
    ("draft", N_("草稿")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Figures of today: `sales` with tax, `sales_net` without; `before` are the sales of the same day a week ago."""

    sales: Money
    sales_net: Money
    before: Money
    gross_profit: Money
    stock_value: Money
    overdue: Money
    overdue_parties: int
    overdue_days: int
    recent: Table
    todos: Table


def today(firm: Firm) -> Today:
    """Return the first page, read at one moment."""
    day = datetime.date.fromisoformat(firm.today())
    since = (day - datetime.timedelta(days=DAYS - 1)).isoformat()
    with firm.database.snapshot() as connection:
        sales = queries.sales_by_day(connection, since, day.isoformat())
        gross, net, cost = sales.get(day.isoformat(), (0, 0, 0))
        owed, parties, oldest = queries.overdue(connection, day.isoformat())
        return Today(
            sales=Money(gross),
            sales_net=Money(net),
            before=Money(sales.get((day - datetime.timedelta(days=7)).isoformat(), (0, 0, 0))[0]),
            gross_profit=Money(net - cost),
            stock_value=Money(queries.stock_value(connection)),
            overdue=Money(owed),
            overdue_parties=parties,
            overdue_days=(day - datetime.date.fromisoformat(oldest)).days if oldest else 0,
            recent=_recent(day, sales),
            todos=_todos(firm, day.isoformat()),
        )


def _recent(day: datetime.date, sales: dict[str, tuple[int, int, int]]) -> Table:
    """Return the sales of the last days, days without any included."""
    days = [(day - datetime.timedelta(days=back)).isoformat() for back in range(DAYS - 1, -1, -1)]
    return Table(
        title=N_("近 14 天销售"),
        columns=(
            Column("day", N_("日期"), Kind.DATE),
            Column("sales", N_("销售额"), Kind.MONEY),
        ),
        rows=[(each, sales.get(each, (0, 0, 0))[0]) for each in days],
        chart=Chart("line", "day", ("sales",)),
    )


def _todos(firm: Firm, day: str) -> Table:
    """Return what waits, the most pressing kind first."""
    found = [*_stock(firm), *_orders(firm, day), *_debts(firm, day), *_drafts(firm)]
    return Table(
        title=N_("今天要做的事"),
        columns=(
            Column("kind", N_("待办"), Kind.CHOICE, choices=_KINDS),
            Column("what", N_("内容"), Kind.TEXT),
        ),
        rows=[(kind, fill(text)) for kind, text, _ in found],
        drills=[drill for _, _, drill in found],
    )


def _stock(firm: Firm) -> Iterator[tuple[str, Message, Drill]]:
    """Walk goods below zero or below their safety stock."""
    connection, catalogue = firm.books.connection(), firm.catalogue
    for item_uid, place_uid, held in queries.negatives(connection):
        item = catalogue.item(item_uid)
        text = Message.of(
            N_("{item} 在 {warehouse} 账面 {held}，请补录进货或盘点"),
            item=item.name,
            warehouse=catalogue.place(place_uid).name,
            held=item.in_units(Quantity(held)),
        )
        yield "negative", text, Drill("stock_card", (("item", item_uid), ("warehouse", place_uid)))
    for item_uid, place_uid, held, coming, safety in queries.shortages(connection):
        item = catalogue.item(item_uid)
        text = Message.of(
            N_("{item} 在 {warehouse} 有 {held}，在途 {coming}，安全库存 {safety}"),
            item=item.name,
            warehouse=catalogue.place(place_uid).name,
            held=item.in_units(Quantity(held)),
            coming=item.in_units(Quantity(coming)),
            safety=item.in_units(Quantity(safety)),
        )
        yield "short", text, Drill("stock_card", (("item", item_uid), ("warehouse", place_uid)))


def _orders(firm: Firm, day: str) -> Iterator[tuple[str, Message, Drill]]:
    """Walk orders whose day has passed."""
    for uid, _, number, promised in queries.late_orders(firm.books.connection(), day):
        text = Message.of(N_("{number} 应在 {day} 完成，还有未完成的行"), number=number, day=promised)
        yield "late", text, Drill("document", (("uid", uid),))


def _debts(firm: Firm, day: str) -> Iterator[tuple[str, Message, Drill]]:
    """Walk customers who are late with their money."""
    for uid, name, amount, oldest in queries.overdue_parties(firm.books.connection(), day):
        text = Message.of(
            N_("{party} 超期未收 {amount}，最早 {day} 到期"),
            party=name,
            amount=show(amount, Kind.MONEY),
            day=oldest,
        )
        yield "overdue", text, Drill("statement", (("customer", uid),))


def _drafts(firm: Firm) -> Iterator[tuple[str, Message, Drill]]:
    """Walk types with drafts that wait."""
    for key, count in lists.counts(firm.books.connection()).items():
        text = Message.of(
            N_("{type} 有 {count} 张草稿没有过账"), type=Message.of(TYPES[key].label), count=count
        )
        yield "draft", text, Drill(key)
