"""Every form on every paper: nothing leaves the part that can be printed on, nothing is lost, sums are right."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app.core.clock import FixedClock
from app.core.numbers import Quantity, money, price, quantity
from app.core.roll import Centred, Said
from app.domain.documents.document import Line
from app.domain.printing.errors import ColumnsTooWide, PictureUnreadable, PrintFormUnknown
from app.domain.printing.papers import PAPERS, Paper
from app.domain.printing.templates import NO_PRICES, STANDARD, Part, PrintTemplate
from app.domain.printing.words import WORDS, word
from app.formats import roll_rows
from app.formats.document_pdf import sheets_of, write
from app.formats.fonts import chinese_face
from app.formats.page_frame import points
from app.formats.roll_rows import cells
from app.formats.sheets import Boxes, Mark, Measure, Picture, Rule, Sheet, Words
from app.i18n import catalog
from app.i18n.catalog import tr
from app.services import documents, founding, printing, proof, records, reports
from app.services.firm import Firm, Profile
from app.services.printing import Choice, choices, samples, templates
from tests.timing import least_processor_s
from tests.unit.formats.pdf_text import fonts, sizes_mm, texts

LINES = (1, 8, 9, 100)
LONG_NAME = "全自动洗碗机专用加厚不锈钢双层沥水置物架"
_NOTHING = 0.02


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    path = tmp_path_factory.mktemp("printing") / "firm.zg"
    made = founding.create(
        path, Profile(name="佳惠粮油经营部"), author="王芳", clock=FixedClock("2026-11-22")
    )
    templates.set_letterhead(made, "地址：杭州市文一西路 1 号　电话：0571-88888888")
    yield made
    made.close()


def pages(firm: Firm, template: PrintTemplate, lines: int) -> list[Sheet]:
    form = samples.sample_form(firm, template, lines=lines)
    return sheets_of(form, template, PAPERS[template.paper])


def words_of(sheets: list[Sheet]) -> str:
    return "\n".join(mark.text for sheet in sheets for mark in sheet.marks if isinstance(mark, Words))


def bounds(mark: Mark, measure: Measure) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a mark."""
    match mark:
        case Words():
            return mark.x, mark.y, mark.x + measure(mark.text) * mark.size, mark.y + 0.7 * mark.size
        case Rule():
            return mark.x, min(mark.y, mark.to_y), mark.to_x, max(mark.y, mark.to_y)
        case Boxes():
            return (
                min(x for x, *_ in mark.boxes),
                min(y for _, y, *_ in mark.boxes),
                max(x + width for x, _, width, _ in mark.boxes),
                max(y + height for _, y, _, height in mark.boxes),
            )
        case Picture():
            x, y, width, height = mark.box
            return x, y, x + width, y + height


def outside(sheet: Sheet, paper: Paper) -> list[str]:
    """Name what stands outside the part of the paper that can be printed on."""
    measure = chinese_face().width
    left, right = points(paper.side), sheet.width - points(paper.side)
    bottom, top = points(paper.bottom), sheet.height - points(paper.top)
    found = []
    for mark in sheet.marks:
        box = bounds(mark, measure)
        if box[0] < left - _NOTHING or box[2] > right + _NOTHING:
            found.append(f"{mark} beside")
        if box[1] < bottom - _NOTHING or box[3] > top + _NOTHING:
            found.append(f"{mark} above or below")
    return found


@pytest.mark.parametrize("form_key", templates.form_keys())
def test_every_form_stands_inside_every_paper(firm: Firm, form_key: str) -> None:
    for variant in templates.variants(firm, form_key):
        for paper in PAPERS:
            template = templates.template(firm, form_key, paper.key, variant)
            for lines in LINES:
                sheets = pages(firm, template, lines)
                for sheet in sheets:
                    assert not outside(sheet, paper), (paper.key, variant, lines)
                assert "\u00a5" not in words_of(sheets), "GV24: old printers show U+00A5 as digits"


@pytest.mark.parametrize("form_key", templates.form_keys())
def test_no_word_of_a_head_is_broken_in_english(firm: Firm, form_key: str) -> None:
    before = catalog.language()
    catalog.use("en")
    try:
        for paper in ("a4", "a5", "slip_full", "slip_half", "slip_third"):
            for variant in templates.variants(firm, form_key):
                template = templates.template(firm, form_key, paper, variant)
                sheets = pages(firm, template, 2)
                for sheet in sheets:
                    assert not outside(sheet, PAPERS[paper]), (paper, variant)
                said = set(words_of(sheets).split())
                for column in samples.sample_form(firm, template, lines=2).columns:
                    assert set(tr(column.label).split()) <= said, (paper, variant, column.key)
    finally:
        catalog.use(before)


