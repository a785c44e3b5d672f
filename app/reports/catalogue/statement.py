"""The statement of account of a customer or supplier: opening balance, every document, closing balance (G02).

One report a side, so that each stands in its tab and asks for its kind of party. The closing balance of a range is the
opening balance of the next. Voided documents are left out; a document that takes back another one is negative.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import Money, money_text
from app.core.table import Column, Drill, Drills, Table, Total
from app.core.text import N_, Label, Message
from app.domain.documents.spec import DocType, Side, Tab
from app.domain.documents.types import TYPES
from app.i18n.catalog import fill
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import parties
from app.storage.queries.parties import Account

_OPENING, _LINE, _CLOSING = "opening", "line", "closing"
_KINDS = (
    (_OPENING, N_("期初余额")),
    (_LINE, N_("明细")),
    (_CLOSING, N_("期末余额")),
    *((doc_type.key, doc_type.label) for doc_type in TYPES),
)
_LINES = Field("lines", N_("列出商品明细"), Kind.BOOL, default=False)
_OF_LINES = (
    Column("quantity", N_("数量"), Kind.QUANTITY),
    Column("unit", N_("单位"), Kind.TEXT),
    Column("price", N_("单价"), Kind.PRICE),
    Column("amount", N_("价税合计"), Kind.MONEY),
)
_NO_LINE = (None, "", None, None)

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Sided:
    """How the statements of one side ask and what their columns are called."""

    side: Side
    party: Field
    increase: Label
    decrease: Label
    balance: Label

    def build(self, asked: Asked) -> Table:
        """Return the opening row, the documents in order, and the closing row."""
        connection, has_lines = asked.connection, asked.flag("lines")
        since, until = asked.text("since"), asked.text("until")
        account = Account(asked.record(self.party.key), self.side.value, since, until)
        opening = balance = parties.before(connection, account)
        goods, money = parties.goods(connection, account), parties.money(connection, account)
        blank = _NO_LINE if has_lines else ()
        heads = asked.those.heads
        shown = parties.documents(connection, account, heads) if heads.questions else None
        rows: list[Row] = [(since, _OPENING, "", "", "", *blank, None, None, opening)]
        uids = [""]
        for key, uid, date, type_key, number, increase, decrease, due_on in parties.changes(
            connection, account
        ):
            doc_type, lines = TYPES[type_key], goods.get(key, [])
            balance += increase - decrease
            if shown is not None and key not in shown:
                continue
            waived = abs(increase - decrease) - abs(sum(amount for _, amount in money.get(key, ())))
            said = _of_money(money.get(key, ()), waived) if doc_type.settles else _of_goods(lines)
            rows.append(
                (
                    date,
                    type_key,
                    number,
                    said,
                    "" if doc_type.settles else due_on,
                    *blank,
                    increase or None,
                    decrease or None,
                    balance,
                )
            )
            uids.append(uid)
            if has_lines:
                rows += (
                    (date, _LINE, number, name, "", *figures, None, None, None)
                    for name, *figures in _lines(doc_type, lines)
                )
                uids += [uid] * len(lines)
        rows.append((until, _CLOSING, "", "", "", *blank, None, None, balance))
        uids.append("")
        return asked.table(
            columns=self.columns(has_lines=has_lines),
            rows=rows,
            drills=Drills(len(rows), _opener(uids)),
            extra={"side": self.side.value, "opening": opening, "closing": balance},
        )

    @property
    def types(self) -> tuple[str, ...]:
        """The documents that stand on a statement of this side."""
        return tuple(each.key for each in TYPES if each.owes is not None and each.owes.side is self.side)

    def columns(self, *, has_lines: bool) -> tuple[Column, ...]:
        """Return the columns, with those of goods where their lines are listed."""
        return (
            Column("business_date", N_("日期"), Kind.DATE),
            Column("kind", N_("类型"), Kind.CHOICE, choices=_KINDS),
            Column("number", N_("单号"), Kind.CODE),
            Column("summary", N_("摘要"), Kind.TEXT),
            Column("due_on", N_("到期日"), Kind.DATE),
            *(_OF_LINES if has_lines else ()),
            Column("increase", self.increase, Kind.MONEY, total=Total.SUM),
            Column("decrease", self.decrease, Kind.MONEY, total=Total.SUM),
            Column("balance", self.balance, Kind.MONEY),
        )


def _of_goods(lines: Sequence[Sequence[Any]]) -> str:
    """Say in few words what a document is about."""
    names = [*dict.fromkeys(line[0] for line in lines)]
    if len(names) > 1:
        return fill(Message.of(N_("{item} 等 {count} 种"), item=names[0], count=len(names)))
    return names[0] if names else ""


def _of_money(flows: Sequence[tuple[str, int]], waived: int) -> str:
    """Say where money went, and what was waived."""
    accounts = "、".join(name for name, _ in flows)
    amount = money_text(Money(waived))
    if waived and accounts:
        return fill(Message.of(N_("{accounts}，优惠 {amount}"), accounts=accounts, amount=amount))
    return fill(Message.of(N_("优惠 {amount}"), amount=amount)) if waived else accounts


def _lines(doc_type: DocType, lines: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """Walk (item, quantity, unit, price, amount) of the lines, with the sign in which they enter the balance."""
    sign = doc_type.owes.sign if doc_type.owes is not None else 1
    for name, spec, quantity, unit, price, amount in lines:
        yield " ".join(filter(None, (name, spec))), sign * quantity or None, unit, price, sign * amount


def _opener(uids: Sequence[str]) -> Callable[[int], Drill | None]:
    """Return what opens the document of a row."""

    def drill(number: int) -> Drill | None:
        return Drill("document", (("uid", uids[number]),)) if uids[number] else None

    return drill


_CUSTOMER = _Sided(
    Side.RECEIVABLE, params.the(params.CUSTOMER), N_("应收增加"), N_("收款和减少"), N_("应收余额")
)
_SUPPLIER = _Sided(
    Side.PAYABLE, params.the(params.SUPPLIER), N_("应付增加"), N_("付款和减少"), N_("应付余额")
)

STATEMENT = Report(
    key="statement",
    label=N_("客户对账单"),
    tab=Tab.SALES,
    params=(_CUSTOMER.party, params.SINCE, params.UNTIL, _LINES),
    build=_CUSTOMER.build,
    about=("head",),
    types=_CUSTOMER.types,
    help=N_("一个客户的期初欠款、每张单据和收款、期末欠款；这一期的期末就是下一期的期初。"),
)

SUPPLIER_STATEMENT = Report(
    key="supplier_statement",
    label=N_("供应商对账单"),
    tab=Tab.PURCHASE,
    params=(_SUPPLIER.party, params.SINCE, params.UNTIL, _LINES),
    build=_SUPPLIER.build,
    about=("head",),
    types=_SUPPLIER.types,
    help=N_("一个供应商的期初欠款、每张单据和付款、期末欠款；这一期的期末就是下一期的期初。"),
)

PRINTED: dict[str, tuple[Field, tuple[Column, ...]]] = {
    STATEMENT.key: (_CUSTOMER.party, _CUSTOMER.columns(has_lines=True)),
    SUPPLIER_STATEMENT.key: (_SUPPLIER.party, _SUPPLIER.columns(has_lines=True)),
}
"""What a printed statement can show, by the key of its report: its party and its columns."""
