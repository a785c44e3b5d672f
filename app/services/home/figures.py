"""The figures of the first page, as declarations: what each is called, what it opens, how it is read."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.extension import Family
from app.core.kinds import Kind
from app.core.numbers import WHOLE, divide
from app.core.text import N_, Label, Message
from app.i18n.show import show
from app.storage.queries import home as queries

_THOUSAND = 1000
_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moment:
    """The books at one moment of one day."""

    connection: Any
    day: datetime.date

    @property
    def today(self) -> str:
        """The day as ISO text."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it stands: its value, and what to think of it."""

    value: int
    kind: Kind = Kind.MONEY
    note: Message | None = None
    tone: str = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; `opens` is a thing as `app.domain.modules` names it, a report with `is_of_today` run for today."""

    key: str
    label: Label
    opens: str
    read: Callable[[Moment], Reading]
    is_of_today: bool = False


def _sales(moment: Moment) -> Reading:
    before = moment.day - _WEEK
    found = queries.sales_by_day(moment.connection, before.isoformat(), moment.today)
    gross, then = (found.get(day.isoformat(), (0, 0, 0))[0] for day in (moment.day, before))
    if not then:
        return Reading(gross)
    rate = _per_mille(gross - then, then)
    says = f"{'+' if rate > 0 else ''}{show(rate, Kind.RATE)}"
    # The day is not over: less than a whole day is no fault.
    return Reading(
        gross, note=Message.of(N_("较上周同日 {rate}"), rate=says), tone="good" if rate >= 0 else "quiet"
    )


def _profit(moment: Moment) -> Reading:
    found = queries.sales_by_day(moment.connection, moment.today, moment.today)
    _, net, cost = found.get(moment.today, (0, 0, 0))
    if not net:
        return Reading(net - cost)
    rate = _per_mille(net - cost, net)
    note = Message.of(N_("毛利率 {rate}"), rate=show(rate, Kind.RATE))
    return Reading(net - cost, note=note, tone="good" if rate >= 0 else "bad")


def _stock_value(moment: Moment) -> Reading:
    return Reading(queries.stock_value(moment.connection))


def _overdue(moment: Moment) -> Reading:
    return _late(moment, "receivable")


def _receivable(moment: Moment) -> Reading:
    amount, parties = queries.owed(moment.connection, "receivable")
    return Reading(amount, note=Message.of(N_("{count} 家"), count=parties))


def _payable(moment: Moment) -> Reading:
    amount, parties = queries.owed(moment.connection, "payable")
    late = queries.overdue(moment.connection, moment.today, "payable")
    if late[0]:
        note = Message.of(N_("到期 {amount}"), amount=show(late[0], Kind.MONEY))
        return Reading(amount, note=note, tone="bad")
    return Reading(amount, note=Message.of(N_("{count} 家"), count=parties))


def _late(moment: Moment, side: str) -> Reading:
    amount, parties, oldest = queries.overdue(moment.connection, moment.today, side)
    if not amount:
        return Reading(0, note=Message.of(N_("没有超期")), tone="good")
    days = (moment.day - datetime.date.fromisoformat(oldest)).days
    note = Message.of(N_("{count} 家 · 最长 {days} 天"), count=parties, days=days)
    return Reading(amount, note=note, tone="bad")


def _cash(moment: Moment) -> Reading:
    amount, accounts = queries.cash(moment.connection)
    return Reading(amount, note=Message.of(N_("{count} 个账户"), count=accounts))


def _received(moment: Moment) -> Reading:
    incoming, outgoing = queries.cash_of_day(moment.connection, moment.today)
    note = Message.of(N_("付出 {amount}"), amount=show(outgoing, Kind.MONEY)) if outgoing else None
    return Reading(incoming, note=note)


def _purchases(moment: Moment) -> Reading:
    since = f"{moment.today[:8]}01"
    return Reading(queries.purchases(moment.connection, since, moment.today))


def _to_receive(moment: Moment) -> Reading:
    return _open(moment, "incoming")


def _to_deliver(moment: Moment) -> Reading:
    return _open(moment, "reserved")


def _open(moment: Moment, expects: str) -> Reading:
    orders, late = queries.open_orders(moment.connection, expects, moment.today)
    if late:
        return Reading(orders, Kind.INTEGER, Message.of(N_("超时 {count} 张"), count=late), "bad")
    return Reading(orders, Kind.INTEGER)


def _short(moment: Moment) -> Reading:
    count = queries.short_count(moment.connection)
    if not count:
        return Reading(0, Kind.INTEGER, Message.of(N_("不缺货")), "good")
    return Reading(count, Kind.INTEGER, Message.of(N_("低于安全库存")), "warn")


def _per_mille(part: int, whole: int) -> int:
    """Return a rate to a tenth of a per cent."""
    return divide(part * _THOUSAND, whole) * (WHOLE // _THOUSAND)


FIGURES: Family[Figure] = Family(
    "figure",
    Figure(key="sales", label=N_("今日销售"), opens="report:sales_profit", read=_sales, is_of_today=True),
    Figure(key="profit", label=N_("今日毛利"), opens="report:sales_profit", read=_profit, is_of_today=True),
    Figure(key="stock_value", label=N_("库存金额"), opens="report:stock_on_hand", read=_stock_value),
    Figure(key="overdue", label=N_("应收超期"), opens="report:receivables", read=_overdue),
    Figure(key="receivable", label=N_("应收合计"), opens="report:receivables", read=_receivable),
    Figure(key="payable", label=N_("应付合计"), opens="report:payables", read=_payable),
    Figure(key="cash", label=N_("资金余额"), opens="record:account", read=_cash),
    Figure(key="received", label=N_("今日收款"), opens="document:money_received", read=_received),
    Figure(key="purchases", label=N_("本月采购"), opens="report:purchases", read=_purchases),
    Figure(key="to_receive", label=N_("待收货的订单"), opens="document:purchase_order", read=_to_receive),
    Figure(key="to_deliver", label=N_("待发货的订单"), opens="document:sales_order", read=_to_deliver),
    Figure(key="short", label=N_("缺货的商品"), opens="report:stock_on_hand", read=_short),
)
