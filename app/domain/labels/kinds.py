"""The kinds of label: what each may show, and the templates it comes with. A new kind is a declaration.

What is printed is known as facts, texts by key. A kind names those that it may show, each as the label calls it; the
two codes are parts like any other. `about` says what it belongs to: goods, a place or a document.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label

BAR, QR = "bar", "qr"
"""The bar code, below, and the QR code, at the right."""
NAME, PRICE, COPY = "name", "price", "copy"
"""`COPY` counts labels of one thing: 2/5."""
CODES: Final = frozenset({BAR, QR})
STRONG: Final = frozenset({NAME, PRICE, "number"})
"""What is set in bold; a caption of dense hanzi (重量) would run into a blot."""
SAID: Final = frozenset(
    {
        "batch", "produced_on", "expires_on", "serial", "weight", "unit_price", "amount", "origin",
        "packed_on", "source", "supplier", "order", "printed_on", "wholesale", "warehouse",
    }
)  # fmt: skip
"""What is called by its name, because a date alone says nothing."""

Row = tuple[tuple[str, int], ...]
"""Parts beside each other, each with the height of its letters, or of the code itself, in tenths of a millimetre."""


class About(Enum):
    """What a label belongs to."""

    GOODS = "goods"
    PLACE = "place"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A template as it comes with the program; its key is what it is called, too."""

    key: str
    width: int
    height: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelKind:
    """One kind of label; without templates of its own it would not be one.

    The codes of one that `tells_weight` say the weight, too, where the goods have one.
    """

    key: str
    label: Label
    about: About
    parts: tuple[tuple[str, Label], ...]
    shipped: tuple[Shipped, ...]
    tells_weight: bool = False

    def label_of(self, key: str) -> Label:
        """Return what a part is usually called."""
        return dict(self.parts)[key]


_GOODS: Final = (
    (NAME, N_("品名")),
    ("spec", N_("规格")),
    (PRICE, N_("零售价")),
    ("unit", N_("单位")),
    ("code", N_("编码")),
    ("barcode", N_("条码数字")),
    ("brand", N_("品牌")),
    ("model", N_("型号")),
    ("origin", N_("产地")),
    ("category", N_("分类")),
    ("wholesale", N_("批发价")),
    ("remark", N_("备注")),
    ("printed_on", N_("打印日期")),
    ("firm", N_("单位名称")),
)
_CODES: Final = ((BAR, N_("条形码")), (QR, N_("二维码")))
_TRACKED: Final = (
    ("batch", N_("批号")),
    ("produced_on", N_("生产日期")),
    ("expires_on", N_("有效期至")),
    ("serial", N_("序列号")),
    ("source", N_("来源单号")),
    ("supplier", N_("供应商")),
    ("order", N_("订单")),
)
_NAME_SPEC: Final = ((("name", 32),), (("spec", 22), ("unit", 22)))

