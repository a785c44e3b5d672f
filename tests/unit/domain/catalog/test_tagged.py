"""Tags against a document: what is not there is missing, what is there besides is too much, nothing else is said."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import ONE, Quantity
from app.domain.catalog.tagged import Stack, compare


def stack(item: str, pieces: int = 1, batch: str = "", serial: str = "") -> Stack:
    return Stack(item, Quantity(pieces * ONE), batch, serial)


TOLD = st.builds(
    stack,
    st.sampled_from("ab"),
    st.integers(1, 5),
    st.sampled_from(["", "B1", "B2"]),
)
PIECES = st.builds(
    stack,
    st.sampled_from("cd"),
    st.just(1),
    st.sampled_from(["", "B1"]),
    st.sampled_from(["S1", "S2", "S3"]),
)
GOODS = st.lists(
    st.one_of(TOLD, PIECES), max_size=8, unique_by=lambda each: (each.item, each.serial, each.batch)
)


def much(stacks: list[Stack], item: str) -> int:
    return sum(each.quantity for each in stacks if each.item == item)


@given(GOODS, st.randoms(use_true_random=False))
def test_the_same_goods_in_any_order_agree(goods: list[Stack], chance: random.Random) -> None:
    single = [replace(each, quantity=ONE) for each in goods for _ in range(each.quantity // ONE)]
    chance.shuffle(single)
    assert compare(goods, single) == ([], [])


@given(GOODS, GOODS)
def test_nothing_is_lost_and_nothing_is_told_twice(wanted: list[Stack], heard: list[Stack]) -> None:
    missing, extra = compare(wanted, heard)
    for item in "abcd":
        assert much(wanted, item) - much(missing, item) == much(heard, item) - much(extra, item) >= 0
    assert not [(one, other) for one in missing for other in extra if one.agrees(other)]


@given(GOODS, st.integers(0, 7))
def test_what_was_left_behind_is_named(goods: list[Stack], place: int) -> None:
    if place >= len(goods):
        return
    heard = [each for number, each in enumerate(goods) if number != place]
    missing, extra = compare(goods, heard)
    assert extra == []
    assert much(missing, goods[place].item) == goods[place].quantity


def test_a_piece_of_another_number_is_missing_and_too_many() -> None:
    missing, extra = compare([stack("a", serial="S1")], [stack("a", serial="S2")])
    assert (missing, extra) == ([stack("a", serial="S1")], [stack("a", serial="S2")])


def test_a_tag_that_says_less_does_not_contradict() -> None:
    wanted = [stack("a", serial="S1"), stack("a", 2)]
    assert compare(wanted, [stack("a"), stack("a", serial="S9"), stack("a", batch="B1")]) == ([], [])
    assert compare([stack("a", 3, "B1")], [stack("a", 2, "B1"), stack("a")]) == ([], [])
    assert compare([stack("a", 1, "B1")], [stack("a", 1, "B2")]) == (
        [stack("a", 1, "B1")],
        [stack("a", 1, "B2")],
    )
