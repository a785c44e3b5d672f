"""16: 100,000 rows of 12 columns, from the query to the closed workbook."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from openpyxl import load_workbook as load_by_openpyxl
from python_calamine import load_workbook

from app.core.table import Table
from app.formats import excel
from tests.bench import bare_files, ledger_table
from tests.bench.alone import added_mib
from tests.bench.measuring import in_turn, timed
from tests.bench.results import Result
from tests.bench.setting import Setting

_ABOVE = 2
"""Rows above the rows: title, head."""
_LOOKED_AT = 100
"""Rows that openpyxl reads, too: of all of them it would take half a minute."""


def send_out(setting: Setting) -> Iterator[Result]:
    """Beside strings put into a zip without looks, and beside openpyxl with the same number formats."""
    rows = 2000 if setting.is_quick else 100_000
    connection = ledger_table.made(rows)
    target = setting.disk / "明细.xlsx"

    def ours() -> Sequence[float]:
        return [timed(lambda: excel.write(ledger_table.table(connection), target))]

    def bare() -> Sequence[float]:
        return [timed(lambda: bare_files.write_workbook(setting.disk / "bare.xlsx", _plain_rows(connection)))]

    def openpyxl() -> Sequence[float]:
        path, formats = setting.disk / "openpyxl.xlsx", ledger_table.FORMATS
        return [timed(lambda: bare_files.write_by_openpyxl(path, _plain_rows(connection), formats))]

    what = f"excel-export, {rows:,} × 12"
    pair = in_turn(ours, bare, setting.rounds)
    note = f"{pair.ratio:.2f} × strings into a zip"
    yield Result(
        16, what, pair.ours_ms, unit="ms", goal=1000, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note
    )
    pair = in_turn(ours, openpyxl, setting.rounds)
    goal = None if setting.is_quick else 8.0
    yield Result(
        16,
        f"{what}, openpyxl / ours",
        1 / pair.ratio,
        goal=goal,
        at_least=True,
        ours_ms=pair.ours_ms,
        raw_ms=pair.raw_ms,
    )
    wrong = differences(target, ledger_table.table(connection))
    yield Result(16, f"{what}, cells that differ", wrong, unit="", goal=0)
    added = added_mib(prepared, rows, setting.disk / "alone.xlsx")
    yield Result(16, f"{what}, memory added", added, unit="MiB", goal=20, note="above the rows")


def _plain_rows(connection: object) -> Iterator[tuple[object, ...]]:
    return map(ledger_table.plain, ledger_table.table(connection).rows)


def prepared(rows: int, path: Path) -> Callable[[], object]:
    """Fetch rows, and return the work of writing them."""
    return partial(excel.write, ledger_table.table(ledger_table.made(rows)), path)


def differences(path: Path, table: Table) -> int:
    """Count the cells that two other readers find to be different."""
    expected = [[_text(value) for value in ledger_table.plain(row)] for row in table.rows]
    found = load_workbook(path).get_sheet_by_index(0).to_python()[_ABOVE : _ABOVE + len(expected)]
    wrong = sum(_differing(want, have) for want, have in zip(expected, found, strict=True))
    book = load_by_openpyxl(path, read_only=True)
    seen = book.worksheets[0].iter_rows(min_row=_ABOVE + 1, max_row=_ABOVE + _LOOKED_AT, values_only=True)
    wrong += sum(_differing(want, have) for want, have in zip(expected, seen, strict=False))
    book.close()
    return wrong


def _differing(want: Sequence[str], have: Sequence[object]) -> int:
    return sum(a != _text(b) for a, b in zip(want, have, strict=True))


def _text(value: object) -> str:
    """Write a value alike, whoever read it."""
    if isinstance(value, (int, float)):
        return f"{value:.6f}"
    text = "" if value is None else str(value)
    return text[:10] if hasattr(value, "isoformat") else text
