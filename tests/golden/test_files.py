"""Each file as it was when a person last looked at it.

``UPDATE_GOLDEN=1 make test`` writes the present ones; look at the difference before you keep it.
"""

import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.core.numbers import money
from app.core.table import Table
from app.domain.printing.papers import PAPERS
from app.formats import csv, excel, json, pdf
from app.formats.print_form import Balance, PrintForm, document_form
from app.services.printing import templates
from tests.unit.formats.examples import FIRM, LINES, a_delivery, empty_table, names, stock_table, write_forms
from tests.unit.formats.pdf_text import texts

EXPECTED = Path(__file__).parent / "expected"
TABLES = {"stock": stock_table(), "empty": empty_table()}


def same(name: str, found: str) -> None:
    path = EXPECTED / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def _cells(path: Path) -> str:
    """Write every cell that is not empty: place, look, value."""
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    lines = [
        f"sheet {sheet.title} {sheet.dimensions} frozen {sheet.freeze_panes} filter {sheet.auto_filter.ref}"
    ]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                bold = "bold" if cell.font.bold else ""
                lines.append(
                    f"{cell.coordinate:4} {cell.data_type} {cell.number_format:18} {bold:4} {cell.value!r}"
                )
    return "\n".join(lines) + "\n"


def _pages(path: Path) -> str:
    return "".join(f"=== {number}\n{page}\n" for number, page in enumerate(texts(path), 1))


@pytest.mark.parametrize(("name", "table"), TABLES.items(), ids=TABLES)
def test_excel(tmp_path: Path, name: str, table: Table) -> None:
    excel.write(table, tmp_path / "t.xlsx")
    same(f"{name}.xlsx.txt", _cells(tmp_path / "t.xlsx"))


@pytest.mark.parametrize(("name", "table"), TABLES.items(), ids=TABLES)
def test_pdf(tmp_path: Path, name: str, table: Table) -> None:
    pdf.write(table, tmp_path / "t.pdf", firm_name=FIRM.name)
    same(f"{name}.pdf.txt", _pages(tmp_path / "t.pdf"))


def test_csv(tmp_path: Path) -> None:
    csv.write(stock_table(), tmp_path / "t.csv")
    same("stock.csv.txt", (tmp_path / "t.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))


def test_json(tmp_path: Path) -> None:
    json.write(stock_table(), tmp_path / "t.json")
    same("stock.json.txt", (tmp_path / "t.json").read_text(encoding="utf-8") + "\n")


def _delivery(copies: int, paper: str) -> PrintForm:
    document = a_delivery(tuple(LINES[number % len(LINES)] for number in range(copies)))
    balance = Balance(money("5000"), money("8363.15"))
    template = templates.standard("delivery", paper)
    return document_form(document, template, names=names, firm=FIRM, balance=balance, made_by="王芳")


@pytest.mark.parametrize(
    ("paper", "lines"),
    [
        ("slip_half", 3),
        ("slip_half", 16),
        ("slip_third", 9),
        ("a4", 40),
        ("a5", 5),
        ("roll_58", 3),
        ("roll_80", 9),
    ],
)
def test_delivery(tmp_path: Path, paper: str, lines: int) -> None:
    template = templates.standard("delivery", paper)
    write_forms([_delivery(lines, paper)], tmp_path / "d.pdf", template=template, paper=PAPERS[paper])
    same(f"delivery_{paper}_{lines}.pdf.txt", _pages(tmp_path / "d.pdf"))
