"""A late receipt by hand leaves the very rows that the services leave."""

from pathlib import Path

import pytest

from app.services import documents
from tests.bench import trade
from tests.bench.firms import Firms, opened
from tests.bench.raw_costing import RawLate
from tests.bench.trade import DAYS, Trader
from tests.bench.workloads.costing import known
from tests.unit.benchmark.rows import operations, rows

MOVES = 400


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
def test_raw_late_receipt_leaves_the_same_rows(method: str, tmp_path: Path) -> None:
    firms = Firms(tmp_path)
    path = firms.chain(method, MOVES)
    ours = opened(firms.copy(path, tmp_path / "ours.sqlite"))
    other = opened(firms.copy(path, tmp_path / "raw.sqlite"))
    trader = Trader(trade.known(ours), 7)
    records = trader.records
    receipt = trader.receipt(
        records.items[:1], date=trade.day(DAYS // 2), place=records.places[0], least=40, most=40
    )

    documents.post(ours, receipt)
    raw = RawLate(other.database.connection(), other._tick, fifo=method == "fifo")
    raw.receive(known(other, receipt, operations(ours)[receipt.uid]))

    changed = ours.database.execute("SELECT COUNT(*) FROM stock_entry WHERE move_id > 0").fetchone()[0]
    assert changed > MOVES // 10
    assert rows(other) == rows(ours)
    ours.close()
    other.close()
