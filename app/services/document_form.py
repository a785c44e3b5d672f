"""Documents as plain data (JSON), read and written by the declarations of their types.

A line without price or tax rate gets what the window proposes for a new line, if there is such; every other gap is
refused. A document that was posted under its uid is not posted again: what it became is the answer, if it says the
same. Each problem
says which document, line and field it is about. `app.services.document_schema` describes the form.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.numbers import Rate
from app.core.text import N_, Message, beginning
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.errors import ListTooLong, MissingField, UnknownReference, UnknownUnit
from app.domain.posting.engine import CASH_FIELDS
from app.domain.posting.errors import NoSuchLine
from app.domain.records.types import RECORDS
from app.domain.settings import TAX_INCLUDED
from app.services import documents, modules, plain_values, references, scanning
from app.services.documents.shape import MOST_LINES
from app.services.firm import Firm
from app.services.form_errors import (
    ComputedField,
    NotAList,
    NotAnObject,
    NotJson,
    UidTaken,
    UnknownKey,
    UnknownType,
)
from app.storage import documents as stored
from app.storage.documents import Head

TYPE: Final = Field("type", N_("单据类型"), Kind.CODE, required=True)
UID: Final = Field("uid", N_("唯一标识"), Kind.CODE, help=N_("32 位十六进制；同一标识再次过账不会重复入账"))
LINES: Final = Field("lines", N_("明细行"), Kind.NOTE)
ROLE: Final = Field("role", N_("行的角色"), Kind.CHOICE)
SOURCE: Final = Field("source", N_("来源单据"), Kind.CODE, help=N_("来源单据的单号或唯一标识"))
SOURCE_LINE: Final = Field("source_line", N_("来源行"), Kind.INTEGER, least=1, help=N_("来源单据的第几行"))
DATE_SHORT: Final = "date"
"""Another name of ``business_date``."""

Plain = Mapping[str, Any]
Sources = Callable[[str], tuple[Head, tuple[Line, ...]]]
"""Finds a document by uid or number, with its lines; each is read once."""


def parse(text: str) -> Any:
    """Read JSON text; a key that stands twice in one object is refused, because nobody knows which one counts."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise NotJson(row=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):  # nested beyond reason; a number of thousands of digits
        raise NotJson(row=0, column=0) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UnknownKey(key=beginning(twice), label=Message.of(N_("重复的键")))
    return found


def batch(plain: object) -> list[object]:
    """Return the documents of one body: a list of them, or a single one."""
    return plain if isinstance(plain, list) else [plain]


def post(firm: Firm, plain: object, *, reason: str = "") -> documents.Posted:
    """Post a plain document; the same one again, known by its uid, returns what it became.

    A `reason` stands for the one that a rule asks for and the document does not give.

    A new one is not begun where the firm has put its type away (F12); a draft that is there is finished all the same.
    """
    plain = _keyed(firm, plain)
    head = _known_head(firm, plain)
    if head is None:
        _may_begin(firm, plain)
        return documents.post(firm, documents.reasoned(firm, from_json(firm, plain), reason))
    assert isinstance(plain, Mapping), "it has a uid"
    stored_one = stored.load(firm.books.connection(), head)
    if plain.get(TYPE.key) != head.type or not _says(firm, plain, from_json(firm, plain), stored_one):
        raise UidTaken(document=head.uid, field=UID.key, number=head.number)
    return documents.post(firm, stored_one)


def _keyed(firm: Firm, plain: object) -> object:
    """Return a plain document with the keys of fields of the firm's own where it says their names."""
    key = plain.get(TYPE.key) if isinstance(plain, Mapping) else None
    if not isinstance(plain, Mapping) or not isinstance(key, str) or key not in TYPES:
        return plain
    doc_type, rows = firm.shapes.document(key), plain.get(LINES.key)
    heads, lines = (
        {str(field.label): field.key for field in fields if is_own(field.key)}
        for fields in (doc_type.header, doc_type.line)
    )
    if lines and isinstance(rows, list):
        plain = {**plain, LINES.key: [_renamed(row, lines) for row in rows]}
    return _renamed(plain, heads) if heads else plain


