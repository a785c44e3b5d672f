"""20: a long day in one process: nothing dies, nothing grows."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from app.services import documents
from app.services.firm import Firm
from tests.bench import trade
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads.posting import Seller

_SCANS = 5000
_SALES = 600
_MOST_NEW_REFERENCES = 2000
MEGABYTE = 1 << 20


def soak(setting: Setting) -> Iterator[Result]:
    """5,000 scans onto receipts of a few lines, and 600 sales; each scan is also shown by a label of Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLabel

    _ = QApplication.instance() or QApplication([])
    label = QLabel()
    seller = Seller(setting.copy(setting.opening("fifo"), "soak"))
    look_at_all(seller)
    _day(seller, label, scans=_SCANS, sales=_SALES)  # what is kept for good is loaded
    singles = (None, True, False)
    references, memory = [_references(each) for each in singles], resident(seller.firm)
    _day(seller, label, scans=_SCANS, sales=_SALES)
    lost = max(abs(_references(each) - before) for each, before in zip(singles, references, strict=True))
    grown = (resident(seller.firm) - memory) / MEGABYTE
    yield Result(20, "soak, growth", max(grown, 0.0), unit="MiB", goal=5.0)
    yield Result(20, "soak, references to None, True, False", lost, unit="", goal=_MOST_NEW_REFERENCES)
    seller.firm.close()


def _day(seller: Seller, label: object, *, scans: int, sales: int) -> None:
    firm: Firm = seller.firm
    chance = seller.trader.random
    draft = documents.blank(firm, "delivery")
    for number in range(scans):
        draft, line = documents.scan(
            firm, draft, trade.barcode(chance.randrange(len(seller.trader.records.items)))
        )
        label.setText(f"{number} {line} {draft.total}")  # type: ignore[attr-defined]
        if len(draft.lines) == trade.LINES:
            draft = documents.blank(firm, "delivery")
    for sale in (seller.sales(1)[0] for _ in range(sales)):
        documents.post(firm, sale)
    gc.collect()


def look_at_all(seller: Seller) -> None:
    """Look at each item once: it is kept for good from then on, by who reads and by who writes."""
    for memory_of in (nullcontext, seller.firm.transaction):
        with memory_of():
            for uid in seller.trader.records.items:
                seller.firm.catalogue.item(uid)


def _references(single: object) -> int:
    return sys.getrefcount(single)


def resident(firm: Firm) -> int:
    """Return the bytes of memory that the process has, without the pages that SQLite keeps up to a limit of its own."""
    firm.database.connection().execute("PRAGMA shrink_memory")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE")
