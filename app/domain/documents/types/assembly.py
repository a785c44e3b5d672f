"""Assembly: components become a product; its value is theirs plus the fee (G15, R22, GV22)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import PRODUCTION, WAREHOUSE, Basis, DocType, Moves, Tab

FEE = Field("fee", N_("加工费"), Kind.MONEY, least=0)

ASSEMBLY = DocType(
    key="assembly",
    label=N_("组装单"),
    prefix="ZZ",
    tab=Tab.STOCK,
    amounts=False,
    roles=(("component", N_("配件")), ("product", N_("成品"))),
    header=(f.DATE, f.WAREHOUSE, FEE, f.HANDLER, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, *f.TRACKING, f.LINE_REMARK),
    moves=(
        Moves(WAREHOUSE, PRODUCTION, Basis.STOCK, role="component", strict=True),
        Moves(PRODUCTION, WAREHOUSE, Basis.ASSEMBLED, role="product"),
    ),
    fee=1,
    help=N_("用几种配件装成一种成品；成品成本 = 配件成本 + 加工费。"),
)
