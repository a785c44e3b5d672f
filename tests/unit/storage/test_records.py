"""Records are made of operations and nothing else; merging leaves history alone (decisions 15, F11)."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.errors import UnknownReference
from app.services import records, references
from app.services.firm import Firm
from app.services.record_saving import Saving
from app.storage import operations
from app.storage.merging import MERGE
from app.storage.proof import REPLAYED
from app.storage.records import NEW_RECORDS, RECORD
from tests.unit.storage.firms import a_firm, contents, the_same_again


@pytest.fixture
def firm() -> Iterator[Firm]:
    with a_firm() as firm:
        yield firm


def _a_busy_morning(firm: Firm) -> None:
    drinks, _ = records.save(firm, "category", {"name": "饮料"})
    supplier, _ = records.save(firm, "supplier", {"name": "水厂", "contacts": [{"name": "曾三"}]})
    values = {
        "name": "矿泉水",
        "category": drinks,
        "default_supplier": supplier,
        "retail": 2_000_000,
        "model": "N1",
        "units": [{"name": "箱", "numerator": 24, "retail": 40_000_000}],
        "barcodes": [{"code": "6921168509256"}, {"code": "16921168509253", "unit": "箱"}],
    }
    water, _ = records.save(firm, "item", values)
    other, _ = records.save(firm, "item", {**values, "name": "矿泉水(旧)", "barcodes": [{"code": "111"}]})
    records.save(firm, "item", {"uid": water, "name": "山泉水", "retail": None, "model": ""})
    records.merge(firm, "item", other, water)
    records.disable(firm, "supplier", supplier)


def test_a_replay_of_the_log_gives_the_same_tables(firm: Firm) -> None:
    _a_busy_morning(firm)
    with the_same_again(firm) as again:
        for table in REPLAYED:
            assert contents(firm.database, table) == contents(again.database, table), table
        for text in ("山", "sqs", "9256", "shuichang", "矿"):
            found = [records.search(each, "item", text) for each in (firm, again)]
            assert found[0] == found[1], text


def test_operations_that_are_written_together_give_what_they_give_one_by_one(firm: Firm) -> None:
    """New records wait for each other: what names one of them, or changes it again, finds it."""
    drinks, tea, green = ("1" * 32, "2" * 32, "3" * 32)
    firm.write_all(
        RECORD,
        [
            (drinks, {"type": "category", "set": {"code": "1", "name": "饮料", "parent": tea}}),
            (tea, {"type": "category", "set": {"code": "2", "name": "茶", "parent": drinks}}),
            (
                green,
                {"type": "item", "set": {"code": "3", "name": "绿茶", "category": tea, "is_active": True}},
            ),
            (green, {"type": "item", "set": {"name": "龙井"}, "was": {"name": "绿茶"}}),
            (tea, {"type": "category", "set": {"name": "茶叶"}, "was": {"name": "茶"}}),
        ],
    )
    assert records.load(firm, "category", drinks)["parent"] == ""
    assert records.load(firm, "category", tea)["parent"] == drinks
    assert records.load(firm, "item", green)["name"] == "龙井"
    with the_same_again(firm) as again:
        for table in REPLAYED:
            assert contents(firm.database, table) == contents(again.database, table), table
        assert [hit.name for hit in records.search(again, "item", "龙")] == ["龙井"]


def test_many_new_records_are_one_operation_and_give_what_they_give_one_by_one(firm: Firm) -> None:
    """A record that says nothing of a field holds nothing there; one that names a later one names nobody."""
    supplier, _ = records.save(firm, "supplier", {"name": "水厂"})
    field, _ = records.save(firm, "custom_field", {"name": "货架", "belongs_to": "item", "kind": "text"})
    shelf = f"x_{records.load(firm, 'custom_field', field)['code'].lower()}"
    saving = Saving(firm, "item")
    water = saving.save(
        {
            "name": "矿泉水",
            "default_supplier": supplier,
            "barcodes": [{"code": "6921168509256"}, {"code": "111", "shared": True}],
            "units": [{"name": "箱", "numerator": 24}],
            shelf: "A-3",
        }
    )
    tea = saving.save({"name": "绿茶", "code": "C1", "retail": 3_000_000, "track_batch": True})
    saving.flush()
    *_, last = operations.read(firm.database.connection())
    assert (last.kind, [row[0] for row in last.payload["rows"]]) == (NEW_RECORDS, [water.uid, tea.uid])
    for written in (water, tea):
        assert records.load(firm, "item", written.uid) == {**written.after, "uid": written.uid}
    assert [hit.name for hit in records.search(firm, "item", "a-3")] == ["矿泉水"]
    first, second = "1" * 32, "2" * 32
    rows = [[first, [], [], "1", "饮料", second], [second, [], [], "2", "茶", first]]
    firm.write(NEW_RECORDS, "", {"type": "category", "fields": ["code", "name", "parent"], "rows": rows})
    assert records.load(firm, "category", first)["parent"] == ""
    assert records.load(firm, "category", second)["parent"] == first
    with the_same_again(firm) as again:
        for table in REPLAYED:
            assert contents(firm.database, table) == contents(again.database, table), table
        assert [hit.name for hit in records.search(again, "item", "lvcha")] == ["绿茶"]


def test_an_operation_says_only_what_changed_and_what_was_there(firm: Firm) -> None:
    uid, _ = records.save(firm, "item", {"name": "矿泉水", "retail": 2_000_000})
    records.save(firm, "item", {"uid": uid, "retail": 2_500_000})
    *_, last = operations.read(firm.database.connection())
    assert last.subject == uid
    assert last.payload == {"type": "item", "set": {"retail": 2_500_000}, "was": {"retail": 2_000_000}}


def test_what_is_saved_comes_back(firm: Firm) -> None:
    warehouse = references.find(firm, "warehouse", "主仓库")
    saved: dict[str, Any] = {
        "name": "苹果",
        "code": "A1",
        "base_unit": "kg",
        "base_places": 3,
        "tax_rate": 90_000,
        "tax_category": "1010101010000000000",
        "shelf_life_days": 30,
        "reference_cost": 0,
        "weighed": True,
        "units": [{"name": "箱", "numerator": 25, "denominator": 2, "lowest": 0}],
        "barcodes": [{"code": "2", "unit": "箱"}, {"code": "1"}],
        "limits": [{"warehouse": warehouse, "safety": 5_000_000}],
    }
    uid, _ = records.save(firm, "item", saved)
    loaded = records.load(firm, "item", uid)
    for key in ("units", "barcodes", "limits"):
        for row, row_saved in zip(loaded[key], saved[key], strict=True):
            assert row | row_saved == row
    assert loaded | {key: value for key, value in saved.items() if not isinstance(value, list)} == loaded


def test_contacts_and_addresses_come_back(firm: Firm) -> None:
    contact = {"name": "李四", "phone": "13800001111", "remark": ""}
    address = {"address": "人民路 1 号", "contact": "", "phone": ""}
    uid, _ = records.save(firm, "customer", {"name": "小店", "contacts": [contact], "addresses": [address]})
    loaded = records.load(firm, "customer", uid)
    assert (loaded["contacts"], loaded["addresses"]) == ([contact], [address])


def test_an_unknown_record_cannot_be_loaded(firm: Firm) -> None:
    with pytest.raises(UnknownReference):
        records.load(firm, "item", "nothing")


# What two computers out of touch may write is applied without fail.


def test_a_link_to_nothing_stays_empty(firm: Firm) -> None:
    firm.write(RECORD, "a" * 32, {"type": "item", "set": {"name": "x", "category": "b" * 32}})
    assert records.load(firm, "item", "a" * 32)["category"] == ""


def test_one_bar_code_on_two_items_offers_both(firm: Firm) -> None:
    for uid in ("a" * 32, "b" * 32):
        barcode = {"code": "123", "unit": "", "shared": False}
        firm.write(
            RECORD, uid, {"type": "item", "set": {"name": uid, "is_active": True, "barcodes": [barcode]}}
        )
    assert [scanned.uid for scanned in records.by_barcode(firm, "123")] == ["a" * 32, "b" * 32]


def test_a_bar_code_of_a_unit_that_went_away_is_not_taken_for_a_piece(firm: Firm) -> None:
    barcode = {"code": "123", "unit": "箱", "shared": False}
    firm.write(
        RECORD, "a" * 32, {"type": "item", "set": {"name": "x", "base_unit": "个", "barcodes": [barcode]}}
    )
    (scanned,) = records.by_barcode(firm, "123")
    assert scanned.unit is None
    assert scanned.numerator is None


def test_a_field_of_a_later_version_is_kept(firm: Firm) -> None:
    firm.write(RECORD, "a" * 32, {"type": "item", "set": {"name": "x", "origin": "云南"}})
    assert firm.database.execute("SELECT data FROM item").fetchone() == ('{"origin":"云南"}',)


# Merging


def _two_waters(firm: Firm) -> tuple[str, str]:
    box = {"name": "箱", "numerator": 24}
    loser, _ = records.save(
        firm,
        "item",
        {
            "name": "矿泉水",
            "units": [{"name": "件", "numerator": 24}, {"name": "排", "numerator": 6}],
            "barcodes": [{"code": "1"}, {"code": "24", "unit": "件"}, {"code": "6", "unit": "排"}],
        },
    )
    winner, _ = records.save(firm, "item", {"name": "山泉水", "units": [box], "barcodes": [{"code": "2"}]})
    return loser, winner


def test_old_bar_codes_find_the_winner_by_the_unit_of_the_same_ratio(firm: Firm) -> None:
    loser, winner = _two_waters(firm)
    records.merge(firm, "item", loser, winner)
    assert [(scanned.uid, scanned.unit) for scanned in records.by_barcode(firm, "1")] == [(winner, "个")]
    assert [(scanned.uid, scanned.unit) for scanned in records.by_barcode(firm, "24")] == [(winner, "箱")]
    assert [row["code"] for row in records.load(firm, "item", winner)["barcodes"]] == ["2", "1", "24"]


def test_a_bar_code_without_a_unit_to_go_to_stays_and_says_that_it_is_retired(firm: Firm) -> None:
    loser, winner = _two_waters(firm)
    records.merge(firm, "item", loser, winner)
    assert [(scanned.uid, scanned.is_active) for scanned in records.by_barcode(firm, "6")] == [(loser, 0)]


def test_the_uid_means_the_winner_and_the_row_stays(firm: Firm) -> None:
    loser, winner = _two_waters(firm)
    old_id = firm.catalogue.item_id(loser)
    records.merge(firm, "item", loser, winner)
    assert firm.catalogue.item(loser).uid == winner
    assert firm.catalogue.item_id(loser) == firm.catalogue.item_id(winner)
    assert firm.catalogue.item_by_id(old_id).name == "矿泉水"
    assert not records.load(firm, "item", loser)["is_active"]


def test_merging_on_and_on_leads_to_the_last(firm: Firm) -> None:
    first, second, third = (records.save(firm, "staff", {"name": name})[0] for name in "甲乙丙")
    records.merge(firm, "staff", first, second)
    records.merge(firm, "staff", second, third)
    assert firm.catalogue.staff_id(first) == firm.catalogue.staff_id(third)
    firm.write(MERGE, first, {"type": "staff", "into": third})  # another computer had the same idea


def test_links_follow_and_both_roles_remain(firm: Firm) -> None:
    supplier, _ = records.save(firm, "supplier", {"name": "水厂"})
    customer, _ = records.save(firm, "customer", {"name": "水厂"})
    item, _ = records.save(firm, "item", {"name": "水", "default_supplier": supplier})
    records.merge(firm, "supplier", supplier, customer)
    party = firm.catalogue.party(supplier)
    assert (party.uid, party.is_supplier, party.is_customer) == (customer, True, True)
    assert records.load(firm, "item", item)["default_supplier"] == customer
    assert [hit.uid for hit in records.search(firm, "supplier", "sc")] == [customer]


# The catalogue


def test_the_catalogue_follows_every_change(firm: Firm) -> None:
    uid, _ = records.save(firm, "item", {"name": "水", "units": [{"name": "箱", "numerator": 12}]})
    assert firm.catalogue.item(uid).unit("箱").numerator == 12
    records.save(firm, "item", {"uid": uid, "units": [{"name": "箱", "numerator": 24}]})
    assert firm.catalogue.item(uid).unit("箱").numerator == 24


def test_the_catalogue_forgets_what_was_rolled_back(firm: Firm) -> None:
    made: list[str] = []

    def make_and_fail() -> None:
        with firm.transaction():
            made.append(records.save(firm, "item", {"name": "水"})[0])
            assert firm.catalogue.item(made[0]).name == "水"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_and_fail()
    with pytest.raises(UnknownReference):
        firm.catalogue.item(made[0])


def test_special_places_and_parties_are_known(firm: Firm) -> None:
    catalogue = firm.catalogue
    assert catalogue.place(catalogue.transit_uid()).kind.value == "transit"
    assert catalogue.party(catalogue.walk_in_uid()).is_walk_in
    assert catalogue.knows("warehouse", catalogue.transit_uid())
    assert not catalogue.knows("warehouse", "nothing")
    assert catalogue.uid_of("place", catalogue.place_id(catalogue.transit_uid())) == catalogue.transit_uid()
