import json as reader
from pathlib import Path

from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import Label
from app.formats import json
from tests.unit.formats.examples import empty_table, stock_table


def test_a_table_is_rows_by_key() -> None:
    plain = json.to_plain(stock_table())
    assert plain["title"] == "库存余额表"
    assert plain["parameters"] == ["截至 2026-11-22", "仓库：全部"]
    assert plain["columns"][0] == {"key": "code", "label": "编码", "kind": "code"}
    assert "item__id" not in {column["key"] for column in plain["columns"]}
    assert plain["rows"][1] == {
        "code": "6901234567892",
        "item": "阿克苏苹果",
        "state": "on",
        "weighed": True,
        "quantity": "2.35",
        "price": "12.80",
        "amount": "30.08",
        "tax_rate": "0.13",
        "days": 12,
        "day": "2026-11-22",
        "remark": "产地直采\n易碎",
    }
    assert plain["totals"] == {"quantity": "1000023.35", "amount": "100089.97"}


def test_without_rows_there_is_no_total() -> None:
    assert json.to_plain(empty_table())["totals"] == {}


def test_instants_are_utc_and_what_is_unknown_is_null() -> None:
    column = Column("x", Label("时间"), Kind.INSTANT)
    plain = json.to_plain(Table(Label("t"), (column,), [(1_795_338_000_123,), (0,), (None,), ("—",)]))
    assert [row["x"] for row in plain["rows"]] == ["2026-11-22T09:00:00Z", None, None, "—"]


def test_the_file_can_be_read_by_a_person(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    json.write(stock_table(), path)
    text = path.read_text(encoding="utf-8")
    assert "库存余额表" in text
    assert reader.loads(text) == json.to_plain(stock_table())
