"""What the kinds of list and the fields of their columns are called, for people who say what a column holds."""

from collections.abc import Mapping
from typing import Final

from app.core.field import Choice
from app.core.text import N_, Label, Message
from app.domain.intake.columns import STOCK
from app.i18n.catalog import fill, tr
from app.services.imports.kinds import KINDS as RECORDS

KIND_LABELS: Final[Mapping[str, Label]] = {
    "item": N_("商品资料"),
    "customer": N_("客户资料"),
    "supplier": N_("供应商资料"),
    "price_list": N_("价格表"),
    "opening_stock": N_("期初库存"),
    "stock_count": N_("盘点表"),
}
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
"""Columns of lists that become documents, and of stock that stands beside items."""
_OF_DEBTS: Final[Mapping[str, Label]] = {
    "opening_receivable": N_("期初应收"),
    "opening_payable": N_("期初应付"),
    "opening_prepaid": N_("期初预付"),
}
_READ_PAST: Final[Mapping[str, Label]] = {
    "name_spec": N_("品名规格"),
    "ratio_text": N_("换算关系"),
    "book_qty": N_("账面数"),
    "last_in_date": N_("最近入库日期"),
    "bank_info": N_("开户行及账号"),
}
"""Columns that are split into others, or tell nothing to a firm."""
_STOCK_OF: Final = N_("库存：{warehouse}")


def fields_of(kind: str) -> tuple[Choice, ...]:
    """Return what a column of this kind of list can hold, nothing first."""
    if kind in RECORDS:
        declared = RECORDS[kind]
        known = {field: declared.header(field) for field in sorted(declared.used)}
        beside = _OF_GOODS if kind == "item" else _OF_DEBTS if kind in {"customer", "supplier"} else {}
        known = {**beside, **known}
    else:
        known = dict(_OF_GOODS)
    known = {**_READ_PAST, **known}
    return (Choice("", N_("不导入")), *(Choice(field, label) for field, label in known.items()))


def name_of(kind: str, field: str) -> str:
    """Write what a column holds; a field that is only read past is told by its key."""
    if field.startswith(STOCK):
        return fill(Message.of(_STOCK_OF, warehouse=field.removeprefix(STOCK)))
    return next((tr(each.label) for each in fields_of(kind) if each.key == field), field)
