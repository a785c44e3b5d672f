"""Category: a tree of kinds of goods."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records import fields as f
from app.domain.records.spec import RecordType

CATEGORY = RecordType(
    key="category",
    label=N_("商品分类"),
    group="category",
    prefix="FL",
    fields=(
        Field("name", N_("分类名称"), Kind.TEXT, required=True, longest=60),
        f.CODE,
        Field("parent", N_("上级分类"), Kind.LINK, link="category"),
        Field(
            "item_prefix",
            N_("商品编码前缀"),
            Kind.CODE,
            longest=12,
            help=N_("这一类和下级分类的新商品，编码这样开头；不填按编码规则"),
        ),
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "parent", "is_active"),
    searched=("name",),
    alike=(),
    help=N_("商品的分类，可以有上下级。"),
)
