"""A second costing program, slow and plain, to hold against the first: R01–R24 in exact fractions, replayed whole.

It shares no code with the program. After every event all live documents are replayed from the first one, in the order
(date, order of entry); nothing is kept between two replays but the documents themselves. Results have the shape of
``costing_scenarios.json``. Where the letter of the rules leaves a choice, the comment beside it says which one is made.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Event = Mapping[str, Any]
ZERO = Fraction(0)


class Refused(Exception):
    """The event is not accepted; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def round2(value: Fraction) -> Fraction:
    """R01: two decimals, half away from zero."""
    cents = abs(value) * 100
    whole = math.floor(cents + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 100)


def text(value: Fraction, places: int) -> str:
    """Write with so many decimals, half away from zero."""
    scaled = math.floor(abs(value) * 10**places + Fraction(1, 2))
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def quantity_text(value: Fraction) -> str:
    """Write without needless zeros."""
    return text(value, 6).rstrip("0").rstrip(".")


@dataclass
class Layer:
    """Goods that came in together: which document brought them, how many are left, at what value."""

    origin: str
    quantity: Fraction
    value: Fraction


@dataclass
class Pool:
    """Goods that share one cost (R03)."""

    quantity: Fraction = ZERO
    value: Fraction = ZERO
    layers: list[Layer] = field(default_factory=list)
    gaps: list[list[Fraction]] = field(default_factory=list)
    last_average: Fraction | None = None
    last_price: Fraction | None = None

    def note(self) -> None:
        """Remember the average while the stock is above zero (R11)."""
        if self.quantity > 0:
            self.last_average = self.value / self.quantity


@dataclass
class Document:
    """An accepted event with what was decided when it was entered."""

    event: Event
    turn: int
    live: bool = True
    shares: dict[str, Fraction] = field(default_factory=dict)
    """By receipt: how this document changes its price (R17, R18)."""
    in_place: frozenset[str] = frozenset()
    """The receipts that stood in an open period when this document was entered: their amount itself changes."""

    @property
    def id(self) -> str:
        return str(self.event["id"])

    @property
    def date(self) -> str:
        return str(self.event["date"])

    def refs(self) -> list[str]:
        """Return the documents that this one refers to."""
        return list(self.event.get("refs") or ([self.event["ref"]] if self.event.get("ref") else []))


