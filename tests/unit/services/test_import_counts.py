"""Count sheets become stock counts, price lists change prices of what is known, faults are told by row and column."""

from collections.abc import Iterator

import pytest

from app.services import documents, imports, proof, records, references
from app.services.firm import Firm
from app.services.imports import Wish
from tests.unit.services.brought import a_firm, brought, counted, operations

ITEMS = brought(
    "item",
    {"code": "A1", "name": "铁钉", "spec": "2寸", "unit": "斤", "unit2": "箱", "ratio": "20", "sale_price": "5",
     "qty": "100", "amount": "300"},
    {"code": "A2", "name": "垫片", "unit": "个", "sale_price": "1", "qty": "50", "amount": "25"},
)  # fmt: skip
SHEET = brought(
    "stock_count",
    {"code": "A1", "name_spec": "铁钉 2寸", "unit": "斤", "book_qty": "100", "qty": "98"},
    {"name_spec": "垫片", "unit": "个", "book_qty": "50"},
)


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    for firm in a_firm():
        imports.bring(firm, ITEMS)
        yield firm


def held(firm: Firm) -> dict[str, int]:
    rows = firm.database.execute(
        "SELECT i.code, SUM(b.quantity) FROM stock_balance b JOIN item i ON i.id = b.item_id GROUP BY i.code"
    )
    return dict(rows.fetchall())


def drafts(firm: Firm) -> int:
    return int(firm.database.execute("SELECT COUNT(*) FROM draft").fetchone()[0])


def test_a_count_sheet_becomes_a_draft_once(firm: Firm) -> None:
    found = imports.bring(firm, SHEET)
    assert counted(found) == (1, 0, 1)
    assert (len(found.drafts), found.documents) == (1, [])
    assert counted(imports.bring(firm, SHEET)) == (0, 0, 2)
    assert drafts(firm) == 1
    assert held(firm) == {"A1": 100_000_000, "A2": 50_000_000}


def test_what_only_a_refused_row_names_is_not_made(firm: Firm) -> None:
    rows = (
        {"code": "B1", "name": "锤子", "category": "工具", "unit": "非常长的单位名称十一字"},
        {"code": "B2", "name": "钳子", "category": "五金"},
        {"code": "B3", "name": "扳手", "category": "五金", "unit": "非常长的单位名称十一字"},
        {"code": "B4", "name": "锯子", "category": "五金"},
    )
    found = imports.bring(firm, brought("item", *rows), Wish(skip_errors=True))
    assert (found.new, found.created) == (2, {"category": 1})
    assert records.listing(firm, "category").rows[0][1] == "五金"
    assert len(records.listing(firm, "category").rows) == 1


def test_what_a_refused_row_named_first_is_made_for_the_next_that_names_it(firm: Firm) -> None:
    rows = (
        {"code": "B1", "name": "锤子", "category": "工具", "unit": "非常长的单位名称十一字"},
        {"code": "B2", "name": "钳子", "category": "工具"},
    )
    found = imports.bring(firm, brought("item", *rows), Wish(skip_errors=True))
    assert (found.new, found.created) == (1, {"category": 1})
    (category,) = (uid for uid, *_ in firm.database.execute("SELECT uid FROM category").fetchall())
    item = firm.database.execute("SELECT uid FROM item WHERE code = 'B2'").fetchone()[0]
    assert records.load(firm, "item", item)["category"] == category


def test_a_draft_that_was_made_is_thrown_away_again(firm: Firm) -> None:
    batch = imports.bring(firm, SHEET).batch
    undone = imports.undo(firm, batch)
    assert (undone.drafts, drafts(firm)) == (1, 0)
    assert counted(imports.bring(firm, SHEET)) == (1, 0, 1)


