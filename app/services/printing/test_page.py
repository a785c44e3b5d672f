"""The page that shows how a receipt printer is to be set: each question of the setup is answered by looking at paper.

    ruler    of the lines that stay whole, the longest tells how many columns there are
    letters  by the printer itself; where they are junk it has no Chinese, and slips must be drawn
    drawn    the same as a picture: right on every printer
    codes    by the printer itself and drawn: a printer without QR codes of its own shows one
    end      the cutter, and the drawer if it is to be opened

Nothing that a person typed stands on it but the name of the printer.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.core.roll import Centred, Coded, Row, Ruled, Said
from app.core.text import N_, Message
from app.i18n.catalog import fill, tr

if TYPE_CHECKING:
    from app.devices.printers.profile import PrinterProfile

RULERS: Final = (32, 42, 48)
"""Columns of the printers there are: 58 mm, old 76 mm, 80 mm."""
_EAN: Final = "6901234567892"
_QR: Final = "ZHANGGUI 0123456789"


def page(name: str, profile: "PrinterProfile", *, opens_drawer: bool = False) -> bytes:
    """Return the bytes of the page for a printer as it is set now."""
    from app.devices.printers import escpos, receipt  # noqa: PLC0415 - draws with Pillow: loaded with the first page
    from app.devices.printers.raster import FontFile  # noqa: PLC0415 - see above
    from app.formats.fonts import chinese_face  # noqa: PLC0415 - see above

    face = chinese_face()
    font = FontFile(face.path, face.index)
    own = replace(profile, has_chinese=True, has_qr=True)
    drawn = replace(profile, has_chinese=False, has_qr=False)
    pieces = [
        escpos.START,
        receipt.written(_head(name, profile), profile, font).data,
        b"".join(_ruler(columns) for columns in RULERS),
        receipt.written(_letters(tr(N_("1. 打印机自己的字"))), own, font).data,
        receipt.written(_letters(tr(N_("2. 画出来的字"))), drawn, font).data,
        receipt.written([Said(tr(N_("3. 打印机自己的二维码和条码")))], profile, font).data,
        receipt.written([Coded(_QR)], own, font).data,
        escpos.align(escpos.CENTRE) + escpos.ean13(_EAN) + escpos.LINE_FEED + escpos.align(escpos.LEFT),
        receipt.written([Said(tr(N_("4. 画出来的二维码"))), Coded(_QR), *_advice()], drawn, font).data,
        receipt.ending(profile),
        escpos.drawer(profile.drawer_pin) if opens_drawer else b"",
    ]
    return b"".join(pieces)


def _head(name: str, profile: "PrinterProfile") -> Iterator[Row]:
    yield Centred(tr(N_("打印机测试页")), percent=200, bold=True)
    set_to = N_("{name}：现在设成 {columns} 列")
    yield Centred(fill(Message.of(set_to, name=name, columns=profile.columns)))
    yield Ruled()
    yield Said(tr(N_("没有折行的最长一条，末尾的数字就是列数：")))


def _ruler(columns: int) -> bytes:
    """Return a line of so many columns that ends with their number; in letters of the printer, which is asked."""
    from app.devices.printers import escpos  # noqa: PLC0415 - see above

    text = f"{columns:>{columns}}".replace(" ", "-")
    return text.encode("ascii") + escpos.LINE_FEED


def _letters(title: str) -> Iterator[Row]:
    yield Ruled()
    yield Said(title, bold=True)
    yield Said(tr(N_("掌柜 鑫淼囍 ￥ ℃ ㎡ ① × — “”")))
    yield Said("ABC abc 0123456789 +-*/=%#@", "￥1,234.56")
    yield Said(tr(N_("大米 5kg")), "12.00")
    yield Said(tr(N_("金龙鱼调和油 5L")), "1,234.56")


def _advice() -> Iterator[Row]:
    yield Ruled()
    yield Said(tr(N_("第 1 段是乱码，第 2 段看得清：在“设备”里把文字改成“画成图片”。")))
    yield Said(tr(N_("第 3 段没有二维码，第 4 段有：不勾“自己会打二维码”。")))
