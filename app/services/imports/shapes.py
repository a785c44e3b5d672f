"""What people said of the columns of a file, remembered for every file of the same shape until forgotten (N12)."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.services.firm import Firm
from app.storage.settings import SETTING

_KEY: Final = "import.shape."


class Known(NamedTuple):
    """What a list was imported as, and which field stands in which column, by its place from 0."""

    kind: str
    mapping: Mapping[int, str]


def recall(firm: Firm, shape: str) -> Known | None:
    """Return what is remembered of a shape, None when nothing is."""
    found = firm.books.setting(_KEY + shape)
    if not found:
        return None
    return Known(found["kind"], {int(place): field for place, field in found["columns"].items()})


def remember(firm: Firm, shape: str, kind: str, mapping: Mapping[int, str]) -> None:
    """Keep what a person said; nothing is written when it is known."""
    if shape and recall(firm, shape) != (kind, mapping):
        columns = {str(place): field for place, field in mapping.items()}
        firm.write(SETTING, "", {_KEY + shape: {"kind": kind, "columns": columns}})


def forget(firm: Firm, shape: str) -> None:
    """Forget what was said of a shape."""
    if recall(firm, shape) is not None:
        firm.write(SETTING, "", {_KEY + shape: None})
