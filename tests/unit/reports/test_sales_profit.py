"""Sales and gross profit: returns in their own month, late costs apart, the same sum by whatever it is grouped."""

from collections.abc import Iterator

import pytest

from app.core.table import Table
from app.services import records, references, reports
from tests.builders import Shop, a_shop
from tests.reading import picked, said, stored, total

YEAR = {"since": "2026-01-01", "until": "2026-12-31"}
FIGURES = ("quantity", "net", "cost", "late_cost", "profit", "margin")


def profit(shop: Shop, **params: object) -> Table:
    return reports.run(shop.firm, "sales_profit", {**YEAR, **params})


def test_a_return_counts_in_its_own_month() -> None:
    """F40: 15 at 1000 that cost 800 in July, one comes back in August; July stays what it was."""
    shop = a_shop(today="2026-07-01")
    shop.receives("苹果", 15, at=800)
    sale = shop.sells("苹果", 15, at=1000)
    july = picked(profit(shop, by="month"), "month", *FIGURES)
    assert july == [("2026-07", "15", "15000.00", "12000.00", "", "3000.00", "20%")]
    shop.day("2026-08-05")
    shop.takes_back(sale, _1=1)
    assert picked(profit(shop, by="month"), "month", *FIGURES) == [
        *july,
        ("2026-08", "-1", "-1000.00", "-800.00", "", "-200.00", "20%"),
    ]
    assert total(profit(shop), "profit") == 280_000


def test_late_freight_stands_apart_and_makes_the_profit_smaller() -> None:
    """GV7: in 10 at 100, out 4, freight 100.00 by amount; 40.00 belongs to what was sold."""
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=100)
    shop.sells("苹果", 4, at=150)
    shop.pays_freight(100, receipt)
    for by in ("item", "customer", "month", "category", "document"):
        assert picked(profit(shop, by=by), *FIGURES) == [
            ("4", "600.00", "400.00", "40.00", "160.00", "26.7%")
        ]


def test_a_filled_gap_is_a_late_cost_without_a_customer() -> None:
    """GV5: provisional 5.00; the receipt at 1.20 makes it 6.00."""
    shop = a_shop()
    shop.warehouse("门店", negative="allow")
    shop.knows("苹果", reference_cost=1_000_000)
    shop.sells("苹果", 5, at=2, warehouse="门店")
    shop.receives("苹果", 10, at="1.20", warehouse="门店")
    assert picked(profit(shop), *FIGURES) == [("5", "10.00", "5.00", "1.00", "4.00", "40%")]
    rows = picked(profit(shop, by="customer"), "customer", "cost", "late_cost", "profit", "margin")
    assert rows == [("客户", "5.00", "", "5.00", "50%"), ("（无）", "0.00", "1.00", "-1.00", "")]
    assert profit(shop, by="customer").drills[1] is None


def test_a_voided_sale_leaves_nothing() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=100)
    sale = shop.sells("苹果", 4, at=150)
    shop.pays_freight(100, receipt)
    shop.voids(sale)
    table = profit(shop)
    assert [total(table, key) for key in ("net", "profit")] == [0, 0]
    assert total(table, "cost") + total(table, "late_cost") == 0


def test_gifts_cost_and_bring_nothing() -> None:
    from tests.builders import line

    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    shop.does("delivery", line("苹果", 2, gift=True), party="小王")
    assert picked(profit(shop), *FIGURES) == [("2", "0.00", "6.00", "", "-6.00", "")]


def test_sales_are_without_tax() -> None:
    from tests.builders import line

    shop = a_shop()
    shop.receives("苹果", 10, at=1)
    shop.does("delivery", line("苹果", 1, at=113, tax="0.13"), party="小王", tax_included=True)
    assert picked(profit(shop), "net", "gross") == [("100.00", "113.00")]


