"""大华 ACS-A: five characters in grams, blanks for leading zeros, LF CR (V14). ``01234`` is 1.234 kg."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.scales.figures import shifted
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.units import KILOGRAM

_FRAME: Final = re.compile(rb"(?<![0-9 ])( {0,4}[0-9]{1,5})(?<=[0-9 ]{5})")
_LENGTH: Final = 5
_GRAM: Final = 3


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    yield Weight(shifted(frame[1], _GRAM), KILOGRAM)


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, ends=rb"\n\r", length=_LENGTH)


PROTOCOL = ScaleProtocol("dahua_acs5", N_("大华 ACS-A"), _cutter)
