"""Opening payable: what we owe a supplier when the firm starts; below zero we have paid in advance (F09)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Tab

OPENING_PAYABLE = DocType(
    key="opening_payable",
    label=N_("期初应付"),
    prefix="QF",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(f.SUPPLIER, f.DATE, f.OPENING_AMOUNT, f.DUE_ON, f.THEIR_NUMBER, f.REMARK),
    line=(),
    states=(f.OPENING_AMOUNT.key,),
    owes=Owes(Side.PAYABLE, 1),
    help=N_("启用时我们欠供应商的钱，一户一张；负数是预付。以后用付款单核销。"),
)
