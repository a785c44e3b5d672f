"""Forms of lists that firms keep, each in a file of its own."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.core.progress import Cancelled
from tests.intake.sheets import Rows, book, errors, fields, read, skipped, values, warnings


def test_prices_in_three_lists_side_by_side(tmp_path: Path) -> None:
    block = ["品名", "规格", "单价"]
    rows: Rows = [
        ["饮料报价单"],
        ["序号", *block, "序号", *block, "序号", *block],
        [1, "水", "500ml", 2, 2, "茶", "500ml", "面议", 3, "可乐", "330ml", "2.5/罐"],
        [4, "奶", "1L", 9, 5, "豆浆", "1L", "8.8-9.2", None, None, None, None],
        ["以上价格含税"],
    ]
    found = read(book(tmp_path / "x.xlsx", rows))
    assert found.kind == "price_list"
    assert [(each.row, each.block, each.values["name"]) for each in found.reading.records] == [
        (3, 1, "水"),
        (3, 3, "可乐"),
        (4, 1, "奶"),
    ]
    assert [each["column"] for each in found.plain()["ignored_columns"]] == ["A", "E", "I"]
    assert errors(found) == [
        (3, "sale_price", "NOT_A_NUMBER", "面议"),
        (4, "sale_price", "RANGE", "8.8-9.2"),
    ]
    assert [each.place for each in found.reading.errors] == [7, 7]
    assert warnings(found) == [(3, "sale_price", "UNIT_IN_NUMBER")]


def test_categories_stand_over_prices(tmp_path: Path) -> None:
    rows: Rows = [
        ["价目表"],
        ["品名", "规格", "批发价", "零售价"],
        ["饮料"],
        ["水", "500ml", 1, 2],
        ["粮油"],
        ["米", "5kg", 30, 35],
    ]
    found = read(book(tmp_path / "x.xlsx", rows, merged=["A1:D1", "A3:D3"]))
    assert skipped(found) == [(1, "title"), (3, "category_heading"), (5, "category_heading")]
    assert [each["category"] for each in values(found)] == ["饮料", "粮油"]


MATRIX: Rows = [
    ["秋季订货表"],
    ["款号", "品名", "颜色", "尺码", None, None, "合计"],
    [None, None, None, "S", "M", "L", None],
    ["K1", "衬衫", "白", 1, 2, None, 3],
    [None, None, "黑", 2, "－", 2, 9],
    ["K2", "裤", "蓝", None, None, None, None],
    ["合计", None, None, 3, 2, 2, 12],
]


def test_sizes_across_the_columns_are_a_record_each(tmp_path: Path) -> None:
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "A4:A5", "B4:B5"]
    found = read(book(tmp_path / "x.xlsx", MATRIX, merged=merged))
    assert found.plain()["header_rows"] == [2, 3]
    assert fields(found) == {
        "A": "code",
        "B": "name",
        "C": "color",
        "D": "size:S",
        "E": "size:M",
        "F": "size:L",
    }
    assert [tuple(each[key] for key in ("code", "color", "size", "qty")) for each in values(found)] == [
        ("K1", "白", "S", "1"),
        ("K1", "白", "M", "2"),
        ("K1", "黑", "S", "2"),
        ("K1", "黑", "M", "0"),
        ("K1", "黑", "L", "2"),
    ]
    assert [(each.row, each.code, each.raw) for each in found.reading.warnings] == [
        (5, "ROW_SUM_MISMATCH", "9")
    ]
    assert skipped(found) == [(1, "title"), (6, "NO_STOCK"), (7, "total")]
    assert found.reading.totals() == {"qty": "7"}


def test_sizes_in_figures_and_colours_as_columns(tmp_path: Path) -> None:
    shoes: Rows = [["货号", "颜色", "36", "37", "38"], ["X1", "白", 1, None, 3]]
    assert [(each["size"], each["qty"]) for each in values(read(book(tmp_path / "a.xlsx", shoes)))] == [
        ("36", "1"),
        ("38", "3"),
    ]
    shirts: Rows = [["货号", "尺码", "红色", "黑色"], ["X1", "M", 1, 2]]
    assert [
        (each["size"], each["color"], each["qty"]) for each in values(read(book(tmp_path / "b.xlsx", shirts)))
    ] == [
        ("M", "红色", "1"),
        ("M", "黑色", "2"),
    ]


def test_a_header_of_two_lines_reads_group_and_name_together(tmp_path: Path) -> None:
    rows: Rows = [
        ["期初库存表"],
        ["编码", "名称", "单位", "本期结存", None, None, "备注"],
        [None, None, None, "数量", "单价", "金额", None],
        ["A1", "水", "瓶", "１，２３４．５", "¥1.5", 1851.75, "x"],
        ["A2", "茶", "瓶", None, None, None, None],
        ["A3", "盐", "袋", "2万", "(3)", "-60000", None],
    ]
    found = read(book(tmp_path / "x.xlsx", rows, hidden=[4]))
    assert found.kind == "opening_stock"
    assert [(each["header"], each["field"]) for each in found.plain()["columns"][3:6]] == [
        ("本期结存/数量", "qty"),
        ("本期结存/单价", "cost_price"),
        ("本期结存/金额", "amount"),
    ]
    assert warnings(found) == [(4, "", "HIDDEN_ROW")]
    assert skipped(found)[-1] == (5, "NO_STOCK")
    assert (values(found)[1]["qty"], values(found)[1]["cost_price"]) == ("20000", "-3")


def test_partners_with_all_their_numbers(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户编号", "单位名称", "手机", "电话", "税号", "银行账号", "期初余额", None, "账期", "停用"],
        [None, None, None, None, None, None, "借方", "贷方", None, None],
        [
            "C1",
            "甲",
            "1.39E+10",
            "0571-88888888",
            "91330106MA2QLPQY01",
            "6.22202E+18",
            100,
            None,
            "月结",
            "否",
        ],
        [
            "C2",
            "乙",
            13800000000,
            None,
            "330764268687840",
            "\t6222021234567890123",
            None,
            200,
            "半月结",
            "是",
        ],
        ["C3", "丙", "138 0000 0000/0579-80725149", None, "个人", "'6222021234567890", 0, 0, "货到付款", "√"],
        ["C4", "丁（杭州）", None, None, "-", 6222021234567890123, None, None, "月结45天", None],
        [None, "丁(杭 州)", None, None, None, None, None, None, None, None],
        [None, "戊", None, None, None, None, None, None, None, None],
        [None, "戊 ", None, None, "", None, "5", None, None, None],
    ]
    found = read(book(tmp_path / "客户.xlsx", rows))
    assert warnings(found) == [
        (3, "phone", "PHONE_SCIENTIFIC"),
        (3, "tax_id", "USCC_CHECK"),
        (3, "bank_account", "ACCOUNT_SCIENTIFIC"),
        (4, "tax_id", "TAXID_OLD"),
        (6, "bank_account", "ACCOUNT_SCIENTIFIC"),
    ]
    first, second, third, *_ = values(found)
    assert (first["phone2"], first["opening_receivable"], first["active"]) == ("0571-88888888", "100", "true")
    assert (second["bank_account"], second["opening_receivable"], second["active"]) == (
        "6222021234567890123",
        "-200",
        "false",
    )
    assert (third["phone"], third["phone2"]) == ("13800000000", "0579-80725149")
    assert [each.get("credit_days") for each in values(found)[:4]] == ["30", "15", "0", "45"]
    assert errors(found) == [(9, "name", "DUP_NAME", "戊")]


def test_items_with_everything_that_may_stand_in_a_cell(tmp_path: Path) -> None:
    rows: Rows = [
        ["商品编码", "名称", "单位", "税率", "状态", "供货价（含税）", "起订量", "停用日期", "条码", "材质"],
        ["1", "甲\u00a0 乙\u200b", "个", "免税", "在售", 3, 10, None, "6.90123E+12", "棉"],
        ['="002"', "丙", "个", "13%", "缺货", "1.2E+3", "３", "2026年11月", '="00123"', "麻"],
        ["3", "丁", "个", 13, "下架", "5元/箱", "24瓶/箱", "11/1/2026", "6901234567890", "棉"],
        ["3", "丁", "个", 0.13, "下架", "350-", None, "46327", "6901234567892", "棉"],
    ]
    found = read(book(tmp_path / "x.xlsx", rows))
    assert errors(found) == [
        (4, "moq", "UNIT_IN_NUMBER", "24瓶/箱"),
        (4, "disabled_date", "NOT_A_DATE", "11/1/2026"),
    ]
    assert warnings(found) == [(2, "barcode", "BARCODE_SCIENTIFIC"), (3, "disabled_date", "DATE_NO_DAY")]
    first, second, third = values(found)
    assert (first["name"], first["tax_rate"], first["tax_exempt"], first["status"]) == (
        "甲 乙",
        "0",
        "true",
        "在售",
    )
    assert (second["code"], second["barcode"], second["buy_price_incl"], second["tax_rate"]) == (
        "002",
        "00123",
        "1200",
        "0.13",
    )
    assert (third["disabled_date"], third["buy_price_incl"], third["tax_rate"]) == (
        "2026-11-01",
        "-350",
        "0.13",
    )


def test_lines_of_documents(tmp_path: Path) -> None:
    rows: Rows = [
        ["销售单"],
        ["单号：XS001", None, "日期：2026-11-01"],
        ["商品编号", "商品全名", "规格", "单位", "数量", "单价", "金额"],
        ["A1", "水", "500ml", "瓶", 3, 2, 6],
        ["A1", "水", "500ml", "瓶", 3, 2, 6],
        ["A2", "茶", "500ml", "瓶", 3, 2, 7],
        ["合计", None, None, None, 9, None, 19],
        ["制单：张", None, "审核："],
    ]
    found = read(book(tmp_path / "x.xlsx", rows))
    assert (found.kind, len(found.reading.records)) == ("document_lines", 3)
    assert warnings(found) == [(6, "amount", "AMOUNT_MISMATCH")]
    assert skipped(found) == [(1, "title"), (2, "print_info"), (7, "total"), (8, "footer")]


def test_tabs_in_utf_16_that_call_themselves_csv(tmp_path: Path) -> None:
    path = tmp_path / "供应商.csv"
    path.write_bytes("名称\t联系人\t期初应付\r\n甲\t张\t1,000.50\r\n合计\t\t1,000.50\r\n".encode("utf-16"))
    found = read(path)
    assert (found.kind, values(found)) == (
        "supplier",
        [{"name": "甲", "contact": "张", "opening_payable": "1000.5"}],
    )


def test_a_web_page_that_calls_itself_xls(tmp_path: Path) -> None:
    path = tmp_path / "库存.xls"
    page = """<table><tr><td colspan=4>库存报表</td></tr><tr><th>仓库<th>编码<th>名称<th>库存数量</tr>
      <tr><td rowspan=2>主仓<td>A1<td>水<td>1</tr><tr style="display: none"><td>A2<td>茶<td>2</tr>
      <tr><td>分仓<td>A1<td>水<td>3</tr></table>"""
    path.write_text(page, encoding="gb18030")
    found = read(path)
    assert [(each["warehouse"], each["code"], each["qty"]) for each in values(found)] == [
        ("主仓", "A1", "1"),
        ("主仓", "A2", "2"),
        ("分仓", "A1", "3"),
    ]
    assert warnings(found) == [(4, "", "HIDDEN_ROW")]


def test_groups_of_stock_under_the_name_of_their_warehouse(tmp_path: Path) -> None:
    rows: Rows = [
        ["编码", "名称", "单位", "库存数量", "成本价"],
        ["仓库：一号仓"],
        ["A1", "水", "瓶", 1, 1],
        ["仓库：二号仓"],
        ["A1", "水", "瓶", 2, 1],
    ]
    assert [each["warehouse"] for each in values(read(book(tmp_path / "x.xlsx", rows)))] == [
        "一号仓",
        "二号仓",
    ]


def test_a_hidden_sheet_is_read_only_when_no_other_can_be(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    workbook = openpyxl.Workbook()
    shown = workbook.active
    assert isinstance(shown, Worksheet)
    shown.append(["名称", "单位"])
    shown.append(["水", "瓶"])
    hidden = workbook.create_sheet("藏")
    for row in (["编码", "名称", "单位", "零售价"], ["A", "茶", "瓶", 1]):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    workbook.save(path)
    assert values(read(path))[0]["name"] == "水"
    assert values(read(path, sheet="藏"))[0]["name"] == "茶"


UNKNOWN: Rows = [
    ["货", "单位", "材质", "厚度", "到店", "环保"],
    ["水", "瓶", "棉", 1.5, "2026-1-5", "是"],
    ["茶", "瓶", "麻", 2, "2026.2.3", "否"],
]


def test_a_person_says_what_columns_hold(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [["我的表"], *UNKNOWN])
    mapping = {0: "name", 2: "extra:text:material", 5: ""}
    found = read(path, "item", header_rows=[2], mapping=mapping)
    assert values(found) == [
        {"name": "水", "unit": "瓶", "extra:text:material": "棉"},
        {"name": "茶", "unit": "瓶", "extra:text:material": "麻"},
    ]
    assert found.reading.guesses == {3: "number", 4: "date", 5: "yes_no"}


def test_files_of_one_form_have_one_shape(tmp_path: Path) -> None:
    header: list[object] = ["编码", "名称*", "单位"]
    first = read(book(tmp_path / "a.xlsx", [["七月"], header, ["1", "水", "瓶"]]))
    second = read(book(tmp_path / "b.xlsx", [header, ["2", "茶", "包"], ["3", "米", "袋"]]))
    other = read(book(tmp_path / "c.xlsx", [[*header, "备注"], ["2", "茶", "包", ""]]))
    assert first.shape == second.shape != other.shape


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = book(
        tmp_path / "x.xlsx", [["编码", "名称", "单位"], *[[f"A{each}", "水", "瓶"] for each in range(3_000)]]
    )
    told: list[tuple[int, int]] = []
    read(path, progress=lambda done, whole: told.append((done, whole)))
    assert (3_001, 3_001) in told

    def stop(done: int, whole: int) -> None:
        if done > 2_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(path, progress=stop)


def test_codes_have_the_zeros_that_they_are_shown_with(tmp_path: Path) -> None:
    path = book(
        tmp_path / "x.xlsx",
        [
            ["商品编码", "商品名称", "单位", "条码", "零售价"],
            [123, "水", "瓶", 6920000000012, 5],
            ["A7", "茶", "瓶", 45, 6],
        ],
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for place in ("A2", "A3", "D3"):
        sheet[place].number_format = "000000"
    sheet["E2"].number_format = "0.00"
    workbook.save(path)
    first, second = values(read(path))
    assert (first["code"], first["barcode"], first["sale_price"]) == ("000123", "6920000000012", "5")
    assert (second["code"], second["barcode"]) == ("A7", "000045")
