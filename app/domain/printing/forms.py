"""What a form can show. That of a document follows from the declaration of its type; a statement's from its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Column, Total
from app.core.text import N_, Label
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Tab
from app.domain.documents.types import TYPES

Named = tuple[tuple[str, Label], ...]
"""Keys of parts, each with what it is called."""

PRICES: Final = frozenset({Kind.MONEY, Kind.PRICE, Kind.RATE})
"""What a driver's copy leaves out."""
SUMMED: Final = frozenset({Kind.MONEY, Kind.QUANTITY})

LINE_NUMBER, ITEM_CODE, ITEM_NAME, ITEM_SPEC = "line_number", "item_code", "item", "item_spec"
BARCODE, PIECES, BY_HAND = "barcode", "pieces", "by_hand"
"""Columns that stand on paper only where a template asks for them; the last is empty, to be written on.

So is where a price came from: that is the clerk's business, and nobody's who gets the paper. So are the firm's own
fields of goods and parties: they were not made for paper.
"""
SOURCE, ROLE, TAX, GROSS = "source", "role", "tax", "gross"
NUMBER, PARTY, PERIOD = "number", f.CUSTOMER.key, "period"
PARTY_FACTS: Final[Named] = (
    ("party_contact", N_("联系人")),
    ("party_phone", N_("电话")),
    ("party_address", N_("地址")),
)

SUMS, WORDS, AMOUNTS, BALANCE, REMARK = "sums", "words", "amounts", "balance", f.REMARK.key
SIGNATURES, NOTE, CONTACT, COPIES, PAGES = "signatures", "note", "contact", "copies", "pages"
FOOT: Final[Named] = (
    (SUMS, N_("合计")),
    (WORDS, N_("应收应付和大写")),
    (AMOUNTS, N_("优惠和收付款")),
    (BALANCE, N_("上次欠款和累计欠款")),
    (REMARK, N_("备注")),
    (SIGNATURES, N_("签字")),
    (NOTE, N_("说明")),
    (CONTACT, N_("公司地址和电话")),
    (COPIES, N_("联次")),
    (PAGES, N_("页码")),
)

