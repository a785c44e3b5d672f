"""What one receipt printer is, can and does unasked: width, cutter, drawer, Chinese and QR codes of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """58 mm is 384 dots and 32 columns, 80 mm is 576 and 48; a letter is 12 dots wide, a hanzi 24 (§3.1)."""

    columns: int = 48
    dots: int = 576
    has_chinese: bool = True
    """Without, everything is drawn."""
    has_qr: bool = True
    """Some cheap 58 mm heads have no QR command (V60): it is drawn then."""
    has_cutter: bool = True
    drawer_pin: int = 2
    """2 or 5; 0 where no drawer hangs on it."""
    answers_status: bool = True
    feed_lines: int = 4
    """From the print head to the edge where paper is torn off or cut."""
    prints_by_itself: bool = True
    """Slips come out with posting, where the firm wants them to; without, only when somebody asks."""


ROLL_58 = PrinterProfile(columns=32, dots=384, has_cutter=False)
ROLL_80 = PrinterProfile()
