"""Columns that have no room together: what gives way, in which order, and what never does."""

from hypothesis import given
from hypothesis import strategies as st

from app.gui.theme import CELL_PADDING
from app.gui.widgets.column_widths import Demand, Spread, spread
from app.gui.widgets.head_text import in_two

NAME = Demand(content=180, head=28, head_in_two=14, may_be_cut=True)
FIGURE = Demand(content=70, head=52, head_in_two=26, is_figure=True)
NOTHING = Demand(content=0, head=52, head_in_two=26, is_figure=True, is_empty=True)
WORD = Demand(content=56, head=42, head_in_two=28)
CODE = Demand(content=60, head=28, head_in_two=14)


def laid(*demands: Demand, room: int, gives_way: bool = True) -> Spread:
    return spread(demands, room, good=130, least=88, sorted_by=len(demands), gives_way=gives_way)


def seen(done: Spread) -> int:
    return sum(width for place, width in enumerate(done.widths) if place not in done.gone)


def test_where_there_is_room_nothing_gives_way() -> None:
    done = laid(CODE, NAME, FIGURE, WORD, room=900)
    assert done.padding == CELL_PADDING
    assert not done.gone
    assert seen(done) <= 900


def test_cells_stand_closer_before_a_name_is_cut() -> None:
    done = laid(CODE, NAME, FIGURE, WORD, room=430)
    assert done.padding < CELL_PADDING
    assert done.widths[1] >= NAME.content
    assert not done.gone


def test_what_holds_nothing_goes_before_words_and_the_last_goes_first() -> None:
    demands = (CODE, NAME, FIGURE, NOTHING, WORD, NOTHING)
    assert laid(*demands, room=440).gone == {5}
    assert laid(*demands, room=370).gone == {3, 5}
    assert laid(CODE, NAME, FIGURE, WORD, room=310).gone == {3}


def test_figures_and_names_stay_and_then_the_table_is_scrolled() -> None:
    done = laid(CODE, NAME, FIGURE, FIGURE, FIGURE, room=250)
    assert not done.gone
    assert seen(done) > 250


def test_a_column_that_a_person_asked_for_stays() -> None:
    kept = Demand(content=0, head=52, head_in_two=26, is_empty=True, is_kept=True)
    assert laid(CODE, NAME, FIGURE, kept, WORD, room=350).gone == {4}
    assert not laid(CODE, NAME, FIGURE, NOTHING, room=300, gives_way=False).gone


def test_a_width_that_a_person_gave_is_kept() -> None:
    fixed = Demand(content=180, head=28, head_in_two=14, may_be_cut=True, fixed=111)
    for room in (200, 400, 4000):
        assert laid(CODE, fixed, FIGURE, room=room).widths[1] == 111


@given(
    st.lists(
        st.builds(
            Demand,
            content=st.integers(0, 500),
            head=st.integers(20, 150),
            head_in_two=st.integers(10, 20),
            may_be_cut=st.booleans(),
            is_figure=st.booleans(),
            is_empty=st.booleans(),
        ),
        min_size=1,
        max_size=15,
    ),
    st.integers(100, 2000),
)
def test_figures_are_never_cut_and_no_more_than_a_third_gives_way(demands: list[Demand], room: int) -> None:
    done = laid(*demands, room=room)
    assert len(done.widths) == len(demands)
    assert 3 * len(done.gone) <= len(demands)
    assert not done.gone or seen(done) <= room
    for place, (demand, width) in enumerate(zip(demands, done.widths, strict=True)):
        if place not in done.gone and demand.is_figure and not demand.may_be_cut:
            assert width >= min(demand.content, 340)


def test_heads_are_parted_where_they_may_be() -> None:
    for text, parted in {
        "逾期 1–30 天": ("逾期", "1–30 天"),
        "金额（不含税）": ("金额", "（不含税）"),
        "最长天数": ("最长", "天数"),
        "Amount (excl. tax)": ("Amount", "(excl. tax)"),
        "Amount": ("Amount", ""),
        "90 天以上": ("90 天", "以上"),
        "31–60 天": ("31–60", "天"),
        "": ("", ""),
    }.items():
        assert in_two(text, len) == parted, text
