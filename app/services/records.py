"""Master data: look up, save, disable, merge. Window, command line and import come through here (decisions 22)."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.field import Field
from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.table import Column, Drill, Table
from app.core.text import Message
from app.domain.catalog import barcode, comparing, search_text
from app.domain.errors import InUse, NotMergeable, OwnAncestor, StillHolds
from app.domain.records import check, spec
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS
from app.services import pinyin, record_checks
from app.services.firm import Firm
from app.storage import station
from app.storage.catalogue import Scanned
from app.storage.merging import MERGE
from app.storage.queries import records as queries
from app.storage.records import RECORD, load_record, texts_of
from app.storage.search import Hit
from app.storage.search import search as search_records

__all__ = ["Hit", "Scanned"]

_FIRST_STATION = "A"
_UPC, _EAN = 12, 13

CarryOver = Callable[[Firm, str, str, str], Changes]
"""Carries over what the ledgers hold of a record (stock, debts): type, uid of the loser, uid of the winner."""


def blank(firm: Firm, type_key: str) -> dict[str, Any]:
    """Return a new record with its defaults; its code is given when it is saved."""
    del firm  # defaults may come to depend on the firm
    return spec.blank(RECORDS[type_key])


def load(firm: Firm, type_key: str, uid: str) -> dict[str, Any]:
    """Return a record as people fill it in, with its uid."""
    return load_record(firm.database.connection(), RECORDS[type_key], uid)


def title(firm: Firm, type_key: str, uid: str) -> str:
    """Return what people know a record by, code and name; empty when there is no such record."""
    return queries.title(firm.database.connection(), RECORDS[type_key], uid)


def name(firm: Firm, type_key: str, uid: str) -> str:
    """Return the name of a record without reading the rest of it; empty when there is no such record."""
    return queries.value(firm.database.connection(), RECORDS[type_key], uid, "name")


def problems(firm: Firm, type_key: str, values: Values) -> tuple[BusinessError, ...]:
    """Return everything that forbids to save the record, each with its field."""
    before, after = _before_and_after(firm, RECORDS[type_key], values)
    return tuple(record_checks.problems(firm, RECORDS[type_key], after, before=before))


def warnings(firm: Firm, type_key: str, values: Values) -> tuple[Message, ...]:
    """Return what a person should look at again; the record can be saved all the same. Nothing while it cannot."""
    _, after = _before_and_after(firm, RECORDS[type_key], values)
    if any(check.problems(RECORDS[type_key], after)):
        return ()
    return tuple(record_checks.warnings(firm, RECORDS[type_key], after))


def save(firm: Firm, type_key: str, values: Values) -> tuple[str, Changes]:
    """Make a record, or change the one whose ``uid`` is among the values; fields that are not named stay as they are.

    Raises the first of `problems`. Saving what is there already writes nothing.
    """
    record_type = RECORDS[type_key]
    named = {key: value for key, value in values.items() if key not in _kept_from_people(record_type)}
    return write(firm, type_key, named)


def write(firm: Firm, type_key: str, values: Values) -> tuple[str, Changes]:
    """Save like `save`, read-only fields included: for the program itself."""
    record_type = RECORDS[type_key]
    with firm.transaction():
        before, after = _before_and_after(firm, record_type, values)
        for problem in record_checks.problems(firm, record_type, after, before=before):
            raise problem
        _follow_the_name(record_type, before, after)
        _base_unit_has_no_name(after)
        if not before and not after["code"]:
            prefix = record_type.prefix + ("" if firm.station == _FIRST_STATION else firm.station)
            after["code"] = queries.next_code(firm.database.connection(), record_type.group, prefix)
        uid = before["uid"] if before else new_uid()
        payload = _payload(record_type, before, after)
        if not payload["set"]:
            return uid, Changes()
        return uid, firm.write(RECORD, uid, payload)


def disable(firm: Firm, type_key: str, uid: str) -> Changes:
    """Take a record out of look-ups; lists and reports of what was keep it."""
    if uid in {firm.catalogue.walk_in_uid(), firm.catalogue.transit_uid()}:
        field = RECORDS[type_key].field("is_active")
        raise InUse(record=title(firm, type_key, uid), label=Message.of(field.label), field="is_active")
    return save(firm, type_key, {"uid": uid, "is_active": False})[1]


def enable(firm: Firm, type_key: str, uid: str) -> Changes:
    """Put a disabled record back into look-ups."""
    return save(firm, type_key, {"uid": uid, "is_active": True})[1]


def merge(
    firm: Firm, type_key: str, loser_uid: str, winner_uid: str, *, carry_over: CarryOver | None = None
) -> Changes:
    """Make one record of two: from now on the loser's uid, links and bar codes mean the winner (F11).

    The loser's ledger entries stay its own, so reports of the past do not change. `carry_over` is called first, in the
    same transaction, while both are still themselves: it posts what moves the loser's stock, cost and debts to the
    winner in the open period, so that from today on the winner has both. What it leaves behind forbids to merge.
    """
    record_type = RECORDS[type_key]
    with firm.transaction():
        loser, winner = load(firm, type_key, loser_uid), load(firm, type_key, winner_uid)
        _may_merge(firm, record_type, loser, winner)
        carried = carry_over(firm, type_key, loser_uid, winner_uid) if carry_over else Changes()
        if queries.holds(firm.database.connection(), record_type.group, loser_uid):
            raise StillHolds(record=loser["name"])
        return carried | firm.write(MERGE, loser_uid, {"type": type_key, "into": winner_uid})


def search(firm: Firm, type_key: str, text: str, limit: int = 50) -> list[Hit]:
    """Return the active records that people mean by `text`, best first."""
    return search_records(firm.database.connection(), RECORDS[type_key], text, limit=limit)


def find(firm: Firm, type_key: str, text: str) -> str:
    """Return the uid of the one record with this code, or else this name; empty when there is none or several.

    Disabled records count only where no other one fits.
    """
    key = comparing.key(text)
    return queries.only_one(firm.database.connection(), RECORDS[type_key], key) if key else ""


def by_barcode(firm: Firm, code: str) -> list[Scanned]:
    """Return the items and units that a scanned code stands for: a bar code, else the code of an item.

    Several when items share the code; retired items come last.
    """
    key = barcode.key(code)
    catalogue = firm.catalogue
    found: list[Scanned] = catalogue.by_barcode(key)
    if not found and key.isdigit():
        # Some scanners send UPC-A with the zero that makes it an EAN-13, some without.
        if len(key) == _EAN and key[0] == "0":
            found = catalogue.by_barcode(key[1:])
        elif len(key) == _UPC:
            found = catalogue.by_barcode("0" + key)
    return found or catalogue.by_item_code(key)


def next_in_store_code(firm: Firm) -> str:
    """Return a free bar code for goods that have none (店内码)."""
    connection = firm.database.connection()
    return queries.next_in_store_code(connection, int(station.get(connection, "number", "1")))


def listing(firm: Firm, type_key: str, *, active: bool | None = True, text: str = "") -> Table:
    """Return the records of a type as a table that opens them; `text` filters like `search`, without its limit."""
    record_type = RECORDS[type_key]
    uids, rows = queries.rows(firm.database.connection(), record_type, active=active, text=text)
    columns = tuple(_column(record_type.field(key)) for key in record_type.columns)
    return Table(record_type.label, columns, rows, drills=_Drills(type_key, uids))


def _column(field: Field) -> Column:
    choices = tuple((choice.key, choice.label) for choice in field.choices)
    kind = Kind.TEXT if field.kind is Kind.LINK else field.kind
    return Column(field.key, field.label, kind, choices=choices)


class _Drills(Sequence[Drill | None]):
    """What each row opens, made when it is asked for: a list of 100,000 rows is opened for a few of them."""

    def __init__(self, type_key: str, uids: list[str]) -> None:
        self._type_key = type_key
        self._uids = uids

    def __len__(self) -> int:
        return len(self._uids)

    @overload
    def __getitem__(self, place: int) -> Drill | None: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Drill | None]: ...

    def __getitem__(self, place: int | slice) -> Drill | Sequence[Drill | None] | None:
        if isinstance(place, slice):
            return _Drills(self._type_key, self._uids[place])
        return Drill(self._type_key, (("uid", self._uids[place]),))


def _kept_from_people(record_type: RecordType) -> frozenset[str]:
    return frozenset(field.key for field in record_type.fields if field.read_only)


def _before_and_after(
    firm: Firm, record_type: RecordType, values: Values
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Return the record as it is stored, None for a new one, and as it is to be."""
    before = load(firm, record_type.key, values["uid"]) if values.get("uid") else None
    after = (before or spec.blank(record_type)) | check.tidy(record_type, values)
    if record_type.role:
        after[record_type.role] = True
    _take_on_roles(firm, record_type, before or {}, after)
    return before, after


