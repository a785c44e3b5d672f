"""What stands on a printed form, before anything is said of paper: what a template asks for, out of a Document.

Figures stay stored values so that pages can be summed; all else is text that is ready to be read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.numbers import Money, Quantity
from app.core.table import Column, Table, Total
from app.core.text import N_, Label, Message
from app.domain.documents.amount_in_words import amount_in_words
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.totals import total_of
from app.domain.documents.types import TYPES
from app.domain.printing import forms
from app.domain.printing.conditions import Facts
from app.domain.printing.forms import Form
from app.domain.printing.templates import Part, PrintTemplate
from app.domain.printing.words import word
from app.formats.due_labels import due_label, owed_labels
from app.formats.visible import visible
from app.i18n.catalog import fill, tr
from app.i18n.show import show

_ONLY_IF_USED: Final = frozenset({Kind.BOOL, Kind.RATE})
"""Kinds that are printed only where some line differs from zero."""
_ONLY_WITHOUT_TAX: Final = frozenset({forms.TAX, forms.GROSS})
"""Columns that repeat the others where prices hold the tax."""
_ALWAYS: Final = frozenset({forms.LINE_NUMBER})
_FACT_OF: Final = {"party_contact": "contact", "party_phone": "phone", "party_address": "address"}
_ADDRESS: Final = "address"
_REMARKED: Final = "　"
"""Between the marks of a form."""
YUAN: Final = "￥"
"""U+FFE5, which printers that speak GB 18030 know."""


class Names(Protocol):
    """Gives the words for a record: its name, code, spec, phone, address, contact; empty where there is none."""

    def __call__(self, record: str, uid: str, part: str = "name") -> str:
        """Return one part of a record of this type; `record` may be ``document``, whose name is its number."""


Pieces = Callable[[str, Quantity], str]
"""Writes a base quantity of an item as people count it: 3箱2包."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing and what it is called; without a label, a sentence."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is; `contact` is one line of address, phone and bank, `logo` a PNG picture."""

    name: str
    contact: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the party owes (or is owed) before and after this document."""

    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintForm:
    """One printed form. `mark` stands in a box above: 补打, 作废, 草稿; `total` and `words` are the same amount.

    `number` names it and `code` is the text of its code, empty where there is none. `widths` are those of the columns
    that were given one, in tenths of a millimetre, else 0.
    """

    title: str
    firm: Letterhead
    number: str
    head: tuple[Pair, ...]
    columns: tuple[Column, ...]
    rows: Sequence[tuple[object, ...]]
    widths: tuple[int, ...] = ()
    code: str = ""
    foot: tuple[Pair, ...] = ()
    total_label: str = ""
    total: str = ""
    words: str = ""
    remark: str = ""
    note: str = ""
    signatures: tuple[Pair, ...] = ()
    copies: str = ""
    mark: str = ""
    has_subtotals: bool = True
    has_page_numbers: bool = True


def document_form(
    document: Document,
    template: PrintTemplate,
    *,
    names: Names,
    firm: Letterhead,
    doc_type: DocType | None = None,
    pieces: Pieces | None = None,
    balance: Balance | None = None,
    made_by: str = "",
    mark: str = "",
    print_number: int = 1,
) -> PrintForm:
    """Fill a template with a document; from its second print on it says which one it is.

    `doc_type` is its type as the firm has it.
    """
    doc_type = doc_type or TYPES[document.type]
    template = template.under(_facts(document, balance, print_number))
    form = forms.of_type(doc_type)
    columns, widths, rows = _lines(document, doc_type, template, names, pieces)
    is_due = (doc_type.amounts or doc_type.settles) and template.shows(forms.WORDS)
    amount = _paid(document) if doc_type.settles else total_of(document, doc_type)
    return replace(
        _begun(template, form, firm, made_by=made_by),
        number=document.number,
        code=document.number if template.code else "",
        head=tuple(_head(document, doc_type, template, names)),
        columns=columns,
        widths=widths,
        rows=rows,
        foot=tuple(_foot(document, doc_type, template, balance)),
        total_label=tr(due_label(doc_type)) if is_due else "",
        total=YUAN + show(amount, Kind.MONEY) if is_due else "",
        words=amount_in_words(amount) if is_due else "",
        remark=str(document.value(forms.REMARK) or "") if template.shows(forms.REMARK) else "",
        mark=_REMARKED.join(filter(None, (mark, _reprint(print_number)))),
    )


