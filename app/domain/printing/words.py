"""The program's own words on paper, by key: titles, who signs, what is agreed. They follow the habit of Chinese trade.

A template names a word by its key, so that it can be translated; a text that is no key is the firm's own and stays.
"""

from typing import Final

from app.core.text import N_, Label

WORDS: Final[dict[str, Label]] = {
    # Titles and captions
    "delivery_note": N_("销售出库单（送货单）"),
    "money_receipt": N_("收款收据"),
    "payment_voucher": N_("付款凭单"),
    "count_sheet": N_("盘点表"),
    "counted": N_("实盘数量"),
    "till_slip": N_("销售小票"),
    # Variants
    "standard": N_("标准"),
    "no_prices": N_("不带价格"),
    # Who signs
    "made_by": N_("制单"),
    "checked": N_("审核"),
    "shipped": N_("发货"),
    "delivered": N_("送货"),
    "customer_takes": N_("客户签收（盖章）"),
    "customer_signs": N_("客户签字（盖章）"),
    "customer_confirms": N_("客户确认（盖章）"),
    "supplier_takes": N_("供应商签收（盖章）"),
    "supplier_confirms": N_("供应商确认（盖章）"),
    "first_party": N_("甲方（盖章）"),
    "second_party": N_("乙方（盖章）"),
    "salesperson": N_("业务员"),
    "buyer": N_("采购"),
    "inspector": N_("质检"),
    "storekeeper": N_("仓管"),
    "storekeeper_from": N_("调出仓管"),
    "storekeeper_to": N_("调入仓管"),
    "bookkeeper": N_("记账"),
    "cashier": N_("出纳"),
    "payee": N_("收款人"),
    "handler": N_("经手人"),
    "payer": N_("交款人"),
    "receiver": N_("领款人"),
    "firm_stamp": N_("单位（盖章）"),
    "counts": N_("盘点"),
    "counts_again": N_("复盘"),
    "watches_count": N_("监盘"),
    # What is agreed
    "check_on_delivery": N_("收货时请当面点清数量、查验质量，签收即视为验收合格。"),
    "supply_as_agreed": N_("请按交货日期和质量要求供货，数量以实收为准；收到订单后请签字盖章回传。"),
    "please_confirm": N_("请于 7 日内核对，确认无误后签章回传；逾期未提出异议，视为认可。"),
    "thanks": N_("谢谢惠顾，欢迎再来！"),
    # Who gets which sheet of carbonless paper
    "copies_sale": N_("第一联 存根（白）　第二联 客户（红）　第三联 仓库（黄）"),
    "copies_receipt": N_("第一联 存根　第二联 财务　第三联 仓库"),
    "copies_purchase_return": N_("第一联 存根　第二联 供应商　第三联 仓库"),
    "copies_money_received": N_("第一联 存根　第二联 交款人　第三联 记账"),
    "copies_money_paid": N_("第一联 存根　第二联 记账"),
}


def word(text: str) -> Label:
    """Return what a text of a template says: the word of that key, or the text itself."""
    return WORDS.get(text, Label(text))
