"""Damaged streams: no exception leaves a driver, and no figure that a reference decoder would refuse."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.devices.faults import Fault
from app.devices.scales.framing import Framer, Ready
from app.devices.scales.profile import Profile
from app.devices.scales.protocols import protocols
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine
from tests.devices import reference_scales as reference

KNOWN = [protocol.key for protocol in protocols() if protocol.key != "generic_regex"]
STREAMS = 100
"""In one example; hypothesis makes a hundred of them."""


def heard(key: str, stream: bytes, random_: random.Random | None = None) -> list[Weight | Fault | Ready]:
    """Give a stream to a driver in random pieces."""
    protocol = protocols()[key]
    line = SerialLine() if protocol.has_eighth_bit else protocol.line
    framer = Framer(protocol.cutter(Profile()))
    outcomes: list[Weight | Fault | Ready] = []
    place = 0
    while place < len(stream):
        step = random_.randrange(1, 24) if random_ else len(stream)
        outcomes += framer.feed(line.without_parity(stream[place : place + step]))
        place += step
    return outcomes + framer.quiet() + framer.expire()


@pytest.mark.parametrize("key", KNOWN)
@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**63))
def test_no_wrong_figure_comes_out_of_a_damaged_stream(key: str, seed: int) -> None:
    random_ = random.Random(seed)
    read = getattr(reference, key)
    for _ in range(STREAMS):
        whole = b"".join(reference.write(key, random_) for _ in range(random_.randrange(1, 5)))
        stream = reference.mutate(whole, random_)
        allowed = read(stream)
        for outcome in heard(key, stream, random_):
            if isinstance(outcome, Weight) and outcome.text is not None:
                assert (Fraction(outcome.text), outcome.unit) in allowed, (stream, outcome)


@pytest.mark.parametrize("key", KNOWN)
def test_right_frames_are_all_read(key: str) -> None:
    random_ = random.Random(7)
    for _ in range(200):
        frames = [reference.write(key, random_) for _ in range(3)]
        weights = [one for one in heard(key, b"".join(frames), random_) if isinstance(one, Weight)]
        assert len(weights) == len(frames), frames
        for frame, weight in zip(frames, weights, strict=True):
            assert weight.text is not None
            assert (Fraction(weight.text), weight.unit) in getattr(reference, key)(frame)


@pytest.mark.parametrize("key", [*KNOWN, "generic_regex"])
def test_a_flood_of_garbage_is_dropped(key: str) -> None:
    random_ = random.Random(3)
    for outcome in heard(key, bytes(random_.choices(range(256), k=18_000)), random_):
        if isinstance(outcome, Weight):
            assert outcome.text is None or key == "generic_regex", outcome
