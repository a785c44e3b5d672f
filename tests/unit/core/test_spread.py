"""Spreading an amount over weights: the parts sum to it exactly, whatever the signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import spread

FIGURES = st.integers(-(10**15), 10**15)


@given(FIGURES, st.lists(FIGURES, min_size=1, max_size=8))
def test_parts_sum_to_the_whole(total: int, weights: list[int]) -> None:
    assert sum(spread(total, weights)) == total


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (-10, [1, 1, 1], [-4, -3, -3]),
        (10, [-1, -1], [5, 5]),
        (8, [100, -20], [10, -2]),
        (80, [10, -2], [100, -20]),
        (5, [0, 0], [5, 0]),
        (0, [3, -3], [0, 0]),
    ],
)
def test_largest_remainder_wins_and_signs_are_kept(total: int, weights: list[int], parts: list[int]) -> None:
    assert spread(total, weights) == parts


def test_nothing_is_spread_over_nothing() -> None:
    assert spread(7, []) == []
