"""The doctor: the right protocol first, at the right speed, whatever was heard at the wrong ones; and never a guess."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.devices.doctor.heard import Heard
from app.devices.doctor.proposals import equals, propose
from app.devices.doctor.trials import trial_of
from app.devices.scales.profile import LISTENS
from app.devices.scales.protocols import protocols
from app.devices.serial_line import SerialLine
from tests.devices import reference_scales as reference
from tests.devices.test_vectors import OPEN
from tests.devices.uart import arrives

KNOWN = [protocol.key for protocol in protocols() if protocol.key != "generic_regex"]
SPEEDS = (600, 1200, 2400, 4800, 9600, 19200, 38400)
LINES = (
    SerialLine(),
    SerialLine(2400, 7, "E"),
    SerialLine(1200, 7, "O"),
    SerialLine(4800),
    SerialLine(19200),
)


def session(key: str, random_: random.Random, frames: int = 8) -> list[bytes]:
    return [reference.write(key, random_) for _ in range(frames)]


def heard_at_all_speeds(key: str, frames: list[bytes], sent: SerialLine) -> list[Heard]:
    asked = "" if protocols()[key].is_continuous else key
    return [
        Heard(
            SerialLine(speed), arrives(frames, sent, SerialLine(speed)), asked if speed == sent.baud else ""
        )
        for speed in SPEEDS
    ]


@pytest.mark.parametrize("key", KNOWN)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**63), sent=st.sampled_from(LINES))
def test_the_right_protocol_is_first_or_among_equals(key: str, seed: int, sent: SerialLine) -> None:
    random_ = random.Random(seed)
    if protocols()[key].has_eighth_bit:
        sent = SerialLine(sent.baud)
    frames = session(key, random_)
    found = propose(heard_at_all_speeds(key, frames, sent))
    best = equals(found)
    assert key in [each.protocol for each in best], found
    mine = next(each for each in best if each.protocol == key)
    assert mine.line.baud == sent.baud
    assert mine.is_sure
    assert mine.weight.text is not None
    assert (Fraction(mine.weight.text), mine.weight.unit) in getattr(reference, key)(frames[-1])


SCALES = [
    vector
    for vector in OPEN
    if vector["category"] == "scale" and vector["protocol"] in KNOWN and vector["expect_readings"]
]


@pytest.mark.parametrize("vector", SCALES, ids=lambda vector: vector["id"])
def test_what_real_scales_said_is_recognised(vector: dict[str, Any]) -> None:
    said = vector.get("chunks_hex") or [
        chunk for one in vector["exchange"] for chunk in one["device_chunks_hex"]
    ]
    data = b"".join(map(bytes.fromhex, said)) * 3
    asked = "" if protocols()[vector["protocol"]].is_continuous else vector["protocol"]
    found = propose([Heard(SerialLine(vector.get("serial", {}).get("baud", 9600)), data, asked)])
    assert vector["protocol"] in [each.protocol for each in equals(found)]


@pytest.mark.parametrize("key", KNOWN)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**63))
def test_a_damaged_stream_misleads_nobody(key: str, seed: int) -> None:
    """What is lost or changed on the wire may hide a protocol; it never puts one before it that reads otherwise."""
    random_ = random.Random(seed)
    frames = session(key, random_, 12)
    for place in random_.sample(range(11), 2):
        frames[place] = reference.mutate(frames[place], random_)
    asked = "" if protocols()[key].is_continuous else key
    found = propose([Heard(SerialLine(), b"".join(frames), asked)])
    best = equals(found) if found else []
    assert not found or key in [each.protocol for each in best], found


def test_a_scale_that_was_told_to_send_is_heard_without_being_asked() -> None:
    frames = [f"S {state}     {text} kg\r\n".encode() for state, text in (("D", "1.100"), ("S", "1.250"))]
    best = propose([Heard(SerialLine(), b"".join(frames * 4))])[0]
    assert (best.protocol, best.weight.text, best.profile.manner) == ("mt_sics", "1.250", LISTENS)
    assert trial_of(best.protocol, best.line, best.profile).asked == ""


@settings(max_examples=200, deadline=None)
@given(data=st.binary(min_size=200, max_size=600))
def test_noise_is_no_scale(data: bytes) -> None:
    assert propose([Heard(SerialLine(), data)]) == []