@pytest.mark.parametrize("form_key", ["delivery", "purchase_order", "stock_count", "statement"])
def test_the_text_of_the_file_holds_all_that_was_laid_out(firm: Firm, form_key: str, tmp_path: Path) -> None:
    for paper in PAPERS:
        sheets = pages(firm, templates.template(firm, form_key, paper.key), 9)
        write(sheets, tmp_path / "f.pdf", title="t", author="a")
        read = re.sub(r"\s", "", "".join(texts(tmp_path / "f.pdf")))
        laid = re.sub(r"\s", "", words_of(sheets))
        assert sorted(read) == sorted(laid)
        assert "□" not in read
        written = {name: embedded for name, embedded in fonts(tmp_path / "f.pdf").items() if "+" in name}
        assert written
        assert all(written.values())


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("paper", ["a4", "a5", "slip_half", "slip_third"])
def test_pages_count_themselves_and_carry_their_sums(firm: Firm, paper: str, lines: int) -> None:
    template = templates.template(firm, "delivery", paper)
    form = samples.sample_form(firm, template, lines=lines)
    sheets = sheets_of(form, template, PAPERS[paper])
    place = [column.key for column in form.columns].index("amount")
    whole = sum(row[place] for row in form.rows if isinstance(row[place], int))  # type: ignore[misc]
    carried = 0
    for number, sheet in enumerate(sheets, 1):
        page = [mark.text for mark in sheet.marks if isinstance(mark, Words)]
        assert page[-1] == f"第 {number} / {len(sheets)} 页"
        assert ("本页小计" in page) == (len(sheets) > 1 and number_of_rows(page) > 0)
        if "承上页" in page:
            assert amount_behind(page, "承上页") == carried
        if "本页小计" in page:
            carried += amount_behind(page, "本页小计")
    assert carried == (whole if len(sheets) > 1 else 0)
    assert amount_behind(words_of(sheets).split("\n"), "合计") == whole


def number_of_rows(page: list[str]) -> int:
    return sum(text in {"箱", "台", "kg"} for text in page)


def amount_behind(page: list[str], label: str) -> int:
    """Return the amount in the row of a label: quantity and amount follow it."""
    return money(page[page.index(label) + 2])


def test_a_fixed_number_of_lines_stands_on_a_page(firm: Firm) -> None:
    template = replace(templates.template(firm, "transfer", "a4"), most_lines=8)
    sheets = pages(firm, template, 20)
    assert [number_of_rows(words_of([sheet]).split("\n")) for sheet in sheets] == [8, 8, 4]


@pytest.mark.parametrize(("paper", "dots"), [("slip_full", 1980), ("slip_half", 990), ("slip_third", 660)])
def test_ten_pages_of_continuous_paper_do_not_drift(
    firm: Firm, tmp_path: Path, paper: str, dots: int
) -> None:
    """A 24-pin printer has 180 dots to the inch, and a sheet is 11 inches long, or a half or a third of that."""
    template = templates.template(firm, "delivery", paper)
    write(pages(firm, template, 200), tmp_path / "f.pdf", title="t", author="a")
    boxes = [page.mediabox for page in PdfReader(tmp_path / "f.pdf").pages]
    assert len(boxes) >= 10
    fed = sum(float(box.height) for box in boxes[:10]) / 72 * 180
    assert abs(fed - 10 * dots) < 0.01


@pytest.mark.parametrize("paper", ["a5", "roll_58", "roll_80"])
def test_long_names_wrap_and_amounts_stay_whole(firm: Firm, paper: str) -> None:
    read = words_of(pages(firm, templates.template(firm, "delivery", paper), 9))
    assert LONG_NAME in read.replace("\n", "")
    assert "1,268.50" in read.split("\n")


@pytest.mark.parametrize("paper", ["roll_58", "roll_80"])
@pytest.mark.parametrize("form_key", templates.form_keys())
def test_no_row_of_a_roll_is_longer_than_its_printer_prints(firm: Firm, form_key: str, paper: str) -> None:
    template = templates.template(firm, form_key, paper)
    form = samples.sample_form(firm, template, lines=9)
    most = PAPERS[paper].cells / 2
    for row in roll_rows.rows_of(form, most, cells):
        if isinstance(row, Said):
            assert cells(row.left) + cells(row.right) <= most, row
        if isinstance(row, Centred):
            assert cells(row.text) * row.percent <= 100 * most, row


