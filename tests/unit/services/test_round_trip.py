"""Out, ten cells edited, in again: ten changes, whichever cells they are; the same file once more changes nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.i18n import catalog
from app.services import exports, imports, proof, reports
from app.services.firm import Firm
from tests.unit.services.brought import a_firm, counted, operations

ITEMS = (
    "商品编码,商品名称,规格,单位,大单位,换算率,条码,类别,品牌,进价,零售价,批发价,税率,保质期,产地,备注\n"
    + "".join(
        f"A{row},酱油{row}号,500ml,瓶,箱,12,692000000{code:04d},调味品,老牌,5,8,7,13%,365,杭州,好\n"
        for row, code in enumerate((12, 29, 36, 43, 50), 1)
    )
)
CUSTOMERS = (
    "客户编码,客户名称,联系人,电话,备用电话,送货地址,税号,开户行,账期,信用额度,业务员,状态,备注\n"
    + "".join(
        f"C{row},甲{row}店,张三,1380000000{row},1390000000{row},杭州,,工行,现结,1000,李四,启用,好\n"
        for row in range(1, 6)
    )
)
BROUGHT = {"item": ITEMS, "customer": CUSTOMERS, "supplier": CUSTOMERS.replace("客户", "供应商")}
EDITED: Mapping[str, Mapping[str, Any]] = {
    "item": {
        "品名": "陈醋",
        "助记码": "ZJM",
        "规格": "1L",
        "换算率": 24,
        "条码": "6920000000999",
        "分类": "酿造",
        "进价": 6,
        "零售价": 9,
        "保质期（天）": 540,
        "产地": "宁波",
    },
    "customer": {
        "客户名称": "乙店",
        "联系人": "王五",
        "电话": "13700000000",
        "备用电话": "13600000000",
        "地址": "宁波",
        "开户行": "农行",
        "账期（天）": 30,
        "信用额度": 2000,
        "业务员": "赵六",
        "备注": "更好",
    },
}
EDITED = {**EDITED, "supplier": {**EDITED["customer"], "简称": "乙"}}
RENAMED = {"客户名称": "供应商名称", "业务员": "采购员"}
"""What suppliers' columns are called, where it is otherwise."""


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    before = catalog.language()
    catalog.use("zh_CN")
    yield from a_firm()
    catalog.use(before)


@pytest.mark.parametrize("in_one_row", [True, False])
@pytest.mark.parametrize("kind", BROUGHT)
def test_ten_cells_of_ten_columns_are_ten_changes(
    firm: Firm, tmp_path: Path, kind: str, *, in_one_row: bool
) -> None:
    source = tmp_path / "list.csv"
    source.write_text(BROUGHT[kind], encoding="utf-8")
    assert imports.run(firm, source, kind=kind).is_done
    path = reports.export(exports.table(firm, kind), tmp_path / "list.xlsx", firm)
    _edit(path, kind, in_one_row=in_one_row)

    found = imports.run(firm, path, kind=kind)
    assert found.errors == []
    assert len(found.changes) == 10, [(each.row, each.field, each.old, each.new) for each in found.changes]
    before = operations(firm)
    assert counted(imports.run(firm, path, kind=kind))[:2] == (0, 0)
    assert operations(firm) == before, "the second time nothing is written"
    shown = reports.export(exports.table(firm, kind), tmp_path / "again.xlsx", firm)
    assert _cells(shown) == _cells(path), "the next list shows what was edited"
    imports.undo(firm, found.batch)
    assert imports.run(firm, path, kind=kind).changes == found.changes
    assert proof.verify(firm).findings == ()


def _edit(path: Path, kind: str, *, in_one_row: bool) -> None:
    """Write ten other values, into one row or two to a row."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    names = {cell.value: cell for row in sheet.iter_rows(max_row=15) for cell in row if cell.value}
    wanted = {
        RENAMED.get(title, title) if kind == "supplier" else title: value
        for title, value in EDITED[kind].items()
    }
    wanted = {title: value for title, value in wanted.items() if title in names}
    assert len(wanted) == 10, (wanted.keys() - names.keys(), names.keys())
    for step, (title, value) in enumerate(wanted.items()):
        head = names[title]
        sheet.cell(head.row + 1 + (0 if in_one_row else step % 5), head.column).value = value
    book.save(path)


def _cells(path: Path) -> list[set[str]]:
    """Return what stands in the rows of a list, its title and totals left away; rows may stand in another order."""
    sheet: Any = openpyxl.load_workbook(path).active
    rows = [
        {str(cell) for cell in row if cell not in {None, ""}} for row in sheet.iter_rows(values_only=True)
    ]
    return sorted((row for row in rows if len(row) > 5), key=sorted)
