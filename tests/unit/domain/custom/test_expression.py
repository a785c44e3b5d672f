"""The small language: exact, in the words of people, and nothing but what it is meant to say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BusinessError
from app.domain.custom.errors import ExpressionUnclear, UnknownName
from app.domain.custom.expression import Value, parse, renamed

NAMES = {
    "单价": "price",
    "最低售价": "lowest",
    "保质期（天）": "days",
    "长": "a",
    "长度": "b",
    "品牌": "brand",
}
VALUES: dict[str, Value] = {
    "price": Fraction(3),
    "lowest": Fraction(5, 2),
    "days": Fraction(31),
    "a": Fraction(2),
    "b": Fraction(3),
    "brand": "清泉",
}


def value_of(key: str) -> Value:
    return VALUES[key]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("单价 × (1 − 10%) ≥ 最低售价", True),
        ("单价 × (1 − 20%) ≥ 最低售价", False),
        ('[保质期（天）] > 30 且 品牌 = "清泉"', True),
        ("非 品牌 = “清泉”", False),
        ("长*长度", Fraction(6)),
        ("10÷3*3", Fraction(10)),
        ("四舍五入(10÷3, 2)", Fraction(333, 100)),
        ("round(-2.5)", Fraction(-3)),
        ("如果(单价>2, 1, 1/0)", Fraction(1)),
        ("品牌 + 单价", "清泉3"),
        ("1 < 2 < 3", True),
        ("0.1 + 0.2 = 0.3", True),
        ("保质期（天）/0", None),
        ("单价 > 品牌", None),
        ("字数(品牌)", Fraction(2)),
    ],
)
def test_it_says_what_it_says(text: str, value: object) -> None:
    assert parse(text, NAMES).value(value_of) == value


def test_nothing_comes_of_nothing() -> None:
    assert parse("单价 - 最低售价", NAMES).value(lambda key: Fraction(1) if key == "price" else None) is None


@pytest.mark.parametrize(
    "text",
    [
        "单价 ** 2",
        "单价(",
        "().x",
        "单价 且",
        '"a".b',
        "单价 单价",
        "round()",
        "x" * 600,
        "[" * 9,
        "-" * 300 + "1",
        "",
    ],
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionUnclear):
        parse(text, NAMES)


@pytest.mark.parametrize("text", ["重量+1", "__import__", "[没有]", "单价格", "eval(1)"])
def test_names_that_nothing_has_are_told(text: str) -> None:
    with pytest.raises(UnknownName) as refused:
        parse(text, NAMES)
    assert "单价" in refused.value.known


def test_a_figure_beyond_reason_is_none() -> None:
    assert parse("*".join(["99999999"] * 40), NAMES).value(value_of) is None


def test_it_follows_a_name() -> None:
    assert renamed("长*长度+[长]", NAMES, "a", "总长") == "[总长]*长度+[总长]"


@given(st.text(alphabet='单价长度品牌0123456789+-*/×÷()[]><= .,"且或非ab%', max_size=40))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        expression = parse(text, NAMES)
    except BusinessError:
        return
    expression.value(value_of)
