"""Any other scale that writes lines: a pattern of the profile says where figure and unit stand."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure, shifted
from app.devices.scales.framing import Cutter, Outcome, Piece, Quiet
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.units import is_known, unit_of

LINE_ENDS: Final = rb"[\r\n\x03]+"
_SIGNS: Final = (b"+", b"-")


def lines_of(data: bytes, end: str = "") -> list[str]:
    """Return the whole lines of a stream; what stands behind the last end is none yet."""
    *whole, _ = re.split(_end(end), data)
    return [_text(line) for line in whole if line.strip()]


def _end(pattern: str) -> "re.Pattern[bytes]":
    return re.compile(pattern.encode("latin-1") if pattern else LINE_ENDS)


def _text(line: bytes) -> str:
    return line.lstrip(b"\x02").decode("gbk", "replace")


def _cutter(profile: Profile) -> Cutter:
    pattern = profile.pattern
    wanted = re.compile(pattern.regex)
    at_rest = re.compile(pattern.stable) if pattern.stable else None
    ends = _end(pattern.end)

    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        end = ends.search(buffer)
        if end is None:
            return None
        line = buffer[: end.start()]
        return Piece(end.end(), tuple(decode(line)) if line.strip(b"\x02 ") else ())

    def decode(line: bytes) -> Iterator[Outcome]:
        text = _text(line)[pattern.slice_from : pattern.slice_to]
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
    if len(written) > 1 and written.endswith(_SIGNS) and not written.startswith(_SIGNS):
        written = written[-1:] + written[:-1]
    if decimals is None or b"." in written:
        return figure(written)
    return shifted(written.lstrip(b"+-"), decimals, negative=written.startswith(b"-"))


PROTOCOL = ScaleProtocol("generic_regex", N_("自定义（按样式读）"), _cutter)
