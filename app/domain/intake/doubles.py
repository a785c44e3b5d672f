"""What stands twice in a list: the same row again is left out, the same name with other values is an error."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.domain.catalog import comparing
from app.domain.intake.record import Record

_SAME_THING: Final = ("name", "name_spec", "spec", "model", "color", "size", "unit")
"""What tells two items apart that have no code."""
_SAME_SIZE: Final = ("color", "size")
_SAME_STOCK: Final = ("warehouse", "location", "batch")
_SAME_OFFER: Final = ("unit", "customer", "customer_code", "level", "source", "from_qty", "since")
_PRICES: Final = frozenset({"price"})
_STOCK: Final = frozenset({"opening_stock", "stock_count"})
_PARTNERS: Final = frozenset({"customer", "supplier"})
_MAY_REPEAT: Final = frozenset({"document_lines"})
"""One item may stand in any number of lines."""


Key = tuple[str, ...]


class Doubles:
    """Remembers the records of a list by what may stand only once."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._place = _SAME_STOCK if table in _STOCK else _SAME_OFFER if table in _PRICES else ()
        self._name = ("name",) if table in _PARTNERS else _SAME_THING
        self._may_repeat = table in _MAY_REPEAT
        self._has_barcodes = table == "item"
        self._seen: dict[Key, Record] = {}
        self._barcodes: dict[str, Key] = {}

    def key(self, found: Mapping[str, str]) -> Key:
        """Return what may stand only once; nothing when it may repeat, or has no name."""
        if self._may_repeat:
            return ()
        get = found.get
        code = get("code")
        key: Key
        if code:
            key = (code.casefold() if code.isascii() and code.isalnum() else comparing.key(code),)
            if "color" in found or "size" in found:
                key += tuple(comparing.key(get(each, "")) for each in _SAME_SIZE)
        elif get("name") or get("name_spec"):
            key = tuple(comparing.key(get(each, "")) for each in self._name)
        else:
            return ()
        return (*key, *(get(each, "") for each in self._place)) if self._place else key

    def is_new(self, key: Key, found: Mapping[str, str]) -> bool:
        """Say whether nothing of a record was met before."""
        return key not in self._seen and not (self._has_barcodes and found.get("barcode") in self._barcodes)

    def is_same(self, key: Key, found: Mapping[str, str]) -> bool:
        """Say whether this very record was met before."""
        seen = self._seen.get(key)
        return seen is not None and seen.values == found

    def errors(self, key: Key, found: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
        """Walk what contradicts a record that was met before: the field, the code, what stands there."""
        if key in self._seen:
            field = next(each for each in ("code", "name", "name_spec") if found.get(each))
            is_name = field != "code" and self._table in _PARTNERS
            yield field, "DUP_NAME" if is_name else "DUP_CONFLICT", found[field]
        barcode = found.get("barcode", "")
        if self._has_barcodes and self._barcodes.get(barcode, key) != key:
            yield "barcode", "DUP_BARCODE", barcode

    def learn(self, key: Key, found: Mapping[str, str], record: Record) -> None:
        """Remember a record and what it says."""
        if key:
            self._seen.setdefault(key, record)
        if self._has_barcodes and "barcode" in found:
            self._barcodes.setdefault(found["barcode"], key)
