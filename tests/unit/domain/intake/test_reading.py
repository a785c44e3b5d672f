"""A whole sheet: its header is found, noise is skipped, every row is accounted for."""

from collections.abc import Sequence

from app.domain.intake import headers, reading
from app.domain.intake.headers import Head
from app.domain.intake.reading import Reading
from app.domain.intake.rows import Merge
from app.services.imports.lists import vocabulary

Rows = list[list[str]]


def even(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def head(rows: Rows, table: str = "item") -> Head:
    found = headers.find(even(rows), vocabulary(), (table,))
    assert found is not None
    return found


def read(rows: Rows, table: str = "item", merged: Sequence[Merge] = ()) -> Reading:
    return reading.read(even(rows), merged, head(rows, table), vocabulary())


def fields(rows: Rows, table: str = "item") -> list[str]:
    return [column.field for column in head(rows, table).columns]


def test_the_header_is_the_row_with_most_known_words() -> None:
    rows = [
        ["商品信息一览表"],
        ["单位名称：小店", "", "打印日期：2026-11-20"],
        [],
        ["商品编号", "商品全名", "规格", "基本单位", "零售价"],
        ["1", "钉", "M8", "个", "2"],
    ]
    found = read(rows)
    assert found.head.rows == (3,)
    assert [(skipped.row, skipped.reason) for skipped in found.skipped] == [
        (1, "title"),
        (2, "print_info"),
        (3, "blank"),
    ]
    assert [dict(record.values) for record in found.records] == [
        {"code": "1", "name": "钉", "spec": "M8", "unit": "个", "sale_price": "2"}
    ]


def test_headers_are_known_with_stars_brackets_and_longer_words() -> None:
    assert fields([["名称*", "零售价(元/瓶)", "【必填】基本单位", "我的商品条码"], ["a", "1", "个", ""]]) == [
        "name",
        "sale_price",
        "unit",
        "barcode",
    ]


def test_a_header_of_two_lines() -> None:
    rows = [
        ["商品编码", "商品名称", "价格", "", "单位"],
        ["", "", "进价", "零售价", ""],
        ["A", "钉", "1", "2", "个"],
    ]
    found = read(rows)
    assert found.head.rows == (0, 1)
    assert dict(found.records[0].values) == {
        "code": "A",
        "name": "钉",
        "buy_price": "1",
        "sale_price": "2",
        "unit": "个",
    }


def test_retail_and_selling_price_side_by_side_in_any_order() -> None:
    assert fields([["品名", "单位", "零售价", "销售价"], ["a", "个", "3", "2"]])[2:] == [
        "sale_price",
        "wholesale_price",
    ]
    assert fields([["品名", "单位", "销售价", "零售价"], ["a", "个", "2", "3"]])[2:] == [
        "wholesale_price",
        "sale_price",
    ]
    assert fields([["品名", "单位", "销售价"], ["a", "个", "2"]])[2:] == ["sale_price"]


def test_the_numbers_of_rows_are_no_code() -> None:
    rows = [["编号", "名称", "单位"], ["1", "a", "个"], ["2", "b", "个"]]
    assert fields(rows) == ["", "name", "unit"]


def test_a_column_called_like_a_warehouse_holds_its_stock() -> None:
    rows = [["名称", "单位", "主仓库", "门店"], ["a", "个", "3", ""], ["b", "个", "1,000", "2"]]
    found = read(rows)
    assert [column.field for column in found.head.columns][2:] == ["stock:主仓库", "stock:门店"]
    assert found.totals() == {"stock:主仓库": "1003", "stock:门店": "2"}


def test_noise_below_the_header_is_skipped_and_named() -> None:
    rows = [
        ["编码", "名称", "单位", "库存数量"],
        ["01", "饮料", "", ""],
        ["A1", "水", "瓶", "3"],
        ["", "小计", "", "3"],
        [],
        ["编码", "名称", "单位", "库存数量"],
        ["A2", "茶", "瓶", "4"],
        ["本页小计", "", "", "4"],
        ["合 计", "", "", "7"],
        ["制表人：陈丽", "", "审核：", ""],
    ]
    found = read(rows)
    assert [skipped.reason for skipped in found.skipped] == [
        "category_heading",
        "subtotal",
        "blank",
        "repeated_header",
        "page_subtotal",
        "total",
        "footer",
    ]
    assert [record.values["category"] for record in found.records] == ["饮料", "饮料"]
    assert found.totals() == {"qty": "7"}


def test_a_name_that_ends_like_a_total_is_still_a_name() -> None:
    rows = [["编码", "名称", "单位", "零售价"], ["A1", "合计算器", "个", "3"]]
    assert len(read(rows).records) == 1


def test_the_same_row_twice_is_skipped_and_a_contradiction_is_an_error() -> None:
    rows = [["编码", "名称", "单位"], ["A1", "水", "瓶"], ["A1", "水", "瓶"], ["a1", "茶", "瓶"]]
    found = read(rows)
    assert [(skipped.row, skipped.reason) for skipped in found.skipped] == [(3, "DUP_EXACT")]
    assert [(error.row, error.field, error.code) for error in found.errors] == [(4, "code", "DUP_CONFLICT")]
    assert len(found.records) == 1


def test_a_bar_code_belongs_to_one_item() -> None:
    rows = [["名称", "单位", "条码"], ["水", "瓶", "6901234567892"], ["茶", "瓶", "6901234567892"]]
    assert [(error.row, error.code) for error in read(rows).errors] == [(3, "DUP_BARCODE")]


def test_what_a_record_must_have() -> None:
    rows = [
        ["编码", "名称", "单位", "副单位", "比例"],
        ["A1", "", "瓶", "", ""],
        ["A2", "水", "", "箱", "12"],
        ["A3", "茶", "瓶", "箱", ""],
    ]
    assert [(error.row, error.field, error.code) for error in read(rows).errors] == [
        (2, "name", "NAME_MISSING"),
        (3, "unit", "UNIT_MISSING"),
        (4, "ratio", "RATIO_MISSING"),
    ]


def test_what_a_person_should_look_at_again() -> None:
    rows = [
        ["编码", "名称", "单位", "进价", "数量", "金额", "零售价", "最低售价"],
        ["A1", "水", "瓶", "2", "-3", "-6.06", "3", "4"],
    ]
    assert {warning.code for warning in read(rows).warnings} == {
        "NEGATIVE_QTY",
        "AMOUNT_MISMATCH",
        "PRICE_ORDER",
    }


def test_a_warehouse_stands_over_the_rows_of_its_group() -> None:
    rows = [
        ["仓库", "编码", "名称", "单位", "结存数量", "结存金额"],
        ["一号仓", "A1", "水", "瓶", "1", "2"],
        ["", "A2", "茶", "瓶", "1", "2"],
        ["二号仓", "A1", "水", "瓶", "5", "9"],
    ]
    found = read(rows, "opening_stock")
    assert [record.values["warehouse"] for record in found.records] == ["一号仓", "一号仓", "二号仓"]
    assert found.totals() == {"qty": "7", "amount": "13"}


def test_merged_cells_stand_in_each_row() -> None:
    rows = [["类别", "名称", "单位"], ["饮料", "水", "瓶"], ["", "茶", "瓶"], ["", "米", "袋"]]
    found = read(rows, merged=[(1, 0, 2, 0)])
    assert [record.values.get("category") for record in found.records] == ["饮料", "饮料", None]


def test_a_row_without_stock_is_no_record_of_stock() -> None:
    rows = [["编码", "名称", "数量"], ["A1", "水", ""], ["A2", "茶", "3"]]
    found = read(rows, "opening_stock")
    assert [(skipped.row, skipped.reason) for skipped in found.skipped] == [(2, "NO_STOCK")]
    assert len(found.records) == 1


def test_no_row_looks_like_a_header() -> None:
    assert headers.find([["你好", ""], ["1", "2"]], vocabulary(), ("item",)) is None
