"""What is traded in the seeded firms: the same records and documents for the same seed."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.numbers import ONE, Money, Price, Quantity, Rate
from app.domain.documents.document import Document, Line
from app.services import records
from app.services.firm import Firm

TAX = Rate(130_000)
LINES = 5
LOOKED_AT = 20
MOST_SOLD = 9
RECEIPTS = 0.1
FIRST_DAY = datetime.date(2024, 1, 1)
DAYS = 730

_BRANDS = (
    "康师",
    "统一",
    "农夫",
    "雀巢",
    "蒙牛",
    "伊利",
    "海天",
    "金龙",
    "双汇",
    "三只",
    "百草",
    "得力",
    "晨光",
    "公牛",
)
_GOODS = (
    "方便面", "矿泉水", "绿茶", "牛奶", "酸奶", "酱油", "陈醋", "食用油", "火腿肠", "坚果", "薯片", "笔记本", "中性笔",
    "插座", "电饭煲", "炒锅", "洗衣液", "洗洁精", "牙膏", "毛巾", "纸巾", "电池", "灯泡", "保温杯", "饭盒", "雨伞",
)  # fmt: skip
_KINDS = ("经典", "原味", "清爽", "加量", "家庭", "便携", "特惠", "新款", "高级", "迷你")


def item(number: int) -> dict[str, Any]:
    """Return the values of item `number`."""
    brand = _BRANDS[number % len(_BRANDS)]
    goods = _GOODS[number // len(_BRANDS) % len(_GOODS)]
    kind = _KINDS[number // (len(_BRANDS) * len(_GOODS)) % len(_KINDS)]
    return {
        "code": f"SP{number:06d}",
        "name": f"{brand}{kind}{goods}{number:05d}号",
        "base_unit": "个",
        "base_places": 0,
        "tax_rate": int(TAX),
        "retail": int(retail(number)),
        "purchase": int(cost(number)),
        "barcodes": [{"code": barcode(number)}],
    }


def day(number: int) -> str:
    """Return day `number` of the two years."""
    return (FIRST_DAY + datetime.timedelta(days=number)).isoformat()


def barcode(number: int) -> str:
    """Return the EAN-13 of item `number`."""
    digits = f"69{number:010d}"
    odd, even = sum(int(d) for d in digits[::2]), sum(int(d) for d in digits[1::2])
    return digits + str(-(odd + 3 * even) % 10)


def cost(number: int) -> Price:
    """Return what an item usually costs."""
    return Price((2_00 + number * 37 % 90_00) * 10_000)


def retail(number: int) -> Price:
    """Return what an item usually sells for."""
    return Price(cost(number) * 3 // 2)


@dataclass
class Records:
    """The uids of a firm's records, in the order in which they were made."""

    items: list[str] = field(default_factory=list)
    customers: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)


def found(firm: Firm, *, items: int, partners: int = 20, places: int = 1, policy: str = "refuse") -> Records:
    """Make the records of a firm, one transaction a kind."""
    made = Records()
    with firm.transaction():
        categories = [_save(firm, "category", {"name": f"分类{n:02d}"}) for n in range(min(50, items))]
    with firm.transaction():
        for number in range(items):
            category = categories[number * 7 % len(categories)]
            made.items.append(_save(firm, "item", item(number) | {"category": category}))
    with firm.transaction():
        for number in range(partners):
            made.customers.append(_save(firm, "customer", {"name": f"客户{number:04d}"}))
            if number % 7 == 0:
                made.suppliers.append(_save(firm, "supplier", {"name": f"供应商{number:04d}"}))
        for number in range(places):
            values = {"name": f"仓库{number}", "negative_stock": policy}
            made.places.append(_save(firm, "warehouse", values))
        made.staff.extend(_save(firm, "staff", {"name": f"店员{number}"}) for number in range(10))
    return made


def _save(firm: Firm, type_key: str, values: dict[str, Any]) -> str:
    return records.save(firm, type_key, values)[0]


def known(firm: Firm) -> Records:
    """Return the records of a firm that was made before."""

    def uids(sql: str) -> list[str]:
        return [row[0] for row in firm.database.execute(sql)]

    return Records(
        items=uids("SELECT uid FROM item ORDER BY id"),
        customers=uids("SELECT uid FROM party WHERE is_customer = 1 AND is_walk_in = 0 ORDER BY id"),
        suppliers=uids("SELECT uid FROM party WHERE is_supplier = 1 ORDER BY id"),
        places=uids("SELECT uid FROM place WHERE name LIKE '仓库%' ORDER BY id"),
        staff=uids("SELECT uid FROM staff ORDER BY id"),
    )


