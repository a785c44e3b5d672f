import errno
from pathlib import Path

import pytest

from app.formats.errors import DiskFull, FileNotWritten
from app.formats.output import whole_file


def _write(path: Path, problem: Exception) -> None:
    """Come half way."""
    with whole_file(path) as draft:
        draft.write_text("half", encoding="utf-8")
        raise problem


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "价格.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        _write(path, KeyError())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_ends_well_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "价格.csv"
    path.write_text("old", encoding="utf-8")
    with whole_file(path) as draft:
        draft.write_text("new", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("number", "problem"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FileNotWritten)])
def test_what_the_system_refuses_has_a_name(
    tmp_path: Path, number: int, problem: type[DiskFull | FileNotWritten]
) -> None:
    with pytest.raises(problem) as caught:
        _write(tmp_path / "a.csv", OSError(number, "no"))
    assert caught.value.facts()["name"] == "a.csv"
    assert not list(tmp_path.iterdir())
