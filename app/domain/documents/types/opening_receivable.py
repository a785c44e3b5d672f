"""Opening receivable: what a customer owes when the firm starts; below zero it has paid in advance (F09)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Tab

OPENING_RECEIVABLE = DocType(
    key="opening_receivable",
    label=N_("期初应收"),
    prefix="QS",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(f.CUSTOMER, f.DATE, f.OPENING_AMOUNT, f.DUE_ON, f.THEIR_NUMBER, f.REMARK),
    line=(),
    states=(f.OPENING_AMOUNT.key,),
    owes=Owes(Side.RECEIVABLE, 1),
    help=N_("启用时客户欠我们的钱，一户一张；负数是预收。以后用收款单核销。"),
)
