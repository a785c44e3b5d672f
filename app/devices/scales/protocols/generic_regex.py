"""Any other scale that writes lines: a pattern of the profile says where figure and unit stand."""

import re
from collections.abc import Iterator

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure, shifted
from app.devices.scales.framing import Cutter, Outcome, Piece, Quiet
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.units import is_known, unit_of

_END = re.compile(rb"[\r\n\x03]+")


def _cutter(profile: Profile) -> Cutter:
    pattern = profile.pattern
    wanted = re.compile(pattern.regex)
    at_rest = re.compile(pattern.stable) if pattern.stable else None

    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        end = _END.search(buffer)
        if end is None:
            return None
        line = buffer[: end.start()].lstrip(b"\x02")
        return Piece(end.end(), tuple(decode(line)) if line.strip() else ())

    def decode(line: bytes) -> Iterator[Outcome]:
        text = line.decode("gbk", "replace")[pattern.slice_from : pattern.slice_to]
        found = wanted.search(text)
        written = found[1].replace(" ", "").encode("ascii", "replace") if found and found[1] else b""
        weight = _figure(written[::-1] if pattern.is_reversed else written, pattern.decimals)
        if found is None or weight is None:
            yield Fault(FaultKind.BAD_FIELD, line)
            return
        said = found[2] if wanted.groups > 1 else None
        unit = unit_of(said.encode("gbk", "replace")) if said else profile.unit
        yield Weight(weight, unit, stable=None if at_rest is None else at_rest.search(text) is not None)
        if not is_known(unit):
            yield Fault(FaultKind.UNIT_UNKNOWN, line)

    return cut


def _figure(written: bytes, decimals: int | None) -> str | None:
    if decimals is None or b"." in written:
        return figure(written)
    return shifted(written.lstrip(b"+-"), decimals, negative=written.startswith(b"-"))


PROTOCOL = ScaleProtocol("generic_regex", N_("自定义（按样式读）"), _cutter)
