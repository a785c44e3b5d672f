"""Every import can be taken back: what it made goes, what it changed is as before; what people used since stays."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from app.core.numbers import Money, Price, Quantity
from app.core.progress import Cancelled
from app.domain.documents.document import Line
from app.domain.records.types import RECORDS
from app.services import documents, imports, proof, records, references
from app.services.firm import Firm
from app.services.imports import AlreadyUndone, BroughtList, UnknownImport, Wish
from app.storage.records_reading import load_records
from tests.unit.services.brought import a_firm, brought, counted, operations

WATER = {"code": "A1", "name": "矿泉水", "unit": "瓶", "unit2": "箱", "ratio": "24", "barcode": "6901234567892",
         "buy_price": "0.9", "sale_price": "2", "category": "饮料", "supplier": "水厂", "qty": "120",
         "amount": "108"}  # fmt: skip
BEANS = {"code": "A2", "name": "绿豆", "unit": "千克", "buy_price": "9", "category": "粮油", "qty": "2.5"}
ITEMS = brought("item", WATER, BEANS)
STOCK = brought(
    "opening_stock",
    {"code": "A1", "name": "矿泉水", "unit": "瓶", "qty": "10", "cost_price": "1", "warehouse": "主仓库"},
    {"code": "A1", "name": "矿泉水", "unit": "瓶", "qty": "5", "cost_price": "1", "warehouse": "二号库"},
)
PARTIES = brought("customer", {"code": "K1", "name": "小王", "salesman": "李梅", "opening_receivable": "50"})


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


def what_is_there(firm: Firm) -> dict[str, Any]:
    """Return what people see of the firm: records, stock, debts."""
    found: dict[str, Any] = {}
    for record_type in RECORDS:
        rows = load_records(firm.books.connection(), record_type)
        found[record_type.key] = [
            {key: value for key, value in row.items() if key != "uid"} for row in rows if row["is_active"]
        ]
    for table in ("stock_balance", "party_open"):
        found[table] = firm.database.execute(f"SELECT * FROM {table} WHERE 0 < 1").fetchall()
    found["stock_balance"] = [row for row in found["stock_balance"] if any(row[2:])]
    return found


@pytest.mark.parametrize("listed", [ITEMS, STOCK, PARTIES], ids=lambda each: each.kind)
def test_taken_back_nothing_is_left_and_it_can_come_again(firm: Firm, listed: BroughtList) -> None:
    before = what_is_there(firm)
    first = imports.bring(firm, listed)
    undone = imports.undo(firm, first.batch)
    assert undone.kept == []
    assert what_is_there(firm) == before
    assert proof.verify(firm).findings == ()
    again = imports.bring(firm, listed)
    assert again.counts() == first.counts()
    assert proof.verify(firm).findings == ()


def test_taking_back_may_be_stopped_and_then_all_of_it_stays(firm: Firm) -> None:
    rows = [{"code": f"B{number}", "name": f"货{number}", "unit": "个"} for number in range(5_000)]
    batch = imports.bring(firm, brought("item", *rows)).batch
    before = operations(firm)

    def stop(done: int, whole: int) -> None:
        if done:
            assert done < whole
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.undo(firm, batch, stop)
    assert (operations(firm), len(records.search(firm, "item", "B4999"))) == (before, 1)
    assert imports.undo(firm, batch).withdrawn == {"item": 5_000}
    assert records.search(firm, "item", "B4999") == []


def test_the_last_import_that_stands_is_meant_when_none_is_named(firm: Firm) -> None:
    first = imports.bring(firm, ITEMS)
    second = imports.bring(firm, PARTIES)
    assert [each.uid for each in imports.listed(firm)] == [second.batch, first.batch]
    assert imports.undo(firm).batch.uid == second.batch
    assert imports.undo(firm).batch.uid == first.batch
    with pytest.raises(UnknownImport):
        imports.undo(firm)
    with pytest.raises(AlreadyUndone):
        imports.undo(firm, first.batch)
    with pytest.raises(UnknownImport):
        imports.undo(firm, "0" * 32)


def test_a_trial_and_an_import_that_changes_nothing_are_no_batches(firm: Firm) -> None:
    assert imports.bring(firm, ITEMS, Wish(is_dry=True)).batch == ""
    imports.bring(firm, ITEMS)
    assert imports.bring(firm, ITEMS).batch == ""
    assert len(imports.listed(firm)) == 1


def test_what_was_changed_gets_its_old_values_again(firm: Firm) -> None:
    imports.bring(firm, ITEMS)
    before = what_is_there(firm)
    dearer = brought(
        "item", WATER | {"sale_price": "3", "brand": "清泉", "barcode2": "16901234567899"}, BEANS
    )
    assert counted(imports.bring(firm, dearer)) == (0, 1, 1)
    undone = imports.undo(firm)
    assert undone.kept == []
    assert what_is_there(firm) == before
    assert proof.verify(firm).findings == ()


def test_what_was_changed_since_keeps_that_and_is_named(firm: Firm) -> None:
    imports.bring(firm, ITEMS)
    imports.bring(firm, brought("item", WATER | {"sale_price": "3", "brand": "清泉"}))
    uid = references.find(firm, "item", "A1")
    records.save(firm, "item", {"uid": uid, "retail": 4_000_000})
    undone = imports.undo(firm)
    assert [each.what for each in undone.kept] == ["A1 矿泉水"]
    water = records.load(firm, "item", uid)
    assert (water["retail"], water["brand"]) == (4_000_000, "")


def test_a_record_that_was_used_meanwhile_stays_and_is_named(firm: Firm) -> None:
    imports.bring(firm, ITEMS, Wish(openings=False))
    beans = references.find(firm, "item", "A2")
    receipt = documents.blank(firm, "goods_receipt")
    supplier, _ = records.save(firm, "supplier", {"name": "粮店"})
    line = Line(item=beans, quantity=Quantity(1_000_000), amount=Money(900), typed_amount=True)
    documents.post(firm, replace(receipt, party=supplier, lines=(line,)))
    undone = imports.undo(firm)
    assert [each.what for each in undone.kept] == ["A2 绿豆", "FL00002 粮油"]
    assert undone.withdrawn == {"item": 1, "category": 1, "supplier": 1}
    assert references.find(firm, "item", "A2") == beans
    assert not references.find(firm, "item", "A1")
    assert proof.verify(firm).findings == ()


@pytest.mark.parametrize("by", ["draft", "edit", "setting"])
def test_drafts_edits_and_settings_count_as_use(firm: Firm, by: str) -> None:
    imports.bring(firm, STOCK)
    place = references.find(firm, "warehouse", "二号库")
    match by:
        case "draft":
            documents.save_draft(firm, documents.blank(firm, "transfer").with_value("to_warehouse", place))
        case "edit":
            records.save(firm, "warehouse", {"uid": place, "address": "后街"})
        case _:
            firm.write("setting", "", {"default_warehouse": place})
    undone = imports.undo(firm)
    assert "二号库" in " ".join(each.what for each in undone.kept)
    assert references.find(firm, "warehouse", "二号库") == place


def test_stock_that_was_sold_keeps_its_document_and_its_item(firm: Firm) -> None:
    imports.bring(firm, brought("item", WATER))
    sale = documents.blank(firm, "delivery")
    customer, _ = records.save(firm, "customer", {"name": "小王"})
    item = references.find(firm, "item", "A1")
    documents.post(
        firm,
        replace(
            sale,
            party=customer,
            lines=(Line(item=item, quantity=Quantity(1_000_000), price=Price(1_000_000)),),
        ),
    )
    undone = imports.undo(firm)
    assert undone.voided == []
    assert len(undone.kept) >= 2
    assert references.find(firm, "item", "A1") == item
    assert proof.verify(firm).findings == ()


def test_a_debt_that_was_paid_stays_with_its_party(firm: Firm) -> None:
    imports.bring(firm, PARTIES)
    paid = documents.blank(firm, "money_received").with_value(
        "party", references.find(firm, "customer", "K1")
    )
    account = references.find(firm, "account", "现金")
    documents.post(firm, paid.with_value("account", account).with_value("paid", 1_000))
    undone = imports.undo(firm)
    assert undone.voided == []
    assert [each.what for each in undone.kept][1:] == ["K1 小王", "YG00001 李梅"]
    assert proof.verify(firm).findings == ()


def test_a_document_that_the_import_replaced_comes_back(firm: Firm) -> None:
    imports.bring(firm, STOCK)
    before = what_is_there(firm)["stock_balance"]
    more = brought("opening_stock", {"code": "A1", "unit": "瓶", "qty": "99", "cost_price": "1"})
    assert counted(imports.bring(firm, more)) == (0, 1, 0)
    undone = imports.undo(firm)
    assert undone.kept == []
    assert what_is_there(firm)["stock_balance"] == before
    assert counted(imports.bring(firm, STOCK)) == (0, 0, 2)
    assert proof.verify(firm).findings == ()


@pytest.mark.parametrize("seed", range(12))
def test_imports_and_undoing_at_random_are_replayed_alike(firm: Firm, seed: int) -> None:
    random = Random(seed)
    for _ in range(14):
        rows = [
            {"code": f"A{n}", "name": f"货{n}", "unit": "个", "category": random.choice("甲乙"),
             "sale_price": str(random.randint(1, 9)), "qty": str(random.randint(0, 3)), "amount": "5"}
            for n in random.sample(range(6), 3)
        ]  # fmt: skip
        if random.random() < 0.6:
            imports.bring(firm, brought("item", *rows), Wish(skip_errors=True))
        elif any(not each.undone_at for each in imports.listed(firm)):
            batch = random.choice([each for each in imports.listed(firm) if not each.undone_at])
            imports.undo(firm, batch.uid)
    assert proof.verify(firm).findings == ()
    standing = [each for each in imports.listed(firm) if not each.undone_at]
    for each in standing:
        imports.undo(firm, each.uid)
    assert proof.verify(firm).findings == ()
    assert operations(firm) > 0
