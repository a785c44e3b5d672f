"""The lists that become records, as declarations: which field of the list goes to which field of the record.

One engine (`app.services.imports.saving`) reads them, and exports write the same fields back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from app.core.extension import Family
from app.core.field import Field
from app.core.text import Label
from app.domain.custom.definition import Definition
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS, custom_field
from app.services.firm import Firm
from app.services.imports import items, known, own_fields, parties, prices
from app.services.imports.job import Job
from app.services.imports.known import Known
from app.services.imports.made import Made
from app.services.imports.plain import Plain


@dataclass(frozen=True, kw_only=True)  # without slots: it keeps what it works out of itself
class ListKind:
    """One kind of list, whole.

    `fields` are pairs of a field of the list and the field of the record it goes to; of several for one the first that
    is filled counts. `made` are what goes to the record in another way: `more` makes it. `adapt` fits the values to a
    record that is there; `new` are the values that a new one starts with. What is not known is made only if the kind
    `makes` records. `shape` is the type of record as one firm has it: see `of`.
    """

    key: str
    record: str
    fields: tuple[tuple[str, str], ...]
    known: Callable[[Firm], Known]
    more: Callable[[Job, Plain], Mapping[str, Any]]
    made: tuple[Made, ...] = ()
    adapt: Callable[[Values, Mapping[str, Any]], Mapping[str, Any]]
    new: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
    makes: bool = True
    shape: RecordType | None = None

    @cached_property
    def type(self) -> RecordType:
        """The type of record that it brings, as the firm has it."""
        return self.shape or RECORDS[self.record]

    @cached_property
    def targets(self) -> tuple[tuple[str, Field], ...]:
        """The fields of the list with the fields of the record they go to."""
        return tuple((source, self.type.field(target)) for source, target in self.fields)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The field of the list that a field of the record comes from, for telling where a problem is."""
        return {each.target: each.source for each in reversed(self.made)} | {
            target: source for source, target in reversed(self.fields)
        }

    @cached_property
    def used(self) -> frozenset[str]:
        """The fields of the list that something is made of."""
        return frozenset(source for source, _ in self.fields) | {each.source for each in self.made}

    def header(self, source: str) -> Label:
        """Return what the column of a field is called in an export."""
        for each in self.made:
            if each.source == source:
                return each.label
        return next(field.label for key, field in self.targets if key == source)


_OF_A_PARTY: Final = (
    ("code", "code"),
    ("name", "name"),
    ("short_name", "short_name"),
    ("category", "category"),
    ("phone", "phone"),
    ("phone2", "phone_2"),
    ("tel", "landline"),
    ("fax", "fax"),
    ("email", "email"),
    ("wechat", "wechat"),
    ("address", "address"),
    ("area", "region"),
    ("tax_id", "tax_id"),
    ("bank_name", "bank"),
    ("bank_account", "account_number"),
    ("credit_days", "payment_days"),
    ("active", "is_active"),
    ("created", "created_on"),
    ("remark", "remark"),
)

KINDS: Final[Family[ListKind]] = Family(
    "kind of list",
    ListKind(
        key="item",
        record="item",
        fields=(
            ("code", "code"),
            ("category", "category"),
            ("model", "model"),
            ("brand", "brand"),
            ("unit", "base_unit"),
            *items.PRICES,
            ("cost_price", "reference_cost"),
            ("tax_rate", "tax_rate"),
            ("tax_code", "tax_category"),
            ("supplier", "default_supplier"),
            ("shelf_life_days", "shelf_life_days"),
            ("origin", "origin"),
            ("mnemonic", "mnemonic"),
            ("active", "is_active"),
            ("remark", "remark"),
        ),
        known=known.items,
        more=items.more,
        made=items.MADE,
        adapt=items.adapt,
        new=items.new,
    ),
    ListKind(
        key="price_list",
        record="item",
        fields=(("unit", "base_unit"), *items.PRICES),
        known=known.items,
        more=items.prices,
        adapt=items.adapt_prices,
        makes=False,
    ),
    ListKind(
        key="price",
        record="price",
        fields=(
            ("sheet", "name"),
            ("source", "source"),
            ("level", "level"),
            ("unit", "unit"),
            ("from_qty", "from_quantity"),
            ("sale_price", "price"),
            ("since", "since"),
            ("until", "until"),
            ("active", "is_active"),
            ("remark", "remark"),
        ),
        known=prices.priced,
        more=prices.more,
        made=prices.MADE,
        adapt=prices.as_it_is,
    ),
    ListKind(
        key="customer",
        record="customer",
        fields=(
            *_OF_A_PARTY,
            ("credit_limit", "credit_limit"),
            ("price_level", "price_level"),
            ("salesman", "salesperson"),
        ),
        known=known.parties,
        more=parties.more,
        made=parties.MADE,
        adapt=parties.adapt,
    ),
    ListKind(
        key="supplier",
        record="supplier",
        fields=(*_OF_A_PARTY, ("salesman", "buyer")),
        known=known.parties,
        more=parties.more,
        made=parties.MADE,
        adapt=parties.adapt,
    ),
)
"""All of them, by the table of the vocabulary that they are read by."""


def of(firm: Firm, key: str, made: Mapping[str, str] | None = None) -> ListKind:
    """Return a kind of list as a firm has it: with columns for the fields of its own.

    `made` are the keys of fields that were made of columns just now, by what those columns hold.
    """
    declared = KINDS[key]
    shape = firm.shapes.record(declared.record)
    if not declared.makes or shape is declared.type:
        return declared
    own = ((own_fields.source_of(each), each.key) for each in fillable(firm, key))
    return replace(declared, shape=shape, fields=(*declared.fields, *(made or {}).items(), *own))


def record_of(key: str) -> str:
    """Return the type of record that may get fields of the firm's own out of a kind of list; empty for none."""
    declared = KINDS.get(key)
    return declared.record if declared is not None and declared.makes else ""


def fillable(firm: Firm, key: str) -> tuple[Definition, ...]:
    """Return the fields of the firm's own that a kind of list can fill: of records, or of the documents it becomes."""
    record = record_of(key)
    if record:
        return own_fields.filled_in(firm.shapes.own_of(record))
    levels = (custom_field.HEAD, custom_field.LINE)
    return tuple(each for level in levels for each in own_fields.of_documents(firm, key, level))


def own_labels(firm: Firm, key: str) -> dict[str, str]:
    """Return what columns are called that go to fields of the firm's own, by what they hold."""
    return {own_fields.source_of(each): str(each.field.label) for each in fillable(firm, key)}
