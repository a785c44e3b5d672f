"""All that is wrong with a document before it meets the ledgers; the ledgers have the last word when it is posted."""

from collections.abc import Iterator, Sequence

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import PLACES, Kind
from app.core.numbers import LIMIT, ONE, plain
from app.core.text import N_, Label, Message
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line, serials_of
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.errors import MissingField, OutOfRange, UnknownReference, UnknownUnit
from app.domain.posting.errors import (
    NoLines,
    PeriodClosed,
    RolesMissing,
    SamePlace,
    SerialMistake,
    SourceNotLive,
)
from app.domain.records.check import field_problem
from app.services.documents.quick_look import is_plain_head, is_plain_line
from app.services.documents.resolving import settle
from app.services.documents.shape import sound
from app.services.firm import Firm


def check(firm: Firm, document: Document) -> list[BusinessError]:
    """Return every problem of a document, in the order of its fields and lines."""
    try:
        document = sound(document)
    except BusinessError as problem:
        return [problem]
    return list(problems(firm, settle(firm, document)))


def problems(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk the problems of a settled document."""
    doc_type = TYPES[document.type]
    if not is_plain_head(firm, document):
        for field in doc_type.header:
            yield from _value(firm, field, document.value(field.key))
    through = firm.books.closed_through
    if through and document.business_date <= through:
        yield PeriodClosed(field="business_date", date=document.business_date, closed_through=through)
    for account, paid in (("account", "paid"), ("account_2", "paid_2")):
        asked = doc_type.header_field(account)
        if asked is not None and document.header.get(paid) and not document.header.get(account):
            yield MissingField(label=Message.of(asked.label), field=account)
    origin, target = document.header.get("warehouse"), document.header.get("to_warehouse")
    if doc_type.header_field("to_warehouse") and origin and origin == target:
        yield SamePlace(field="to_warehouse")
    if not document.lines and not doc_type.settles:
        yield NoLines()
    for role, _ in doc_type.roles:
        if document.lines and not any(line.role == role for line in document.lines):
            yield RolesMissing(role=role)
    for number, line in enumerate(document.lines, 1):
        for problem in _line(firm, doc_type, line):
            yield problem.at(line=number)
    if max(abs(document.total), abs(document.net)) >= LIMIT:
        yield _too_large(N_("合计金额"), document.total, Kind.MONEY)


def _value(firm: Firm, field: Field, value: object) -> Iterator[BusinessError]:
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
    elif field.kind is Kind.LINK and not firm.catalogue.knows(field.link, str(value)):
        yield UnknownReference(label=Message.of(field.label), value=str(value)[:60], field=field.key)


def _line(firm: Firm, doc_type: DocType, line: Line) -> Iterator[BusinessError]:
    """Walk the problems of one line."""
    if doc_type.reprices and line.source and not line.item:  # the item comes from the source
        yield SourceNotLive(source=line.source)
        return
    sound = True
    if not is_plain_line(firm, doc_type.key, line):
        for field in doc_type.line:
            if not field.read_only:
                for problem in _value(firm, field, line.value(field.key)):
                    sound = False
                    yield problem
    quantity = doc_type.line_field("quantity")
    if quantity and not line.quantity and not doc_type.compares and not line.data.get("lost"):
        sound = False
        yield MissingField(label=Message.of(quantity.label), field="quantity")
    if doc_type.roles and line.role not in {role for role, _ in doc_type.roles}:
        yield RolesMissing(role=line.role)
    if not sound or not line.item:
        return
    if quantity and abs(line.base_quantity) >= LIMIT:
        yield _too_large(quantity.label, line.base_quantity, quantity.kind).at(field="quantity")
        return
    item = firm.catalogue.item(line.item)
    try:
        if quantity:
            item.to_base(line.quantity, line.unit)
        if doc_type.compares and line.data.get("difference"):
            item.to_base(line.data["difference"], line.unit)
    except UnknownUnit as problem:
        yield problem.at(field="unit")
    except BusinessError as problem:
        yield problem.at(field="quantity")
    yield from _tracking(doc_type, item, line)


def _too_large(label: Label, value: int, kind: Kind) -> OutOfRange:
    """Say that a computed figure is more than the books can hold."""
    most = plain(LIMIT - 1, PLACES[kind])
    shown = plain(value, PLACES[kind])
    return OutOfRange(label=Message.of(label), value=shown, least=f"-{most}", most=most)


def _tracking(doc_type: DocType, item: Item, line: Line) -> Iterator[BusinessError]:
    """Walk what is missing of batch, expiry and serial numbers of goods that move."""
    if not doc_type.moves or not line.base_quantity:
        return
    for wanted, key in ((item.track_batch, "batch"), (item.track_expiry, "expires_on")):
        field = doc_type.line_field(key)
        if wanted and field and not line.data.get(key):
            yield MissingField(label=Message.of(field.label), field=key)
    serials = serials_of(line)
    asked = doc_type.line_field("serials") and (item.track_serial or serials)
    if asked and (len(serials) * ONE != line.base_quantity or len(set(serials)) != len(serials)):
        yield SerialMistake(field="serials", serial=_first_double(serials))


def _first_double(serials: Sequence[str]) -> str:
    """Return the first serial number that stands twice, or nothing."""
    seen: set[str] = set()
    for serial in serials:
        if serial in seen:
            return serial
        seen.add(serial)
    return ""
