"""Six files as firms bring them, each with every value that must be found in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.services.imports import lists

FOLDER = Path(__file__).parent / "workbooks"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
COMPARED = (
    "table", "sheet", "header_rows", "columns", "ignored_columns", "counts", "totals", "skipped_rows", "errors",
    "warnings", "records",
)  # fmt: skip


def _expected(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plain


@pytest.mark.parametrize("key", COMPARED)
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name[:2])
def test_everything_in_the_file_is_found(path: Path, key: str) -> None:
    expected = _expected(path)
    found = lists.read(path.with_name(expected["file"])).plain()
    if key in expected:
        assert found[key] == expected[key]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name[:2])
def test_being_told_what_the_file_is_changes_nothing(path: Path) -> None:
    expected = _expected(path)
    file = path.with_name(expected["file"])
    told = lists.read(
        file, expected["table"], sheet=expected.get("sheet", ""), header_rows=expected["header_rows"]
    )
    assert told == lists.read(file)


def test_there_are_six() -> None:
    assert len(EXPECTED) == 6
