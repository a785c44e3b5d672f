"""What one scale on one desk is told apart by: protocol, line, unit and the few switches a protocol leaves open.

Several Chinese formats cannot be told from each other by their bytes, so the profile is chosen, not guessed (decision 1
of the hardware facts); the doctor proposes, a person confirms.
"""

from dataclasses import dataclass, field
from typing import Final

from app.devices.units import KILOGRAM

CHECK_AUTO: Final = "auto"
CHECK_REQUIRED: Final = "required"
CHECK_NONE: Final = "none"
LISTENS: Final = "listens"
ASKS: Final = "asks"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a line of an unknown scale is read: a person can write it, or the doctor learns it."""

    regex: str = r"([+-]?\s*\d+(?:\.\d+)?)\s*(kg|g|lb|jin)?"
    """Group 1, or ``weight``, is the figure; group 2, or ``unit``, the unit if there is one."""
    stable: str = ""
    """A pattern that a line of a scale at rest has; empty: the line does not say."""
    slice_from: int = 0
    slice_to: int | None = None
    """Only this part of the line is looked at."""
    is_reversed: bool = False
    decimals: int | None = None
    """So many decimals where the figure has no point."""
    end: str = ""
    """What ends a line, as a pattern; empty: CR, LF or ETX."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Choices of one scale."""

    unit: str = KILOGRAM
    """Said for frames that carry none."""
    address: str = "A"
    checksum: str = CHECK_AUTO
    accepts_clone_checksum: bool = False
    """Some Yaohua clones write the check bytes another way (V5)."""
    manner: str = ""
    """LISTENS: the scale sends by itself; ASKS: it is asked again and again; empty: as is usual for its protocol."""
    stable_after: int = 5
    stable_min_ms: int = 400
    timeout_ms: int = 1000
    pattern: Pattern = field(default_factory=Pattern)
