"""赛多利斯 SBI, 16 characters (V28)."""

import re
from typing import Final

from app.core.text import N_
from app.devices.scales import sartorius
from app.devices.scales.framing import Cutter, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.serial_line import SerialLine

_LENGTH: Final = 14
_FRAME: Final = re.compile(sartorius.BODY)


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, sartorius.decode, length=_LENGTH)


PROTOCOL = ScaleProtocol(
    "sartorius_sbi16",
    N_("赛多利斯 SBI 16 字符"),
    _cutter,
    line=SerialLine(baud=1200, bits=7, parity="O"),
    requests=lambda _profile: sartorius.REQUESTS,
)
