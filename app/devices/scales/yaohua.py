"""What two frames of 耀华 share: which bytes may stand where, and how they are checked (V1, V5)."""

from typing import Final

from app.devices.scales.figures import exclusive_or, two_letters, two_letters_from_zero
from app.devices.scales.profile import Profile

SIGNS: Final = frozenset(b"+-")
DIGITS: Final = frozenset(b"0123456789")
DECIMALS: Final = frozenset(b"01234")
LETTERS: Final = frozenset(range(0x20, 0x7F))
"""Where a check byte stands anything written may stand: what is not right is told as a wrong check."""


def is_right(body: bytes, check: bytes, profile: Profile) -> bool:
    """Say whether two check letters fit what they stand for."""
    value = exclusive_or(body)
    return check == two_letters(value) or (
        profile.accepts_clone_checksum and check == two_letters_from_zero(value)
    )
