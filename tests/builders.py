"""A shop to tell stories in: what people say at the counter becomes documents, posted through the services.

::

    shop = a_shop(method="fifo")
    shop.receives("苹果", kg="12.5", at="4.20")
    sale = shop.sells("苹果", kg=2, at="6.00", to="小王饭店")
    assert shop.cost_of(sale) == "8.40"

Records are made on first use. Amounts, prices and quantities are decimal texts, going in and coming out.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.core.clock import FixedClock
from app.core.numbers import Money, Quantity, money, money_text, price, quantity, quantity_text, rate
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.domain.posting.recosting import Pool
from app.services import documents, founding, periods, proof, records, references
from app.services.firm import Firm, Profile
from app.storage import documents as stored
from app.storage.cost_book import CostBook

Number = str | int
MAIN = "主仓库"


def a_shop(
    *,
    method: str = "moving_average",
    pool: str = "item",
    taxpayer: str = "general",
    today: str = "2026-03-02",
    path: Path | str = ":memory:",
) -> "Shop":
    """Make a firm that begins to trade today."""
    clock = FixedClock(today, hour=0)
    profile = Profile(name="小店", method=method, pool=pool, taxpayer=taxpayer)
    return Shop(founding.create(path, profile, clock=clock), clock)


def line(
    item: str = "",
    amount_of: Number = 0,
    unit: str = "",
    *,
    at: Number | None = None,
    total: Number | None = None,
    off: str = "0",
    tax: str = "0",
    role: str = "",
    **data: Any,
) -> Line:
    """Say a line: so many of an item in a unit, at a price or for a total, so much off, with tax."""
    return Line(
        item=item,
        role=role,
        unit=unit,
        quantity=quantity(str(amount_of)),
        price=None if at is None else price(str(at)),
        amount=Money(0) if total is None else money(str(total)),
        typed_amount=total is not None,
        discount=rate(off),
        tax_rate=rate(tax),
        data=data,
    )


@dataclass(frozen=True)
class Stock:
    """What is there: quantity and value as texts."""

    quantity: str
    value: str


class Shop:
    """One firm and its words. Every verb that writes returns the posted document."""

    def __init__(self, firm: Firm, clock: FixedClock) -> None:
        self.firm = firm
        self._clock = clock
        self._names: dict[tuple[str, str], str] = {}

    # records

    def knows(self, item: str, base: str = "个", **values: Any) -> str:
        """Take up an item; ``units={"箱": 24}``, tracking and costs as the record has them."""
        units = values.pop("units", {})
        rows = [{"name": name, "numerator": ratio} for name, ratio in units.items()]
        return self._record(
            "item", item, {"base_unit": base, "base_places": values.pop("places", 6), "units": rows, **values}
        )

    def item(self, name: str, base: str = "个") -> str:
        """Return the uid of an item."""
        return self._names.get(("item", name)) or self.knows(name, base)

    def warehouse(self, name: str, *, negative: str = "refuse") -> str:
        """Return the uid of a warehouse; 在途 is the firm's own place for goods on the way."""
        if name == "在途":
            return str(self.firm.catalogue.transit_uid())
        return self._record("warehouse", name, {"negative_stock": negative})

    def supplier(self, name: str, **values: Any) -> str:
        """Return the uid of a supplier."""
        return self._record("supplier", name, values)

    def customer(self, name: str, **values: Any) -> str:
        """Return the uid of a customer."""
        return self._record("customer", name, values)

    def account(self, name: str = "现金", kind: str = "cash") -> str:
        """Return the uid of an account."""
        return self._record("account", name, {"kind": kind})

    def _record(self, type_key: str, name: str, values: Mapping[str, Any]) -> str:
        key = (type_key, name)
        if key not in self._names:
            found = references.find(self.firm, type_key, name)
            uid = found or records.save(self.firm, type_key, {"name": name, **values})[0]
            self._names[key] = uid
        return self._names[key]

    # days

    def day(self, date: str) -> None:
        """Go on to another day."""
        self._clock.set_day(date, hour=0)

    def moment(self, time: str, date: str = "") -> int:
        """Return a time of a day in milliseconds, and let the clock stand there: ``shop.moment("09:10")``."""
        hours, minutes = map(int, time.split(":"))
        date = date or self.firm.today()
        self._clock.set_day(date, hour=0)
        midnight = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        self._clock._now_ms = int(midnight.timestamp() * 1000) + (hours * 60 + minutes) * 60_000
        return self._clock._now_ms

    # documents

    def writes(self, type_key: str, *lines: Line, **head: Any) -> Document:
        """Write a draft; names of records stand for their uids."""
        doc_type = TYPES[type_key]
        blank = documents.blank(self.firm, type_key)
        document = replace(
            blank,
            lines=tuple(replace(each, item=self.item(each.item) if each.item else "") for each in lines),
            header={key: value for key, value in blank.header.items() if key != "account"},
        )
        on = head.pop("on", "")
        party = head.pop("party", "")
        if party:
            name = self.supplier if doc_type.party is Party.SUPPLIER else self.customer
            document = replace(document, party=name(party))
        for key, value in head.items():
            document = document.with_value(key, self._header_value(key, value))
        return replace(document, business_date=on or document.business_date)

    def _header_value(self, key: str, value: Any) -> Any:
        if key in ("warehouse", "to_warehouse"):
            return self.warehouse(value)
        if key in ("account", "account_2"):
            return self.account(value)
        if key in ("amount", "paid", "paid_2", "written_off", "discount", "rounding", "fee", "cost"):
            return money(str(value))
        return value

    def posts(self, document: Document) -> Document:
        """Post a draft."""
        return documents.post(self.firm, document).document

    def does(self, type_key: str, *lines: Line, **head: Any) -> Document:
        """Write and post."""
        return self.posts(self.writes(type_key, *lines, **head))

    def opens_with(self, item: str, amount_of: Number, total: Number, **head: Any) -> Document:
        return self.does("opening_stock", line(item, amount_of, total=total), **head)

    def orders(self, item: str, amount_of: Number, unit: str = "", *, at: Number, **head: Any) -> Document:
        head = {"party": "供应商", **head}
        return self.does("purchase_order", line(item, amount_of, unit, at=at), **head)

    def receives(
        self,
        item: str,
        amount_of: Number = 0,
        unit: str = "",
        *,
        at: Number | None = None,
        total: Number | None = None,
        kg: Number = 0,
        **head: Any,
    ) -> Document:
        if kg:
            self.item(item, "kg")
            amount_of, unit = kg, "kg"
        head = {"party": "供应商", **head}
        return self.does("goods_receipt", line(item, amount_of, unit, at=at, total=total), **head)

    def is_given(self, item: str, amount_of: Number, **head: Any) -> Document:
        """Receive goods free of charge."""
        head = {"party": "供应商", **head}
        return self.does("goods_receipt", line(item, amount_of, at=0, gift=True), **head)

    def sells(
        self,
        item: str,
        amount_of: Number = 0,
        unit: str = "",
        *,
        at: Number | None = None,
        kg: Number = 0,
        to: str = "客户",
        **head: Any,
    ) -> Document:
        if kg:
            self.item(item, "kg")
            amount_of, unit = kg, "kg"
        price_of_one = 1 if at is None else at
        return self.does("delivery", line(item, amount_of, unit, at=price_of_one), party=to, **head)

    def draws(self, type_key: str, source: Document, **quantities: Number) -> Document:
        """Draw a draft from a document; ``_2="1.5"`` takes 1.5 of its second line and nothing unnamed."""
        draft = documents.draw(self.firm, type_key, [source.uid])
        if not quantities:
            return draft
        wanted = {int(key[1:]): quantity(str(value)) for key, value in quantities.items()}
        chosen = [
            replace(each, quantity=wanted[each.source_line], typed_amount=False)
            for each in draft.lines
            if each.source_line in wanted
        ]
        return replace(draft, lines=tuple(chosen))

    def takes_back(self, sale: Document, on: str = "", **quantities: Number) -> Document:
        """A customer returns goods of a delivery; all of it, or so many of line n (``_1=2``)."""
        return self._drawn("sales_return", sale, on, quantities)

    def sends_back(self, receipt: Document, on: str = "", **quantities: Number) -> Document:
        """Goods of a receipt go back to the supplier."""
        return self._drawn("purchase_return", receipt, on, quantities)

    def _drawn(self, type_key: str, source: Document, on: str, quantities: Mapping[str, Number]) -> Document:
        draft = self.draws(type_key, source, **quantities)
        return self.posts(replace(draft, business_date=on or draft.business_date))

    def counts(self, item: str, found: Number, *, at: int = 0, **head: Any) -> Document:
        """Count an item; `at` is the moment, in milliseconds."""
        return self.does("stock_count", line(item, found).with_value("counted_at", at or None), **head)

    def moves(
        self, item: str, amount_of: Number, *, source: str = MAIN, target: str, **head: Any
    ) -> Document:
        return self.does("transfer", line(item, amount_of), warehouse=source, to_warehouse=target, **head)

    def pays_freight(self, cost: Number, *receipts: Document, basis: str = "amount", **head: Any) -> Document:
        """Share a carrier's bill over receipts."""
        lines = [
            Line(source=receipt.uid, source_line=number)
            for receipt in receipts
            for number in range(1, len(receipt.lines) + 1)
        ]
        return self.does("landed_cost", *lines, party="货运站", cost=cost, basis=basis, **head)

    def reprices(self, receipt: Document, difference: Number, number: int = 1, **head: Any) -> Document:
        """The bill differs from the receipt."""
        changed = replace(line(total=difference), source=receipt.uid, source_line=number)
        head = {"party": "供应商", "tax_included": False, **head}
        return self.does("price_adjustment", changed, **head)

    def collects(self, amount: Number, *sales: Document, of: str = "客户", **head: Any) -> Document:
        """A customer pays; the oldest first, or the documents named, or ``advance=True`` nothing yet."""
        return self._pays("money_received", amount, sales, of, head)

    def pays(self, amount: Number, *receipts: Document, to: str = "供应商", **head: Any) -> Document:
        """Pay a supplier."""
        return self._pays("money_paid", amount, receipts, to, head)

    def _pays(
        self, type_key: str, amount: Number, sources: tuple[Document, ...], party: str, head: dict[str, Any]
    ) -> Document:
        parts = head.pop("parts", {})
        draft = documents.draw(self.firm, type_key, [source.uid for source in sources])
        lines = tuple(
            replace(each, amount=money(str(parts[place]))) if place in parts else each
            for place, each in enumerate(draft.lines)
        )
        head = {"party": party, "account": "现金", "paid": amount, **head}
        return self.posts(replace(self.writes(type_key, **head), lines=lines))

    def refunds(self, amount: Number, *advances: Document, of: str = "客户", **head: Any) -> Document:
        """Give a customer back what it paid in advance; the oldest first, or what is named."""
        return self._pays("customer_refund", amount, advances, of, head)

    def gets_back(self, amount: Number, *advances: Document, to: str = "供应商", **head: Any) -> Document:
        """A supplier gives back what we paid in advance."""
        return self._pays("supplier_refund", amount, advances, to, head)

    def voids(self, document: Document, reason: str = "写错了") -> None:
        documents.void(self.firm, document.uid, reason)

    def reverses(self, document: Document, on: str = "") -> Document:
        return documents.reverse(self.firm, document.uid, "写错了", on).document

    def closes(self, through: str) -> None:
        periods.close(self.firm, through)

    def reopens(self) -> None:
        periods.reopen(self.firm, "漏了一张单")

    # what people look at

    def stock(self, item: str, warehouse: str = "") -> Stock:
        """Return quantity and value of an item, in all or in one warehouse."""
        item_id = self.firm.catalogue.item_id(self.item(item))
        place_id = self.firm.catalogue.place_id(self.warehouse(warehouse)) if warehouse else 0
        row = self._one(
            "SELECT COALESCE(SUM(quantity), 0), COALESCE(SUM(value), 0) FROM stock_entry"
            " WHERE item_id = ? AND (? = 0 OR place_id = ?)",
            item_id,
            place_id,
            place_id,
        )
        return Stock(quantity_text(Quantity(row[0])), money_text(Money(row[1])))

    def layers(self, item: str) -> list[tuple[str, str]]:
        """Return the layers of an item as (quantity, value), oldest first."""
        book = CostBook(self.firm.books.connection(), per_item=True, reference=lambda _: price("0"))
        state = book.state(Pool(self.firm.catalogue.item_id(self.item(item)), 0))
        return [
            (quantity_text(Quantity(layer.quantity)), money_text(Money(layer.value)))
            for layer in state.layers
        ]

    def cost_of(self, document: Document, number: int = 0) -> str:
        """Return what a document (or one line of it) cost as of now; settled gaps included."""
        head = stored.head(self.firm.books.connection(), document.uid)
        assert head is not None
        row = self._one(
            "SELECT COALESCE(SUM(value), 0) FROM stock_entry WHERE document_id = ? AND (? = 0 OR line = ?)",
            head.id,
            number,
            number,
        )
        return money_text(Money(-row[0]))

    def cost_of_sales(self) -> str:
        """Return the cost of sales since the start."""
        row = self._one("SELECT COALESCE(SUM(-value), 0) FROM stock_entry WHERE against = 'customer'")
        return money_text(Money(row[0]))

    def count_difference(self) -> str:
        """Return what counting found missing (待处理财产损溢), in money."""
        row = self._one("SELECT COALESCE(SUM(-value), 0) FROM stock_entry WHERE against = 'difference'")
        return money_text(Money(row[0]))

    def owes(self, party: str, side: str = "receivable") -> str:
        """Return what a customer owes us, or with ``side="payable"`` what we owe."""
        kind = "customer" if side == "receivable" else "supplier"
        uid = self._record(kind, party, {})
        row = self._one(
            "SELECT COALESCE(SUM(amount), 0) FROM party_balance WHERE party_id = ? AND side = ?",
            self.firm.catalogue.party_id(uid),
            side,
        )
        return money_text(Money(row[0]))

    def open_of(self, document: Document) -> str:
        """Return what of a document is not yet paid off."""
        return money_text(documents.view(self.firm, document.uid).open_amount)

    def till(self, account: str = "现金") -> str:
        """Return the balance of an account."""
        row = self._one(
            "SELECT COALESCE(SUM(amount), 0) FROM cash_balance WHERE account_id = ?",
            self.firm.catalogue.account_id(self.account(account)),
        )
        return money_text(Money(row[0]))

    def is_proven(self) -> bool:
        """Say whether the books prove sound, replay included."""
        found = proof.verify(self.firm)
        assert found.findings == ()
        return found.ok

    def _one(self, sql: str, *values: object) -> Any:
        return self.firm.books.connection().execute(sql, values).fetchone()
