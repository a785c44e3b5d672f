"""The sheet of scan orders: every bar code on it reads back as the order that stands below it."""

from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image

from app.domain.scan_orders import ORDERS, order_of
from app.formats import order_sheet, sheet_picture
from app.formats.fonts import chinese_face
from app.formats.sheets import Words
from app.i18n.catalog import fill
from app.services import modules
from app.services.printing.order_sheet import order_sheet_pdf
from tests.unit.services.brought import a_firm


def test_every_order_reads_back_from_the_printed_page() -> None:
    rows = [(fill(order.says), order.code) for order in ORDERS]
    (page,) = order_sheet.lay_out("扫码指令", "", rows, chinese_face().width)
    picture = Image.open(BytesIO(sheet_picture.png_of(page, dpi=300))).convert("L")
    read = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert {order for code in read if (order := order_of(code))} == set(ORDERS)
    said = {mark.text for mark in page.marks if isinstance(mark, Words)}
    assert {"收货", "撤销", "×10"} <= said


def test_only_what_the_firm_uses_is_printed(tmp_path: Path) -> None:
    firm = next(a_firm())
    whole = order_sheet_pdf(firm, tmp_path / "whole.pdf").stat().st_size
    modules.switch(firm, {"sales": False})
    part = order_sheet_pdf(firm, tmp_path / "part.pdf").stat().st_size
    assert 1000 < part < whole
