"""Workbooks as firms really bring them: imported, imported again, taken back, imported once more."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.services import imports, proof
from app.services.firm import Firm
from tests.architecture.source import ROOT
from tests.unit.services.brought import a_firm, counted

FOLDER = ROOT / "tests" / "intake" / "workbooks"
BOOKS = {
    "o1_商品资料_分类小计.xlsx": ("item", 840, 1),
    "o2_客户资料_手工表.xlsx": ("customer", 316, 226),
    "o3_期初库存_按仓库分组.xls": ("opening_stock", 1074, 3),
    "o4_供应商_GBK.csv": ("supplier", 207, 127),
    "o5_商品导入模板_多仓库列.xlsx": ("item", 897, 3),
}


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


@pytest.mark.parametrize("name", BOOKS)
def test_in_again_back_and_in_once_more(firm: Firm, name: str) -> None:
    kind, new, documents = BOOKS[name]
    first = imports.run(firm, FOLDER / name, skip_errors=True)
    assert (first.brought.kind, first.new, len(first.documents)) == (kind, new, documents)
    again = imports.run(firm, FOLDER / name, skip_errors=True)
    assert (again.new, again.changed, again.documents, again.batch) == (0, 0, [], "")
    assert imports.undo(firm).kept == []
    assert imports.run(firm, FOLDER / name, skip_errors=True).counts() == first.counts()
    assert proof.verify(firm).findings == ()


def test_the_totals_of_the_file_are_in_the_books(firm: Firm) -> None:
    found = imports.run(firm, FOLDER / "o1_商品资料_分类小计.xlsx", skip_errors=True)
    value = firm.database.execute("SELECT SUM(value) FROM stock_entry").fetchone()[0]
    assert found.plain()["totals"]["amount"] == "9984048.21"
    assert value == 998_404_821


def test_debts_of_the_file_are_in_the_books(firm: Firm) -> None:
    imports.run(firm, FOLDER / "o4_供应商_GBK.csv", skip_errors=True)
    rows = firm.database.execute("SELECT amount > 0, SUM(amount) FROM party_entry GROUP BY 1 ORDER BY 1")
    assert rows.fetchall() == [(0, -5_045_312), (1, 461_092_222)]


def test_a_count_sheet_counts_what_the_firm_knows(firm: Firm) -> None:
    path = FOLDER / "o6_盘点表_分页.xlsx"
    unknown = imports.run(firm, path)
    assert counted(unknown)[:2] == (0, 0)
    assert not unknown.is_done
    imports.run(firm, path, kind="item", skip_errors=True, openings=False)
    found = imports.run(firm, path, skip_errors=True)
    assert (found.new, found.unchanged, len(found.drafts)) == (678, 8, 1)
    assert imports.run(firm, path, skip_errors=True).new == 0


def test_faults_stand_in_a_copy_of_the_file(firm: Firm, tmp_path: Path) -> None:
    path = FOLDER / "o2_客户资料_手工表.xlsx"
    found = imports.run(firm, path, dry_run=True)
    marked = imports.mark(found, path, tmp_path / "marked.xlsx")
    sheet = openpyxl.load_workbook(marked)[found.brought.sheet]
    for issue in found.errors:
        assert sheet[f"{issue.column}{issue.row}"].comment is not None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.expected.json")), ids=lambda path: path.name[:2])
def test_a_trial_tells_of_the_file_what_holds_in_any_firm(firm: Firm, path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    told = imports.run(firm, path.with_name(expected["file"]), dry_run=True).plain(records=True)
    keys = ("table", "header_rows", "columns", "ignored_columns", "totals", "skipped_rows", "records")
    assert {key: told[key] for key in keys} == {key: expected[key] for key in keys}
    assert expected["counts"].items() <= told["counts"].items()
    for key in ("errors", "warnings"):
        found = [(each["row"], each["field"], each["code"], each["raw"]) for each in told[key]]
        assert found == [
            (each["row"], each["field"], each["code"], each.get("raw")) for each in expected[key]
        ]
