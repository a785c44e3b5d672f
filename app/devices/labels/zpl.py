"""ZPL II (Zebra and others): ``^GFA`` takes the picture in hex, 1 is black; bar codes by ``^BE``, ``^B8``, ``^BC``."""

from typing import Final

from app.devices.bars import CodeKind
from app.devices.labels.job import LabelJob
from app.devices.labels.picture import Bar
from app.devices.printers.raster import packed

_COMMANDS: Final = {CodeKind.EAN13: "BEN", CodeKind.EAN8: "B8N", CodeKind.CODE128: "BCN"}
_TEXT_DOTS: Final = 28
_ESCAPED: Final = str.maketrans({"^": "_5E", "~": "_7E", "_": "_5F", ">": "_3E"})


def encode(job: LabelJob) -> bytes:
    """Return the bytes of a job."""
    drawn = job.drawn
    width_bytes, rows = packed(drawn.picture)
    parts = [
        "^XA^CI28",
        f"^PW{drawn.picture.width}^LL{drawn.picture.height}",
        f"^FO0,0^GFA,{len(rows)},{len(rows)},{width_bytes},{rows.hex().upper()}^FS",
        *map(_bar, drawn.bars),
        f"^PQ{job.copies}^XZ",
    ]
    return "".join(parts).encode("ascii")


def _bar(bar: Bar) -> str:
    height = bar.height - (_TEXT_DOTS if bar.with_text else 0)
    shown = "Y" if bar.with_text else "N"
    # The printer adds the check digit of an EAN itself.
    text = bar.text if bar.kind is CodeKind.CODE128 else bar.text[:-1]
    # Automatic packing: as narrow as it was drawn, and no letter is a command.
    more = ",N,A" if bar.kind is CodeKind.CODE128 else ""
    return (
        f"^FO{bar.left},{bar.top}^BY{bar.module}^{_COMMANDS[bar.kind]},{height},{shown},N{more}"
        f"^FH_^FD{text.translate(_ESCAPED)}^FS"
    )
