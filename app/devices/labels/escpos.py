"""ESC/POS printers with labels in them: everything is drawn, ``GS v 0`` in bands, ``GS FF`` goes to the next label."""

from typing import Final

from app.devices.labels.job import LabelJob
from app.devices.printers.raster import packed

_RESET: Final = b"\x1b@"
_TO_NEXT_LABEL: Final = b"\x1d\x0c"
_BAND: Final = 128
"""Cheap printers take no more rows at once."""


def encode(job: LabelJob) -> bytes:
    """Return the bytes of a job; the picture is sent for each copy, because the language has none."""
    width_bytes, rows = packed(job.drawn.preview)
    size = width_bytes * _BAND
    bands = [rows[start : start + size] for start in range(0, len(rows), size)]
    drawn = b"".join(
        b"\x1dv0\x00"
        + width_bytes.to_bytes(2, "little")
        + (len(band) // width_bytes).to_bytes(2, "little")
        + band
        for band in bands
    )
    return _RESET + (drawn + _TO_NEXT_LABEL) * job.copies
