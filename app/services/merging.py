"""Merging two records of one thing, with what the ledgers hold of the loser (F11).

Stock moves to the winner by visible documents: an assembly a warehouse that makes the winner of the loser at the same
value. Debts need no document: the loser's open entries count as the winner's from then on.
"""

from app.core.changes import Changes
from app.core.ids import new_uid
from app.core.numbers import Quantity
from app.domain.documents.document import Document, Line
from app.domain.records.types import RECORDS
from app.services import documents, records
from app.services.firm import Firm
from app.storage import stock


def merge(firm: Firm, type_key: str, loser: str, winner: str) -> Changes:
    """Make one record of two: codes, links, stock and debts of the loser are the winner's from now on."""
    carry_over = _move_stock if RECORDS[type_key].group == "item" else None
    return records.merge(firm, type_key, loser, winner, carry_over=carry_over)


def _move_stock(firm: Firm, loser: str, winner: str) -> Changes:
    """Turn the loser's stock into the winner's, warehouse by warehouse, at the same value."""
    changes = Changes()
    for place_id, quantity in stock.by_place(firm.books.connection(), firm.catalogue.item_id(loser)):
        if quantity <= 0:
            continue  # what is below zero holds the loser back: it has to be explained first
        held = Quantity(quantity)
        document = Document(
            uid=new_uid(),
            type="assembly",
            business_date=firm.today(),
            header={"warehouse": firm.catalogue.uid_of("place", place_id)},
            lines=(
                Line(item=loser, quantity=held, role="component"),
                Line(item=winner, quantity=held, role="product"),
            ),
        )
        changes |= documents.post(firm, document).changes
    return changes
