"""Stock count: counted against book at the moment of counting; differences become moves (F48, R15, GV23).

While a firm is set up by counting, the first count of goods opens their book: its difference comes from the opening,
not from loss and gain (F10).
"""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DIFFERENCE, OPENING, WAREHOUSE, Basis, DocType, Moves, Tab

COUNTED = Field(
    "quantity",
    N_("实盘数量"),
    Kind.QUANTITY,
    least=0,
    help=N_("同一商品放在几处、有几个批号，就写几行；合起来与账面比较"),
)
COUNTED_AT = Field(
    "counted_at", N_("盘点时间"), Kind.INSTANT, own=True, help=N_("不填就是过账的时刻；盘点期间可以照常买卖")
)
KNOWN = Field(
    "difference",
    N_("已知差异"),
    Kind.QUANTITY,
    folded=True,
    help=N_("不数总数、只知道多或少几个时填：多为正，少为负"),
)
DIFFERENT = Field("serials", N_("盘亏盘盈的序列号"), Kind.NOTE, longest=100_000)
BOOK = Field("book", N_("账面数量"), Kind.QUANTITY, read_only=True, own=True)
SURPLUS = Field("surplus", N_("盘盈"), Kind.QUANTITY, read_only=True, own=True)
SHORTAGE = Field("shortage", N_("盘亏"), Kind.QUANTITY, read_only=True, own=True)
OPENS = Field(
    "opens",
    N_("首盘"),
    Kind.BOOL,
    read_only=True,
    own=True,
    folded=True,
    help=N_("边卖边盘时第一次盘到：差异算期初，不算盘盈盘亏"),
)

STOCK_COUNT = DocType(
    key="stock_count",
    label=N_("盘点单"),
    prefix="PD",
    tab=Tab.STOCK,
    amounts=False,
    compares=True,
    header=(f.DATE, f.WAREHOUSE, f.HANDLER, f.REMARK),
    line=(
        f.ITEM,
        COUNTED,
        f.UNIT,
        COUNTED_AT,
        KNOWN,
        BOOK,
        SURPLUS,
        SHORTAGE,
        OPENS,
        f.BATCH,
        DIFFERENT,
        f.LINE_REMARK,
    ),
    moves=(
        Moves(DIFFERENCE, WAREHOUSE, Basis.FOUND, quantity="surplus"),
        Moves(WAREHOUSE, DIFFERENCE, Basis.STOCK, quantity="shortage"),
        Moves(OPENING, WAREHOUSE, Basis.FOUND, quantity="opening_surplus"),
        Moves(WAREHOUSE, OPENING, Basis.STOCK, quantity="opening_shortage"),
    ),
    help=N_("填实际数到的数量；账面数按盘点那一刻计算，盈亏自动入账，无差异的行也留作证据。"),
)
