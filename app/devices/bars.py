"""Codes as dots: python-barcode, segno and `data_matrix` say which modules are black; we only place them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.devices import data_matrix

_QUIET_MODULES: Final = 4
_SEPARATOR: Final = "\x1d"
_FNC1: Final = "\xf1"
"""How python-barcode writes the sign that separates fields, which a scanner tells as `_SEPARATOR`."""


class CodeKind(StrEnum):
    """Sorts of codes we draw."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    CODE128 = "code128"
    QR = "qr"
    UPC_A = "upca"
    ITF = "itf"
    """Two modules are its narrow bar, five its wide one."""
    GS1_128 = "gs1_128"
    DATA_MATRIX = "data_matrix"

    @property
    def is_square(self) -> bool:
        """Say whether it has rows of modules; a bar code has one, drawn as high as there is room."""
        return self in {CodeKind.QR, CodeKind.DATA_MATRIX}


@dataclass(frozen=True, slots=True)
class Modules:
    """Rows of modules, True is black; a bar code has one row, to be drawn as high as there is room."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def width(self) -> int:
        """Return the number of modules across."""
        return len(self.rows[0])


def modules(kind: CodeKind, text: str) -> Modules:
    """Return the modules of a code; ValueError when the text cannot be coded so."""
    if kind is CodeKind.QR:
        import segno  # noqa: PLC0415 - only who prints codes needs it

        return Modules(tuple(tuple(map(bool, row)) for row in segno.make_qr(text, error="m").matrix))
    if kind is CodeKind.DATA_MATRIX:
        return Modules(data_matrix.modules(text))
    import barcode  # noqa: PLC0415 - only who prints codes needs it
    from barcode.errors import BarcodeError  # noqa: PLC0415 - goes with the one above

    try:
        lines: Sequence[str] = barcode.get(kind.value, text.replace(_SEPARATOR, _FNC1)).build()
    except (BarcodeError, KeyError) as problem:
        raise ValueError(text) from problem
    return Modules((tuple(one == "1" for one in lines[0]),))
