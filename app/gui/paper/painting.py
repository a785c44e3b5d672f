"""A sheet on whatever Qt paints on: letter by letter where the PDF puts them, in the font that a PDF embeds."""

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
)

from app.services.printing.pages import Boxes, Face, Mark, Picture, Rule, Sheet, Words

_SOLID: Final = Qt.PenStyle.SolidLine
_USUAL_PX: Final = 10
_BOLDER: Final = 0.035
"""Outline of bold letters, of their size, as in the PDF: the font has no bold face."""


class SheetPainter:
    """Paints sheets with one font; belongs to the thread that made it."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._fonts: dict[float, QRawFont] = {}
        self._glyphs: dict[str, int] = {}

    def paint(self, painter: QPainter, sheet: Sheet) -> None:
        """Paint a sheet; the painter counts in points from the upper left corner. Texts lie above all else."""
        for mark in sorted(sheet.marks, key=_is_text):
            self._put(painter, mark, sheet.height)

    def _put(self, painter: QPainter, mark: Mark, height: float) -> None:
        match mark:
            case Words():
                self._write(painter, mark, QPointF(mark.x, height - mark.y))
            case Rule():
                painter.setPen(QPen(QBrush(_ink(mark.grey)), mark.width, _SOLID, Qt.PenCapStyle.FlatCap))
                painter.drawLine(QPointF(mark.x, height - mark.y), QPointF(mark.to_x, height - mark.to_y))
            case Boxes():
                for left, bottom, width, tall in mark.boxes:
                    painter.fillRect(QRectF(left, height - bottom - tall, width, tall), _ink(mark.grey))
            case Picture():
                left, bottom, width, tall = mark.box
                place = QRectF(left, height - bottom - tall, width, tall)
                painter.drawImage(place, QImage.fromData(mark.png))

    def _write(self, painter: QPainter, words: Words, at: QPointF) -> None:
        font = self._font(words.size)
        letters = self._face.showable(words.text)
        places, x = [], 0.0
        for letter in letters:
            places.append(QPointF(x, 0))
            x += self._face.width(letter) * words.size
        glyphs = [self._glyph(letter) for letter in letters]
        painter.setPen(_ink(words.grey))
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(glyphs)
        run.setPositions(places)
        painter.drawGlyphRun(at, run)
        if words.bold:
            outline = QPainterPath()
            for glyph, place in zip(glyphs, places, strict=True):
                outline.addPath(font.pathForGlyph(glyph).translated(at + place))
            painter.strokePath(outline, QPen(_ink(words.grey), words.size * _BOLDER))

    def _font(self, size: float) -> QRawFont:
        if size not in self._fonts:
            self._fonts[size] = _raw_font(self._face, size)
        return self._fonts[size]

    def _glyph(self, letter: str) -> int:
        if letter not in self._glyphs:
            found = next(iter(self._fonts.values())).glyphIndexesForString(letter)
            self._glyphs[letter] = found[0] if found else 0
        return self._glyphs[letter]


@cache
def _family(path: str, index: int) -> str:
    """Make the font of a file known to Qt; its faces are named in the order in which they stand in the file.

    A font that was read from a file without a name would be sent to printers as outlines, ten times as long.
    """
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path))
    return families[min(index, len(families) - 1)] if families else ""


def _raw_font(face: Face, size: float) -> QRawFont:
    """Load the face in this size."""
    named = QFont(_family(str(face.path), face.index))
    named.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    named.setPixelSize(_USUAL_PX)
    font = QRawFont.fromFont(named)
    font.setPixelSize(size)
    return font


def _is_text(mark: Mark) -> bool:
    return isinstance(mark, Words)


def _ink(grey: float) -> QColor:
    return QColor.fromRgbF(grey, grey, grey)
