"""When a weight may be booked: at rest, fresh, not below zero, and after the scale was empty in between (§1.7).

The scale's own flag counts where it has one; otherwise the same figure must come `stable_after` times over at least
`stable_min_ms`. Pure: the time is given.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.devices.scales.profile import Profile
from app.devices.scales.weight import Weight

FRESH_MS: Final = 1000
"""A reading older than this is not booked (§1.7)."""
SILENT_MS: Final = 1500
"""Without a good frame for so long the number disappears from the screen (§1.7)."""
_NEW_WEIGHT_STEPS: Final = 5
"""Another load on the scale differs by at least so many steps of its display (§1.7)."""


@dataclass(slots=True)
class Stability:
    """Watches one scale's readings."""

    profile: Profile
    _figure: tuple[str | None, str | None] = (None, None)
    _times: int = 0
    _since_ms: int = 0

    def see(self, weight: Weight, at_ms: int) -> bool:
        """Take a reading; say whether it is at rest."""
        figure = (weight.text, weight.unit)
        if weight.text is None or weight.stable is False:
            self._figure, self._times = (None, None), 0
            return False
        if figure != self._figure:
            self._figure, self._times, self._since_ms = figure, 0, at_ms
        self._times += 1
        if weight.stable is not None:
            return weight.stable
        return (
            self._times >= self.profile.stable_after and at_ms - self._since_ms >= self.profile.stable_min_ms
        )


@dataclass(slots=True)
class Capture:
    """Lets one load be taken once: between two takings the scale was empty, or shows another weight."""

    _taken: Weight | None = None

    def see(self, weight: Weight) -> None:
        """Take note of any reading, also of those that are not taken."""
        if self._taken is not None and self._differs(weight, self._taken):
            self._taken = None

    def may_take(self) -> bool:
        """Say whether what lies on the scale was not taken yet."""
        return self._taken is None

    def take(self, weight: Weight) -> None:
        """Remember what was taken."""
        self._taken = weight

    @staticmethod
    def _differs(weight: Weight, taken: Weight) -> bool:
        now, before = weight.value, taken.value
        if now is None or before is None:
            return False
        if now <= 0 or weight.unit != taken.unit:
            return True
        step = Decimal(1).scaleb(min(_exponent(now), _exponent(before)))
        return abs(now - before) >= _NEW_WEIGHT_STEPS * step


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
