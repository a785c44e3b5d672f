"""Stock on hand: what is there, what it is worth, what is promised, and what should worry."""

from app.services import reports
from tests.builders import MAIN, Shop, a_shop, line
from tests.reading import picked, said, total


def on_hand(shop: Shop, *keys: str, **params: object) -> list[tuple[str, ...]]:
    return picked(reports.run(shop.firm, "stock_on_hand", params), *keys)


def test_quantity_as_people_count_it_with_cost_and_value() -> None:
    shop = a_shop()
    shop.knows("烟", "包", units={"条": 10, "箱": 500})
    shop.receives("烟", 2, "箱", at=5000)
    shop.receives("烟", 3, "条", at=100)
    shop.sells("烟", 7)
    table = reports.run(shop.firm, "stock_on_hand", {})
    assert picked(table, "item", "quantity", "unit", "counted", "cost", "value") == [
        ("烟", "1023", "包", "2箱2条3包", "10.00", "10230.00")
    ]
    assert total(table, "value") == 1_023_000


def test_a_past_day_is_what_was_there_then() -> None:
    shop = a_shop(today="2026-03-01")
    shop.receives("苹果", 10, at=100)
    shop.day("2026-03-05")
    shop.receives("苹果", 20, at=120)
    shop.day("2026-03-06")
    shop.sells("苹果", 15)
    assert on_hand(shop, "quantity", "value", as_of="2026-03-04") == [("10", "1000.00")]
    assert on_hand(shop, "quantity", "value", as_of="2026-03-05") == [("30", "3400.00")]
    assert on_hand(shop, "quantity", "value") == [("15", "1700.00")]
    assert on_hand(shop, "quantity", as_of="2026-02-28") == []
    then = reports.run(shop.firm, "stock_on_hand", {"as_of": "2026-03-04"})
    assert "available" not in {column.key for column in then.columns}


def test_warehouses_share_the_value_of_one_pool_by_quantity() -> None:
    shop = a_shop()
    shop.receives("苹果", 3, total=10)
    shop.moves("苹果", 1, target="二号")
    shop.moves("苹果", 1, target="三号")
    for as_of in ("2026-03-02", "2026-03-01"):
        values = on_hand(shop, "warehouse", "value", by="warehouse", as_of=as_of)
        then = [(MAIN, "3.34"), ("二号", "3.33"), ("三号", "3.33")]
        assert values == ([] if as_of == "2026-03-01" else then)
    assert on_hand(shop, "warehouse", "value", warehouse=shop.warehouse("二号")) == [("二号", "3.33")]


def test_a_warehouse_below_zero_has_its_share_below_zero() -> None:
    shop = a_shop()
    shop.warehouse("门店", negative="allow")
    shop.receives("苹果", 10, at=10)
    shop.sells("苹果", 2, warehouse="门店")
    rows = on_hand(shop, "warehouse", "quantity", "value", "mark", by="warehouse")
    assert rows == [(MAIN, "10", "100.00", ""), ("门店", "-2", "-20.00", "负库存")]
    assert on_hand(shop, "warehouse", show="negative", by="warehouse") == [("门店",)]


def test_warehouses_with_pools_of_their_own_have_values_of_their_own() -> None:
    shop = a_shop(pool="item_warehouse")
    shop.receives("苹果", 10, at=10)
    shop.receives("苹果", 10, at=20, warehouse="二号")
    assert on_hand(shop, "warehouse", "value", by="warehouse") == [(MAIN, "100.00"), ("二号", "200.00")]
    assert on_hand(shop, "value") == [("300.00",)]


def test_orders_say_what_comes_and_what_is_promised() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=10)
    order = shop.orders("苹果", 30, at=10)
    shop.does("sales_order", line("苹果", 4, at=20), party="小王")
    shop.posts(shop.draws("goods_receipt", order, _1=5))
    assert on_hand(shop, "quantity", "incoming", "reserved", "available") == [("15", "25", "4", "11")]


def test_marks_tell_what_should_worry() -> None:
    shop = a_shop()
    main = shop.warehouse(MAIN)
    limits = {"safety": 10_000_000, "least": 6_000_000, "most": 40_000_000}
    for item, held in (("少", 5), ("低", 5), ("够", 20), ("多", 50)):
        shop.knows(item, limits=[{"warehouse": main, **limits}])
        shop.receives(item, held, at=1)
    shop.knows("没有", limits=[{"warehouse": main, **limits}])
    shop.orders("低", 5, at=1)
    assert on_hand(shop, "item", "mark") == [
        ("少", "低于安全库存"),
        ("低", "低于最低库存"),
        ("够", ""),
        ("多", "高于最高库存"),
        ("没有", "低于安全库存"),
    ]
    assert on_hand(shop, "item", show="short") == [("少",), ("没有",)]


def test_what_is_not_there_shows_only_when_all_is_asked_for() -> None:
    shop = a_shop()
    shop.knows("苹果")
    fee, _ = shop.item("梨"), shop.knows("安装费", is_service=True)
    shop.receives("梨", 1, at=1)
    assert on_hand(shop, "item") == [("梨",)]
    assert on_hand(shop, "item", show="all") == [("苹果",), ("梨",)]
    assert on_hand(shop, "item", item=fee) == [("梨",)]


def test_a_category_includes_those_below_it() -> None:
    from app.services import records

    shop = a_shop()
    food, _ = records.save(shop.firm, "category", {"name": "食品"})
    fruit, _ = records.save(shop.firm, "category", {"name": "水果", "parent": food})
    shop.knows("苹果", category=fruit)
    shop.knows("锤子")
    shop.receives("苹果", 1, at=1)
    shop.receives("锤子", 1, at=1)
    assert on_hand(shop, "item", category=food) == [("苹果",)]


def test_a_row_opens_the_card_of_its_item() -> None:
    shop = a_shop()
    shop.receives("苹果", 3, at=1)
    table = reports.run(shop.firm, "stock_on_hand", {"by": "warehouse"})
    drill = table.drills[0]
    assert drill is not None
    assert drill.target == "stock_card"
    card = reports.run(shop.firm, drill.target, dict(drill.params))
    assert said(card)[-1]["quantity"] == "3"