def test_posted_at_once_what_was_not_counted_stays(firm: Firm) -> None:
    found = imports.bring(firm, SHEET, Wish(post=True))
    assert len(found.documents) == 1
    assert held(firm) == {"A1": 98_000_000, "A2": 50_000_000}
    before = operations(firm)
    assert counted(imports.bring(firm, SHEET, Wish(post=True))) == (0, 0, 2)
    assert operations(firm) == before
    assert imports.undo(firm).voided == found.documents
    assert held(firm)["A1"] == 100_000_000
    assert counted(imports.bring(firm, SHEET, Wish(post=True))) == (1, 0, 1)
    assert proof.verify(firm).findings == ()


def test_what_lies_in_two_places_is_counted_together_in_base_units(firm: Firm) -> None:
    rows = ({"code": "A1", "unit": "箱", "qty": "2"}, {"code": "A1", "unit": "斤", "qty": "7.5"})
    imports.bring(firm, brought("stock_count", *rows), Wish(post=True))
    assert held(firm)["A1"] == 47_500_000


def test_what_is_not_known_is_an_error_that_says_what_to_do(firm: Firm) -> None:
    found = imports.bring(firm, brought("stock_count", {"code": "A9", "qty": "1"}))
    assert not found.is_done
    assert [(issue.row, issue.code) for issue in found.errors] == [(2, "UNKNOWN_REFERENCE")]
    assert "A9" in found.errors[0].message


def test_a_price_list_changes_prices_and_nothing_else(firm: Firm) -> None:
    rows = (
        {"code": "A1", "name": "铁钉（新）", "unit": "斤", "sale_price": "6", "remark": "涨价"},
        {"code": "A1", "unit": "箱", "sale_price": "110"},
        {"name": "垫片", "unit": "个", "sale_price": "1"},
        {"code": "A7", "name": "没有的", "sale_price": "1"},
    )
    found = imports.bring(firm, brought("price_list", *rows), Wish(skip_errors=True))
    assert counted(found) == (0, 2, 1)
    assert [(issue.row, issue.code) for issue in found.errors] == [(5, "UNKNOWN_REFERENCE")]
    nails = records.load(firm, "item", references.find(firm, "item", "A1"))
    assert (nails["name"], nails["retail"], nails["remark"]) == ("铁钉", 6_000_000, "")
    assert [unit["retail"] for unit in nails["units"]] == [110_000_000]
    again = imports.bring(firm, brought("price_list", *rows[:3]))
    assert counted(again) == (0, 0, 3)


def test_stock_beside_items_is_posted_unless_not_wanted(firm: Firm) -> None:
    row = {"name": "水", "unit": "瓶", "buy_price": "2", "stock:主仓库": "10", "stock:门店": "5"}
    found = imports.bring(firm, brought("item", row), Wish(openings=False))
    assert (counted(found), found.documents) == ((1, 0, 0), [])
    found = imports.bring(firm, brought("item", row))
    assert counted(found) == (0, 1, 0)
    assert len(found.documents) == 2
    assert counted(imports.bring(firm, brought("item", row))) == (0, 0, 1)
    documents.listing(firm, "opening_stock")


def test_a_fault_keeps_its_row_out_and_nothing_else(firm: Firm) -> None:
    rows = [{"code": f"B{n}", "name": f"货{n}", "unit": "个", "sale_price": "1"} for n in range(2_000)]
    faults = [
        {"name": "名" * 130},
        {"code": "A1", "unit": "件"},
        {"sale_price": "-1"},
        {"sale_price": "99999999999999999999"},
        {"barcode": "6.9E+12"},
        {"shelf_life_days": "0"},
        {"unit": "非常长的单位名称十一字"},
    ]
    broken = {37 + 50 * number: faults[number % len(faults)] for number in range(37)}
    listed = [row | broken.get(place, {}) for place, row in enumerate(rows)]
    kept = imports.bring(firm, brought("item", *listed))
    assert not kept.is_done
    found = imports.bring(firm, brought("item", *listed), Wish(skip_errors=True))
    told = {issue.row for issue in found.errors}
    expected = {place + 2 for place, fault in broken.items() if "code" not in fault}
    assert told - expected <= {place + 2 for place, fault in broken.items() if "code" in fault}
    assert expected <= told
    assert found.new == 2_000 - len(broken)
    assert proof.verify(firm).findings == ()
