from collections.abc import Mapping

import pytest

from app.core.errors import BusinessError
from app.core.table import Table
from app.services import records, reports
from app.services.firm import Firm
from app.storage.queries import parties
from tests.builders import Shop, a_shop, line
from tests.properties.random_trade import RandomTrade, date

DAYS = ("2025-12-31", date(0), date(7), date(19), date(27), date(40), date(59), "2026-04-10", "2026-12-31")
AGES = ("not_due", "overdue_30", "overdue_60", "overdue_90", "overdue_longer")
SIDES = (("receivables", "customer", "receivable"), ("payables", "supplier", "payable"))
STATEMENTS = (("statement", "customer", "receivable"), ("supplier_statement", "supplier", "payable"))


def by_name(table: Table, name: str) -> dict[object, dict[str, int]]:
    keys = [column.key for column in table.columns]
    rows = (dict(zip(keys, row, strict=True)) for row in table.rows)
    return {
        row[name]: {key: value or 0 for key, value in row.items() if isinstance(value, int | None)}
        for row in rows
    }


def row_of(table: Table, number: int = 0) -> Mapping[str, object]:
    return dict(zip((column.key for column in table.columns), table.rows[number], strict=True))


def balances(firm: Firm, side: str, day: str) -> dict[str, int]:
    """What every party owes on a day, straight from the ledger."""
    connection = firm.books.connection()
    survivors = dict(connection.execute("SELECT record_id, survivor_id FROM record_alias"))
    names = dict(connection.execute("SELECT id, name FROM party"))
    found: dict[str, int] = {}
    for party, amount in connection.execute(
        "SELECT party_id, amount FROM party_entry WHERE side = ? AND business_date <= ?", (side, day)
    ):
        name = names[survivors.get(party, party)]
        found[name] = found.get(name, 0) + amount
    return {name: amount for name, amount in found.items() if amount}


@pytest.fixture(scope="module", params=[11, 12, 13])
def firm(request: pytest.FixtureRequest) -> Firm:
    """A firm with everything in it: late, voided, reversed, paid early or in part, one customer merged into another."""
    trade = RandomTrade(request.param, method="moving_average", pool="item", policy="allow")
    for number, uid in enumerate((*trade.customers, *trade.suppliers)):
        type_key = "customer" if uid in trade.customers else "supplier"
        records.save(trade.firm, type_key, {"uid": uid, "payment_days": (0, 20)[number % 2]})
    third, _ = records.save(trade.firm, "customer", {"name": "C2", "payment_days": 45})
    trade.customers.append(third)
    for _ in range(300):
        trade.step()
    records.merge(trade.firm, "customer", third, trade.customers[0])
    trade.customers.remove(third)
    for _ in range(60):
        trade.step()
    return trade.firm


@pytest.mark.parametrize(("key", "party", "side"), SIDES)
@pytest.mark.parametrize("day", DAYS)
def test_ages_and_advances_are_the_balance_of_every_party_on_every_day(
    firm: Firm, key: str, party: str, side: str, day: str
) -> None:
    rows = by_name(reports.run(firm, key, {"as_of": day}), party)
    for row in rows.values():
        assert sum(row[age] for age in AGES) + row["advances"] == row["balance"]
        assert sum(row[age] for age in AGES[1:]) == row["overdue"]
        assert row["advances"] <= 0 <= min(row[age] for age in AGES)
    found = {name: row["balance"] for name, row in rows.items() if row["balance"]}
    assert found == balances(firm, side, day)


@pytest.mark.parametrize(("key", "party", "side"), SIDES)
@pytest.mark.parametrize("day", DAYS[3:])
def test_documents_and_ages_sum_to_the_parties(firm: Firm, key: str, party: str, side: str, day: str) -> None:
    tables = {by: reports.run(firm, key, {"as_of": day, "by": by}) for by in ("party", "document", "age")}
    sums = {
        by: sum(row[[column.key for column in table.columns].index("balance")] for row in table.rows)  # type: ignore[misc]
        for by, table in tables.items()
    }
    assert len(set(sums.values())) == 1


@pytest.mark.parametrize(("key", "party", "side"), SIDES)
@pytest.mark.parametrize("day", [date(27), "2026-12-31"])
def test_one_party_has_the_figures_that_it_has_among_all(
    firm: Firm, key: str, party: str, side: str, day: str
) -> None:
    everybody = by_name(reports.run(firm, key, {"as_of": day}), party)
    for hit in records.search(firm, party, ""):
        alone = by_name(reports.run(firm, key, {"as_of": day, party: hit.uid}), party)
        assert alone == {name: row for name, row in everybody.items() if name == hit.name}


@pytest.mark.parametrize("side", ["receivable", "payable"])
def test_what_is_kept_and_what_is_summed_agree(firm: Firm, side: str) -> None:
    connection = firm.books.connection()
    kept = parties.open_entries(connection, side, "9999-12-31", 0, now=True)
    assert kept
    assert kept == parties.open_entries(connection, side, "9999-12-31", 0, now=False)


