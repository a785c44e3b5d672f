"""A load counted in the unit of a line: exact, rounded once, always to what the base unit can hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import QUANTITY_PLACES, quantity
from app.domain.catalog import mass
from app.domain.catalog.unit import ItemUnit, to_base


@pytest.mark.parametrize(
    ("kilograms", "unit", "places", "counted"),
    [
        ("1.250", "kg", 3, "1.25"),
        ("1.250", "KG", 3, "1.25"),
        ("1.250", "公斤", 3, "1.25"),
        ("1.250", "斤", 3, "2.5"),
        ("1.250", "两", 3, "25"),
        ("1.250", "克", 0, "1250"),
        ("1.250", "吨", 6, "0.00125"),
        ("0.45359237", "磅", 3, "1"),
        ("0.028349523125", "oz", 3, "1"),
        ("1.2345", "千克", 3, "1.235"),
        ("1.2344", "千克", 3, "1.234"),
        ("1.5", "kg", 0, "2"),
        ("0.0004", "kg", 3, "0"),
        ("-0.5", "斤", 1, "-1"),
        ("2E+1", "kg", 0, "20"),
    ],
)
def test_a_load_in_a_unit(kilograms: str, unit: str, places: int, counted: str) -> None:
    assert mass.in_unit(Decimal(kilograms), ItemUnit(unit), places=places) == quantity(counted)


@pytest.mark.parametrize("unit", ["袋", "kg/袋", "", "箱", "25kg"])
def test_what_is_counted_is_not_weighed(unit: str) -> None:
    assert not mass.is_mass(unit)
    with pytest.raises(KeyError):
        mass.in_unit(Decimal(1), ItemUnit(unit), places=3)


@given(
    grams=st.integers(0, 10**7),
    unit=st.sampled_from(
        [ItemUnit("kg"), ItemUnit("斤", 1, 2), ItemUnit("g", 1, 1000), ItemUnit("两", 1, 20)]
    ),
    places=st.integers(0, QUANTITY_PLACES),
)
def test_what_is_counted_fits_the_base_unit_and_is_as_near_as_it_can_be(
    grams: int, unit: ItemUnit, places: int
) -> None:
    counted = mass.in_unit(Decimal(grams).scaleb(-3), unit, places=places)
    base = to_base(counted, unit, places=places)  # raises where it does not fit
    assert 2 * abs(base - grams * 1000) <= max(10 ** (QUANTITY_PLACES - places), unit.numerator)