def test_a_roll_is_as_long_as_what_stands_on_it(firm: Firm) -> None:
    template = templates.template(firm, "delivery", "roll_58")
    (short,), (long,) = pages(firm, template, 1), pages(firm, template, 9)
    assert short.height < long.height
    assert short.width == long.width == pytest.approx(points(580))


def test_a_column_keeps_the_width_it_was_given(firm: Firm) -> None:
    template = templates.template(firm, "delivery", "a4")
    columns = (Part("item", width=500), Part("quantity", width=300), Part("amount"), Part("remark"))
    (sheet,) = pages(firm, replace(template, columns=columns), 1)
    edges = sorted({mark.x for mark in sheet.marks if isinstance(mark, Rule) and mark.x == mark.to_x})
    assert edges[1] - edges[0] == pytest.approx(points(500), abs=0.1)
    assert edges[2] - edges[1] == pytest.approx(points(300), abs=0.1)
    assert edges[-1] == pytest.approx(points(2100 - 130), abs=0.1)


# Templates of the firm


def test_a_firm_keeps_its_own_template_until_it_goes_back(firm: Firm) -> None:
    shipped = templates.standard("transfer", "a5")
    templates.save(firm, replace(shipped, title="内部调拨"))
    assert templates.template(firm, "transfer", "a5").title == "内部调拨"
    assert templates.is_changed(firm, "transfer", "a5", STANDARD)
    assert templates.template(firm, "transfer", "a4").title == ""
    templates.save(firm, shipped)
    assert not templates.is_changed(firm, "transfer", "a5", STANDARD)


def test_a_template_that_no_paper_takes_is_not_kept(firm: Firm) -> None:
    template = templates.standard("transfer", "a5")
    with pytest.raises(ColumnsTooWide):
        templates.save(firm, replace(template, columns=(Part("item", width=1900), Part("unit", width=200))))
    assert templates.template(firm, "transfer", "a5") == template


def test_variants_are_shipped_or_the_firms_own(firm: Firm) -> None:
    assert templates.variants(firm, "delivery") == (STANDARD, NO_PRICES)
    assert templates.variants(firm, "stock_count") == (STANDARD, "count_sheet")
    assert templates.variants(firm, "money_received") == (STANDARD,)
    own = replace(templates.standard("delivery", "a4", "大超市专用"), title="供货单")
    templates.save(firm, own)
    assert templates.variants(firm, "delivery") == (STANDARD, NO_PRICES, "大超市专用")
    templates.restore(firm, "delivery", "a4", "大超市专用")
    assert templates.variants(firm, "delivery") == (STANDARD, NO_PRICES)


def test_every_shipped_template_belongs_to_a_form_and_is_sound() -> None:
    from app.core.paths import resources

    for path in (resources() / "print_forms").glob("*.json"):
        assert path.stem in templates.form_keys()
        for variant in templates.shipped_variants(path.stem):
            for paper in PAPERS:
                template = templates.standard(path.stem, paper.key, variant)
                for text in (template.title, template.note, template.copies, *template.signatures):
                    assert not text or text in WORDS, text
                for part in (*template.head, *template.columns):
                    assert not part.caption or part.caption in WORDS
            assert tr(word(variant)) != variant


def test_an_unknown_form_or_paper_is_a_problem(firm: Firm) -> None:
    with pytest.raises(PrintFormUnknown):
        templates.template(firm, "poem", "a4")
    with pytest.raises(PrintFormUnknown):
        templates.template(firm, "delivery", "a3")


def test_a_logo_is_copied_into_the_firm(firm: Firm, tmp_path: Path) -> None:
    Image.new("RGBA", (3000, 1000), (200, 0, 0, 0)).save(tmp_path / "logo.png")
    templates.set_logo(firm, tmp_path / "logo.png")
    (tmp_path / "logo.png").unlink()
    template = templates.template(firm, "delivery", "a4")
    for paper in ("a4", "roll_58"):
        template = templates.template(firm, "delivery", paper)
        sheets = pages(firm, template, 1)
        assert any(isinstance(mark, Picture) for mark in sheets[0].marks)
        assert not outside(sheets[0], PAPERS[paper])
        write(sheets, tmp_path / "f.pdf", title="t", author="a")
    assert not any(
        isinstance(mark, Picture) for mark in pages(firm, replace(template, logo=False), 1)[0].marks
    )
    templates.clear_logo(firm)
    assert templates.logo(firm) == b""


