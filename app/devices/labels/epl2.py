"""EPL2: no Chinese letters of its own; ``GW`` takes the picture, 0 is black; bar codes by ``B``."""

from typing import Final

from app.devices.bars import CodeKind
from app.devices.labels.job import LabelJob
from app.devices.labels.picture import Bar
from app.devices.printers.raster import packed

_END: Final = b"\r\n"
_NAMES: Final = {CodeKind.EAN13: "E30", CodeKind.EAN8: "E80", CodeKind.CODE128: "1"}
_INVERTED: Final = bytes(value ^ 0xFF for value in range(256))
_TEXT_DOTS: Final = 28


def encode(job: LabelJob) -> bytes:
    """Return the bytes of a job."""
    drawn = job.drawn
    width_bytes, rows = packed(drawn.picture)
    lines = [
        b"N",
        f"q{drawn.picture.width}".encode("ascii"),
        f"Q{drawn.picture.height},{job.printer.dots(job.label.gap)}".encode("ascii"),
        f"GW0,0,{width_bytes},{drawn.picture.height},".encode("ascii") + rows.translate(_INVERTED),
        *map(_bar, drawn.bars),
        f"P{job.copies},1".encode("ascii"),
    ]
    return _END + _END.join(lines) + _END


def _bar(bar: Bar) -> bytes:
    height = bar.height - (_TEXT_DOTS if bar.with_text else 0)
    text = (
        (bar.text if bar.kind is CodeKind.CODE128 else bar.text[:-1])
        .replace("\\", "\\\\")
        .replace('"', '\\"')
    )
    shown = "B" if bar.with_text else "N"
    return (
        f'B{bar.left},{bar.top},0,{_NAMES[bar.kind]},{bar.module},{bar.module},{height},{shown},"{text}"'
    ).encode("ascii")
