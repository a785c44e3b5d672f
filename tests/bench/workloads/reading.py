"""9–12: stock, its age, what came and went, profit, one item's card; from question to rows."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from app.core.table import Table
from app.services import reports
from app.services.firm import Firm
from app.storage import proof
from tests.bench import raw_reports
from tests.bench.firms import opened
from tests.bench.measuring import Pair, each_timed, in_turn, middle, quiet_memory, timed
from tests.bench.results import Result
from tests.bench.setting import Setting

_QUARTER = {"since": "2025-04-01", "until": "2025-06-30"}
_WEEKS = {"since": "2025-04-10", "until": "2025-06-20"}
_YEARS = {"since": "2024-01-01", "until": "2025-12-31"}
_MONTH = {"since": "2025-03-01", "until": "2025-03-31"}
_GROUPS = {"by": "month", "then_by": "staff", "at_last_by": "category"}


def _beside(
    firm: Firm, setting: Setting, key: str, asked: Mapping[str, object], sql: str, facts: Mapping[str, object]
) -> Pair:
    """Run a report and its query in turn."""
    connection = firm.database.connection()
    return in_turn(
        partial(each_timed, [lambda: reports.run(firm, key, asked).rows]),
        partial(each_timed, [lambda: connection.execute(sql, facts).fetchall()]),
        setting.rounds,
    )


def _first(firm: Firm, key: str, asked: Mapping[str, object]) -> float:
    """Run a report as after a start or a change of the goods: their names are read again."""
    firm.books.goods.forget()
    with quiet_memory():
        return timed(lambda: reports.run(firm, key, asked).rows)


def stock_on_hand(setting: Setting) -> Iterator[Result]:
    """What is there now, by item and by warehouse; a past day; the proof that balances are sums of moves."""
    firm = opened(setting.ledger())
    for what, asked, sql in (
        ("by item", {}, raw_reports.STOCK),
        ("by warehouse", {"by": "warehouse"}, raw_reports.STOCK_BY_PLACE),
    ):
        pair = _beside(firm, setting, "stock_on_hand", asked, sql, {})
        first = middle([_first(firm, "stock_on_hand", asked) for _ in range(setting.rounds)])
        yield Result(
            9,
            f"stock-on-hand, {what}",
            pair.ratio,
            goal=1.3,
            ours_ms=pair.ours_ms,
            raw_ms=pair.raw_ms,
            note=f"{first:.0f} ms when the names are read, too",
        )
    connection = firm.database.connection()
    _, truth, cache = proof._SUMS[0]
    pair = in_turn(
        partial(each_timed, [lambda: sorted(connection.execute(truth)) == sorted(connection.execute(cache))]),
        partial(each_timed, [lambda: connection.execute(raw_reports.BALANCES_ARE_SUMS).fetchall()]),
        setting.rounds,
    )
    yield Result(9, "proof: balances = Σ moves", pair.ours_ms, unit="ms", goal=250, raw_ms=pair.raw_ms)
    firm.close()


def ageing(setting: Setting) -> Iterator[Result]:
    """What is there by age, with its value."""
    firm = opened(setting.ledger())
    days = {"month": "2025-12-06", "quarter": "2025-10-07", "half": "2025-07-09", "year": "2025-01-05"}
    pair = _beside(firm, setting, "stock_ageing", {}, raw_reports.AGES, days)
    layers = firm.database.execute("SELECT COUNT(*) FROM cost_layer").fetchone()[0]
    what = f"ageing, {layers:,} open layers"
    yield Result(
        10,
        what,
        pair.ours_ms,
        unit="ms",
        goal=65,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
        note=f"{pair.ratio:.2f} × raw",
    )
    firm.close()


def turnover_and_profit(setting: Setting) -> Iterator[Result]:
    """A quarter of every item; two years and one month of sales by month, salesperson and category."""
    firm = opened(setting.ledger())
    connection = firm.database.connection()
    months = {"first": "2025-04", "last": "2025-06"}
    pair = _beside(firm, setting, "stock_summary", _QUARTER, raw_reports.TURNOVER, months)
    yield _timed(11, "turnover of a quarter", pair, 150)
    wrong = _differences(
        reports.run(firm, "stock_summary", _QUARTER),
        ("code", "in_quantity", "in_value", "out_quantity", "out_value"),
        connection.execute(raw_reports.TURNOVER_FROM_ENTRIES, _QUARTER),
    )
    yield Result(11, "turnover, rows that differ from a full scan", wrong, unit="", goal=0)
    with quiet_memory():
        weeks = middle(each_timed([lambda: reports.run(firm, "stock_summary", _WEEKS)] * setting.rounds))
    yield Result(11, "turnover of ten weeks, no month whole at its ends", weeks, unit="ms")
    for what, days, goal in (("2 years", _YEARS, 60), ("one month", _MONTH, 45)):
        months = {"first": days["since"][:7], "last": days["until"][:7]}
        pair = _beside(firm, setting, "sales_profit", days | _GROUPS, raw_reports.PROFIT, months)
        yield _timed(11, f"profit, {what}", pair, goal)
    wrong = _differences(
        reports.run(firm, "sales_profit", _YEARS | _GROUPS),
        ("month", "staff", "category", "quantity", "net", None, "cost"),
        connection.execute(raw_reports.PROFIT_FROM_ENTRIES, _YEARS),
    )
    yield Result(11, "profit, rows that differ from a full scan", wrong, unit="", goal=0)
    firm.close()


def _timed(number: int, what: str, pair: Pair, goal_ms: float) -> Result:
    return Result(
        number,
        what,
        pair.ours_ms,
        unit="ms",
        goal=goal_ms,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
        note=f"{pair.ratio:.2f} × raw",
    )


def _differences(table: Table, keys: tuple[str | None, ...], expected: Any) -> int:
    """Count the rows of either side that the other has not."""
    names = [column.key for column in table.columns]
    places = [(place, names.index(key)) for place, key in enumerate(keys) if key is not None]
    ours = {tuple(row[column] for _, column in places) for row in table.rows}
    theirs = {tuple(row[place] for place, _ in places) for row in expected}
    ours = {row for row in ours if any(row[1:])}
    return len(ours ^ theirs)


def stock_card(setting: Setting) -> Iterator[Result]:
    """Every move of the longest item and of a usual one, with running quantity and value."""
    firm = opened(setting.ledger())
    long, usual = (
        firm.database.execute(
            "SELECT i.id, i.uid, p.moves FROM item i JOIN cost_pool p ON p.item_id = i.id"
            " ORDER BY ABS(p.moves - ?), i.id LIMIT 1",
            (wanted,),
        ).fetchone()
        for wanted in (setting.moves, 36)
    )
    for (item_id, uid, moves), goal in ((long, 100), (usual, 10)):
        asked = {"item": uid, **_YEARS}
        pair = _beside(firm, setting, "stock_card", asked, raw_reports.CARD, {"item": item_id})
        yield _timed(12, f"stock-card, {moves:,} moves", pair, goal)
    firm.close()
