"""What the firm is made of besides goods and money: the operation log, settings, counters, periods, drafts."""

from peewee import AutoField, CompositeKey, TextField

from app.storage.fields import DateField, FenField, InstantField, JsonTextField, UidField, WholeField
from app.storage.tables.base import Row


class OperationRow(Row):
    """One act of a person, with all that replay needs; audit log, sync journal and proof at once (decisions 14, 15)."""

    id = AutoField()
    uid = UidField(unique=True)
    kind = TextField()
    known_at = InstantField(unique=True)
    station = WholeField()
    author = TextField()
    business_date = DateField()
    subject = UidField(index=True)
    payload = JsonTextField()
    hash = TextField()

    class Meta:
        """The log."""

        table_name = "operation"


class CounterRow(Row):
    """The last number given in a series of documents."""

    series = TextField(primary_key=True)
    last = WholeField()

    class Meta:
        """One row a series, station and period."""

        table_name = "number_counter"
        without_rowid = True


class SettingRow(Row):
    """A setting of the firm, as JSON; written by operations."""

    key = TextField(primary_key=True)
    value = JsonTextField()

    class Meta:
        """Key and value."""

        table_name = "setting"
        without_rowid = True


class StationRow(Row):
    """This computer's own matters, never shared: which station it is, what it has seen."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        """Key and value."""

        table_name = "station"
        without_rowid = True


class DraftRow(Row):
    """A document that has touched nothing yet; may be changed and thrown away."""

    uid = UidField(primary_key=True)
    type = TextField()
    business_date = DateField()
    party = UidField()
    total = FenField()
    body = JsonTextField()
    changed_at = InstantField()
    author = TextField()

    class Meta:
        """By type and time of change."""

        table_name = "draft"
        indexes = ((("type", "changed_at"), False),)
        without_rowid = True


class ClosingRow(Row):
    """A closing of the books through a date (kind ``close``), or the taking back of the last one (``reopen``)."""

    id = AutoField()
    operation_id = WholeField()
    kind = TextField()
    closed_through = DateField()
    reason = TextField()

    class Meta:
        """In order of operation."""

        table_name = "closing"


class ClosedFigureRow(Row):
    """What a pool held when its period was closed: the snapshot that later proof compares with (G31, INV10)."""

    closing_id = WholeField()
    item_id = WholeField()
    place_id = WholeField()
    quantity = WholeField()
    value = FenField()

    class Meta:
        """One row a pool with anything in it."""

        table_name = "closed_figure"
        primary_key = CompositeKey("closing_id", "item_id", "place_id")
        without_rowid = True


class ImportBatchRow(Row):
    """An import, which can be taken back as one: its operations are those of its station from `since` to `known_at`."""

    operation_id = WholeField(primary_key=True)
    uid = UidField(unique=True)
    file = TextField()
    kind = TextField()
    since = InstantField()
    known_at = InstantField()
    station = WholeField()
    author = TextField()
    undone_at = InstantField()
    facts = JsonTextField()

    class Meta:
        """In order of operation."""

        table_name = "import_batch"


class DocumentPrintRow(Row):
    """A posted document went to paper: who, when, by which template, how many copies. Never changed."""

    id = AutoField()
    document_id = WholeField()
    template = TextField()
    copies = WholeField()
    operation_id = WholeField()
    known_at = InstantField()
    author = TextField()

    class Meta:
        """Counted by document."""

        table_name = "document_print"
        indexes = ((("document_id",), False),)


class DrawerOpeningRow(Row):
    """The drawer of a till was opened: for a document that brought cash, or for a reason. Never changed."""

    id = AutoField()
    document_id = WholeField()
    reason = TextField()
    operation_id = WholeField()
    known_at = InstantField()
    author = TextField()

    class Meta:
        """In order of time."""

        table_name = "drawer_opening"


class PrintJobRow(Row):
    """A slip for a printer of this computer, and how far it is; never part of the firm's history."""

    id = AutoField()
    uid = UidField(unique=True)
    document = UidField()
    printer = TextField()
    made_at = InstantField()
    copies = WholeField()
    state = TextField()
    tries = WholeField()
    doubts = WholeField()
    due_at = InstantField()
    begun_at = InstantField()
    template = TextField()
    reason = TextField()
    opens_drawer = WholeField()

    class Meta:
        """By document, and by what is still to do."""

        table_name = "print_job"
        indexes = ((("document",), False), (("state", "made_at"), False))


TABLES = (
    OperationRow,
    CounterRow,
    SettingRow,
    StationRow,
    DraftRow,
    ClosingRow,
    ClosedFigureRow,
    ImportBatchRow,
    DocumentPrintRow,
    DrawerOpeningRow,
    PrintJobRow,
)
