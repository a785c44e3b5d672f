"""Withdrawing: records that should never have been made are taken out again, when their import is taken back.

The row of a record goes. Where a ledger still names it, by documents that were taken back, it stays for those to be
read, but disabled and out of reach of code, bar code, name and search: the same thing can be made again.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.core.changes import Changes
from app.domain.records.types import RECORDS
from app.storage import figures, search
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation
from app.storage.stores import STORES

WITHDRAW: Final = "record.withdraw"
"""Kind of the operation that takes records out: ``{"records": [[type, [uid …]] …]}``; its subject is their import."""

_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "item": ("document_line.item_id", "stock_entry.item_id"),
    "party": ("document.party_id", "party_entry.party_id"),
    "place": ("document.place_id", "stock_entry.place_id"),
    "account": ("cash_entry.account_id",),
    "staff": ("document.staff_id",),
    "category": ("figure_month.category_id",),
    "price": (),
    "custom_field": (),
    "rule": (),
    "scale_label": (),
    "tag": (),
}
"""Where the ledgers name records of a group."""


def apply_withdraw(books: Books, operation: Operation) -> Changes:
    """Take out the records that the operation names; nothing where there is none."""
    connection, kinds = books.connection(), set()
    for type_key, uids in operation.payload["records"]:
        group = RECORDS[type_key].group
        with figures.refiling(connection, uids if group == "item" else ()):
            _take_out(connection, group, uids)
        kinds |= {f"record:{each.key}" for each in RECORDS if each.group == group}
    changes = Changes(frozenset(kinds))
    books.forget(changes)
    return changes


APPLIERS[WITHDRAW] = apply_withdraw


def _take_out(connection: Any, group: str, uids: Sequence[str]) -> None:
    """Delete records with their rows, or put them out of reach."""
    store = STORES[group]
    there = dict(
        connection.execute(
            f"SELECT uid, id FROM {store.table} WHERE uid IN (SELECT value FROM json_each(?))",
            (json.dumps(uids),),
        )
    )
    going = [
        there[uid] for uid in uids if uid in there
    ]  # in this order: what names others before those others
    ledgers_name = _named(connection, group)
    named = [(record_id,) for record_id in going if record_id in ledgers_name]
    free = [(record_id,) for record_id in going if record_id not in ledgers_name]
    search.drop(connection, group, going)
    for shelf in store.parts.values():
        is_found_by = "code_key" in shelf.columns or shelf.links
        rows = [*free, *named] if is_found_by else free
        connection.executemany(f"DELETE FROM {shelf.table} WHERE item_id = ?", rows)
    cut = "".join(f", {column} = NULL" for column in store.links)
    connection.executemany(
        f"UPDATE {store.table} SET is_active = 0, code_key = '', name_key = ''{cut} WHERE id = ?", named
    )
    connection.executemany(f"DELETE FROM {store.table} WHERE id = ?", free)


def _named(connection: Any, group: str) -> frozenset[int]:
    """Return the local ids of a group that a ledger names: each ledger is read once for all."""
    found: set[int] = set()
    for column in _NAMED[group]:
        table, _, name = column.partition(".")
        found.update(row[0] for row in connection.execute(f"SELECT DISTINCT {name} FROM {table}"))
    return frozenset(found)
