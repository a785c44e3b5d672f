"""Printed forms as sheets, and sheets as a PDF with its font inside."""

from collections.abc import Iterable
from pathlib import Path

from app.domain.printing.papers import Paper
from app.domain.printing.templates import PrintTemplate
from app.formats import page_layout, roll_layout
from app.formats.fonts import chinese_face
from app.formats.output import whole_file
from app.formats.pdf_pages import Page, PdfFile
from app.formats.print_form import PrintForm
from app.formats.sheets import Boxes, Mark, Picture, Rule, Sheet, Words


def sheets_of(form: PrintForm, template: PrintTemplate, paper: Paper) -> list[Sheet]:
    """Lay a form out on its paper; each form counts its own pages."""
    lay_out = roll_layout.lay_out if paper.is_roll else page_layout.lay_out
    return lay_out(form, template, paper, chinese_face().width)


def write(sheets: Iterable[Sheet], path: Path, *, title: str, author: str) -> None:
    """Write sheets one after the other to `path` (.pdf)."""
    with whole_file(path) as draft:
        file = PdfFile(draft, title=title, author=author)
        for sheet in sheets:
            page = file.add_page(sheet.width, sheet.height)
            for mark in sheet.marks:
                _put(page, mark)
        file.save()


def _put(page: Page, mark: Mark) -> None:
    match mark:
        case Words():
            page.text(mark.x, mark.y, mark.text, size=mark.size, bold=mark.bold, grey=mark.grey)
        case Rule():
            page.line(mark.x, mark.y, mark.to_x, mark.to_y, width=mark.width, grey=mark.grey)
        case Boxes():
            page.boxes(mark.boxes, grey=mark.grey)
        case Picture():
            page.picture(mark.box, mark.png)