class Replay:
    """All live documents, one after the other, from nothing."""

    def __init__(self, settings: Event, method: str, documents: list[Document]) -> None:
        self.per_item = settings.get("pool", "item") == "item"
        self.may_be_negative = bool(settings.get("allow_negative"))
        self.reference = {item: Fraction(cost) for item, cost in (settings.get("default_cost") or {}).items()}
        self.fifo = method == "fifo"
        self.documents = documents
        self.pools: dict[tuple[str, str], Pool] = {}
        self.held: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        self.cost: dict[str, Fraction] = {}
        self.returned: dict[str, tuple[Fraction, Fraction]] = defaultdict(lambda: (ZERO, ZERO))
        self.cost_of_sales = ZERO
        self.other_issues = ZERO
        self.difference = ZERO
        self.variance = ZERO
        self.inflow = ZERO
        self.below_zero = False
        for document in sorted(documents, key=lambda each: (each.date, each.turn)):
            FORMS[document.event["type"]](self, document)
            for pool in self.pools.values():
                pool.note()
                # R07
                assert pool.quantity != 0 or pool.value == 0, document.id
        if self.below_zero:  # told after NEGATIVE_STOCK when both are true
            raise Refused("NEGATIVE_VALUE")
        kept = sum((pool.value for pool in self.pools.values()), ZERO)
        assert self.inflow == kept + self.cost_of_sales + self.other_issues + self.difference

    # the forms of event

    def brought_in(self, document: Document) -> None:
        """Opening, purchase, other receipt: at the line's amount (R02), as it is now (R17)."""
        event = document.event
        amount = self.amount_of(document.id)
        if amount < 0:  # the letter refuses this for slips only (R16); a receipt below zero is as impossible
            self.below_zero = True
        quantity = Fraction(event["qty"])
        self.inflow += amount
        self.cost[document.id] = amount
        self.move(event["item"], place(event), quantity)
        self.take_in(document.id, self.pool(event["item"], place(event)), [(quantity, amount)], priced=True)

    def sold(self, document: Document) -> None:
        self.cost_of_sales += self.gone(document)

    def issued(self, document: Document) -> None:
        self.other_issues += self.gone(document)

    def lost(self, document: Document) -> None:
        self.difference += self.gone(document)

    def gone(self, document: Document) -> Fraction:
        """Goods out at what stock says (R05, R06, R09)."""
        event = document.event
        quantity = Fraction(event["qty"])
        self.move(event["item"], place(event), -quantity)
        cost = total(self.take_out(event["item"], self.pool(event["item"], place(event)), quantity))
        self.cost[document.id] = cost
        return cost

    def came_back(self, document: Document) -> None:
        """A customer's return (R12, R13)."""
        event = document.event
        quantity, ref = Fraction(event["qty"]), event.get("ref")
        pool = self.pool(event["item"], place(event))
        if ref:
            sold = Fraction(self.document(ref).event["qty"])
            cost = self.part_of(ref, self.cost[ref], quantity, sold)
        else:
            cost = round2(self.current(event["item"], pool) * quantity)
        self.returned_to_us(document, pool, quantity, cost)
        self.cost_of_sales -= cost

    def found(self, document: Document) -> None:
        """A count finds more (R15)."""
        event = document.event
        quantity = Fraction(event["qty"])
        pool = self.pool(event["item"], place(event))
        cost = round2(self.current(event["item"], pool) * quantity)
        self.returned_to_us(document, pool, quantity, cost)
        self.difference -= cost

    def returned_to_us(self, document: Document, pool: Pool, quantity: Fraction, cost: Fraction) -> None:
        self.cost[document.id] = cost
        self.move(document.event["item"], place(document.event), quantity)
        self.take_in(document.id, pool, [(quantity, cost)], priced=False)

    def sent_back(self, document: Document) -> None:
        """A return to the supplier (R14)."""
        event = document.event
        quantity, ref = Fraction(event["qty"]), event.get("ref")
        pool = self.pool(event["item"], place(event))
        credit: Fraction | None = None
        if "credit" in event:
            credit = Fraction(event["credit"])
            if ref:
                before = self.returned[ref]
                self.returned[ref] = (before[0] + quantity, before[1] + credit)
        elif ref:
            received = Fraction(self.document(ref).event["qty"])
            credit = self.part_of(ref, self.amount_of(ref), quantity, received)
        self.move(event["item"], place(event), -quantity, strict=True)
        removed = self.remove(event["item"], pool, quantity, credit, ref or "")
        if credit is None:  # neither receipt nor credit is named: the supplier credits what the goods cost
            credit = removed
        self.cost[document.id] = removed
        self.inflow -= credit
        self.cost_of_sales += removed - credit
        self.variance += removed - credit

    def remove(
        self, item: str, pool: Pool, quantity: Fraction, credit: Fraction | None, ref: str
    ) -> Fraction:
        """Return the value that a return to the supplier takes out of stock."""
        if pool.quantity < quantity:  # one warehouse of the pool is below zero: like any other issue
            return total(self.take_out(item, pool, quantity))
        if self.fifo:
            own = [layer for layer in pool.layers if layer.origin == ref]
            rest = [layer for layer in pool.layers if layer.origin != ref]
            taken, _ = consume([*own, *rest], quantity)
            pool.layers = [layer for layer in pool.layers if layer.quantity]
            removed = total(taken)
        elif quantity == pool.quantity:
            removed = pool.value
        elif credit is None or pool.value < credit:
            removed = round2(pool.value * quantity / pool.quantity)
        else:
            removed = credit
        pool.quantity -= quantity
        pool.value -= removed
        return removed

    def revalued(self, document: Document) -> None:
        """A cost adjustment slip (R16)."""
        event = document.event
        amount = Fraction(event["amount"])
        pool = self.pool(event["item"], place(event))
        self.inflow += amount
        if pool.quantity <= 0:
            self.cost_of_sales += amount
            return
        if pool.value + amount < 0:
            self.below_zero = True
        pool.value += amount
        if self.fifo:
            spread(amount, pool.layers)

    def repriced(self, document: Document) -> None:
        """A late price or freight: what the receipt could not take itself falls here (R17, R18)."""
        for ref, amount in document.shares.items():
            if ref in document.in_place:
                continue
            receipt = self.document(ref)
            pool = self.pool(receipt.event["item"], place(receipt.event))
            received = Fraction(receipt.event["qty"])
            own = [layer for layer in pool.layers if layer.origin == ref]
            if self.fifo:
                here = sum((layer.quantity for layer in own), ZERO)
            else:
                here = min(max(pool.quantity, ZERO), received)
            kept = amount if here == received else round2(amount * here / received)
            self.inflow += amount
            self.cost_of_sales += amount - kept
            pool.value += kept
            if self.fifo:
                spread(kept, own)
            if pool.quantity >= 0 and pool.value < 0:  # as for slips (R16)
                self.below_zero = True

    def transferred(self, document: Document) -> None:
        """A transfer (R03, R23)."""
        event = document.event
        item, quantity = event["item"], Fraction(event["qty"])
        self.move(item, event["wh_from"], -quantity, strict=True)
        self.move(item, event["wh_to"], quantity)
        if self.per_item:
            return
        parts = self.take_out(item, self.pool(item, event["wh_from"]), quantity)
        self.cost[document.id] = total(parts)
        self.take_in(document.id, self.pool(item, event["wh_to"]), parts, priced=True)

    def assembled(self, document: Document) -> None:
        """An assembly (R22)."""
        event = document.event
        cost = Fraction(str(event.get("fee") or 0))
        self.inflow += cost
        for part in event["components"]:
            quantity = Fraction(part["qty"])
            self.move(part["item"], place(event), -quantity, strict=True)
            cost += total(self.take_out(part["item"], self.pool(part["item"], place(event)), quantity))
        if (
            cost < 0
        ):  # parts from a layer that slips brought below zero: nothing can be worth less than nothing
            self.below_zero = True
        product = event["product"]
        quantity = Fraction(product["qty"])
        self.cost[document.id] = cost
        self.move(product["item"], place(event), quantity)
        self.take_in(document.id, self.pool(product["item"], place(event)), [(quantity, cost)], priced=True)

    # what they share

    def pool(self, item: str, warehouse: str) -> Pool:
        return self.pools.setdefault((item, "" if self.per_item else warehouse), Pool())

    def document(self, ref: str) -> Document:
        return next(each for each in self.documents if each.id == ref)

    def amount_of(self, ref: str) -> Fraction:
        """Return a receipt's amount with all that changed it in place."""
        return receipt_amount(self.documents, ref)

    def move(self, item: str, warehouse: str, quantity: Fraction, *, strict: bool = False) -> None:
        """Move goods, and refuse what is not there (R08): by warehouse, whatever the pool."""
        self.held[item, warehouse] += quantity
        if self.held[item, warehouse] < 0 and quantity < 0 and (strict or not self.may_be_negative):
            raise Refused("NEGATIVE_STOCK")

    def take_in(
        self, document: str, pool: Pool, parts: list[tuple[Fraction, Fraction]], *, priced: bool
    ) -> None:
        """Bring goods into a pool; a gap is filled first (R10). Each part of a transfer is one inbound (R23)."""
        quantity, amount = sum((part[0] for part in parts), ZERO), total(parts)
        if self.fifo:
            for part in parts:
                self.layer(document, pool, *part)
        else:
            gap = max(-pool.quantity, ZERO)
            filled = min(gap, quantity)
            if filled:
                true = amount if filled == quantity else round2(amount * filled / quantity)
                provisional = -pool.value if filled == gap else round2(-pool.value * filled / gap)
                self.cost_of_sales += true - provisional
                pool.value -= true - provisional
            pool.quantity += quantity
            pool.value += amount
        if priced and amount > 0:
            pool.last_price = amount / quantity

    def layer(self, document: str, pool: Pool, quantity: Fraction, amount: Fraction) -> None:
        """FIFO: fill gaps, oldest first; what is left is a new layer."""
        filled = min(quantity, sum((gap[0] for gap in pool.gaps), ZERO))
        true = ZERO
        if filled:
            true = amount if filled == quantity else round2(amount * filled / quantity)
            left, provisional = filled, ZERO
            while left:
                gap = pool.gaps[0]
                part = min(left, gap[0])
                value = gap[1] if part == gap[0] else round2(gap[1] * part / gap[0])
                gap[0] -= part
                gap[1] -= value
                provisional += value
                left -= part
                if gap[0] == 0:
                    pool.gaps.pop(0)
            self.cost_of_sales += true - provisional
            pool.value -= true - provisional
        pool.quantity += quantity
        pool.value += amount
        if quantity > filled:
            pool.layers.append(Layer(document, quantity - filled, amount - true))

    def take_out(self, item: str, pool: Pool, quantity: Fraction) -> list[tuple[Fraction, Fraction]]:
        """Take goods out of a pool; return the parts, each with its cost (R05, R06, R09)."""
        parts = self.from_layers(item, pool, quantity) if self.fifo else self.at_average(item, pool, quantity)
        pool.quantity -= quantity
        pool.value -= total(parts)
        return parts

    def from_layers(self, item: str, pool: Pool, quantity: Fraction) -> list[tuple[Fraction, Fraction]]:
        parts, missing = consume(pool.layers, quantity)
        pool.layers = [layer for layer in pool.layers if layer.quantity]
        if missing:
            provisional = round2(self.fallback(item, pool) * missing)
            pool.gaps.append([missing, provisional])
            parts.append((missing, provisional))
        return parts

    def at_average(self, item: str, pool: Pool, quantity: Fraction) -> list[tuple[Fraction, Fraction]]:
        held, value = pool.quantity, pool.value
        if quantity == held:
            cost = value
        elif quantity < held:
            cost = round2(value * quantity / held)
        elif held > 0:
            cost = value + round2(value / held * (quantity - held))
        elif held < 0:
            cost = round2(value / held * quantity)
        else:
            cost = round2(self.fallback(item, pool) * quantity)
        return [(quantity, cost)]

    def current(self, item: str, pool: Pool) -> Fraction:
        """Return the unit cost of goods that come back untied or are found (R13, R15)."""
        if not self.fifo and pool.quantity > 0:
            return pool.value / pool.quantity
        return self.fallback(item, pool)

    def fallback(self, item: str, pool: Pool) -> Fraction:
        """R11."""
        if not self.fifo and pool.last_average is not None:
            return pool.last_average
        if pool.last_price is not None:
            return pool.last_price
        return self.reference.get(item, ZERO)

    def part_of(self, ref: str, whole: Fraction, quantity: Fraction, of: Fraction) -> Fraction:
        """Return the share of a line for a return; the one that completes it takes the rest (R12, R14)."""
        gone, given = self.returned[ref]
        part = whole - given if gone + quantity == of else round2(whole * quantity / of)
        self.returned[ref] = (gone + quantity, given + part)
        return part


