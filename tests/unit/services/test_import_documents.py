"""Lists of goods become drafts of a type of document: one a number and party, made once, taken back as a batch."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.numbers import Money, Price, quantity
from app.domain.documents.document import Document
from app.services import documents, imports, proof, references
from app.services.firm import Firm
from app.services.imports import BroughtList, ListNotImported, Wish
from app.services.imports.intakes import INTAKES, LINES
from tests.intake.sheets import book
from tests.unit.services.brought import Row, a_firm, brought, counted

ITEMS = brought(
    "item",
    {"code": "A1", "name": "铁钉", "unit": "斤", "unit2": "箱", "ratio": "20", "sale_price": "5",
     "barcode": "6901234567892"},
    {"code": "A2", "name": "垫片", "unit": "个", "sale_price": "1"},
)  # fmt: skip


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    for firm in a_firm():
        imports.bring(firm, ITEMS)
        yield firm


def lines(kind: str, *rows: Row) -> BroughtList:
    return replace(brought("document_lines", *rows), kind=kind)


def drafts(firm: Firm, found: imports.Outcome) -> list[Document]:
    return [documents.view(firm, uid).document for uid in found.drafts]


ORDERS = lines(
    "purchase_order",
    {"doc_no": "CG1", "doc_date": "2026-05-18", "partner": "五金厂",
     "code": "A1", "qty": "3", "unit": "箱", "price": "80"},
    {"code": "A2", "qty": "100", "amount": "45.50"},
    {"doc_no": "CG2", "doc_date": "2026-05-19", "partner": "铁厂",
     "barcode": "6901234567892", "qty": "2", "price": "4"},
    {"doc_no": "CG2", "doc_date": "2026-05-19", "partner": "铁厂", "name": "垫片"},
)  # fmt: skip


def test_each_number_becomes_a_draft_with_its_head_and_lines(firm: Firm) -> None:
    found = imports.bring(firm, ORDERS)
    assert (counted(found), found.created) == ((3, 0, 1), {"supplier": 2})
    first, second = drafts(firm, found)
    assert (first.type, first.business_date) == ("purchase_order", "2026-05-18")
    assert first.party == references.find(firm, "supplier", "五金厂")
    assert first.header["their_number"] == "CG1"
    assert [(each.quantity, each.unit, each.price, each.amount) for each in first.lines] == [
        (quantity("3"), "箱", Price(80_000_000), Money(24000)),
        (quantity("100"), "个", first.lines[1].price, Money(4550)),
    ]
    assert [(each.item, each.unit) for each in second.lines] == [(first.lines[0].item, "斤")]
    assert documents.post(firm, first).number


def test_the_same_file_makes_the_same_drafts_only_once(firm: Firm) -> None:
    first = imports.bring(firm, ORDERS)
    documents.post(firm, drafts(firm, first)[0])
    again = imports.bring(firm, ORDERS)
    assert (counted(again), again.drafts) == ((0, 0, 4), [])


def test_without_numbers_the_rows_themselves_say_whether_it_is_there(firm: Firm) -> None:
    rows = ({"code": "A1", "qty": "3", "price": "5"}, {"code": "A2", "qty": "7", "price": "1"})
    found = imports.bring(firm, lines("delivery", *rows))
    assert [len(draft.lines) for draft in drafts(firm, found)] == [2]
    assert not drafts(firm, found)[0].party, "a person fills it in"
    assert imports.bring(firm, lines("delivery", *rows)).drafts == []
    assert len(imports.bring(firm, lines("delivery", *rows[:1])).drafts) == 1


def test_an_import_of_drafts_is_taken_back_whole_and_may_come_again(firm: Firm) -> None:
    batch = imports.bring(firm, ORDERS).batch
    undone = imports.undo(firm, batch)
    assert (undone.drafts, undone.withdrawn, undone.kept) == (2, {"supplier": 2}, [])
    assert not references.find(firm, "supplier", "铁厂")
    assert len(imports.bring(firm, ORDERS).drafts) == 2


def test_what_is_wrong_is_told_by_row_and_column_and_the_rest_comes_in(firm: Firm) -> None:
    rows = (
        {"doc_no": "1", "partner": "老客户", "code": "A1", "unit": "斤", "qty": "3", "price": "5", "discount": "0.9"},
        {"doc_no": "1", "partner": "老客户", "code": "ZZ", "unit": "斤", "qty": "3", "price": "5"},
        {"doc_no": "1", "partner": "老客户", "code": "A1", "unit": "吨", "qty": "3", "price": "5"},
        {"doc_no": "1", "partner": "老客户", "code": "A1", "unit": "斤", "qty": "-3", "price": "5"},
        {"doc_no": "1", "partner": "老客户", "code": "A1", "unit": "斤", "qty": "4", "price": "5", "discount": "0.9",
         "amount": "18"},
    )  # fmt: skip
    found = imports.bring(firm, lines("sales_order", *rows), Wish(skip_errors=True))
    assert [(issue.row, issue.field, issue.code) for issue in found.refusals] == [
        (2, "amount", "MISSING_FIELD"),
        (3, "code", "UNKNOWN_REFERENCE"),
        (4, "unit", "UNKNOWN_UNIT"),
        (5, "qty", "OUT_OF_RANGE"),
        (5, "amount", "OUT_OF_RANGE"),
    ]
    assert [[each.amount for each in draft.lines] for draft in drafts(firm, found)] == [[Money(1800)]]


def test_a_trial_writes_nothing(firm: Firm) -> None:
    found = imports.bring(firm, ORDERS, Wish(is_dry=True))
    assert counted(found) == (3, 0, 1)
    assert not references.find(firm, "supplier", "铁厂")
    assert len(imports.bring(firm, ORDERS).drafts) == 2


def test_transfers_go_from_one_warehouse_to_the_other_and_may_be_posted_at_once(firm: Firm) -> None:
    imports.bring(firm, brought("opening_stock", {"code": "A1", "qty": "10", "cost_price": "3"}))
    rows = ({"code": "A1", "qty": "4", "warehouse": "主仓库", "to_warehouse": "分店"},)
    found = imports.bring(firm, lines("transfer", *rows), Wish(post=True))
    assert (len(found.documents), found.created) == (1, {"warehouse": 1})
    item, branch = references.find(firm, "item", "A1"), references.find(firm, "warehouse", "分店")
    assert documents.stock_of(firm, item, branch) == "4斤"
    assert proof.verify(firm).ok


@pytest.mark.parametrize("kind", [kind for kind in imports.KINDS if INTAKES[kind].table == LINES])
def test_every_kind_of_document_takes_lines(firm: Firm, kind: str) -> None:
    found = imports.bring(firm, lines(kind, {"code": "A2", "qty": "2", "price": "1.5"}))
    assert [(draft.type, draft.lines[0].quantity) for draft in drafts(firm, found)] == [(kind, quantity("2"))]


def test_lines_of_documents_nobody_called_by_name_are_not_imported(firm: Firm) -> None:
    with pytest.raises(ListNotImported):
        imports.bring(firm, brought("document_lines", {"code": "A1", "qty": "2"}))


ROWS = (("商品编码", "数量", "单价"), ("A1", "3", "5"), ("A2", "7", "1"))


def test_a_title_says_which_documents_they_are(firm: Firm, tmp_path: Path) -> None:
    path = book(
        tmp_path / "采购订单.xlsx", [("单据日期", *ROWS[0]), *(("2026-05-18", *row) for row in ROWS[1:])]
    )
    found = imports.run(firm, path)
    assert (found.brought.kind, counted(found)) == ("purchase_order", (2, 0, 0))
    assert [draft.business_date for draft in drafts(firm, found)] == ["2026-05-18"]
    unnamed = path.rename(tmp_path / "表一.xlsx")
    with pytest.raises(ListNotImported):
        imports.run(firm, unnamed)
    assert imports.run(firm, unnamed, kind="delivery").new == 2
