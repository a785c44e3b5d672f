"""Disassembly: a product becomes components again; a loss may be stated (G15, GV22)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import PRODUCTION, WAREHOUSE, Basis, DocType, Moves, Tab

LOSS = Field("fee", N_("拆卸损失"), Kind.MONEY, least=0)
PARTS_SHARE = Field(
    "cost_weight",
    N_("成本权重"),
    Kind.MONEY,
    least=0,
    help=N_("各配件分得成本的比例；要填就每行都填，都不填按数量分"),
)

DISASSEMBLY = DocType(
    key="disassembly",
    label=N_("拆卸单"),
    prefix="CX",
    tab=Tab.STOCK,
    amounts=False,
    roles=(("product", N_("成品")), ("component", N_("配件"))),
    header=(f.DATE, f.WAREHOUSE, LOSS, f.HANDLER, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, PARTS_SHARE, *f.TRACKING, f.LINE_REMARK),
    moves=(
        Moves(WAREHOUSE, PRODUCTION, Basis.STOCK, role="product", strict=True),
        Moves(PRODUCTION, WAREHOUSE, Basis.ASSEMBLED, role="component"),
    ),
    fee=-1,
    help=N_("把成品拆回配件；成品成本减去损失，按权重分到各配件。"),
)
