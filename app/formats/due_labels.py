"""What is due and what is owed, as paper calls it: looked up by what a type of document declares."""

from typing import Final

from app.core.text import N_, Label
from app.domain.documents.spec import DocType, Owes, Side

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


def due_label(doc_type: DocType) -> Label:
    """Name what the document comes to."""
    if doc_type.settles:
        return _PAID[doc_type.cash]
    return _DUE[doc_type.owes] if doc_type.owes else N_("合计金额")


def owed_labels(side: Side) -> tuple[Label, Label]:
    """Name what a party owed before and owes now."""
    return _OWED[side]
