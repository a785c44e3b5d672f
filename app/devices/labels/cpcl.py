"""CPCL (portable printers, V64): ``CG`` takes the picture as bytes, 1 is black."""

from typing import Final

from app.devices.bars import CodeKind
from app.devices.labels.job import LabelJob
from app.devices.labels.picture import Bar
from app.devices.printers.raster import packed

_END: Final = b"\r\n"
_NAMES: Final = {CodeKind.EAN13: "EAN13", CodeKind.EAN8: "EAN8", CodeKind.CODE128: "128"}
_TEXT_DOTS: Final = 28


def encode(job: LabelJob) -> bytes:
    """Return the bytes of a job."""
    drawn = job.drawn
    width_bytes, rows = packed(drawn.picture)
    height = drawn.picture.height
    lines = [
        f"! 0 {job.printer.dpi} {job.printer.dpi} {height} {job.copies}".encode("ascii"),
        f"PAGE-WIDTH {drawn.picture.width}".encode("ascii"),
        f"CG {width_bytes} {height} 0 0 ".encode("ascii") + rows,
        *(line for bar in drawn.bars for line in _bar(bar)),
        b"FORM",
        b"PRINT",
    ]
    return _END.join(lines) + _END


def _bar(bar: Bar) -> list[bytes]:
    height = bar.height - (_TEXT_DOTS if bar.with_text else 0)
    code = f"BARCODE {_NAMES[bar.kind]} {bar.module} 1 {height} {bar.left} {bar.top} {bar.text}".encode(
        "ascii"
    )
    return [b"BARCODE-TEXT 7 0 5", code, b"BARCODE-TEXT OFF"] if bar.with_text else [code]
