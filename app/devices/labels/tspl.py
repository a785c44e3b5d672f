"""TSPL (TSC, 佳博, 汉印, 芯烨): text lines and ``BITMAP``, in which 0 burns and 1 stays blank (V12, V62)."""

from typing import Final

from app.devices.bars import CodeKind
from app.devices.labels.job import LabelJob
from app.devices.labels.picture import Bar
from app.devices.printers.raster import packed

_END: Final = b"\r\n"
_NAMES: Final = {CodeKind.EAN13: "EAN13", CodeKind.EAN8: "EAN8", CodeKind.CODE128: "128"}
_INVERTED: Final = bytes(value ^ 0xFF for value in range(256))
_TEXT_DOTS: Final = 28
"""What the printer's own text below a bar code takes."""


def encode(job: LabelJob) -> bytes:
    """Return the bytes of a job."""
    drawn = job.drawn
    width_bytes, rows = packed(drawn.picture)
    head = (
        f"SIZE {_mm(job.label.width)} mm,{_mm(job.label.height)} mm",
        f"GAP {_mm(job.label.gap)} mm,0 mm",
        "DIRECTION 1",
        "CLS",
    )
    lines = [line.encode("ascii") for line in head]
    lines.append(
        f"BITMAP 0,0,{width_bytes},{drawn.picture.height},0,".encode("ascii") + rows.translate(_INVERTED)
    )
    lines += [_bar(bar) for bar in drawn.bars]
    lines.append(f"PRINT 1,{job.copies}".encode("ascii"))
    return _END.join(lines) + _END


def _bar(bar: Bar) -> bytes:
    height = bar.height - (_TEXT_DOTS if bar.with_text else 0)
    text = bar.text.replace('"', '\\["]')
    return (
        f'BARCODE {bar.left},{bar.top},"{_NAMES[bar.kind]}",{height},{int(bar.with_text)},0,'
        f'{bar.module},{bar.module},"{text}"'
    ).encode("ascii")


def _mm(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)
