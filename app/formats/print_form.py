"""What stands on a printed document, before anything is said of paper: made from a Document and its declaration.

Figures stay stored values so that pages can be summed; all else is text that is ready to be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.numbers import Money
from app.core.table import Column, Table, Total
from app.core.text import N_, Message
from app.domain.documents import fields as f
from app.domain.documents.amount_in_words import amount_in_words
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.formats.print_design import design_of, due_label, owed_labels
from app.formats.visible import visible
from app.i18n.catalog import fill, tr
from app.i18n.show import show

_LINE_NUMBER, _CODE, _NAME, _SPEC = "line_number", "item_code", "item", "item_spec"
_ONLY_IF_USED: Final = frozenset({Kind.BOOL, Kind.RATE})
"""Kinds that are printed only where some line differs from zero."""
_SUMMED: Final = frozenset({Kind.MONEY, Kind.QUANTITY})
_REMARK: Final = f.REMARK.key
_NOT_IN_HEAD: Final = frozenset({_REMARK, f.TAX_INCLUDED.key})
_PARTY_FACTS: Final = (("contact", N_("联系人")), ("phone", N_("电话")), ("address", N_("地址")))
_PRICES: Final = frozenset({Kind.MONEY, Kind.PRICE, Kind.RATE})
"""What a driver's copy leaves out."""
YUAN: Final = "￥"
"""U+FFE5, which printers that speak GB 18030 know."""


class Names(Protocol):
    """Gives the words for a record: its name, code, spec, phone, address, contact; empty where there is none."""

    def __call__(self, record: str, uid: str, part: str = "name") -> str:
        """Return one part of a record of this type; `record` may be ``document``, whose name is its number."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing and what it is called; without a label, a sentence."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is; `contact` is one line of address, phone and bank."""

    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the party owes (or is owed) before and after this document."""

    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintForm:
    """One printed document. `mark` stands in a box above: 补打, 作废, 草稿; `total` and `words` are the same amount."""

    title: str
    firm: Letterhead
    number: str
    head: tuple[Pair, ...]
    columns: tuple[Column, ...]
    rows: Sequence[tuple[object, ...]]
    foot: tuple[Pair, ...] = ()
    total_label: str = ""
    total: str = ""
    words: str = ""
    remark: str = ""
    note: str = ""
    signatures: tuple[Pair, ...] = ()
    copies: str = ""
    mark: str = ""


def document_form(
    document: Document,
    doc_type: DocType,
    *,
    names: Names,
    firm: Letterhead,
    balance: Balance | None = None,
    made_by: str = "",
    mark: str = "",
    with_prices: bool = True,
) -> PrintForm:
    """Lay out a document; without prices it is the copy for the driver."""
    design = design_of(doc_type)
    form = PrintForm(
        title=tr(design.title or doc_type.label),
        firm=firm,
        number=document.number,
        head=tuple(_head(document, doc_type, names)),
        remark=str(document.value(_REMARK) or ""),
        note=tr(design.note),
        signatures=tuple(
            Pair(tr(label), made_by if place == 0 else "") for place, label in enumerate(design.signatures)
        ),
        copies=tr(design.copies),
        mark=mark,
        **_lines(document, doc_type, names, with_prices=with_prices),
    )
    if not with_prices:
        return form
    form = replace(form, foot=tuple(_foot(document, doc_type, balance)))
    if not (doc_type.amounts or doc_type.settles):
        return form
    amount = _paid(document) if doc_type.settles else document.total
    return replace(
        form,
        total_label=tr(due_label(doc_type)),
        total=YUAN + show(amount, Kind.MONEY),
        words=amount_in_words(amount),
    )


def statement_form(
    table: Table,
    *,
    firm: Letterhead,
    party: Sequence[Pair],
    closing: Money,
    days: int,
) -> PrintForm:
    """Lay out a statement of account (对账单): its table, what is open at the end, and the request to confirm it."""
    table = visible(table)
    parameters = [Pair("", fill(message)) for message in table.subtitle]
    return PrintForm(
        title=tr(table.title),
        firm=firm,
        number="",
        head=(*party, *parameters),
        columns=table.columns,
        rows=table.rows,
        total_label=tr(N_("期末欠款")),
        total=YUAN + show(closing, Kind.MONEY),
        words=amount_in_words(closing),
        note=fill(
            Message.of(N_("请于 {days} 日内核对，确认无误后签章回传；逾期未提出异议，视为认可。"), days=days)
        ),
        signatures=(Pair(tr(N_("制单")), ""), Pair(tr(N_("审核")), ""), Pair(tr(N_("客户确认（盖章）")), "")),
    )


def _head(document: Document, doc_type: DocType, names: Names) -> Iterator[Pair]:
    for field in sorted(doc_type.header, key=_is_not_date):
        value = document.value(field.key)
        if field.kind in _PRICES or field.key in _NOT_IN_HEAD or not value:
            continue
        yield Pair(tr(field.label), _text(field, value, names))
        if field.key == f.CUSTOMER.key and field.link:
            yield from _party(document, field, names)


def _is_not_date(field: Field) -> bool:
    """Sort the document's date to the front, beside its number."""
    return field.key != f.DATE.key


