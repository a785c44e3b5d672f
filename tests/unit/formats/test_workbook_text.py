from pathlib import Path

import pytest

from app.formats import workbook
from app.formats.errors import FileBroken, FileKindUnknown


def _rows(tmp_path: Path, content: bytes) -> list[list[str]]:
    path = tmp_path / "客户.csv"
    path.write_bytes(content)
    (sheet,) = workbook.read(path)
    assert sheet.name == "客户"
    return sheet.rows


TEXT = "名称,电话\r\n张三,138\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert _rows(tmp_path, TEXT.encode(encoding)) == [["名称", "电话"], ["张三", "138"]]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = f"名称{separator}地址\n甲{separator}一路，1号\n乙{separator}二路"
    assert _rows(tmp_path, text.encode()) == [["名称", "地址"], ["甲", "一路，1号"], ["乙", "二路"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_breaks_inside_quotes_belong_to_the_cell(tmp_path: Path, end: str) -> None:
    text = f'名称,备注{end}甲,"第一行\n第二行, 有逗号"{end}{end}乙,"说""好"""{end}'
    assert _rows(tmp_path, text.encode("gb18030")) == [
        ["名称", "备注"], ["甲", "第一行\n第二行, 有逗号"], ["", ""], ["乙", '说"好"']
    ]  # fmt: skip


def test_rows_are_made_equally_long(tmp_path: Path) -> None:
    assert _rows(tmp_path, b"a\nb,c,d\n") == [["a", "", ""], ["b", "c", "d"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"=""00123"""', "00123"),
        ("'00123", "00123"),
        ("'=1+1", "=1+1"),
        ("'+86 138", "+86 138"),
        ("\t00123", "00123"),
        ("'小李'的店", "'小李'的店"),
        ("6.90123E+12", "6.90123E+12"),
    ],
)
def test_what_protects_a_code_is_taken_off(tmp_path: Path, cell: str, text: str) -> None:
    assert _rows(tmp_path, f"编码,x\n{cell},y\n".encode())[1] == [text, "y"]


@pytest.mark.parametrize("content", [b"a\x00b", "表".encode("utf-16-le"), b"\xff\xfe\x00", b"\x81\xff\xff,"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileKindUnknown):
        _rows(tmp_path, content)


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileBroken):
        _rows(tmp_path, b'a,"' + b"x" * 200_000)
