"""Where things stand on the pages of every form: page 10 as page 2, no text over another or through a line, sums on."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import pytest

from app.core.clock import FixedClock
from app.core.numbers import parse
from app.domain.printing.papers import PAPERS, Paper
from app.formats.document_pdf import sheets_of
from app.formats.fonts import chinese_face
from app.formats.page_frame import points
from app.formats.print_form import PrintForm
from app.formats.sheets import Rule, Sheet, Words
from app.services import founding
from app.services.firm import Firm, Profile
from app.services.printing import samples, templates

LINES = (1, 8, 9, 100)
PAGES = [paper for paper in PAPERS if not paper.is_roll]
_NOTHING = 0.02
_PLACES = 6

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    path = tmp_path_factory.mktemp("geometry") / "firm.zg"
    made = founding.create(
        path, Profile(name="佳惠粮油经营部"), author="王芳", clock=FixedClock("2026-11-22")
    )
    templates.set_letterhead(made, "地址：杭州市文一西路 1 号　电话：0571-88888888")
    yield made
    made.close()


@cache
def laid(firm: Firm, form_key: str, paper: Paper, lines: int) -> tuple[PrintForm, list[Sheet]]:
    template = templates.template(firm, form_key, paper.key)
    form = samples.sample_form(firm, template, lines=lines)
    return form, sheets_of(form, template, paper)


def words(sheet: Sheet) -> list[Words]:
    return [mark for mark in sheet.marks if isinstance(mark, Words)]


def uprights(sheet: Sheet) -> list[Rule]:
    return [mark for mark in sheet.marks if isinstance(mark, Rule) and mark.x == mark.to_x]


def box(mark: Words) -> Box:
    """The letters themselves, without the air around them: left, bottom, right, top."""
    width = chinese_face().width(mark.text) * mark.size
    return mark.x, mark.y - 0.1 * mark.size, mark.x + width, mark.y + 0.7 * mark.size


@pytest.mark.parametrize("form_key", templates.form_keys())
def test_no_text_runs_into_another_or_through_a_line(firm: Firm, form_key: str) -> None:
    for paper in PAGES:
        for lines in LINES:
            for sheet in laid(firm, form_key, paper, lines)[1][:11]:
                boxes = sorted((box(mark), mark.text) for mark in words(sheet))
                for place, (one, text) in enumerate(boxes):
                    for other, beside in boxes[place + 1 :]:
                        if other[0] >= one[2] - _NOTHING:
                            break
                        assert not _meet(one, other), (form_key, paper.key, lines, text, beside)
                for rule in uprights(sheet):
                    low, high = sorted((rule.y, rule.to_y))
                    for one, text in boxes:
                        inside = one[0] + _NOTHING < rule.x < one[2] - _NOTHING
                        assert not (inside and low < (one[1] + one[3]) / 2 < high), (
                            form_key, paper.key, lines, text,
                        )  # fmt: skip


def _meet(one: Box, other: Box) -> bool:
    return one[0] + _NOTHING < other[2] and one[1] + _NOTHING < other[3] and other[1] + _NOTHING < one[3]


@pytest.mark.parametrize("form_key", templates.form_keys())
def test_the_tenth_page_stands_where_the_second_does(firm: Firm, form_key: str) -> None:
    for paper in PAGES:
        form, sheets = laid(firm, form_key, paper, 100)
        for sheet in sheets:
            whole = (sheet.width, sheet.height * paper.parts)
            assert whole == pytest.approx((points(paper.width), points(paper.height)), abs=1e-6)
        for number, sheet in enumerate(sheets, 1):
            assert f"第 {number} / {len(sheets)} 页" in {mark.text for mark in words(sheet)}
        frames = [_frame(form, sheet) for sheet in sheets]
        assert len({frame[0] for frame in frames}) == 1, "the title"
        assert len(set(frames[1:])) <= 1, (form_key, paper.key)


def _frame(form: PrintForm, sheet: Sheet) -> tuple[float, ...]:
    """Return where the title, the page number, and the upper corners of the grid stand."""
    found = {mark.text: mark for mark in words(sheet)}
    foot = min(mark.y for mark in words(sheet))
    rules = uprights(sheet)
    top = max((max(rule.y, rule.to_y) for rule in rules), default=0.0)
    sides = (min((rule.x for rule in rules), default=0.0), max((rule.x for rule in rules), default=0.0))
    return tuple(round(place, 3) for place in (found[form.title].y, foot, top, *sides))


@pytest.mark.parametrize("form_key", templates.form_keys())
@pytest.mark.parametrize("lines", [9, 100])
def test_what_a_page_carries_over_the_next_one_begins_with(firm: Firm, form_key: str, lines: int) -> None:
    for paper in PAGES:
        form, sheets = laid(firm, form_key, paper, lines)
        if not any("本页小计" in {mark.text for mark in words(sheet)} for sheet in sheets):
            assert len(sheets) == 1 or not form.columns, (form_key, paper.key)
            continue
        with_rows = [sheet for sheet in sheets if _figures(sheet, "本页小计")]
        parts = [_figures(sheet, "本页小计") for sheet in with_rows]
        carried = [_figures(sheet, "承上页") for sheet in with_rows[1:]]
        sums = [0] * len(parts[0])
        for part, next_page in zip(parts, [*carried, _figures(sheets[-1], "合计")], strict=True):
            sums = [before + now for before, now in zip(sums, part, strict=True)]
            assert next_page == sums, (form_key, paper.key, lines)


def _figures(sheet: Sheet, label: str) -> list[int]:
    """Return the figures in the row of a label, from left to right."""
    rows = [mark.y for mark in words(sheet) if mark.text == label]
    found = sorted((mark.x, mark.text) for mark in words(sheet) if mark.y in rows and mark.text != label)
    return [parse(text, _PLACES) for _, text in found]


@pytest.mark.parametrize("form_key", templates.form_keys())
def test_every_row_comes_out_once_and_in_order(firm: Firm, form_key: str) -> None:
    for paper in PAPERS:
        form, sheets = laid(firm, form_key, paper, 100)
        if "line_number" not in {column.key for column in form.columns} or paper.is_roll:
            continue
        assert list(_numbers(sheets)) == list(range(1, 101)), (form_key, paper.key)


def _numbers(sheets: Sequence[Sheet]) -> Iterator[int]:
    """Walk the numbers in the first column."""
    for sheet in sheets:
        edges = sorted({rule.x for rule in uprights(sheet)})
        if len(edges) < 2:
            continue
        first = [mark for mark in words(sheet) if edges[0] < mark.x < edges[1] and mark.text.isdecimal()]
        assert all(one.y > other.y for one, other in pairwise(first))
        yield from (int(mark.text) for mark in first)


def test_what_states_an_amount_in_its_head_says_that_amount(firm: Firm) -> None:
    """期初资金 has no lines: the sum of its lines would be nothing."""
    form, sheets = laid(firm, "opening_money", PAPERS["a5"], 1)
    assert form.total == "￥200.00"
    assert any("人民币贰佰元整" in mark.text for mark in words(sheets[0]))
    assert form.columns == ()


def test_notes_alone_make_no_page(firm: Firm) -> None:
    for paper in PAGES:
        for form_key in templates.form_keys():
            for lines in (1, 8, 9):
                form, sheets = laid(firm, form_key, paper, lines)
                if form.columns and len(sheets) > 1:
                    said = {mark.text for mark in words(sheets[-1])} - {form.title, form.firm.name}
                    assert any(_figures(sheets[-1], label) for label in ("合计", "承上页")) or any(
                        pair.label in text for pair in form.signatures for text in said
                    ), (form_key, paper.key, lines)
