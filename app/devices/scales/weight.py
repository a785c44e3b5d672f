"""A weight as a scale said it: decimal text with its trailing zeros, and its unit. Never a float."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.devices.units import in_kilograms


@dataclass(frozen=True, slots=True)
class Weight:
    """One reading. `text` is None where the scale has no number to give: overload, underload, motion.

    `stable` is None where the protocol has no such flag and the program must see for itself (`stability`).
    """

    text: str | None
    unit: str | None
    """A key of `units.IN_KILOGRAMS`, `units.PIECES`, or what the scale wrote where we do not know it."""
    stable: bool | None = None
    overload: bool = False
    underload: bool = False
    net: bool | None = None
    """Whether a tare is taken off; None where the scale does not say."""
    tare: str | None = None
    kind: str = ""
    """gross, net or tare, where the frame says which of them this figure is."""

    @property
    def kilograms(self) -> Decimal | None:
        """Return the exact weight in kilograms; None where there is no number or the unit is none of mass."""
        return in_kilograms(self.text, self.unit)

    @property
    def value(self) -> Decimal | None:
        """Return the number as the scale said it, in its own unit."""
        return None if self.text is None else Decimal(self.text)


OVERLOAD: Final = Weight(None, None, stable=False, overload=True)
UNDERLOAD: Final = Weight(None, None, stable=False, underload=True)
MOTION: Final = Weight(None, None, stable=False)
