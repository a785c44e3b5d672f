"""Payables: what we owe to suppliers, by how long it is overdue (F64)."""

from app.core.text import N_
from app.domain.documents.spec import Side, Tab
from app.reports import params
from app.reports.debts import Debts
from app.reports.report import Report

_DEBTS = Debts(
    side=Side.PAYABLE,
    party="supplier",
    name=N_("供应商"),
    balance=N_("应付余额"),
    advances=N_("预付和未核销退货"),
    advances_head=N_("预付和退货"),
    statement="supplier_statement",
)

PAYABLES = Report(
    key="payables",
    label=N_("应付账龄"),
    tab=Tab.PURCHASE,
    params=(params.AS_OF, params.SUPPLIER, _DEBTS.by()),
    build=_DEBTS.build,
    about=_DEBTS.about,
    types=_DEBTS.types,
    help=N_("我们欠谁多少、逾期多久，按到期日算；预付不抵逾期，单独一列。各账龄 + 预付 = 余额。"),
)
