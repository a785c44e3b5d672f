"""5 and 8: what a scanned code stands for; what people mean while they type."""

import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.catalog import comparing, search_text
from app.domain.records.types import RECORDS
from app.services import pinyin, records, scanning
from app.services.firm import Firm
from app.storage import search as index
from app.storage import stock
from tests.bench import trade
from tests.bench.firms import opened
from tests.bench.measuring import each_timed, in_turn, middle, share_below
from tests.bench.results import Result
from tests.bench.setting import Setting

_RAW_SCAN = (
    "SELECT i.id, i.uid, i.name, i.base_unit, i.retail, s.quantity FROM item_barcode b JOIN item i ON i.id = b.item_id"
    " LEFT JOIN stock_balance s ON s.item_id = i.id AND s.place_id = ? WHERE b.code_key = ?"
)
_LIKE = (
    "SELECT id FROM record_search WHERE text LIKE :term OR codes LIKE :term OR initials LIKE :term OR pinyin LIKE :term"
    " LIMIT 50"
)


def scan(setting: Setting) -> Iterator[Result]:
    """A random bar code: the item, its price, what is in the shop."""
    firm = setting.copy(setting.opening("fifo"), "scan")
    each, chance = 2000 if setting.is_quick else 10_000, random.Random(3)
    place_id = firm.catalogue.place_id(trade.known(firm).places[0])
    connection = firm.database.connection()

    def codes() -> list[str]:
        return [trade.barcode(chance.randrange(setting.opening_items)) for _ in range(each)]

    def ours() -> Sequence[float]:
        return each_timed([partial(_ready, firm, place_id, code) for code in codes()])

    def raw() -> Sequence[float]:
        return each_timed([partial(_fetched, connection, place_id, code) for code in codes()])

    pair = in_turn(ours, raw, setting.rounds)
    p99 = middle([share_below(each_round, 0.99) for each_round in pair.ours])
    yield Result(5, "scan-lookup, p50", pair.ratio, goal=3.0, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms)
    yield Result(5, "scan-lookup, p99", p99, unit="ms", goal=0.3)
    firm.close()


def _ready(firm: Firm, place_id: int, code: str) -> tuple[Any, ...]:
    found = scanning.goods(firm, code)
    item = firm.catalogue.item(found.item)
    price = item.price(found.unit, "retail")
    return item.uid, item.name, found.unit, price, stock.on_hand(firm.books.connection(), item.id, place_id)


def _fetched(connection: Any, place_id: int, code: str) -> Any:
    return connection.execute(_RAW_SCAN, (place_id, code)).fetchone()


def search(setting: Setting) -> Iterator[Result]:
    """Terms of one to four characters and more, as people type them, in two sizes of catalogue."""
    sizes = (2000,) if setting.is_quick else (20_000, 100_000)
    for size in sizes:
        path = setting.opening("fifo") if size == setting.opening_items else setting.firms.catalogue(size)
        yield from _search(setting, path, size)


def _search(setting: Setting, path: Path, size: int) -> Iterator[Result]:
    firm = opened(path)
    connection = firm.database.connection()
    chance = random.Random(5)
    slowest: tuple[float, str] = (0.0, "")
    worst_p50 = 0.0
    ours_ms = like_ms = 0.0
    missing = 0
    for name, terms in _terms(size, chance).items():
        pair = in_turn(
            partial(each_timed, [partial(records.search, firm, "item", term) for term in terms]),
            partial(each_timed, [partial(_by_like, connection, term) for term in terms[:5]]),
            setting.rounds,
        )
        ours_ms, like_ms = ours_ms + pair.ours_ms, like_ms + pair.raw_ms
        p99 = middle([share_below(each, 0.99) for each in pair.ours])
        worst_p50 = max(worst_p50, pair.ours_ms)
        slowest = max(slowest, (p99, name))
        missing += sum(_misses(firm, term) for term in terms[:3])
    what = f"search-as-typed, {size:,} items"
    yield Result(8, f"{what}, slowest p50", worst_p50, unit="ms", goal=0.5)
    yield Result(8, f"{what}, slowest p99", slowest[0], unit="ms", goal=3.0, note=slowest[1])
    # LIKE has its fifty rows at once where a term is common; what people wait for is the sum.
    goal = None if setting.is_quick else 25.0
    yield Result(
        8,
        f"{what}, all kinds × LIKE",
        like_ms / ours_ms,
        goal=goal,
        at_least=True,
        ours_ms=ours_ms,
        raw_ms=like_ms,
    )
    yield Result(8, f"{what}, left out", missing, unit="", goal=0)
    firm.close()


def _terms(size: int, chance: random.Random) -> dict[str, list[str]]:
    """Return terms of each sort, a term for each of some items."""
    names = [str(trade.item(chance.randrange(size))["name"]) for _ in range(40)]
    initials = [search_text.sounds([name], pinyin.read).initials[0] for name in names]
    return {
        "one letter": [text[:1] for text in initials],
        "pinyin start, 2": [text[:2] for text in initials],
        "pinyin start, 4": [text[:4] for text in initials],
        "pinyin inside, 3": [text[2:5] for text in initials],
        "one character": [name[:1] for name in names],
        "two characters": [name[4:6] for name in names],
        "four characters": [name[:4] for name in names],
        "tail of the bar code": [trade.barcode(chance.randrange(size))[-4:] for _ in range(40)],
        "inside of the code": [f"{chance.randrange(size):05d}"[1:] for _ in range(40)],
        "nothing": [f"无此{chance.randrange(10_000)}" for _ in range(40)],
    }


def _by_like(connection: Any, term: str) -> list[Any]:
    rows: list[Any] = connection.execute(_LIKE, {"term": f"%{term}%"}).fetchall()
    return rows


def _misses(firm: Firm, term: str) -> int:
    """Count the items whose name, code or bar code has the term and that a search without limit leaves out."""
    connection = firm.database.connection()
    wanted = connection.execute(
        "SELECT i.id FROM item i LEFT JOIN item_barcode b ON b.item_id = i.id"
        " WHERE i.code_key LIKE :t OR i.name_key LIKE :t OR b.code_key LIKE :e",
        {"t": f"%{comparing.key(term)}%", "e": f"%{term}"},
    )
    found = index.matching(connection, RECORDS["item"], term)
    return sum(item_id not in found for (item_id,) in wanted.fetchall())
