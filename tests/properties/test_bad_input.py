"""Whatever is sent as a document is posted, or refused with a code and a place; nothing else comes out, nothing half.

Good documents of every type are spoiled in one to three places: other kinds of value, huge numbers, long and odd texts,
unknown references, keys nobody asked for.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.domain.documents.document import Document, Line
from app.domain.documents.types import TYPES
from app.services import documents
from tests.builders import Shop, a_shop, line

LONG = "长" * 3_400_000
"""Ten megabytes."""

NUMBERS = (0, 1, -1, 10**6, -(10**6), 10**16, 10**17 - 1, 10**17, 2**63 - 1, 2**63, -(2**63), 10**40)
TEXTS = (
    "",
    "x",
    "2026-03-02",
    "2026-02-30",
    "9999-12-31",
    "1",
    "箱",
    "other",
    "\x00",
    "\ud800",
    "' OR 1=1",
    LONG,
)
OTHERS: tuple[object, ...] = (
    None,
    True,
    False,
    1.5,
    float("nan"),
    float("inf"),
    b"bytes",
    [],
    [1],
    {},
    {"a": 1},
    (),
)
UIDS = ("f" * 32, "0" * 32)
ANYTHING = st.sampled_from([*NUMBERS, *TEXTS, *OTHERS, *UIDS])

DOCUMENT_KEYS = [each.name for each in fields(Document) if each.name not in ("type", "lines", "header")]
LINE_KEYS = [each.name for each in fields(Line) if each.name != "data"]
WORKED_OUT = ["agreed", "book", "surplus", "shortage", "weight", "at_receipt_price", "change"]
NOBODY_ASKS = ["lost", "difference", "gift", "nobody", "paid", "fee", "cost"]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    shop = a_shop(today="2026-03-02")
    shop.account()
    shop.opens_with("苹果", 1_000_000, total="3000000.00")
    shop.knows("手机", "台", track_serial=True, units={"箱": 10})
    yield shop
    assert shop.is_proven()
    shop.firm.close()


@pytest.fixture(scope="module")
def good(shop: Shop) -> dict[str, Document]:
    """A document of every type that would be posted."""
    receipt = shop.receives("苹果", 100, at=3)
    sale = shop.sells("苹果", 100, at=5)
    order = shop.orders("苹果", 100, at=3)
    shop.collects("1.00", of="小王", advance=True)
    shop.pays("1.00", to="供应商二", advance=True)
    sent = shop.does("transfer_dispatch", line("苹果", 50), warehouse="主仓库", to_warehouse="二仓")
    two = (line("苹果", 2, at=3, tax="13%"), line("苹果", 1, at="2.50", off="5%"))
    found = {
        "opening_stock": shop.writes("opening_stock", line("苹果", 2, at=3)),
        "purchase_order": shop.writes("purchase_order", *two, party="供应商"),
        "goods_receipt": shop.draws("goods_receipt", order),
        "purchase_return": shop.draws("purchase_return", receipt, _1=1),
        "sales_order": shop.writes("sales_order", *two, party="客户"),
        "delivery": shop.writes("delivery", *two, party="客户", account="现金", paid="1.00", discount="0.10"),
        "sales_return": shop.draws("sales_return", sale, _1=1),
        "transfer": shop.writes("transfer", line("苹果", 1), to_warehouse="二仓"),
        "transfer_dispatch": shop.writes("transfer_dispatch", line("苹果", 1), to_warehouse="二仓"),
        "transfer_receipt": shop.draws("transfer_receipt", sent, _1=1),
        "stock_count": shop.writes("stock_count", line("苹果", 1_000_000)),
        "other_receipt": shop.writes("other_receipt", line("苹果", 2, at=3), reason="other"),
        "other_issue": shop.writes("other_issue", line("苹果", 1), reason="other"),
        "assembly": shop.writes(
            "assembly", line("苹果", 1, role="component"), line("礼盒", 1, role="product"), fee="1.00"
        ),
        "disassembly": shop.writes(
            "disassembly", line("苹果", 1, role="product"), line("果肉", 1, role="component")
        ),
        "cost_adjustment": shop.writes("cost_adjustment", line("苹果", total="1.00"), remark="涨价"),
        "landed_cost": documents.draw(shop.firm, "landed_cost", [receipt.uid]).with_value("cost", 100),
        "price_adjustment": documents.draw(shop.firm, "price_adjustment", [receipt.uid]),
        "money_received": shop.writes("money_received", party="客户", account="现金", paid="1.00"),
        "opening_receivable": shop.writes("opening_receivable", party="客户", amount="12.50"),
        "opening_payable": shop.writes("opening_payable", party="供应商", amount="-3.00"),
        "opening_money": shop.writes("opening_money", account="现金", paid="100.00"),
        "money_paid": shop.writes("money_paid", party="供应商", account="现金", paid="1.00"),
        "customer_refund": shop.writes("customer_refund", party="小王", account="现金", paid="1.00"),
        "supplier_refund": shop.writes("supplier_refund", party="供应商二", account="现金", paid="1.00"),
    }
    assert found.keys() == set(TYPES.keys())
    carrier = shop.supplier("货运站")
    found["landed_cost"] = replace(found["landed_cost"], party=carrier)
    found["price_adjustment"] = found["price_adjustment"].with_line(
        1,
        replace(found["price_adjustment"].lines[0], amount=5, typed_amount=True),  # type: ignore[arg-type]
    )
    return found


@pytest.mark.parametrize("key", [*TYPES.keys()])
def test_the_good_document_is_posted(shop: Shop, good: dict[str, Document], key: str) -> None:
    assert shop.posts(replace(good[key], uid=new_uid())).number


@pytest.mark.parametrize("key", [*TYPES.keys()])
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_spoiled_document_is_posted_or_refused(
    shop: Shop, good: dict[str, Document], key: str, data: st.DataObject
) -> None:
    document = replace(good[key], uid=new_uid())
    for _ in range(data.draw(st.integers(1, 3))):
        document = _spoiled(document, data)
    before = _rows(shop)
    try:
        documents.post(shop.firm, document)
    except BusinessError as refusal:
        problem = refusal
    else:
        assert not list(shop.firm.books.connection().execute(NOT_EXACT))
        return
    assert problem.code
    assert problem.field or problem.document or problem.line, "it says where"
    assert _rows(shop) == before, "nothing half written"


def _spoiled(document: Document, data: st.DataObject) -> Document:
    """Change one value of a document to one that it should not have."""
    doc_type = TYPES[document.type]
    match data.draw(st.sampled_from(["document", "header", "line", "line", "data"])):
        case "document":
            key = data.draw(st.sampled_from(DOCUMENT_KEYS))
            return replace(document, **{key: data.draw(_instead_of(getattr(document, key)))})
        case "header":
            key = data.draw(st.sampled_from([field.key for field in doc_type.header] + NOBODY_ASKS))
            header = {**document.header, key: data.draw(_instead_of(document.header.get(key)))}
            return replace(document, header=header)
        case where if document.lines:
            place = data.draw(st.integers(0, len(document.lines) - 1))
            line = document.lines[place]
            if where == "line":
                key = data.draw(st.sampled_from(LINE_KEYS))
                line = replace(line, **{key: data.draw(_instead_of(getattr(line, key)))})
            else:
                key = data.draw(
                    st.sampled_from([field.key for field in doc_type.line] + WORKED_OUT + NOBODY_ASKS)
                )
                line = replace(line, data={**line.data, key: data.draw(_instead_of(line.data.get(key)))})
            return replace(document, lines=(*document.lines[:place], line, *document.lines[place + 1 :]))
    return document


def _instead_of(value: object) -> st.SearchStrategy[Any]:
    """Return what may stand in the place of a value: mostly of the same kind, sometimes anything."""
    if isinstance(value, int) and not isinstance(value, bool):
        return st.one_of(st.sampled_from(NUMBERS), st.integers(0, 10**8), ANYTHING)
    if isinstance(value, str):
        return st.one_of(st.sampled_from((*TEXTS, *UIDS)), ANYTHING)
    return ANYTHING


NOT_EXACT = """
SELECT d.number FROM document d JOIN document_line l ON l.document_id = d.id
WHERE d.id > (SELECT MAX(id) - 1 FROM document) AND l.net + l.tax <> l.gross
"""


def _rows(shop: Shop) -> tuple[Any, ...]:
    tables = (
        "operation",
        "document",
        "document_line",
        "stock_entry",
        "party_entry",
        "cash_entry",
        "figure_entry",
    )
    return tuple(shop._one(f"SELECT COALESCE(MAX(id), 0), COUNT(*) FROM {table}") for table in tables)


def test_sums_have_an_end_too() -> None:
    """Each receipt fits into the books, a hundred of them do not."""
    shop = a_shop()
    for _ in range(100):
        shop.receives("沙子", "90000000000", total="900000000000000.00")
    with pytest.raises(BusinessError) as refusal:  # noqa: PT012 - a few more or less
        for _ in range(10):
            shop.receives("沙子", "90000000000", total="900000000000000.00")
    assert refusal.value.code == "SUM_TOO_LARGE"
    assert shop.is_proven()
    shop.sells("沙子", 1, at=1)
    assert shop.is_proven()


def test_a_cost_has_an_end_too() -> None:
    """What is found by counting is valued at the cost of a single grain."""
    shop = a_shop()
    shop.receives("金子", "0.000001", total="900000000000000.00")
    with pytest.raises(BusinessError) as refusal:
        shop.counts("金子", "90000000000")
    assert refusal.value.code == "SUM_TOO_LARGE"
    assert shop.is_proven()
