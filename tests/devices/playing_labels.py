"""Vectors of label printers and of ESC/P through decoders written apart from our encoders."""

from typing import Any

from tests.devices.decoders import labels
from tests.devices.playing import chosen, chunks_of

_LANGUAGES = {
    "tspl": labels.tspl,
    "zpl": labels.zpl,
    "cpcl": labels.cpcl,
    "epl2": labels.epl2,
    "escp": labels.escp,
}


def label(vector: dict[str, Any]) -> dict[str, Any]:
    """Decode what a label printer is sent."""
    return {"got": chosen(_LANGUAGES, vector["category"], "language")(b"".join(chunks_of(vector)))}
