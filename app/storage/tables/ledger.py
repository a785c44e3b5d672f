"""The ledgers, append-only, and the caches that are written in the same transaction and can be rebuilt from them."""

from peewee import AutoField, CompositeKey, TextField

from app.storage.fields import DateField, FenField, InstantField, JsonTextField, MicroField, WholeField
from app.storage.tables.base import Row


class StockEntryRow(Row):
    """One row of the stock ledger: quantity and value that came into (or left) one of our places.

    A move is one original row (`move_id` 0) and the rows that correct it: `part` says why a value stands there,
    `cause_id` which document brought it about, `known_at` since when it is known. `order_at` is the known order of the
    move; with the date and the id it is the order of costing.
    """

    id = AutoField()
    move_id = WholeField(default=0)
    document_id = WholeField()
    line = WholeField()
    item_id = WholeField()
    place_id = WholeField()
    business_date = DateField()
    order_at = InstantField()
    quantity = MicroField()
    value = FenField()
    part = TextField()
    against = TextField()
    basis = TextField()
    strict = WholeField(default=0)
    given = FenField(null=True)
    tie_id = WholeField(default=0)
    weight = WholeField(default=0)
    batch = TextField(default="")
    cause_id = WholeField()
    known_at = InstantField()

    class Meta:
        """The covering index answers stock, cards and as-of questions alone (measured: 4-8 times as fast)."""

        table_name = "stock_entry"
        indexes = (
            (("item_id", "place_id", "business_date", "order_at", "id", "quantity", "value"), False),
            (("document_id",), False),
        )


StockEntryRow.add_index(StockEntryRow.index(StockEntryRow.move_id, where=StockEntryRow.move_id > 0))
StockEntryRow.add_index(StockEntryRow.index(StockEntryRow.tie_id, where=StockEntryRow.tie_id > 0))
StockEntryRow.add_index(StockEntryRow.index(StockEntryRow.cause_id, where=StockEntryRow.move_id > 0))


class CountLineRow(Row):
    """A counted line and its moment: what happened before it but is known later changes its difference (F48).

    `opens`: it was the first count of these goods here, and its difference comes from the opening (F10).
    """

    id = AutoField()
    document_id = WholeField()
    line = WholeField()
    item_id = WholeField()
    place_id = WholeField()
    business_date = DateField()
    counted_at = InstantField()
    order_at = InstantField()
    opens = WholeField(default=0)

    class Meta:
        """Found by item and place."""

        table_name = "count_line"
        indexes = ((("item_id", "place_id", "business_date"), False), (("business_date",), False))


class StockSerialRow(Row):
    """A serial number that came in (+1) or left (−1) with a move."""

    id = AutoField()
    item_id = WholeField()
    serial = TextField()
    entry_id = WholeField()
    place_id = WholeField()
    sign = WholeField()

    class Meta:
        """The life of a serial number in order."""

        table_name = "stock_serial"
        indexes = ((("item_id", "serial", "id"), False), (("entry_id",), False))


class PartyEntryRow(Row):
    """What a party owes us (receivable) or we owe it (payable)."""

    id = AutoField()
    document_id = WholeField()
    party_id = WholeField()
    side = TextField()
    business_date = DateField()
    due_on = DateField()
    amount = FenField()
    mirrors_id = WholeField(default=0)
    known_at = InstantField()

    class Meta:
        """Found by party and date, by document."""

        table_name = "party_entry"
        indexes = ((("party_id", "side", "business_date", "amount"), False), (("document_id",), False))


class AllocationRow(Row):
    """One half of a paying off: the open amount of `entry_id` changes against `counter_id`; halves sum to zero."""

    id = AutoField()
    entry_id = WholeField()
    counter_id = WholeField()
    amount = FenField()
    document_id = WholeField()
    known_at = InstantField()

    class Meta:
        """Found by entry and by document."""

        table_name = "allocation"
        indexes = ((("entry_id",), False), (("document_id",), False))


class CashEntryRow(Row):
    """Money into or out of an account."""

    id = AutoField()
    document_id = WholeField()
    account_id = WholeField()
    business_date = DateField()
    amount = FenField()
    known_at = InstantField()

    class Meta:
        """Found by account and date."""

        table_name = "cash_entry"
        indexes = ((("account_id", "business_date", "amount"), False), (("document_id",), False))


class FigureEntryRow(Row):
    """A row of the sales or purchase figures; later cost deltas are rows of their own (F40, F77)."""

    id = AutoField()
    kind = TextField()
    document_id = WholeField()
    line = WholeField()
    business_date = DateField()
    item_id = WholeField()
    party_id = WholeField()
    staff_id = WholeField()
    quantity = MicroField()
    net = FenField()
    tax = FenField()
    cost = FenField()
    cause_id = WholeField()
    known_at = InstantField()

    class Meta:
        """The covering index answers any grouping over a range of dates."""

        table_name = "figure_entry"
        indexes = (
            (
                (
                    "kind",
                    "business_date",
                    "item_id",
                    "party_id",
                    "staff_id",
                    "quantity",
                    "net",
                    "tax",
                    "cost",
                ),
                False,
            ),
            (("document_id",), False),
        )


