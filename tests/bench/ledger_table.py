"""A table of many rows to be written and printed, as a query gives it."""

from typing import Any

from pysqlite3 import dbapi2

from app.core.kinds import Kind
from app.core.table import Column, Table, Total
from app.core.text import Label
from tests.bench import trade

_MICRO, _FEN = 1_000_000, 100
COLUMNS = (
    Column("code", Label("编号"), Kind.CODE),
    Column("date", Label("日期"), Kind.DATE),
    Column("party", Label("往来单位"), Kind.TEXT),
    Column("item", Label("商品"), Kind.TEXT),
    Column("spec", Label("规格"), Kind.TEXT),
    Column("unit", Label("单位"), Kind.TEXT),
    Column("quantity", Label("数量"), Kind.QUANTITY, Total.SUM),
    Column("price", Label("单价"), Kind.PRICE),
    Column("amount", Label("金额"), Kind.MONEY, Total.SUM),
    Column("tax", Label("税率"), Kind.RATE),
    Column("lines", Label("行数"), Kind.INTEGER),
    Column("remark", Label("备注"), Kind.TEXT),
)
FORMATS = ("@", "yyyy-mm-dd", "", "", "", "", "#,##0.######", "#,##0.00####", "#,##0.00", "0%", "0", "")
"""The same as number formats of a sheet."""


def made(rows: int) -> Any:
    """Return a database in memory with so many rows."""
    connection = dbapi2.connect(":memory:")
    connection.execute(f"CREATE TABLE ledger ({', '.join(column.key for column in COLUMNS)})")
    wildcards = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO ledger VALUES ({wildcards})", map(_row, range(rows)))
    return connection


def table(connection: Any) -> Table:
    """Ask for all rows."""
    return Table(Label("明细账"), COLUMNS, connection.execute("SELECT * FROM ledger").fetchall())


def plain(row: tuple[Any, ...]) -> tuple[object, ...]:
    """Return a row as a sheet has it: figures as they are read."""
    quantity, price, amount, tax, lines, remark = row[6:]
    return (*row[:6], quantity / _MICRO, price / _MICRO, amount / _FEN, tax / _MICRO, lines, remark)


def _row(number: int) -> tuple[object, ...]:
    count, price = number % 97 + 1, trade.retail(number % 5000)
    return (
        f"XS-A-{number:08d}",
        trade.day(number % trade.DAYS),
        f"客户{number * 7 % 2000:04d}有限公司",
        trade.item(number % 20_000)["name"],
        f"{number % 40 * 5 + 50}g×{number % 24 + 1}",
        "箱" if number % 3 else "个",
        count * _MICRO + number % 2 * (_MICRO // 2),
        int(price),
        count * int(price) // (_MICRO // _FEN),
        130_000,
        number % 30 + 1,
        "送货上门" if number % 5 == 0 else "",
    )
