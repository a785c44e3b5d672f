"""From a drawn label to the bytes of its printer's language; each language is one file and knows none of the others."""

from collections.abc import Callable
from typing import Final

from app.devices.labels import cpcl, epl2, escpos, tspl, zpl
from app.devices.labels.job import LabelJob

LANGUAGES: Final[dict[str, Callable[[LabelJob], bytes]]] = {
    "tspl": tspl.encode,
    "zpl": zpl.encode,
    "cpcl": cpcl.encode,
    "epl2": epl2.encode,
    "escpos": escpos.encode,
}


def encode(job: LabelJob) -> bytes:
    """Return the bytes that print a job."""
    return LANGUAGES[job.printer.language](job)
