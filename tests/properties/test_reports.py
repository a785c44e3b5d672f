"""Reports over a firm in which anything happened: each figure is that of the ledgers, whichever way it is asked for.

The ledgers are summed here in plain Python, row by row, without any cache, month sum or index.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import pytest

from app.core.table import Table
from app.services import periods, reports
from app.services.firm import Firm
from tests.properties.random_trade import RandomTrade, date
from tests.reading import stored, total

RANGES = (
    ("2025-12-01", "2025-12-31"),
    ("2026-01-01", "2026-01-31"),
    ("2026-02-01", "2026-02-28"),
    ("2026-01-01", "2026-12-31"),
    (date(3), date(17)),
    (date(9), date(40)),
    (date(0), date(5)),
    ("2025-11-15", date(30)),
    (date(20), "2026-03-31"),
)
DAYS = ("2025-12-31", date(0), date(6), date(19), date(27), date(33), date(59), "2026-12-31")
KINDS = (
    (1, "moving_average", "item", "allow"),
    (2, "fifo", "item_warehouse", "allow"),
    (3, "moving_average", "item_warehouse", "refuse"),
    (4, "fifo", "item", "allow"),
    (5, "moving_average", "item", "allow"),
)
K = TypeVar("K")
INWARD, OUTWARD = ("in_quantity", "in_value"), ("out_quantity", "out_value")


class Entry(NamedTuple):
    """One row of the stock ledger."""

    id: int
    move_id: int
    item: str
    place: str
    day: str
    quantity: int
    value: int
    part: str
    against: str
    basis: str


@pytest.fixture(scope="module", params=KINDS, ids=str)
def firm(request: pytest.FixtureRequest) -> Firm:
    seed, method, pool, policy = request.param
    trade = RandomTrade(seed, method=method, pool=pool, policy=policy)
    for _ in range(350):
        trade.step()
    return trade.firm


def ledger(firm: Firm) -> list[Entry]:
    rows = firm.books.connection().execute(
        "SELECT s.id, s.move_id, i.uid, p.uid, s.business_date, s.quantity, s.value, s.part, s.against, s.basis"
        " FROM stock_entry s JOIN item i ON i.id = s.item_id JOIN place p ON p.id = s.place_id"
    )
    return [*map(Entry._make, rows)]


def uids(table: Table) -> list[dict[str, Any]]:
    """Return what the rows of a table open, by parameter."""
    return [dict(drill.params) if drill is not None else {} for drill in table.drills]


def sums(rows: list[Entry], key: Callable[[Entry], K]) -> dict[K, tuple[int, int]]:
    found: dict[K, tuple[int, int]] = {}
    for row in rows:
        quantity, value = found.get(key(row), (0, 0))
        found[key(row)] = (quantity + row.quantity, value + row.value)
    return {each: figures for each, figures in found.items() if figures != (0, 0)}


def by_item(row: Entry) -> str:
    return row.item


def by_place(row: Entry) -> tuple[str, str]:
    return row.item, row.place


def has_shared_pools(firm: Firm) -> bool:
    return firm.profile.per_item


@pytest.mark.parametrize("day", DAYS)
def test_stock_on_hand_is_the_ledger_on_every_day(firm: Firm, day: str) -> None:
    rows = [row for row in ledger(firm) if row.day <= day]
    table = reports.run(firm, "stock_on_hand", {"as_of": day, "show": "all"})
    found = {
        opens["item"]: (row["quantity"], row["value"])
        for row, opens in zip(stored(table), uids(table), strict=True)
        if row["quantity"] or row["value"]
    }
    assert found == sums(rows, by_item)


@pytest.mark.parametrize("day", DAYS)
def test_warehouses_sum_to_their_items(firm: Firm, day: str) -> None:
    rows = [row for row in ledger(firm) if row.day <= day]
    table = reports.run(firm, "stock_on_hand", {"as_of": day, "by": "warehouse", "show": "all"})
    places = sums(rows, by_place)
    quantities: dict[tuple[str, str], int] = {}
    values: dict[str, int] = {}
    for row, opens in zip(stored(table), uids(table), strict=True):
        assert isinstance(row["quantity"], int)
        assert isinstance(row["value"], int)
        quantities[opens["item"], opens["warehouse"]] = row["quantity"]
        values[opens["item"]] = values.get(opens["item"], 0) + row["value"]
        if not has_shared_pools(firm):
            assert (row["quantity"], row["value"]) == places.get((opens["item"], opens["warehouse"]), (0, 0))
    of_items = {item: value for item, (_, value) in sums(rows, by_item).items() if value}
    assert {item: value for item, value in values.items() if value} == of_items
    held = {key: quantity for key, (quantity, _) in places.items() if quantity}
    assert {key: quantity for key, quantity in quantities.items() if quantity} == held


def flows(rows: list[Entry], since: str, until: str, *, transfers: bool) -> dict[object, list[int]]:
    """Return what came in and went out by item, as rows of the ledger say it."""
    by_id = {row.id: row for row in rows}
    found: dict[object, list[int]] = {}
    for row in rows:
        if not since <= row.day <= until or (row.against in {"warehouse", "transit"} and not transfers):
            continue
        origin = by_id[row.move_id] if row.move_id else row
        inward = origin.quantity >= 0 and row.part not in {"settlement", "variance"}
        figures = found.setdefault(row.item, [0, 0, 0, 0])
        figures[0 if inward else 2] += row.quantity if inward else -row.quantity
        figures[1 if inward else 3] += row.value if inward else -row.value
    return {item: figures for item, figures in found.items() if any(figures)}


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("by", ["item", "item_warehouse", "warehouse", "category"])
@pytest.mark.parametrize("split", [False, True])
def test_opening_and_in_and_out_are_the_closing(
    firm: Firm, days: tuple[str, str], by: str, split: bool
) -> None:
    table = reports.run(firm, "stock_summary", {"since": days[0], "until": days[1], "by": by, "split": split})
    keys = {column.key for column in table.columns}
    for row in stored(table):
        figures: dict[str, int] = {key: value for key, value in row.items() if isinstance(value, int)}
        moved = figures.get("moved_value", 0)
        assert (
            figures["opening_quantity"] + figures["in_quantity"] - figures["out_quantity"]
            == figures["closing_quantity"]
        )
        assert (
            figures["opening_value"] + figures["in_value"] - figures["out_value"] + moved
            == figures["closing_value"]
        )
        if split:
            for way in (*INWARD, *OUTWARD):
                side, figure = way.split("_")
                parts = [
                    key for key in keys if key.startswith(f"{side}_") and key.endswith(figure) and key != way
                ]
                assert sum(figures[key] for key in parts) == figures[way]
    assert total(table, "moved_value") == 0


@pytest.mark.parametrize("days", RANGES)
def test_the_summary_is_the_ledger(firm: Firm, days: tuple[str, str]) -> None:
    rows = ledger(firm)
    since, until = days
    table = reports.run(firm, "stock_summary", {"since": since, "until": until})
    opening = sums([row for row in rows if row.day < since], by_item)
    closing = sums([row for row in rows if row.day <= until], by_item)
    moved = flows(rows, since, until, transfers=False)
    found = dict(zip((opens["item"] for opens in uids(table)), stored(table), strict=True))
    assert found.keys() == opening.keys() | closing.keys() | moved.keys()
    for item, row in found.items():
        assert (row["opening_quantity"], row["opening_value"]) == opening.get(item, (0, 0))
        assert (row["closing_quantity"], row["closing_value"]) == closing.get(item, (0, 0))
        assert [row[key] for key in (*INWARD, *OUTWARD)] == moved.get(item, [0, 0, 0, 0])


@pytest.mark.parametrize("days", RANGES)
def test_every_layout_of_the_summary_sums_to_the_same(firm: Firm, days: tuple[str, str]) -> None:
    since, until = days
    tables = {
        by: reports.run(firm, "stock_summary", {"since": since, "until": until, "by": by})
        for by in ("item", "item_warehouse", "warehouse", "category")
    }
    for key in ("opening_quantity", "opening_value", "closing_quantity", "closing_value"):
        assert len({total(table, key) for table in tables.values()}) == 1
    for key in (*INWARD, *OUTWARD):
        assert total(tables["item"], key) == total(tables["category"], key)
        assert total(tables["item_warehouse"], key) == total(tables["warehouse"], key)


@pytest.mark.parametrize("days", RANGES)
def test_the_card_runs_to_the_closing_of_the_summary(firm: Firm, days: tuple[str, str]) -> None:
    since, until = days
    rows = ledger(firm)
    moved = flows(rows, since, until, transfers=True)
    closing = sums([row for row in rows if row.day <= until], by_item)
    for item in {row.item for row in rows}:
        card = reports.run(firm, "stock_card", {"item": item, "since": since, "until": until})
        lines = stored(card)
        assert (lines[-1]["quantity"], lines[-1]["value"]) == closing.get(item, (0, 0))
        quantity, value = lines[0]["quantity"], lines[0]["value"]
        for line in lines[1:]:
            figures = [line[key] or 0 for key in (*INWARD, *OUTWARD)]
            assert isinstance(quantity, int)
            assert isinstance(value, int)
            quantity += figures[0] - figures[2]  # type: ignore[operator]
            value += figures[1] - figures[3]  # type: ignore[operator]
            assert (line["quantity"], line["value"]) == (quantity, value)
        assert [total(card, key) for key in (*INWARD, *OUTWARD)] == moved.get(item, [0, 0, 0, 0])


def test_cards_of_warehouses_sum_to_the_stock_there(firm: Firm) -> None:
    rows = ledger(firm)
    for (item, place), (quantity, value) in sums(rows, by_place).items():
        params = {"item": item, "warehouse": place, "since": "2026-01-01", "until": "2026-12-31"}
        last = stored(reports.run(firm, "stock_card", params))[-1]
        assert last["quantity"] == quantity
        assert last["value"] == (None if has_shared_pools(firm) else value)


@pytest.mark.parametrize("days", RANGES)
def test_sales_are_the_ledgers_by_every_grouping(firm: Firm, days: tuple[str, str]) -> None:
    since, until = days
    connection = firm.books.connection()
    sales = connection.execute(
        "SELECT COALESCE(SUM(quantity), 0), COALESCE(SUM(net), 0), COALESCE(SUM(net + tax), 0) FROM figure_entry"
        " WHERE kind = 'sales' AND business_date BETWEEN ? AND ?",
        days,
    ).fetchone()
    cost = -sum(row.value for row in ledger(firm) if since <= row.day <= until and row.against == "customer")
    for by in ("item", "customer", "staff", "month", "category", "document"):
        table = reports.run(firm, "sales_profit", {"since": since, "until": until, "by": by})
        assert tuple(total(table, key) for key in ("quantity", "net", "gross")) == sales
        assert total(table, "cost") + total(table, "late_cost") == cost
        assert total(table, "profit") == sales[1] - cost


@pytest.mark.parametrize("days", RANGES)
def test_late_costs_are_what_other_documents_brought_about(firm: Firm, days: tuple[str, str]) -> None:
    """Each stands in the stock ledger on a row that another document caused, or on a document that is no sale."""
    late = (
        firm.books.connection()
        .execute(
            "SELECT COALESCE(SUM(-s.value), 0) FROM stock_entry s JOIN document d ON d.id = s.document_id"
            " WHERE s.against = 'customer' AND s.business_date BETWEEN ? AND ?"
            " AND (s.cause_id <> s.document_id OR d.type NOT IN ('delivery', 'sales_return'))",
            days,
        )
        .fetchone()[0]
    )
    table = reports.run(firm, "sales_profit", {"since": days[0], "until": days[1], "by": "month"})
    assert total(table, "late_cost") == late


@pytest.mark.parametrize("by", ["item", "warehouse", "category", "bucket"])
@pytest.mark.parametrize("figure", ["value", "quantity"])
def test_ages_sum_to_the_stock(firm: Firm, by: str, figure: str) -> None:
    table = reports.run(firm, "stock_ageing", {"by": by, "figure": figure})
    rows = ledger(firm)
    assert total(table, "quantity") == sum(row.quantity for row in rows)
    assert total(table, "value") == sum(row.value for row in rows)
    if by != "bucket":
        for row in stored(table):
            buckets = [
                row[key] or 0 for key in ("d0_30", "d31_90", "d91_180", "d181_365", "over_365", "negative")
            ]
            assert sum(buckets) == row[figure]  # type: ignore[arg-type]
    if by == "item":
        found = {
            opens["item"]: (row["quantity"], row["value"])
            for row, opens in zip(stored(table), uids(table), strict=True)
        }
        assert {item: each for item, each in found.items() if each != (0, 0)} == sums(rows, by_item)


def test_closed_months_stay_what_they_were() -> None:
    """INV10: after the close every report of January is the same, whatever happens later."""
    trade = RandomTrade(9, method="moving_average", pool="item", policy="allow")
    while trade.day < 35:
        trade.step()
    firm = trade.firm
    if firm.books.closed_through < "2026-01-28":
        periods.close(firm, "2026-01-28")
    asked: list[tuple[str, dict[str, object]]] = [
        ("stock_on_hand", {"as_of": "2026-01-28", "by": "warehouse"}),
        ("stock_summary", {"since": "2026-01-01", "until": "2026-01-28", "split": True}),
        ("stock_summary", {"since": "2026-01-01", "until": "2026-01-28", "by": "item_warehouse"}),
        ("sales_profit", {"since": "2026-01-01", "until": "2026-01-28", "by": "document"}),
        ("purchases", {"since": "2026-01-01", "until": "2026-01-28"}),
        ("receivables", {"as_of": "2026-01-28"}),
        ("payables", {"as_of": "2026-01-28"}),
    ]
    before = [reports.run(firm, key, params).rows for key, params in asked]
    while trade.day < 55:
        closed = firm.books.closed_through
        trade.step()
        if firm.books.closed_through < min(closed, "2026-01-28"):
            periods.close(firm, "2026-01-28")  # a random reopening would allow what the test forbids
    assert [reports.run(firm, key, params).rows for key, params in asked] == before
