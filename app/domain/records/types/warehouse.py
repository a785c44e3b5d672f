"""Warehouse: a place of ours; the place for goods in transit is one too, but nobody picks it (F45, G35)."""

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records import fields as f
from app.domain.records.spec import RecordType

WAREHOUSE = RecordType(
    key="warehouse",
    label=N_("仓库"),
    group="place",
    only=(("kind", "warehouse"),),
    prefix="CK",
    fields=(
        Field("name", N_("仓库名称"), Kind.TEXT, required=True, unique=True, longest=60),
        f.CODE,
        Field(
            "negative_stock",
            N_("负库存"),
            Kind.CHOICE,
            required=True,
            default="refuse",
            choices=(
                Choice("refuse", N_("不允许")),
                Choice("warn", N_("提醒并记录")),
                Choice("allow", N_("允许")),
            ),
        ),
        f.ADDRESS,
        f.PHONE,
        Field("keeper", N_("保管员"), Kind.LINK, link="staff"),
        f.REMARK,
        Field(
            "kind",
            N_("类型"),
            Kind.CHOICE,
            default="warehouse",
            choices=(Choice("warehouse", N_("仓库")), Choice("transit", N_("在途"))),
            folded=True,
            read_only=True,
        ),
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "negative_stock", "keeper", "address", "is_active"),
    searched=("name",),
    winds_up=True,
    help=N_("货物存放的地方，门店也是仓库。"),
)
