"""Price sheets as lists have them: each row is a price of an item for a customer, a level or everyone (G03).

A row means the price that is written down for the same item, unit, customer, level and kind, from the same quantity
and day; another one is new. Items and customers are never made of a price sheet: a misspelt name is an error.
"""

from collections.abc import Iterator
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Message, beginning
from app.domain.catalog import comparing
from app.domain.errors import UnknownReference, WrongValue
from app.domain.prices import LEVEL, OWN, PROMOTION
from app.domain.records.types import RECORDS
from app.services.firm import Firm
from app.services.imports import known
from app.services.imports import plain as plain_values
from app.services.imports.job import Job
from app.services.imports.known import Key, Known
from app.services.imports.made import Made
from app.services.imports.plain import Plain, figure
from app.storage.queries import references
from app.storage.records_reading import load_records

_TYPE: Final = RECORDS["price"]
_NAMED: Final = ("item", "customer", "level", "source", "unit")


class _Whose:
    """Who and what the rows of a list name."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._items = known.items(firm)
        self._parties = known.parties(firm)

    def item(self, plain: Plain) -> str:
        """Return the item of a row, by its name alone where only one is called so; "" when there is none."""
        uid = self._items.uid_of(plain)
        if uid or plain.get("code") or plain.get("spec"):
            return uid
        key = comparing.key(known.name_of(plain))
        called = references.named(self._firm.books.connection(), RECORDS["item"], "name", key) if key else []
        return called[0] if len(called) == 1 else ""

    def customer(self, plain: Plain) -> str:
        """Return the customer of a row, by code or else by name; "" when none is named or there is none."""
        for way, key in (("code", "customer_code"), ("name", "customer")):
            uid = self._parties.uid_of({way: plain[key]}) if plain.get(key) else ""
            if uid:
                return uid
        return ""

    def key(self, plain: Plain) -> tuple[Key, ...]:
        """Return what tells the price of a row from all others."""
        item = self.item(plain)
        if not item:
            return ((),)
        try:
            quantity = (
                figure(plain["from_qty"], Kind.QUANTITY, "from_quantity") if plain.get("from_qty") else 0
            )
            level, source = _choice(plain, "level"), _source(plain)
        except BusinessError:
            return ((),)  # `more` and the readers of values name it
        parts = (self.customer(plain), level, source, plain.get("unit", ""))
        return (self._key(item, *parts, quantity, plain.get("since", "")),)

    def stored(self) -> Iterator[tuple[Key, str]]:
        """Walk the keys of the prices that are written down."""
        for each in load_records(self._firm.books.connection(), _TYPE):
            item, customer, level, source, unit = (str(each[key]) for key in _NAMED)
            quantity, since = each["from_quantity"] or 0, str(each["since"])
            yield self._key(item, customer, level, source, unit, quantity, since), each["uid"]

    def _key(
        self, item: str, customer: str, level: str, source: str, unit: str, quantity: int, since: str
    ) -> Key:
        base = self._firm.catalogue.item(item).base_unit
        return item, customer, level, source, unit or base, str(quantity), since


def priced(firm: Firm) -> Known:
    """Return the prices that a firm has written down."""
    whose = _Whose(firm)
    return Known(whose.key, whose.stored())


def more(job: Job, plain: Plain) -> dict[str, Any]:
    """Return what names the item and the customer, and the kind of price where the list does not say it."""
    whose = job.kept(_Whose)
    item = whose.item(plain)
    if not item:
        raise _unknown("item", "code", "name", "name_spec", "barcode", plain=plain)
    _choice(plain, "level")
    values: dict[str, Any] = {"item": item, "source": _source(plain)}
    if plain.get("customer") or plain.get("customer_code"):
        values["customer"] = whose.customer(plain)
        if not values["customer"]:
            raise _unknown("customer", "customer_code", "customer", plain=plain)
    return values


def as_it_is(before: object, values: Any) -> Any:
    """Take what the list says."""
    del before
    return values


def _source(plain: Plain) -> str:
    """Return the kind of a price: what the row says, else what it can only be."""
    named = bool(plain.get("customer") or plain.get("customer_code"))
    return _choice(plain, "source") or (OWN if named else LEVEL if plain.get("level") else PROMOTION)


def _choice(plain: Plain, key: str) -> str:
    """Return what a row chooses; refuse a word that means nothing, for without it the price would be for everyone."""
    field = _TYPE.field(key)
    text = plain.get(key, "")
    chosen = plain_values.stored(field, text, _nobody) if text else ""
    if chosen is None:
        raise WrongValue(label=Message.of(field.label), value=beginning(text), field=key)
    return str(chosen)


def _nobody(_type: str, _name: str) -> str:
    return ""


def _unknown(target: str, *keys: str, plain: Plain) -> UnknownReference:
    """Say that a row names what the firm does not have."""
    field: Field = _TYPE.field(target)
    value = next((plain[key] for key in keys if plain.get(key)), "")
    return UnknownReference(label=Message.of(field.label), value=beginning(value), field=target)


MADE: Final = (
    Made("code", "item", N_("商品编码"), Kind.CODE, by="code"),
    Made("name", "item", N_("品名"), by="name"),
    Made("customer_code", "customer", N_("客户编码"), Kind.CODE, by="code"),
    Made("customer", "customer", N_("客户名称"), by="name"),
    Made("name_spec", "item"),
    Made("spec", "item"),
    Made("model", "item"),
    Made("barcode", "item"),
)
"""What goes to a price in a way of its own: who and what is named."""