def _facts(document: Document, balance: Balance | None, print_number: int) -> Facts:
    """Say what conditions may ask; without a balance, what this document leaves open is owed."""
    owed = balance.after if balance is not None else document.total - _paid(document)
    return Facts(
        is_owed=owed > 0,
        is_discounted=bool(document.discount) or any(line.discount for line in document.lines),
        is_reprint=print_number > 1,
    )


def _reprint(number: int) -> str:
    return fill(Message.of(N_("补打（第 {number} 次打印）"), number=number)) if number > 1 else ""


def statement_form(
    table: Table,
    template: PrintTemplate,
    form: Form,
    *,
    firm: Letterhead,
    facts: Mapping[str, str],
    closing: Money,
) -> PrintForm:
    """Fill the template of a statement (对账单) with its table, the facts of its head, and what is open at the end."""
    table = visible(table)
    template = template.under(Facts(is_owed=closing > 0))
    places = {column.key: place for place, column in enumerate(table.columns)}
    parts = [part for part in template.columns if part.shown and part.key in places]
    columns = tuple(_titled(table.columns[places[part.key]], part, template) for part in parts)
    is_due = template.shows(forms.WORDS)
    return replace(
        _begun(template, form, firm),
        head=tuple(
            Pair(tr(_caption(part, form, "head")), facts[part.key])
            for part in template.head
            if part.shown and facts.get(part.key)
        ),
        columns=columns,
        widths=tuple(part.width for part in parts),
        rows=[tuple(row[places[part.key]] for part in parts) for row in table.rows],
        total_label=tr(N_("期末欠款")) if is_due else "",
        total=YUAN + show(closing, Kind.MONEY) if is_due else "",
        words=amount_in_words(closing) if is_due else "",
    )


def _begun(template: PrintTemplate, form: Form, firm: Letterhead, *, made_by: str = "") -> PrintForm:
    """Say what depends on the template alone."""
    signatures = template.signatures if template.shows(forms.SIGNATURES) else ()
    return PrintForm(
        title=tr(word(template.title) if template.title else form.label),
        firm=Letterhead(
            firm.name,
            firm.contact if template.shows(forms.CONTACT) else "",
            firm.logo if template.logo else b"",
        ),
        number="",
        head=(),
        columns=(),
        rows=[],
        note=tr(word(template.note)) if template.shows(forms.NOTE) else "",
        signatures=tuple(
            Pair(tr(word(text)), made_by if place == 0 else "") for place, text in enumerate(signatures)
        ),
        copies=tr(word(template.copies)) if template.shows(forms.COPIES) else "",
        has_subtotals=template.subtotals,
        has_page_numbers=template.shows(forms.PAGES),
    )


def _caption(part: Part, form: Form, group: str) -> Label:
    return word(part.caption) if part.caption else form.label_of(group, part.key)


def _titled(column: Column, part: Part, template: PrintTemplate) -> Column:
    """Return the column as it stands in this form: called by its caption, summed where sums are wanted."""
    total = column.total if template.shows(forms.SUMS) else Total.NONE
    return replace(column, label=word(part.caption) if part.caption else column.label, total=total)


def _head(document: Document, doc_type: DocType, template: PrintTemplate, names: Names) -> Iterator[Pair]:
    form = forms.of_type(doc_type)
    for part in template.head:
        text = _fact(part.key, document, doc_type, names) if part.shown else ""
        if text:
            yield Pair(tr(_caption(part, form, "head")), text)


