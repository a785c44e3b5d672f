"""Merging: two records of one thing become one (F11).

The loser keeps its row, its ledger entries and its history: closed reports do not change. From the moment of the merge
its uid means the survivor (`local_id`, `Catalogue`), links to it point to the survivor, and its bar codes find the
survivor. What the ledgers hold of it is carried over by documents of their own: see `app.services.records.merge`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.core.changes import Changes
from app.domain.records.types import RECORDS
from app.storage import figures, money, past_deals, prices
from app.storage.aliases import local_id
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation
from app.storage.records import Heard, index
from app.storage.stores import STORES

MERGE = "record.merge"
"""Kind of the operation that makes one record of two: ``{"type", "into": the winner}``; its subject is the loser."""


def apply_merge(books: Books, operation: Operation) -> Changes:
    """Make the subject an alias of the record it merges into; nothing when the two are one already."""
    connection, payload = books.connection(), operation.payload
    record_type = books.shapes.record(payload["type"])
    group = record_type.group
    loser, winner = (
        local_id(connection, group, operation.subject),
        local_id(connection, group, payload["into"]),
    )
    if loser is None or winner is None or loser == winner:
        return Changes()
    table = STORES[group].table
    connection.execute(
        "INSERT INTO record_alias (uid, record_group, record_id, survivor_id, operation_id)"
        f" SELECT uid, ?, id, ?, ? FROM {table} WHERE id = ?",
        (group, winner, operation.id, loser),
    )
    connection.execute(
        "UPDATE record_alias SET survivor_id = ? WHERE record_group = ? AND survivor_id = ?",
        (winner, group, loser),
    )
    _take_on_roles(connection, group, loser, winner)
    connection.execute(f"UPDATE {table} SET is_active = 0 WHERE id = ?", (loser,))
    hand_over = _HANDS_OVER.get(group)
    if hand_over is not None:
        hand_over(connection, loser, winner)
    _redirect_links(connection, group, loser, winner)
    index(connection, books.shapes, [Heard(loser, record_type.key), Heard(winner, record_type.key)])
    changes = Changes.of(*(f"record:{each.key}" for each in RECORDS if each.group == group))
    books.forget(changes)
    return changes


APPLIERS[MERGE] = apply_merge


def _take_on_roles(connection: Any, group: str, loser: int, winner: int) -> None:
    """Give the winner the roles of the loser: who was a supplier and a customer is one party with both."""
    table = STORES[group].table
    for role in sorted({each.role for each in RECORDS if each.group == group and each.role}):
        connection.execute(
            f"UPDATE {table} SET {role} = 1 WHERE id = ? AND (SELECT {role} FROM {table} WHERE id = ?) = 1",
            (winner, loser),
        )


def _redirect_links(connection: Any, group: str, loser: int, winner: int) -> None:
    """Let what pointed to the loser point to the winner; the winner never points to itself."""
    for store in STORES.values():
        for shelf in (store, *store.parts.values()):
            for column, target in shelf.links.items():
                if target == group:
                    connection.execute(
                        f"UPDATE {shelf.table} SET {column} = ? WHERE {column} = ?", (winner, loser)
                    )
    store = STORES[group]
    for column, target in store.links.items():
        if target == group:
            connection.execute(
                f"UPDATE {store.table} SET {column} = NULL WHERE id = ? AND {column} = ?", (winner, winner)
            )


def _hand_over_dealings(connection: Any, loser: int, winner: int) -> None:
    """Let open debts, last prices and past deals of a party be the other's."""
    money.hand_over(connection, loser, winner)
    prices.hand_over(connection, loser, winner)
    past_deals.hand_over(connection, loser, winner)


def _refile(connection: Any, loser: int, winner: int) -> None:
    """File the items of a category itself, without those below it, under the other; month figures follow."""
    rows = connection.execute("SELECT uid FROM item WHERE category_id = ?", (loser,)).fetchall()
    with figures.refiling(connection, [row[0] for row in rows]):
        connection.execute("UPDATE item SET category_id = ? WHERE category_id = ?", (winner, loser))


def _hand_over_goods(connection: Any, loser: int, winner: int) -> None:
    """Let bar codes, last prices and past deals of goods be the other's."""
    _hand_over_barcodes(connection, loser, winner)
    prices.hand_over_item(connection, loser, winner)
    past_deals.hand_over_item(connection, loser, winner)


def _hand_over_barcodes(connection: Any, loser: int, winner: int) -> None:
    """Bind the loser's bar codes to units of the same ratio; where there is none, the code stays with the loser."""
    units = dict(
        connection.execute(
            "SELECT theirs.name, ours.name FROM item_unit theirs JOIN item_unit ours ON ours.item_id = ?"
            " AND ours.numerator * theirs.denominator = theirs.numerator * ours.denominator"
            " WHERE theirs.item_id = ? ORDER BY theirs.position, ours.name = theirs.name",
            (winner, loser),
        ).fetchall()
    )
    units[""] = ""
    position = connection.execute(
        "SELECT COALESCE(MAX(position), -1) FROM item_barcode WHERE item_id = ?", (winner,)
    ).fetchone()[0]
    rows = connection.execute(
        "SELECT code_key, unit FROM item_barcode WHERE item_id = ? ORDER BY position", (loser,)
    ).fetchall()
    for code_key, unit in rows:
        if unit in units:
            position += 1
            connection.execute(
                "UPDATE OR IGNORE item_barcode SET item_id = ?, unit = ?, position = ?"
                " WHERE code_key = ? AND item_id = ?",
                (winner, units[unit], position, code_key, loser),
            )


_HANDS_OVER: Final[Mapping[str, Callable[[Any, int, int], None]]] = {
    "item": _hand_over_goods,
    "party": _hand_over_dealings,
    "category": _refile,
}
"""What a record of a group hands over to the one that it becomes, besides the links to it."""