def _renamed(plain: Any, keys: Mapping[str, str]) -> Any:
    if not isinstance(plain, Mapping):
        return plain
    return {
        keys[name] if name in keys and keys[name] not in plain else name: value
        for name, value in plain.items()
    }


def _known_head(firm: Firm, plain: object) -> Head | None:
    """Find the document that was posted under the uid of a plain one."""
    uid = _name(plain) if isinstance(plain, Mapping) else ""
    return stored.head(firm.books.connection(), uid) if uid else None


def _may_begin(firm: Firm, plain: object) -> None:
    """Refuse a document of a type that is put away, unless it was begun before."""
    key = plain.get(TYPE.key) if isinstance(plain, Mapping) else None
    if isinstance(plain, Mapping) and isinstance(key, str) and key in TYPES:
        uid = _name(plain)
        if not uid or stored.load_draft(firm.books.connection(), uid) is None:
            try:
                modules.refuse_to_begin(firm, key)
            except BusinessError as problem:
                raise problem.at(document=uid) from None


def _says(firm: Firm, plain: Plain, draft: Document, posted: Document) -> bool:
    """Say whether all that a plain document says, read as `draft`, stands in a posted one; gaps may be filled in."""
    doc_type = firm.shapes.document(draft.type)
    keys = {f.DATE.key if key == DATE_SHORT else key for key in _said(plain)} & {
        each.key for each in doc_type.header
    }
    if posted.header.get(f.CHANGE.key):  # what was given back stands no more in what was paid
        keys -= {paid for _, paid in CASH_FIELDS}
    fields = [field for field in doc_type.header if field.key in keys]
    if not _agree(firm, fields, draft, posted):
        return False
    rows = plain.get(LINES.key) or ()
    if not rows:
        return doc_type.settles or not posted.lines
    known = line_fields(doc_type)
    return len(draft.lines) == len(posted.lines) and all(
        _agree(firm, [known[key] for key in _said(row)], ours, theirs)
        for row, ours, theirs in zip(rows, draft.lines, posted.lines, strict=True)
    )


def _said(plain: Plain) -> Iterator[str]:
    """Walk the keys that say something."""
    return (key for key, value in plain.items() if value is not None and value != "")


def _agree(firm: Firm, fields: Iterable[Field], ours: Document | Line, theirs: Document | Line) -> bool:
    """Say whether two heads or lines agree in some fields; a record that was merged is the one it became."""
    for field in fields:
        mine, other = ours.value(field.key), theirs.value(field.key)
        if field.kind is Kind.LINK and mine != other and mine and other:
            find = getattr(firm.catalogue, f"{RECORDS[field.link].group}_id")
            mine, other = find(mine), find(other)
        if mine != other:
            return False
    return True


def from_json(firm: Firm, plain: object) -> Document:
    """Turn a plain document into a draft that can be posted, or raise the first thing that is wrong with it."""
    plain = _keyed(firm, plain)
    if not isinstance(plain, Mapping):
        raise NotAnObject(label=Message.of(N_("单据")))
    name = _name(plain)
    try:
        doc_type = _type(firm, plain)
        document = _head(firm, doc_type, plain)
        lines = plain.get(LINES.key)
        return replace(document, lines=_lines(firm, doc_type, document, [] if lines is None else lines))
    except BusinessError as problem:
        raise problem.at(document=name) from None


def _name(plain: Plain) -> str:
    """Return by what a problem names the document: its uid, if it has a sound one."""
    uid = plain.get("uid")
    return references.as_uid(uid) if isinstance(uid, str) else ""


def _type(firm: Firm, plain: Plain) -> DocType:
    """Return the declared type."""
    key = plain.get(TYPE.key)
    if key is None or key == "":
        raise MissingField(label=Message.of(TYPE.label), field=TYPE.key)
    found = TYPES.get(key) if isinstance(key, str) else None
    if found is None:
        raise UnknownType(value=beginning(key), known=", ".join(TYPES.keys()), field=TYPE.key)
    return firm.shapes.document(found.key)


