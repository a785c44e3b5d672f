"""Seeded firms, posted through the services and kept in a folder until migrations or seeds change."""

import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.core import paths
from app.core.clock import FixedClock
from app.core.numbers import ONE
from app.domain.documents.document import Document
from app.services import founding
from app.services.documents.posting import post_many
from app.services.firm import Firm, Profile
from app.storage import operations
from tests.bench import trade
from tests.bench.trade import Ledger, Trader

SEED = 20_240_101
LAYERS = 3
_BATCH = 1000
_TODAY = "2026-01-05"


class Firms:
    """Makes each firm once; gives copies of them."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.folder = folder
        self._fresh = fresh
        self._made: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def opening(self, method: str, items: int) -> Path:
        """A firm with three layers of each item and nothing sold yet."""

        def fill(firm: Firm) -> None:
            trader = Trader(trade.found(firm, items=items), SEED)
            uids, place = trader.records.items, trader.records.places[0]
            post(
                firm,
                (
                    trader.opening(uids[start : start + 100], layer=layer, place=place)
                    for layer in range(LAYERS)
                    for start in range(0, items, 100)
                ),
            )

        return self._kept(f"opening-{method}-{items}", method, fill)

    def ledger(self, moves: int, items: int) -> Path:
        """Two years of trade in three warehouses, FIFO."""

        def fill(firm: Firm) -> None:
            trader = Trader(trade.found(firm, items=items, partners=items // 10, places=3), SEED)
            post(firm, Ledger(trader, moves=moves).documents())

        return self._kept(f"ledger-{moves}-{items}", "fifo", fill)

    def chain(self, method: str, moves: int) -> Path:
        """One item in one place with so many moves, one a document."""

        def fill(firm: Firm) -> None:
            trader = Trader(trade.found(firm, items=2), SEED)
            post(firm, chain(trader, moves))

        return self._kept(f"chain-{method}-{moves}", method, fill)

    def catalogue(self, items: int) -> Path:
        """A firm that has nothing but items."""

        def fill(firm: Firm) -> None:
            trade.found(firm, items=items)

        return self._kept(f"catalogue-{items}", "fifo", fill)

    def copy(self, path: Path, target: Path) -> Path:
        """Return a copy of a firm that may be changed."""
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(path, target)
        return target

    def _kept(self, name: str, method: str, fill: Callable[[Firm], None]) -> Path:
        path = self.folder / f"{name}-{_seeds()}.sqlite"
        if path.exists() and (path in self._made or not self._fresh):
            return path
        for old in self.folder.glob(f"{name}-*"):
            old.unlink()
        began = time.monotonic()
        print(f"making {name} …", end=" ", file=sys.stderr, flush=True)
        unfinished = path.with_suffix(".unfinished")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
        firm = founding.create(unfinished, Profile(name=name, method=method), clock=FixedClock("2023-12-01"))
        fill(firm)
        firm.database.execute("PRAGMA optimize")
        firm.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        firm.close()
        unfinished.rename(path)
        self._made.add(path)
        print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        return path


def opened(path: Path) -> Firm:
    """Open a firm as of the day after its trade."""
    return Firm.open(path, clock=FixedClock(_TODAY))


def post(firm: Firm, documents: Iterable[Document]) -> None:
    """Post documents in large transactions."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == _BATCH:
            post_many(firm, batch)
            batch = []
    post_many(firm, batch)


def chain(trader: Trader, moves: int) -> Iterator[Document]:
    """Walk documents of one line, all of one item: a receipt whenever too little is there, and every fifth time."""
    records = trader.records
    held = 0
    for number in range(moves):
        date = trade.day(number * trade.DAYS // moves)
        if held < trade.MOST_SOLD or trader.random.random() < trade.RECEIPTS - 0.1:
            document = trader.receipt(records.items[:1], date=date, place=records.places[0])
            held += (document.lines[0].quantity or 0) // ONE
        else:
            document = trader.sale(records.items[:1], date=date, place=records.places[0])
            held -= (document.lines[0].quantity or 0) // ONE
        yield document


def _seeds() -> str:
    """Return a mark of all that decides what a firm holds: migrations, the form of the log and the seeds."""
    digest = hashlib.sha256()
    seeds = [Path(module) for module in (operations.__file__, trade.__file__, __file__)]
    for path in (*sorted(paths.migrations().glob("*.py")), *seeds):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
