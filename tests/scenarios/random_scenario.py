"""Random costing scenarios of every event form: late, voided, closed, short of stock, in both pools."""

import random
from collections.abc import Callable
from typing import Any

from tests.scenarios.reference_costing import Reference

Event = dict[str, Any]

ITEMS = ("A", "B", "C")
WAREHOUSES = ("W1", "W2", "W3")
RECEIPTS = ("purchase_in",)
FIRST_DAY, LAST_DAY = 1, 28


class RandomScenario:
    """Writes one scenario, seed by seed the same; what it refers to mostly exists."""

    def __init__(self, seed: int, events: int = 24) -> None:
        self.random = random.Random(seed)
        self.settings = self._settings()
        self._reference = Reference(self.settings, self.random.choice(("mwa", "fifo")))
        self._day = self.random.randint(1, 6)
        self._closed = 0
        self.events: list[Event] = []
        for number in range(1, events + 1):
            event = {"id": f"e{number}", **self._event()}
            self.events.append(event)
            self._reference.play(event)

    def plain(self, name: str) -> dict[str, Any]:
        return {"id": name, "settings": self.settings, "events": self.events}

    def _settings(self) -> Event:
        settings: Event = {
            "pool": self.random.choice(("item", "item_warehouse")),
            "allow_negative": self.random.random() < 0.5,
        }
        if self.random.random() < 0.5:
            settings["default_cost"] = {
                item: self._decimal(1, 300, 2) for item in ITEMS if self.random.random() < 0.6
            }
        return settings

    def _event(self) -> Event:
        self._day = min(LAST_DAY, self._day + self.random.choice((0, 0, 1, 1, 2)))
        forms: tuple[tuple[int, Callable[[], Event]], ...] = (
            (3, self._opening),
            (20, self._receipt),
            (4, self._other_in),
            (24, self._issue),
            (9, self._sale_return),
            (9, self._purchase_return),
            (6, self._count),
            (6, self._cost_adjust),
            (6, self._price_adjust),
            (5, self._landed_cost),
            (8, self._transfer),
            (6, self._assemble),
            (9, self._void),
            (2, self._close),
        )
        weights = [weight for weight, _ in forms]
        return self.random.choices([form for _, form in forms], weights)[0]()

    # forms

    def _opening(self) -> Event:
        return self._in("opening")

    def _receipt(self) -> Event:
        return self._in("purchase_in")

    def _other_in(self) -> Event:
        return self._in("other_in")

    def _in(self, form: str) -> Event:
        amount = "0.00" if self.random.random() < 0.06 else self._decimal(1, 50_000, 2)
        return {**self._line(form, most=40), "amount": amount}

    def _issue(self) -> Event:
        event = self._line(self.random.choice(("sale_out", "sale_out", "sale_out", "other_out")), most=20)
        if self.random.random() < 0.35:
            event["qty"] = self._all_of(event) or event["qty"]
        if event["type"] == "sale_out" and self.random.random() < 0.1:
            event["gift"] = True
        return event

    def _sale_return(self) -> Event:
        return self._tied("sale_return", ("sale_out",))

    def _purchase_return(self) -> Event:
        event = self._tied("purchase_return", RECEIPTS)
        if self.random.random() < 0.3 or ("ref" not in event and self.random.random() < 0.8):
            event["credit"] = self._decimal(0, 6_000, 2)
        return event

    def _tied(self, form: str, kinds: tuple[str, ...]) -> Event:
        origin = self._some(kinds)
        event = self._line(form, most=6)
        if origin and self.random.random() < 0.8:
            event |= {"item": origin["item"], "ref": origin["id"]}
            if self.random.random() < 0.4:
                event["qty"] = self._rest_of(origin, form)
            if self.random.random() < 0.9:
                event["wh"] = origin.get("wh", "W1")
                event["date"] = max(event["date"], origin["date"])
        return event

    def _count(self) -> Event:
        return self._line(self.random.choice(("count_gain", "count_loss")), most=5)

    def _cost_adjust(self) -> Event:
        event = self._line("cost_adjust", most=1)
        del event["qty"]
        return {**event, "amount": self._decimal(-2_000, 3_000, 2)}

    def _price_adjust(self) -> Event:
        origin = self._some(RECEIPTS)
        if origin is None:
            return self._receipt()
        amount = self._decimal(-2_000, 3_000, 2)
        return {"type": "price_adjust", "date": self._date(), "ref": origin["id"], "amount": amount}

    def _landed_cost(self) -> Event:
        origins = {event["id"]: event for event in (self._some(RECEIPTS) for _ in range(3)) if event}
        if not origins:
            return self._receipt()
        return {
            "type": "landed_cost",
            "date": self._date(),
            "amount": self._decimal(1, 3_000, 2),
            "refs": sorted(origins),
            "basis": self.random.choice(("amount", "qty")),
        }

    def _transfer(self) -> Event:
        event = self._line("transfer", most=12)
        event.pop("wh", None)
        event["wh_from"], event["wh_to"] = self.random.sample(WAREHOUSES, 2)
        if self.random.random() < 0.5:
            event["qty"] = self._all_of({**event, "wh": event["wh_from"]}) or event["qty"]
        return event

    def _assemble(self) -> Event:
        parts = [
            {"item": self.random.choice(ITEMS), "qty": self._quantity(5)}
            for _ in range(self.random.randint(1, 2))
        ]
        product = {"item": self.random.choice(ITEMS), "qty": self._quantity(4)}
        fee = self.random.choice(("0", self._decimal(1, 500, 2)))
        return {
            "type": "assemble",
            "date": self._date(),
            "components": parts,
            "product": product,
            "fee": fee,
        }

    def _void(self) -> Event:
        origin = self._some(())
        return (
            {"type": "void", "date": self._iso(self._day), "ref": origin["id"]} if origin else self._receipt()
        )

    def _close(self) -> Event:
        day = self.random.randint(max(1, self._day - 12), self._day)
        if day <= self._closed:
            return self._issue()
        self._closed = day
        return {"type": "close_period", "date": self._iso(self._day), "through": self._iso(day)}

    # pieces

    def _line(self, form: str, *, most: int) -> Event:
        event: Event = {
            "type": form,
            "date": self._date(),
            "item": self.random.choice((*ITEMS, "A")),
            "qty": self._quantity(most),
        }
        if self.random.random() < 0.35:
            event["wh"] = self.random.choice(WAREHOUSES)
        return event

    def _some(self, kinds: tuple[str, ...]) -> Event | None:
        """Return a live document (now and then a dead one); the later ones more often."""
        if self.random.random() < 0.03:
            found = [
                event for event in self.events if "item" in event and (event["type"] in kinds or not kinds)
            ]
        else:
            found = [
                dict(document.event)
                for document in self._reference.live()
                if document.event["type"] in kinds or not kinds
            ]
        return self.random.choice(found[-8:]) if found else None

    def _all_of(self, event: Event) -> str:
        """Return what is there of an item in a warehouse, so that stock often runs out exactly."""
        held = self._reference.replay.held[event["item"], event.get("wh", "W1")]
        return f"{float(held):.4f}".rstrip("0").rstrip(".") if held > 0 else ""

    def _rest_of(self, origin: Event, form: str) -> str:
        """Return what of a line has not come back yet."""
        from fractions import Fraction

        rest = Fraction(origin["qty"]) - sum(
            Fraction(document.event["qty"])
            for document in self._reference.live()
            if document.event.get("ref") == origin["id"] and document.event["type"] == form
        )
        return f"{float(rest):.4f}".rstrip("0").rstrip(".") if rest > 0 else self._quantity(2)

    def _quantity(self, most: int) -> str:
        if self.random.random() < 0.25:
            return self._decimal(1, most * 10_000, 4).rstrip("0").rstrip(".")
        return str(self.random.randint(1, most))

    def _decimal(self, least: int, most: int, places: int) -> str:
        value = self.random.randint(least, most)
        digits = str(abs(value)).rjust(places + 1, "0")
        return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"

    def _date(self) -> str:
        """Return today, or now and then a day before."""
        return self._iso(max(1, self._day - self.random.choice((0, 0, 0, 0, 1, 3, 8))))

    @staticmethod
    def _iso(day: int) -> str:
        return f"2026-11-{day:02d}"