def test_a_logo_that_is_no_picture_is_refused(firm: Firm, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no picture", encoding="utf-8")
    with pytest.raises(PictureUnreadable):
        templates.set_logo(firm, tmp_path / "logo.png")


def test_a_preview_is_the_page_that_is_printed(firm: Firm) -> None:
    from io import BytesIO

    found = samples.preview(firm, templates.template(firm, "delivery", "slip_half"), lines=100, dpi=72)
    assert found.count > len(found.pages) == 3
    with Image.open(BytesIO(found.pages[0])) as picture:
        assert picture.size == (683, 396)
        assert picture.convert("L").getextrema() == (0, 255)


# Documents


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Firm, list[str], str]]:
    """A firm with two deliveries to one customer: the firm, the deliveries, the customer."""
    made = founding.create(
        tmp_path / "shop.zg", Profile(name="佳惠粮油"), author="王芳", clock=FixedClock("2026-11-22")
    )
    customer, _ = records.save(made, "customer", {"name": "豫园便利店", "phone": "13800000000"})
    supplier, _ = records.save(made, "supplier", {"name": "五常金谷"})
    item, _ = records.save(
        made,
        "item",
        {
            "name": "可口可乐", "base_unit": "瓶", "retail": price("3"),
            "units": [{"name": "箱", "numerator": 24, "denominator": 1}],
            "barcodes": [{"code": "6901234567892", "unit": "", "shared": False}],
        },
    )  # fmt: skip

    def post(type_key: str, party: str, count: str) -> str:
        line = Line(item=item, unit="瓶", quantity=Quantity(quantity(count)), price=price("3"))
        drafted = replace(documents.blank(made, type_key), party=party, lines=(line,))
        return documents.post(made, documents.settle(made, drafted)).document.uid

    post("goods_receipt", supplier, "100")
    yield made, [post("delivery", customer, "30"), post("delivery", customer, "24")], customer
    made.close()


def test_several_documents_go_into_one_file(shop: tuple[Firm, list[str], str], tmp_path: Path) -> None:
    firm, uids, _ = shop
    read = texts(printing.documents_pdf(firm, uids, tmp_path / "f.pdf", Choice("slip_third")).path)
    assert len(read) == 2
    assert "第 1 / 1 页" in read[0]
    assert "上次欠款：0.00" in read[0]
    assert "累计欠款：162.00" in read[1]


