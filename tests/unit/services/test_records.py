"""What a person may do with master data (F01-F03, F11, G06, G07)."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.kinds import Kind
from app.domain.errors import DuplicateKey, InUse, NotMergeable, OwnAncestor, RatioFrozen, StillHolds
from app.domain.records.types import RECORDS
from app.services import records, references
from app.services.firm import Firm
from tests.unit.storage.firms import a_firm


@pytest.fixture
def firm() -> Iterator[Firm]:
    with a_firm() as firm:
        yield firm


def _item(firm: Firm, **values: Any) -> str:
    return records.save(firm, "item", {"name": "苹果", **values})[0]


def _move(firm: Firm, uid: str, quantity: int = 1) -> None:
    """Let the ledger name the item, as a posted document does."""
    item_id = firm.catalogue.item_id(uid)
    firm.database.execute(
        "INSERT INTO stock_entry (move_id, document_id, line, item_id, place_id, business_date, order_at, quantity,"
        " value, part, against, basis, strict, tie_id, weight, batch, cause_id, known_at)"
        " VALUES (0, 0, 1, ?, 1, '2026-11-22', 1, ?, 0, '', '', '', 0, 0, 0, '', 0, 1)",
        (item_id, quantity),
    )
    firm.database.execute(
        "INSERT INTO stock_balance (item_id, place_id, quantity) VALUES (?, 1, ?)", (item_id, quantity)
    )


def _codes(firm: Firm, values: dict[str, Any], type_key: str = "item") -> list[tuple[str, str, int]]:
    return [(each.code, each.field, each.line) for each in records.problems(firm, type_key, values)]


# Codes


def test_a_code_is_given_in_a_row_when_none_is_typed(firm: Firm) -> None:
    _item(firm, code="SP00041")
    _item(firm, code="SPECIAL")
    assert records.load(firm, "item", _item(firm))["code"] == "SP00042"


def test_after_ninety_nine_thousand_codes_grow(firm: Firm) -> None:
    _item(firm, code="SP99999")
    assert records.load(firm, "item", _item(firm))["code"] == "SP100000"
    assert records.load(firm, "item", _item(firm))["code"] == "SP100001"


def test_two_types_of_one_group_share_codes(firm: Firm) -> None:
    records.save(firm, "supplier", {"name": "水厂", "code": "W1"})
    assert _codes(firm, {"name": "小店", "code": "w 1"}, "customer") == [("DUPLICATE_KEY", "code", 0)]


@pytest.mark.parametrize("code", ["AB01", "ab01", " ＡＢ 01", "a\u200bb01"])
def test_a_code_is_unique_whatever_its_case_width_and_blanks(firm: Firm, code: str) -> None:
    _item(firm, code="AB01")
    with pytest.raises(DuplicateKey) as refused:
        _item(firm, code=code)
    assert refused.value.other == "AB01 苹果"


def test_a_record_does_not_stand_in_its_own_way(firm: Firm) -> None:
    uid = _item(firm, code="AB01", barcodes=[{"code": "1"}])
    assert records.save(firm, "item", {"uid": uid, "code": "ab01"})[1] == Changes.of("record:item")


def test_two_warehouses_do_not_share_a_name_but_two_people_may(firm: Firm) -> None:
    assert _codes(firm, {"name": "主 仓库"}, "warehouse") == [("DUPLICATE_KEY", "name", 0)]
    records.save(firm, "staff", {"name": "张伟"})
    assert _codes(firm, {"name": "张伟"}, "staff") == []


# Bar codes


def test_a_bar_code_with_tab_and_full_width_digits_is_found_by_scan(firm: Firm) -> None:
    uid = _item(firm, barcodes=[{"code": "６９２１１６８509256\t"}])
    assert records.load(firm, "item", uid)["barcodes"][0]["code"] == "6921168509256"
    assert [scanned.uid for scanned in records.by_barcode(firm, "6921168509256\r")] == [uid]


def test_a_bar_code_of_another_item_is_refused_with_its_name(firm: Firm) -> None:
    other = _item(firm, code="A1", barcodes=[{"code": "692"}])
    (problem,) = records.problems(firm, "item", {"name": "梨", "barcodes": [{"code": "1"}, {"code": "692"}]})
    assert isinstance(problem, DuplicateKey)
    assert (problem.other, problem.other_uid, problem.field, problem.line) == (
        "A1 苹果",
        other,
        "barcodes.code",
        2,
    )


def test_a_shared_bar_code_offers_a_choice(firm: Firm) -> None:
    both = [_item(firm, name=name, barcodes=[{"code": "692", "shared": True}]) for name in ("红", "绿")]
    assert [scanned.uid for scanned in records.by_barcode(firm, "692")] == both


def test_scanning_a_box_says_how_much_is_in_it(firm: Firm) -> None:
    box = {"name": "箱", "numerator": 12}
    _item(firm, units=[box], barcodes=[{"code": "1"}, {"code": "12", "unit": "箱"}])
    (scanned,) = records.by_barcode(firm, "12")
    assert (scanned.unit, scanned.numerator, scanned.denominator) == ("箱", 12, 1)


def test_a_retired_item_still_scans_with_notice_and_comes_last(firm: Firm) -> None:
    old = _item(firm, name="旧", barcodes=[{"code": "692", "shared": True}])
    records.disable(firm, "item", old)
    assert [scanned.is_active for scanned in records.by_barcode(firm, "692")] == [0]
    _item(firm, name="新", barcodes=[{"code": "692", "shared": True}])
    assert [scanned.is_active for scanned in records.by_barcode(firm, "692")] == [1, 0]


def test_a_scanner_may_add_or_leave_out_the_zero_of_upc(firm: Firm) -> None:
    uid = _item(firm, barcodes=[{"code": "036000291452"}])
    assert records.by_barcode(firm, "0036000291452")[0].uid == uid
    uid = _item(firm, name="梨", barcodes=[{"code": "0012345678905"}])
    assert records.by_barcode(firm, "012345678905")[0].uid == uid


def test_the_code_of_an_item_scans_too(firm: Firm) -> None:
    uid = _item(firm, code="A-1")
    assert [(scanned.uid, scanned.unit) for scanned in records.by_barcode(firm, "a-1")] == [(uid, "个")]
    assert records.by_barcode(firm, "nothing") == []


def test_renaming_the_base_unit_keeps_its_bar_codes(firm: Firm) -> None:
    uid = _item(firm, barcodes=[{"code": "1", "unit": "个"}])
    records.save(firm, "item", {"uid": uid, "base_unit": "瓶"})
    assert records.by_barcode(firm, "1")[0].unit == "瓶"


def test_in_store_codes_follow_each_other(firm: Firm) -> None:
    first = records.next_in_store_code(firm)
    _item(firm, barcodes=[{"code": first}])
    assert (first, records.next_in_store_code(firm)) == ("2900010000015", "2900010000022")


# What has moved


def test_once_moved_the_ratio_stays(firm: Firm) -> None:
    uid = _item(firm, units=[{"name": "箱", "numerator": 12}])
    _move(firm, uid)
    changes: list[dict[str, Any]] = [
        {"units": [{"name": "箱", "numerator": 24}]},
        {"units": [{"name": "件", "numerator": 12}]},
        {"units": []},
        {"base_unit": "瓶"},
    ]
    for values in changes:
        with pytest.raises(RatioFrozen):
            records.save(firm, "item", {"uid": uid, **values})
    with pytest.raises(InUse):
        records.save(firm, "item", {"uid": uid, "is_service": True})


def test_once_moved_a_unit_may_be_added_and_the_name_changed(firm: Firm) -> None:
    uid = _item(firm, units=[{"name": "箱", "numerator": 12}])
    _move(firm, uid)
    units = [{"name": "箱", "numerator": 12, "retail": 1}, {"name": "托", "numerator": 480}]
    records.save(firm, "item", {"uid": uid, "name": "红苹果", "units": units})
    assert len(firm.catalogue.item(uid).units) == 3


def test_before_the_first_movement_everything_may_change(firm: Firm) -> None:
    uid = _item(firm, units=[{"name": "箱", "numerator": 12}])
    records.save(firm, "item", {"uid": uid, "base_unit": "瓶", "units": []})
    assert firm.catalogue.item(uid).base_unit == "瓶"


# Saving


def test_saving_what_is_there_writes_nothing(firm: Firm) -> None:
    for type_key, part, row in (
        ("item", "barcodes", {"code": "1"}),
        ("supplier", "contacts", {"name": "李"}),
    ):
        uid, _ = records.save(firm, type_key, {"name": "名", part: [row]})
        assert records.save(firm, type_key, records.load(firm, type_key, uid)) == (uid, Changes())


def test_fields_that_are_not_named_stay(firm: Firm) -> None:
    uid = _item(firm, spec="大", remark="甜")
    records.save(firm, "item", {"uid": uid, "spec": "小"})
    loaded = records.load(firm, "item", uid)
    assert (loaded["name"], loaded["spec"], loaded["remark"]) == ("苹果", "小", "甜")


def test_a_refused_save_leaves_nothing(firm: Firm) -> None:
    before = firm.database.execute("SELECT COUNT(*) FROM operation").fetchone()
    with pytest.raises(BusinessError):
        _item(firm, category="nothing")
    assert firm.database.execute("SELECT COUNT(*) FROM operation").fetchone() == before
    assert _codes(firm, {"name": "苹果", "category": "nothing"}) == [("UNKNOWN_REFERENCE", "category", 0)]


@pytest.mark.parametrize("name", ["x" * 10_000_000, "长" * 300, 7, "半\ud800", None])
def test_an_impossible_name_is_refused_at_once(firm: Firm, name: Any) -> None:
    assert {field for _, field, _ in _codes(firm, {"name": name})} == {"name"}
    assert records.warnings(firm, "item", {"name": name}) == ()
    with pytest.raises(BusinessError):
        records.save(firm, "item", {"name": name})


def test_a_link_in_a_child_list_must_exist(firm: Firm) -> None:
    found = _codes(firm, {"name": "苹果", "limits": [{"warehouse": "nothing", "safety": 1}]})
    assert found == [("UNKNOWN_REFERENCE", "limits.warehouse", 1)]


def test_people_cannot_write_what_is_read_only(firm: Firm) -> None:
    uid, _ = records.save(firm, "warehouse", {"name": "北仓", "kind": "transit"})
    assert records.load(firm, "warehouse", uid)["kind"] == "warehouse"


def test_the_mnemonic_follows_the_name_until_a_person_writes_one(firm: Firm) -> None:
    uid = _item(firm)
    assert records.load(firm, "item", uid)["mnemonic"] == "PG"
    records.save(firm, "item", {"uid": uid, "name": "雪梨"})
    assert records.load(firm, "item", uid)["mnemonic"] == "XL"
    records.save(firm, "item", {"uid": uid, "mnemonic": "DL"})
    records.save(firm, "item", {"uid": uid, "name": "鸭梨"})
    assert records.load(firm, "item", uid)["mnemonic"] == "DL"
    assert [hit.uid for hit in records.search(firm, "item", "dl")] == [uid]


def test_the_same_name_with_another_specification_is_legal(firm: Firm) -> None:
    _item(firm, code="A1", spec="大")
    assert records.warnings(firm, "item", {"name": "苹果", "spec": "小"}) == ()
    (warning,) = records.warnings(firm, "item", {"name": "苹 果", "spec": "大"})
    assert dict(warning.facts) == {"other": "A1 苹果"}
    _item(firm, spec="大")


def test_doubtful_values_warn_and_are_saved(firm: Firm) -> None:
    party = {"name": "水厂", "tax_id": "91330106MA5K3X7PX0"}
    assert len(records.warnings(firm, "supplier", party)) == 1
    records.save(firm, "supplier", party)
    item = {"name": "苹果", "barcodes": [{"code": "6901234567893"}], "retail": 1, "lowest": 2}
    assert len(records.warnings(firm, "item", item)) == 2
    records.save(firm, "item", item)


def test_a_category_does_not_stand_below_itself(firm: Firm) -> None:
    top, _ = records.save(firm, "category", {"name": "食品"})
    below, _ = records.save(firm, "category", {"name": "饮料", "parent": top})
    for parent in (top, below):
        with pytest.raises(OwnAncestor):
            records.save(firm, "category", {"uid": top, "parent": parent})


def test_the_walk_in_customer_and_goods_in_transit_cannot_be_disabled(firm: Firm) -> None:
    with pytest.raises(InUse):
        records.disable(firm, "customer", firm.catalogue.walk_in_uid())
    with pytest.raises(InUse):
        records.disable(firm, "warehouse", firm.catalogue.transit_uid())


def test_a_party_may_be_both(firm: Firm) -> None:
    uid, _ = records.save(firm, "supplier", {"name": "水厂"})
    assert [row[1] for row in records.listing(firm, "customer").rows] == ["散客"]
    records.save(firm, "customer", {"uid": uid, "credit_limit": 100})
    party = firm.catalogue.party(uid)
    assert (party.credit_limit, party.price_level, party.is_supplier) == (100, "retail", True)
    for type_key in ("supplier", "customer"):
        assert uid in {str(drill.params[0][1]) for drill in records.listing(firm, type_key).drills if drill}


def test_a_supplier_that_becomes_a_customer_has_what_a_customer_needs(firm: Firm) -> None:
    uid, _ = records.save(firm, "supplier", {"name": "水厂", "is_customer": True})
    assert firm.catalogue.party(uid).price_level == "retail"
    records.save(firm, "customer", {"uid": uid, "price_level": "wholesale"})
    records.save(firm, "supplier", {"uid": uid, "is_customer": False})
    records.save(firm, "supplier", {"uid": uid, "is_customer": True})
    assert firm.catalogue.party(uid).price_level == "wholesale"


# Merging


def test_only_like_and_like_become_one(firm: Firm) -> None:
    apple, kilo = _item(firm), _item(firm, name="散苹果", base_unit="kg")
    with pytest.raises(NotMergeable) as refused:
        records.merge(firm, "item", apple, kilo)
    assert refused.value.label.template == RECORDS["item"].field("base_unit").label
    for type_key, one, other in (
        ("item", apple, apple),
        ("warehouse", firm.catalogue.transit_uid(), references.find(firm, "warehouse", "主仓库")),
    ):
        with pytest.raises(NotMergeable):
            records.merge(firm, type_key, one, other)


def test_a_category_does_not_merge_into_what_is_below_it(firm: Firm) -> None:
    top, _ = records.save(firm, "category", {"name": "食品"})
    below, _ = records.save(firm, "category", {"name": "饮料", "parent": top})
    with pytest.raises(OwnAncestor):
        records.merge(firm, "category", top, below)
    records.merge(firm, "category", below, top)
    assert records.load(firm, "category", top)["parent"] == ""


def test_what_has_stock_is_merged_only_when_the_stock_is_carried_over(firm: Firm) -> None:
    loser, winner = _item(firm), _item(firm, name="红苹果")
    _move(firm, loser)
    with pytest.raises(StillHolds):
        records.merge(firm, "item", loser, winner)
    assert firm.catalogue.item(loser).uid == loser

    def carry_over(firm: Firm, loser: str, winner: str) -> Changes:
        firm.database.execute("DELETE FROM stock_balance WHERE item_id = ?", (firm.catalogue.item_id(loser),))
        return Changes.of("stock")

    changes = records.merge(firm, "item", loser, winner, carry_over=carry_over)
    assert changes == Changes.of("stock", "record:item")
    assert firm.catalogue.item(loser).uid == winner


# Reading


def test_a_record_is_found_by_code_or_by_name(firm: Firm) -> None:
    uid = _item(firm, code="A1")
    assert references.find(firm, "item", " a１") == uid
    assert references.find(firm, "item", "苹果") == uid
    _item(firm, spec="小")
    assert references.find(firm, "item", "苹果") == uid
    assert references.find(firm, "item", "") == ""
    records.disable(firm, "item", uid)
    assert records.load(firm, "item", references.find(firm, "item", "苹果"))["spec"] == "小"
    assert references.find(firm, "item", "A1") == uid
    assert references.find(firm, "warehouse", "在途") == ""
    assert records.title(firm, "item", uid) == "A1 苹果"
    assert records.title(firm, "item", "nothing") == ""


def test_a_list_shows_names_of_links_and_opens_its_rows(firm: Firm) -> None:
    fruit, _ = records.save(firm, "category", {"name": "水果"})
    uid = _item(firm, code="A1", category=fruit, retail=5_000_000)
    retired = _item(firm, code="A0")
    records.disable(firm, "item", retired)
    table = records.listing(firm, "item", active=None)
    rows = [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]
    assert [(row["code"], row["category"], row["retail"], row["is_active"]) for row in rows] == [
        ("A0", "", None, False),
        ("A1", "水果", 5_000_000, True),
    ]
    assert [drill.params for drill in table.drills if drill] == [(("uid", retired),), (("uid", uid),)]
    assert [drill and drill.target for drill in table.drills[1:]] == ["item"]
    assert next(column for column in table.columns if column.key == "category").kind is Kind.TEXT
    assert len(records.listing(firm, "item").rows) == 1
    assert len(records.listing(firm, "item", active=False).rows) == 1
    assert len(records.listing(firm, "item", active=None, text="苹 a1").rows) == 1


NEEDED = {"rule": {"condition": "零售价 ≥ 0"}}
"""What a record needs besides its name to say anything."""


@pytest.mark.parametrize("record_type", list(RECORDS), ids=lambda record_type: record_type.key)
def test_every_type_is_made_listed_changed_and_found(firm: Firm, record_type: Any) -> None:
    key = record_type.key
    hangs: dict[str, dict[str, Any]] = {"price": {"price": 1}, "tag": {"epc": "E200"}}
    item = {"item": records.save(firm, "item", {"name": "货"})[0], **hangs[key]} if key in hangs else {}
    values = records.blank(firm, key) | {"name": "测试一"} | item | NEEDED.get(key, {})
    uid, changes = records.save(firm, key, values)
    assert changes.touches(frozenset({f"record:{key}"}))
    assert records.load(firm, key, uid)["code"].startswith(record_type.prefix)
    assert "测试一" in {row[record_type.columns.index("name")] for row in records.listing(firm, key).rows}
    records.save(firm, key, {"uid": uid, "name": "测试二", "remark": "注"})
    assert [hit.name for hit in records.search(firm, key, "cse")] == ["测试二"]
    assert records.load(firm, key, uid)["remark"] == "注"


def test_a_record_is_named_without_reading_it_whole(firm: Firm) -> None:
    uid = records.save(firm, "supplier", {"name": "果园"})[0]
    assert records.name(firm, "supplier", uid) == "果园"
    assert records.name(firm, "supplier", "nobody") == ""
