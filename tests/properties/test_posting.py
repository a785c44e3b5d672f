"""Whatever is posted, late, voided, returned, closed: the invariants hold after every step, and proof agrees.

``pytest tests/properties --steps 5000`` plays longer; the seed of a failure is in the name of the test.
"""

import hashlib

import pytest

from app.services import proof
from app.services.firm import Firm
from app.storage import proof as ledgers
from tests.properties.random_trade import COUNTING, RandomTrade

APPEND_ONLY = (
    "stock_entry",
    "party_entry",
    "allocation",
    "cash_entry",
    "figure_entry",
    "document",
    "document_line",
)


class Unchanged:
    """Remembers every ledger row seen so far and finds out when one changes (INV9)."""

    def __init__(self) -> None:
        self._last = dict.fromkeys(APPEND_ONLY, 0)
        self._digest = {table: hashlib.sha256() for table in APPEND_ONLY}

    def extend(self, trade: RandomTrade) -> None:
        connection = trade.firm.books.connection()
        for table in APPEND_ONLY:
            rows = connection.execute(f"SELECT * FROM {table} WHERE id > ? ORDER BY id", (self._last[table],))
            for row in rows:
                self._digest[table].update(repr(row).encode())
                self._last[table] = row[0]

    def check(self, trade: RandomTrade) -> None:
        connection = trade.firm.books.connection()
        for table in APPEND_ONLY:
            digest = hashlib.sha256()
            for row in connection.execute(
                f"SELECT * FROM {table} WHERE id <= ? ORDER BY id", (self._last[table],)
            ):
                digest.update(repr(row).encode())
            assert digest.digest() == self._digest[table].digest(), table


def check_invariants(firm: Firm, *, policy: str = "allow") -> None:
    connection = firm.books.connection()
    differences = list(ledgers.sums(connection, per_item=firm.profile.per_item))
    assert differences == []  # INV1, INV2, INV3, INV7

    def one(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    carried = one("SELECT COALESCE(SUM(value), 0) FROM stock_entry WHERE against IN ('warehouse', 'transit')")
    assert carried == 0  # INV5: a transfer creates and destroys nothing
    made = one("SELECT COALESCE(SUM(value), 0) FROM stock_entry WHERE against = 'production'")
    assert made == 0  # INV5: nor does an assembly, but for its fee
    assert one("SELECT COUNT(*) FROM document_line WHERE net + tax <> gross") == 0  # INV6
    assert (
        one(
            "SELECT COUNT(*) FROM document d WHERE d.type IN ('goods_receipt', 'delivery', 'sales_return')"
            " AND d.total <> (SELECT SUM(l.gross) FROM document_line l WHERE l.document_id = d.id)"
        )
        == 0
    )
    assert (
        one(
            "SELECT COUNT(*) FROM party_entry e LEFT JOIN party_open o ON o.entry_id = e.id WHERE COALESCE(o.amount, 0)"
            " <> e.amount + (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a WHERE a.entry_id = e.id)"
        )
        == 0
    )  # INV7, entry by entry
    numbers = one(
        "SELECT COUNT(*) FROM (SELECT s.item_id, s.place_id, SUM(s.sign) * 1000000 AS here FROM stock_serial s"
        " GROUP BY s.item_id, s.place_id) n LEFT JOIN stock_balance b ON b.item_id = n.item_id"
        " AND b.place_id = n.place_id WHERE n.here <> COALESCE(b.quantity, 0)"
    )
    assert numbers == 0  # INV4
    twice = one(
        "SELECT COUNT(*) FROM (SELECT 1 FROM stock_serial GROUP BY item_id, serial HAVING SUM(sign) NOT IN (0, 1))"
    )
    assert twice == 0  # a number is in one place or none
    if policy == "refuse":
        assert one("SELECT COUNT(*) FROM stock_balance WHERE quantity < 0") == 0


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
@pytest.mark.parametrize("pool", ["item", "item_warehouse"])
@pytest.mark.parametrize(("seed", "policy"), [(1, "refuse"), (2, "allow"), (3, "refuse"), (4, COUNTING)])
def test_invariants_hold_after_every_step(method: str, pool: str, seed: int, policy: str, steps: int) -> None:
    trade = RandomTrade(seed, method=method, pool=pool, policy=policy)
    unchanged = Unchanged()
    done: dict[str, int] = {}
    for number in range(steps):
        before = (
            trade.firm.books.connection().execute("SELECT COUNT(*), TOTAL(value) FROM stock_entry").fetchone()
        )
        what = trade.step()
        done[what] = done.get(what, 0) + 1
        if what in trade.refused:
            after = (
                trade.firm.books.connection()
                .execute("SELECT COUNT(*), TOTAL(value) FROM stock_entry")
                .fetchone()
            )
            assert after == before, "a refusal leaves no trace"
        check_invariants(trade.firm, policy=policy)
        unchanged.extend(trade)
        if number % 100 == 99:
            unchanged.check(trade)
            assert proof.verify(trade.firm, replay=number % 200 == 199).findings == ()
    assert proof.verify(trade.firm).findings == ()
    assert len([key for key in done if key.startswith("post ")]) >= 15, done
