import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.wrapping import wrap


def measure(text: str) -> float:
    """Measure as a usual font does: ASCII is half as wide."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("苹果", 4, ["苹果"]),
        ("", 4, [""]),
        ("新疆阿克苏苹果", 3, ["新疆阿", "克苏苹", "果"]),
        ("Coca Cola Zero", 5, ["Coca Cola", "Zero"]),
        ("abcdefgh", 2, ["abcd", "efgh"]),
        ("两\n行", 9, ["两", "行"]),
        ("苹果，梨", 2, ["苹", "果，", "梨"]),
        ("新苹果，梨", 3, ["新苹", "果，梨"]),
        ("苹果（大），好吃", 5, ["苹果", "（大），好", "吃"]),
        ("天然水（量贩装）", 4, ["天然水", "（量贩", "装）"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, measure) == lines


@given(st.text(st.sampled_from("苹果梨，（）ab1 \n"), max_size=60), st.integers(2, 20))
def test_nothing_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width, measure)).split()) == "".join(text.split())


@given(st.text(st.sampled_from("苹果梨，。（）ab1, "), max_size=60), st.integers(2, 20))
def test_no_line_is_wider_than_allowed(text: str, width: int) -> None:
    assert all(measure(line) <= width for line in wrap(text, width, measure))
