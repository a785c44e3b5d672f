"""Applying operations: the same function writes the effects of one when it is new and in replay.

Appliers read nothing but the operation and the books: no clock, locale, float, randomness (decisions 16). Whoever knows
a kind of operation registers its applier in `APPLIERS`, or in `MANY` if it takes several together at less cost.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from app.core.changes import Changes
from app.storage import operations
from app.storage.books import Books
from app.storage.operations import Act, Operation

APPLIERS: dict[str, Callable[[Books, Operation], Changes]] = {}
"""Appliers by kind: each writes the effects of one operation into the books and says what it touched."""

MANY: dict[str, Callable[[Books, Sequence[Operation]], Changes]] = {}
"""Appliers of several operations of their kind, in order."""


def append(books: Books, acts: Iterable[Act | Operation]) -> Changes:
    """Add acts to the log and apply them in order, inside the caller's transaction."""
    changes = Changes()
    logged = operations.log(books.connection(), acts)
    for kind, alike in itertools.groupby(logged, attrgetter("kind")):
        if kind in MANY:
            changes |= MANY[kind](books, [*alike])
        else:
            for operation in alike:
                changes |= APPLIERS[kind](books, operation)
    return changes
