from app.formats.visible import visible
from tests.unit.formats.examples import COLUMNS, stock_table


def test_what_a_double_click_needs_is_not_for_files() -> None:
    table = visible(stock_table())
    assert [column.key for column in table.columns] == [c.key for c in COLUMNS if c.key != "item__id"]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_table_without_hidden_columns_is_taken_as_it_is() -> None:
    table = stock_table().keep(["code", "amount"])
    assert visible(table) is table
