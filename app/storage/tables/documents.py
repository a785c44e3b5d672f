"""Posted documents as columns to search and join by; the whole document stands in its operation."""

from peewee import AutoField, CompositeKey, TextField

from app.storage.fields import (
    DateField,
    FenField,
    InstantField,
    JsonTextField,
    MicroField,
    UidField,
    WholeField,
)
from app.storage.tables.base import Row


class DocumentRow(Row):
    """A posted document; never changed. Its end, if it has one, is a `DocumentEndRow`.

    In `own` stand the values of the firm's own fields and the number that the other side gave, "" where there are none,
    so that lists and rules need not read the log.
    """

    id = AutoField()
    uid = UidField(unique=True)
    type = TextField()
    number = TextField(unique=True)
    business_date = DateField()
    party_id = WholeField(default=0)
    place_id = WholeField(default=0)
    staff_id = WholeField(default=0)
    total = FenField(default=0)
    net = FenField(default=0)
    tax = FenField(default=0)
    happened_at = InstantField(default=0)
    reverses_id = WholeField(default=0)
    operation_id = WholeField()
    known_at = InstantField()
    author = TextField()
    own = JsonTextField(default="")

    class Meta:
        """Found by type and date, by party and date."""

        table_name = "document"
        indexes = ((("type", "business_date", "id"), False), (("party_id", "business_date"), False))


class DocumentLineRow(Row):
    """A line of a posted document; never changed. `own` holds the values of the firm's own fields, as in the head."""

    id = AutoField()
    document_id = WholeField()
    number = WholeField()
    role = TextField(default="")
    item_id = WholeField(default=0)
    unit = TextField(default="")
    quantity = MicroField(default=0)
    base_quantity = MicroField(default=0)
    price = MicroField(null=True)
    net = FenField(default=0)
    tax = FenField(default=0)
    gross = FenField(default=0)
    source_document_id = WholeField(default=0)
    source_line_id = WholeField(default=0)
    drawn_quantity = MicroField(default=0)
    own = JsonTextField(default="")

    class Meta:
        """Found by document, and by what it is drawn from."""

        table_name = "document_line"
        indexes = (
            (("document_id", "number"), True),
            (("source_document_id", "source_line_id"), False),
        )


class DocumentEndRow(Row):
    """A document was voided (its rows are mirrored), reversed (by another document) or, an order, closed short."""

    document_id = WholeField(primary_key=True)
    kind = TextField()
    by_document_id = WholeField(default=0)
    operation_id = WholeField()
    known_at = InstantField()
    reason = TextField()

    class Meta:
        """One end at most."""

        table_name = "document_end"
        without_rowid = True


class OpenOrderLineRow(Row):
    """What of an order line is still to come or to go; a cache."""

    line_id = WholeField(primary_key=True)
    document_id = WholeField()
    item_id = WholeField()
    place_id = WholeField()
    expects = TextField()
    quantity = MicroField()

    class Meta:
        """Found by item and place."""

        table_name = "open_order_line"
        indexes = ((("item_id", "place_id", "expects"), False), (("document_id",), False))


class LastPriceRow(Row):
    """The last price of an item for a party in a unit, by business date (G04); a cache, kept at posting."""

    kind = TextField()
    party_id = WholeField()
    item_id = WholeField()
    unit = TextField()
    price = MicroField()
    business_date = DateField()
    document_id = WholeField()

    class Meta:
        """One row a party, item and unit."""

        table_name = "last_price"
        primary_key = CompositeKey("kind", "party_id", "item_id", "unit")
        without_rowid = True


class DealRow(Row):
    """What goods went for, by base units, as the mistake radar looks back at it (N14); a cache, kept at posting."""

    kind = TextField()
    item_id = WholeField()
    document_id = WholeField()
    line = WholeField()
    party_id = WholeField()
    unit = TextField()
    price = MicroField()
    quantity = MicroField()

    class Meta:
        """Clustered by item: its last deals stand together."""

        table_name = "deal"
        primary_key = CompositeKey("kind", "item_id", "document_id", "line")
        without_rowid = True


LEDGERS = (DocumentRow, DocumentLineRow, DocumentEndRow)
CACHES = (OpenOrderLineRow, LastPriceRow, DealRow)
TABLES = (*LEDGERS, *CACHES)
