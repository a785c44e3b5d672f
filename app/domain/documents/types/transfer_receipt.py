"""Transfer, second step: goods in transit arrive; what is lost on the way is a count difference (F49)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DIFFERENCE, IN_TRANSIT, TO_WAREHOUSE, Basis, DocType, Moves, Source, Tab

LOST = Field("lost", N_("途中损失"), Kind.QUANTITY, least=0)

TRANSFER_RECEIPT = DocType(
    key="transfer_receipt",
    label=N_("调拨收货单"),
    prefix="DS",
    tab=Tab.STOCK,
    amounts=False,
    header=(f.DATE, f.TO_WAREHOUSE, f.HANDLER, f.HAPPENED_AT, f.REMARK),
    line=(f.ITEM, f.QUANTITY, LOST, f.UNIT, *f.TRACKING, f.LINE_REMARK),
    source=Source(("transfer_dispatch",), compulsory=True),
    moves=(
        Moves(IN_TRANSIT, TO_WAREHOUSE, Basis.CARRIED, strict=True),
        Moves(IN_TRANSIT, DIFFERENCE, Basis.STOCK, quantity="base_lost", strict=True),
    ),
    help=N_("在途货物到达调入仓库；少收的写在“途中损失”。"),
)
