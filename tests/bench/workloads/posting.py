"""1–4: one sale, the slowest of many, an empty and a full ledger, thousands at once."""

from collections.abc import Iterator, Sequence
from functools import partial

from app.domain.documents.document import Document
from app.services import documents
from app.services.documents.posting import post_many
from app.services.firm import Firm
from tests.bench import trade
from tests.bench.measuring import (
    Pair,
    counted,
    each_timed,
    fdatasync_ms,
    in_turn,
    middle,
    quiet_memory,
    share_below,
)
from tests.bench.raw_posting import RawPosting, RawSale, known
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.trade import LINES, Trader

DAY = "2026-01-05"
_SEED = 11
_MOST_ITEMS = 5000
"""So many items are sold; the others only make the ledger large."""


class Seller:
    """Makes sales of items that are there, for our services and for the raw side of one firm."""

    def __init__(self, firm: Firm, *, method: str = "fifo", seed: int = _SEED) -> None:
        self.firm = firm
        self.trader = Trader(trade.known(firm), seed)
        self.place = self.trader.records.places[0]
        found = trade.in_stock(firm, self.place)
        self.items = self.trader.random.sample(found, min(len(found), _MOST_ITEMS))
        for uid in self.items:
            firm.catalogue.item(uid)  # a draft that is made here has looked them up
        connection = firm.database.connection()
        self.raw = RawPosting(connection, firm._tick, fifo=method == "fifo")

    def stock_up(self, items: Sequence[str] = ()) -> "Seller":
        """Bring in more of each item than will be sold; what was there before is sold first."""
        wanted = items or self.items
        post_many(
            self.firm,
            [
                self.trader.receipt(
                    wanted[start : start + 100], date=DAY, place=self.place, least=9000, most=9999
                )
                for start in range(0, len(wanted), 100)
            ],
        )
        return self

    def sales(self, count: int) -> list[Document]:
        """Return sales of five items."""
        return [
            self.trader.sale(self.trader.random.sample(self.items, LINES), date=DAY, place=self.place)
            for _ in range(count)
        ]

    def raw_sales(self, count: int) -> list[RawSale]:
        """Return the same for the raw side."""
        return [known(self.firm, sale, self.trader.uid()) for sale in self.sales(count)]

    def post(self, count: int) -> list[float]:
        """Post sales one by one."""
        return each_timed([partial(documents.post, self.firm, sale) for sale in self.sales(count)])

    def post_raw(self, count: int) -> list[float]:
        """Post sales by hand."""
        return each_timed([partial(self.raw.post, sale) for sale in self.raw_sales(count)])


def post_sale(setting: Setting) -> Iterator[Result]:
    """One five-line sale: the service call, durably committed."""
    each = 60 if setting.is_quick else 200
    for method in ("fifo", "moving_average"):
        pair = _alternate(setting, method, each, on_disk=False)
        what = f"post-sale-5, {method}, memory"
        yield Result(1, what, pair.ratio, goal=2.0, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms)
    pair = _alternate(setting, "fifo", each, on_disk=True)
    note = f"fdatasync {fdatasync_ms(setting.disk):.2f} ms"
    yield Result(
        1,
        "post-sale-5, fifo, disk",
        pair.ratio,
        goal=1.5,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
        note=note,
    )
    seller = Seller(setting.copy(setting.opening("fifo"), "counted"))
    connection = seller.firm.database.connection()
    sale, raw_sale = seller.sales(2)[1], seller.raw_sales(1)[0]
    ours = counted(connection, lambda: documents.post(seller.firm, sale))
    raw = counted(connection, lambda: seller.raw.post(raw_sale))
    yield Result(1, "post-sale-5, commits", ours.commits, unit="", goal=1)
    yield Result(1, "post-sale-5, statements", ours.statements, unit="", note=f"raw {raw.statements}")
    seller.firm.close()


def _alternate(setting: Setting, method: str, each: int, *, on_disk: bool) -> Pair:
    path = setting.opening(method)
    ours = Seller(setting.copy(path, "ours", on_disk=on_disk), method=method)
    raw = Seller(setting.copy(path, "raw", on_disk=on_disk), method=method)
    pair = in_turn(partial(ours.post, each), partial(raw.post_raw, each), setting.rounds)
    ours.firm.close()
    raw.firm.close()
    return pair