# Costs that came to be known later have no quantity and no amount. They are few; reports show them apart (F77, N1).
FigureEntryRow.add_index(
    FigureEntryRow.index(
        FigureEntryRow.kind,
        FigureEntryRow.business_date,
        FigureEntryRow.item_id,
        FigureEntryRow.party_id,
        FigureEntryRow.staff_id,
        FigureEntryRow.cost,
        FigureEntryRow.document_id,
        FigureEntryRow.cause_id,
        where=(FigureEntryRow.quantity == 0) & (FigureEntryRow.net == 0) & (FigureEntryRow.tax == 0),
        name="figure_entry_late",
    )
)


class StockBalanceRow(Row):
    """Quantity of an item in a place; a cache."""

    item_id = WholeField()
    place_id = WholeField()
    quantity = MicroField()

    class Meta:
        """Clustered by item."""

        table_name = "stock_balance"
        primary_key = CompositeKey("item_id", "place_id")
        without_rowid = True


class CostPoolRow(Row):
    """The state of a cost pool after its last move; a cache. `place_id` 0: one pool for all places."""

    item_id = WholeField()
    place_id = WholeField()
    quantity = MicroField()
    value = FenField()
    average_value = FenField(null=True)
    average_quantity = MicroField(null=True)
    priced_value = FenField(null=True)
    priced_quantity = MicroField(null=True)
    gaps = JsonTextField(default="")
    moves = WholeField()
    last_date = DateField()
    last_at = InstantField()
    last_id = WholeField()

    class Meta:
        """Clustered by item."""

        table_name = "cost_pool"
        primary_key = CompositeKey("item_id", "place_id")
        without_rowid = True


class CostLayerRow(Row):
    """A layer that is still here, oldest first by `ordinal`; a cache. Under moving average it carries age, no value."""

    item_id = WholeField()
    place_id = WholeField()
    ordinal = WholeField()
    source_id = WholeField()
    part = WholeField()
    since = DateField()
    quantity = MicroField()
    value = FenField()

    class Meta:
        """Clustered by pool and age."""

        table_name = "cost_layer"
        primary_key = CompositeKey("item_id", "place_id", "ordinal")
        without_rowid = True


class CostCheckpointRow(Row):
    """The state of a pool in its middle: a back-dated document replays only what follows; a cache."""

    item_id = WholeField()
    place_id = WholeField()
    business_date = DateField()
    order_at = InstantField()
    entry_id = WholeField()
    state = JsonTextField()

    class Meta:
        """Clustered by pool and order."""

        table_name = "cost_checkpoint"
        primary_key = CompositeKey("item_id", "place_id", "business_date", "order_at", "entry_id")
        without_rowid = True


class CarriedSliceRow(Row):
    """The slices that the outgoing end of a transfer carried (R23); a cache."""

    entry_id = WholeField(primary_key=True)
    slices = JsonTextField()

    class Meta:
        """By entry."""

        table_name = "carried_slice"
        without_rowid = True


class StockMonthRow(Row):
    """What came in and went out of a place in a month, by the other side; a cache for long reports."""

    month = TextField()
    item_id = WholeField()
    place_id = WholeField()
    against = TextField()
    in_quantity = MicroField()
    in_value = FenField()
    out_quantity = MicroField()
    out_value = FenField()

    class Meta:
        """Clustered by month."""

        table_name = "stock_month"
        primary_key = CompositeKey("month", "item_id", "place_id", "against")
        without_rowid = True


class FigureMonthRow(Row):
    """Sales or purchases of a month by salesperson and category; a cache for long reports."""

    kind = TextField()
    month = TextField()
    staff_id = WholeField()
    category_id = WholeField()
    quantity = MicroField()
    net = FenField()
    tax = FenField()
    cost = FenField()

    class Meta:
        """Clustered by kind and month."""

        table_name = "figure_month"
        primary_key = CompositeKey("kind", "month", "staff_id", "category_id")
        without_rowid = True


class PartyOpenRow(Row):
    """The open amount of a party entry that is not yet paid off; a cache."""

    entry_id = WholeField(primary_key=True)
    party_id = WholeField()
    side = TextField()
    due_on = DateField()
    amount = FenField()

    class Meta:
        """Found by party, oldest due first."""

        table_name = "party_open"
        indexes = ((("party_id", "side", "due_on", "entry_id"), False),)
        without_rowid = True


class PartyBalanceRow(Row):
    """What a party owes in all; a cache."""

    party_id = WholeField()
    side = TextField()
    amount = FenField()

    class Meta:
        """Clustered by party."""

        table_name = "party_balance"
        primary_key = CompositeKey("party_id", "side")
        without_rowid = True


class CashBalanceRow(Row):
    """What is in an account; a cache."""

    account_id = WholeField(primary_key=True)
    amount = FenField()

    class Meta:
        """By account."""

        table_name = "cash_balance"
        without_rowid = True


LEDGERS = (
    StockEntryRow,
    CountLineRow,
    StockSerialRow,
    PartyEntryRow,
    AllocationRow,
    CashEntryRow,
    FigureEntryRow,
)
CACHES = (
    StockBalanceRow,
    CostPoolRow,
    CostLayerRow,
    CostCheckpointRow,
    CarriedSliceRow,
    StockMonthRow,
    FigureMonthRow,
    PartyOpenRow,
    PartyBalanceRow,
    CashBalanceRow,
)
TABLES = (*LEDGERS, *CACHES)