def place(event: Event) -> str:
    return str(event.get("wh") or "W1")


def total(parts: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((part[1] for part in parts), ZERO)


def consume(layers: list[Layer], quantity: Fraction) -> tuple[list[tuple[Fraction, Fraction]], Fraction]:
    """Use layers up in order (R06); return the parts and what is missing."""
    parts: list[tuple[Fraction, Fraction]] = []
    for layer in layers:
        taken = min(layer.quantity, quantity)
        if taken:
            value = layer.value if taken == layer.quantity else round2(layer.value * taken / layer.quantity)
            parts.append((taken, value))
            layer.quantity -= taken
            layer.value -= value
            quantity -= taken
    return parts, quantity


def spread(amount: Fraction, layers: list[Layer]) -> None:
    """Share over layers by quantity, each rounded, the last takes the remainder (R16)."""
    whole = sum((layer.quantity for layer in layers), ZERO)
    left = amount
    for number, layer in enumerate(layers, 1):
        part = left if number == len(layers) else round2(amount * layer.quantity / whole)
        layer.value += part
        left -= part


def receipt_amount(documents: list[Document], ref: str) -> Fraction:
    """Return a receipt's amount with the prices that changed it in place (R17, R18)."""
    receipt = next(each for each in documents if each.id == ref)
    later = (each.shares[ref] for each in documents if ref in each.in_place)
    return Fraction(receipt.event["amount"]) + sum(later, ZERO)


FORMS: dict[str, Callable[[Replay, Document], None]] = {
    "opening": Replay.brought_in,
    "purchase_in": Replay.brought_in,
    "other_in": Replay.brought_in,
    "sale_out": Replay.sold,
    "other_out": Replay.issued,
    "sale_return": Replay.came_back,
    "purchase_return": Replay.sent_back,
    "count_gain": Replay.found,
    "count_loss": Replay.lost,
    "cost_adjust": Replay.revalued,
    "price_adjust": Replay.repriced,
    "landed_cost": Replay.repriced,
    "transfer": Replay.transferred,
    "assemble": Replay.assembled,
}


class Reference:
    """Enters events one by one and says what the books look like after each."""

    def __init__(self, settings: Event, method: str) -> None:
        self.settings = settings
        self.method = method
        self.documents: list[Document] = []
        self.kept: list[Document] = []
        """What voided prices left in closed receipts, each with the price that takes it back since."""
        self.closed_through = ""
        self.replay = Replay(settings, method, [])
        self.shown: dict[str, Fraction] = {}

    def live(self) -> list[Document]:
        return [document for document in self.documents if document.live]

    def costed(self) -> list[Document]:
        return [*self.live(), *self.kept]

    def play(self, event: Event) -> dict[str, Any]:
        """Enter one event; return the result in the shape of the file."""
        before = self.replay.cost_of_sales
        result: dict[str, Any] = {"after": event["id"]}
        shares: dict[str, Fraction] = {}
        try:
            shares = self.enter(event)
        except Refused as refusal:
            result["rejected"] = refusal.code
        replay = self.replay
        result["stock"] = self.stock()
        result["cogs_delta"] = text(replay.cost_of_sales - before, 2)
        result["cogs_total"] = text(replay.cost_of_sales, 2)
        if replay.difference:
            result["loss_gain_1901_total"] = text(replay.difference, 2)
        if replay.variance:
            result["variance_in_cogs_total"] = text(replay.variance, 2)
        if shares:
            result["shares"] = {ref: text(share, 2) for ref, share in shares.items()}
        changed = {key: cost for key, cost in replay.cost.items() if self.shown.get(key) != cost}
        if changed:
            self.shown.update(changed)
            result["document_costs_new_or_changed"] = {key: text(cost, 2) for key, cost in changed.items()}
        return result

    def enter(self, event: Event) -> dict[str, Fraction]:
        """Accept an event or refuse it without a trace; return the shares of a landed cost."""
        if event["type"] == "close_period":
            self.closed_through = event["through"]
            return {}
        if event["type"] == "void":
            self.void(event["ref"])
            return {}
        if event["date"] <= self.closed_through:
            raise Refused("PERIOD_CLOSED")
        document = Document(event, len(self.documents))
        for ref in document.refs():
            self.check_ref(document, ref)
        if event["type"] in ("price_adjust", "landed_cost"):
            document.shares = self.shares(event)
            document.in_place = frozenset(
                ref for ref in document.refs() if self.find(ref).date > self.closed_through
            )
        self.replay = Replay(self.settings, self.method, [*self.costed(), document])
        self.documents.append(document)
        return document.shares if event["type"] == "landed_cost" else {}

    def find(self, ref: str) -> Document:
        found = [document for document in self.live() if document.id == ref]
        if not found:
            raise Refused("SOURCE_NOT_LIVE")  # not among the codes of the rules
        return found[0]

    def check_ref(self, document: Document, ref: str) -> None:
        """Refuse returns of more than there was, and before it was there (R12; R14 alike)."""
        origin = self.find(ref)
        if document.event["type"] not in ("sale_return", "purchase_return"):
            return
        if document.date < origin.date:
            raise Refused("RETURN_BEFORE_SALE")
        returned = sum(
            Fraction(each.event["qty"])
            for each in [*self.live(), document]
            if each.event.get("ref") == ref and each.event["type"] == document.event["type"]
        )
        if returned > Fraction(origin.event["qty"]):
            raise Refused("RETURN_EXCEEDS")

    def shares(self, event: Event) -> dict[str, Fraction]:
        """Share a cost over receipts (R18), by what they come to now; posted shares stay as they are."""
        amount = Fraction(event["amount"])
        if event["type"] == "price_adjust":
            return {event["ref"]: amount}
        by_amount = event["basis"] == "amount"
        weights = [
            receipt_amount(self.costed(), ref) if by_amount else Fraction(self.find(ref).event["qty"])
            for ref in event["refs"]
        ]
        whole = sum(weights, ZERO)
        shares = [round2(amount * weight / whole) if whole else ZERO for weight in weights[:-1]]
        shares.append(amount - sum(shares, ZERO))
        return dict(zip(event["refs"], shares, strict=True))

    def void(self, ref: str) -> None:
        """Leave a document out (R19, R20)."""
        found = [document for document in self.documents if document.id == ref]
        if not found:
            raise Refused("UNKNOWN_DOCUMENT")  # not among the codes of the rules
        document = found[0]
        if not document.live:
            raise Refused("ALREADY_TAKEN_BACK")  # nor this one
        if document.date <= self.closed_through:
            raise Refused("PERIOD_CLOSED")
        if any(ref in each.refs() for each in self.live()):
            raise Refused("HAS_DEPENDENTS")
        kept = self.taken_back(document)
        left = [each for each in self.costed() if each is not document]
        self.replay = Replay(self.settings, self.method, [*left, *kept])
        self.kept += kept
        self.documents.append(
            Document({**document.event, "id": ""}, len(self.documents), live=False)
        )  # its turn
        document.live = False
        self.shown.pop(ref, None)

    def taken_back(self, document: Document) -> list[Document]:
        """Return what stays of a price on receipts that were closed since, and what takes it back in the open (R17)."""
        closed = {
            ref: share
            for ref, share in document.shares.items()
            if ref in document.in_place and self.find(ref).date <= self.closed_through
        }
        if not closed:
            return []
        event = {"id": "", "type": "price_adjust", "date": document.date}
        back = {ref: -share for ref, share in closed.items()}
        return [
            Document(event, document.turn, shares=closed, in_place=frozenset(closed)),
            Document(event, len(self.documents), shares=back),
        ]

    def stock(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for (item, warehouse), pool in sorted(self.replay.pools.items()):
            row: dict[str, Any] = {"item": item}
            if warehouse:
                row["wh"] = warehouse
            row["qty"] = quantity_text(pool.quantity)
            row["value"] = text(pool.value, 2)
            row["unit_cost"] = text(pool.value / pool.quantity, 6) if pool.quantity else None
            if self.method == "fifo":
                row["layers"] = [[quantity_text(each.quantity), text(each.value, 2)] for each in pool.layers]
                if pool.gaps:
                    row["deficits"] = [[quantity_text(gap[0]), text(gap[1], 2)] for gap in pool.gaps]
            rows.append(row)
        return rows