@pytest.mark.parametrize(("key", "party", "side"), STATEMENTS)
def test_a_statement_ends_where_the_next_begins(firm: Firm, key: str, party: str, side: str) -> None:
    spans = (("2025-12-31", date(10)), (date(11), date(30)), (date(31), date(31)), (date(32), date(59)))
    for hit in records.search(firm, party, ""):
        last = 0
        for since, until in spans:
            table = reports.run(firm, key, {party: hit.uid, "since": since, "until": until, "lines": True})
            keys = [column.key for column in table.columns]
            changes = [dict(zip(keys, row, strict=True)) for row in table.rows]
            assert changes[0]["kind"] == "opening"
            assert changes[0]["balance"] == last
            moved = sum((row["increase"] or 0) - (row["decrease"] or 0) for row in changes)  # type: ignore[operator]
            last += moved
            assert changes[-1]["kind"] == "closing"
            assert changes[-1]["balance"] == table.extra["closing"] == last
            assert last == balances(firm, side, until).get(hit.name, 0)


@pytest.fixture
def shop() -> Shop:
    shop = a_shop()
    shop.is_given("苹果", 100)
    return shop


def owed(shop: Shop, **params: object) -> Mapping[str, object]:
    return row_of(reports.run(shop.firm, "receivables", params))


def test_an_advance_does_not_hide_what_is_overdue(shop: Shop) -> None:
    shop.customer("小王", payment_days=10, phone="138", credit_limit=50_000)
    shop.sells("苹果", 10, at=10, to="小王", on="2026-03-02")
    shop.collects(30, of="小王", advance=True)
    shop.day("2026-04-20")
    row = owed(shop)
    assert (row["balance"], row["overdue"], row["overdue_60"], row["advances"]) == (7000, 10000, 10000, -3000)
    assert (row["days"], row["credit_limit"], row["phone"]) == (39, 50_000, "138")


def test_the_day_on_which_it_is_due_is_not_overdue(shop: Shop) -> None:
    shop.customer("小王", payment_days=10)
    shop.sells("苹果", 1, at=10, to="小王", on="2026-03-02")
    first_and_last_days = {
        "not_due": ("2026-03-02", "2026-03-12"),
        "overdue_30": ("2026-03-13", "2026-04-11"),
        "overdue_60": ("2026-04-12", "2026-05-11"),
        "overdue_90": ("2026-05-12", "2026-06-10"),
        "overdue_longer": ("2026-06-11", "2027-01-01"),
    }
    for age, days in first_and_last_days.items():
        for day in days:
            assert [each for each in AGES if owed(shop, as_of=day)[each]] == [age]


def test_a_past_day_does_not_know_what_was_paid_later(shop: Shop) -> None:
    sale = shop.sells("苹果", 10, at=10, to="小王", on="2026-03-02")
    shop.day("2026-03-20")
    shop.collects(100, sale, of="小王")
    assert not reports.run(shop.firm, "receivables", {}).rows
    assert owed(shop, as_of="2026-03-19")["overdue_30"] == 10_000


def test_money_that_came_before_the_sale_it_pays_is_an_advance_until_then(shop: Shop) -> None:
    shop.day("2026-03-20")
    sale = shop.sells("苹果", 10, at=10, to="小王", on="2026-03-15")
    shop.collects(100, sale, of="小王", on="2026-03-10")
    assert owed(shop, as_of="2026-03-12")["advances"] == -10_000
    assert not reports.run(shop.firm, "receivables", {"as_of": "2026-03-15"}).rows


def test_a_party_opens_its_statement_from_the_month_of_its_oldest_debt(shop: Shop) -> None:
    uid = shop.customer("小王")
    sale = shop.sells("苹果", 1, at=10, to="小王", on="2026-03-02")
    shop.day("2026-05-05")
    drill = reports.run(shop.firm, "receivables", {}).drills[0]
    assert drill is not None
    assert (drill.target, dict(drill.params)) == (
        "statement",
        {"customer": uid, "since": "2026-03-01", "until": "2026-05-05"},
    )
    table = reports.run(shop.firm, drill.target, dict(drill.params))
    assert [each and dict(each.params)["uid"] for each in table.drills] == [None, sale.uid, None]


def test_a_statement_says_what_was_bought_paid_and_waived(shop: Shop) -> None:
    shop.customer("小王")
    sale = shop.does("delivery", line("苹果", 10, at=10), line("苹果", 1, at=10), party="小王")
    shop.collects("108", sale, of="小王", written_off="2")
    params = {"customer": shop.customer("小王"), "lines": True}
    table = reports.run(shop.firm, "statement", params)
    kinds = [(row[1], row[3], row[-3], row[-2], row[-1]) for row in table.rows]
    assert kinds == [
        ("opening", "", None, None, 0),
        ("delivery", "苹果", 11_000, None, 11_000),
        ("line", "苹果", None, None, None),
        ("line", "苹果", None, None, None),
        ("money_received", "现金，优惠 2.00", None, 11_000, 0),
        ("closing", "", None, None, 0),
    ]


def test_voided_documents_leave_a_statement_and_reversed_ones_stand_beside_their_mirror(shop: Shop) -> None:
    shop.voids(shop.sells("苹果", 1, at=10, to="小王"))
    sale = shop.sells("苹果", 2, at=10, to="小王")
    shop.closes("2026-03-02")
    shop.day("2026-03-03")
    shop.reverses(sale)
    table = reports.run(shop.firm, "statement", {"customer": shop.customer("小王")})
    assert [row[-3] for row in table.rows] == [None, 2000, -2000, None]


def test_a_statement_needs_somebody(shop: Shop) -> None:
    with pytest.raises(BusinessError) as problem:
        reports.run(shop.firm, "statement", {})
    assert (problem.value.code, problem.value.field) == ("MISSING_FIELD", "customer")
