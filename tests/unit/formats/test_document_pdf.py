from dataclasses import replace
from pathlib import Path

import pytest

from app.core.numbers import money
from app.domain.printing.papers import PAPERS, Paper
from app.formats.print_form import PrintForm, document_form
from app.services.printing import templates
from tests.unit.formats.examples import FIRM, LINES, a_delivery, names, write_forms
from tests.unit.formats.pdf_text import sizes_mm, texts

TEMPLATE = templates.standard("delivery", "a4")
PAGES = [paper for paper in PAPERS if not paper.is_roll]


def _form(lines: int = len(LINES), mark: str = "") -> PrintForm:
    document = a_delivery(tuple(LINES[n % len(LINES)] for n in range(lines)))
    return document_form(document, TEMPLATE, names=names, firm=FIRM, made_by="王芳", mark=mark)


def _write(forms: list[PrintForm], path: Path, paper: Paper, **changes: int) -> None:
    template = replace(templates.standard("delivery", paper.key), **changes)  # type: ignore[arg-type]
    write_forms(forms, path, template=template, paper=paper)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "document.pdf"


@pytest.mark.parametrize("paper", PAGES, ids=lambda paper: paper.key)
def test_a_small_document_fills_one_page_of_every_paper(path: Path, paper: Paper) -> None:
    _write([_form(1)], path, paper)
    assert sizes_mm(path) == [(paper.width / 10, round(paper.height / paper.parts / 10, 1))]
    (page,) = texts(path)
    for text in (
        FIRM.name, "销售出库单（送货单）", "XS-A-20261122-0001", "豫园便利店", "可口可乐", "158.40",
        "本单应收（大写）：人民币壹佰伍拾捌元肆角整", "备注：送到后门", "制单：王芳", "第 1 / 1 页",
    ):  # fmt: skip
        assert text in page
    assert "本页小计" not in page
    assert "承上页" not in page


def test_pages_are_summed_and_carried_over(path: Path) -> None:
    _write([_form(21)], path, PAPERS["slip_half"])
    pages = texts(path)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert ("承上页" in page) == (number > 1)
        assert "本页小计" in page
        assert f"第 {number} / {len(pages)} 页" in page
        assert ("本单应收" in page) == (number == len(pages))
    assert "3,942.05" in pages[-1]
    sums = [_sum_behind(page, "本页小计") for page in pages]
    assert sum(sums) == money("3942.05")
    assert [_sum_behind(page, "承上页") for page in pages[1:]] == [
        sum(sums[:number]) for number in range(1, len(pages))
    ]


def _sum_behind(page: str, label: str) -> int:
    """Return the amount in the row of a label: quantity and amount follow it."""
    return money(page[page.index(label) :].split()[2])


def test_the_totals_never_stand_without_a_row(path: Path) -> None:
    for lines in range(1, 40):
        _write([_form(lines)], path, PAPERS["a5"])
        assert "箱" in texts(path)[-1] or "kg" in texts(path)[-1]


def test_a_reprint_is_marked(path: Path) -> None:
    _write([_form(mark="补打")], path, PAPERS["a4"])
    assert "补打" in texts(path)[0]


def test_each_document_of_a_batch_counts_its_own_pages(path: Path) -> None:
    _write([_form(1), _form(40), _form(2)], path, PAPERS["a5"])
    pages = texts(path)
    assert "第 1 / 1 页" in pages[0]
    assert f"第 1 / {len(pages) - 2} 页" in pages[1]
    assert "第 1 / 1 页" in pages[-1]


def test_a_draft_has_no_code_and_no_number(path: Path) -> None:
    form = document_form(replace(a_delivery(), number=""), TEMPLATE, names=names, firm=FIRM)
    assert form.code == ""
    _write([form], path, PAPERS["a4"])
    assert "单号" not in texts(path)[0]


def test_a_document_without_lines_still_says_its_amount(path: Path) -> None:
    form = replace(_form(), rows=[])
    _write([form], path, PAPERS["a5"])
    (page,) = texts(path)
    assert form.words in page
    assert "合计" not in page


def test_a_printer_that_feeds_askew_is_put_right(path: Path) -> None:
    straight, shifted = path, path.with_name("shifted.pdf")
    paper = PAPERS["slip_half"]
    _write([_form()], straight, paper)
    _write([_form()], shifted, paper, shift_x=15, shift_y=-20)
    assert texts(straight) == texts(shifted)
    assert straight.read_bytes() != shifted.read_bytes()


def test_very_long_texts_do_not_break_the_form(path: Path) -> None:
    document = a_delivery().with_value("remark", "很长的备注" * 60).with_value("address", "很长的地址" * 30)
    form = document_form(document, TEMPLATE, names=names, firm=FIRM)
    _write([form], path, PAPERS["a5"])
    assert "很长的备注" in texts(path)[-1]
