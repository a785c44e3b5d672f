"""Two items that turned out to be one: batches, days of expiry, serial numbers and stock go to the one who stays."""

from app.core.numbers import quantity
from app.services import documents, merging
from tests.builders import Shop, a_shop, line


def tracked(shop: Shop, name: str) -> str:
    return shop.knows(name, "台", track_batch=True, track_expiry=True, track_serial=True)


def test_batches_expiry_and_serial_numbers_go_along() -> None:
    shop = a_shop()
    old, new = tracked(shop, "旧名手机"), tracked(shop, "手机")
    first = {"batch": "B1", "expires_on": "2027-01-01", "produced_on": "2026-01-01", "serials": "S1 S2"}
    second = {"batch": "B2", "expires_on": "2027-02-01", "serials": "S3"}
    shop.does(
        "goods_receipt",
        line("旧名手机", 2, at=1000, **first),
        line("旧名手机", 1, at=1300, **second),
        party="供应商",
    )
    shop.does("delivery", line("旧名手机", 1, at=2000, **{**first, "serials": "S2"}), party="客户")
    merging.merge(shop.firm, "item", old, new)
    assert (shop.stock("手机").quantity, shop.stock("手机").value) == ("2", "2200.00")
    made = documents.listing(shop.firm, "assembly").drills[0]
    assert made is not None
    lines = documents.view(shop.firm, str(dict(made.params)["uid"])).document.lines
    products = [each for each in lines if each.role == "product"]
    told = [
        (each.quantity, each.data["batch"], each.data["serials"], each.data["expires_on"])
        for each in products
    ]
    assert told == [
        (quantity("1"), "B1", "S1", "2027-01-01"),
        (quantity("1"), "B2", "S3", "2027-02-01"),
    ]
    assert products[0].data["produced_on"] == "2026-01-01"
    shop.does("delivery", line("手机", 1, at=2000, **{**first, "serials": "S1"}), party="客户")
    assert shop.is_proven()
