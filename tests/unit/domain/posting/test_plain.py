"""The plain forms of the methods, which proof uses, agree with the methods of posting, or say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import Price
from app.domain.posting.methods import METHODS
from app.domain.posting.plain import PLAIN
from app.domain.posting.pool import PoolState, Slice

ONE = 1_000_000


def _posted(method: str, trade: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], PoolState]:
    """Return the moves of receipts (quantity, value) and of issues (−quantity, _) as posting values them."""
    state, moves = PoolState(), list[tuple[int, int]]()
    for number, (count, value) in enumerate(trade, 1):
        quantity = count * ONE
        if quantity > 0:
            METHODS[method].receive(state, number, [Slice("2026-01-01", quantity, value)])
            moves.append((quantity, value))
        elif state.quantity + quantity >= 0:
            slices = METHODS[method].issue(state, -quantity, Price(0))
            moves.append((quantity, -sum(piece.value for piece in slices)))
    return moves, state


TRADE = st.lists(st.tuples(st.integers(-9, 9).filter(bool), st.integers(0, 10_000)), min_size=1, max_size=30)


@pytest.mark.parametrize("method", PLAIN)
@given(trade=TRADE)
def test_what_posting_leaves_is_what_the_plain_form_leaves(method: str, trade: list[tuple[int, int]]) -> None:
    moves, state = _posted(method, trade)
    assert PLAIN[method](moves) == (state.quantity, state.value)


@pytest.mark.parametrize("method", PLAIN)
@given(trade=TRADE, choice=st.integers(0, 1000))
def test_a_wrong_cost_is_found(method: str, trade: list[tuple[int, int]], choice: int) -> None:
    moves, _ = _posted(method, [(9, 100), *trade, (-1, 0)])
    issues = [place for place, (quantity, _) in enumerate(moves) if quantity < 0]
    if issues:
        place = issues[choice % len(issues)]
        moves[place] = (moves[place][0], moves[place][1] - 1)
        assert PLAIN[method](moves) is None


@pytest.mark.parametrize("method", PLAIN)
def test_what_is_not_there_is_left_to_the_sweep(method: str) -> None:
    assert PLAIN[method]([(ONE, 100), (-2 * ONE, -100)]) is None


def test_every_method_has_a_plain_form() -> None:
    assert {*PLAIN} == {*METHODS.keys()}