def _take_on_roles(firm: Firm, record_type: RecordType, before: Values, after: dict[str, Any]) -> None:
    """Give a party that becomes a supplier or a customer the defaults of one, where nothing was filled in before."""
    for each in RECORDS:
        if each.group == record_type.group and after.get(each.role) and not before.get(each.role):
            stored = load(firm, each.key, before["uid"]) if before else {}
            for field in each.fields:
                held = after.get(field.key) if each is record_type else stored.get(field.key)
                if field.default is not None and held in {None, ""}:
                    after[field.key] = field.default


def _follow_the_name(record_type: RecordType, before: Values | None, after: dict[str, Any]) -> None:
    """Give the mnemonic of the name, unless a person wrote another one."""
    longest = record_type.field("mnemonic").longest
    made_before = _mnemonic(record_type, before, longest) if before else ""
    if not after["mnemonic"] or after["mnemonic"] == made_before:
        after["mnemonic"] = _mnemonic(record_type, after, longest)


def _mnemonic(record_type: RecordType, values: Values, longest: int) -> str:
    return search_text.mnemonic(_sounds(record_type, values), longest=longest)


def _base_unit_has_no_name(values: dict[str, Any]) -> None:
    """Bind bar codes of the base unit to no name, so that it may be renamed."""
    if values.get("barcodes"):
        base = values["base_unit"]
        values["barcodes"] = [
            {**row, "unit": ""} if row["unit"] == base else row for row in values["barcodes"]
        ]


