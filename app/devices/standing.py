"""What a device stands at: all it has told so far, and whether what lies on a scale may be taken now.

Pure: `hear` is given what was said, `take` the time. Refusals are problems with a name each, so that a sentence can
say why; a weight is taken at rest, fresh, above nothing, and once (hardware facts §1.7).
"""

from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from app.core.errors import BusinessError, EnvironmentProblem
from app.devices.faults import Fault, FaultKind
from app.devices.scales.scale import Reading
from app.devices.scales.stability import FRESH_MS, Capture
from app.devices.scanners.serial_scans import Heard
from app.devices.tags.tag import Tag
from app.devices.worker import State, Status

_SCANS_KEPT: Final = 5


@dataclass(eq=False)
class ScaleMissing(EnvironmentProblem):
    """The scale is not there, or says nothing."""

    code: ClassVar[str] = "SCALE_MISSING"
    scale: str = ""


@dataclass(eq=False)
class WeightMoves(BusinessError):
    """The weight is not at rest."""

    code: ClassVar[str] = "WEIGHT_MOVES"
    scale: str = ""


@dataclass(eq=False)
class ScaleOverloaded(BusinessError):
    """More lies on the scale than it can weigh."""

    code: ClassVar[str] = "SCALE_OVERLOADED"
    scale: str = ""


@dataclass(eq=False)
class WeightBelowZero(BusinessError):
    """The scale shows less than nothing."""

    code: ClassVar[str] = "WEIGHT_BELOW_ZERO"
    scale: str = ""


@dataclass(eq=False)
class ScaleEmpty(BusinessError):
    """Nothing lies on the scale."""

    code: ClassVar[str] = "SCALE_EMPTY"
    scale: str = ""


@dataclass(eq=False)
class WeightTaken(BusinessError):
    """This load was taken already."""

    code: ClassVar[str] = "WEIGHT_TAKEN"
    scale: str = ""


@dataclass(eq=False)
class WeightUnitUnknown(BusinessError):
    """The scale says a unit that is none of mass, or none that is known."""

    code: ClassVar[str] = "WEIGHT_UNIT_UNKNOWN"
    scale: str = ""
    unit: str = ""


@dataclass(slots=True)
class Standing:
    """One device: its state, the last reading, the last scans and tags, the last fault and how many there were."""

    name: str
    status: Status | None = None
    reading: Reading | None = None
    scans: deque[str] = field(default_factory=lambda: deque(maxlen=_SCANS_KEPT))
    fault: FaultKind | None = None
    faults: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    """Tags and how often each was heard, in the order in which they came first."""
    _capture: Capture = field(default_factory=Capture)

    def hear(self, said: object) -> None:
        """Take in what the device said; what is not about these is left out."""
        match said:
            case Status():
                self.status = said
            case Reading():
                self.reading = said
                self._capture.see(said.weight)
            case None:
                self.reading = None
            case Fault(kind):
                self.fault, self.faults = kind, self.faults + 1
            case Heard(code):
                self.scans.appendleft(code)
            case Tag(epc):
                self.tags[epc] = self.tags.get(epc, 0) + 1
            case _:
                pass

    def take(self, now_ms: int) -> Decimal:
        """Take the load that lies on the scale, in kilograms; raise why not."""
        kilograms = self.look(now_ms)
        assert self.reading is not None
        self._capture.take(self.reading.weight)
        return kilograms

    def look(self, now_ms: int) -> Decimal:
        """Return the load that could be taken now; raise why none."""
        reading = self.reading
        is_open = self.status is not None and self.status.state is State.OPEN
        if reading is None or not is_open or now_ms - reading.at_ms >= FRESH_MS:
            raise ScaleMissing(scale=self.name)
        weight = reading.weight
        if weight.overload:
            raise ScaleOverloaded(scale=self.name)
        if weight.underload:
            raise WeightBelowZero(scale=self.name)
        value = weight.value
        if value is not None and value < 0:
            raise WeightBelowZero(scale=self.name)
        if value is None or not reading.is_at_rest:
            raise WeightMoves(scale=self.name)
        if value == 0:
            raise ScaleEmpty(scale=self.name)
        kilograms = weight.kilograms
        if kilograms is None:
            raise WeightUnitUnknown(scale=self.name, unit=weight.unit or "")
        if not self._capture.may_take():
            raise WeightTaken(scale=self.name)
        return kilograms
