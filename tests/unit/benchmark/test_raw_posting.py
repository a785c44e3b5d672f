"""The other side of the benchmark does the same work: it leaves the very rows that the services leave."""

from pathlib import Path

import pytest

from app.services import documents, proof
from app.services.firm import Firm
from tests.bench import trade
from tests.bench.firms import Firms, opened
from tests.bench.raw_posting import RawPosting, known
from tests.bench.trade import LINES, Trader
from tests.unit.benchmark.rows import operations, rows

PASSES = 4


def _sell_on_both(ours: Firm, other: Firm, *, fifo: bool) -> None:
    trader = Trader(trade.known(ours), 7)
    place = trader.records.places[0]
    items = trade.in_stock(ours, place, PASSES * trade.MOST_SOLD) * PASSES
    starts = range(0, len(items) - LINES, LINES)
    sales = [trader.sale(items[start : start + LINES], date="2026-01-05", place=place) for start in starts]
    assert len(sales) > PASSES
    for sale in sales:
        documents.post(ours, sale)
    raw = RawPosting(other.database.connection(), other._tick, fifo=fifo)
    uids = operations(ours)
    for sale in sales:
        raw.post(known(other, sale, uids[sale.uid]))


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
def test_raw_sales_leave_the_same_rows(method: str, tmp_path: Path) -> None:
    firms = Firms(tmp_path)
    path = firms.opening(method, 20)
    ours = opened(firms.copy(path, tmp_path / "ours.sqlite"))
    other = opened(firms.copy(path, tmp_path / "raw.sqlite"))

    _sell_on_both(ours, other, fifo=method == "fifo")

    assert rows(other) == rows(ours)
    ours.close()
    other.close()


def test_raw_sales_use_up_layers_like_ours(tmp_path: Path) -> None:
    """On a ledger with small layers; what the raw side leaves is proved like any firm."""
    firms = Firms(tmp_path)
    path = firms.ledger(2500, 60)
    ours = opened(firms.copy(path, tmp_path / "ours.sqlite"))
    other = opened(firms.copy(path, tmp_path / "raw.sqlite"))

    _sell_on_both(ours, other, fifo=True)

    assert rows(other) == rows(ours)
    assert proof.verify(other).ok
    ours.close()
    other.close()