_ASKED_FOR: Final = frozenset({BARCODE, PIECES, BY_HAND, f.PRICE_SOURCE.key, f.LABEL_REASON.key})
_ON_ROLL: Final = frozenset(
    {
        NUMBER, f.DATE.key, PARTY, PERIOD, f.SALESPERSON.key, f.WAREHOUSE.key, f.TO_WAREHOUSE.key, ROLE, SOURCE,
        ITEM_NAME, ITEM_SPEC, f.QUANTITY.key, f.UNIT.key, f.PRICE.key, f.AMOUNT.key,
        SUMS, WORDS, AMOUNTS, BALANCE, REMARK, NOTE, CONTACT,
    }
)  # fmt: skip
"""What has a place on a roll: whoever needs more ticks it."""
_NOT_IN_HEAD: Final = frozenset({REMARK, f.TAX_INCLUDED.key})
_SIGNED_BY: Final = {
    Tab.PURCHASE: ("made_by", "buyer", "checked", "bookkeeper"),
    Tab.SALES: ("made_by", "checked", "storekeeper", "customer_signs"),
    Tab.STOCK: ("made_by", "checked", "storekeeper", "bookkeeper"),
    Tab.MONEY: ("made_by", "checked", "cashier", "bookkeeper"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form: the parts of its head, grid and foot in their usual order, and which of them stand where unasked.

    `has_prices` says that leaving them out makes another paper of it.
    """

    key: str
    label: Label
    head: Named
    columns: tuple[Column, ...]
    foot: Named
    on_paper: frozenset[str]
    on_roll: frozenset[str]
    signatures: tuple[str, ...]

    @property
    def has_prices(self) -> bool:
        """Say whether a variant without prices is worth having."""
        return any(column.kind in PRICES for column in self.columns) and any(
            column.kind is Kind.QUANTITY for column in self.columns
        )

    @property
    def about_money(self) -> frozenset[str]:
        """Name the parts of the foot that say amounts."""
        return frozenset({WORDS, AMOUNTS, BALANCE})

    def label_of(self, group: str, key: str) -> Label:
        """Return what a part is usually called."""
        named = {column.key: column.label for column in self.columns} if group == "columns" else None
        return (named if named is not None else dict(getattr(self, group)))[key]


def of_document(type_key: str) -> Form:
    """Return the form of a type of document, as it is declared."""
    return of_type(TYPES[type_key])


@lru_cache(maxsize=128)
def of_type(doc_type: DocType) -> Form:
    """Return the form of a type of document, as a firm has it."""
    return _form(
        doc_type.key,
        doc_type.label,
        head=tuple(_head(doc_type)),
        columns=tuple(_columns(doc_type)),
        absent=tuple(_absent(doc_type)),
        asked_for=_ASKED_FOR | {field.key for field in (*doc_type.of_item, *doc_type.of_party)},
        signatures=_SIGNED_BY[doc_type.tab],
    )


def of_statement(
    key: str, label: Label, party: Field, columns: Sequence[Column], own: Sequence[Field] = ()
) -> Form:
    """Return the form of a statement of account with these columns; `own` are fields of the firm's own of the party."""
    return _form(
        key,
        label,
        head=(
            (PARTY, party.label),
            *PARTY_FACTS,
            *((field.key, field.label) for field in own),
            (PERIOD, N_("期间")),
        ),
        columns=tuple(columns),
        absent=(AMOUNTS, BALANCE, REMARK),
        asked_for=_ASKED_FOR | {field.key for field in own},
        signatures=("made_by", "checked", "customer_confirms"),
    )


def _form(
    key: str,
    label: Label,
    *,
    head: Named,
    columns: tuple[Column, ...],
    absent: Sequence[str],
    asked_for: frozenset[str] = _ASKED_FOR,
    signatures: tuple[str, ...],
) -> Form:
    foot = tuple((name, text) for name, text in FOOT if name not in absent)
    names = frozenset(name for name, _ in (*head, *foot)) | {column.key for column in columns}
    on_roll = names & _ON_ROLL
    if not on_roll & {column.key for column in columns if column.kind in SUMMED}:
        on_roll |= {column.key for column in columns}
    return Form(
        key=key,
        label=label,
        head=head,
        columns=columns,
        foot=foot,
        on_paper=names - asked_for,
        on_roll=on_roll - asked_for,
        signatures=signatures,
    )


def _head(doc_type: DocType) -> Iterator[tuple[str, Label]]:
    """Walk the facts of the head: number and date first, beside each other, then as people fill them in."""
    yield NUMBER, N_("单号")
    for field in sorted(doc_type.header, key=_is_not_date):
        if field.kind in PRICES or field.key in _NOT_IN_HEAD:
            continue
        yield field.key, field.label
        if field.key == PARTY and field.link:
            yield from PARTY_FACTS
            yield from ((own.key, own.label) for own in doc_type.of_party)


def _is_not_date(field: Field) -> bool:
    return field.key != f.DATE.key


def _columns(doc_type: DocType) -> Iterator[Column]:
    if not doc_type.line:
        return
    yield Column(LINE_NUMBER, N_("行号"), Kind.INTEGER)
    if doc_type.roles:
        yield Column(ROLE, N_("类别"), Kind.CHOICE, choices=doc_type.roles)
    if doc_type.settles:
        yield Column(SOURCE, N_("核销单据"), Kind.CODE)
    for field in doc_type.line:
        if field.key == f.ITEM.key:
            yield Column(ITEM_CODE, N_("编码"), Kind.CODE)
            yield Column(BARCODE, N_("条码"), Kind.CODE)
            yield Column(ITEM_NAME, N_("品名"), Kind.TEXT)
            yield Column(ITEM_SPEC, N_("规格"), Kind.TEXT)
            for own in doc_type.of_item:
                kind = Kind.NUMBER if own.kind is Kind.NUMBER else Kind.TEXT
                yield Column(own.key, own.label, kind)
            continue
        choices = tuple((choice.key, choice.label) for choice in field.choices)
        total = Total.SUM if field.kind in SUMMED else Total.NONE
        yield Column(field.key, field.label, field.kind, total=total, choices=choices)
        if field.key == f.UNIT.key:
            yield Column(PIECES, N_("整件数"), Kind.TEXT)
        if field.key == f.AMOUNT.key and field.kind is Kind.MONEY and not doc_type.settles:
            yield Column(TAX, N_("税额"), Kind.MONEY, total=Total.SUM)
            yield Column(GROSS, N_("价税合计"), Kind.MONEY, total=Total.SUM)
    yield Column(BY_HAND, N_("手填"), Kind.TEXT)


def _absent(doc_type: DocType) -> Iterator[str]:
    """Walk the parts of a foot that a type has nothing for."""
    if not (doc_type.amounts or doc_type.settles):
        yield WORDS
    if not any(field.kind is Kind.MONEY for field in doc_type.header):
        yield AMOUNTS
    if doc_type.owes is None:
        yield BALANCE
    if doc_type.header_field(REMARK) is None:
        yield REMARK
