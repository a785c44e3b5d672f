"""Import of lists that firms bring: items, parties, prices, opening stock and debts, count sheets (F08, F09, N12).

A trial runs the same code and takes everything back. A list with errors is not imported, unless its sound rows are
asked for. Importing the same file again changes nothing, and every import can be taken back.

``lists``      the file as a list of records
``kinds``      which field of a list goes to which field of a record, as declarations
``saving``     the engine that reads them
``meaning``    an item for each colour and size, figures in the unit that a head names
``stock``, ``debts``, ``drafts``, ``counts``   records become documents
``intakes``    every kind of import, as declarations
``outcome``    what became of it, by row and column
``unused``     what nothing is made of, which is told
``batches``    what was imported, and taking it back
``marking``    a copy of the file with its faults in colour
``own_fields`` columns that go to fields of the firm's own, or become such
``shapes``     which column holds which field, remembered for the next file of the same form
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from app.core.errors import BusinessError
from app.core.progress import Progress, silent
from app.domain.documents.types import TYPES
from app.services import modules
from app.services.firm import Firm
from app.services.imports import batches, kinds, lists, naming, own_fields, shapes
from app.services.imports.batches import AlreadyUndone, Undone, UnknownImport, listed, undo
from app.services.imports.intakes import INTAKES, LINES, named_in, table_of
from app.services.imports.job import Job, Wish
from app.services.imports.lists import BroughtList, HeaderNotFound
from app.services.imports.marking import mark
from app.services.imports.outcome import Outcome
from app.services.imports.unused import ColumnUnused
from app.storage.imports import Batch

__all__ = [
    "KINDS",
    "AlreadyUndone",
    "Batch",
    "BroughtList",
    "HeaderNotFound",
    "ListNotImported",
    "Outcome",
    "Undone",
    "UnknownImport",
    "Wish",
    "bring",
    "forget",
    "listed",
    "look",
    "mark",
    "read",
    "run",
    "undo",
]


KINDS: Final = tuple(each.key for each in INTAKES)
"""What a list can be imported as."""
AS_IT_IS: Final = Wish()
"""The wish of somebody who says nothing more."""


@dataclass(eq=False, kw_only=True)
class ListNotImported(BusinessError):
    """The file was understood, but lists of this kind do not become records."""

    code: ClassVar[str] = "LIST_NOT_IMPORTED"
    name: str


def run(
    firm: Firm,
    path: Path,
    *,
    kind: str = "",
    mapping: Mapping[int, str] | None = None,
    dry_run: bool = False,
    skip_errors: bool = False,
    openings: bool = True,
    post: bool = False,
    new_fields: bool = False,
    reason: str = "",
    progress: Progress = silent,
) -> Outcome:
    """Import a file as `kind`, or as what its headers say, in one transaction; Cancelled takes all of it back.

    `mapping` says which columns hold which field, by their places from 0; it is remembered for files of this shape.
    `openings`: stock and debts that stand beside items and parties open the books. `post`: drafts are posted at once.
    `new_fields`: columns that would be left out become fields of the firm's own. `reason`: why rows stand that break a
    rule which takes one.
    """
    wish = Wish(is_dry=dry_run, skip_errors=skip_errors, openings=openings, post=post, reason=reason)
    brought = read(firm, path, kind, mapping, progress, new_fields=new_fields)
    return bring(firm, brought, wish, progress, mapping=mapping)


def read(
    firm: Firm,
    path: Path,
    kind: str = "",
    mapping: Mapping[int, str] | None = None,
    progress: Progress = silent,
    *,
    new_fields: bool = False,
) -> BroughtList:
    """Read a file as a list, its columns as they are given or as they are remembered for files of its shape.

    A column that is called like a field of the firm's own goes there.
    """
    opened = lists.open_list(path, table_of(kind), progress=progress)
    known = shapes.recall(firm, opened.shape) if mapping is None else None
    if known is not None and (not kind or kind == known.kind):
        if table_of(known.kind) != opened.head.table:
            opened = lists.open_list(path, table_of(known.kind), progress=progress)
        kind, mapping = known.kind, own_fields.in_use(known.mapping, kinds.fillable(firm, known.kind))
    elif not kind:
        kind = named_in(opened.titles) if opened.head.table == LINES else opened.head.table
    columns = opened.head.columns if new_fields else ()
    idle = [each.place for each in columns if naming.goes_nowhere(kind, each)]
    said = own_fields.mapping_of(
        opened, kinds.fillable(firm, kind), mapping or {}, idle, kinds.record_of(kind)
    )
    return opened.read(said or mapping, progress, kind=kind)


def look(firm: Firm, path: Path, problem: BusinessError, mapping: Mapping[int, str] | None = None) -> Outcome:
    """Return what was read of a list that nothing can be made of, and why not."""
    brought = read(firm, path, mapping=mapping)
    outcome = Outcome(brought, is_dry=True)
    outcome.refuse(brought.reading.head.rows[0] + 1, problem)
    return outcome


def forget(firm: Firm, path: Path) -> None:
    """Forget what was said of the columns of files like this one."""
    shapes.forget(firm, lists.open_list(path).shape)


def bring(
    firm: Firm,
    brought: BroughtList,
    wish: Wish = AS_IT_IS,
    progress: Progress = silent,
    *,
    mapping: Mapping[int, str] | None = None,
) -> Outcome:
    """Import a list that was read, in one transaction; a `mapping` it was read by is remembered."""
    if brought.kind not in INTAKES:
        raise ListNotImported(name=brought.file)
    if brought.kind in TYPES:
        modules.refuse_to_begin(firm, brought.kind)
    record, head = kinds.record_of(brought.kind), brought.reading.head
    outcome = Outcome(brought, is_dry=wish.is_dry, own=kinds.own_labels(firm, brought.kind))
    for column in naming.prices_for_nobody(brought.kind, head):
        outcome.leave(head.rows[-1] + 1, ColumnUnused(column=column.header), column.field)
    with firm.database.frugal(), firm.trial() as trial:
        since = batches.begin(firm)
        made = own_fields.make(firm, record, head)
        INTAKES[brought.kind].bring(Job(firm, outcome, wish, progress, made))
        if wish.is_dry or (outcome.errors and not wish.skip_errors):
            return outcome
        outcome.batch = batches.end(firm, since, outcome.facts())
        outcome.is_done = True
        if mapping is not None:
            said = {each.place: own_fields.kept(each.field, made) for each in head.columns}
            shapes.remember(firm, brought.shape, brought.kind, {place: said[place] for place in mapping})
        trial.keep()
    return outcome
