"""How cells of our sheets look: the style part of a workbook and the numbers by which cells name their style."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from app.core.kinds import Kind

FONT: Final = "Microsoft YaHei"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Style(IntEnum):
    """The place of a look in the list of cell formats; a total looks like its column, in bold under a line."""

    PLAIN = 0
    TITLE = 1
    NOTE = 2
    HEAD = 3
    TEXT = 4
    CODE = 5
    WHOLE = 6
    MONEY = 7
    PRICE = 8
    QUANTITY = 9
    RATE = 10
    FRACTION_RATE = 11
    DATE = 12
    INSTANT = 13
    TEXT_TOTAL = 14
    WHOLE_TOTAL = 15
    MONEY_TOTAL = 16
    PRICE_TOTAL = 17
    QUANTITY_TOTAL = 18
    RATE_TOTAL = 19
    FRACTION_RATE_TOTAL = 20


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The formats of a kind of number: for whole ones and for the others.

    There are two because Excel shows 5 as “5.” under ``0.######``.
    """

    whole: Style
    fraction: Style
    whole_total: Style
    fraction_total: Style


NUMBER_STYLES: Final = {
    Kind.MONEY: NumberStyle(Style.MONEY, Style.MONEY, Style.MONEY_TOTAL, Style.MONEY_TOTAL),
    Kind.PRICE: NumberStyle(Style.PRICE, Style.PRICE, Style.PRICE_TOTAL, Style.PRICE_TOTAL),
    Kind.QUANTITY: NumberStyle(Style.WHOLE, Style.QUANTITY, Style.WHOLE_TOTAL, Style.QUANTITY_TOTAL),
    Kind.RATE: NumberStyle(Style.RATE, Style.FRACTION_RATE, Style.RATE_TOTAL, Style.FRACTION_RATE_TOTAL),
    Kind.INTEGER: NumberStyle(Style.WHOLE, Style.WHOLE, Style.WHOLE_TOTAL, Style.WHOLE_TOTAL),
    Kind.NUMBER: NumberStyle(Style.WHOLE, Style.QUANTITY, Style.WHOLE_TOTAL, Style.QUANTITY_TOTAL),
}

# Formats 0–49 are known to every reader; ours begin at 164.
_GENERAL, _WHOLE, _MONEY, _PER_CENT, _TEXT = 0, 3, 4, 9, 49
_PRICE, _QUANTITY, _FRACTION_RATE, _DATE, _INSTANT = range(164, 169)
_OWN_FORMATS = {
    _PRICE: "#,##0.00####",
    _QUANTITY: "#,##0.######",
    _FRACTION_RATE: "0.####%",
    _DATE: "yyyy\\-mm\\-dd",
    _INSTANT: "yyyy\\-mm\\-dd hh:mm",
}
_NUMBER_FORMATS = {
    Style.PLAIN: _GENERAL,
    Style.TITLE: _GENERAL,
    Style.NOTE: _GENERAL,
    Style.HEAD: _GENERAL,
    Style.TEXT: _GENERAL,
    Style.CODE: _TEXT,
    Style.WHOLE: _WHOLE,
    Style.MONEY: _MONEY,
    Style.PRICE: _PRICE,
    Style.QUANTITY: _QUANTITY,
    Style.RATE: _PER_CENT,
    Style.FRACTION_RATE: _FRACTION_RATE,
    Style.DATE: _DATE,
    Style.INSTANT: _INSTANT,
    Style.TEXT_TOTAL: _GENERAL,
    Style.WHOLE_TOTAL: _WHOLE,
    Style.MONEY_TOTAL: _MONEY,
    Style.PRICE_TOTAL: _PRICE,
    Style.QUANTITY_TOTAL: _QUANTITY,
    Style.RATE_TOTAL: _PER_CENT,
    Style.FRACTION_RATE_TOTAL: _FRACTION_RATE,
}
_PLAIN_FONT, _TITLE_FONT, _NOTE_FONT, _BOLD_FONT = range(4)
_NO_FILL, _, _HEAD_FILL = range(3)
_NO_BORDER, _HEAD_BORDER, _TOTAL_BORDER = range(3)
_FONTS = {Style.TITLE: _TITLE_FONT, Style.NOTE: _NOTE_FONT, Style.HEAD: _BOLD_FONT}
_CENTRED = frozenset({Style.HEAD, Style.DATE, Style.INSTANT})
_INDENTED = frozenset({Style.TEXT, Style.CODE, Style.TEXT_TOTAL})
"""Texts keep a distance from the figures before them."""


def _font(size: int, *, bold: str = "", colour: str = "") -> str:
    return f'<font>{bold}<sz val="{size}"/>{colour}<name val="{FONT}"/><family val="2"/><charset val="134"/></font>'


def _cell_format(style: Style) -> str:
    is_total = style >= Style.TEXT_TOTAL
    font = _BOLD_FONT if is_total else _FONTS.get(style, _PLAIN_FONT)
    fill = _HEAD_FILL if style is Style.HEAD else _NO_FILL
    border = _TOTAL_BORDER if is_total else _HEAD_BORDER if style is Style.HEAD else _NO_BORDER
    place = ' horizontal="center"' if style in _CENTRED else ""
    place = ' horizontal="left" indent="1"' if style in _INDENTED else place
    return (
        f'<xf numFmtId="{_NUMBER_FORMATS[style]}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment vertical="center"{place}/></xf>'
    )


def styles_xml() -> str:
    """Write the style part."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in _OWN_FORMATS.items()
    )
    grey = '<color rgb="FF666666"/>'
    fonts = _font(10) + _font(14, bold="<b/>") + _font(9, colour=grey) + _font(10, bold="<b/>")
    line = '<{side} style="thin"><color rgb="FF808080"/></{side}>'
    borders = (
        "<border><left/><right/><top/><bottom/><diagonal/></border>"
        f"<border><left/><right/><top/>{line.format(side='bottom')}<diagonal/></border>"
        f"<border><left/><right/>{line.format(side='top')}<bottom/><diagonal/></border>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
        f'<numFmts count="{len(_OWN_FORMATS)}">{formats}</numFmts>'
        f'<fonts count="4">{fonts}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>'
        f'<borders count="3">{borders}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(Style)}">{"".join(map(_cell_format, Style))}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