@pytest.fixture(scope="module")
def busy() -> Shop:
    shop = a_shop(today="2026-01-05")
    fruit, _ = records.save(shop.firm, "category", {"name": "水果"})
    wang, _ = records.save(shop.firm, "staff", {"name": "王"})
    shop.knows("苹果", category=fruit)
    shop.knows("梨", category=fruit)
    for item in ("苹果", "梨", "锤子"):
        shop.receives(item, 100, at=10)
    for day, item, number, price, customer, staff in (
        ("2026-01-10", "苹果", 5, 20, "甲", wang),
        ("2026-01-31", "梨", 3, 15, "乙", ""),
        ("2026-02-01", "苹果", 7, 18, "乙", wang),
        ("2026-02-14", "锤子", 1, 50, "甲", ""),
        ("2026-03-03", "苹果", 2, 21, "甲", wang),
    ):
        shop.day(day)
        shop.sells(item, number, at=price, to=customer, staff=staff)
    return shop


def test_up_to_three_levels(busy: Shop) -> None:
    table = profit(busy, by="customer", then_by="category", at_last_by="month")
    assert sorted(picked(table, "customer", "category", "month", "net", "profit")) == [
        ("乙", "水果", "2026-01", "45.00", "15.00"),
        ("乙", "水果", "2026-02", "126.00", "56.00"),
        ("甲", "水果", "2026-01", "100.00", "50.00"),
        ("甲", "水果", "2026-03", "42.00", "22.00"),
        ("甲", "（无）", "2026-02", "50.00", "40.00"),
    ]
    assert table.chart is None


@pytest.mark.parametrize("days", [
    ("2026-01-01", "2026-12-31"), ("2026-01-01", "2026-01-31"), ("2026-01-31", "2026-02-01"),
    ("2026-01-10", "2026-03-03"), ("2026-02-02", "2026-02-13"), ("2026-01-11", "2026-02-28"),
])  # fmt: skip
def test_every_grouping_sums_to_the_same(busy: Shop, days: tuple[str, str]) -> None:
    groupings = [(by, "") for by in ("item", "customer", "staff", "category", "month", "document")]
    groupings += [("staff", "category"), ("month", "staff"), ("customer", "item"), ("category", "month")]
    sums = set()
    for by, then_by in groupings:
        table = profit(busy, since=days[0], until=days[1], by=by, then_by=then_by)
        sums.add(tuple(total(table, key) for key in ("quantity", "net", "gross", "cost", "profit")))
    assert len(sums) == 1


def test_filters_narrow_what_is_summed(busy: Shop) -> None:
    staff, customer, item = (
        references.find(busy.firm, *what) for what in (("staff", "王"), ("customer", "甲"), ("item", "苹果"))
    )
    category = references.find(busy.firm, "category", "水果")
    assert total(profit(busy, by="month", staff=staff), "quantity") == 14_000_000
    assert total(profit(busy, by="month", staff=staff, category=category), "quantity") == 14_000_000
    assert total(profit(busy, by="month", customer=customer), "quantity") == 8_000_000
    assert total(profit(busy, by="staff", category=category), "quantity") == 17_000_000
    assert total(profit(busy, by="customer", item=item, staff=staff), "quantity") == 14_000_000


def opened(shop: Shop, table: Table) -> Iterator[tuple[dict[str, object], Table]]:
    for row, drill in zip(stored(table), table.drills, strict=True):
        if drill is not None and drill.target == "sales_profit":
            yield row, reports.run(shop.firm, drill.target, dict(drill.params))


@pytest.mark.parametrize("by", ["item", "customer", "month"])
def test_a_row_opens_what_it_is_made_of_down_to_the_document(busy: Shop, by: str) -> None:
    table = profit(busy, by=by)
    for row, closer in opened(busy, table):
        assert total(closer, "net") == row["net"]
        for finer, finest in opened(busy, closer):
            assert total(finest, "net") == finer["net"]
    documents = profit(busy, by="document")
    drill = documents.drills[0]
    assert drill is not None
    assert drill.target == "document"
    assert said(documents)[0]["document"].startswith("XS-A-2026")
