"""The kinds of coming and going that people tell apart, by what stands on the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.kinds import Kind
from app.core.table import Column, Total
from app.core.text import N_, Label
from app.reports.flows import Flow, Sides, summed
from app.storage.queries import stock


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of coming or going: against which places, and how its two columns are called."""

    key: str
    against: frozenset[str]
    quantity: Label
    value: Label


_SUPPLIER, _CUSTOMER, _OURS = frozenset({"supplier"}), frozenset({"customer"}), frozenset(stock.TRANSFER)
_COUNT, _PRODUCTION = frozenset({"difference"}), frozenset({"production"})
_REST = frozenset({"other", "opening", "adjustment"})
IN = (
    Way("in_purchase", _SUPPLIER, N_("采购入库数量"), N_("采购入库金额")),
    Way("in_return", _CUSTOMER, N_("销售退回数量"), N_("销售退回金额")),
    Way("in_transfer", _OURS, N_("调拨入库数量"), N_("调拨入库金额")),
    Way("in_count", _COUNT, N_("盘盈数量"), N_("盘盈金额")),
    Way("in_production", _PRODUCTION, N_("组装拆卸入库数量"), N_("组装拆卸入库金额")),
    Way("in_other", _REST, N_("期初和其他入库数量"), N_("期初和其他入库金额")),
)
OUT = (
    Way("out_sale", _CUSTOMER, N_("销售出库数量"), N_("销售出库成本")),
    Way("out_return", _SUPPLIER, N_("采购退货数量"), N_("采购退货金额")),
    Way("out_transfer", _OURS, N_("调拨出库数量"), N_("调拨出库金额")),
    Way("out_count", _COUNT, N_("盘亏数量"), N_("盘亏金额")),
    Way("out_production", _PRODUCTION, N_("组装拆卸出库数量"), N_("组装拆卸出库金额")),
    Way("out_other", _REST, N_("其他出库数量"), N_("其他出库金额")),
)


def columns(ways: Sequence[Way]) -> Iterator[Column]:
    """Walk the two columns of each way."""
    for way in ways:
        yield Column(f"{way.key}_quantity", way.quantity, Kind.QUANTITY, total=Total.SUM)
        yield Column(f"{way.key}_value", way.value, Kind.MONEY, total=Total.SUM)


def figures(sides: Sides, way: Way) -> Flow:
    """Return what came or went in one way."""
    return summed(sides[against] for against in way.against if against in sides)
