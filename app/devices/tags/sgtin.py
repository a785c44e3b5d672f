"""The trade item number and the serial inside a tag: SGTIN-96 (V74). Other tags have none; they are opaque numbers."""

from dataclasses import dataclass
from typing import Final

from app.core.check_digit import check_digit

_HEADER: Final = 0x30
_BITS: Final = 96
_HEX_DIGITS: Final = _BITS // 4
_COMPANY_BITS: Final = (40, 37, 34, 30, 27, 24, 20)
_COMPANY_DIGITS: Final = (12, 11, 10, 9, 8, 7, 6)
_BOTH_BITS: Final = 44
_SERIAL_BITS: Final = 38
_BOTH_DIGITS: Final = 13


@dataclass(frozen=True, slots=True)
class Sgtin:
    """A GTIN-14 and the serial number of one piece."""

    gtin14: str
    serial: str


def sgtin_of(epc: str) -> Sgtin | None:
    """Read an EPC in hex; None when it is no SGTIN-96."""
    if len(epc) != _HEX_DIGITS:
        return None
    bits = int(epc, 16)
    partition = bits >> (_BOTH_BITS + _SERIAL_BITS) & 0b111
    if bits >> (_BITS - 8) != _HEADER or partition >= len(_COMPANY_BITS):
        return None
    company_bits, company_digits = _COMPANY_BITS[partition], _COMPANY_DIGITS[partition]
    both = bits >> _SERIAL_BITS & (1 << _BOTH_BITS) - 1
    company, item = both >> (_BOTH_BITS - company_bits), both & (1 << (_BOTH_BITS - company_bits)) - 1
    item_digits = _BOTH_DIGITS - company_digits
    if company >= 10**company_digits or item >= 10**item_digits:
        return None
    reference = str(item).zfill(item_digits)
    body = f"{reference[0]}{company:0{company_digits}d}{reference[1:]}"
    return Sgtin(body + check_digit(body), str(bits & (1 << _SERIAL_BITS) - 1))