def test_bar_codes_and_whole_packs_come_from_the_goods(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, uids, _ = shop
    template = templates.standard("delivery", "a4")
    wanted = tuple(
        replace(part, shown=part.shown or part.key in {"barcode", "pieces"}) for part in template.columns
    )
    templates.save(firm, replace(template, columns=wanted))
    (page,) = texts(printing.documents_pdf(firm, uids[:1], tmp_path / "f.pdf").path)
    assert "6901234567892" in page
    assert "1箱6瓶" in page


def test_a_form_is_printed_as_last_time_here_and_as_its_customer_wants_it(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, uids, customer = shop
    assert choices.chosen(firm, "delivery", customer) == Choice("a4", STANDARD)
    choices.remember(firm, "delivery", Choice("roll_58"))
    printing.documents_pdf(firm, uids[:1], tmp_path / "f.pdf")
    assert sizes_mm(tmp_path / "f.pdf")[0][0] == 58.0
    choices.remember_for_party(firm, "delivery", customer, Choice("a5", NO_PRICES))
    assert choices.chosen(firm, "delivery") == Choice("roll_58")
    (page,) = texts(printing.documents_pdf(firm, uids[:1], tmp_path / "f.pdf").path)
    assert "本单应收" not in page
    choices.remember_for_party(firm, "delivery", customer, None)
    assert choices.chosen(firm, "delivery", customer) == Choice("roll_58")


def printed(firm: Firm, uids: list[str], path: Path, *, skips_printed: bool = False) -> list[str]:
    """Print as the window does, and note it; return the text of each page."""
    made = printing.documents_pdf(firm, uids, path, skips_printed=skips_printed)
    printing.note(firm, made.prints)
    return [] if made.is_empty else texts(made.path)


def test_a_second_print_says_so_on_paper_and_on_the_document(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, (uid, *_), _ = shop
    row = firm.database.execute("SELECT * FROM document WHERE uid = ?", (uid,)).fetchone()
    (first,) = printed(firm, [uid], tmp_path / "f.pdf")
    assert "补打" not in first
    assert documents.view(firm, uid).prints == 1
    (second,) = printed(firm, [uid], tmp_path / "f.pdf")
    assert "补打（第 2 次打印）" in second
    documents.void(firm, uid, "测试")
    (third,) = printed(firm, [uid], tmp_path / "f.pdf")
    assert "作废" in third
    assert "补打（第 3 次打印）" in third
    assert documents.view(firm, uid).prints == 3
    assert firm.database.execute("SELECT * FROM document WHERE uid = ?", (uid,)).fetchone() == row


def test_who_printed_what_when_and_how_often_is_on_record(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, uids, customer = shop
    choices.remember_for_party(firm, "delivery", customer, Choice("a5", NO_PRICES, 3))
    assert len(printed(firm, uids[:1], tmp_path / "f.pdf")) == 3
    choices.remember_for_party(firm, "delivery", customer, None)
    printed(firm, uids, tmp_path / "f.pdf")
    table = reports.run(firm, "print_log", {"since": "2026-11-22", "until": "2026-11-22"})
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    assert [(row["author"], row["which"], row["paper"], row["variant"], row["copies"]) for row in rows] == [
        ("王芳", 1, "a4", "standard", 1),
        ("王芳", 2, "a4", "standard", 1),
        ("王芳", 1, "a5", "no_prices", 3),
    ]
    again = reports.run(firm, "print_log", {"since": "2026-11-22", "until": "2026-11-22", "again": True})
    assert [dict(zip(keys, row, strict=True))["which"] for row in again.rows] == [2]
    assert not reports.run(firm, "print_log", {"since": "2026-11-23", "until": "2026-11-23"}).rows
    assert proof.verify(firm).ok


def test_printed_documents_are_found_and_may_be_left_out(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, uids, _ = shop
    printed(firm, uids[:1], tmp_path / "f.pdf")
    assert [
        dict(d.params)["uid"] for d in documents.listing(firm, "delivery", is_printed=False).drills if d
    ] == uids[1:]
    assert [
        dict(d.params)["uid"] for d in documents.listing(firm, "delivery", is_printed=True).drills if d
    ] == uids[:1]
    pages = printed(firm, uids, tmp_path / "f.pdf", skips_printed=True)
    assert len(pages) == 1
    assert "补打" not in pages[0]
    (tmp_path / "f.pdf").unlink()
    assert printed(firm, uids, tmp_path / "f.pdf", skips_printed=True) == []
    assert not (tmp_path / "f.pdf").exists()
    assert ["补打" in page for page in printed(firm, uids, tmp_path / "f.pdf")] == [True, True]


def test_a_draft_on_paper_is_not_counted(shop: tuple[Firm, list[str], str], tmp_path: Path) -> None:
    firm, _, customer = shop
    draft = replace(documents.blank(firm, "delivery"), party=customer)
    documents.save_draft(firm, draft)
    for _ in range(2):
        (page,) = printed(firm, [draft.uid], tmp_path / "f.pdf")
        assert "草稿" in page
        assert "补打" not in page
    assert documents.view(firm, draft.uid).prints == 0


def test_a_part_stands_only_under_its_condition(shop: tuple[Firm, list[str], str], tmp_path: Path) -> None:
    firm, uids, _ = shop
    template = templates.standard("delivery", "a4")

    def under(condition: str) -> list[bool]:
        foot = tuple(replace(part, when=condition) if part.key == "note" else part for part in template.foot)
        templates.save(firm, replace(template, foot=foot, note="货款付清前货物归本店所有。"))
        pages = texts(printing.documents_pdf(firm, uids[:1], tmp_path / "f.pdf").path)
        return ["货款付清前" in page for page in pages]

    assert under("owed") == [True]
    assert under("settled") == [False]
    assert under("discounted") == [False]
    assert under("first") == [True]
    assert under("reprint") == [False]
    printed(firm, uids[:1], tmp_path / "f.pdf")
    assert under("first") == [False]
    assert under("reprint") == [True]


def test_a_statement_is_printed_and_sent_as_a_picture(
    shop: tuple[Firm, list[str], str], tmp_path: Path
) -> None:
    firm, _, customer = shop
    params = {"customer": customer, "since": "2026-11-01", "until": "2026-11-30", "lines": True}
    (page,) = texts(printing.statement_pdf(firm, "statement", params, tmp_path / "f.pdf"))
    for text in (
        "客户对账单",
        "豫园便利店",
        "2026-11-01 至 2026-11-30",
        "可口可乐",
        "人民币壹佰陆拾贰元整",
        "客户确认",
    ):
        assert text in page
    path = printing.statement_picture(firm, "statement", params, tmp_path / "f.png")
    with Image.open(path) as picture:
        assert picture.width > 1000


def test_a_page_is_made_at_once(firm: Firm, tmp_path: Path) -> None:
    """A slip of five lines takes 20 ms once fonts are loaded."""
    template = templates.template(firm, "delivery", "slip_half")

    def make() -> None:
        write(pages(firm, template, 5), tmp_path / "f.pdf", title="t", author="a")

    make()
    assert least_processor_s(make) < 0.1
