"""Slips of a sale as a receipt printer printed them when a person last looked: lines of text, then what else happened.

``UPDATE_GOLDEN=1 make test`` writes the present ones, ``SLIP_PICTURES=FOLDER`` draws them for the eye.
"""

import os
from pathlib import Path

import pytest

from app.devices.printers.printer import Sent, send
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.transports.opening import open_port
from app.formats.fonts import chinese_face
from app.services.printing import slips, templates
from tests.builders import Shop, a_shop, line
from tests.devices.decoders.escpos import Paper
from tests.devices.receipt_printer import ReceiptPrinter, picture
from tests.golden.test_files import same

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
    folder = os.environ.get("SLIP_PICTURES")
    if folder:
        picture(paper, profile.dots, chinese_face().path).save(Path(folder) / f"slip_{name}_{sort}.png")