def _head(firm: Firm, doc_type: DocType, plain: Plain) -> Document:
    """Read everything but the lines."""
    document = Document(
        uid=_uid(plain),
        type=doc_type.key,
        business_date=firm.today(),
        tax_included=firm.books.chosen(TAX_INCLUDED),
        header={field.key: field.default for field in doc_type.header if _has_default(field)},
    )
    values = dict(plain)
    if DATE_SHORT in values and f.DATE.key not in values:
        values[f.DATE.key] = values.pop(DATE_SHORT)
    for key, value in values.items():
        if key in (TYPE.key, UID.key, LINES.key):
            continue
        field = _known(doc_type, doc_type.header_field(key), key)
        if value is not None and value != "":
            document = document.with_value(key, _value(firm, field, value))
    return document


def _has_default(field: Field) -> bool:
    """Say whether a field begins with a value of its own in the header's data."""
    return field.default is not None and field.key not in Document.__dataclass_fields__


def _uid(plain: Plain) -> str:
    """Return the uid that the document is to have; a new one when it brings none."""
    value = plain.get(UID.key)
    if value is None or value == "":
        return new_uid()
    uid = references.as_uid(value) if isinstance(value, str) else ""
    if not uid:
        raise plain_values.wrong(UID, value)
    return uid


def _lines(firm: Firm, doc_type: DocType, document: Document, plain: object) -> tuple[Line, ...]:
    """Read all lines; each problem carries the number of its line."""
    if not isinstance(plain, list):
        raise NotAList(label=Message.of(LINES.label), field=LINES.key)
    if len(plain) > MOST_LINES:
        raise ListTooLong(label=Message.of(LINES.label), rows=len(plain), most=MOST_LINES, field=LINES.key)
    lines: list[Line] = []
    sources = cache(partial(_source, firm))
    for number, each in enumerate(plain, 1):
        try:
            lines.append(_line(firm, doc_type, document, each, sources))
        except BusinessError as problem:
            raise problem.at(line=number) from None
    return tuple(lines)


def _line(firm: Firm, doc_type: DocType, document: Document, plain: object, sources: Sources) -> Line:
    """Read one line."""
    if not isinstance(plain, Mapping):
        raise NotAnObject(label=Message.of(N_("明细行")), field=LINES.key)
    fields = line_fields(doc_type)
    line = Line()
    for key, value in plain.items():
        field = _known(doc_type, fields.get(key), key)
        if value is None or value == "" or key in (f.ITEM.key, SOURCE.key, SOURCE_LINE.key, ROLE.key):
            continue
        line = line.with_value(key, _value(firm, field, value))
    line = _with_item(firm, document, fields, line, plain)
    line = _with_role(doc_type, line, plain)
    line = _with_source(doc_type, line, plain, sources)
    if plain.get("amount") not in (None, ""):
        line = line.with_value("typed_amount", True)  # noqa: FBT003 - a value by its key
    return _as_proposed(firm, doc_type, document, line, plain)


def line_fields(doc_type: DocType) -> dict[str, Field]:
    """Return what may be said of a line of this type, by key."""
    fields = {field.key: field for field in doc_type.line}
    if doc_type.roles:
        fields[ROLE.key] = ROLE
    if doc_type.source is not None:
        fields[SOURCE.key] = SOURCE
        fields[SOURCE_LINE.key] = SOURCE_LINE
    return fields


def _known(doc_type: DocType, field: Field | None, key: object) -> Field:
    """Return the field of a key, or refuse a key that is none, or that the program works out."""
    if field is None:
        name = beginning(key)
        raise UnknownKey(key=name, label=Message.of(doc_type.label), field=name)
    if field.read_only:
        raise ComputedField(label=Message.of(field.label), field=field.key)
    return field


def _value(firm: Firm, field: Field, value: object) -> Any:
    """Read one value of the head."""
    if field.kind is Kind.LINK:
        return references.record(firm, field, value)
    return plain_values.read(field, value)


def _with_item(firm: Firm, document: Document, fields: Mapping[str, Field], line: Line, plain: Plain) -> Line:
    """Fill in the item, and the unit that its bar code stands for."""
    value = plain.get(f.ITEM.key)
    if value is None or value == "":
        return line
    try:
        item, unit = references.item(firm, fields[f.ITEM.key], value)
    except UnknownReference as unknown:
        return _with_code(firm, document, line, plain, unknown)
    line = line.with_value("item", item)
    return line.with_value("unit", unit) if unit and not line.unit and f.UNIT.key in fields else line