def _party(document: Document, field: Field, names: Names) -> Iterator[Pair]:
    for part, label in _PARTY_FACTS:
        fact = names(field.link, document.party, part)
        if fact and not (part == f.ADDRESS.key and document.value(f.ADDRESS.key)):
            yield Pair(tr(label), fact)


def _foot(document: Document, doc_type: DocType, balance: Balance | None) -> Iterator[Pair]:
    for field in doc_type.header:
        value = document.value(field.key)
        if field.kind is Kind.MONEY and value:
            yield Pair(tr(field.label), show(value, Kind.MONEY))
    if balance is not None and doc_type.owes is not None:
        before, after = owed_labels(doc_type.owes.side)
        yield Pair(tr(before), show(balance.before, Kind.MONEY))
        yield Pair(tr(after), show(balance.after, Kind.MONEY))


def _paid(document: Document) -> Money:
    return Money((document.value("paid") or 0) + (document.value("paid_2") or 0))


def _lines(document: Document, doc_type: DocType, names: Names, *, with_prices: bool) -> dict[str, Any]:
    """Choose the columns that have something to say, and fill them."""
    columns = [column for column in _columns(document, doc_type) if with_prices or column.kind not in _PRICES]
    rows = [
        tuple(_cell(column.key, number, line, doc_type, names) for column in columns)
        for number, line in enumerate(document.lines, 1)
    ]
    needed = [
        place
        for place, column in enumerate(columns)
        if column.key == _LINE_NUMBER or any(_says_something(column, row[place]) for row in rows)
    ]
    return {
        "columns": tuple(columns[place] for place in needed),
        "rows": [tuple(row[place] for place in needed) for row in rows],
    }


def _columns(document: Document, doc_type: DocType) -> Iterator[Column]:
    yield Column(_LINE_NUMBER, N_("行号"), Kind.INTEGER)
    if doc_type.roles:
        yield Column("role", N_("类别"), Kind.CHOICE, choices=doc_type.roles)
    if doc_type.settles:
        yield Column("source", N_("核销单据"), Kind.CODE)
    for field in doc_type.line:
        if field.key == f.ITEM.key:
            yield Column(_CODE, N_("编码"), Kind.CODE)
            yield Column(_NAME, N_("品名"), Kind.TEXT)
            yield Column(_SPEC, N_("规格"), Kind.TEXT)
        else:
            total = Total.SUM if field.kind in _SUMMED else Total.NONE
            choices = tuple((choice.key, choice.label) for choice in field.choices)
            yield Column(field.key, field.label, field.kind, total=total, choices=choices)
        if field.key == f.AMOUNT.key and field.kind is Kind.MONEY and not document.tax_included:
            yield Column("tax", N_("税额"), Kind.MONEY, total=Total.SUM)
            yield Column("gross", N_("价税合计"), Kind.MONEY, total=Total.SUM)


def _cell(key: str, number: int, line: Line, doc_type: DocType, names: Names) -> object:
    match key:
        case "line_number":
            return number
        case "item_code":
            return _name(names, "item", line.item, "code")
        case "item_spec":
            return _name(names, "item", line.item, "spec")
        case "source":
            return _name(names, "document", line.source)
    value = line.value(key)
    field = doc_type.line_field(key)
    return _name(names, field.link, value) if field is not None and field.link else value


def _name(names: Names, record: str, uid: str, part: str = "name") -> str:
    return names(record, uid, part) if uid else ""


def _says_something(column: Column, value: object) -> bool:
    if column.kind in _ONLY_IF_USED or column.kind not in NUMBERS:
        return bool(value)
    return value is not None


def _text(field: Field, value: object, names: Names) -> str:
    if field.link:
        return names(field.link, str(value))
    return show(value, field.kind, ((choice.key, choice.label) for choice in field.choices))
