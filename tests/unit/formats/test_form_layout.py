from hypothesis import given
from hypothesis import strategies as st

from app.formats.form_layout import Heights, flowing, in_cells, paginate
from app.formats.print_form import Pair
from tests.unit.formats.test_wrapping import measure


def test_what_fits_stays_on_one_page() -> None:
    assert paginate([10] * 5, Heights(room=100, sums=10, tail=40)) == [range(5)]


def test_pages_keep_room_for_subtotal_and_for_what_is_carried() -> None:
    assert paginate([10] * 20, Heights(room=100, sums=10, tail=20)) == [range(9), range(9, 17), range(17, 20)]


def test_the_totals_take_the_last_row_along() -> None:
    """Nine rows and a subtotal fill a page; the totals need one of their own."""
    assert paginate([10] * 9, Heights(room=100, sums=10, tail=40)) == [range(8), range(8, 9)]


def test_a_document_without_rows_has_one_page() -> None:
    assert paginate([], Heights(room=100, sums=0, tail=40)) == [range(0)]


@given(
    st.lists(st.floats(5, 30), max_size=60),
    st.floats(150, 400),
    st.floats(5, 15),
    st.floats(0, 60),
)
def test_every_row_stands_on_one_page_and_no_page_is_too_full(
    rows: list[float], room: float, sums: float, tail: float
) -> None:
    pages = paginate(rows, Heights(room, sums, tail))
    assert [row for page in pages for row in page] == list(range(len(rows)))
    for number, page in enumerate(pages):
        used = sum(rows[row] for row in page)
        if len(pages) > 1:
            used += sums if number == 0 else 2 * sums
        if number == len(pages) - 1:
            used += sums + tail
        assert used <= room + 1e-6


def test_pairs_stand_in_three_cells_and_long_ones_take_more() -> None:
    pairs = [Pair("客户", "豫园便利店"), Pair("地址", "上海市黄浦区豫园老街"), Pair("电话", "138")]
    lines = in_cells(pairs, 30, measure)
    assert [[(placed.cell, placed.text) for placed in line] for line in lines] == [
        [(0, "客户：豫园便利店"), (1, "地址：上海市黄浦区豫园老街")],
        [(0, "电话：138")],
    ]


def test_a_pair_longer_than_a_line_is_broken() -> None:
    lines = in_cells([Pair("备注", "很" * 20), Pair("电话", "138")], 12, measure)
    assert [[placed.text for placed in line] for line in lines] == [
        ["备注：" + "很" * 9],
        ["很" * 11],
        ["电话：138"],
    ]


def test_a_pair_without_a_label_is_a_sentence() -> None:
    assert in_cells([Pair("", "截至 2026-11-22")], 40, measure)[0][0].text == "截至 2026-11-22"


def test_lines_of_pairs_break_between_pairs() -> None:
    pairs = [Pair("优惠", "10.00"), Pair("本单应收", "1,234.50"), Pair("累计欠款", "9,999.00")]
    assert list(flowing(pairs, 20, measure)) == ["优惠：10.00　　本单应收：1,234.50", "累计欠款：9,999.00"]
    assert list(flowing([], 20, measure)) == []
