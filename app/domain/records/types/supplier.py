"""Supplier: a party we buy from (F02)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records import fields as f
from app.domain.records.spec import Part, RecordType

SUPPLIER = RecordType(
    key="supplier",
    label=N_("供应商"),
    group="party",
    role="is_supplier",
    prefix="GYS",
    fields=(
        Field("name", N_("供应商名称"), Kind.TEXT, required=True, longest=120),
        f.CODE,
        f.SHORT_NAME,
        f.PHONE,
        f.ADDRESS,
        f.SETTLEMENT,
        f.PAYMENT_DAYS,
        f.TAX_ID,
        f.BANK,
        f.ACCOUNT_NUMBER,
        Field("buyer", N_("采购员"), Kind.LINK, link="staff"),
        f.REMARK,
        Field("is_customer", N_("同时是客户"), Kind.BOOL),
        f.REGION,
        *f.MORE_OF_A_PARTY,
        f.TAX_RATE,
        Field("lead_days", N_("到货天数"), Kind.INTEGER, least=0, most=3650, folded=True),
        Field("least_order", N_("起订金额"), Kind.MONEY, least=0, folded=True),
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    parts=(
        f.CONTACTS,
        Part(
            "licences",
            N_("资质证照"),
            (
                Field("name", N_("证照"), Kind.TEXT, required=True, longest=60),
                Field("number", N_("证号"), Kind.CODE, longest=60),
                Field("expires_on", N_("有效期至"), Kind.DATE),
            ),
            most=50,
        ),
    ),
    columns=(
        "code",
        "name",
        "short_name",
        "phone",
        "payment_days",
        "settlement",
        "tax_id",
        "address",
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
    help=N_("我们向谁进货。"),
)
