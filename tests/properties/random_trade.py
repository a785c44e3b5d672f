"""A firm in which anything is posted at random: every type, late, voided, returned, closed, reopened."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from app.core.clock import FixedClock
from app.core.errors import BusinessError
from app.core.numbers import Money, Price, Quantity, Rate
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Basis, DocType, Party
from app.domain.documents.types import TYPES
from app.services import calibration, documents, founding, periods, records
from app.services.firm import Profile
from app.storage import stock

DAYS = 60
NUMBERED = 4
"""The item whose pieces have serial numbers."""
ONE = 1_000_000
COUNTING = "counting"
"""The policy of a firm that is set up by counting, now and then: its warehouses refuse, when it is over (F10)."""


def date(day: int) -> str:
    """Return day 0 … 59 of the play as a date: 2026-01-01 … 2026-02-28 and on."""
    return f"2026-{day // 28 + 1:02d}-{day % 28 + 1:02d}"


class RandomTrade:
    """Plays one random step at a time; refusals are part of the game and must leave no trace."""

    def __init__(self, seed: int, *, method: str, pool: str, policy: str = "refuse") -> None:
        self.random = random.Random(seed)
        self.policy = policy
        negative = "refuse" if policy == COUNTING else policy
        self.clock = FixedClock(date(0))
        self.firm = founding.create(
            ":memory:", Profile(name="random", method=method, pool=pool), clock=self.clock
        )
        self.day = 5
        self.posted: list[tuple[str, str]] = []
        self.refused: dict[str, int] = {}
        self.places = [
            records.save(self.firm, "warehouse", {"name": f"W{n}", "negative_stock": negative})[0]
            for n in range(3)
        ]
        self.items = [
            records.save(
                self.firm,
                "item",
                {
                    "name": f"I{n}",
                    "base_unit": "个",
                    "base_places": 3 if n == 3 else 0,
                    "units": [{"name": "箱", "numerator": 12}],
                    "reference_cost": 5 * ONE,
                },
            )[0]
            for n in range(4)
        ]
        dozens = {"units": [{"name": "箱", "numerator": 12}]}
        numbered = {"name": "I4", "base_unit": "台", "base_places": 0, "track_serial": True, **dozens}
        service = {"name": "I5", "base_unit": "次", "is_service": True, **dozens}
        self.items += [records.save(self.firm, "item", values)[0] for values in (numbered, service)]
        self.suppliers = [records.save(self.firm, "supplier", {"name": f"S{n}"})[0] for n in range(2)]
        self.customers = [records.save(self.firm, "customer", {"name": f"C{n}"})[0] for n in range(2)]
        self.accounts = [
            records.save(self.firm, "account", {"name": f"A{n}", "kind": "cash"})[0] for n in range(2)
        ]

    def step(self) -> str:
        """Do one thing; return what was done, or the code of the refusal."""
        pick = self.random.random()
        self.day = min(DAYS - 1, self.day + (self.random.random() < 0.1))
        self.clock.set_day(date(self.day))
        try:
            if pick > 0.96 and self.policy == COUNTING:
                return self._switch()
            if pick < 0.09 and self.posted:
                return self._void()
            if pick < 0.11:
                return self._close()
            if pick < 0.12:
                periods.reopen(self.firm, "random")
                return "reopen"
            if pick < 0.15 and self.posted:
                return self._reverse()
            if pick < 0.16 and self.posted:
                documents.close_order(self.firm, self.random.choice(self.posted)[0], "random")
                return "close order"
            return self._post()
        except BusinessError as problem:
            self.refused[problem.code] = self.refused.get(problem.code, 0) + 1
            return problem.code

    def _switch(self) -> str:
        if calibration.is_on(self.firm):
            calibration.end(self.firm)
            return "end counting"
        calibration.start(self.firm)
        return "start counting"

    def _void(self) -> str:
        uid, key = self.random.choice(self.posted)
        counted = self._counted_after(uid)
        documents.void(self.firm, uid, "random")
        assert self._held(counted) == counted, "what was counted stays what was counted"
        self.posted.remove((uid, key))
        return f"void {key}"

    def _reverse(self) -> str:
        uid, key = self.random.choice(self.posted)
        counted = self._counted_after(uid)
        documents.reverse(self.firm, uid, "random", date(self.day))
        assert self._held(counted) == counted, "what was counted stays what was counted"
        self.posted.remove((uid, key))
        return f"reverse {key}"

    def _counted_after(self, uid: str) -> dict[tuple[int, int], int]:
        """Return what is held of the items that a document moved in places where they were counted on a later day."""
        rows = self.firm.books.connection().execute(
            "SELECT DISTINCT c.item_id, c.place_id FROM document d JOIN stock_entry s ON s.document_id = d.id"
            " JOIN count_line c ON c.item_id = s.item_id AND c.place_id = s.place_id"
            " AND c.business_date > d.business_date AND c.document_id <> d.id"
            " LEFT JOIN document_end e ON e.document_id = c.document_id"
            " WHERE d.uid = ? AND e.document_id IS NULL",
            (uid,),
        )
        return self._held(rows.fetchall())

    def _held(self, spots: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        connection = self.firm.books.connection()
        return {spot: stock.on_hand(connection, *spot) for spot in spots}

    def _close(self) -> str:
        periods.close(self.firm, date(max(0, self.day - self.random.randint(3, 20))))
        return "close"

    def _post(self) -> str:
        # Half of what is written brings goods in, so that there is something to trade.
        key = self.random.choice(
            ("opening_stock", "goods_receipt", "other_receipt", *TYPES.keys(), *TYPES.keys())
        )
        doc_type = TYPES[key]
        document = self._drawn(doc_type) if self._draws(doc_type) else self._fresh(doc_type)
        document = replace(
            document, business_date=date(max(0, self.day - self.random.choice((0, 0, 0, 1, 4, 12))))
        )
        documents.post(self.firm, document)
        self.posted.append((document.uid, key))
        return f"post {key}"

    def _draws(self, doc_type: DocType) -> bool:
        return doc_type.source is not None and (doc_type.source.compulsory or self.random.random() < 0.6)

    def _drawn(self, doc_type: DocType) -> Document:
        assert doc_type.source is not None
        sources = [uid for uid, key in self.posted if key in doc_type.source.types]
        if not sources:
            return self._fresh(doc_type)
        chosen = self.random.sample(sources, min(len(sources), 2 if doc_type.shares else 1))
        document = documents.draw(self.firm, doc_type.key, chosen)
        lines = [self._varied(doc_type, line) for line in document.lines if self.random.random() < 0.8]
        return self._head(doc_type, replace(document, lines=tuple(lines)))

    def _varied(self, doc_type: DocType, line: Line) -> Line:
        if doc_type.settles:
            return replace(line, amount=Money(line.amount * self.random.randint(1, 4) // 4))
        if doc_type.reprices:
            return replace(
                line, amount=Money(self.random.randint(-500, 2000)), typed_amount=not doc_type.shares
            )
        if self.random.random() < 0.03:
            line = replace(line, item=self.random.choice(self.items))
        if line.item == self.items[NUMBERED]:
            return self._numbered(doc_type, line, (line.quantity or 0) // ONE)
        whole = (line.quantity or 0) // ONE
        if whole > 1 and self.random.random() < 0.6:
            part = self.random.randint(1, whole) * ONE
            line = replace(line, quantity=Quantity(part), typed_amount=False)
            if doc_type.line_field("lost") and part < whole * ONE:
                line = line.with_value("lost", ONE)
        return line

    def _fresh(self, doc_type: DocType) -> Document:
        document = documents.blank(self.firm, doc_type.key)
        lines = (
            [self._line(doc_type) for _ in range(self.random.randint(1, 3))] if doc_type.needs_lines else []
        )
        if doc_type.roles:
            lines = [
                line.with_value("role", doc_type.roles[min(n, 1)][0])
                for n, line in enumerate([*lines, self._line(doc_type)])
            ]
        if doc_type.line_field("cost_weight") and self.random.random() < 0.5:
            lines = [line.with_value("cost_weight", self.random.randint(0, 9)) for line in lines]
        return self._head(doc_type, replace(document, lines=tuple(lines)))

    def _head(self, doc_type: DocType, document: Document) -> Document:
        choose = self.random.choice
        values: dict[str, Callable[[], Any]] = {
            "warehouse": lambda: choose(self.places),
            "to_warehouse": lambda: choose(self.places),
            "reason": lambda: "other",
            "remark": lambda: "random",
            "fee": lambda: Money(self.random.randint(0, 300)),
            "cost": lambda: Money(self.random.randint(1, 5000)),
            "basis": lambda: choose(("amount", "quantity")),
            "account": lambda: choose(self.accounts),
            "written_off": lambda: Money(choose((0, 0, 7))),
        }
        for field in doc_type.header:
            if field.key in values and not (
                field.key == "warehouse" and document.lines and document.lines[0].source
            ):
                document = document.with_value(field.key, values[field.key]())
        if not document.party and doc_type.party is not Party.NONE:
            parties = self.suppliers if doc_type.party is Party.SUPPLIER else self.customers
            document = replace(document, party=choose(parties))
        if doc_type.states:
            return document.with_value(doc_type.states[0], Money(self.random.randint(0, 20_000)))
        if doc_type.header_field("discount") and self.random.random() < 0.3:
            document = replace(
                document,
                discount=Money(self.random.randint(0, 99)),
                rounding=Money(self.random.randint(0, 9)),
            )
        if doc_type.header_field("paid") and self.random.random() < 0.3:
            document = document.with_value("paid", documents.settle(self.firm, document).total)
        return document

    def _line(self, doc_type: DocType) -> Line:
        index = self.random.randrange(len(self.items))
        if index == NUMBERED and doc_type.line_field("serials"):
            line = self._numbered(doc_type, Line(item=self.items[index]), self.random.randint(1, 2))
            return self._priced(doc_type, line)
        line = Line(item=self.items[index], quantity=Quantity(self.random.randint(1, 12) * ONE))
        if index == 3 and self.random.random() < 0.7:
            line = replace(line, quantity=Quantity(self.random.randint(1, 9_999) * 1000))
        elif self.random.random() < 0.3:
            line = replace(line, unit="箱", quantity=Quantity(self.random.randint(1, 3) * ONE))
        if doc_type.compares:
            return line
        if doc_type.moves and doc_type.moves[0].basis is Basis.GIVEN:
            line = replace(line, quantity=Quantity((line.quantity or 0) * 8))  # enough to trade with
        return self._priced(doc_type, line)

    def _numbered(self, doc_type: DocType, line: Line, amount_of: int) -> Line:
        """Let a line be of so many pieces with serial numbers, right or wrong; counted, of one more or less."""
        if doc_type.compares:
            line = line.with_value("difference", self.random.choice((-ONE, ONE)))
            amount_of = 1
        else:
            line = replace(line, quantity=Quantity(amount_of * ONE))
        numbers = self.random.sample(range(8), min(amount_of, 8))
        return line.with_value("serials", " ".join(f"N{number}" for number in numbers))

    def _priced(self, doc_type: DocType, line: Line) -> Line:
        if doc_type.line_field("price"):
            line = replace(line, price=Price(self.random.randint(1, 40_000_000)))
        if doc_type.line_field("tax_rate"):
            line = replace(line, tax_rate=Rate(self.random.choice((0, 130_000, 90_000))))
        if not doc_type.line_field("quantity"):
            amount = Money(self.random.randint(-300, 600))
            line = replace(line, quantity=Quantity(0), amount=amount, typed_amount=True)
        return line
