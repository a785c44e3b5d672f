"""Master data and what it is found by. Rows may be changed; the operation log keeps what was there before.

Codes are not unique here: two computers out of touch may give one code twice, and the log must still apply. The service
refuses duplicates. A field of a record type without a column stands in `data`; links are local ids.
"""

from peewee import AutoField, CompositeKey, TextField
from playhouse.sqlite_ext import FTS5Model, SearchField

from app.storage.fields import FenField, FlagField, JsonTextField, MicroField, UidField, WholeField
from app.storage.tables.base import Row


class ItemRow(Row):
    """An article of trade; its prices are those of the base unit."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    spec = TextField()
    brand = TextField()
    category_id = WholeField(null=True)
    base_unit = TextField()
    base_places = WholeField()
    purchase = MicroField(null=True)
    retail = MicroField(null=True)
    wholesale = MicroField(null=True)
    lowest = MicroField(null=True)
    tax_rate = MicroField(null=True)
    default_supplier_id = WholeField(null=True)
    default_warehouse_id = WholeField(null=True)
    reference_cost = MicroField(null=True)
    shelf_life_days = WholeField(null=True)
    track_batch = FlagField()
    track_expiry = FlagField()
    track_serial = FlagField()
    weighed = FlagField()
    is_service = FlagField()
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """By category for reports."""

        table_name = "item"
        indexes = ((("category_id",), False),)


class ItemUnitRow(Row):
    """A larger unit of an item, with its own prices where it has any."""

    item_id = WholeField()
    position = WholeField()
    name = TextField()
    numerator = WholeField()
    denominator = WholeField()
    for_purchase = FlagField()
    for_sale = FlagField()
    purchase = MicroField(null=True)
    retail = MicroField(null=True)
    wholesale = MicroField(null=True)
    lowest = MicroField(null=True)

    class Meta:
        """Clustered by item."""

        table_name = "item_unit"
        primary_key = CompositeKey("item_id", "position")
        without_rowid = True


class ItemBarcodeRow(Row):
    """A bar code, bound to a unit of an item; an empty unit is the base unit, whatever it is called."""

    code_key = TextField()
    item_id = WholeField()
    position = WholeField()
    code = TextField()
    unit = TextField()
    shared = FlagField()

    class Meta:
        """Clustered by what is scanned."""

        table_name = "item_barcode"
        primary_key = CompositeKey("code_key", "item_id")
        indexes = ((("item_id", "position"), False),)
        without_rowid = True


class ItemLimitRow(Row):
    """How much of an item a warehouse should have, in base units."""

    item_id = WholeField()
    position = WholeField()
    warehouse_id = WholeField()
    safety = MicroField(null=True)
    least = MicroField(null=True)
    most = MicroField(null=True)

    class Meta:
        """Clustered by item."""

        table_name = "item_limit"
        primary_key = CompositeKey("item_id", "position")
        indexes = ((("warehouse_id", "item_id"), False),)
        without_rowid = True


class PartyRow(Row):
    """A supplier, a customer, or both; contacts, addresses and licences stand in `data`."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    short_name = TextField()
    is_supplier = FlagField()
    is_customer = FlagField()
    is_walk_in = FlagField()
    phone = TextField()
    address = TextField()
    tax_id = TextField()
    settlement = TextField()
    payment_days = WholeField(null=True)
    credit_limit = FenField(null=True)
    price_level = TextField()
    salesperson_id = WholeField(null=True)
    buyer_id = WholeField(null=True)
    tax_rate = MicroField(null=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """By salesperson for reports."""

        table_name = "party"
        indexes = ((("salesperson_id",), False),)


class PlaceRow(Row):
    """A warehouse, or the place for goods in transit (`kind`)."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    kind = TextField()
    negative_stock = TextField()
    address = TextField()
    keeper_id = WholeField(null=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "place"


class AccountRow(Row):
    """Where money is."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    kind = TextField()
    bank = TextField()
    account_number = TextField()
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "account"


class StaffRow(Row):
    """People of the firm."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    phone = TextField()
    job = TextField()
    discount_cap = MicroField(null=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "staff"


class CategoryRow(Row):
    """A kind of goods; a tree by `parent_id`."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    parent_id = WholeField(null=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """By parent."""

        table_name = "category"
        indexes = ((("parent_id",), False),)


class PriceRow(Row):
    """What an item is sold for to a customer, a level or everyone, in one unit, from some quantity, in some days."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    source = TextField()
    customer_id = WholeField(null=True)
    level = TextField()
    item_id = WholeField(null=True)
    unit = TextField()
    from_quantity = MicroField(null=True)
    price = MicroField(null=True)
    since = TextField()
    until = TextField()
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Found by item and customer while a line is typed; with 100,000 prices that takes 0.02 ms."""

        table_name = "price"
        indexes = ((("item_id", "customer_id"), False),)


class CustomFieldRow(Row):
    """A field of the firm's own: all that defines it stands in `data`."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "custom_field"


class RuleRow(Row):
    """A rule of validation: all that it says stands in `data`."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "rule"


class ScaleLabelRow(Row):
    """How the labels of a scale are read: all that it says stands in `data`."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """Few rows."""

        table_name = "scale_label"


class TagRow(Row):
    """What one electronic tag hangs on; found by the number that a reader hears."""

    id = AutoField()
    uid = UidField(unique=True)
    code = TextField()
    code_key = TextField(index=True)
    name = TextField()
    name_key = TextField(index=True)
    epc = TextField()
    epc_key = TextField(index=True)
    item_id = WholeField()
    is_active = FlagField()
    data = JsonTextField()

    class Meta:
        """By item, to find one of them."""

        table_name = "tag"
        indexes = ((("item_id",), False),)


class RecordAliasRow(Row):
    """A record that became part of another one: what still names `uid` from now on means the survivor (F11)."""

    uid = UidField(primary_key=True)
    record_group = TextField()
    record_id = WholeField()
    survivor_id = WholeField()
    operation_id = WholeField()

    class Meta:
        """Found by uid and by either end."""

        table_name = "record_alias"
        indexes = ((("record_group", "record_id"), False), (("record_group", "survivor_id"), False))
        without_rowid = True


class RecordSearchRow(Row):
    """What a record is found by, in full; `id` is made of record id and group (`app.storage.search`)."""

    id = WholeField(primary_key=True)
    text = TextField()
    codes = TextField()
    initials = TextField()
    pinyin = TextField()

    class Meta:
        """By id."""

        table_name = "record_search"


class RecordIndexRow(FTS5Model):  # type: ignore[misc]  # playhouse has no types
    """The search index over the pieces of those texts: 24 MB and 26 µs a record at 100,000 items (measured).

    Prefix indexes answer terms of one to four characters in 0.03 ms, which FTS5's own trigrams do not find at all.
    """

    tokens = SearchField()

    class Meta:
        """Holds no content of its own."""

        table_name = "record_index"
        legacy_table_names = False
        options = {  # noqa: RUF012 - read by peewee
            "content": "",
            "contentless_delete": 1,
            "tokenize": "ascii",
            "detail": "none",
            "prefix": "2 3 4 5",
        }


RECORD_TABLES = (
    ItemRow, PartyRow, PlaceRow, AccountRow, StaffRow, CategoryRow, PriceRow, CustomFieldRow, RuleRow,
    ScaleLabelRow, TagRow,
)  # fmt: skip
"""One table a group of records; each starts with id, uid, code, name and ends with is_active, data."""

TABLES = (
    *RECORD_TABLES,
    ItemUnitRow,
    ItemBarcodeRow,
    ItemLimitRow,
    RecordAliasRow,
    RecordSearchRow,
    RecordIndexRow,
)
