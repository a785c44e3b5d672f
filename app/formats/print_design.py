"""What the paper of each type of document says besides the document: its title, who signs, what is agreed.

The wording follows the habit of Chinese trade: 送货单, 收款收据, 三联单. A type without a design of its own takes that
of the tab where it is at home.
"""

from dataclasses import dataclass
from typing import Final

from app.core.text import EMPTY, N_, Label
from app.domain.documents.spec import DocType, Owes, Side, Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDesign:
    """`title` is empty where the type's own name is right; `copies` says who gets which sheet of carbonless paper."""

    signatures: tuple[Label, ...]
    title: Label = EMPTY
    note: Label = EMPTY
    copies: Label = EMPTY


_THREE_COPIES: Final = N_("第一联 存根（白）　第二联 客户（红）　第三联 仓库（黄）")

DESIGNS: Final[dict[str, PrintDesign]] = {
    "delivery": PrintDesign(
        title=N_("销售出库单（送货单）"),
        signatures=(N_("制单"), N_("审核"), N_("发货"), N_("送货"), N_("客户签收（盖章）")),
        note=N_("收货时请当面点清数量、查验质量，签收即视为验收合格。"),
        copies=_THREE_COPIES,
    ),
    "sales_order": PrintDesign(signatures=(N_("制单"), N_("审核"), N_("业务员"), N_("客户确认（盖章）"))),
    "purchase_order": PrintDesign(
        signatures=(N_("制单"), N_("审核"), N_("甲方（盖章）"), N_("乙方（盖章）")),
        note=N_("请按交货日期和质量要求供货，数量以实收为准；收到订单后请签字盖章回传。"),
    ),
    "goods_receipt": PrintDesign(
        signatures=(N_("制单"), N_("采购"), N_("质检"), N_("仓管"), N_("记账")),
        copies=N_("第一联 存根　第二联 财务　第三联 仓库"),
    ),
    "purchase_return": PrintDesign(
        signatures=(N_("制单"), N_("审核"), N_("仓管"), N_("供应商签收（盖章）")),
        copies=N_("第一联 存根　第二联 供应商　第三联 仓库"),
    ),
    "money_received": PrintDesign(
        title=N_("收款收据"),
        signatures=(N_("收款人"), N_("经手人"), N_("交款人"), N_("单位（盖章）")),
        copies=N_("第一联 存根　第二联 交款人　第三联 记账"),
    ),
    "money_paid": PrintDesign(
        title=N_("付款凭单"),
        signatures=(N_("制单"), N_("审核"), N_("出纳"), N_("领款人")),
        copies=N_("第一联 存根　第二联 记账"),
    ),
    "stock_count": PrintDesign(signatures=(N_("制单"), N_("盘点"), N_("复盘"), N_("监盘"), N_("仓管"))),
    "transfer": PrintDesign(signatures=(N_("制单"), N_("审核"), N_("调出仓管"), N_("调入仓管"))),
}
_BY_TAB: Final = {
    Tab.PURCHASE: PrintDesign(signatures=(N_("制单"), N_("采购"), N_("审核"), N_("记账"))),
    Tab.SALES: PrintDesign(
        signatures=(N_("制单"), N_("审核"), N_("仓管"), N_("客户签字（盖章）")), copies=_THREE_COPIES
    ),
    Tab.STOCK: PrintDesign(signatures=(N_("制单"), N_("审核"), N_("仓管"), N_("记账"))),
    Tab.MONEY: PrintDesign(signatures=(N_("制单"), N_("审核"), N_("出纳"), N_("记账"))),
}
_DUE: Final = {
    Owes(Side.RECEIVABLE, 1): N_("本单应收"),
    Owes(Side.RECEIVABLE, -1): N_("本单应退"),
    Owes(Side.PAYABLE, 1): N_("本单应付"),
    Owes(Side.PAYABLE, -1): N_("本单应退"),
}
_PAID: Final = {1: N_("实收金额"), -1: N_("实付金额")}
_OWED: Final = {
    Side.RECEIVABLE: (N_("上次欠款"), N_("累计欠款")),
    Side.PAYABLE: (N_("上次应付"), N_("累计应付")),
}


def design_of(doc_type: DocType) -> PrintDesign:
    """Return the design of a type."""
    return DESIGNS.get(doc_type.key) or _BY_TAB[doc_type.tab]


def due_label(doc_type: DocType) -> Label:
    """Name what the document comes to."""
    if doc_type.settles:
        return _PAID[doc_type.cash]
    return _DUE[doc_type.owes] if doc_type.owes else N_("合计金额")


def owed_labels(side: Side) -> tuple[Label, Label]:
    """Name what a party owed before and owes now."""
    return _OWED[side]
