"""Bringing in opening stock: one document a warehouse, made of the rows that say something new (F09)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.core.kinds import PLACES, Kind
from app.core.numbers import Money, Price, Quantity, money_text, parse, quantity_text
from app.core.progress import Progress
from app.core.text import N_, Message
from app.domain.catalog import comparing
from app.domain.documents.document import Document, Line
from app.domain.errors import WrongValue
from app.domain.intake.headers import STOCK
from app.domain.intake.reading import Record
from app.services import documents, references
from app.services.firm import Firm
from app.services.imports import items
from app.services.imports.outcome import Change, Outcome
from app.storage import documents as stored
from app.storage.queries import intake

TYPE: Final = "opening_stock"
_COSTS: Final = ("cost_price", "buy_price")
_COLUMNS: Final = {
    "quantity": "qty",
    "price": "cost_price",
    "amount": "amount",
    "unit": "unit",
    "item": "code",
}
"""Which column of the list a field of a line came from."""

Key = tuple[str, str]
"""What is counted once in a warehouse: an item and a batch."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The stock of one item in one warehouse, as one row of the list says it."""

    row: int
    warehouse: str
    line: Line

    @property
    def key(self) -> Key:
        """What it is the stock of."""
        return _key(self.line)


def _key(line: Line) -> Key:
    return line.item, comparing.key(str(line.data.get("batch") or ""))


def bring(firm: Firm, outcome: Outcome, progress: Progress) -> None:
    """Post what the list says of each warehouse; what is there already is not posted again."""
    known, before = items.Known(firm), (outcome.new, outcome.changed, outcome.unchanged)
    found = outcome.brought.reading.records
    by_warehouse: dict[str, list[Entry]] = {}
    for done, record in enumerate(found):
        if done % items.STEP == 0:
            progress(done, len(found))
        for entry in _entries(firm, outcome, known, record):
            by_warehouse.setdefault(entry.warehouse, []).append(entry)
    outcome.new, outcome.changed, outcome.unchanged = before
    for warehouse, entries in by_warehouse.items():
        _Warehouse(firm, outcome, warehouse).bring(_sound(firm, outcome, warehouse, entries))


def _entries(firm: Firm, outcome: Outcome, known: items.Known, record: Record) -> Iterator[Entry]:
    """Walk the stock that one record tells of: of its own warehouse, or of each that has a column."""
    held = {key.removeprefix(STOCK): value for key, value in record.values.items() if key.startswith(STOCK)}
    if "qty" in record.values:
        held[record.values.get("warehouse", "")] = record.values["qty"]
    amount = record.values.get("amount") if len(held) == 1 else None
    item = ""
    for warehouse, quantity in held.items():
        if Decimal(quantity) <= 0:
            outcome.left_out += 1 if Decimal(quantity) < 0 else 0
            continue
        try:
            item = item or _item(firm, outcome, known, record)
            if not item:
                return
            place = (
                items.named(firm, outcome, "warehouse", warehouse)
                if warehouse
                else references.first(firm, "warehouse")
            )
            yield Entry(record.row, place, _line(firm, record, item, quantity, amount))
        except BusinessError as problem:
            outcome.refuse(record.row, problem, _COLUMNS.get(problem.field, ""))
            return


def _item(firm: Firm, outcome: Outcome, known: items.Known, record: Record) -> str:
    """Return the item of a record, made of what the list says when the firm has none; "" when that is refused."""
    uid = known.uid_of(record.values)
    if uid:
        return uid
    uid = items.save(firm, outcome, known, record)
    if uid:
        outcome.count("item")
    return uid


def _line(firm: Firm, record: Record, item: str, quantity: str, amount: str | None) -> Line:
    """Return the line of one row: the total cost where it is given, else the unit cost."""
    plain = record.values
    article = firm.catalogue.item(item)
    unit = plain.get("unit", "")
    try:
        line = Line(
            item=item, unit=article.unit(unit).name, quantity=Quantity(parse(quantity, PLACES[Kind.QUANTITY]))
        )
    except ValueError:
        label = Message.of(N_("数量"))
        raise WrongValue(label=label, value=quantity, field="quantity") from None
    data: dict[str, Any] = {}
    for key, field in (("batch", "batch"), ("prod_date", "produced_on"), ("expiry_date", "expires_on")):
        if plain.get(key):
            data[field] = plain[key]
    line = replace(line, data=data)
    if amount is not None:
        return replace(line, amount=Money(items.figure(amount, Kind.MONEY, "amount")), typed_amount=True)
    cost = next((plain[key] for key in _COSTS if plain.get(key)), "0")
    return replace(line, price=Price(items.figure(cost, Kind.PRICE, "price")))


