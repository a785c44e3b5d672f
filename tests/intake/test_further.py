"""Small files in the forms that firms bring, each with what a careful person reads in it; and in, again, out again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.services import imports, proof, records
from app.services.firm import Firm
from app.services.imports import lists
from tests.unit.services.brought import a_firm, counted, operations

FOLDER = Path(__file__).parent / "further"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
OF_RECORDS = ("item", "customer", "supplier", "category", "staff")


def _expected(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plain


def _told(read: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was read in the shape of the expectations."""
    return {
        **{key: read[key] for key in ("table", "sheet", "header_rows", "totals", "records")},
        "columns": {each["column"]: each["field"] for each in read["columns"]},
        "ignored_columns": [each["column"] for each in read["ignored_columns"]],
        "skipped_rows": {str(each["row"]): each["reason"] for each in read["skipped_rows"]},
        "errors": _findings(read["errors"]),
        "warnings": _findings(read["warnings"]),
    }


def _findings(found: list[dict[str, Any]]) -> list[list[Any]]:
    written = [[each["row"], each.get("field", ""), each["code"], each.get("raw", "")] for each in found]
    return sorted(written, key=lambda each: (each[0], each[1]))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_everything_in_the_file_is_found(path: Path) -> None:
    expected = _expected(path)
    told = _told(lists.read(FOLDER / expected["file"], expected.get("read_as", "")).plain())
    wanted = {key: expected[key] for key in told if key in expected}
    for key in ("errors", "warnings"):
        if key in wanted:
            wanted[key] = sorted(wanted[key], key=lambda each: (each[0], each[1]))
    assert {key: told[key] for key in wanted} == wanted


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


def _listed(firm: Firm) -> dict[str, int]:
    return {each: len(records.listing(firm, each).rows) for each in (*OF_RECORDS, "warehouse")}


_AS: Mapping[str, str] = {"document_lines": "delivery"}
"""What people say that lines are of."""


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_in_again_and_out_again(firm: Firm, path: Path) -> None:
    expected = _expected(path)
    file = FOLDER / expected["file"]
    kind = expected.get("read_as") or _AS.get(expected["table"], "")
    empty = _listed(firm)
    if expected["table"] in {
        "stock_count",
        "document_lines",
        "price_list",
    }:  # these name what is there already
        assert imports.run(firm, file, kind="item", skip_errors=True, openings=False).is_done
    first = imports.run(firm, file, kind=kind, skip_errors=True)
    assert first.new or first.unchanged
    before = operations(firm)
    again = imports.run(firm, file, kind=kind, skip_errors=True)
    assert counted(again)[:2] == (0, 0)
    assert operations(firm) == before, "the second time nothing is written"
    for batch in [each for each in imports.listed(firm) if not each.undone_at]:
        assert imports.undo(firm, batch.uid).kept == []
    assert _listed(firm) == empty
    held = firm.database.execute("SELECT SUM(quantity), SUM(value) FROM stock_entry").fetchone()
    owed = firm.database.execute("SELECT SUM(amount) FROM party_entry").fetchone()
    assert {*held, *owed} <= {0, None}
    assert proof.verify(firm).findings == ()


def test_a_fault_in_the_second_of_two_lists_is_told_at_its_own_column(firm: Firm) -> None:
    found = imports.run(firm, FOLDER / "prices_side_by_side.xlsx", dry_run=True)
    assert [(each.column, each.code) for each in found.faults] == [("D", "NOT_A_NUMBER"), ("J", "RANGE")]
    assert {each["block"] for each in found.plain(records=True)["records"]} == {1, 2}


def test_the_amount_of_several_warehouses_is_shared_out_to_the_fen(firm: Firm, tmp_path: Path) -> None:
    path = tmp_path / "商品.csv"
    path.write_text(
        "商品编码,商品名称,单位,总仓,门店,库存数量,库存金额\nA1,水,瓶,2,1,3,10\n", encoding="utf-8"
    )
    imports.run(firm, path, kind="item")
    held = firm.database.execute("SELECT quantity, value FROM stock_entry ORDER BY id").fetchall()
    assert held == [(2_000_000, 667), (1_000_000, 333)]
