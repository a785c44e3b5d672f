"""However orders are drawn and taken back, what is open of a line is what was ordered less what is live (F29)."""

import random
from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.core.numbers import Quantity
from app.domain.documents.document import Document
from app.services import documents
from tests.builders import Shop, a_shop, line

ONE = 1_000_000
CHAINS = {"purchase_order": "goods_receipt", "sales_order": "delivery"}


class Chain:
    """Orders of both kinds and what is drawn from them, beside a book of our own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.shop: Shop = a_shop(today="2026-03-02")
        self.shop.receives("苹果", 100_000, at=3)
        self.orders: list[Document] = []
        self.live: list[tuple[Document, dict[int, int]]] = []
        self.refused = 0

    def step(self) -> None:
        pick = self.chance.random()
        try:
            if pick < 0.2 or not self.orders:
                self._order()
            elif pick < 0.65:
                self._draw()
            elif pick < 0.9 and self.live:
                drawn = self.chance.choice(self.live)
                self.shop.voids(drawn[0])
                self.live.remove(drawn)
            else:
                order = self.chance.choice(self.orders)
                self.shop.voids(order)
                self.orders.remove(order)
        except BusinessError:
            self.refused += 1

    def _order(self) -> None:
        key = self.chance.choice([*CHAINS])
        lines = [line("苹果", self.chance.randint(1, 30), at=3) for _ in range(self.chance.randint(1, 3))]
        party = "供应商" if key == "purchase_order" else "客户"
        self.orders.append(self.shop.does(key, *lines, party=party))

    def _draw(self) -> None:
        order = self.chance.choice(self.orders)
        draft = documents.draw(self.shop.firm, CHAINS[order.type], [order.uid])
        lines = tuple(
            replace(each, quantity=Quantity(self.chance.randint(1, 12) * ONE), typed_amount=False)
            for each in draft.lines
            if self.chance.random() < 0.7
        )
        posted = self.shop.posts(replace(draft, lines=lines))
        taken: dict[int, int] = {}
        for each in posted.lines:
            taken[each.source_line] = taken.get(each.source_line, 0) + each.base_quantity
        self.live.append((posted, taken))

    def check(self) -> None:
        for order in self.orders:
            expected = {
                number: each.base_quantity
                - sum(
                    taken.get(number, 0) for drawn, taken in self.live if drawn.lines[0].source == order.uid
                )
                for number, each in enumerate(order.lines, 1)
            }
            draft = documents.draw(self.shop.firm, CHAINS[order.type], [order.uid])
            seen = {each.source_line: each.base_quantity for each in draft.lines}
            assert seen == {number: left for number, left in expected.items() if left}
            promised = self.shop.firm.books.connection().execute(
                "SELECT l.number, o.quantity FROM open_order_line o JOIN document_line l ON l.id = o.line_id"
                " JOIN document d ON d.id = o.document_id WHERE d.uid = ?",
                (order.uid,),
            )
            assert dict(promised.fetchall()) == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_open_quantities_are_always_what_is_left(seed: int, steps: int) -> None:
    chain = Chain(seed)
    for _ in range(steps):
        chain.step()
        chain.check()
    assert chain.refused > 0
    assert chain.live
    assert chain.shop.is_proven()