def _fact(key: str, document: Document, doc_type: DocType, names: Names) -> str:
    """Return what the head says under a key; the address of the document goes before that of its party."""
    if key == forms.NUMBER:
        return document.number
    fact = _FACT_OF.get(key)
    if fact is not None:
        party = doc_type.header_field(forms.PARTY)
        is_said = fact == _ADDRESS and bool(document.value(_ADDRESS))
        return names(party.link, document.party, fact) if party and document.party and not is_said else ""
    if any(own.key == key for own in doc_type.of_party):
        party = doc_type.header_field(forms.PARTY)
        return names(party.link, document.party, key) if party and document.party else ""
    field, value = doc_type.header_field(key), document.value(key)
    return _text(field, value, names) if field is not None and value else ""


def _foot(
    document: Document, doc_type: DocType, template: PrintTemplate, balance: Balance | None
) -> Iterator[Pair]:
    if template.shows(forms.AMOUNTS):
        for field in doc_type.header:
            value = document.value(field.key)
            if field.kind is Kind.MONEY and value:
                yield Pair(tr(field.label), show(value, Kind.MONEY))
    if template.shows(forms.BALANCE) and balance is not None and doc_type.owes is not None:
        before, after = owed_labels(doc_type.owes.side)
        yield Pair(tr(before), show(balance.before, Kind.MONEY))
        yield Pair(tr(after), show(balance.after, Kind.MONEY))


def _paid(document: Document) -> Money:
    return Money((document.value("paid") or 0) + (document.value("paid_2") or 0))


Grid = tuple[tuple[Column, ...], tuple[int, ...], list[tuple[object, ...]]]


def _lines(
    document: Document, doc_type: DocType, template: PrintTemplate, names: Names, pieces: Pieces | None
) -> Grid:
    """Fill the columns that are wanted; one with nothing in it is left out, unless it was given a width."""
    form = forms.of_type(doc_type)
    known = {column.key: column for column in form.columns}
    parts = [part for part in template.columns if part.shown and _may_stand(part, document)]
    columns = [_titled(known[part.key], part, template) for part in parts]
    rows = [
        tuple(_cell(column.key, number, line, doc_type, names, pieces) for column in columns)
        for number, line in enumerate(document.lines, 1)
    ]
    needed = [
        place
        for place, part in enumerate(parts)
        if part.key in _ALWAYS or part.width or _is_used(columns[place], (row[place] for row in rows))
    ]
    return (
        tuple(columns[place] for place in needed),
        tuple(parts[place].width for place in needed),
        [tuple(row[place] for place in needed) for row in rows],
    )


def _may_stand(part: Part, document: Document) -> bool:
    return part.key not in _ONLY_WITHOUT_TAX or bool(part.width) or not document.tax_included


def _cell(
    key: str, number: int, line: Line, doc_type: DocType, names: Names, pieces: Pieces | None
) -> object:
    match key:
        case forms.LINE_NUMBER:
            return number
        case forms.ITEM_CODE:
            return _name(names, "item", line.item, "code")
        case forms.BARCODE:
            return _name(names, "item", line.item, "barcode")
        case forms.ITEM_SPEC:
            return _name(names, "item", line.item, "spec")
        case forms.PIECES:
            return pieces(line.item, line.base_quantity) if pieces is not None and line.item else ""
        case forms.SOURCE:
            return _name(names, "document", line.source)
        case forms.BY_HAND:
            return ""
    if any(field.key == key for field in doc_type.of_item):
        return _name(names, "item", line.item, key) or None
    value = line.value(key)
    field = doc_type.line_field(key)
    return _name(names, field.link, value) if field is not None and field.link else value


def _name(names: Names, record: str, uid: str, part: str = "name") -> str:
    return names(record, uid, part) if uid else ""


def _is_used(column: Column, values: Iterable[object]) -> bool:
    """Say whether some line has something to say in a column."""
    if column.kind in _ONLY_IF_USED or column.kind not in NUMBERS:
        return any(values)
    return any(value is not None for value in values)


def _text(field: Field, value: object, names: Names) -> str:
    if field.link:
        return names(field.link, str(value))
    return show(value, field.kind, ((choice.key, choice.label) for choice in field.choices))
