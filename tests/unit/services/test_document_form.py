"""Documents as JSON: what is accepted, what is refused and where, and that nothing else than a refusal ever happens."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import BusinessError
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.services import document_form, document_schema, documents
from app.services.firm import Firm
from app.storage import documents as stored
from tests.unit.services.small_shop import TODAY, delivery, open_shop, receipt


@pytest.fixture(name="shop")
def _shop() -> Iterator[Firm]:
    firm = open_shop()
    yield firm
    firm.close()


def post(shop: Firm, plain: object) -> documents.Posted:
    return document_form.post(shop, plain)


def refused(shop: Firm, plain: object) -> tuple[str, int, str]:
    with pytest.raises(BusinessError) as caught:
        post(shop, plain)
    return caught.value.code, caught.value.line, caught.value.field


def operations(shop: Firm) -> int:
    return int(shop.database.execute("SELECT COUNT(*) FROM operation").fetchone()[0])


# What is accepted


def test_a_document_needs_type_party_place_and_lines(shop: Firm) -> None:
    posted = post(shop, receipt())
    assert posted.number.startswith("CR-A-20260520-")
    assert posted.document.total == 68_100


def test_the_day_may_be_called_date(shop: Firm) -> None:
    assert post(shop, receipt(date="2026-05-18")).document.business_date == "2026-05-18"
    assert post(shop, receipt()).document.business_date == TODAY


def test_the_bar_code_of_a_box_means_a_box(shop: Firm) -> None:
    post(shop, receipt())
    line = post(shop, delivery()).document.lines[0]
    assert (line.unit, line.base_quantity) == ("箱", 24_000_000)


@pytest.mark.parametrize("name", ["A1", "a1", "Ａ１", "6901", "可乐"])
def test_an_item_is_named_by_code_bar_code_or_name(shop: Firm, name: str) -> None:
    lines = [{"item": name, "quantity": 1, "price": 2}]
    assert post(shop, receipt(lines=lines)).document.lines[0].base_quantity == 1_000_000


def test_an_item_is_named_by_uid_with_or_without_dashes(shop: Firm) -> None:
    uid = post(shop, receipt()).document.lines[0].item
    dashed = f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}".upper()
    for name in (uid, dashed):
        lines = [{"item": name, "quantity": 1, "price": 1}]
        assert post(shop, receipt(lines=lines)).document.lines[0].item == uid


def test_a_line_without_price_gets_what_the_window_proposes(shop: Firm) -> None:
    post(shop, receipt())
    lines = [{"item": "A1", "unit": "箱", "quantity": 1}, {"item": "A1", "quantity": 1}]
    assert [line.price for line in post(shop, delivery(lines=lines)).document.lines] == [
        60_000_000,
        3_000_000,
    ]


def test_a_typed_amount_rules_over_the_price(shop: Firm) -> None:
    lines = [{"item": "A1", "quantity": 3, "price": "3.3333", "amount": "10"}]
    assert post(shop, receipt(lines=lines)).document.total == 1_000


def test_rates_are_written_as_per_cent_or_fraction(shop: Firm) -> None:
    lines = [
        {"item": "A1", "quantity": 1, "price": 113, "tax_rate": rate} for rate in ("13%", "0.13", "0.1300")
    ]
    assert [line.tax for line in post(shop, receipt(lines=lines)).document.lines] == [1300, 1300, 1300]


def test_an_instant_is_iso_or_milliseconds(shop: Firm) -> None:
    for moment in ("2026-05-20T10:00:00+08:00", "2026-05-20T02:00:00Z", 1_779_242_400_000):
        assert post(shop, receipt(happened_at=moment)).document.happened_at == 1_779_242_400_000


def test_a_line_is_drawn_from_another_by_number_or_uid(shop: Firm) -> None:
    order = post(shop, receipt(type="purchase_order"))
    lines = [
        {"source": order.number, "source_line": 1, "quantity": 4},
        {"source": order.document.uid, "item": "茶叶", "quantity": "0.5"},
    ]
    drawn = post(shop, receipt(lines=lines)).document.lines
    assert [(line.unit, line.base_quantity, line.gross) for line in drawn] == [
        ("箱", 96_000_000, 19_200),
        ("千克", 500_000, 5_025),
    ]


def test_the_price_of_the_source_follows_the_unit(shop: Firm) -> None:
    order = post(shop, receipt(type="purchase_order"))
    lines = [{"source": order.number, "source_line": 1, "unit": "瓶", "quantity": 12}]
    assert post(shop, receipt(lines=lines)).document.total == 2_400


def test_the_source_gives_its_tax_rate(shop: Firm) -> None:
    lines = [{"item": "A1", "quantity": 1, "price": 113, "tax_rate": "13%"}]
    order = post(shop, receipt(type="purchase_order", lines=lines))
    drawn = post(shop, receipt(lines=[{"source": order.number, "quantity": 1, "price": 113}]))
    assert drawn.document.tax == 1_300


def test_money_settles_whole_documents(shop: Firm) -> None:
    owed = post(shop, receipt())
    paid = {"type": "money_paid", "party": "G1", "account": "银行", "paid": "500"}
    post(shop, paid | {"lines": [{"source": owed.number, "amount": "500"}]})
    assert documents.view(shop, owed.document.uid).open_amount == 18_100


def test_the_same_uid_posts_once(shop: Firm) -> None:
    plain = receipt(uid="0123456789abcdef0123456789abcdef", date=TODAY)
    first, before = post(shop, plain), operations(shop)
    assert post(shop, plain).number == first.number
    assert operations(shop) == before


def test_an_assembly_says_the_role_of_each_line(shop: Firm) -> None:
    post(shop, receipt())
    lines = [
        {"role": "component", "item": "A1", "quantity": 2},
        {"role": "product", "item": "A2", "quantity": 1},
    ]
    assembly = {"type": "assembly", "warehouse": "主仓库", "fee": "1", "lines": lines}
    assert [line.role for line in post(shop, assembly).document.lines] == ["component", "product"]


# What is refused, and where


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"type": "gift"}, ("UNKNOWN_TYPE", 0, "type")),
        ({"type": None}, ("MISSING_FIELD", 0, "type")),
        ({"type": ["delivery"]}, ("UNKNOWN_TYPE", 0, "type")),
        ({"colour": "red"}, ("UNKNOWN_KEY", 0, "colour")),
        ({"number": "XS-1"}, ("UNKNOWN_KEY", 0, "number")),
        ({"uid": "1"}, ("WRONG_VALUE", 0, "uid")),
        ({"party": "丙"}, ("UNKNOWN_REFERENCE", 0, "party")),
        ({"party": "G1"}, ("UNKNOWN_REFERENCE", 0, "party")),  # a supplier is no customer
        ({"party": None}, ("MISSING_FIELD", 0, "party")),
        ({"party": 7}, ("WRONG_VALUE", 0, "party")),
        ({"party": "名" * 10_000_000}, ("TOO_LONG", 0, "party")),
        ({"remark": "备" * 10_000_000}, ("TOO_LONG", 0, "remark")),
        ({"remark": "\ud800"}, ("WRONG_VALUE", 0, "remark")),
        ({"warehouse": "在途"}, ("UNKNOWN_REFERENCE", 0, "warehouse")),
        ({"date": "20.5.2026"}, ("WRONG_VALUE", 0, "business_date")),
        ({"date": "2026-02-30"}, ("WRONG_VALUE", 0, "business_date")),
        ({"date": "9999-12-31"}, ("OUT_OF_RANGE", 0, "business_date")),
        ({"date": "2026-05-20", "business_date": "2026-05-20"}, ("UNKNOWN_KEY", 0, "date")),
        ({"happened_at": "noon"}, ("WRONG_VALUE", 0, "happened_at")),
        ({"happened_at": 10**30}, ("OUT_OF_RANGE", 0, "happened_at")),
        ({"tax_included": "yes"}, ("WRONG_VALUE", 0, "tax_included")),
        ({"discount": 1.5}, ("FLOAT_NUMBER", 0, "discount")),
        ({"discount": "1.505"}, ("TOO_MANY_PLACES", 0, "discount")),
        ({"discount": "-1"}, ("OUT_OF_RANGE", 0, "discount")),
        ({"discount": "1,000"}, ("WRONG_VALUE", 0, "discount")),
        ({"lines": {}}, ("NOT_A_LIST", 0, "lines")),
        ({"lines": []}, ("NO_LINES", 0, "")),
        ({"lines": [7]}, ("NOT_AN_OBJECT", 1, "lines")),
    ],
)
def test_the_head_is_refused_with_its_field(
    shop: Firm, changes: dict[str, Any], found: tuple[str, int, str]
) -> None:
    before = operations(shop)
    assert refused(shop, delivery(**changes)) == found
    assert operations(shop) == before


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"item": "A9"}, ("UNKNOWN_REFERENCE", 2, "item")),
        ({"item": None}, ("MISSING_FIELD", 2, "item")),
        ({"item": 1}, ("WRONG_VALUE", 2, "item")),
        ({"quantity": None}, ("MISSING_FIELD", 2, "quantity")),
        ({"quantity": 0}, ("MISSING_FIELD", 2, "quantity")),
        ({"quantity": "-1"}, ("OUT_OF_RANGE", 2, "quantity")),
        ({"quantity": True}, ("WRONG_VALUE", 2, "quantity")),
        ({"quantity": "1e3"}, ("WRONG_VALUE", 2, "quantity")),
        ({"quantity": 0.5}, ("FLOAT_NUMBER", 2, "quantity")),
        ({"quantity": "0.5"}, ("FRACTION_OF_UNIT", 2, "quantity")),
        ({"quantity": 10**40}, ("OUT_OF_RANGE", 2, "quantity")),
        ({"quantity": "99999999999", "price": "99999999999"}, ("WRONG_VALUE", 2, "amount")),
        ({"quantity": "99999999999", "unit": "箱", "price": 0}, ("OUT_OF_RANGE", 2, "quantity")),
        ({"unit": "吨"}, ("UNKNOWN_UNIT", 2, "unit")),
        ({"price": "x"}, ("WRONG_VALUE", 2, "price")),
        ({"price": "0.0000001"}, ("TOO_MANY_PLACES", 2, "price")),
        ({"tax_rate": "113%"}, ("OUT_OF_RANGE", 2, "tax_rate")),
        ({"gross": "3"}, ("UNKNOWN_KEY", 2, "gross")),
        ({"source": "XD-1"}, ("UNKNOWN_REFERENCE", 2, "source")),
        ({"source_line": 1}, ("MISSING_FIELD", 2, "source")),
        ({"quantity": 1_000}, ("NEGATIVE_STOCK", 1, "quantity")),
    ],
)
def test_a_line_is_refused_with_its_number_and_field(
    shop: Firm, changes: dict[str, Any], found: tuple[str, int, str]
) -> None:
    post(shop, receipt())
    before = operations(shop)
    plain = delivery()
    plain["lines"][1].update(changes)
    assert refused(shop, plain) == found
    assert operations(shop) == before


def test_a_total_has_an_end(shop: Firm) -> None:
    lines = [{"item": "A1", "quantity": 1, "amount": "900000000000000"}] * 2
    assert refused(shop, receipt(lines=lines)) == ("OUT_OF_RANGE", 0, "")


def test_what_the_program_works_out_is_not_taken(shop: Firm) -> None:
    count = {
        "type": "stock_count",
        "warehouse": "主仓库",
        "lines": [{"item": "A1", "quantity": 1, "book": "3"}],
    }
    assert refused(shop, count) == ("COMPUTED_FIELD", 1, "book")


def test_two_items_of_one_name_need_their_code(shop: Firm) -> None:
    from app.services import records

    records.save(shop, "item", {"name": "可乐", "spec": "2L"})
    assert refused(shop, delivery()) == ("AMBIGUOUS_REFERENCE", 2, "item")


def test_a_uid_means_one_document_for_ever(shop: Firm) -> None:
    uid = "0123456789abcdef0123456789abcdef"
    post(shop, receipt(uid=uid))
    assert refused(shop, receipt(uid=uid, date="2026-05-19")) == ("UID_TAKEN", 0, "uid")
    assert refused(shop, receipt(uid=uid, type="purchase_order")) == ("UID_TAKEN", 0, "uid")


def test_a_closed_period_takes_nothing(shop: Firm) -> None:
    from app.services import periods

    periods.close(shop, "2026-04-30")
    assert refused(shop, receipt(date="2026-04-30")) == ("PERIOD_CLOSED", 0, "business_date")


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": 1, "a": 2}', "[" * 100_000, "1" * 10_000, "\ufeff{}", "{} {}"]
)
def test_text_that_is_no_sound_json_is_refused(text: str) -> None:
    with pytest.raises(BusinessError):
        document_form.parse(text)


# Anything else


def _documents() -> list[dict[str, Any]]:
    """One document of each type, as far as they can be written without another."""
    goods = [{"item": "A1", "quantity": "1", "unit": "箱", "batch": "B1", "expires_on": "2027-01-01"}]
    at_cost = [{"item": "A1", "quantity": "1", "amount": "2"}]
    money = {"account": "现金", "paid": "1"}
    return [
        receipt(),
        receipt(type="purchase_order"),
        delivery(discount="1", rounding="0.01", staff="张三", account="现金", paid="3"),
        delivery(type="sales_order"),
        delivery(type="sales_return"),
        receipt(type="purchase_return"),
        {"type": "opening_stock", "warehouse": "MD", "lines": at_cost},
        {"type": "other_receipt", "warehouse": "MD", "reason": "found", "lines": at_cost},
        {"type": "other_issue", "warehouse": "主仓库", "reason": "damage", "lines": goods},
        {"type": "transfer", "warehouse": "主仓库", "to_warehouse": "MD", "lines": goods},
        {"type": "transfer_dispatch", "warehouse": "主仓库", "to_warehouse": "MD", "lines": goods},
        {"type": "transfer_receipt", "to_warehouse": "MD", "lines": goods},
        {"type": "stock_count", "warehouse": "主仓库", "lines": [{"item": "A1", "quantity": "1"}]},
        {
            "type": "cost_adjustment",
            "warehouse": "主仓库",
            "remark": "改",
            "lines": [{"item": "A1", "amount": "1"}],
        },
        {"type": "landed_cost", "party": "G1", "cost": "5", "lines": [{"source": "X", "source_line": 1}]},
        {
            "type": "price_adjustment",
            "party": "G1",
            "lines": [{"source": "X", "source_line": 1, "amount": "1"}],
        },
        {"type": "opening_receivable", "party": "K1", "amount": "12.50"},
        {"type": "opening_payable", "party": "G1", "amount": "-3"},
        {"type": "opening_money", "account": "现金", "paid": "100"},
        {"type": "money_paid", "party": "G1", **money},
        {"type": "money_received", "party": "K1", **money},
        {"type": "supplier_refund", "party": "G1", **money},
        {"type": "customer_refund", "party": "K1", **money},
        {
            "type": "assembly",
            "warehouse": "主仓库",
            "lines": [{"role": "product", "item": "A2", "quantity": "1"}],
        },
        {
            "type": "disassembly",
            "warehouse": "主仓库",
            "lines": [{"role": "product", "item": "A2", "quantity": "1"}],
        },
    ]


def test_the_examples_name_every_type() -> None:
    assert {plain["type"] for plain in _documents()} == set(TYPES.keys())


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(alphabet=st.characters())
    | st.sampled_from(
        ["A1", "G1", "K1", "主仓库", "箱", "1", "-1", "1e9", "9" * 17, "99999999999", "13%", "2026-05-20"]
    )
    | st.sampled_from(
        [10**17, -(10**17), 2**63, 10**40, "9999-12-31", "0001-01-01", "\x00", "\ud800", "'; --"]
    )
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)


@st.composite
def spoiled(draw: st.DrawFn) -> object:
    """A sound document with any JSON value in any place."""
    plain = draw(st.sampled_from(_documents()))
    keys = sorted(TYPES[plain["type"]].header, key=lambda field: field.key)
    line_keys = sorted(document_form.line_fields(TYPES[plain["type"]]))
    for _ in range(draw(st.integers(1, 3))):
        value = draw(VALUES)
        where = draw(st.sampled_from(["head", "line", "lines", "key", "whole"]))
        lines = plain.get("lines")
        if where == "head":
            plain = plain | {draw(st.sampled_from([field.key for field in keys] + ["type", "uid"])): value}
        elif (
            where == "line" and line_keys and isinstance(lines, list) and lines and isinstance(lines[0], dict)
        ):
            plain = plain | {"lines": [lines[0] | {draw(st.sampled_from(line_keys)): value}, *lines[1:]]}
        elif where == "lines":
            plain = plain | {"lines": value}
        elif where == "key":
            plain = plain | {draw(st.text()): value}
        elif draw(st.integers(0, 9)) == 0:
            return value
    return plain


@pytest.fixture(name="stocked", scope="module")
def _stocked() -> Iterator[Firm]:
    firm = open_shop()
    document_form.post(firm, receipt())
    yield firm
    firm.close()


@given(plain=spoiled())
@settings(max_examples=400)
def test_any_value_in_any_place_is_posted_or_refused_clearly(stocked: Firm, plain: object) -> None:
    before, refusal = operations(stocked), ""
    try:
        post(stocked, plain)
    except BusinessError as problem:
        refusal = problem.code
    assert operations(stocked) - before == (0 if refusal else 1)
    assert refusal != BusinessError.code


def test_after_all_that_the_books_are_sound(stocked: Firm) -> None:
    from app.services import proof

    assert proof.verify(stocked).findings == ()


# The form itself


def test_the_schema_describes_every_type_and_every_field() -> None:
    schema = document_schema.schema()
    for doc_type in TYPES:
        described = schema["$defs"][doc_type.key]
        wanted = {field.key for field in doc_type.header if not field.read_only}
        assert wanted <= described["properties"].keys()
        assert set(described["required"]) <= described["properties"].keys()
        lines = described["properties"]["lines"]["items"]
        assert {field.key for field in doc_type.line if not field.read_only} <= lines["properties"].keys()
        assert set(lines["required"]) <= lines["properties"].keys()


# The same uid again

UID = "0123456789abcdef0123456789abcdef"


def test_the_same_document_again_is_known_and_not_posted_twice(shop: Firm) -> None:
    plain = receipt(uid=UID, date=None, discount="1")
    first, before = post(shop, plain), operations(shop)
    again = post(shop, plain)
    assert (again.number, again.is_known, again.end) == (first.number, True, "")
    assert post(shop, {**plain, "date": f" {TODAY} "}).is_known
    assert operations(shop) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": [{"item": "A1", "unit": "箱", "quantity": "50", "price": "48"}]},
        {"lines": [{**receipt()["lines"][0], "quantity": "11"}, receipt()["lines"][1]]},
        {"date": "2026-05-19"},
        {"remark": "另一张"},
        {"type": "purchase_order"},
    ],
)
def test_another_document_under_the_same_uid_is_refused(shop: Firm, changes: dict[str, Any]) -> None:
    post(shop, receipt(uid=UID))
    assert refused(shop, receipt(uid=UID) | changes) == ("UID_TAKEN", 0, "uid")


def test_what_was_taken_back_since_is_told(shop: Firm) -> None:
    post(shop, receipt(uid=UID))
    documents.void(shop, UID, "写错了")
    assert post(shop, receipt(uid=UID)).end == "voided"


def test_change_given_back_does_not_make_it_another_document(shop: Firm) -> None:
    post(shop, receipt())
    sale = delivery(uid=UID, account="现金", paid="100")
    assert post(shop, sale).document.header["change"] == 2_500
    assert post(shop, sale).is_known


def test_drawn_lines_read_their_source_once(shop: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"item": "A1", "quantity": 1, "price": 2}] * 50
    order = post(shop, receipt(type="purchase_order", lines=lines))
    read: list[str] = []
    load = stored.load

    def counted(connection: Any, head: stored.Head) -> Document:
        read.append(head.uid)
        return load(connection, head)

    monkeypatch.setattr(stored, "load", counted)
    drawn = [{"source": order.number, "source_line": number, "quantity": 1} for number in range(1, 51)]
    document_form.from_json(shop, receipt(lines=drawn))
    assert len(read) == 1


def test_a_line_that_is_not_there_and_a_document_of_another_type_are_called_so(shop: Firm) -> None:
    order = post(shop, receipt(type="purchase_order"))
    line = {"source": order.number, "quantity": 1, "price": 1, "item": "A1"}
    assert refused(shop, receipt(lines=[line | {"source_line": 9}])) == ("NO_SUCH_LINE", 1, "source_line")
    sale = delivery(lines=[line | {"source_line": 1}])
    assert refused(shop, sale)[:2] == ("NOT_DRAWN_FROM", 1)
