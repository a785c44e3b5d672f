"""Play costing scenarios through the services: ``python -m tests.scenario FILE --json``.

Each scenario is played twice, by moving average (``mwa``) and by FIFO, into throw-away firms; the file is printed with
``actual`` beside where ``expected`` stands, in the same shape: one entry an event and method. Items and warehouses are
made on first use.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.core.clock import FixedClock
from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.core.numbers import (
    Money,
    Quantity,
    money,
    money_text,
    plain,
    price,
    price_of,
    quantity,
    quantity_text,
)
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Basis
from app.domain.places import COST_OF_SALES, PlaceKind
from app.domain.posting.ledger import AGAINST, Part
from app.domain.posting.recosting import CostMove, Pool
from app.services import documents, founding, periods, records
from app.services.firm import Profile
from app.storage import documents as stored
from app.storage.cost_book import CostBook

METHODS = {"mwa": "moving_average", "fifo": "fifo"}
Event = Mapping[str, Any]


def _priced(line: Line) -> Line:
    """What goods were sold or returned for does not matter to costing: nothing, where the scenario does not say."""
    says = line.source or line.typed_amount or not line.item
    return line if says else line.with_value("price", price("0"))


class Player:
    """Plays the events of one scenario into one firm."""

    def __init__(self, scenario: Mapping[str, Any], method: str) -> None:
        settings = scenario.get("settings", {})
        self._clock = FixedClock("2026-01-01")
        self._firm = founding.create(
            ":memory:",
            Profile(name="scenario", method=METHODS[method], pool=settings.get("pool", "item")),
            clock=self._clock,
        )
        self._method = method
        self._policy = "allow" if settings.get("allow_negative") else "refuse"
        self._reference: Mapping[str, str] = settings.get("default_cost") or {}
        self._items: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._documents: dict[str, str] = {}
        self._costs: dict[str, int] = {}
        self._cost_of_sales = 0
        self._supplier, _ = records.save(self._firm, "supplier", {"name": "supplier"})
        self._customer, _ = records.save(self._firm, "customer", {"name": "customer"})

    def play(self, event: Event) -> dict[str, Any]:
        """Play one event; return the state after it."""
        self._clock.set_day(max(event.get("date") or event.get("through") or "", self._clock.today()))
        result: dict[str, Any] = {"after": event["id"]}
        try:
            shares = _PLAYS[event["type"]](self, event)
        except BusinessError as problem:
            result["rejected"] = problem.code
            shares = None
        return self._state(result, shares)

    def close(self) -> None:
        self._firm.close()

    # events

    def opening(self, event: Event) -> None:
        self._post(event, "opening_stock", [self._line(event)])

    def purchase_in(self, event: Event) -> None:
        self._post(event, "goods_receipt", [self._line(event)], party=self._supplier)

    def other_in(self, event: Event) -> None:
        self._post(event, "other_receipt", [self._line(event)], reason="other")

    def sale_out(self, event: Event) -> None:
        line = self._line(event).with_value("gift", bool(event.get("gift")))
        self._post(event, "delivery", [line], party=self._customer)

    def other_out(self, event: Event) -> None:
        self._post(event, "other_issue", [self._line(event)], reason="other")

    def sale_return(self, event: Event) -> None:
        self._post(event, "sales_return", [self._line(event, event.get("ref"))], party=self._customer)

    def purchase_return(self, event: Event) -> None:
        line = self._line(event, event.get("ref"))
        if "credit" in event:
            line = line.with_value("amount", money(event["credit"])).with_value("typed_amount", True)
        elif not line.source:
            line = line.with_value("at_receipt_price", True)
        self._post(event, "purchase_return", [line], party=self._supplier)

    def count_gain(self, event: Event) -> None:
        self._count(event, 1)

    def count_loss(self, event: Event) -> None:
        self._count(event, -1)

    def _count(self, event: Event, sign: int) -> None:
        line = Line(item=self._item(event["item"]), data={"difference": sign * quantity(event["qty"])})
        self._post(event, "stock_count", [line])

    def cost_adjust(self, event: Event) -> None:
        line = Line(item=self._item(event["item"]), amount=money(event["amount"]), typed_amount=True)
        self._post(event, "cost_adjustment", [line], remark="scenario")

    def price_adjust(self, event: Event) -> None:
        line = (
            self._tied(event["ref"])
            .with_value("amount", money(event["amount"]))
            .with_value("typed_amount", True)
        )
        self._post(event, "price_adjustment", [line], party=self._supplier)

    def landed_cost(self, event: Event) -> dict[str, str]:
        basis = {"amount": "amount", "qty": "quantity"}[event["basis"]]
        uid = self._post(
            event,
            "landed_cost",
            [self._tied(ref) for ref in event["refs"]],
            party=self._supplier,
            cost=money(event["amount"]),
            basis=basis,
        )
        lines = documents.view(self._firm, uid).document.lines
        return {ref: money_text(line.net) for ref, line in zip(event["refs"], lines, strict=True)}

    def transfer(self, event: Event) -> None:
        self._post(
            event,
            "transfer",
            [self._line(event)],
            warehouse=self._place(event["wh_from"]),
            to_warehouse=self._place(event["wh_to"]),
        )

    def assemble(self, event: Event) -> None:
        lines = [self._line(part).with_value("role", "component") for part in event["components"]]
        lines.append(self._line(event["product"]).with_value("role", "product"))
        self._post(event, "assembly", lines, fee=money(str(event.get("fee") or "0")))

    def void(self, event: Event) -> None:
        ref = str(event["ref"])
        documents.void(self._firm, self._documents.get(ref, ref), "scenario")

    def close_period(self, event: Event) -> None:
        periods.close(self._firm, event["through"])

    # helpers

    def _post(self, event: Event, type_key: str, lines: list[Line], party: str = "", **header: Any) -> str:
        if "warehouse" not in header and type_key not in ("price_adjustment", "landed_cost"):
            header["warehouse"] = self._place(event.get("wh") or "W1")
        document = Document(
            uid=new_uid(),
            type=type_key,
            business_date=event["date"],
            party=party,
            tax_included=False,
            header=header,
            lines=tuple(map(_priced, lines)),
        )
        documents.post(self._firm, document)
        self._documents[event["id"]] = document.uid
        return document.uid

    def _line(self, event: Event, ref: str | None = None) -> Line:
        tie = self._tied(ref) if ref else Line()
        line = tie.with_value("item", self._item(event["item"])).with_value(
            "quantity", quantity(event["qty"])
        )
        if "amount" in event:
            line = line.with_value("amount", money(event["amount"])).with_value("typed_amount", True)
        return line

    def _tied(self, ref: str) -> Line:
        known = self._documents.get(ref)
        return Line(source=known or ref, source_line=1, price=None if known else price("0"))

    def _item(self, code: str) -> str:
        if code not in self._items:
            values: dict[str, Any] = {"code": code, "name": code, "base_unit": "个", "base_places": 6}
            if code in self._reference:
                values["reference_cost"] = price(self._reference[code])
            self._items[code], _ = records.save(self._firm, "item", values)
        return self._items[code]

    def _place(self, code: str) -> str:
        if code not in self._places:
            values = {"code": code, "name": code, "negative_stock": self._policy}
            self._places[code], _ = records.save(self._firm, "warehouse", values)
        return self._places[code]

    # state

    def _state(self, result: dict[str, Any], shares: dict[str, str] | None) -> dict[str, Any]:
        connection, profile = self._firm.books.connection(), self._firm.profile
        book = CostBook(connection, per_item=profile.per_item, reference=lambda _: price("0"))
        result["stock"] = self._stock(book)
        sums = {Part.VARIANCE: 0}
        cost_of_sales = difference = 0
        for part, against, value in connection.execute(
            "SELECT part, against, SUM(value) FROM stock_entry GROUP BY part, against"
        ):
            cost_of_sales -= value if against == COST_OF_SALES.value else 0
            difference -= value if against == PlaceKind.DIFFERENCE.value else 0
            if Part(part) in sums:
                sums[Part(part)] -= value
        result["cogs_delta"] = money_text(Money(cost_of_sales - self._cost_of_sales))
        result["cogs_total"] = money_text(Money(cost_of_sales))
        self._cost_of_sales = cost_of_sales
        if difference:
            result["loss_gain_1901_total"] = money_text(Money(difference))
        if sums[Part.VARIANCE]:
            result["variance_in_cogs_total"] = money_text(Money(sums[Part.VARIANCE]))
        if shares:
            result["shares"] = shares
        changed = self._document_costs(book)
        if changed:
            result["document_costs_new_or_changed"] = changed
        return result

    def _stock(self, book: CostBook) -> list[dict[str, Any]]:
        codes = {self._firm.catalogue.item_id(uid): code for code, uid in self._items.items()}
        places = {self._firm.catalogue.place_id(uid): code for code, uid in self._places.items()}
        rows = self._firm.books.connection().execute("SELECT item_id, place_id FROM cost_pool").fetchall()
        stock: list[dict[str, Any]] = []
        for item_id, place_id in rows:
            state = book.state(Pool(item_id, place_id))
            entry: dict[str, Any] = {"item": codes[item_id]}
            if place_id:
                entry["wh"] = places[place_id]
            entry["qty"] = quantity_text(Quantity(state.quantity))
            entry["value"] = money_text(Money(state.value))
            unit = price_of(Money(state.value), Quantity(state.quantity)) if state.quantity else None
            entry["unit_cost"] = None if unit is None else plain(unit, 6, least=6)
            if self._method == "fifo":
                entry["layers"] = [_pair(layer.quantity, layer.value) for layer in state.layers]
                if state.gaps:
                    entry["deficits"] = [_pair(*gap) for gap in state.gaps]
            stock.append(entry)
        return sorted(stock, key=lambda entry: (entry["item"], entry.get("wh", "")))

    def _document_costs(self, book: CostBook) -> dict[str, str]:
        changed: dict[str, str] = {}
        for name, uid in self._documents.items():
            head = stored.head(self._firm.books.connection(), uid)
            if head is None:
                continue
            moves = [move for move in book.of_document(head.id) if move.quantity]
            cost = sum(_cost(move) for move in moves)
            shown = bool(moves) and not (book.per_item and moves[0].basis is Basis.CARRIED)
            if shown and self._costs.get(name) != cost:
                changed[name] = money_text(Money(cost))
                self._costs[name] = cost
        return changed


def _cost(move: CostMove) -> int:
    """Return what a move costs as the files count it: each transfer and assembly once, by what comes in."""
    if move.basis is Basis.CARRIED and move.quantity < 0:
        return 0
    if move.basis is Basis.STOCK and move.against is PlaceKind.PRODUCTION:
        return 0
    value = sum(value for part, value in move.values.items() if part is not Part.SETTLEMENT)
    return value if move.quantity > 0 else -value


assert Part.FEE in AGAINST


def _pair(amount: int, value: int) -> list[str]:
    return [quantity_text(Quantity(amount)), money_text(Money(value))]


_PLAYS: dict[str, Callable[[Player, Event], dict[str, str] | None]] = {
    name: getattr(Player, name)
    for name in (
        "opening",
        "purchase_in",
        "other_in",
        "sale_out",
        "other_out",
        "sale_return",
        "purchase_return",
        "count_gain",
        "count_loss",
        "cost_adjust",
        "price_adjust",
        "landed_cost",
        "transfer",
        "assemble",
        "void",
        "close_period",
    )
}


def play(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scenario with `actual` filled in for both methods."""
    actual: dict[str, list[dict[str, Any]]] = {}
    for method in METHODS:
        player = Player(scenario, method)
        actual[method] = [player.play(event) for event in scenario["events"]]
        player.close()
    return {**scenario, "actual": actual}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.scenario")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--json", action="store_true", help="print the file with `actual`; the default says what differs"
    )
    options = parser.parse_args(arguments)
    content = json.loads(options.file.read_text(encoding="utf-8"))
    content["scenarios"] = [play(scenario) for scenario in content["scenarios"]]
    if options.json:
        json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    wrong = 0
    for scenario in content["scenarios"]:
        for method, expected in scenario.get("expected", {}).items():
            for step, actual in zip(expected, scenario["actual"][method], strict=True):
                if step != actual:
                    wrong += 1
                    print(scenario["id"], method, "expected", json.dumps(step, ensure_ascii=False))
                    print(scenario["id"], method, "actual  ", json.dumps(actual, ensure_ascii=False))
    print(f"{len(content['scenarios'])} scenarios, {wrong} steps differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
