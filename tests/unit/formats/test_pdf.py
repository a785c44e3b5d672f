from dataclasses import replace
from pathlib import Path

import pytest

from app.core.kinds import Kind
from app.core.table import Column, Table, Total
from app.core.text import Label
from app.formats import pdf
from tests.unit.formats.examples import empty_table, stock_table
from tests.unit.formats.pdf_text import fonts, sizes_mm, texts

A4_UPRIGHT, A4_LYING = (210.0, 297.0), (297.0, 210.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.pdf"


def _wide(columns: int, kind: Kind, value: object, rows: int = 1) -> Table:
    heads = tuple(Column(f"c{n}", Label(f"列{n}"), kind, total=Total.SUM) for n in range(columns))
    return Table(Label("宽表"), heads, [(value,) * columns] * rows)


def test_the_page_says_whose_and_what_it_is(path: Path) -> None:
    pdf.write(stock_table(), path, firm_name="掌柜商贸")
    (page,) = texts(path)
    for text in (
        "掌柜商贸",
        "库存余额表",
        "截至 2026-11-22",
        "第 1 / 1 页",
        "金额按移动加权平均。",
        "item__id",
    ):
        assert (text in page) == (text != "item__id")


def test_figures_are_shown_as_on_screen(path: Path) -> None:
    pdf.write(stock_table(), path, firm_name="")
    (page,) = texts(path)
    for text in ("1,000,000", "100,000.00", "0.0375", "13%", "在售", "合计", "1,000,023.35", "100,089.97"):
        assert text in page


def test_a_chinese_font_is_embedded_and_can_be_searched(path: Path) -> None:
    pdf.write(stock_table(), path, firm_name="掌柜")
    used = {name: embedded for name, embedded in fonts(path).items() if "+" in name}
    assert used
    assert all(used.values())


def test_every_page_repeats_title_and_head_and_counts_itself(path: Path) -> None:
    table = _wide(3, Kind.MONEY, 150, rows=100)
    pdf.write(table, path, firm_name="掌柜")
    pages = texts(path)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "掌柜" in page
        assert "宽表" in page
        assert "列2" in page
        assert f"第 {number} / {len(pages)} 页" in page
    assert sum(page.count("1.50") for page in pages) == 300
    assert ["150.00" in page for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize(
    ("columns", "size"), [(3, A4_UPRIGHT), (7, A4_UPRIGHT), (12, A4_LYING), (16, A4_LYING), (40, A4_LYING)]
)
def test_the_paper_is_turned_when_the_table_is_wide(
    path: Path, columns: int, size: tuple[float, float]
) -> None:
    pdf.write(_wide(columns, Kind.MONEY, 123_456_789), path, firm_name="")
    assert sizes_mm(path) == [size]
    assert texts(path)[0].count("1,234,567.89") == columns * 2


def test_long_texts_are_wrapped_and_amounts_are_not(path: Path) -> None:
    columns = (Column("a", Label("品名"), Kind.TEXT), *_wide(8, Kind.MONEY, 1).columns)
    name = "很长的商品名称" * 12
    pdf.write(Table(Label("t"), columns, [(name, *[99_999_999_999] * 8)]), path, firm_name="")
    (page,) = texts(path)
    assert name not in page
    assert name in "".join(page.split())
    assert page.count("999,999,999.99") == 16


def test_a_cell_never_fills_more_than_a_page(path: Path) -> None:
    table = Table(Label("t"), (Column("a", Label("备注"), Kind.NOTE),), [("行\n" * 500,), ("下一行",)])
    pdf.write(table, path, firm_name="")
    assert "下一行" in texts(path)[0]


def test_no_rows_are_said_to_be_none(path: Path) -> None:
    pdf.write(empty_table(), path, firm_name="")
    assert "没有数据" in texts(path)[0]


def test_characters_that_no_font_has_do_not_stop_the_print(path: Path) -> None:
    table = replace(stock_table(), title=Label("表\x00🍎\ue000"))
    pdf.write(table, path, firm_name="a\tb")
    assert "表" in texts(path)[0]


def test_many_different_characters_need_many_subsets(path: Path) -> None:
    characters = "".join(map(chr, range(0x4E00, 0x4E00 + 2_000)))
    table = Table(
        Label("t"),
        (Column("a", Label("字"), Kind.TEXT),),
        [(characters[n : n + 40],) for n in range(0, 2_000, 40)],
    )
    pdf.write(table, path, firm_name="")
    found = set("".join(texts(path)))
    assert len(found & set(characters)) > 1_900
