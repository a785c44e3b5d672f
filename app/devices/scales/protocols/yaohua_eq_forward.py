"""耀华 A26 format 2: ``=`` + 0 or - + seven characters (V1). ``=0003.000`` is 3.000.

Format 3, and A23p with prices: ``;unit price;amount`` behind it, ``=0002.000kg;0001.00;0002.00`` is 2.000 (V1, V2).
"""

from app.core.text import N_
from app.devices.scales.equals_sign import cut_equals
from app.devices.scales.framing import Cutter
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol


def _cutter(profile: Profile) -> Cutter:
    return cut_equals(profile, lambda body: (body[:1], body[1:]), has_price=True)


PROTOCOL = ScaleProtocol("yaohua_eq_forward", N_("耀华 = 格式（高位在前）"), _cutter)
