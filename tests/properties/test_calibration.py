"""N13: a shop of 500 goods without any set-up trades for a month, counts at random, and then knows what it has."""

import random
from dataclasses import replace

from app.core.numbers import ONE, WHOLE, Quantity
from app.services import calibration, proof
from app.storage import stock
from tests.builders import Shop, a_shop, line
from tests.properties.test_posting import check_invariants

GOODS, DAYS, SALES, SHEET = 500, 30, 12, 40


class _Shelves:
    """What really stands there: the shop sells only what is, whatever the books say."""

    def __init__(self, shop: Shop, dice: random.Random) -> None:
        self.shop, self.dice = shop, dice
        self.real = {f"货{number}": dice.randrange(0, 200) for number in range(GOODS)}
        for name in self.real:
            shop.knows(name, reference_cost=dice.randrange(1, 50) * ONE)
        self.name_of = {shop.item(name): name for name in self.real}

    def trade(self) -> None:
        """Sell and receive; of what is sold many goods were never counted."""
        for _ in range(SALES):
            basket = [name for name in self.dice.sample([*self.real], 4) if self.real[name] > 5]
            amounts = {name: self.dice.randrange(1, 5) for name in basket}
            if basket:
                lines = (line(name, amount, at=60) for name, amount in amounts.items())
                self.shop.does("delivery", *lines, party="客户")
            for name, amount in amounts.items():
                self.real[name] -= amount
        arrived = {name: self.dice.randrange(5, 30) for name in self.dice.sample([*self.real], 6)}
        lines = (line(name, amount, at=self.dice.randrange(1, 50)) for name, amount in arrived.items())
        self.shop.does("goods_receipt", *lines, party="供应商")
        for name, amount in arrived.items():
            self.real[name] += amount

    def count(self, size: int) -> None:
        """Count what waits, and at random some of what was counted before."""
        sheet = calibration.sheet(self.shop.firm, size=size)
        names = [self.name_of[each.item] for each in sheet.lines] if sheet else []
        names += self.dice.sample([*self.real], 3 if sheet else size)
        names = [*dict.fromkeys(names)]
        counted = self.shop.writes("stock_count", *(line(name) for name in names))
        lines = (
            replace(each, quantity=Quantity(self.real[name] * ONE))
            for name, each in zip(names, counted.lines, strict=True)
        )
        self.shop.posts(replace(counted, lines=tuple(lines)))

    def right(self) -> int:
        """Count the goods of which the book says what is there."""
        connection, catalogue = self.shop.firm.books.connection(), self.shop.firm.catalogue
        return sum(
            stock.on_hand(connection, catalogue.item_id(self.shop.item(name))) == amount * ONE
            for name, amount in self.real.items()
        )


def test_after_a_month_of_random_counts_the_books_are_right() -> None:
    shop = a_shop(today="2026-03-01")
    shelves = _Shelves(shop, random.Random(13))
    calibration.start(shop.firm)
    assert shelves.right() < GOODS // 20, "nothing is known in the beginning"
    for day in range(1, DAYS + 1):
        shop.day(f"2026-03-{day:02d}")
        shelves.trade()
        if shelves.dice.random() < 0.6:
            shelves.count(SHEET)
    assert shelves.right() * 100 >= GOODS * 98
    standing = calibration.standing(shop.firm)
    assert standing.accuracy >= WHOLE * 98 // 100
    calibration.end(shop.firm)
    check_invariants(shop.firm)
    assert proof.verify(shop.firm, replay=True).ok
