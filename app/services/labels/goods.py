"""Facts of goods, texts by key: what an item says of itself in one of its units, and what its codes say."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.core.check_digit import GTIN_LENGTHS, has_right_check_digit
from app.core.kinds import Kind
from app.domain.labels.kinds import BAR, NAME, PRICE, QR
from app.domain.labels.own import OwnLabel, text_of
from app.i18n.show import show, show_plain
from app.services import records
from app.services.firm import Firm
from app.storage import documents as stored

_YUAN: Final = "￥"
_GTIN: Final = 14


class Goods:
    """Gives the facts of items; each is read once."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._kept: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._codes: dict[str, str] = {}
        self._orders: dict[str, str] = {}

    def facts(self, uid: str, unit_name: str) -> dict[str, str]:
        """Return the facts of an item in one of its units, the base unit where none is named."""
        values = self.values(uid)
        item = self._firm.catalogue.item(uid)
        unit = unit_name or item.base_unit
        code = _bar_code(values, unit, item.base_unit)
        facts = {
            NAME: str(values["name"]),
            PRICE: yuan(item.price(unit, "retail")),
            "unit": unit,
            "barcode": code,
            "wholesale": yuan(item.price(unit, "wholesale")),
            "category": self._name("category", str(values.get("category") or "")),
            "printed_on": self._firm.clock.today(),
            "firm": self._firm.profile.name,
            BAR: code or str(values["code"]),
        }
        facts |= {
            key: str(values.get(key) or "") for key in ("code", "spec", "brand", "model", "origin", "remark")
        }
        facts |= dict(self._own(values))
        facts[QR] = code_text(facts)
        return facts

    def supplier(self, uid: str) -> str:
        """Return the name of a party."""
        return self._name("supplier", uid)

    def supplier_code(self, uid: str) -> str:
        """Return the code of a supplier, by which its labels know it."""
        if uid and uid not in self._codes:
            self._codes[uid] = str(records.load(self._firm, "supplier", uid)["code"])
        return self._codes.get(uid, "")

    def order(self, uid: str) -> str:
        """Return the number of the document that a line was drawn from."""
        if uid and uid not in self._orders:
            head = stored.head(self._firm.books.connection(), uid)
            self._orders[uid] = head.number if head is not None else ""
        return self._orders.get(uid, "")

    def _own(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        shape = self._firm.shapes.record("item")
        for each in self._firm.shapes.own_of("item"):
            field = next((field for field in shape.fields if field.key == each.key), None)
            if field is not None and field.kind is Kind.LINK:
                yield field.key, self._name(field.link, str(values.get(field.key) or ""))
            elif field is not None:
                choices = tuple((choice.key, choice.label) for choice in field.choices)
                yield field.key, show(values.get(field.key), field.kind, choices)

    def values(self, uid: str) -> dict[str, Any]:
        """Return what the record of an item says."""
        if uid not in self._kept:
            self._kept[uid] = records.load(self._firm, "item", uid)
        return self._kept[uid]

    def _name(self, record: str, uid: str) -> str:
        if uid and (record, uid) not in self._names:
            self._names[record, uid] = records.name(self._firm, record, uid)
        return self._names.get((record, uid), "")


def _bar_code(values: Mapping[str, Any], unit: str, base_unit: str) -> str:
    """Return the bar code of a unit; the base unit's rows may leave the unit out."""
    rows = values.get("barcodes") or ()
    return next((str(row["code"]) for row in rows if (row["unit"] or base_unit) == unit), "")


def code_text(facts: Mapping[str, str]) -> str:
    """Return what the QR code says: what is known to come from somebody is a label of ours, other trade items are GS1.

    Only one part of a GS1 text may be of any length, and it comes last: some scanners lose the separators. An order has
    no place in it.
    """
    code = facts.get("barcode", "")
    if not facts.get("supplier_code") and len(code) in GTIN_LENGTHS and has_right_check_digit(code):
        days = (("11", facts.get("produced_on", "")), ("17", facts.get("expires_on", "")))
        dated = "".join(mark + day.replace("-", "")[2:] for mark, day in days if day)
        batch, serial = facts.get("batch", ""), facts.get("serial", "")
        last = f"10{batch}" if batch else f"21{serial}" if serial else ""
        return f"01{code.rjust(_GTIN, '0')}{dated}{last}" if dated or last else code
    return text_of(
        OwnLabel(
            item=facts[BAR],
            batch=facts.get("batch", ""),
            serial=facts.get("serial", ""),
            order=facts.get("order", "") or facts.get("source", ""),
            supplier=facts.get("supplier_code", ""),
            produced_on=facts.get("produced_on", ""),
            expires_on=facts.get("expires_on", ""),
        )
    )


def yuan(value: object, kind: Kind = Kind.PRICE) -> str:
    """Write a price, or an amount, as labels do; empty for none."""
    return "" if value is None else _YUAN + (show_plain if kind is Kind.MONEY else show)(value, kind)