def _draft(firm: Firm, warehouse: str, lines: Sequence[Line], date: str = "") -> Document:
    """Return the opening document of a warehouse."""
    document = documents.blank(firm, TYPE)
    return replace(
        document,
        uid=new_uid(),
        business_date=date or firm.profile.started_on or firm.today(),
        header={**document.header, "warehouse": warehouse},
        lines=tuple(lines),
    )


def _sound(firm: Firm, outcome: Outcome, warehouse: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that can be posted, with their figures worked out; the others are noted."""
    draft = documents.settle(firm, _draft(firm, warehouse, [entry.line for entry in entries]))
    refused: set[int] = set()
    for problem in documents.check(firm, draft):
        if not problem.line:
            raise problem
        refused.add(problem.line)
        outcome.refuse(entries[problem.line - 1].row, problem, _COLUMNS.get(problem.field, ""))
    settled = zip(entries, draft.lines, strict=True)
    return [
        replace(entry, line=line) for number, (entry, line) in enumerate(settled, 1) if number not in refused
    ]


class _Warehouse:
    """What a warehouse has been opened with, and what the list changes of it."""

    def __init__(self, firm: Firm, outcome: Outcome, warehouse: str) -> None:
        self._firm = firm
        self._outcome = outcome
        self._warehouse = warehouse
        connection = firm.books.connection()
        place_id = firm.catalogue.place_id(warehouse)
        self._opened: list[Document] = []
        for uid in intake.live_documents(connection, TYPE, place_id):
            head = stored.head(connection, uid)
            assert head is not None, "it was listed"
            self._opened.append(stored.load(connection, head))

    def bring(self, entries: Sequence[Entry]) -> None:
        """Post what is new; where something has changed, a new document takes the place of the old one."""
        before, after = self._sums(self._lines_before()), self._sums(entry.line for entry in entries)
        changed = {key for key in after if key in before and before[key] != after[key]}
        self._count(entries, before, after, changed)
        outdated = [
            document for document in self._opened if any(_key(line) in changed for line in document.lines)
        ]
        posted_again = {_key(line) for document in outdated for line in document.lines}
        wanted = {key for key in after if key not in before} | (posted_again & after.keys())
        kept = [line for document in outdated for line in document.lines if _key(line) not in after]
        lines = [*kept, *(entry.line for entry in entries if entry.key in wanted)]
        if not lines:
            return
        date = outdated[0].business_date if outdated else ""
        posted = documents.post(self._firm, _draft(self._firm, self._warehouse, lines, date))
        self._outcome.documents.append(posted.number)
        for document in outdated:
            documents.void(self._firm, document.uid)

    def _lines_before(self) -> Iterator[Line]:
        return (line for document in self._opened for line in document.lines)

    def _sums(self, lines: Iterator[Line]) -> dict[Key, tuple[int, int]]:
        """Sum quantity and cost by item and batch."""
        sums: dict[Key, tuple[int, int]] = {}
        for line in lines:
            quantity, value = sums.get(_key(line), (0, 0))
            sums[_key(line)] = (quantity + line.base_quantity, value + line.net)
        return sums

    def _count(
        self,
        entries: Sequence[Entry],
        before: dict[Key, tuple[int, int]],
        after: dict[Key, tuple[int, int]],
        changed: set[Key],
    ) -> None:
        """Count what is new, changed and as it was, and write the changes out."""
        self._outcome.new += sum(1 for key in after if key not in before)
        self._outcome.changed += len(changed)
        self._outcome.unchanged += len(after) - len(changed) - sum(1 for key in after if key not in before)
        rows = {entry.key: entry.row for entry in reversed(entries)}
        for key in (key for key in after if key in changed):
            title = self._firm.catalogue.item(key[0]).name
            for field, place, write in (("qty", 0, _quantity), ("amount", 1, _money)):
                old, new = before[key][place], after[key][place]
                if old != new:
                    self._outcome.changes.append(Change(rows[key], title, field, write(old), write(new)))


def _quantity(value: int) -> str:
    return quantity_text(Quantity(value))


def _money(value: int) -> str:
    return money_text(Money(value))
