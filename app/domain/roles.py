"""Roles at work: what a person in one does all day, so that the first page shows that and nothing else.

A role is a view, no right: everything else stays where it is. Each computer remembers the role of its person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label
from app.domain.documents.spec import Tab

MOST_ACTS: Final = 7
"""As many buttons as a person takes in at a glance."""
MOST_FIGURES: Final = 4
LEAST_ACTS: Final = 3
"""With fewer there is no such role in a firm."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """One role: its buttons, figures, charts and kinds of to-do, the most important first.

    Of `acts` and `figures` the first that the firm uses are shown, as many as there is room for.
    `acts` are things as `app.domain.modules` names them: a ``document:`` or ``record:`` is begun, a ``report:`` opened.
    Of orders and drafts those of its `tabs` wait for it.
    """

    key: str
    label: Label
    acts: tuple[str, ...]
    figures: tuple[str, ...]
    todos: tuple[str, ...]
    tabs: frozenset[Tab]
    charts: tuple[str, ...] = ()


OWNER = Role(
    key="owner",
    label=N_("老板"),
    acts=(
        "document:delivery",
        "document:goods_receipt",
        "document:money_received",
        "document:money_paid",
        "report:sales_profit",
        "report:stock_on_hand",
        "report:receivables",
        "document:other_receipt",
        "document:other_issue",
        "document:stock_count",
        "record:item",
        "record:customer",
        "report:statement",
    ),
    figures=("sales", "profit", "stock_value", "overdue", "cash", "short"),
    charts=("sales", "ages"),
    todos=("uncounted", "negative", "short", "late", "overdue", "payable", "draft"),
    tabs=frozenset(Tab),
)
KEEPER = Role(
    key="keeper",
    label=N_("仓库"),
    acts=(
        "document:goods_receipt",
        "document:delivery",
        "document:stock_count",
        "document:transfer",
        "document:other_receipt",
        "document:other_issue",
        "report:stock_on_hand",
        "record:item",
    ),
    figures=("to_receive", "to_deliver", "short"),
    todos=("uncounted", "negative", "short", "late", "draft"),
    tabs=frozenset({Tab.PURCHASE, Tab.SALES, Tab.STOCK}),
)
CASHIER = Role(
    key="cashier",
    label=N_("收银开单"),
    acts=(
        "document:delivery",
        "document:sales_return",
        "document:money_received",
        "document:sales_order",
        "record:customer",
        "report:stock_on_hand",
        "report:statement",
    ),
    figures=("sales", "received", "to_deliver"),
    todos=("late", "draft"),
    tabs=frozenset({Tab.SALES}),
)
BUYER = Role(
    key="buyer",
    label=N_("采购"),
    acts=(
        "document:purchase_order",
        "document:goods_receipt",
        "document:purchase_return",
        "record:item",
        "record:supplier",
        "report:stock_on_hand",
        "report:purchases",
    ),
    figures=("short", "to_receive", "purchases", "payable"),
    todos=("uncounted", "negative", "short", "late", "draft"),
    tabs=frozenset({Tab.PURCHASE}),
)
ACCOUNTANT = Role(
    key="accountant",
    label=N_("财务"),
    acts=(
        "document:money_received",
        "document:money_paid",
        "report:receivables",
        "report:payables",
        "report:statement",
        "report:supplier_statement",
        "report:sales_profit",
    ),
    figures=("cash", "receivable", "payable", "overdue"),
    todos=("overdue", "payable", "draft"),
    tabs=frozenset({Tab.PURCHASE, Tab.SALES, Tab.MONEY}),
)

OPENS: Final[Mapping[str, Label]] = {
    "sales_profit": N_("销售毛利"),
    "stock_on_hand": N_("库存余额"),
    "receivables": N_("应收账龄"),
    "payables": N_("应付账龄"),
    "statement": N_("客户对账单"),
    "supplier_statement": N_("供应商对账单"),
    "purchases": N_("采购汇总"),
}
"""What the reports among the acts are called; the first page does not load reports to know it."""

ROLES: Family[Role] = Family("role", OWNER, KEEPER, CASHIER, BUYER, ACCOUNTANT)
