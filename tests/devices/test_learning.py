"""What is learned of an unknown scale equals a reference decoder, and refuses what it has never seen."""

import random
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from operator import xor

import pytest

from app.devices.doctor.learning import Sample, Unlearned, learn
from app.devices.doctor.readout import read
from app.devices.scales.profile import Profile
from app.devices.scales.protocols import protocols
from app.devices.serial_line import SerialLine

GENERIC = protocols()["generic_regex"]
Frame = Callable[[int, bool], bytes]
"""From grams and whether they are at rest."""


def kilos(grams: int, width: int) -> str:
    return f"{abs(grams) // 1000}.{abs(grams) % 1000:03d}".rjust(width)


def sign(grams: int, plus: str = "+") -> str:
    return "-" if grams < 0 else plus


def summed(body: str) -> bytes:
    return f"{body}{reduce(xor, body.encode()):02X}\r\n".encode()


FORMS: dict[str, Frame] = {
    "state, sign, figure, unit": lambda g, r: f"{'ST' if r else 'US'},{sign(g)}{kilos(g, 8)}kg\r\n".encode(),
    "mark behind": lambda g, r: f"W:{sign(g, ' ')}{kilos(g, 9)} kg {' ' if r else '?'}\r".encode(),
    "no mark of rest": lambda g, _: f"{sign(g, ' ')}{kilos(g, 7).replace(' ', '0')}\r\n".encode(),
    "no point": lambda g, r: f"\x02{'S' if r else 'D'}{sign(g)}{abs(g):06d}\x03".encode(),
    "no point, grams": lambda g, r: f"N {'  ' if r else 'MO'} {sign(g)}{abs(g):>7} g\n".encode(),
    "check sum": lambda g, r: summed(f"{'0' if r else '1'}G{sign(g)}{abs(g):06d}"),
    "figure and tare": lambda g, r: f"{'A' if r else 'B'}{sign(g)}{abs(g):06d}000000\r".encode(),
    "between marks": lambda g, _: f"={sign(g, '0')}{kilos(g, 7).replace(' ', '0')}".encode(),
    "low digit first": lambda g, _: f"={kilos(g, 7).replace(' ', '0')[::-1]}{sign(g, '0')}".encode(),
    "sign behind": lambda g, r: f"{kilos(g, 8)}{sign(g, ' ')}{'S' if r else 'U'}\r\n".encode(),
    "hanzi": lambda g, r: f"{'稳' if r else '动'}{sign(g)}{kilos(g, 8)}公斤\r\n".encode("gbk"),
}


def samples(frame: Frame, random_: random.Random, *, loads: tuple[int, ...] = (1000, -1000)) -> list[Sample]:
    """Play what the doctor asks for: an empty scale, a load, the scale tared and the load taken off."""
    made, before = [], 0
    for load in loads:
        steps = [random_.randrange(min(0, load), max(0, load)) for _ in range(12)]
        told = [frame(before, True)] * 8
        told += [frame(step, False) for step in steps] + [frame(load, False)] + [frame(load, True)] * 6
        data = b"".join(told)
        made.append(Sample(data + (frame(load, True)[:1]), Decimal(load).scaleb(-3), "kg"))
        before = load
    return made


def learned(name: str, **how: tuple[int, ...]) -> Profile:
    profile = learn(samples(FORMS[name], random.Random(1), **how))
    assert isinstance(profile, Profile), profile
    return profile


@pytest.mark.parametrize("name", FORMS)
def test_ten_thousand_frames_are_read_as_they_were_meant(name: str) -> None:
    profile = learned(name)
    random_ = random.Random(2)
    meant = [(random_.randrange(-99_999, 99_999), random_.random() < 0.5) for _ in range(10_000)]
    # A form without an end of its own is ended by the next one.
    stream = b"".join(FORMS[name](*one) for one in meant) + FORMS[name](0, True)[:1]
    weights = read(GENERIC, profile, SerialLine(), stream).weights
    weights = weights[-len(meant) :]
    assert [weight.kilograms for weight in weights] == [Decimal(grams).scaleb(-3) for grams, _ in meant]
    has_mark = weights[0].stable is not None
    assert has_mark == (FORMS[name](1, True) != FORMS[name](1, False))
    if has_mark:
        assert [weight.stable for weight in weights] == [is_at_rest for _, is_at_rest in meant]


@pytest.mark.parametrize("name", FORMS)
def test_what_was_never_seen_is_no_weight(name: str) -> None:
    profile = learned(name, loads=(1000, 2500))
    random_ = random.Random(3)
    for _ in range(2_000):
        grams = random_.randrange(-99_999, 99_999)
        line = bytearray(FORMS[name](grams, random_.random() < 0.5))
        ours = {Decimal(grams).scaleb(-3), None}
        place = random_.randrange(len(line) - 2)
        if chr(line[place]).isdigit() or line[place] in b" 0":
            continue  # a digit for a digit is another weight to everybody
        line[place] = random_.choice(b"!#XQL~")
        stream = bytes(line) + FORMS[name](0, True)[:1]
        for weight in read(GENERIC, profile, SerialLine(), stream).weights:
            assert weight.kilograms in ours, (bytes(line), weight)


def test_a_minus_in_a_place_where_none_was_seen_is_no_positive_weight() -> None:
    profile = learned("sign behind", loads=(1000, 2500))
    assert read(GENERIC, profile, SerialLine(), FORMS["sign behind"](-500, True)).weights == []


@pytest.mark.parametrize("name", FORMS)
def test_a_display_that_was_mistyped_teaches_nothing_wrong(name: str) -> None:
    frame, random_ = FORMS[name], random.Random(6)
    for _ in range(40):
        grams, typed = random_.randrange(1, 30_000), random_.randrange(1, 30_000)
        (sample,) = samples(frame, random_, loads=(grams,))
        shown = Decimal(typed).scaleb(-3)
        profile = learn([Sample(sample.data, shown, "kg")])
        if isinstance(profile, Profile):
            told = read(GENERIC, profile, SerialLine(), sample.data).weights[-1]
            assert told.kilograms == shown
            assert typed == grams or name == "low digit first", (name, grams, typed, profile.pattern)


def test_why_nothing_is_learned() -> None:
    frame, random_ = FORMS["state, sign, figure, unit"], random.Random(4)
    assert learn([Sample(b"", Decimal(1), "kg")]) is Unlearned.NO_LINES
    assert learn([Sample(random_.randbytes(400), Decimal(1), "kg")]) in {
        Unlearned.NO_LINES,
        Unlearned.NOT_SEEN,
    }
    (whole,) = samples(frame, random_, loads=(1000,))
    for wrong in ("2.000", "1.001", "1000", "10.00"):
        assert learn([Sample(whole.data, Decimal(wrong), "kg")]) is Unlearned.NOT_SEEN
    assert learn([Sample(whole.data, Decimal("0.000"), "kg")]) is Unlearned.UNCLEAR
    moving = b"".join(frame(grams, False) for grams in (0, 300, 600, 900, 1000))
    assert learn([Sample(moving, Decimal("1.000"), "kg")]) is Unlearned.NOT_AT_REST
    twice = b"".join(
        f"{kilos(grams, 7)} {kilos(net, 7)}\r\n".encode()
        for grams, net in [(0, 0)] * 4 + [(500, 200)] * 4 + [(1000, 1000)] * 5
    )
    assert learn([Sample(twice, Decimal("1.000"), "kg")]) is Unlearned.UNCLEAR