KINDS: Final[Family[LabelKind]] = Family(
    "label kind",
    LabelKind(
        key="item",
        label=N_("商品标签"),
        about=About.GOODS,
        parts=(*_GOODS, *_CODES),
        shipped=(
            Shipped(
                key="40×30", width=400, height=300, rows=(*_NAME_SPEC, (("price", 40),), (("bar", 95),))
            ),
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=((("name", 42),), (("spec", 28), ("unit", 28)), (("price", 60), ("code", 24)), (("bar", 120),)),
            ),
            Shipped(
                key="30×20", width=300, height=200, rows=((("name", 24),), (("price", 30),), (("bar", 64),))
            ),
            Shipped(
                key="70×50",
                width=700,
                height=500,
                rows=(
                    (("name", 50),), (("spec", 32), ("unit", 32)), (("origin", 28), ("brand", 28)), (("price", 72),),
                    (("bar", 140),),
                ),
            ),
        ),
    ),
    LabelKind(
        key="shelf",
        label=N_("价签"),
        about=About.GOODS,
        parts=(*_GOODS, *_CODES),
        shipped=(
            Shipped(
                key="70×38",
                width=700,
                height=380,
                rows=((("name", 44),), (("price", 92), ("unit", 30)), (("spec", 26), ("origin", 26)), (("bar", 90),)),
            ),
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=((("name", 42),), (("price", 90), ("unit", 28)), (("spec", 26), ("origin", 26)), (("bar", 90),)),
            ),
            Shipped(
                key="40×30",
                width=400,
                height=300,
                rows=((("name", 32),), (("price", 72), ("unit", 24)), (("spec", 22),), (("bar", 65),)),
            ),
        ),
    ),
    LabelKind(
        key="batch",
        label=N_("批次标签"),
        about=About.GOODS,
        parts=(*_GOODS, *_TRACKED, *_CODES),
        shipped=(
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=(
                    (("name", 38),), (("spec", 26),), (("batch", 30),), (("serial", 20),), (("produced_on", 26),),
                    (("expires_on", 30),), (("supplier", 20),), (("order", 20),), (("source", 20),),
                    (("qr", 170),), (("bar", 80),),
                ),
            ),
            Shipped(
                key="40×30",
                width=400,
                height=300,
                rows=(
                    (("name", 30),), (("spec", 20), ("code", 20)), (("batch", 24),), (("serial", 20),),
                    (("expires_on", 24),), (("order", 20),), (("supplier", 20),), (("qr", 165),),
                ),
            ),
            Shipped(
                key="70×50",
                width=700,
                height=500,
                rows=(
                    (("name", 46),), (("spec", 30),), (("batch", 34),), (("serial", 26),), (("produced_on", 30),),
                    (("expires_on", 34),), (("supplier", 26),), (("order", 26),), (("source", 26),),
                    (("qr", 210),), (("bar", 110),),
                ),
            ),
        ),
    ),
    LabelKind(
        key="weight",
        label=N_("重量标签"),
        about=About.GOODS,
        tells_weight=True,
        parts=(
            *_GOODS,
            ("weight", N_("重量")),
            ("unit_price", N_("单价")),
            ("amount", N_("金额")),
            ("packed_on", N_("包装日期")),
            *_TRACKED,
            *_CODES,
        ),
        shipped=(
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=(
                    (("name", 40),), (("weight", 46),), (("unit_price", 30),), (("amount", 46),), (("packed_on", 24),),
                    (("bar", 100),),
                ),
            ),
            Shipped(
                key="40×30",
                width=400,
                height=300,
                rows=((("name", 30),), (("weight", 34),), (("unit_price", 24),), (("amount", 34),), (("bar", 70),)),
            ),
        ),
    ),
    LabelKind(
        key="place",
        label=N_("仓库标签"),
        about=About.PLACE,
        parts=((NAME, N_("名称")), ("code", N_("编码")), ("remark", N_("备注")), ("firm", N_("单位名称")), *_CODES),
        shipped=(
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=((("name", 80),), (("code", 50),), (("qr", 240),), (("bar", 100),)),
            ),
            Shipped(
                key="40×30", width=400, height=300, rows=((("name", 60),), (("code", 40),), (("bar", 120),))
            ),
        ),
    ),
    LabelKind(
        key="document",
        label=N_("单据标签"),
        about=About.DOCUMENT,
        parts=(
            (NAME, N_("单据")),
            ("number", N_("单号")),
            ("date", N_("日期")),
            ("party", N_("往来单位")),
            ("party_phone", N_("电话")),
            ("party_address", N_("地址")),
            ("warehouse", N_("仓库")),
            (COPY, N_("第几件")),
            ("remark", N_("备注")),
            ("firm", N_("单位名称")),
            *_CODES,
        ),
        shipped=(
            Shipped(
                key="70×50",
                width=700,
                height=500,
                rows=(
                    (("party", 50),), (("party_phone", 34),), (("party_address", 32),), (("number", 32), ("copy", 60)),
                    (("bar", 130),),
                ),
            ),
            Shipped(
                key="60×40",
                width=600,
                height=400,
                rows=(
                    (("name", 36),), (("number", 36),), (("date", 28), ("copy", 44)), (("party", 34),),
                    (("bar", 120),),
                ),
            ),
        ),
    ),
)  # fmt: skip
"""In the order in which they are listed."""
