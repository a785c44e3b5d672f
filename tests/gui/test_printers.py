"""F10 onto a printer: the driver's forms, what is painted, how it is stopped, and what a person is told."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.printing.driver_forms import DriverForm
from app.formats.sheet_picture import png_of
from app.gui.editors.document_editor import DocumentEditor
from app.gui.main_window import MainWindow
from app.gui.pages.list_page import ListPage
from app.gui.paper import driver
from app.gui.paper.painting import SheetPainter
from app.services import documents
from app.services.printing import choices, making, printers
from app.services.printing.choices import Choice
from app.services.printing.pages import POINTS_PER_MM, face
from app.services.printing.printers import Shift
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on
from tests.unit.formats.pdf_text import sizes_mm, texts

DOT = "LQ-630K"
LASER = "Laser"
A4 = DriverForm("A4", 2100, 2970)
A5 = DriverForm("A5", 1480, 2100)
HALF = DriverForm("241x140", 2410, 1397)
_DPI = 150


@dataclass
class Drivers:
    """The printers of this computer as the tests set them up; each print is a PDF in a folder."""

    folder: Path
    forms: dict[str, tuple[DriverForm, ...]] = field(default_factory=dict)
    made: list[Path] = field(default_factory=list)

    def device(self, name: str) -> QPrinter:
        self.made.append(self.folder / f"{name} {len(self.made)}.pdf")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.made[-1]))
        return printer


@pytest.fixture
def drivers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Drivers:
    (tmp_path / "printed").mkdir()
    made = Drivers(tmp_path / "printed", {DOT: (A4, HALF), LASER: (A4, A5)})
    monkeypatch.setattr(driver, "names", lambda: tuple(made.forms))
    monkeypatch.setattr(driver, "forms", lambda name: made.forms[name])
    monkeypatch.setattr(driver, "device", made.device)
    return made


@pytest.fixture
def window(papers: Path, trade: Trade, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(trade.firm, proves=False)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keyboard:
    made = Keyboard(qtbot, window)
    made.settle()
    return made


@pytest.fixture
def page(window: MainWindow, keys: Keyboard) -> DocumentEditor:
    """A posted delivery, in front."""
    window.open_list("delivery")
    keys.settle()
    lists = window.work.current
    assert isinstance(lists, ListPage)
    lists.card.view.stand_on(1)
    keys.press("Return")
    keys.settle()
    found = window.work.current
    assert isinstance(found, DocumentEditor)
    return found


def choose(page: DocumentEditor, keys: Keyboard, paper: str, printer: str, **shift: str) -> None:
    """Shift+F10, paper and printer, Enter."""
    keys.press("Shift+F10")
    keys.settle()
    strip = page.acts.printing.strip
    assert strip.isVisible()
    strip.paper.setCurrentIndex(strip.paper.findData(paper))
    strip.printer.setCurrentIndex(strip.printer.findData(printer))
    for name, text in shift.items():
        getattr(strip, name).setFocus()
        keys.press("Ctrl+A")
        keys.type(text)
    keys.press("Return")
    keys.settle()


def test_a_delivery_goes_to_the_printer_of_its_paper(
    page: DocumentEditor, keys: Keyboard, trade: Trade, drivers: Drivers, papers: Path
) -> None:
    keys.press("Shift+F10")
    keys.settle()
    keys.press("Down", "Down", "Return")
    keys.settle()
    assert list(papers.glob("*.pdf"))
    choose(page, keys, "slip_half", DOT)
    (printed,) = drivers.made
    assert page.banner.text == f"已送到打印机 {DOT}，1 页"
    assert sizes_mm(printed) == [(240.9, 139.7)], "whole points wide"
    (text,) = texts(printed)
    assert page.document.number in text
    assert documents.view(trade.firm, page.document.uid).prints == 2
    keys.press("F10")
    keys.settle()
    assert len(drivers.made) == 2, "the printer of the paper is remembered"
    assert "补打（第3次打印）" in "".join(texts(drivers.made[1])[0].split())


def places(path: Path) -> dict[str, tuple[float, float]]:
    """Return where the words of the first page stand that differ on every page: points from the lower left corner."""
    found: dict[str, tuple[float, float]] = {}

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        word = text.strip()
        x, y = text_matrix[4], text_matrix[5]
        if word:
            found[word] = (
                matrix[0] * x + matrix[2] * y + matrix[4],
                matrix[1] * x + matrix[3] * y + matrix[5],
            )

    PdfReader(path).pages[0].extract_text(visitor_text=visit)
    return found


def test_a_printer_that_is_off_is_moved_by_what_it_is_off(
    page: DocumentEditor, keys: Keyboard, trade: Trade, drivers: Drivers
) -> None:
    choose(page, keys, "slip_half", DOT)
    choose(page, keys, "slip_half", DOT, shift_x="5", shift_y="-3.5")
    assert printers.shift_of(trade.firm, DOT) == Shift(50, -35)
    straight, moved = map(places, drivers.made)
    for word in straight.keys() & moved.keys():
        right, up = (now - before for now, before in zip(moved[word], straight[word], strict=True))
        assert (right, up) == pytest.approx((5 * POINTS_PER_MM, 3.5 * POINTS_PER_MM), abs=0.2)
    keys.press("Shift+F10")
    keys.settle()
    strip = page.acts.printing.strip
    assert (strip.shift_x.text(), strip.shift_y.text()) == ("5", "-3.5")
    strip.printer.setCurrentIndex(strip.printer.findData(printers.PDF))
    assert not strip.shift_x.isVisible()


def test_a_driver_without_the_form_is_said_before_anything_is_printed(
    page: DocumentEditor, keys: Keyboard, trade: Trade, drivers: Drivers, papers: Path
) -> None:
    choose(page, keys, "slip_half", LASER)
    assert drivers.made == []
    assert documents.view(trade.firm, page.document.uid).prints == 0
    assert "打印机 Laser 没有 241×139.7 二等分 这种纸（241 × 139.7 毫米）" in page.banner.text
    keys.press("F10")
    keys.settle()
    (printed,) = drivers.made
    assert sizes_mm(printed) == [(240.9, 139.7)], "whole points wide"
    keys.press("F10")
    keys.settle()
    assert len(drivers.made) == 2, "it is not asked again"
    choose(page, keys, "slip_third", LASER)
    press(page, "打成 PDF", keys)
    assert len(drivers.made) == 2
    (pdf,) = papers.glob("*.pdf")
    assert sizes_mm(pdf) == [(241.0, 93.1)]
    assert printers.printer_of(trade.firm, "slip_third") == printers.PDF


def press(page: DocumentEditor, text: str, keys: Keyboard) -> None:
    button = next(each for each in page.banner._actions if each.text().startswith(text))
    button.click()
    keys.settle()


def test_a_page_is_turned_on_a_form_that_lies(page: DocumentEditor, keys: Keyboard, drivers: Drivers) -> None:
    choose(page, keys, "a5", LASER)
    (printed,) = drivers.made
    assert sizes_mm(printed)[0] == pytest.approx((210, 148), abs=0.3)
    assert page.document.number in texts(printed)[0]


def test_a_printer_that_is_gone_gives_way_to_a_pdf(
    page: DocumentEditor, keys: Keyboard, drivers: Drivers, papers: Path
) -> None:
    choose(page, keys, "slip_half", DOT)
    drivers.forms.clear()
    keys.press("F10")
    keys.settle()
    (pdf,) = papers.glob("*.pdf")
    assert f"没有打印机 {DOT}" in page.banner.text
    assert str(pdf) in page.banner.text
    keys.press("Shift+F10")
    keys.settle()
    strip = page.acts.printing.strip
    assert strip._none.isVisible()
    assert strip.printer.count() == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_driver_that_takes_nothing_is_said(
    page: DocumentEditor, keys: Keyboard, trade: Trade, drivers: Drivers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> QPrinter:
        printer = drivers.device(name)
        printer.setOutputFileName("/nowhere/at/all.pdf")
        return printer

    monkeypatch.setattr(driver, "device", broken)
    choose(page, keys, "slip_half", DOT)
    assert f"打印机 {DOT} 没有接受" in page.banner.text
    assert documents.view(trade.firm, page.document.uid).prints == 0


def test_many_copies_are_printed_off_the_gui_thread_and_can_be_stopped(
    page: DocumentEditor, keys: Keyboard, trade: Trade, drivers: Drivers, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    choices.remember(trade.firm, "delivery", Choice("slip_half", copies=20))
    printers.remember(trade.firm, "slip_half", DOT)
    paint, painted = SheetPainter.paint, list[int]()

    def slowly(self: SheetPainter, *args: object) -> None:
        paint(self, *args)  # type: ignore[arg-type]
        painted.append(1)
        if len(painted) > 1:
            time.sleep(0.2)

    monkeypatch.setattr(SheetPainter, "paint", slowly)
    QTest.keyClick(page.window(), Qt.Key.Key_F10)  # and do not wait for it
    qtbot.waitUntil(lambda: "正在打印第" in page.banner.text)
    assert ("F10", "停止") in [(each.shortcut, each.label) for each in page.commands()]
    QTest.keyClick(page.window(), Qt.Key.Key_F10)
    keys.settle()
    assert 1 < len(painted) < 20
    assert page.banner.text == f"已停止：{len(painted)} 页已经送到打印机 {DOT}，可能还会打出来"
    assert ("F10", "打印") in [(each.shortcut, each.label) for each in page.commands()]
    assert documents.view(trade.firm, page.document.uid).prints == 0, "not one form is out whole"


def test_a_length_that_is_a_little_off_is_said_where_it_adds_up(
    window: MainWindow, keys: Keyboard, trade: Trade, drivers: Drivers
) -> None:
    drivers.forms[DOT] = (DriverForm("241x140", 2410, 1400),)
    printers.remember(trade.firm, "slip_half", DOT)
    choices.remember(trade.firm, "delivery", Choice("slip_half", copies=10))
    window.open_list("delivery")
    keys.settle()
    lists = window.work.current
    assert isinstance(lists, ListPage)
    lists.focus_first()
    lists.card.view.stand_on(1)
    keys.press("F10")
    keys.settle()
    assert "10 页" in lists.banner.text
    assert "最后一页已偏 2.7 毫米" in lists.banner.text


def test_the_painter_puts_every_mark_where_the_pdf_puts_it(trade: Trade) -> None:
    """The preview draws a sheet as the PDF does, without Qt; both pictures are the same but for the edges."""
    uid = str(dict(documents.listing(trade.firm, "delivery").drills[1].params)["uid"])  # type: ignore[union-attr]
    sheet = making.laid_out(trade.firm, [uid], Choice("slip_half")).laid[0].sheets[0]
    drawn = Image.open(BytesIO(png_of(sheet, dpi=_DPI))).convert("L")
    picture = QImage(drawn.width, drawn.height, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_DPI / 72, _DPI / 72)
    SheetPainter(face()).paint(painter, sheet)
    painter.end()
    lines = bytes(picture.constBits())
    painted = Image.frombuffer("L", drawn.size, lines, "raw", "L", picture.bytesPerLine(), 1)
    # A letter that is half a pixel off differs at its edges; one that is elsewhere leaves black on white.
    soft = [each.filter(ImageFilter.BoxBlur(2)) for each in (drawn, painted)]
    off = ImageChops.difference(*soft).histogram()
    assert sum(off[90:]) / sum(off) < 0.001
    assert max(level for level, count in enumerate(off) if count) < 160
