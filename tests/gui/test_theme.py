"""Ink, paper and one seal: every pair of text and ground can be read in both themes."""

import math

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from app.gui import theme
from app.gui.theme import DARK, LIGHT, Tokens

LEAST = 4.5
PAIRS = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "blue_soft"),
    ("ink2", "paper"),
    ("ink2", "ground"),
    ("ink2", "brand_soft"),
    ("ink3", "paper"),
    ("ink3", "ground"),
    ("brand", "paper"),
    ("brand", "brand_soft"),
    ("blue", "blue_soft"),
    ("green", "green_soft"),
    ("amber", "amber_soft"),
]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4)


def luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = (_linear(part / 255) for part in (colour.red(), colour.green(), colour.blue()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= LEAST


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_white_can_be_read_on_the_seal(tokens: Tokens) -> None:
    assert contrast("#ffffff", tokens.seal) >= LEAST


def test_big_font_makes_everything_larger() -> None:
    small, big = theme.choose().measures, theme.choose(big=True).measures
    assert (small.base, small.row) == (14, 36)
    assert (big.base, big.row) == (18, 46)


def test_style_sheet_has_no_open_names(qapp: QApplication) -> None:
    for dark in (False, True):
        theme.apply(qapp, theme.choose(dark=dark))
        assert "$" not in qapp.styleSheet()
    theme.apply(qapp, theme.choose())


def test_chinese_has_a_font(looks: QApplication) -> None:
    label = QLabel("掌柜")
    label.ensurePolished()
    assert label.fontMetrics().horizontalAdvance("掌柜") >= 2 * label.fontInfo().pixelSize() - 2


def test_digits_have_one_width(looks: QApplication) -> None:
    label = QLabel()
    label.setFont(theme.font())
    metrics = label.fontMetrics()
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
