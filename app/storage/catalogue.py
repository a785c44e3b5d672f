"""Catalogue: items, parties and places as posting needs them, kept in memory once they were asked for.

A uid that was merged into another record means the survivor. What is kept is dropped by `forget`: after every change of
records, and after a transaction that failed.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from app.core.numbers import Rate
from app.core.text import Message
from app.domain.catalog.item import Item
from app.domain.catalog.party import Party
from app.domain.catalog.place import Place, StockPolicy
from app.domain.catalog.unit import ItemUnit
from app.domain.errors import UnknownReference
from app.domain.places import PlaceKind
from app.domain.records.types import RECORDS
from app.storage.aliases import local_id, local_ids
from app.storage.database import Database, listed
from app.storage.stores import STORES

K = TypeVar("K")
V = TypeVar("V")

_LABELS = {record_type.group: record_type.label for record_type in reversed(tuple(RECORDS))}

_ITEMS = (
    "SELECT i.id, i.uid, i.code, i.name, i.spec, i.base_places, i.tax_rate, i.reference_cost, i.category_id,"
    " s.uid, w.uid, i.shelf_life_days, i.track_batch, i.track_expiry, i.track_serial, i.weighed, i.is_service,"
    " i.is_active, EXISTS (SELECT 1 FROM item_unit WHERE item_id = i.id), i.base_unit, i.purchase, i.retail,"
    " i.wholesale, i.lowest FROM json_each(?) wanted CROSS JOIN item i ON i.id = wanted.value"
    " LEFT JOIN party s ON s.id = i.default_supplier_id LEFT JOIN place w ON w.id = i.default_warehouse_id"
)
_UNITS = (
    "SELECT name, numerator, denominator, for_purchase, for_sale, purchase, retail, wholesale, lowest"
    " FROM item_unit WHERE item_id = ? ORDER BY position"
)
_PARTY = (
    "SELECT uid, code, name, is_supplier, is_customer, is_walk_in, settlement, payment_days, credit_limit,"
    " price_level, tax_rate, is_active FROM party WHERE id = ?"
)
_PLACE = "SELECT uid, code, name, kind, negative_stock, is_active FROM place WHERE id = ?"
_BY_BARCODE = (
    "SELECT i.id, i.uid, CASE b.unit WHEN '' THEN i.base_unit ELSE u.name END,"
    " CASE b.unit WHEN '' THEN 1 ELSE u.numerator END, CASE b.unit WHEN '' THEN 1 ELSE u.denominator END,"
    " i.is_active FROM item_barcode b JOIN item i ON i.id = b.item_id"
    " LEFT JOIN item_unit u ON u.item_id = b.item_id AND u.name = b.unit"
    " WHERE b.code_key = ? ORDER BY i.is_active DESC, i.id"
)
_BY_ITEM_CODE = (
    "SELECT id, uid, base_unit, 1, 1, is_active FROM item WHERE code_key = ? ORDER BY is_active DESC, id"
)


class Scanned(NamedTuple):
    """What a bar code stands for: an item and one of its units; `unit` is None if the item has lost that unit."""

    item_id: int
    uid: str
    unit: str | None
    numerator: int | None
    denominator: int | None
    is_active: int


class _Kept(dict[K, V]):
    """A dictionary that loads what is missing.

    `forget` puts a new one in its place, so that a reader that began before a change keeps its old value to itself.
    """

    def __init__(self, load: Callable[[K], V]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, key: K) -> V:
        value = self[key] = self._load(key)
        return value


class Catalogue:
    """Records by uid and by local id, at the cost of a dictionary look-up."""

    def __init__(self, database: Database) -> None:
        """Start empty."""
        self._database = database
        self.forget(None)

    def item(self, uid: str) -> Item:
        """Return the item that this uid means today."""
        return self._items[self._ids["item"][uid]]

    def gather(self, uids: Iterable[str]) -> None:
        """Read the items of a document that are not at hand yet: one question for all, however many lines it has."""
        ids, items = self._ids["item"], self._items
        unknown = [uid for uid in uids if uid not in ids]
        if len(unknown) > 1:
            ids.update(local_ids(self._database.connection(), "item", unknown))
            self._load_items(items, [ids[uid] for uid in unknown if uid in ids])

    def item_by_id(self, item_id: int) -> Item:
        """Return the item with this local id; a merged one as it was."""
        return self._items[item_id]

    def item_id(self, uid: str) -> int:
        """Return the local id of the item that this uid means today."""
        return self._ids["item"][uid]

    def party(self, uid: str) -> Party:
        """Return the party that this uid means today."""
        return self._parties[self._ids["party"][uid]]

    def party_id(self, uid: str) -> int:
        """Return the local id of the party that this uid means today."""
        return self._ids["party"][uid]

    def place(self, uid: str) -> Place:
        """Return the place of this uid."""
        return self._places[self._ids["place"][uid]]

    def place_by_id(self, place_id: int) -> Place:
        """Return the place with this local id."""
        return self._places[place_id]

    def place_id(self, uid: str) -> int:
        """Return the local id of a place."""
        return self._ids["place"][uid]

    def account_id(self, uid: str) -> int:
        """Return the local id of an account."""
        return self._ids["account"][uid]

    def account_kind(self, uid: str) -> str:
        """Return the kind of an account: cash, bank and so on."""
        row = self._row("SELECT kind FROM account WHERE id = ?", self.account_id(uid))
        return str(row[0])

    def staff_id(self, uid: str) -> int:
        """Return the local id of the person that this uid means today."""
        return self._ids["staff"][uid]

    def discount_cap(self, uid: str) -> Rate | None:
        """Return the most that a person may take off; None where nobody said."""
        return self._caps[self._ids["staff"][uid]]

    def category_id(self, uid: str) -> int:
        """Return the local id of the category that this uid means today."""
        return self._ids["category"][uid]

    def uid_of(self, group: str, record_id: int) -> str:
        """Return the uid of the record with this local id."""
        return self._uids[group][record_id]

    def transit_uid(self) -> str:
        """Return the uid of the firm's place for goods in transit."""
        return self._special["SELECT uid FROM place WHERE kind = 'transit' ORDER BY id LIMIT 1"]

    def walk_in_uid(self) -> str:
        """Return the uid of the customer who just walks in (散客)."""
        return self._special["SELECT uid FROM party WHERE is_walk_in = 1 ORDER BY id LIMIT 1"]

    def knows(self, type_key: str, uid: str) -> bool:
        """Say whether a record of this type has the uid, active or not, merged or not; a party in that role."""
        record_type = RECORDS[type_key]
        try:
            if record_type.role:
                return bool(getattr(self.party(uid), record_type.role))
            return self._ids[record_type.group][uid] > 0
        except UnknownReference:
            return False

    def picks(self, type_key: str, uid: str) -> bool:
        """Say whether people may pick the record where this type is asked for: nobody picks goods in transit."""
        only = RECORDS[type_key].only
        return self.knows(type_key, uid) and (
            not only or all(getattr(self.place(uid), key).value == value for key, value in only)
        )

    def offers(self, type_key: str, uid: str) -> bool:
        """Say whether something new may be begun with the record: picked by people, and not out of use."""
        offered = self._offered[type_key]
        if uid in offered:
            return True
        if not self._is_offered(type_key, uid):
            return False
        offered.add(uid)
        return True

    def _is_offered(self, type_key: str, uid: str) -> bool:
        if not self.picks(type_key, uid):
            return False
        match RECORDS[type_key].group:
            case "item":
                return self.item(uid).is_active
            case "party":
                return self.party(uid).is_active
            case "place":
                return self.place(uid).is_active
            case group:
                return self._active[group][uid]

    def by_barcode(self, code_key: str) -> list[Scanned]:
        """Return what a bar code stands for, in compared form; more than one when items share it, active ones first."""
        return [*map(Scanned._make, self._database.execute(_BY_BARCODE, (code_key,)))]

    def by_item_code(self, code_key: str) -> list[Scanned]:
        """Return the item with this code, in compared form, by its base unit."""
        return [*map(Scanned._make, self._database.execute(_BY_ITEM_CODE, (code_key,)))]

    def forget(self, kinds: frozenset[str] | None) -> None:
        """Drop what is kept of the kinds of record that changed; everything when it is not known what changed."""
        groups = (
            set(STORES)
            if kinds is None
            else {RECORDS[kind[7:]].group for kind in kinds if kind.startswith("record:")}
        )
        if kinds is None:
            self._ids: dict[str, _Kept[str, int]] = {}
            self._uids: dict[str, _Kept[int, str]] = {}
            self._active: dict[str, _Kept[str, bool]] = {}
            self._offered: dict[str, set[str]] = {}
        for group in groups:
            self._ids[group] = _Kept(partial(self._find_id, group))
            self._uids[group] = _Kept(partial(self._find_uid, group))
            self._active[group] = _Kept(partial(self._find_active, group))
        for record_type in RECORDS if groups else ():
            if record_type.group in groups:
                self._offered[record_type.key] = set()
        if groups:
            self._special = _Kept(self._load_special)
        if not groups.isdisjoint(("item", "party", "place", "category")):
            self._items = _Kept(self._load_item)
        if "staff" in groups:
            self._caps = _Kept(self._load_cap)
        if "party" in groups:
            self._parties = _Kept(self._load_party)
        if "place" in groups:
            self._places = _Kept(self._load_place)

    def _row(self, sql: str, value: object) -> Any:
        return self._database.execute(sql, (value,)).fetchone()

    def _find_id(self, group: str, uid: str) -> int:
        found = local_id(self._database.connection(), group, uid)
        if found is None:
            raise UnknownReference(label=Message.of(_LABELS[group]), value=uid)
        return found

    def _find_uid(self, group: str, record_id: int) -> str:
        return str(self._row(f"SELECT uid FROM {STORES[group].table} WHERE id = ?", record_id)[0])

    def _find_active(self, group: str, uid: str) -> bool:
        sql = f"SELECT is_active FROM {STORES[group].table} WHERE id = ?"
        return bool(self._row(sql, self._ids[group][uid])[0])

    def _load_special(self, sql: str) -> str:
        row = self._database.execute(sql).fetchone()
        return str(row[0]) if row else ""

    def _load_cap(self, staff_id: int) -> Rate | None:
        row = self._row("SELECT discount_cap FROM staff WHERE id = ?", staff_id)
        return None if row[0] is None else Rate(row[0])

    def _load_item(self, item_id: int) -> Item:
        found: dict[int, Item] = {}
        self._load_items(found, [item_id])
        return found[item_id]

    def _load_items(self, into: dict[int, Item], ids: Sequence[int]) -> None:
        for item_id, *row in self._database.execute(_ITEMS, (listed(ids),)).fetchall():
            into[item_id] = self._item(item_id, row)

    def _item(self, item_id: int, row: Sequence[Any]) -> Item:
        base = ItemUnit(row[18], 1, 1, False, False, *row[19:])  # noqa: FBT003 - a row in the order of its columns
        larger = (
            ItemUnit(name, numerator, denominator, bool(for_purchase), bool(for_sale), *prices)
            for name, numerator, denominator, for_purchase, for_sale, *prices in (
                self._database.execute(_UNITS, (item_id,)) if row[17] else ()
            )
        )
        return Item(
            id=item_id,
            uid=row[0],
            code=row[1],
            name=row[2],
            spec=row[3],
            places=row[4],
            units=(base, *larger),
            tax_rate=row[5],
            reference_cost=row[6],
            category_id=row[7],
            default_supplier=row[8] or "",
            default_warehouse=row[9] or "",
            shelf_life_days=row[10],
            track_batch=bool(row[11]),
            track_expiry=bool(row[12]),
            track_serial=bool(row[13]),
            weighed=bool(row[14]),
            is_service=bool(row[15]),
            is_active=bool(row[16]),
        )

    def _load_party(self, party_id: int) -> Party:
        row = self._row(_PARTY, party_id)
        return Party(
            id=party_id,
            uid=row[0],
            code=row[1],
            name=row[2],
            is_supplier=bool(row[3]),
            is_customer=bool(row[4]),
            is_walk_in=bool(row[5]),
            settlement=row[6],
            payment_days=row[7],
            credit_limit=row[8],
            price_level=row[9],
            tax_rate=row[10],
            is_active=bool(row[11]),
        )

    def _load_place(self, place_id: int) -> Place:
        row = self._row(_PLACE, place_id)
        return Place(
            id=place_id,
            uid=row[0],
            code=row[1],
            name=row[2],
            kind=PlaceKind(row[3]),
            negative_stock=StockPolicy(row[4]),
            is_active=bool(row[5]),
        )
