from pathlib import Path

import pytest

from app.formats import workbook
from app.formats.errors import FileBroken, FileTooLarge
from app.formats.workbook import Sheet

XML = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="商品"><Table>{rows}</Table></Worksheet></Workbook>"""


def _read(tmp_path: Path, content: bytes) -> list[Sheet]:
    path = tmp_path / "导出.xls"
    path.write_bytes(content)
    return workbook.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_page_that_calls_itself_xls(tmp_path: Path, encoding: str) -> None:
    page = """<html><head><style>td {x:1}</style></head><body><table border=1>
      <tr><th colspan="3">供应商资料</th></tr>
      <tr><td>编号<td>名称</td><td>电 话<br>手机</td></tr>
      <tr><td>001</td><td>甲 &amp; 乙&nbsp;</td><td><b>138</b><table><tr><td>0000</td></tr></table></td></tr>
    </table><p>不是表</p><table><tr><td>第二张</td></tr></table></body></html>"""
    first, second = _read(tmp_path, page.encode(encoding))
    assert first.rows == [
        ["供应商资料", "", ""],
        ["编号", "名称", "电 话\n手机"],
        ["001", "甲 & 乙", "1380000"],
    ]
    assert (first.name, second.rows) == ("1", [["第二张"]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_of_excel_2003(tmp_path: Path, encoding: str) -> None:
    rows = """
      <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">商品</Data></Cell>
        <Cell><Data ss:Type="String">备注</Data></Cell></Row>
      <Row ss:Index="3"><Cell><Data ss:Type="Number">6.901234567892E12</Data></Cell>
        <Cell ss:Index="4"><Data ss:Type="Boolean">1</Data></Cell></Row>
      <Row><Cell><Data ss:Type="DateTime">2026-11-22T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="DateTime">2026-11-22T09:30:00.000</Data></Cell><Cell/>
        <Cell><Data ss:Type="Number">12.50</Data></Cell></Row>"""
    (sheet,) = _read(tmp_path, XML.format(encoding=encoding, rows=rows).encode(encoding))
    assert sheet.name == "商品"
    assert sheet.rows == [
        ["商品", "", "", "备注"],
        ["", "", "", ""],
        ["6901234567892", "", "", "TRUE"],
        ["2026-11-22", "2026-11-22 09:30:00", "", "12.5"],
    ]


def test_a_row_too_far_down_is_refused(tmp_path: Path) -> None:
    xml = XML.format(encoding="utf-8", rows='<Row ss:Index="99999999"><Cell/></Row>')
    with pytest.raises(FileTooLarge):
        _read(tmp_path, xml.encode())


def test_entities_are_refused(tmp_path: Path) -> None:
    xml = XML.format(encoding="utf-8", rows="").replace(
        "<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook'
    )
    with pytest.raises(FileBroken):
        _read(tmp_path, xml.encode())
