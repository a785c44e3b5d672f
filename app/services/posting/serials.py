"""Serial numbers move with their goods; each is in one place or in none, whatever is written or taken back (F51)."""

from collections.abc import Iterable, Sequence

from app.domain.documents.document import Document, serials_of
from app.domain.posting.errors import SerialMistake
from app.domain.posting.recosting import CostMove
from app.storage import serials
from app.storage.books import Books
from app.storage.ledger import NewMove
from app.storage.serials import Step


def write(books: Books, document: Document, moves: Sequence[NewMove]) -> None:
    """Note the serial numbers of a document's moves, and of those by which counts give way to them."""
    steps: list[Step] = []
    for move in moves:
        if move.document_id or not move.cost.quantity:
            continue
        sign = 1 if move.cost.quantity > 0 else -1
        steps += [
            Step(move.cost.pool.item, serial, move.cost.key, move.place_id, sign)
            for serial in serials_of(document.lines[move.line - 1])
        ]
    if not steps:
        return
    astray = _note(books, steps, moves)
    for number, line in enumerate(document.lines, 1):
        for serial in serials_of(line):
            if (books.catalogue.item_id(line.item), serial) in astray:
                raise SerialMistake(line=number, field="serials", serial=serial)


def take_back(books: Books, withdrawn: Sequence[CostMove], late: Sequence[NewMove]) -> None:
    """Take back the comings and goings of moves; refuse where a number went elsewhere since."""
    gone = serials.steps(books.connection(), [move.key for move in withdrawn])
    steps = [step._replace(sign=-step.sign) for step in gone]
    for _, serial in sorted(_note(books, steps, late)) if steps else ():
        raise SerialMistake(field="serials", serial=serial)


def _note(books: Books, steps: list[Step], moves: Iterable[NewMove]) -> set[tuple[int, str]]:
    """Write steps and what counts make of them; return the (item, number) that would be in two places, or below none.

    A count that gives way to goods gives way to their numbers: what came and was not counted is lost, by its number.
    """
    written = list(steps)
    for move in moves:
        if move.document_id:
            written += [
                step._replace(entry_id=move.cost.key, sign=-step.sign)
                for step in steps
                if (step.item_id, step.place_id) == (move.cost.pool.item, move.place_id)
            ]
    serials.add(books.connection(), written)
    numbers: dict[int, set[str]] = {}
    for step in steps:
        numbers.setdefault(step.item_id, set()).add(step.serial)
    return {
        (item_id, serial)
        for item_id, wanted in numbers.items()
        for serial in serials.astray(books.connection(), item_id, wanted)
    }
