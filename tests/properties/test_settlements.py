"""However money is received, allotted and taken back, what a party owes is what is open (F44, INV7)."""

import random
from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.core.numbers import Money, plain
from app.domain.documents.document import Document
from app.services import documents
from tests.builders import Shop, a_shop

PARTIES = ("甲", "乙", "丙")


class Dealings:
    """Sales, returns, payments and advances of three customers, and the same with a supplier."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.shop: Shop = a_shop(today="2026-03-02")
        self.shop.receives("苹果", 1_000_000, at=3)
        self.live: list[Document] = []
        self.refused = 0

    def step(self) -> None:
        pick = self.chance.random()
        try:
            if pick < 0.3:
                self.live.append(self._sale())
            elif pick < 0.7:
                self.live.append(self._payment())
            elif pick < 0.8:
                sales = [document for document in self.live if document.type == "delivery"]
                self.live.append(self.shop.takes_back(self.chance.choice(sales), _1=1))
            else:
                document = self.chance.choice(self.live)
                self.shop.voids(document)
                self.live.remove(document)
        except (BusinessError, IndexError):
            self.refused += 1

    def _sale(self) -> Document:
        paid = {"account": "现金", "paid": self._yuan(300)} if self.chance.random() < 0.3 else {}
        party = self.chance.choice(PARTIES)
        return self.shop.sells("苹果", self.chance.randint(1, 4), at=self._yuan(9_999), to=party, **paid)

    def _payment(self) -> Document:
        party = self.chance.choice(PARTIES)
        head = {"party": party, "account": "现金", "paid": self._yuan(20_000)}
        if self.chance.random() < 0.2:
            head["written_off"] = self._yuan(50)
        if self.chance.random() < 0.15:
            return self.shop.refunds(head["paid"], of=party)
        draft = self.shop.writes("money_received", **head)
        if self.chance.random() < 0.3:
            return self.shop.posts(draft.with_value("advance", True))
        if self.chance.random() < 0.5:
            return self.shop.posts(draft)  # the oldest first
        own = [document for document in self.live if document.party == draft.party]
        chosen = self.chance.sample(own, min(len(own), self.chance.randint(1, 3)))
        drawn = documents.draw(self.shop.firm, "money_received", [document.uid for document in chosen])
        lines = tuple(
            replace(each, amount=Money(each.amount * self.chance.randint(1, 5) // 4)) for each in drawn.lines
        )
        return self.shop.posts(replace(draft, lines=lines))

    def _yuan(self, most: int) -> str:
        return plain(self.chance.randint(1, most), 2)

    def check(self) -> None:
        for rule, exceptions in WRONG.items():
            assert self.shop.firm.books.connection().execute(exceptions).fetchall() == [], rule


WRONG = {
    "a party owes the sum of its entries": """
        SELECT b.party_id, b.amount FROM party_balance b WHERE b.side = 'receivable'
        AND b.amount <> (SELECT SUM(e.amount) FROM party_entry e WHERE e.party_id = b.party_id)""",
    "a party owes what is open": """
        SELECT b.party_id, b.amount FROM party_balance b WHERE b.side = 'receivable'
        AND b.amount <> COALESCE((SELECT SUM(o.amount) FROM party_open o WHERE o.party_id = b.party_id), 0)""",
    "what is open of an entry is a part of it": """
        SELECT e.id, e.amount, o.amount FROM party_open o JOIN party_entry e ON e.id = o.entry_id
        WHERE o.amount = 0 OR ABS(o.amount) > ABS(e.amount) OR (o.amount > 0) <> (e.amount > 0)""",
    "nothing is open of what was taken back": """
        SELECT e.id, o.amount FROM party_open o JOIN party_entry e ON e.id = o.entry_id
        JOIN document_end t ON t.document_id = e.document_id""",
    "nothing stays paid off by what was taken back": """
        SELECT a.entry_id, a.counter_id, SUM(a.amount) FROM allocation a
        GROUP BY a.entry_id, a.counter_id HAVING SUM(a.amount) <> 0 AND NOT EXISTS (
            SELECT 1 FROM allocation b LEFT JOIN document_end t ON t.document_id = b.document_id
            WHERE b.entry_id = a.entry_id AND b.counter_id = a.counter_id
            AND (t.document_id IS NULL OR b.document_id IN (
                SELECT e.document_id FROM party_entry e WHERE e.id IN (a.entry_id, a.counter_id))))""",
    "the till holds what came in less what went out": """
        SELECT b.account_id FROM cash_balance b
        WHERE b.amount <> (SELECT SUM(c.amount) FROM cash_entry c WHERE c.account_id = b.account_id)""",
}
"""What must hold, and the question that finds where it does not."""


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_owed_is_what_is_open(seed: int, steps: int) -> None:
    dealings = Dealings(seed)
    for _ in range(steps * 2):
        dealings.step()
        dealings.check()
    assert len(dealings.live) > steps // 2
    for document in dealings.live[::-1]:
        dealings.shop.voids(document)
    assert [dealings.shop.owes(party) for party in PARTIES] == ["0.00"] * 3
    assert dealings.shop.till() == "0.00"
    assert dealings.shop.is_proven()
