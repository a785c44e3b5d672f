"""Lists of customers and suppliers: every field arrives, the known are known again, debts open the books."""

from collections.abc import Iterator

import pytest

from app.domain.posting.errors import HasDependents
from app.services import documents, imports, periods, proof, records, references
from app.services.firm import Firm
from app.services.imports import Wish
from tests.unit.services.brought import START, a_firm, brought, counted, operations

WANG = {
    "code": "K1",
    "name": "小王饭店",
    "short_name": "小王",
    "category": "餐饮",
    "contact": "单英",
    "phone": "15900004797",
    "phone2": "0579-80725149",
    "tel": "0571-87420927",
    "fax": "0571-87420928",
    "email": "wang@example.cn",
    "wechat": "wang_1",
    "address": "江东路 81 号",
    "area": "城东",
    "tax_id": "91410105MA1U6J8CX3",
    "bank_info": "农村信用社义乌支行 6161773501405780233",
    "credit_limit": "50000",
    "credit_days": "30",
    "price_level": "批发价",
    "salesman": "李梅",
    "active": "true",
    "created": "2020-04-19",
    "remark": "要开专票",
    "opening_receivable": "18577.57",
}
GYS = {
    "code": "GYS0003",
    "name": "重庆顺发泰百货有限公司",
    "contact": "罗红",
    "phone": "13900000185",
    "bank_name": "中国银行",
    "bank_account": "3391306838837370149",
    "opening_payable": "46122.33",
    "opening_prepaid": "440.3",
    "salesman": "李梅",
    "active": "false",
}


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


def owed(firm: Firm, side: str) -> dict[str, int]:
    rows = firm.database.execute(
        "SELECT p.name, o.amount FROM party_open o JOIN party p ON p.id = o.party_id WHERE o.side = ?"
        " ORDER BY o.entry_id",
        (side,),
    )
    return dict(rows.fetchall())


def test_every_field_of_a_customer_arrives(firm: Firm) -> None:
    found = imports.bring(firm, brought("customer", WANG))
    assert found.is_done
    assert counted(found) == (1, 0, 0)
    assert found.created == {"staff": 1}
    values = records.load(firm, "customer", references.find(firm, "customer", "K1"))
    assert records.title(firm, "staff", values.pop("salesperson")).endswith("李梅")
    expected = {
        "name": "小王饭店",
        "short_name": "小王",
        "category": "餐饮",
        "phone": "15900004797",
        "phone_2": "0579-80725149",
        "landline": "0571-87420927",
        "fax": "0571-87420928",
        "email": "wang@example.cn",
        "wechat": "wang_1",
        "address": "江东路 81 号",
        "region": "城东",
        "tax_id": "91410105MA1U6J8CX3",
        "bank": "农村信用社义乌支行",
        "account_number": "6161773501405780233",
        "credit_limit": 5_000_000,
        "payment_days": 30,
        "settlement": "month",
        "price_level": "wholesale",
        "is_active": True,
        "created_on": "2020-04-19",
        "remark": "要开专票",
        "is_customer": True,
    }
    assert {key: values[key] for key in expected} == expected
    assert [(row["name"], row["phone"]) for row in values["contacts"]] == [("单英", "15900004797")]


def test_what_is_owed_and_what_was_paid_ahead_are_two_documents(firm: Firm) -> None:
    found = imports.bring(firm, brought("supplier", GYS))
    assert len(found.documents) == 2
    rows = firm.database.execute("SELECT type, total, business_date FROM document ORDER BY id").fetchall()
    assert rows == [("opening_payable", 4_612_233, START), ("opening_payable", -44_030, START)]
    assert proof.verify(firm).ok


@pytest.mark.parametrize(("kind", "row"), [("customer", WANG), ("supplier", GYS)])
def test_the_same_list_again_changes_nothing(firm: Firm, kind: str, row: dict[str, str]) -> None:
    imports.bring(firm, brought(kind, row))
    before = operations(firm)
    found = imports.bring(firm, brought(kind, row))
    assert counted(found) == (0, 0, 1)
    assert found.batch == ""
    assert operations(firm) == before


def test_a_changed_debt_takes_the_place_of_the_old(firm: Firm) -> None:
    imports.bring(firm, brought("customer", WANG))
    found = imports.bring(firm, brought("customer", WANG | {"opening_receivable": "100"}))
    assert counted(found) == (0, 1, 0)
    assert [(each.field, each.old, each.new) for each in found.changes] == [
        ("opening_receivable", "18577.57", "100.00")
    ]
    assert owed(firm, "receivable") == {"小王饭店": 10_000}
    assert proof.verify(firm).ok


def test_a_debt_that_was_paid_is_not_changed_behind_anybodys_back(firm: Firm) -> None:
    imports.bring(firm, brought("customer", WANG))
    customer = references.find(firm, "customer", "K1")
    paid = documents.blank(firm, "money_received")
    account = references.find(firm, "account", "现金")
    documents.post(
        firm,
        paid.with_value("party", customer).with_value("account", account).with_value("paid", 50_000),
    )
    assert owed(firm, "receivable") == {"小王饭店": 1_807_757}
    found = imports.bring(
        firm, brought("customer", WANG | {"opening_receivable": "1"}), Wish(skip_errors=True)
    )
    assert [issue.code for issue in found.errors] == [HasDependents.code]
    assert owed(firm, "receivable") == {"小王饭店": 1_807_757}
    assert proof.verify(firm).ok


def test_without_openings_only_the_records_come(firm: Firm) -> None:
    found = imports.bring(firm, brought("customer", WANG), Wish(openings=False))
    assert found.documents == []
    assert owed(firm, "receivable") == {}


def test_after_the_first_close_debts_stay(firm: Firm) -> None:
    periods.close(firm, "2026-05-10")
    found = imports.bring(firm, brought("customer", WANG), Wish(skip_errors=True))
    assert [issue.code for issue in found.errors] == ["PERIOD_CLOSED"]
    assert found.new == 1
    assert owed(firm, "receivable") == {}


def test_who_is_supplier_and_customer_is_one_party_with_its_code(firm: Firm) -> None:
    imports.bring(firm, brought("supplier", {"code": "G1", "name": "顺发（百货）"}))
    customer = brought("customer", {"code": "K9", "name": "顺发(百货)"})
    assert counted(imports.bring(firm, customer)) == (0, 1, 0)
    uid = references.find(firm, "customer", "G1")
    assert uid == references.find(firm, "supplier", "G1")
    assert counted(imports.bring(firm, customer)) == (0, 0, 1)


def test_a_shared_tax_id_makes_no_one_party_of_two(firm: Firm) -> None:
    rows = ({"name": "一店", "tax_id": "T1"}, {"name": "二店", "tax_id": "T1"})
    assert counted(imports.bring(firm, brought("customer", *rows))) == (2, 0, 0)
    assert counted(imports.bring(firm, brought("customer", *rows))) == (0, 0, 2)


def test_a_new_name_under_the_old_tax_id_is_the_same_party(firm: Firm) -> None:
    imports.bring(firm, brought("customer", {"name": "旧名", "tax_id": "T1"}))
    found = imports.bring(firm, brought("customer", {"name": "新名", "tax_id": "T1"}))
    assert counted(found) == (0, 1, 0)
    assert [(each.field, each.old, each.new) for each in found.changes] == [("name", "旧名", "新名")]
