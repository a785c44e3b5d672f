"""Codes we draw by ourselves, read back by zxing; Data Matrix module for module as zxing draws it, where it can."""

import string
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.devices import data_matrix
from app.devices.bars import CodeKind, Modules, modules

_SCALE, _QUIET = 3, 10


def drawn(code: Modules, *, high: int = 1) -> Image.Image:
    rows = len(code.rows) * high
    paper = Image.new("L", ((code.width + 2 * _QUIET) * _SCALE, (rows + 2 * _QUIET) * _SCALE), 255)
    for number, row in enumerate(code.rows):
        for place, is_dark in enumerate(row):
            if is_dark:
                left, top = (place + _QUIET) * _SCALE, (number * high + _QUIET) * _SCALE
                paper.paste(0, (left, top, left + _SCALE, top + high * _SCALE))
    return paper


def read(paper: Image.Image) -> list[tuple[str, str]]:
    codes = zxingcpp.read_barcodes(paper, text_mode=zxingcpp.TextMode.Plain)
    return [(code.symbology_identifier, code.text) for code in codes]


@given(st.text(string.printable, min_size=1, max_size=40))
def test_whatever_is_written_is_read(text: str) -> None:
    try:
        code = modules(CodeKind.DATA_MATRIX, text)
    except ValueError:
        assert len(text) > 22
        return
    assert read(drawn(code)) == [("]d1", text)]


@pytest.mark.parametrize("length", [3, 5, 8, 12, 18, 22, 30, 36, 44])
def test_every_size_is_as_others_draw_it(length: int) -> None:
    text = ("a,B;z" * 9)[:length]
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    picture: Any = made.to_image(scale=1, add_quiet_zones=False)
    dots: Any = memoryview(picture).tolist()
    others = tuple(tuple(dot < 128 for dot in row) for row in dots)
    assert data_matrix.modules(text) == others


def test_what_does_not_fit_is_refused() -> None:
    for text in ("x" * 45, "\u638c", "\u00e9"):
        with pytest.raises(ValueError, match=text):
            data_matrix.modules(text)


@pytest.mark.parametrize(
    ("kind", "text", "came"),
    [
        (CodeKind.UPC_A, "036000291452", ("]E0", "0036000291452")),
        (CodeKind.ITF, "16901123455665", ("]I1", "16901123455665")),
        (CodeKind.GS1_128, "010690123456789210A\x1d215", None),
        (CodeKind.GS1_128, "10123\x1d2145", None),
    ],
)
def test_bars_of_other_kinds_are_read(kind: CodeKind, text: str, came: tuple[str, str] | None) -> None:
    assert read(drawn(modules(kind, text), high=40)) == [came or ("]C1", text)]