def in_stock(firm: Firm, place: str, least: int = 50) -> list[str]:
    """Return the items of which there are at least so many in a place."""
    rows = firm.database.execute(
        "SELECT i.uid FROM stock_balance b JOIN item i ON i.id = b.item_id JOIN place p ON p.id = b.place_id"
        " WHERE p.uid = ? AND b.quantity >= ? ORDER BY i.id",
        (place, least * ONE),
    )
    return [row[0] for row in rows]


class Trader:
    """Makes documents at random, the same ones for the same seed."""

    def __init__(self, firm_records: Records, seed: int) -> None:
        self.records = firm_records
        self.random = random.Random(seed)
        self._numbers = {uid: number for number, uid in enumerate(firm_records.items)}

    def uid(self) -> str:
        """Return a uid of our own, so that the same seed gives the same documents."""
        return f"{self.random.getrandbits(128):032x}"

    def opening(self, items: Sequence[str], *, layer: int, place: str) -> Document:
        """Return an opening document of 1,000 of each item."""
        return Document(
            uid=self.uid(),
            type="opening_stock",
            business_date=f"2023-12-{layer + 1:02d}",
            header={"warehouse": place},
            lines=tuple(
                Line(item=uid, quantity=Quantity(1000 * ONE), price=Price(self._cost(uid) + layer * 100_000))
                for uid in items
            ),
        )

    def sale(self, items: Sequence[str], *, date: str, place: str) -> Document:
        """Return a delivery of a few of each item."""
        return Document(
            uid=self.uid(),
            type="delivery",
            business_date=date,
            party=self.random.choice(self.records.customers),
            header={"warehouse": place, "staff": self.random.choice(self.records.staff)},
            lines=tuple(
                self._line(uid, self.random.randint(1, MOST_SOLD), retail(self._numbers[uid]))
                for uid in items
            ),
        )

    def receipt(
        self, items: Sequence[str], *, date: str, place: str, least: int = 5, most: int = 24
    ) -> Document:
        """Return a goods receipt, each time at another price."""
        return Document(
            uid=self.uid(),
            type="goods_receipt",
            business_date=date,
            party=self.random.choice(self.records.suppliers),
            header={"warehouse": place},
            lines=tuple(
                self._line(
                    uid,
                    self.random.randint(least, most),
                    Price(self._cost(uid) * self.random.randint(90, 110) // 100),
                )
                for uid in items
            ),
        )

    def any_items(self, count: int) -> list[str]:
        """Return some items, all alike."""
        return self.random.sample(self.records.items, count)

    def popular(self, count: int) -> list[str]:
        """Return some items, the first ones far more often; never the very first."""
        picked: dict[str, None] = {}
        while len(picked) < count:
            place = 1 + int((len(self.records.items) - 1) * self.random.random() ** 1.5)
            picked[self.records.items[place]] = None
        return [*picked]

    def _line(self, uid: str, count: int, price: Price) -> Line:
        return Line(
            item=uid, unit="个", quantity=Quantity(count * ONE), price=price, tax_rate=TAX, amount=Money(0)
        )

    def _cost(self, uid: str) -> Price:
        return cost(self._numbers[uid])


class Ledger:
    """Two years of trade: five lines a document, about a quarter receipts, never below zero.

    Every hundredth move is one of the first item in the first place; the others are sold the more the earlier they
    stand.
    """

    def __init__(self, trader: Trader, *, moves: int) -> None:
        self._trader = trader
        self._documents = moves // LINES
        self._long_moves = moves // 100
        self._held: dict[tuple[str, str], int] = {}

    def documents(self) -> Iterator[Document]:
        """Walk the documents in the order of their days."""
        for number in range(self._documents):
            yield self._document(day(number * DAYS // self._documents), number)

    def _document(self, date: str, number: int) -> Document:
        trader = self._trader
        first = trader.records.items[:1] if self._wants_the_first(number) else []
        place = trader.records.places[0] if first else trader.random.choice(trader.records.places)
        wanted = first + trader.popular(LOOKED_AT)
        held = [uid for uid in wanted if self._held.get((uid, place), 0) >= MOST_SOLD]
        if trader.random.random() > RECEIPTS and len(held) >= LINES and held[:1] == wanted[:1]:
            document, sign = trader.sale(held[:LINES], date=date, place=place), -1
        else:
            document, sign = trader.receipt(wanted[:LINES], date=date, place=place), 1
        for line in document.lines:
            key = (line.item, place)
            self._held[key] = self._held.get(key, 0) + sign * (line.quantity or 0) // ONE
        return document

    def _wants_the_first(self, number: int) -> bool:
        return (
            number * self._long_moves // self._documents != (number + 1) * self._long_moves // self._documents
        )
