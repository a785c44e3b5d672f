"""The price that counts among many: the rule agrees with a plain reading of it, whatever order the owner chose."""

import itertools
import random

from app.core.numbers import Price
from app.domain.prices import SOURCES, Offer, order_of, resolve_price

KEYS = [choice.key for choice in SOURCES]
DATE = "2026-11-20"


def oracle(offers: list[Offer], order: tuple[str, ...], quantity: int, date: str) -> Offer | None:
    """Go through the sources one by one, and through their offers by what the rule names, step by step."""
    for source in order:
        good = [each for each in offers if each.source == source and each.price > 0]
        good = [each for each in good if each.from_quantity <= quantity and each.since <= date]
        good = [each for each in good if each.until == "" or each.until >= date]
        for step in ("closeness", "from_quantity", "since"):
            if good:
                best = max(getattr(each, step) for each in good)
                good = [each for each in good if getattr(each, step) == best]
        if good:
            return min(good, key=lambda each: each.price)
    return None


def random_offer(chance: random.Random) -> Offer:
    return Offer(
        source=chance.choice(KEYS),
        price=Price(chance.choice((0, 8, 9, 10, 11))),
        from_quantity=chance.choice((0, 0, 5, 10, 20)),
        since=chance.choice(("", "2026-11-01", "2026-11-20", "2026-12-01")),
        until=chance.choice(("", "2026-11-19", "2026-11-20", "2026-12-31")),
        closeness=chance.choice((0, 1, 2)),
    )


def test_any_order_of_sources_agrees_with_the_oracle() -> None:
    chance, orders = random.Random(3), list(itertools.permutations(KEYS))
    found = 0
    for _ in range(1_000):
        offers = [random_offer(chance) for _ in range(chance.randrange(9))]
        order, quantity = chance.choice(orders), chance.choice((1, 5, 9, 10, 50))
        wanted = oracle(offers, order, quantity, DATE)
        assert resolve_price(offers, order, quantity=quantity, date=DATE) == wanted
        chance.shuffle(offers)
        assert resolve_price(offers, order, quantity=quantity, date=DATE) == wanted
        found += wanted is not None
    assert 300 < found < 1_000  # both answers were asked for


def test_nothing_found_is_none_and_not_zero() -> None:
    assert resolve_price([], KEYS, quantity=1, date=DATE) is None
    assert resolve_price([Offer("retail", Price(0))], KEYS, quantity=1, date=DATE) is None


def test_what_is_put_first_goes_before_the_usual_order() -> None:
    assert order_of([]) == tuple(KEYS)
    assert order_of(["promotion", None, "promotion", "nonsense"]) == (
        "promotion",
        "own",
        "last",
        "level",
        "wholesale",
        "retail",
    )
    for order in itertools.permutations(KEYS):
        assert order_of(order) == order
