"""All that is wrong with a document before it meets the ledgers; the ledgers have the last word when it is posted."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import PLACES, Kind
from app.core.numbers import LIMIT, ONE, Money, money_text, plain
from app.core.text import N_, Label, Message, beginning
from app.domain.catalog.item import Item
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line, serials_of
from app.domain.documents.spec import Basis, DocType
from app.domain.documents.totals import is_priced, lines_amount, total_of
from app.domain.documents.types import TYPES
from app.domain.errors import (
    AnotherDay,
    Disabled,
    MissingField,
    OneOrTheOther,
    OutOfRange,
    TooEarly,
    UnknownReference,
    UnknownUnit,
)
from app.domain.posting.engine import CASH_FIELDS, COST_WEIGHT
from app.domain.posting.errors import (
    NoLines,
    PaidTooMuch,
    PeriodClosed,
    RolesMissing,
    SamePlace,
    SerialMistake,
    SourceNotLive,
)
from app.domain.records.check import field_problem
from app.services import records
from app.services.documents import expiry, ruling
from app.services.documents.limits import refused
from app.services.documents.owing import would_exceed
from app.services.documents.quick_look import Picked, is_plain_head, is_plain_line, picked
from app.services.documents.resolving import complete
from app.services.documents.shape import sound
from app.services.firm import Firm


def check(firm: Firm, document: Document) -> list[BusinessError]:
    """Return every problem of a document, in the order of its fields and lines."""
    try:
        document = sound(firm, document)
    except BusinessError as problem:
        return [problem]
    return list(problems(firm, document, complete(firm, document)))


def problems(firm: Firm, entered: Document, document: Document) -> Iterator[BusinessError]:
    """Walk the problems of a document: as it was entered, and completed."""
    doc_type = firm.shapes.document(document.type)
    is_picked = picked(firm, doc_type.key)
    yield from _head(firm, doc_type, is_picked, document)
    if doc_type.needs_lines and not document.lines:
        yield NoLines()
    if doc_type.settles and not (total_of(document, doc_type) or any(line.amount for line in document.lines)):
        yield _missing(doc_type.header_field(doc_type.states[0]))
    for role, label in doc_type.roles:
        if document.lines and not any(line.role == role and _is_goods(firm, line) for line in document.lines):
            yield RolesMissing(role=Message.of(label))
    yield from _weights(firm, doc_type, document)
    if doc_type.compares:
        yield from _moments(firm, entered)
    for number, line in enumerate(document.lines, 1):
        for problem in _line(firm, doc_type, is_picked, line):
            yield problem.at(line=number)
    yield from _sums(doc_type, document)
    yield from would_exceed(firm, document)
    yield from refused(firm, document)
    yield from expiry.refused(firm, document)
    yield from ruling.problems(firm, document)


def _head(firm: Firm, doc_type: DocType, is_picked: Picked, document: Document) -> Iterator[BusinessError]:
    """Walk the problems of the head."""
    if not is_plain_head(is_picked, doc_type, document):
        for field in doc_type.header:
            yield from _value(firm, is_picked, field, document.value(field.key))
    through = firm.books.closed_through
    if through and document.business_date <= through:
        yield PeriodClosed(field="business_date", date=document.business_date, closed_through=through)
    for account, paid in CASH_FIELDS:
        asked = doc_type.header_field(account)
        if asked is not None and document.header.get(paid) and not document.header.get(account):
            yield MissingField(label=Message.of(asked.label), field=account)
    origin, target = document.header.get("warehouse"), document.header.get("to_warehouse")
    if doc_type.header_field("to_warehouse") and origin and origin == target:
        yield SamePlace(field="to_warehouse")
    yield from _in_order(f.DATE, document.business_date, f.DUE_ON, document.header.get("due_on"))


def _value(firm: Firm, is_picked: Picked, field: Field, value: object) -> Iterator[BusinessError]:
    """Walk the problems of one value of the head or of a line."""
    if value is None or value == "":
        if field.required:
            yield MissingField(label=Message.of(field.label), field=field.key)
        return
    if field.kind in (Kind.INSTANT, Kind.BOOL) and not value:
        return
    problem = field_problem(field, value)
    if problem:
        yield problem.at(field=field.key)
    elif field.kind is Kind.LINK and not is_picked(field.link, str(value)):
        yield _not_picked(firm, field, str(value)).at(field=field.key)


def _not_picked(firm: Firm, field: Field, uid: str) -> BusinessError:
    """Make the problem of a record that may not stand here: there is none, or it is out of use."""
    label = Message.of(field.label)
    if not firm.catalogue.picks(field.link, uid):
        return UnknownReference(label=label, value=beginning(uid))
    return Disabled(label=label, record=records.name(firm, field.link, uid))


def _in_order(first: Field, since: str, then: Field, day: str | None) -> Iterator[BusinessError]:
    """Refuse a day before the one that it follows."""
    if day and since and day < since:
        yield TooEarly(
            label=Message.of(then.label),
            value=day,
            other=Message.of(first.label),
            since=since,
            field=then.key,
        )


def _moments(firm: Firm, entered: Document) -> Iterator[BusinessError]:
    """Refuse a count at a moment of another day: what moved between the two would be counted wrongly (F48)."""
    for number, line in enumerate(entered.lines, 1):
        moment = line.data.get("counted_at")
        day = firm.clock.day_of(moment) if moment else entered.business_date
        field = TYPES[entered.type].line_field("counted_at")
        if field is not None and day != entered.business_date:
            label = Message.of(field.label)
            yield AnotherDay(label=label, value=day, date=entered.business_date, line=number, field=field.key)


def _sums(doc_type: DocType, document: Document) -> Iterator[BusinessError]:
    """Walk what is wrong with the document's sums: too much taken off, too much paid, more than the books hold."""
    whole, total = lines_amount(document), document.total
    left = total + document.rounding
    if document.discount > max(whole, 0):
        yield _out_of_range(f.DISCOUNT, document.discount, 0, whole)
    elif abs(document.rounding) > max(left, 0):
        yield _out_of_range(f.ROUNDING, document.rounding, -left, left)
    paid = sum(document.header.get(key) or 0 for _, key in CASH_FIELDS)
    if doc_type.owes is not None and not doc_type.settles and paid > max(total, 0):
        yield PaidTooMuch(field="paid", total=money_text(Money(max(total, 0))))
    if max(abs(total), abs(document.net)) >= LIMIT:
        yield _too_large(N_("合计金额"), total, Kind.MONEY)


