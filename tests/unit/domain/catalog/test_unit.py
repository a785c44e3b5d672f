"""Units convert exactly or not at all (G06, GV11, GV12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import ONE, Price, Quantity, quantity
from app.domain.catalog.unit import ItemUnit, in_units, price_in, to_base
from app.domain.errors import FractionOfUnit

PIECE = ItemUnit("个")
PACK = ItemUnit("包", 10)
BOX = ItemUnit("箱", 120)
KILO = ItemUnit("kg")
JIN = ItemUnit("斤", 1, 2)

ratios = st.tuples(st.integers(1, 10**6), st.integers(1, 10**3))


def pieces(number: str) -> Quantity:
    return quantity(number)


@pytest.mark.parametrize(
    ("base", "shown"),
    [
        ("121", "1箱0包1个"),
        ("385", "3箱2包5个"),
        ("120", "1箱"),
        ("130", "1箱1包"),
        ("5", "5个"),
        ("0", "0个"),
        ("-121", "-1箱0包1个"),
        ("0.5", "0.5个"),
    ],
)
def test_a_quantity_is_written_as_people_count_it(base: str, shown: str) -> None:
    assert in_units(pieces(base), (PIECE, PACK, BOX)) == shown


def test_a_unit_smaller_than_the_base_unit_is_not_counted_in() -> None:
    assert in_units(quantity("2.5"), (KILO, JIN)) == "2.5kg"


def test_a_third_goes_three_at_a_time() -> None:
    odd = ItemUnit("桶", 10, 3)
    assert in_units(quantity("12.5"), (KILO, odd)) == "3桶2.5kg"


def test_one_box_in_and_its_pieces_out_leaves_nothing() -> None:
    """GV12."""
    box = ItemUnit("箱", 9)
    assert to_base(quantity("1"), box) - to_base(quantity("9"), PIECE) == 0


def test_half_a_box_of_twelve_is_six_pieces() -> None:
    assert to_base(quantity("0.5"), ItemUnit("箱", 12), places=0) == quantity("6")


@pytest.mark.parametrize(
    ("wanted", "unit", "places"), [("0.3", BOX.name, 0), ("0.5", "个", 0), ("0.0005", "kg", 3)]
)
def test_a_fraction_of_the_smallest_step_is_refused(wanted: str, unit: str, places: int) -> None:
    known = {"箱": ItemUnit("箱", 12), "个": PIECE, "kg": KILO}
    with pytest.raises(FractionOfUnit) as refused:
        to_base(quantity(wanted), known[unit], places=places, base_unit="个")
    assert refused.value.quantity == wanted


@given(count=st.integers(-(10**6), 10**6), ratio=ratios)
def test_whole_multiples_come_back_exactly(count: int, ratio: tuple[int, int]) -> None:
    unit = ItemUnit("单位", *ratio)
    amount = Quantity(count * ratio[1] * ONE)
    assert to_base(amount, unit) * ratio[1] == amount * ratio[0]


@given(amount=st.integers(0, 10**13), ratio=ratios)
def test_conversion_never_rounds(amount: int, ratio: tuple[int, int]) -> None:
    unit = ItemUnit("单位", *ratio)
    try:
        base = to_base(Quantity(amount), unit)
    except FractionOfUnit:
        assert amount * ratio[0] % ratio[1]
    else:
        assert base * ratio[1] == amount * ratio[0]


@given(moves=st.lists(st.tuples(st.sampled_from([PIECE, PACK, BOX]), st.integers(-50, 50))))
def test_random_moves_in_mixed_units_return_to_zero(moves: list[tuple[ItemUnit, int]]) -> None:
    out = sum(to_base(Quantity(count * ONE), unit) for unit, count in moves)
    back = sum(to_base(Quantity(-count * ONE), unit) for unit, count in moves)
    assert out + back == 0


@given(amount=st.integers(0, 10**12), larger=st.lists(ratios, max_size=3))
def test_what_is_written_adds_up(amount: int, larger: list[tuple[int, int]]) -> None:
    units = (PIECE, *(ItemUnit(f"<{place}>", *ratio) for place, ratio in enumerate(larger)))
    text, total = in_units(Quantity(amount), units), 0
    for unit in sorted(units, key=lambda unit: -len(unit.name)):
        before, found, text_after = text.partition(unit.name)
        if found:
            digits = before
            for other in units:
                digits = digits.rpartition(other.name)[2] if other.name in digits else digits
            total += to_base(quantity(digits), unit)
            text = before.removesuffix(digits) + text_after
    assert total == amount


def test_a_unit_without_a_price_of_its_own_takes_the_base_units_times_its_ratio() -> None:
    base = ItemUnit("个", retail=Price(1_500_000))
    assert price_in(ItemUnit("箱", 12), base, "retail") == 18_000_000
    assert price_in(ItemUnit("箱", 12, retail=Price(16_000_000)), base, "retail") == 16_000_000
    assert price_in(ItemUnit("箱", 12), base, "wholesale") is None
