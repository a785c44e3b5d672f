from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Problem
from app.formats import workbook
from app.formats.errors import FileBroken, FileEmpty, FileEncrypted, FileKindUnknown, FileTooLarge
from tests.unit.formats.old_excel import FILE_PASSWORD, SECTOR, number, numbers, stream, xls

CELLS = (number(0, 0, 12.5), number(1, 2, 7), numbers(2, 0, [1, 2, 3]))
ROWS = [["12.5", "", ""], ["", "", "7"], ["1", "2", "3"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "库存.xls"


@pytest.mark.parametrize("small", [False, True])
def test_an_old_workbook_is_read(path: Path, small: bool) -> None:
    path.write_bytes(xls(stream(*CELLS), small=small))
    (sheet,) = workbook.read(path)
    assert (sheet.name, sheet.rows) == ("表", ROWS)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (number(65_535, 255, 1), FileTooLarge),
        (number(0, 40_000, 1), FileBroken),
        (numbers(0, 250, [1] * 20), FileBroken),
    ],
)
@pytest.mark.parametrize("small", [False, True])
def test_cells_too_far_out_are_refused(path: Path, cell: bytes, problem: type[Problem], small: bool) -> None:
    """One turned bit is enough for this; the reader would fill the memory with empty cells."""
    path.write_bytes(xls(stream(*CELLS, cell), small=small))
    with pytest.raises(problem):
        workbook.read(path)


def test_a_password_is_told_from_damage(path: Path) -> None:
    path.write_bytes(xls(stream(number(60_000, 60_000, 1), more=FILE_PASSWORD)))
    with pytest.raises(FileEncrypted):
        workbook.read(path)


def test_a_chain_that_runs_in_a_circle_is_broken(path: Path) -> None:
    content = bytearray(xls(stream(*CELLS)))
    content[SECTOR + 4 * 5 : SECTOR + 4 * 6] = (4).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(FileBroken):
        workbook.read(path)


def test_another_kind_of_document_is_no_workbook(path: Path) -> None:
    path.write_bytes(
        xls(stream(*CELLS)).replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    )
    with pytest.raises(FileBroken):
        workbook.read(path)


@given(place=st.integers(0, 10**6), value=st.integers(0, 255), cut=st.booleans(), small=st.booleans())
def test_a_damaged_workbook_never_does_more_than_refuse(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int, cut: bool, small: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.xls"
    content = bytearray(xls(stream(*CELLS), small=small))
    content[place % len(content)] = value
    path.write_bytes(content[: place % len(content)] if cut else content)
    try:
        workbook.read(path)
    except (FileBroken, FileEncrypted, FileEmpty, FileKindUnknown, FileTooLarge):
        return