def _with_code(firm: Firm, document: Document, line: Line, plain: Plain, unknown: UnknownReference) -> Line:
    """Fill in what a scale label or a GS1 message tells; what the line says itself stays."""
    try:
        goods = scanning.goods(firm, plain_values.text(f.ITEM, plain.get(f.ITEM.key)))
    except scanning.UnknownBarcode:
        raise unknown from None
    except BusinessError as problem:
        raise problem.at(field=f.ITEM.key) from None
    told = documents.add_goods(firm, replace(document, lines=()), goods)[0].lines[0]
    line = replace(line, item=told.item, unit=line.unit or told.unit, data={**_tracked(told), **line.data})
    if plain.get(f.QUANTITY.key) in (None, "") and (goods.quantity is not None or goods.amount is not None):
        line = replace(line, quantity=told.quantity)
        if told.typed_amount and plain.get(f.AMOUNT.key) in (None, ""):
            line = replace(line, amount=told.amount, typed_amount=True)
    return line


def _tracked(line: Line) -> dict[str, Any]:
    return {field.key: line.data[field.key] for field in f.TRACKING if field.key in line.data}


def _with_role(doc_type: DocType, line: Line, plain: Plain) -> Line:
    """Fill in the group of lines that this one belongs to."""
    value = plain.get(ROLE.key)
    if not doc_type.roles or value is None or value == "":
        return line
    if value not in [role for role, _ in doc_type.roles]:
        raise plain_values.wrong(ROLE, value)
    return line.with_value("role", value)


def _source(firm: Firm, text: str) -> tuple[Head, tuple[Line, ...]]:
    head = references.document(firm, SOURCE, text)
    return head, stored.load(firm.books.connection(), head).lines


def _with_source(doc_type: DocType, line: Line, plain: Plain, sources: Sources) -> Line:
    """Fill in what this line is drawn from; the number of the line may be left out where only one can be meant."""
    value, number = plain.get(SOURCE.key), plain.get(SOURCE_LINE.key)
    if value is None or value == "":
        if number is not None:
            raise MissingField(label=Message.of(SOURCE.label), field=SOURCE.key)
        return line
    head, origins = sources(plain_values.text(SOURCE, value))
    line = line.with_value("source", head.uid)
    if number is not None:
        line = line.with_value("source_line", plain_values.read(SOURCE_LINE, number))
    if doc_type.settles:
        return line
    if number is None:
        meant = [place for place, each in enumerate(origins, 1) if not line.item or each.item == line.item]
        if len(meant) != 1:
            raise MissingField(label=Message.of(SOURCE_LINE.label), field=SOURCE_LINE.key)
        line = line.with_value("source_line", meant[0])
    if line.source_line > len(origins):
        raise NoSuchLine(source=head.number, source_line=line.source_line, field=SOURCE_LINE.key)
    return _as_source(doc_type, line, plain, origins[line.source_line - 1])


def _as_source(doc_type: DocType, line: Line, plain: Plain, origin: Line) -> Line:
    """Take item, unit and tax rate of the line that this one is drawn from, where it says nothing else."""
    if doc_type.reprices:
        return line
    same_item = not line.item or line.item == origin.item
    for field in (f.ITEM, f.UNIT, f.TAX_RATE):
        if same_item and doc_type.line_field(field.key) and plain.get(field.key) in (None, ""):
            line = line.with_value(field.key, line.value(field.key) or origin.value(field.key))
    return line


def _as_proposed(firm: Firm, doc_type: DocType, document: Document, line: Line, plain: Plain) -> Line:
    """Fill in price and tax rate as the window proposes them, for a line without source that does not say them."""
    if not line.item or line.source:
        return line
    article = firm.catalogue.item(line.item)
    if doc_type.line_field(f.TAX_RATE.key) and plain.get(f.TAX_RATE.key) in (None, ""):
        line = line.with_value("tax_rate", article.tax_rate or Rate(0))
    needs_price = doc_type.line_field(f.PRICE.key) and line.price is None and not line.typed_amount
    if not needs_price or line.data.get("gift"):
        return line
    try:
        return documents.priced(firm, document, line)
    except UnknownUnit as problem:
        raise problem.at(field=f.UNIT.key) from None
