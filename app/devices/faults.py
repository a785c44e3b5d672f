"""What a device did wrong, by a stable name: told in a status or a log, never turned into a weight, a scan or a claim.

A fault is data and not an exception, because one chunk of bytes may carry two good frames with a bad one between them.
"""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """The names of hardware vectors and logs."""

    BAD_CHECKSUM = "bad_checksum"
    INCOMPLETE = "incomplete"
    GARBAGE = "garbage"
    TIMEOUT = "timeout"
    DEVICE_BUSY = "device_busy"
    DEVICE_ERROR = "device_error"
    WRONG_ADDRESS = "wrong_address"
    BAD_FIELD = "bad_field"
    UNIT_UNKNOWN = "unit_unknown"
    DISCONNECTED = "disconnected"
    CHECKSUM_VARIANT = "checksum_variant"
    NO_TAG = "no_tag"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong, and the bytes it was seen in."""

    kind: FaultKind
    data: bytes = b""
