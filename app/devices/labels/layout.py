"""What stands where on a label, in tenths of a millimetre: texts in boxes, bar codes, QR codes. It is data."""

from dataclasses import dataclass
from typing import Final

from app.devices.bars import CodeKind

TENTHS_PER_INCH: Final = 254
_USUAL_DPI: Final = 203


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the label, tenths of a millimetre from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text in a box: as large as said, wrapped, made smaller until it fits; never cut."""

    box: Box
    text: str
    size: int = 30
    """Height of the letters, tenths of a millimetre."""
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class CodePart:
    """A code in a box; a bar code has its text below unless told otherwise."""

    box: Box
    kind: CodeKind
    text: str
    with_text: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """One label, and the gap to the next."""

    width: int
    height: int
    parts: tuple[TextPart | CodePart, ...]
    gap: int = 20


@dataclass(frozen=True, slots=True)
class LabelPrinter:
    """What one label printer is: its dots, its language, whether bar codes are its own."""

    dpi: int = _USUAL_DPI
    language: str = "tspl"
    has_bars: bool = True
    columns_of_head: int = 832
    """Dots across the print head; a wider picture is refused."""
    answers_status: bool = True

    def dots(self, tenths: int) -> int:
        """Return a length in dots, rounded half up; 203 dpi are 8 dots a millimetre, as makers count them."""
        if self.dpi == _USUAL_DPI:
            return (tenths * 8 + 5) // 10
        return (2 * tenths * self.dpi + TENTHS_PER_INCH) // (2 * TENTHS_PER_INCH)
