from app.core.table import Table
from app.services import records, reports
from tests.builders import Shop, a_shop


def listed(shop: Shop, **params: object) -> Table:
    return reports.run(shop.firm, "document_list", params)


def numbers(table: Table) -> list[object]:
    place = [column.key for column in table.columns].index("number")
    return [row[place] for row in table.rows]


def a_busy_shop() -> tuple[Shop, dict[str, str]]:
    shop = a_shop()
    shop.opens_with("苹果", 100, "300")
    sale = shop.sells("苹果", 2, at=10, to="小王")
    wrong = shop.sells("苹果", 1, at=10, to="小李")
    shop.voids(wrong)
    other = shop.sells("苹果", 3, at=10, to="小李")
    shop.closes("2026-03-02")
    shop.day("2026-03-03")
    back = shop.reverses(other)
    return shop, {"sale": sale.number, "wrong": wrong.number, "other": other.number, "back": back.number}


def test_voided_documents_are_there_only_when_asked_for() -> None:
    shop, known = a_busy_shop()
    assert numbers(listed(shop, type="delivery")) == [known["sale"], known["other"], known["back"]]
    assert numbers(listed(shop, type="delivery", state="voided")) == [known["wrong"]]
    assert len(numbers(listed(shop, state="all"))) == 5


def test_only_documents_of_one_type_are_summed() -> None:
    shop, _ = a_busy_shop()
    assert listed(shop).totals() is None
    one = listed(shop, type="delivery")
    totals = one.totals()
    assert totals is not None
    assert totals[[column.key for column in one.columns].index("total")] == 2000


def test_a_party_has_the_documents_of_those_merged_into_it() -> None:
    shop, known = a_busy_shop()
    wang, li = shop.customer("小王"), shop.customer("小李")
    assert numbers(listed(shop, customer=wang)) == [known["sale"]]
    records.merge(shop.firm, "customer", li, wang)
    everything = [known["sale"], known["other"], known["back"]]
    assert numbers(listed(shop, customer=wang)) == everything
    assert numbers(listed(shop, customer=li)) == everything


def test_lines_have_the_goods_and_open_their_document() -> None:
    shop, known = a_busy_shop()
    table = listed(shop, type="delivery", level="lines", customer=shop.customer("小王"))
    row = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
    assert (row["number"], row["item"], row["quantity"], row["gross"]) == (
        known["sale"],
        "苹果",
        2_000_000,
        2000,
    )
    drill = table.drills[0]
    assert drill is not None
    assert drill.target == "document"