def _out_of_range(field: Field, value: int, least: int, most: int) -> OutOfRange:
    """Say that a sum of the head is out of what the lines allow."""
    shown, low, high = (plain(each, PLACES[field.kind]) for each in (value, least, most))
    return OutOfRange(label=Message.of(field.label), value=shown, least=low, most=high, field=field.key)


def _line(firm: Firm, doc_type: DocType, is_picked: Picked, line: Line) -> Iterator[BusinessError]:
    """Walk the problems of one line."""
    if doc_type.reprices and line.source and not line.item:  # the item comes from the source
        yield SourceNotLive(source=line.source)
        return
    sound = True
    if not is_plain_line(is_picked, doc_type, line):
        for field in doc_type.line:
            if not field.read_only:
                for problem in _value(firm, is_picked, field, line.value(field.key)):
                    if line.source and isinstance(problem, Disabled):
                        continue  # what was agreed before is still carried out
                    sound = False
                    yield problem
    for problem in _gaps(doc_type, line):
        sound = False
        yield problem
    if sound and line.item:
        yield from _goods(firm.catalogue.item(line.item), doc_type, line)


def _gaps(doc_type: DocType, line: Line) -> Iterator[BusinessError]:
    """Walk what a line of such a document must say besides its required fields."""
    quantity, price = doc_type.line_field("quantity"), doc_type.line_field("price")
    if doc_type.compares:
        yield from _counted(doc_type, line)
    elif quantity and not line.quantity and not line.data.get("lost"):
        yield MissingField(label=Message.of(quantity.label), field=quantity.key)
    if price and doc_type.moves and not is_priced(line):
        yield MissingField(label=Message.of(price.label), field=price.key)
    if doc_type.roles and line.role not in {role for role, _ in doc_type.roles}:
        missing = Message.of(doc_type.roles[0][1])
        yield RolesMissing(role=missing)


