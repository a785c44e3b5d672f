"""What is wrong with a record as a whole: what it lacks, figures that contradict each other."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.domain.intake.columns import Head

_TOLERANCE: Final = Decimal("0.05")
"""Yuan that an amount may differ from quantity times price."""
_PRICES: Final = {
    "item": ("cost_price", "buy_price"),
    "opening_stock": ("cost_price", "buy_price"),
    "document_lines": ("price",),
}
"""By table, what its amounts are made of, the first that is given; a count may state either amount."""
_NAMES: Final = ("name", "name_spec")
_KNOWN_GOODS: Final = frozenset({"opening_stock", "stock_count", "document_lines", "price"})
"""Tables of goods that the firm may know already: a code or a bar code says which."""

FieldAndCode = tuple[str, str]


class Checks:
    """Looks at the records of one list; what its columns do not hold is not missed."""

    def __init__(self, head: Head) -> None:
        fields, table = head.fields, head.table
        self._table = table
        self._names = _NAMES + (("code", "barcode") if table in _KNOWN_GOODS else ())
        self._has_unit = table == "item" and "unit" in fields
        self._has_larger = table == "item" and "unit2" in fields
        self._prices = _PRICES.get(table, ()) if {"qty", "amount"} <= fields else ()
        self._has_quantity = "qty" in fields
        self._is_counted = table == "stock_count" and "qty" in fields
        self._has_lowest = {"min_price", "sale_price"} <= fields

    def errors(self, found: Mapping[str, str]) -> Sequence[FieldAndCode]:
        """Return what keeps the row out."""
        get = found.get
        is_named = any(map(get, self._names))
        lacks_unit = self._has_unit and not get("unit")
        lacks_ratio = self._has_larger and get("unit2") and not get("ratio")
        if is_named and not lacks_unit and not lacks_ratio:
            return ()
        errors = (
            ("name", "NAME_MISSING", not is_named),
            ("unit", "UNIT_MISSING", lacks_unit),
            ("ratio", "RATIO_MISSING", lacks_ratio),
        )
        return [(field, code) for field, code, is_so in errors if is_so]

    def warnings(self, found: Mapping[str, str]) -> Sequence[FieldAndCode]:
        """Return what a person should look at."""
        warnings = []
        if self._prices and self._is_off(found):
            warnings.append(("amount", "AMOUNT_MISMATCH"))
        if self._has_quantity:
            quantity = found.get("qty", "")
            if quantity.startswith("-"):
                warnings.append(("qty", "NEGATIVE_QTY"))
            if self._is_counted and not quantity:
                warnings.append(("qty", "NOT_COUNTED"))
        if self._has_lowest:
            lowest, retail = found.get("min_price"), found.get("sale_price")
            if lowest and retail and Decimal(lowest) > Decimal(retail):
                warnings.append(("min_price", "PRICE_ORDER"))
        return warnings

    def _is_off(self, found: Mapping[str, str]) -> bool:
        """Say whether the amount is not quantity times price; a discount explains anything."""
        quantity, amount = found.get("qty"), found.get("amount")
        if not quantity or not amount or found.get("discount"):
            return False
        price = next(filter(None, map(found.get, self._prices)), None)
        if not price:
            return False
        return abs(Decimal(quantity) * Decimal(price) - Decimal(amount)) > _TOLERANCE
