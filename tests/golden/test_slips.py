"""Slips of a sale as a receipt printer printed them when a person last looked: lines of text, then what else happened.

A picture of each lies beside it, for the eye; it is compared by where there is ink, because another computer has other
fonts. ``UPDATE_GOLDEN=1 make test`` writes the present ones.
"""

import os

import pytest
from PIL import Image

from app.devices.printers.printer import Sent, send
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.transports.opening import open_port
from app.formats.fonts import chinese_face
from app.services.printing import slips, templates
from tests.builders import Shop, a_shop, line
from tests.devices.decoders.escpos import Paper
from tests.devices.receipt_printer import ReceiptPrinter, picture
from tests.golden.test_files import EXPECTED, same

_DARK = 128
_OTHER_FONTS = 8
"""Per cent of places that another Chinese font may fill otherwise."""
NAME = "全自动洗碗机专用加厚不锈钢双层沥水置物架（含安装配件）"


@pytest.fixture(scope="module")
def shop() -> Shop:
    """A shop that has sold three things for cash."""
    shop = a_shop(today="2026-11-22")
    templates.set_letterhead(shop.firm, "地址：杭州市文一西路 1 号　电话：0571-88888888")
    shop.knows("可口可乐 330ml×24", "罐", units={"箱": 24})
    for item, unit, price in (("可口可乐 330ml×24", "箱", 40), (NAME, "", 900), ("阿克苏苹果", "", 5)):
        shop.receives(item, 50, unit, at=price)
    return shop


def _printed(shop: Shop, uid: str, profile: PrinterProfile, number: int) -> Paper:
    printer = ReceiptPrinter()
    port = open_port(printer.port)
    try:
        sent = send(port, slips.slip(shop.firm, uid, profile, number=number).data, profile)
        assert sent == Sent(is_confirmed=True, paper=sent.paper)
    finally:
        port.close()
        printer.close()
    return printer.paper


@pytest.mark.parametrize(("name", "profile"), [("58", ROLL_58), ("80", ROLL_80)])
@pytest.mark.parametrize(("sort", "number"), [("first", 1), ("again", 2)])
def test_a_sale(shop: Shop, name: str, profile: PrinterProfile, sort: str, number: int) -> None:
    sale = shop.posts(
        shop.writes(
            "delivery",
            line("可口可乐 330ml×24", 3, "箱", at="52.80"),
            line(NAME, 1, at="1268.50"),
            line("阿克苏苹果", "12.5", at="9.98", off="0.1"),
            party="杭州佳惠餐饮管理有限公司",
            account="现金",
            paid="1539.18",
        )
    )
    paper = _printed(shop, sale.uid, profile, number)
    events = "\n".join(str(event) for event in paper.events)
    text = "\n".join(each.rstrip() for each in paper.text_lines)
    found = f"{text}\n===\n{events}\n".replace(sale.number, "XS-A-20261122-0001")
    same(f"delivery_slip_{name}_{sort}.txt", found)
    drawn = picture(paper, profile.dots, chinese_face().path)
    path = EXPECTED / f"delivery_slip_{name}_{sort}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        drawn.save(path)
    with Image.open(path) as expected:
        assert drawn.size == expected.size
        assert _unlike(drawn, expected) < _OTHER_FONTS


def _unlike(one: Image.Image, other: Image.Image) -> float:
    """Return in how many of a hundred places only one of two pictures has ink; a place is half a hanzi."""
    inked = [
        each.point(lambda grey: 255 if grey < _DARK else 0).reduce((12, 30)).tobytes()
        for each in (one.convert("L"), other.convert("L"))
    ]
    pairs = [*zip(*inked, strict=True)]
    return 100 * sum(bool(left) is not bool(right) for left, right in pairs) / len(pairs)
