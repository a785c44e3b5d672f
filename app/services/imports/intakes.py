"""What a file can be imported as, one declaration a kind: how it is called, read and brought in.

Kinds of records are read by the fields of `app.services.imports.kinds`; every type of document whose lines are goods
with quantities is a kind as well, made of the same declaration.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.services.imports import counts, debts, drafts, kinds, saving, stock
from app.services.imports.drafts import Drafting
from app.services.imports.job import Job
from app.services.imports.kinds import KINDS, ListKind

LINES: Final = "document_lines"
"""The table of the vocabulary that lines of documents are read by, whatever document they are of."""
Openings = Callable[[Job, Sequence[str]], None]
"""Opens the books with what stands beside records that were saved, by their uids."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One kind of import. `table` of the vocabulary reads it; `holds` are the fields that its columns may have."""

    key: str
    label: Label
    table: str
    bring: Callable[[Job], None]
    holds: Mapping[str, Label]


_OF_GOODS: Final[Mapping[str, Label]] = {
    "warehouse": N_("仓库"),
    "code": N_("编码"),
    "name": N_("名称"),
    "spec": N_("规格"),
    "model": N_("型号"),
    "unit": N_("单位"),
    "barcode": N_("条码"),
    "batch": N_("批号"),
    "qty": N_("数量"),
    "cost_price": N_("成本单价"),
    "amount": N_("金额"),
    "remark": N_("备注"),
}
"""Columns of stock: of lists that become documents, and beside items."""
_OF_DEBTS: Final[Mapping[str, Label]] = {
    "opening_receivable": N_("期初应收"),
    "opening_received": N_("期初预收"),
    "opening_payable": N_("期初应付"),
    "opening_prepaid": N_("期初预付"),
}
_NUMBER: Final = N_("单号")


def _records(kind: ListKind, openings: Openings | None, job: Job) -> None:
    """Save the records of a list, and what of stock and debts stands beside them."""
    saved = saving.bring(job, kinds.of(job.firm, kind.key, job.made_fields))
    if openings is not None and job.wish.openings:
        openings(job, saved)


def _of_records(
    key: str, label: Label, openings: Openings | None = None, beside: Mapping[str, Label] | None = None
) -> Intake:
    kind = KINDS[key]
    own = {field: kind.header(field) for field in sorted(kind.used)}
    holds = {**(beside or {}), **own}
    return Intake(key=key, label=label, table=key, bring=partial(_records, kind, openings), holds=holds)


def _of_documents(doc_type: DocType) -> Intake:
    drafting = Drafting(type=doc_type.key, line=drafts.traded)
    goods = {key: _OF_GOODS[key] for key in drafts.GOODS if key in _OF_GOODS}
    heads = ((source, doc_type.header_field(key)) for source, key in drafts.HEAD)
    lines = ((source, doc_type.line_field(key)) for source, key in drafts.LINE)
    asked = {source: field.label for source, field in (*heads, *lines) if field is not None}
    return Intake(
        key=doc_type.key,
        label=doc_type.label,
        table=LINES,
        bring=drafting.bring,
        holds={"doc_no": _NUMBER, **goods, **asked},
    )


_LISTS: Final = (
    _of_records("item", N_("商品资料"), stock.of_items, _OF_GOODS),
    _of_records("customer", N_("客户资料"), partial(debts.bring, debts.OF["customer"]), _OF_DEBTS),
    _of_records("supplier", N_("供应商资料"), partial(debts.bring, debts.OF["supplier"]), _OF_DEBTS),
    _of_records("price_list", N_("商品价格")),
    _of_records("price", N_("客户与活动价")),
    Intake(
        key="opening_stock",
        label=N_("期初库存"),
        table="opening_stock",
        bring=stock.bring,
        holds=_OF_GOODS,
    ),
    Intake(
        key="stock_count",
        label=N_("盘点表"),
        table="stock_count",
        bring=counts.COUNT.bring,
        holds=_OF_GOODS,
    ),
)
_OWN: Final = frozenset(each.key for each in _LISTS)
INTAKES: Final[Family[Intake]] = Family(
    "kind of import",
    *_LISTS,
    *(_of_documents(each) for each in TYPES if drafts.may_be_listed(each) and each.key not in _OWN),
)
"""All of them, in the order in which they are offered."""


def named_in(titles: Sequence[str]) -> str:
    """Return the kind of the documents that are called by their name in a title; "" when none or several are."""
    found = {
        each.key
        for each in INTAKES
        if each.table == LINES and any(str(each.label) in title for title in titles)
    }
    return found.pop() if len(found) == 1 else ""


def table_of(kind: str) -> str:
    """Return the table that a kind is read by; what is no kind is read as it says."""
    return INTAKES[kind].table if kind in INTAKES else kind
