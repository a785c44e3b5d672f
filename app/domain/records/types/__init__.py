"""All types of record, in the order in which the window lists them."""

from app.core.extension import Family
from app.domain.records.spec import RecordType
from app.domain.records.types.account import ACCOUNT
from app.domain.records.types.category import CATEGORY
from app.domain.records.types.custom_field import CUSTOM_FIELD
from app.domain.records.types.customer import CUSTOMER
from app.domain.records.types.item import ITEM
from app.domain.records.types.price import PRICE
from app.domain.records.types.rule import RULE
from app.domain.records.types.scale_label import SCALE_LABEL
from app.domain.records.types.staff import STAFF
from app.domain.records.types.supplier import SUPPLIER
from app.domain.records.types.tag import TAG
from app.domain.records.types.warehouse import WAREHOUSE

RECORDS: Family[RecordType] = Family(
    "record type",
    ITEM,
    CATEGORY,
    PRICE,
    SUPPLIER,
    CUSTOMER,
    WAREHOUSE,
    ACCOUNT,
    STAFF,
    SCALE_LABEL,
    TAG,
    CUSTOM_FIELD,
    RULE,
)
