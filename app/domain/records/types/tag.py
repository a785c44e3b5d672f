"""Tag: what one electronic tag hangs on (F60): a piece by its serial number, a carton of so many, goods of a batch.

A tag that holds a trade item number (SGTIN) needs no record; one that has a record is what the record says. Which item,
how many in which unit, which batch, which serial number: all of it is what a scanned code tells, too, so counting and
checking treat a heard tag as a scan.
"""

from collections.abc import Iterator
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import ONE
from app.core.text import N_, Message
from app.domain.documents import fields as d
from app.domain.errors import OneOrTheOther, WrongValue
from app.domain.records import fields as f
from app.domain.records.spec import RecordType, Values

_HEX: Final = frozenset("0123456789abcdefABCDEF")
EPC: Final = Field(
    "epc",
    N_("标签号码"),
    Kind.CODE,
    required=True,
    unique=True,
    longest=64,
    help=N_("EPC，十六进制；读写器读到的那一串，盘点时可以直接记住"),
)
_QUANTITY: Final = Field(
    "quantity", N_("数量"), Kind.QUANTITY, least=1, help=N_("一个标签算多少，例如一箱 12 个；不填是一个")
)
_SERIAL: Final = Field("serial", N_("序列号"), Kind.CODE, longest=60, help=N_("这个标签是哪一件"))


def is_heard(values: Values) -> Iterator[BusinessError]:
    """Refuse a number that no reader tells."""
    if not _HEX.issuperset(values["epc"]):
        yield WrongValue(label=Message.of(EPC.label), value=values["epc"], field=EPC.key)


def is_one_piece(values: Values) -> Iterator[BusinessError]:
    """Refuse several pieces with one serial number."""
    if values["serial"] and values["quantity"] not in {None, ONE}:
        label, other = Message.of(_SERIAL.label), Message.of(_QUANTITY.label)
        yield OneOrTheOther(label=label, other=other, field=_QUANTITY.key)


TAG = RecordType(
    key="tag",
    label=N_("电子标签资料"),
    group="tag",
    prefix="BQ",
    fields=(
        EPC,
        Field("item", N_("商品"), Kind.LINK, required=True, link="item"),
        Field("unit", N_("单位"), Kind.TEXT, longest=10, help=N_("不填是基本单位")),
        _QUANTITY,
        d.BATCH,
        _SERIAL,
        Field("name", N_("名称"), Kind.TEXT, required=True, default=N_("电子标签"), longest=60),
        f.CODE,
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("epc", "item", "quantity", "unit", "batch", "serial", "name", "is_active"),
    searched=("epc", "batch", "serial"),
    unit_of="item",
    names_alike=True,
    checks=(is_heard, is_one_piece),
    heard_as=EPC.key,
    help=N_("一个电子标签是哪个商品、哪一件、哪一批，或者一箱多少。"),
)
