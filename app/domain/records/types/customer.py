"""Customer: a party we sell to; the walk-in customer is one of them (F03)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.prices import LEVELS
from app.domain.records import fields as f
from app.domain.records.spec import Part, RecordType

CUSTOMER = RecordType(
    key="customer",
    label=N_("客户"),
    group="party",
    role="is_customer",
    prefix="KH",
    fields=(
        Field("name", N_("客户名称"), Kind.TEXT, required=True, longest=120),
        f.CODE,
        f.SHORT_NAME,
        f.PHONE,
        f.ADDRESS,
        f.SETTLEMENT,
        f.PAYMENT_DAYS,
        Field("credit_limit", N_("信用额度"), Kind.MONEY, least=0, help=N_("不填不限；0 不许赊账")),
        Field(
            "price_level",
            N_("价格等级"),
            Kind.CHOICE,
            required=True,
            default="retail",
            choices=LEVELS,
        ),
        Field("salesperson", N_("业务员"), Kind.LINK, link="staff"),
        f.TAX_ID,
        f.BANK,
        f.ACCOUNT_NUMBER,
        f.REMARK,
        Field("is_supplier", N_("同时是供应商"), Kind.BOOL, folded=True),
        f.REGION,
        Field("tags", N_("标签"), Kind.TEXT, longest=200, folded=True),
        Field("invoice_title", N_("发票抬头"), Kind.TEXT, longest=120, folded=True),
        *f.MORE_OF_A_PARTY,
        f.TAX_RATE,
        f.MNEMONIC,
        Field("is_walk_in", N_("散客"), Kind.BOOL, folded=True, read_only=True),
        f.IS_ACTIVE,
    ),
    parts=(
        f.CONTACTS,
        Part(
            "addresses",
            N_("送货地址"),
            (
                Field("address", N_("地址"), Kind.TEXT, required=True, longest=200),
                Field("contact", N_("收货人"), Kind.TEXT, longest=40),
                Field("phone", N_("电话"), Kind.CODE, longest=40),
            ),
            most=100,
        ),
    ),
    columns=(
        "code",
        "name",
        "short_name",
        "phone",
        "payment_days",
        "settlement",
        "credit_limit",
        "price_level",
        "salesperson",
        "is_active",
    ),
    searched=(
        "name",
        "short_name",
        "phone",
        "phone_2",
        "landline",
        "tax_id",
        "contacts.name",
        "contacts.phone",
    ),
    read=("name", "short_name", "contacts.name"),
    detail="short_name",
    has_surnames=True,
    alike=(),
    winds_up=True,
    help=N_("我们向谁销售。"),
)
