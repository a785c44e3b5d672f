"""17: ten thousand rows as pages of a PDF, and a slip of five lines; the font is embedded, and loaded before."""

from collections.abc import Iterator
from pathlib import Path

from app.core.kinds import Kind
from app.core.table import Table
from app.formats import pdf
from app.formats.fonts import NAME, chinese_face
from app.i18n.catalog import tr
from app.i18n.show import show
from app.services import documents
from app.services.firm import Firm
from app.services.printing import Choice, documents_pdf
from tests.bench import bare_files, ledger_table
from tests.bench.measuring import Pair, in_turn, timed
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads.posting import Seller

_PRINTED = ("code", "date", "party", "item", "unit", "quantity", "price", "amount")
_WIDTHS = (62.0, 55.0, 82.0, 130.0, 30.0, 48.0, 52.0, 64.0)


def print_out(setting: Setting) -> Iterator[Result]:
    """Beside the same texts and rules put on a bare canvas in the same font."""
    chinese_face()
    rows = 500 if setting.is_quick else 10_000
    table = ledger_table.table(ledger_table.made(rows)).keep(_PRINTED)
    yield _told(f"print, ledger of {rows:,} rows", _ledger(setting, table), 800)
    firm = setting.copy(setting.opening("fifo"), "printed")
    yield _told("print, slip of 5 lines", _slip(setting, firm), 20)
    firm.close()


def _told(what: str, pair: Pair, goal_ms: float) -> Result:
    note = f"{pair.ratio:.2f} × bare canvas"
    return Result(
        17, what, pair.ours_ms, unit="ms", goal=goal_ms, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note
    )


def _ledger(setting: Setting, table: Table) -> Pair:
    kinds = [column.kind for column in table.columns]
    heads = [tr(column.label) for column in table.columns]

    def draw(path: Path) -> None:
        sums = table.totals()
        assert sums is not None
        rows = (
            [show(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in (*table.rows, sums)
        )
        bare_files.draw_ledger(path, heads, rows, _WIDTHS, NAME)

    return in_turn(
        lambda: [timed(lambda: pdf.write(table, setting.disk / "ledger.pdf", firm_name="掌柜"))],
        lambda: [timed(lambda: draw(setting.disk / "bare.pdf"))],
        setting.rounds,
    )


def _slip(setting: Setting, firm: Firm) -> Pair:
    """Print a slip, read from the firm each time; the bare side has its texts in hand."""
    document = documents.post(firm, Seller(firm).sales(1)[0]).document
    lines = [
        (
            str(number),
            firm.catalogue.item(line.item).name,
            line.unit,
            show(line.quantity, Kind.QUANTITY),
            show(line.price, Kind.PRICE),
            show(line.amount, Kind.MONEY),
        )
        for number, line in enumerate(document.lines, 1)
    ]
    facts = [f"单号 {document.number}", f"日期 {document.business_date}", "客户", "仓库", "电话", "地址"]
    total = show(document.total, Kind.MONEY)
    foot = [f"合计 {total}", "上次欠款", "累计欠款", "制单", "复核", "发货", "送货", "收货"]
    bare = setting.disk / "bare.pdf"
    return in_turn(
        lambda: [
            timed(lambda: documents_pdf(firm, [document.uid], setting.disk / "slip.pdf", Choice("slip_half")))
        ],
        lambda: [timed(lambda: bare_files.draw_slip(bare, "销售出库单", facts, lines, foot, NAME))],
        setting.rounds,
    )