def _sounds(record_type: RecordType, values: Values) -> search_text.Sounds:
    return _sounds_of(tuple(texts_of(record_type.read, values)), record_type.has_surnames)


@lru_cache(maxsize=256)
def _sounds_of(names: tuple[str, ...], has_surnames: bool) -> search_text.Sounds:  # noqa: FBT001 - a key of the cache
    return search_text.sounds(names, pinyin.read, has_surnames=has_surnames)


def _payload(record_type: RecordType, before: Values | None, after: Values) -> dict[str, Any]:
    """Return what is written to the log: only what changes, and how the names read if that changes."""
    nothing = spec.blank(record_type, defaults=False)
    old: Mapping[str, Any] = nothing if before is None else before
    changed = {key: value for key, value in after.items() if value != old.get(key)}
    payload: dict[str, Any] = {"type": record_type.key, "set": changed}
    if before is not None:
        payload["was"] = {key: before[key] for key in changed if key in before}
    if not {path.partition(".")[0] for path in record_type.read}.union({"mnemonic"}).isdisjoint(changed):
        found = _sounds(record_type, after)
        mnemonic = comparing.key(after["mnemonic"])
        initials = dict.fromkeys(filter(None, (*found.initials, mnemonic)))
        payload["sounds"] = {"initials": [*initials], "pinyin": [*found.pinyin]}
    return payload


def _may_merge(firm: Firm, record_type: RecordType, loser: Values, winner: Values) -> None:
    """Refuse two records that differ where it matters, or that are one, or that stand below each other."""
    field = record_checks.merging_problem(record_type, loser, winner)
    if record_type.alike is None or field or loser["uid"] == winner["uid"]:
        label = Message.of(field.label if field else record_type.label)
        raise NotMergeable(loser=loser["name"], winner=winner["name"], label=label)
    connection = firm.database.connection()
    for tree in (each for each in record_type.fields if each.link == record_type.key):
        if loser["uid"] in queries.ancestors(connection, record_type, tree.key, winner["uid"]):
            raise OwnAncestor(record=winner["name"], field=tree.key)