def post_tail(setting: Setting) -> Iterator[Result]:
    """600 sales onto the ledger, on disk, with the idle moments that a till has between them."""
    firm = setting.copy(setting.ledger(), "tail", on_disk=True)
    seller = Seller(firm).stock_up()
    seller.post(50)
    taken: list[float] = []
    synced: list[float] = []
    with quiet_memory():
        for _ in range(30):
            taken += seller.post(20)
            firm.database.checkpoint()  # as the window does when nobody waits
            synced.append(fdatasync_ms(setting.disk, 5))
    sync = middle(synced)
    p50, p99, worst = middle(taken), share_below(taken, 0.99), max(taken)
    note = f"p50 {p50:.2f}, p99 {p99:.2f}, worst {worst:.2f} ms, fdatasync {sync:.2f} ms"
    yield Result(2, "post-tail, p99 less fdatasync / p50", (p99 - sync) / p50, unit="", goal=3.0, note=note)
    yield Result(2, "post-tail, worst less fdatasync", worst - sync, unit="ms", goal=10.0)
    firm.close()


def post_flat(setting: Setting) -> Iterator[Result]:
    """The same sale on an empty and on the full ledger, and of an item with few and with many moves."""
    each = 60 if setting.is_quick else 200
    empty = Seller(setting.copy(setting.opening("fifo"), "empty"))
    full = Seller(setting.copy(setting.ledger(), "full")).stock_up()
    pair = in_turn(partial(full.post, each), partial(empty.post, each), setting.rounds)
    what = f"post-flat, {setting.moves:,} moves / none"
    yield Result(3, what, pair.ratio, goal=1.3, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note="both ours")
    few, many = _few_and_many(full)
    pair = in_turn(partial(_sell_one, full, many, each), partial(_sell_one, full, few, each), setting.rounds)
    what = f"post-flat, item of {setting.moves // 100:,} moves / of 10"
    yield Result(3, what, pair.ratio, goal=1.05, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note="both ours")
    empty.firm.close()
    full.firm.close()


def _few_and_many(seller: Seller) -> tuple[str, str]:
    """Return an item with few moves and the one with the most, both stocked up by one receipt."""
    row = seller.firm.database.execute(
        "SELECT i.uid FROM item i JOIN cost_pool p ON p.item_id = i.id ORDER BY ABS(p.moves - 10), i.id LIMIT 1"
    ).fetchone()
    few, many = str(row[0]), seller.trader.records.items[0]
    for _ in range(5):
        seller.stock_up([few, many])
    return few, many


def _sell_one(seller: Seller, item: str, count: int) -> list[float]:
    sales = [seller.trader.sale([item], date=DAY, place=seller.place) for _ in range(count)]
    return each_timed([partial(documents.post, seller.firm, sale) for sale in sales])


def post_bulk(setting: Setting) -> Iterator[Result]:
    """Thousands of documents, a transaction for each batch."""
    batch, batches = (200, 1) if setting.is_quick else (1000, 2)
    path = setting.opening("fifo")
    ours, raw = Seller(setting.copy(path, "ours")), Seller(setting.copy(path, "raw"))

    def post() -> Sequence[float]:
        parts = [ours.sales(batch) for _ in range(batches)]
        return [sum(each_timed([partial(post_many, ours.firm, part) for part in parts])) / (batch * batches)]

    def post_raw() -> Sequence[float]:
        parts = [raw.raw_sales(batch) for _ in range(batches)]
        return [sum(each_timed([partial(raw.raw.post_many, part) for part in parts])) / (batch * batches)]

    pair = in_turn(post, post_raw, setting.rounds)
    note = f"{1000 / pair.ours_ms:,.0f} against {1000 / pair.raw_ms:,.0f} documents a second"
    yield Result(
        4,
        "post-bulk, speed of raw",
        1 / pair.ratio,
        goal=0.5,
        at_least=True,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
        note=note,
    )
    ours.firm.close()
    raw.firm.close()
