"""The radar finds the slips of a year of trade, and leaves what is right alone (N14)."""

import math
import random
from collections import deque
from dataclasses import dataclass, field

from app.domain.documents.radar import REMEMBERED, Deal, History, Kind, Look, Size, slips
from tests.timing import least_processor_s

PIECE = Size("个")
ONE = 1_000_000
LINES, SLIPS = 20_000, 500


@dataclass
class Goods:
    """Goods as they really go: a price that drifts, customers who each take their own amounts, some by the box."""

    price: float
    box: Size
    scale: dict[int, float]
    by_box: frozenset[int]
    discount: dict[int, float]
    deals: deque[Deal] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


def a_range(chance: random.Random, number: int = 120) -> list[Goods]:
    found = []
    for _ in range(number):
        usual = math.exp(chance.uniform(0.5, 3.2))
        people = chance.sample(range(1, 41), chance.randrange(4, 12))
        found.append(
            Goods(
                price=round(math.exp(chance.uniform(0, 5)), 2),
                box=Size("箱", chance.choice((6, 10, 12, 20, 24)), 1),
                scale={who: usual * math.exp(chance.gauss(0, 0.6)) for who in people},
                by_box=frozenset(who for who in people if chance.random() < 0.2),
                discount={who: chance.uniform(0.88, 1.0) for who in people},
            )
        )
    return found


def a_line(chance: random.Random, goods: Goods) -> Look:
    """Somebody buys; the price moves a little, now and then there is a promotion."""
    goods.price *= 1 + chance.gauss(0, 0.003)
    who = chance.choice(sorted(goods.scale))
    each = goods.price * goods.discount[who] * (chance.uniform(0.7, 0.95) if chance.random() < 0.05 else 1)
    many = max(1, round(goods.scale[who] * math.exp(chance.gauss(0, 0.35))))
    size = goods.box if who in goods.by_box else PIECE
    price = each * size.numerator * (0.96 if size is goods.box else 1)
    return Look(who, size, many * ONE, round(price * 100) * ONE // 100)


def slipped(chance: random.Random, goods: Goods, look: Look) -> Look:
    """Let the hand slip: the wrong unit with the price of the other one, a lost or doubled digit, a wrong point."""
    assert look.price is not None
    other = PIECE if look.unit is goods.box else goods.box
    match chance.randrange(8):
        case 0 | 1:  # the price of the other unit
            return Look(
                look.party, look.unit, look.quantity, other.price_of(look.unit.price_in_base(look.price))
            )
        case 2:  # the other unit, whose price comes with it
            return Look(look.party, other, look.quantity, other.price_of(look.unit.price_in_base(look.price)))
        case 3:
            return Look(look.party, look.unit, look.quantity, look.price * 10)
        case 4:
            return Look(look.party, look.unit, look.quantity, look.price // 10)
        case 5:
            return Look(look.party, look.unit, look.quantity, look.price * 100)
        case 6:
            return Look(look.party, look.unit, look.quantity * 10, look.price)
        case _:
            return Look(look.party, look.unit, look.quantity * 100, look.price)


def history(goods: Goods) -> History:
    return History(tuple(goods.deals), (PIECE, goods.box))


def learn(goods: Goods, look: Look) -> None:
    price = look.unit.price_in_base(look.price or 0)
    goods.deals.append(Deal(look.party, look.unit.name, price, look.unit.in_base(look.quantity)))


def test_most_slips_are_found_and_hardly_anything_else() -> None:
    """At least 85 % of 500 slips among 20,000 lines, at most 0.5 % of the others."""
    chance = random.Random(20_261_122)
    shelf = a_range(chance)
    for _ in range(20 * len(shelf)):
        goods = chance.choice(shelf)
        learn(goods, a_line(chance, goods))
    wrong = set(chance.sample(range(LINES), SLIPS))
    caught = false = 0
    for number in range(LINES):
        goods = chance.choice(shelf)
        look = a_line(chance, goods)
        if number in wrong:
            caught += bool(slips(slipped(chance, goods, look), history(goods)))
        else:
            false += bool(slips(look, history(goods)))
            learn(goods, look)
    assert caught >= SLIPS * 85 // 100, f"{caught} of {SLIPS}"
    assert false <= (LINES - SLIPS) * 5 // 1_000, f"{false} of {LINES - SLIPS}"


def test_a_line_takes_no_time() -> None:
    chance = random.Random(1)
    (goods,) = a_range(chance, 1)
    for _ in range(REMEMBERED):
        learn(goods, a_line(chance, goods))
    look, known = a_line(chance, goods), history(goods)
    assert least_processor_s(lambda: slips(look, known), tries=100) < 0.001


def deals(*quantities: int, price: int = 10, unit: str = "个") -> tuple[Deal, ...]:
    return tuple(Deal(1, unit, price * ONE, each * ONE) for each in quantities)


BOX = Size("箱", 12)


def kinds(look: Look, known: History) -> list[tuple[Kind, str, str]]:
    return [(each.kind, each.field, each.unit) for each in slips(look, known)]


def test_each_kind_of_slip_is_called_by_its_name() -> None:
    known = History(deals(5, 6, 4, 5, 6, 5), (PIECE, BOX))
    assert kinds(Look(1, PIECE, 5 * ONE, 10 * ONE), known) == []
    assert kinds(Look(1, PIECE, 5 * ONE, 118 * ONE), known) == [(Kind.UNIT, "unit", "箱")]
    assert kinds(Look(1, BOX, 5 * ONE, 10 * ONE), known) == [(Kind.UNIT, "unit", "个")]
    assert kinds(Look(1, BOX, 5 * ONE, 120 * ONE), known) == [(Kind.UNIT, "unit", "个")]
    assert kinds(Look(1, PIECE, 5 * ONE, 1 * ONE), known) == [(Kind.DECIMAL, "price", "")]
    assert kinds(Look(1, PIECE, 5 * ONE, 1000 * ONE), known) == [(Kind.DECIMAL, "price", "")]
    assert kinds(Look(1, PIECE, 5 * ONE, 40 * ONE), known) == [(Kind.PRICE, "price", "")]
    assert kinds(Look(1, PIECE, 50 * ONE, 10 * ONE), known) == [(Kind.QUANTITY, "quantity", "")]


def test_without_deals_the_price_of_the_records_says_what_is_usual() -> None:
    known = History((), (PIECE, BOX), listed=10 * ONE)
    assert kinds(Look(1, PIECE, ONE, 9 * ONE), known) == []
    assert kinds(Look(1, PIECE, ONE, 120 * ONE), known) == [(Kind.UNIT, "unit", "箱")]
    assert kinds(Look(1, PIECE, ONE, 100 * ONE), History((), (PIECE,), 10 * ONE)) == [
        (Kind.DECIMAL, "price", "")
    ]
    assert kinds(Look(1, PIECE, 1000 * ONE, 100 * ONE), History((), (PIECE,))) == []
