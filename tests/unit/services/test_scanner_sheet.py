"""The printed set-up sheet: every code on it reads back from the PDF as what the test of scanners expects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PageObject, PdfReader

from app.devices.scanners.sheet.diagnosis import diagnose
from app.devices.scanners.sheet.trials import TRIALS
from app.devices.scanners.sheet.troubles import TROUBLES
from app.formats.sheets import Words
from app.i18n import catalog
from app.services.printing.pages import write
from app.services.printing.scanner_sheet import scanner_sheet
from tests.unit.services.brought import a_firm

_DPI, _POINTS = 300, 72


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    catalog.use("zh_CN")


def printed(page: PageObject) -> Image.Image:
    """Put the filled boxes of a PDF page on paper, at the dots of a printer."""
    content = page.get_contents()
    assert content is not None
    scale = _DPI / _POINTS
    paper = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    pen = ImageDraw.Draw(paper)
    for operands, operator in content.operations:
        if operator == b"re":
            left, bottom, width, height = (float(each) * scale for each in operands)
            corners = (left, paper.height - bottom - height, left + width - 1, paper.height - bottom - 1)
            pen.rectangle([round(each) for each in corners], fill=0)
    return paper


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_code_reads_back_from_the_pdf(tmp_path: Path, language: str) -> None:
    catalog.use(language)
    path = tmp_path / "sheet.pdf"
    write(scanner_sheet(next(a_firm())), path)
    (page,) = PdfReader(path).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    read = zxingcpp.read_barcodes(printed(page), text_mode=zxingcpp.TextMode.Plain)
    found = {finding.code.key: finding for code in read if (finding := diagnose(code.text)) is not None}
    assert set(found) == {code.key for code in TRIALS}
    assert all(finding.is_right for finding in found.values())
    assert {code.symbology_identifier for code in read} == {code.aim for code in TRIALS}


def test_all_of_it_stands_on_the_page() -> None:
    (laid,) = scanner_sheet(next(a_firm())).laid
    (sheet,) = laid.sheets
    words = [mark for mark in sheet.marks if isinstance(mark, Words)]
    assert min(mark.y for mark in words) > 20
    assert min(mark.size for mark in words) >= 6
    said = "".join(mark.text for mark in words)
    for trouble in TROUBLES:
        assert trouble.advice.replace(" ", "") in said.replace(" ", ""), trouble.key
