"""Receivables: what customers owe us, by how long it is overdue (F64)."""

from app.core.text import N_
from app.domain.documents.spec import Side, Tab
from app.reports import params
from app.reports.debts import Debts
from app.reports.report import Report

_DEBTS = Debts(
    side=Side.RECEIVABLE,
    party="customer",
    name=N_("客户"),
    balance=N_("应收余额"),
    advances=N_("预收和未核销退货"),
    advances_head=N_("预收和退货"),
    statement="statement",
    has_limit=True,
)

RECEIVABLES = Report(
    key="receivables",
    label=N_("应收账龄"),
    tab=Tab.SALES,
    params=(params.AS_OF, params.CUSTOMER, _DEBTS.by()),
    build=_DEBTS.build,
    about=_DEBTS.about,
    types=_DEBTS.types,
    help=N_("谁欠我们多少、逾期多久，按到期日算；预收不抵逾期，单独一列。各账龄 + 预收 = 余额。"),
)
