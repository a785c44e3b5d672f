"""When a load may be taken, and by what name it is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.errors import Problem
from app.devices.faults import Fault, FaultKind
from app.devices.scales.scale import Reading
from app.devices.scales.weight import MOTION, OVERLOAD, UNDERLOAD, Weight
from app.devices.scanners.serial_scans import Heard
from app.devices.standing import (
    ScaleEmpty,
    ScaleMissing,
    ScaleOverloaded,
    Standing,
    WeightBelowZero,
    WeightMoves,
    WeightTaken,
    WeightUnitUnknown,
)
from app.devices.worker import State, Status

LOAD = Reading(Weight("1.250", "kg"), 1000, is_at_rest=True)


def standing(*said: object) -> Standing:
    made = Standing("台秤")
    for one in (Status(State.OPEN), *said):
        made.hear(one)
    return made


def test_a_load_is_taken_once_and_again_after_the_scale_was_empty() -> None:
    scale = standing(LOAD)
    assert scale.take(1500) == Decimal("1.250")
    with pytest.raises(WeightTaken):
        scale.take(1500)
    scale.hear(replace(LOAD, weight=Weight("0.000", "kg"), at_ms=1600))
    scale.hear(replace(LOAD, at_ms=1700))
    assert scale.take(1800) == Decimal("1.250")


@pytest.mark.parametrize(
    ("said", "at_ms", "refusal"),
    [
        ((), 0, ScaleMissing),
        ((LOAD,), 2000, ScaleMissing),
        ((LOAD, None), 1100, ScaleMissing),
        ((LOAD, Status(State.MISSING, "gone")), 1100, ScaleMissing),
        ((replace(LOAD, is_at_rest=False),), 1100, WeightMoves),
        ((replace(LOAD, weight=MOTION),), 1100, WeightMoves),
        ((replace(LOAD, weight=OVERLOAD),), 1100, ScaleOverloaded),
        ((replace(LOAD, weight=UNDERLOAD),), 1100, WeightBelowZero),
        ((replace(LOAD, weight=Weight("-0.002", "kg")),), 1100, WeightBelowZero),
        ((replace(LOAD, weight=Weight("0.000", "kg")),), 1100, ScaleEmpty),
        ((replace(LOAD, weight=Weight("12", "pcs")),), 1100, WeightUnitUnknown),
    ],
)
def test_why_a_load_is_not_taken(said: tuple[object, ...], at_ms: int, refusal: type[Problem]) -> None:
    scale = standing(*said)
    with pytest.raises(refusal):
        scale.take(at_ms)


def test_faults_are_counted_and_scans_kept_newest_first() -> None:
    one = standing(Fault(FaultKind.GARBAGE), Fault(FaultKind.BAD_CHECKSUM), Heard("1", 0), Heard("2", 9))
    assert (one.fault, one.faults) == (FaultKind.BAD_CHECKSUM, 2)
    assert list(one.scans) == ["2", "1"]
