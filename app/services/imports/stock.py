"""Bringing in opening stock: one document a warehouse, made of the rows that say something new (F09)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.core.kinds import PLACES, Kind
from app.core.numbers import Money, Price, Quantity, money_text, parse, quantity_text, spread
from app.core.rule import REASON
from app.core.text import N_, Message
from app.domain.catalog import comparing
from app.domain.custom.errors import RuleBroken
from app.domain.documents.document import Document, Line
from app.domain.errors import WrongValue
from app.domain.intake.columns import COLOR, SIZE, STOCK
from app.domain.intake.record import Record
from app.domain.records.types.custom_field import HEAD, LINE
from app.services import documents
from app.services.firm import Firm
from app.services.imports import kinds, own_fields
from app.services.imports.job import Job
from app.services.imports.meaning import in_one_unit
from app.services.imports.outcome import Change, Fate
from app.services.imports.plain import Plain, figure
from app.services.imports.saving import Maker
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
    """The stock of one item in one warehouse, as one record of the list says it, by its place there.

    `head` is what the record says of the firm's own fields of the document.
    """

    place: int
    row: int
    warehouse: str
    line: Line
    head: tuple[tuple[str, Any], ...] = ()

    @property
    def key(self) -> Key:
        """What it is the stock of."""
        return _key(self.line)


def _key(line: Line) -> Key:
    return line.item, comparing.key(str(line.data.get("batch") or ""))


ItemOf = Callable[[int, Record], str]
"""Returns the item of a record of the list, by its place there; "" when there is none."""


def bring(job: Job) -> None:
    """Post what a list of stock says; items that are not known yet are made."""
    maker = Maker(job, kinds.of(job.firm, "item"))
    _post(job, [*enumerate(job.records)], lambda _, record: maker.uid_of(record))


def of_items(job: Job, saved: Sequence[str]) -> None:
    """Post the stock that stands in a list of items which have been saved, if it has any."""
    fields = job.outcome.brought.reading.head.fields
    if not any(key == "qty" or key.startswith((STOCK, SIZE, COLOR)) for key in fields):
        return
    _post(job, [each for each in enumerate(job.records) if saved[each[0]]], lambda place, _: saved[place])


def _post(job: Job, rows: Sequence[tuple[int, Record]], item_of: ItemOf) -> None:
    """Post what the list says of each warehouse; what is there already is not posted again."""
    by_warehouse: dict[str, list[Entry]] = {}
    for part in job.parts(rows):
        for place, record in part:
            for entry in _entries(job, item_of, place, record):
                by_warehouse.setdefault(entry.warehouse, []).append(entry)
    for warehouse, entries in by_warehouse.items():
        _Warehouse(job, warehouse).bring(sound(job, _draft(job.firm, warehouse, ()), entries))


def _entries(job: Job, item_of: ItemOf, place: int, record: Record) -> Iterator[Entry]:
    """Walk the stock that one record tells of: of its own warehouse, or of each that has a column."""
    plain = record.values
    said = _said(plain)
    held = {warehouse: quantity for warehouse, quantity in said.items() if Decimal(quantity) > 0}
    job.outcome.left_out += sum(1 for quantity in said.values() if Decimal(quantity) < 0)
    if not held:
        job.outcome.tell(place, Fate.UNCHANGED)
        return
    try:
        item = item_of(place, record)
        amounts = _amounts(plain, said) if item else {}
        for warehouse, quantity in held.items() if item else ():
            line = _line(job.firm, record, item, quantity, amounts.get(warehouse))
            head = tuple(own_fields.on(job.firm, TYPE, HEAD, plain).items())
            yield Entry(place, record.row, job.warehouse(warehouse), line, head)
    except BusinessError as problem:
        job.outcome.refuse(record.row, problem, _COLUMNS.get(problem.field, ""))


def _said(plain: Plain) -> dict[str, str]:
    """Return the quantities of a record by warehouse; beside those of its warehouses the whole one is their sum."""
    said = {key.removeprefix(STOCK): value for key, value in plain.items() if key.startswith(STOCK)}
    if "qty" in plain and not said:
        said[plain.get("warehouse", "")] = plain["qty"]
    return said


def _amounts(plain: Plain, said: Mapping[str, str]) -> dict[str, Money]:
    """Return what the amount of a record comes to in each of its warehouses, so that they sum to it."""
    if "amount" not in plain:
        return {}
    whole = figure(plain["amount"], Kind.MONEY, "amount")
    parts = spread(whole, [_quantity_of(quantity) for quantity in said.values()])
    return dict(zip(said, map(Money, parts), strict=True))


def _quantity_of(text: str) -> Quantity:
    try:
        return Quantity(parse(text, PLACES[Kind.QUANTITY]))
    except ValueError:
        raise WrongValue(label=Message.of(N_("数量")), value=text, field="quantity") from None


def _line(firm: Firm, record: Record, item: str, quantity: str, amount: Money | None) -> Line:
    """Return the line of one row: the total cost where it is given, else the unit cost."""
    article = firm.catalogue.item(item)
    plain = in_one_unit(article, {**record.values, "qty": quantity})
    unit = plain.get("unit", "")
    line = Line(item=item, unit=article.unit(unit).name, quantity=_quantity_of(quantity))
    data: dict[str, Any] = {}
    for key, field in (("batch", "batch"), ("prod_date", "produced_on"), ("expiry_date", "expires_on")):
        if plain.get(key):
            data[field] = plain[key]
    line = replace(line, data={**data, **own_fields.on(firm, TYPE, LINE, plain)})
    if amount is None and "amount" in plain:
        amount = Money(figure(plain["amount"], Kind.MONEY, "amount"))
    if amount is not None:
        return replace(line, amount=amount, typed_amount=True)
    cost = next((plain[key] for key in _COSTS if plain.get(key)), "0")
    return replace(line, price=Price(figure(cost, Kind.PRICE, "price")))


def _draft(firm: Firm, warehouse: str, lines: Sequence[Line], date: str = "") -> Document:
    """Return the opening document of a warehouse; a known date is kept."""
    document = documents.blank(firm, TYPE)
    return replace(
        document,
        uid=new_uid(),
        business_date=date or firm.profile.started_on or firm.today(),
        header={**document.header, "warehouse": warehouse},
        lines=tuple(lines),
    )


def sound(job: Job, draft: Document, entries: Sequence[Entry], *, is_whole: bool = True) -> list[Entry]:
    """Return the entries that can be lines of a draft, with their figures worked out; the others are noted.

    Unless it is whole, a draft may lack something in its head that a person fills in later.
    """
    if not entries:
        return []
    draft = documents.settle(job.firm, replace(draft, lines=tuple(entry.line for entry in entries)))
    for asked in documents.wanting_a_reason(job.firm, draft) if job.wish.reason else ():
        job.outcome.excuse(entries[max(asked.line - 1, 0)].row, asked, job.wish.reason)
        draft = draft.with_value(REASON.key, job.wish.reason)
    refused: set[int] = set()
    for problem in documents.check(job.firm, draft):
        if not problem.line:
            if isinstance(problem, RuleBroken):
                _of_all(job, entries, problem, is_whole=is_whole)
                refused |= {*range(1, len(entries) + 1)} if is_whole else set()
            elif is_whole:
                raise problem
            continue
        refused.add(problem.line)
        job.outcome.refuse(entries[problem.line - 1].row, problem, _COLUMNS.get(problem.field, ""))
    settled = zip(entries, draft.lines, strict=True)
    return [
        replace(entry, line=line) for number, (entry, line) in enumerate(settled, 1) if number not in refused
    ]


def _of_all(job: Job, entries: Sequence[Entry], problem: RuleBroken, *, is_whole: bool) -> None:
    """Note what a rule says of a head: it keeps all rows out; a draft is made all the same, for a person to look at."""
    if not is_whole:
        job.outcome.warn_of(entries[0].row, problem)
    for entry in entries if is_whole else ():
        job.outcome.refuse(entry.row, problem)


class _Warehouse:
    """What a warehouse has been opened with, and what the list changes of it."""

    def __init__(self, job: Job, warehouse: str) -> None:
        self._firm = job.firm
        self._reason = job.wish.reason
        self._outcome = job.outcome
        self._warehouse = warehouse
        connection = job.firm.books.connection()
        place_id = job.firm.catalogue.place_id(warehouse)
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
        draft = _draft(self._firm, self._warehouse, lines, date)
        for entry in reversed(entries):  # what the first of them says counts
            draft = replace(draft, header={**draft.header, **dict(entry.head)})
        posted = documents.post(self._firm, documents.reasoned(self._firm, draft, self._reason))
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
        """Tell what is new, changed and as it was, and write the changes out."""
        for entry in entries:
            is_known = Fate.CHANGED if entry.key in changed else Fate.UNCHANGED
            self._outcome.tell(entry.place, is_known if entry.key in before else Fate.NEW)
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