def _counted(doc_type: DocType, line: Line) -> Iterator[BusinessError]:
    """Ask for what was counted, or for the difference that is known: what nobody counted is not zero."""
    counted, known = doc_type.line_field("quantity"), doc_type.line_field("difference")
    assert counted is not None, "a type that compares counts"
    assert known is not None, "and takes differences"
    if line.quantity is None and line.data.get(known.key) is None:
        yield MissingField(label=Message.of(counted.label), field=counted.key)
    elif line.quantity is not None and line.data.get(known.key) is not None:
        label, other = Message.of(counted.label), Message.of(known.label)
        yield OneOrTheOther(label=label, other=other, field=known.key)


def _goods(item: Item, doc_type: DocType, line: Line) -> Iterator[BusinessError]:
    """Walk the problems of the goods of a line that is sound in itself."""
    quantity = doc_type.line_field("quantity")
    if quantity and abs(line.base_quantity) >= LIMIT:
        yield _too_large(quantity.label, line.base_quantity, quantity.kind).at(field="quantity")
        return
    for key in doc_type.quantities:
        try:
            if line.value(key):
                item.to_base(line.value(key), line.unit)
        except UnknownUnit as problem:
            yield problem.at(field="unit")
            break
        except BusinessError as problem:
            yield problem.at(field=key)
    yield from _tracking(doc_type, item, line)


def _too_large(label: Label, value: int, kind: Kind) -> OutOfRange:
    """Say that a computed figure is more than the books can hold."""
    most = plain(LIMIT - 1, PLACES[kind])
    shown = plain(value, PLACES[kind])
    return OutOfRange(label=Message.of(label), value=shown, least=f"-{most}", most=most)


def _is_goods(firm: Firm, line: Line) -> bool:
    """Say whether a line is of goods: services are no part of what is put together or taken apart."""
    return not (firm.catalogue.knows("item", line.item) and firm.catalogue.item(line.item).is_service)


def _weights(firm: Firm, doc_type: DocType, document: Document) -> Iterator[BusinessError]:
    """Ask for all the weights of a cost that is shared by weight, or for none."""
    field = doc_type.line_field(COST_WEIGHT)
    if field is None or not any(line.data.get(COST_WEIGHT) for line in document.lines):
        return
    shared = {moves.role for moves in doc_type.moves if moves.basis is Basis.ASSEMBLED}
    for number, line in enumerate(document.lines, 1):
        if line.role in shared and line.data.get(COST_WEIGHT) is None and _is_goods(firm, line):
            yield _missing(field).at(line=number)


def _missing(field: Field | None) -> MissingField:
    """Say that a field must be filled in."""
    assert field is not None, "the type declares it"
    return MissingField(label=Message.of(field.label), field=field.key)


def _tracking(doc_type: DocType, item: Item, line: Line) -> Iterator[BusinessError]:
    """Walk what is missing of batch, expiry and serial numbers of goods that move."""
    is_tracked = item.track_batch or item.track_expiry or item.track_serial
    if not doc_type.moves or not (is_tracked or not _TRACKED.isdisjoint(line.data)):
        return
    for wanted, key in ((item.track_batch, "batch"), (item.track_expiry, "expires_on")):
        field = doc_type.line_field(key)
        if wanted and line.base_quantity and field and not line.data.get(key):
            yield MissingField(label=Message.of(field.label), field=key)
    yield from _in_order(
        f.PRODUCED_ON, line.data.get("produced_on") or "", f.EXPIRES_ON, line.data.get("expires_on")
    )
    serials = serials_of(line)
    asked = doc_type.line_field("serials") and (item.track_serial or serials)
    if asked and (len(serials) * ONE != doc_type.moved(line) or len(set(serials)) != len(serials)):
        yield SerialMistake(field="serials", serial=_first_double(serials))


_TRACKED: Final = frozenset({"batch", "produced_on", "expires_on", "serials"})
"""What a line may say of goods that are not tracked, too."""


def _first_double(serials: Sequence[str]) -> str:
    """Return the first serial number that stands twice, or nothing."""
    seen: set[str] = set()
    for serial in serials:
        if serial in seen:
            return serial
        seen.add(serial)
    return ""
