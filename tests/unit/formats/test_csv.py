import csv as reader
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import Label
from app.formats import csv, workbook
from app.formats.csv import guarded
from tests.unit.formats.examples import stock_table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def test_head_and_rows_and_nothing_to_count_twice(path: Path) -> None:
    csv.write(stock_table(), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(reader.reader(file))
    assert rows[0] == [
        "编码",
        "商品",
        "状态",
        "称重",
        "数量",
        "单价",
        "金额",
        "税率",
        "库龄",
        "入库日期",
        "备注",
    ]
    assert rows[2] == [
        "6901234567892", "阿克苏苹果", "在售", "是", "2.35", "12.80", "30.08", "13%", "12", "2026-11-22",
        "产地直采\n易碎",
    ]  # fmt: skip
    assert rows[4][6] == "100000.00"
    assert len(rows) == 5


def test_excel_in_china_reads_it(path: Path) -> None:
    """Without the mark it would take the file for GBK. Lines end as RFC 4180 says."""
    csv.write(stock_table(), path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@a", "\tx", "\rx"])
def test_a_text_cannot_become_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "苹果", "1-2", "'x"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_negative_figures_are_no_formulas_but_texts_among_them_may_be(path: Path) -> None:
    column = Column("x", Label("金额"), Kind.MONEY)
    csv.write(Table(Label("t"), (column,), [(-5,), ("-",), (None,)]), path)
    assert path.read_text(encoding="utf-8-sig").splitlines() == ["金额", "-0.05", "'-", '""']


def test_what_we_wrote_reads_back(path: Path) -> None:
    csv.write(replace(stock_table(), title=Label("")), path)
    (sheet,) = workbook.read(path)
    assert [row[1] for row in sheet.rows[1:]] == ["可口可乐 330ml", "阿克苏苹果", "=1+1", "前后有空格"]
