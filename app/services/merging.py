"""Merging two records of one thing, with what the firm holds of the loser (F11).

Stock moves to the winner by visible documents: an assembly a warehouse that makes the winner of the loser at the same
value, batch by batch, with days of expiry and serial numbers. Debts need no document: the loser's open entries count as
the winner's from then on. How a party's forms are printed goes along where the winner has nothing of its own.

What a group of records carries over stands in one table; what the database redirects is `app.storage.merging`.
"""

import itertools
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from app.core.changes import Changes
from app.core.ids import new_uid
from app.core.numbers import Quantity
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line
from app.domain.records.types import RECORDS
from app.services import documents, records
from app.services.firm import Firm
from app.services.printing import choices
from app.storage import documents as stored
from app.storage import serials, stock
from app.storage.stock import Held


def merge(firm: Firm, type_key: str, loser: str, winner: str) -> Changes:
    """Make one record of two: codes, links, stock and debts of the loser are the winner's from now on."""
    carry_over = _CARRIES.get(RECORDS[type_key].group)
    return records.merge(firm, type_key, loser, winner, carry_over=carry_over)


def _move_stock(firm: Firm, loser: str, winner: str) -> Changes:
    """Turn the loser's stock into the winner's, warehouse by warehouse, at the same value."""
    changes = Changes()
    connection, item_id = firm.books.connection(), firm.catalogue.item_id(loser)
    pieces = serials.held(connection, item_id)
    for place_id, there in itertools.groupby(stock.held(connection, item_id), attrgetter("place_id")):
        batches = [*there]
        if any(each.quantity <= 0 for each in batches):
            continue  # what is below zero holds the loser back: it has to be explained first
        numbers = {
            each.batch: " ".join(serial for *where, serial in pieces if where == [place_id, each.batch])
            for each in batches
        }
        document = Document(
            uid=new_uid(),
            type="assembly",
            business_date=firm.today(),
            header={f.WAREHOUSE.key: firm.catalogue.uid_of("place", place_id)},
            lines=tuple(
                Line(
                    item=item,
                    quantity=Quantity(each.quantity),
                    role=role,
                    data=_told(firm, each, numbers[each.batch]),
                )
                for item, role in ((loser, "component"), (winner, "product"))
                for each in batches
            ),
        )
        changes |= documents.post(firm, document).changes
    return changes


def _told(firm: Firm, held: Held, numbers: str) -> Mapping[str, Any]:
    """Say batch, days and serial numbers of a piece of stock; the days are those of the line by which it came."""
    head = stored.head(firm.books.connection(), held.document)
    came = stored.load(firm.books.connection(), head).lines[held.line - 1].data if head and held.line else {}
    days = {field.key: came.get(field.key) for field in (f.PRODUCED_ON, f.EXPIRES_ON)}
    told = {f.BATCH.key: held.batch, **days, f.SERIALS.key: numbers}
    return {key: value for key, value in told.items() if value}


_CARRIES: Final[Mapping[str, Callable[[Firm, str, str], Changes]]] = {
    "item": _move_stock,
    "party": choices.hand_on,
}
"""What is carried over before two records of a group become one."""
