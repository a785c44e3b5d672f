"""Putting together and taking apart: no value is made or lost, whatever stands among the lines (G15, R22, INV5)."""

from collections.abc import Callable

import pytest

from app.core.errors import BusinessError
from app.domain.documents.document import Document
from tests.builders import Shop, Stock, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-03-02")
    shop.opens_with("料", 2, total="100.00")
    shop.opens_with("套装", 1, total="100.00")
    shop.knows("工时", "时", is_service=True)
    return shop


def refused(act: Callable[[], Document]) -> tuple[str, int, str]:
    """Return code, line and field of what is refused."""
    with pytest.raises(BusinessError) as caught:
        act()
    return caught.value.code, caught.value.line, caught.value.field


def test_services_take_no_share_of_what_goods_cost(shop: Shop) -> None:
    shop.does(
        "assembly",
        line("料", 2, role="component"),
        line("工时", 3, role="component"),
        line("成品", 1, role="product"),
        line("工时", 1, role="product"),
    )
    assert shop.stock("成品") == Stock("1", "100.00")
    shop.day("2026-03-05")
    shop.receives("料", 2, at=20, on="2026-03-01")
    assert shop.stock("成品") == Stock("1", "70.00")
    assert shop.is_proven()


@pytest.mark.parametrize("role", ["component", "product"])
def test_nothing_is_made_of_services_or_into_them(shop: Shop, role: str) -> None:
    other = {"component": "product", "product": "component"}[role]
    lines = line("工时", 1, role=role), line("料", 1, role=other)
    assert refused(lambda: shop.does("assembly", *lines)) == ("ROLES_MISSING", 0, "")
    assert shop.stock("料") == Stock("2", "100.00")


def takes_apart(shop: Shop, *weights: str | None) -> Document:
    parts = [
        line(name, 1, role="component").with_value("cost_weight", None if weight is None else int(weight))
        for name, weight in zip("甲乙丙", weights, strict=False)
    ]
    return shop.does("disassembly", line("套装", 1, role="product"), *parts)


@pytest.mark.parametrize(
    ("weights", "values"),
    [
        ((None, None), ["50.00", "50.00"]),
        (("90", "10"), ["90.00", "10.00"]),
        (("100", "0"), ["100.00", "0.00"]),
        (("0", "0"), ["50.00", "50.00"]),
    ],
)
def test_the_parts_share_by_weight_or_by_quantity_and_never_by_both(
    shop: Shop, weights: tuple[str | None, ...], values: list[str]
) -> None:
    takes_apart(shop, *weights)
    assert [shop.stock(name).value for name in "甲乙"] == values
    assert shop.is_proven()


def test_a_weight_for_one_part_asks_for_the_others(shop: Shop) -> None:
    assert refused(lambda: takes_apart(shop, "90", None)) == ("MISSING_FIELD", 3, "cost_weight")
