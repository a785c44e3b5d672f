"""The trade of the sample firm, day by day, through the same services as a person's."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from app.core.ids import new_uid
from app.core.numbers import ONE, Money, Price, Quantity, divide
from app.domain.documents.document import Document, Line
from app.services import documents, periods
from app.services.documents import Posted
from app.services.firm import Firm
from app.services.sample.goods import Goods
from app.services.sample.people import People
from app.services.sample.words import words

MAIN, SHOP, SECOND = 0, 1, 2
"""Places in `People.warehouses`."""
_STEP: Final = Quantity(ONE // 10)
"""Measured goods are sold by so much."""
_CLOSING_DAY: Final = 5
"""On this day of a month the one before is closed."""
_SUNDAY: Final = 6
_WHOLE: Final = 100
"""Per cent."""
_FEW: Final = 3
"""Lines of a sale before a gift is thrown in."""
_LOAD: Final = 15
"""Lines of one trip between warehouses."""


@dataclass(slots=True)
class Article:
    """One article on the shelf: its uid, what it is, who supplies it."""

    uid: str
    goods: Goods
    supplier: str

    @property
    def box(self) -> int:
        """Base units (10⁻⁶) of a box, or of ten where there is none."""
        return self.goods.ratio * ONE if self.goods.box else 10 * ONE


@dataclass(slots=True)
class Delivery:
    """Goods on their way from a supplier."""

    day: str
    order: str
    part_per_cent: int


@dataclass(slots=True)
class Trade:
    """Plays days; `held` is what is on hand by article and warehouse, in base units (10⁻⁶)."""

    firm: Firm
    random: Random
    people: People
    articles: Sequence[Article]
    held: dict[tuple[int, int], int] = field(default_factory=dict)
    coming: list[Delivery] = field(default_factory=list)
    promised: list[tuple[str, str]] = field(default_factory=list)
    receipts: list[tuple[str, str, str]] = field(default_factory=list)
    owed: list[tuple[str, str, str]] = field(default_factory=list)
    ordered: set[int] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    day: str = ""

    def open(self, day: str) -> None:
        """Post what the firm starts with."""
        self.day = day
        self.places = {article.uid: number for number, article in enumerate(self.articles)}
        for warehouse, share in ((MAIN, 4), (SHOP, 1), (SECOND, 1)):
            lines = []
            for number, article in enumerate(self.articles):
                boxes = self.random.randint(1, 3) * share
                quantity = Quantity(boxes * article.box)
                self._move(number, warehouse, quantity)
                cost = divide(article.goods.cost * self.random.randint(92, 100), 100)
                lines.append(Line(item=article.uid, quantity=quantity, price=Price(cost)))
            self._post("opening_stock", lines, warehouse=self.people.warehouses[warehouse])

    def play(self, day: str) -> None:
        """Play one day: goods come, are sold, come back; money follows; now and then something else."""
        self.day = day
        weekday = datetime.date.fromisoformat(day).weekday()
        with self.firm.transaction():
            self._receive()
            self._deliver_promised()
            for _ in range(self.random.randint(2, 4) + len(self.articles) // 60):
                self._sell_over_the_counter()
            for _ in range(self.random.randint(1, 3)):
                self._sell_to_customer()
            self._promise()
            self._order()
            self._transfer()
            for chance, event in self._events(weekday):
                if self.random.randint(1, 100) <= chance:
                    event()
            self._month_end()

    def _events(self, weekday: int) -> Sequence[tuple[int, Any]]:
        """Return what may happen besides, and how likely it is, in per cent."""
        is_sunday = weekday == _SUNDAY
        return (
            (35, self._take_back),
            (12, self._send_back),
            (10, self._write_off),
            (100 if is_sunday else 0, self._count),
            (60 if weekday % 2 else 20, self._collect),
            (50 if weekday % 2 else 15, self._pay),
            (8, self._freight),
            (5, self._void_one),
        )

    # Buying

    def _order(self) -> None:
        """Order what runs low, one supplier at a time."""
        low = [
            number
            for number, article in enumerate(self.articles)
            if self.held.get((number, MAIN), 0) < 2 * article.box and number not in self.ordered
        ]
        if not low:
            return
        supplier = self.articles[low[0]].supplier
        wanted = [number for number in low if self.articles[number].supplier == supplier][:12]
        lines = [self._bought(self.articles[number], self.random.randint(4, 9)) for number in wanted]
        order = self._post("purchase_order", lines, party=supplier, warehouse=self.people.warehouses[MAIN])
        self.ordered.update(wanted)
        first = self.random.randint(1, 3)
        self.coming.append(
            Delivery(_later(self.day, first), order.document.uid, self.random.choice((60, 100, 100)))
        )
        self.coming.append(Delivery(_later(self.day, first + 2), order.document.uid, 100))

    def _bought(self, article: Article, boxes: int) -> Line:
        """Return a purchase line in the larger unit."""
        goods = article.goods
        price = divide(goods.cost * self.random.randint(96, 104), 100)
        count = boxes if goods.box else boxes * 10
        return Line(
            item=article.uid,
            unit=goods.box or goods.unit,
            quantity=Quantity(count * ONE),
            price=Price(price * goods.ratio if goods.box else price),
            tax_rate=goods.tax_rate,
        )

    def _receive(self) -> None:
        """Receive what has come: a part of the order, then the rest."""
        due = [delivery for delivery in self.coming if delivery.day <= self.day]
        self.coming = [delivery for delivery in self.coming if delivery.day > self.day]
        for delivery in due:
            draft = documents.draw(self.firm, "goods_receipt", [delivery.order])
            whole = delivery.part_per_cent == _WHOLE
            lines = [line if whole else _part(line, delivery.part_per_cent) for line in draft.lines]
            lines = [line for line in lines if line.quantity]
            if not lines:
                continue
            posted = self._post_draft(replace(draft, lines=tuple(lines)))
            for line in posted.document.lines:
                self._move(self.places[line.item], MAIN, line.base_quantity)
                self.ordered.discard(self.places[line.item])
            self.receipts.append((posted.document.uid, draft.party, self.day))

    def _send_back(self) -> None:
        """Send a box of the last receipt back."""
        if not self.receipts:
            return
        draft = documents.draw(self.firm, "purchase_return", [self.receipts[-1][0]])
        lines = [line for line in draft.lines if self._has(line, MAIN, ONE)][:1]
        if lines:
            one = replace(lines[0], quantity=ONE, amount=Money(0), typed_amount=False)
            posted = self._post_draft(replace(draft, lines=(one,)))
            self._move(self.places[one.item], MAIN, -posted.document.lines[0].base_quantity)

    def _freight(self) -> None:
        """Share the freight of the last receipt over its goods."""
        if not self.receipts:
            return
        draft = documents.draw(self.firm, "landed_cost", [self.receipts[-1][0]])
        draft = draft.with_value("cost", Money(self.random.randint(30, 120) * 100)).with_value(
            "basis", "amount"
        )
        self._post_draft(replace(draft, party=self.people.suppliers[-1]))

    # Selling

    def _sell_over_the_counter(self) -> None:
        """Sell a few pieces to somebody who pays at once."""
        lines = self._sold(SHOP, self.random.randint(1, 4), boxes=False)
        if lines:
            self._deliver(lines, self.people.walk_in, SHOP, pays=True)

    def _sell_to_customer(self) -> None:
        """Sell boxes and pieces to a customer, who pays later or at once."""
        lines = self._sold(MAIN, self.random.randint(2, 6), boxes=True)
        if lines:
            customer = self.random.choice(self.people.customers)
            self._deliver(lines, customer, MAIN, pays=self.random.randint(1, 4) == 1)

    def _sold(self, warehouse: int, count: int, *, boxes: bool) -> list[Line]:
        """Return lines of what is on the shelf."""
        lines: list[Line] = []
        for number in self.random.sample(range(len(self.articles)), min(count, len(self.articles))):
            article = self.articles[number]
            goods = article.goods
            is_gift = len(lines) > _FEW and self.random.randint(1, 12) == 1
            in_boxes = boxes and not is_gift and bool(goods.box) and self.random.randint(1, 3) > 1
            quantity = ONE if is_gift else self._counted(article, in_boxes=in_boxes)
            base = quantity * goods.ratio if in_boxes else quantity
            if self.held.get((number, warehouse), 0) < base:
                continue
            self._move(number, warehouse, -base)
            lines.append(
                Line(
                    item=article.uid,
                    unit=goods.box if in_boxes else goods.unit,
                    quantity=Quantity(quantity),
                    price=goods.box_price if in_boxes else goods.retail,
                    tax_rate=goods.tax_rate,
                    data={"gift": True} if is_gift else {},
                )
            )
        return lines

    def _counted(self, article: Article, *, in_boxes: bool) -> int:
        """Return how much is sold at a time."""
        if in_boxes:
            return self.random.randint(1, 3) * ONE
        if not article.goods.box:
            return self.random.randint(3, 25) * _STEP
        return self.random.randint(1, 6) * ONE

    def _deliver(self, lines: Sequence[Line], customer: str, warehouse: int, *, pays: bool) -> None:
        """Post a delivery; who pays at once pays all of it."""
        header: dict[str, Any] = {
            "warehouse": self.people.warehouses[warehouse],
            "staff": self.random.choice(self.people.staff),
        }
        remark = self.random.choice(words()["remarks"])
        if remark:
            header["remark"] = remark
        draft = self._draft("delivery", lines, party=customer, **header)
        if pays:
            total = documents.settle(self.firm, draft).total
            account = self.random.choice(self.people.accounts)
            draft = draft.with_value("account", account).with_value("paid", total)
        posted = self._post_draft(draft)
        self.owed.append((posted.document.uid, customer, "" if pays else self.day))

    def _promise(self) -> None:
        """Take an order of a customer now and then; it is delivered in the days that follow."""
        if self.random.randint(1, 3) > 1:
            return
        picked = self.random.sample(range(len(self.articles)), min(3, len(self.articles)))
        lines = [self._wanted(self.articles[number]) for number in picked]
        order = self._post(
            "sales_order", lines, party=self.random.choice(self.people.customers),
            warehouse=self.people.warehouses[MAIN],
        )  # fmt: skip
        self.promised.append((_later(self.day, self.random.randint(1, 4)), order.document.uid))

    def _wanted(self, article: Article) -> Line:
        goods = article.goods
        return Line(
            item=article.uid,
            unit=goods.box or goods.unit,
            quantity=Quantity(self.random.randint(1, 2) * ONE),
            price=goods.box_price if goods.box else goods.retail,
            tax_rate=goods.tax_rate,
        )

    def _deliver_promised(self) -> None:
        """Deliver what was promised for today, as far as it is there."""
        due = [uid for day, uid in self.promised if day <= self.day]
        self.promised = [each for each in self.promised if each[0] > self.day]
        for uid in due:
            draft = documents.draw(self.firm, "delivery", [uid])
            lines = [line for line in draft.lines if self._has(line, MAIN, line.quantity or 0)]
            if not lines:
                continue
            posted = self._post_draft(replace(draft, lines=tuple(lines)))
            for line in posted.document.lines:
                self._move(self.places[line.item], MAIN, -line.base_quantity)
            self.owed.append((posted.document.uid, draft.party, self.day))

    def _take_back(self) -> None:
        """Take one piece of a recent delivery back."""
        recent = [uid for uid, customer, _ in self.owed[-12:] if customer != self.people.walk_in]
        if not recent:
            return
        draft = documents.draw(self.firm, "sales_return", [self.random.choice(recent)])
        lines = [line for line in draft.lines if (line.quantity or 0) >= ONE and not line.data.get("gift")][
            :1
        ]
        if lines:
            one = replace(lines[0], quantity=ONE, amount=Money(0), typed_amount=False)
            warehouse = self.people.warehouses.index(str(draft.header["warehouse"]))
            posted = self._post_draft(replace(draft, lines=(one,)))
            self._move(self.places[one.item], warehouse, posted.document.lines[0].base_quantity)

    # Money

    def _collect(self) -> None:
        """Collect from the customer who has owed longest."""
        waiting = [(uid, customer) for uid, customer, since in self.owed if since]
        if not waiting:
            return
        customer = waiting[0][1]
        self._settle("money_received", [uid for uid, who in waiting if who == customer][:6], customer)
        self.owed = [each if each[1] != customer else (each[0], each[1], "") for each in self.owed]

    def _pay(self) -> None:
        """Pay the supplier who has waited longest."""
        waiting = [(uid, supplier) for uid, supplier, since in self.receipts if since]
        if not waiting:
            return
        supplier = waiting[0][1]
        self._settle("money_paid", [uid for uid, who in waiting if who == supplier][:6], supplier)
        self.receipts = [each if each[1] != supplier else (each[0], each[1], "") for each in self.receipts]

    def _settle(self, type_key: str, uids: Sequence[str], party: str) -> None:
        """Pay off what is open of documents."""
        draft = documents.draw(self.firm, type_key, uids)
        paid = sum(line.amount for line in draft.lines)
        if paid > 0:
            draft = draft.with_value("account", self.random.choice(self.people.accounts)).with_value(
                "paid", Money(paid)
            )
            self._post_draft(replace(draft, party=party))

    # Stock

    def _transfer(self) -> None:
        """Bring to the shop what runs low there."""
        lines: list[Line] = []
        for number, article in enumerate(self.articles):
            short = self.held.get((number, SHOP), 0) < article.box // 2
            if short and self.held.get((number, MAIN), 0) >= article.box and len(lines) < _LOAD:
                self._move(number, MAIN, -article.box)
                self._move(number, SHOP, article.box)
                lines.append(Line(item=article.uid, quantity=Quantity(article.box)))
        if lines:
            here, there = self.people.warehouses[MAIN], self.people.warehouses[SHOP]
            self._post("transfer", lines, warehouse=here, to_warehouse=there)

    def _count(self) -> None:
        """Count some shelves of the shop; now and then a piece is missing or too much."""
        lines: list[Line] = []
        for number in self.random.sample(range(len(self.articles)), min(10, len(self.articles))):
            held = self.held.get((number, SHOP), 0)
            found = max(0, held + self.random.choice((0, 0, 0, 0, -1, 1)) * ONE)
            self._move(number, SHOP, found - held)
            lines.append(Line(item=self.articles[number].uid, quantity=Quantity(found)))
        self._post("stock_count", lines, warehouse=self.people.warehouses[SHOP])

    def _write_off(self) -> None:
        """Write a broken piece off."""
        number = self.random.randrange(len(self.articles))
        if self.held.get((number, SHOP), 0) >= ONE:
            self._move(number, SHOP, -ONE)
            reason = self.random.choice(("damage", "sample", "own_use"))
            line = Line(item=self.articles[number].uid, quantity=ONE)
            self._post(
                "other_issue", [line], warehouse=self.people.warehouses[SHOP], reason=reason,
                remark=words()["reasons"][reason],
            )  # fmt: skip

    def _void_one(self) -> None:
        """Void the last sale over the counter: it was entered by mistake."""
        for uid, customer, _ in reversed(self.owed[-3:]):
            if customer == self.people.walk_in and documents.view(self.firm, uid).state.value == "posted":
                document = documents.view(self.firm, uid).document
                if document.business_date <= periods.closed_through(self.firm):
                    return
                documents.void(self.firm, uid)
                for line in document.lines:
                    self._move(self.places[line.item], SHOP, line.base_quantity)
                return

    def _month_end(self) -> None:
        """Close the month before."""
        today = datetime.date.fromisoformat(self.day)
        if today.day == _CLOSING_DAY:
            through = (today.replace(day=1) - datetime.timedelta(days=1)).isoformat()
            if through > periods.closed_through(self.firm):
                periods.close(self.firm, through)

    # Writing

    def _has(self, line: Line, warehouse: int, quantity: int) -> bool:
        """Say whether so much of a line, in its unit, is on hand."""
        base = quantity * line.numerator // line.denominator
        return (line.quantity or 0) >= quantity and self.held.get(
            (self.places[line.item], warehouse), 0
        ) >= base

    def _move(self, number: int, warehouse: int, quantity: int) -> None:
        self.held[number, warehouse] = self.held.get((number, warehouse), 0) + quantity

    def _draft(self, type_key: str, lines: Sequence[Line], party: str = "", **header: Any) -> Document:
        return Document(
            uid=new_uid(),
            type=type_key,
            business_date=self.day,
            party=party,
            header=header,
            lines=tuple(lines),
        )

    def _post(self, type_key: str, lines: Sequence[Line], party: str = "", **header: Any) -> Posted:
        return self._post_draft(self._draft(type_key, lines, party, **header))

    def _post_draft(self, draft: Document) -> Posted:
        return documents.post(self.firm, draft)


def _part(line: Line, per_cent: int) -> Line:
    """Return a part of a line, in whole units."""
    count = (line.quantity or 0) * per_cent // 100 // ONE * ONE
    return replace(line, quantity=Quantity(count), amount=Money(0), typed_amount=False)


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
