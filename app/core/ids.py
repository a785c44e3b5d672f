"""Names that no two computers give twice."""

import os
import time


def new_uid() -> str:
    """Make a UUIDv7 (RFC 9562): 32 hex digits, sorted by the time they were made."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return f"{value:032x}"
