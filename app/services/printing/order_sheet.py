"""The sheet of what a clerk can order by scanning, for the wall beside the scanner (N5)."""

from pathlib import Path

from app.core.text import N_
from app.domain.scan_orders import ORDERS
from app.i18n.catalog import fill, tr
from app.services import modules
from app.services.firm import Firm


def order_sheet_pdf(firm: Firm, path: Path) -> Path:
    """Write the orders of what the firm uses to a PDF."""
    from app.formats import document_pdf, order_sheet  # noqa: PLC0415 - loaded when the first page is made
    from app.formats.fonts import chinese_face  # noqa: PLC0415 - see above

    title = tr(N_("扫码指令"))
    hint = tr(N_("扫一下就做：先扫 ×10 再扫商品是十件；“撤销”退回上一步；“完成”过账。"))
    used = [each for each in ORDERS if not each.begins or modules.is_on(firm, f"document:{each.begins}")]
    rows = [(fill(order.says), order.code) for order in used]
    sheets = order_sheet.lay_out(title, hint, rows, chinese_face().width)
    document_pdf.write(sheets, path, title=title, author=firm.profile.name)
    return path
