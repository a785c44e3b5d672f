"""A page of the manual on the screen: Markdown in the looks of the theme, pictures as wide as the text.

Qt reads headings, lists, quotes, code spans, links and pictures as they are meant; a table it draws without its lines,
so the manual has none.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from app.gui import theme

_WIDTH_PX = 720
"""Of the text: longer lines are hard to read."""
_MARGIN_PX = 24
_LINE_PER_CENT = 150.0
_ROOM_PER_CENT = 100.0
_QUOTE: Final = int(QTextFormat.Property.BlockQuoteLevel)
_PICTURE: Final = "\ufffc"
"""Stands in a text where a picture is."""
_FENCE: Final = int(QTextFormat.Property.BlockCodeFence)
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class ManualView(QTextBrowser):
    """Shows one text; arrow keys scroll, Tab walks the links, Enter follows one. Signals: asked(link)."""

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setOpenLinks(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setProperty("role", "manual")
        self.document().setDocumentMargin(_MARGIN_PX)
        self.anchorClicked.connect(self._on_anchor)
        self._width = theme.current().measures.px(_WIDTH_PX)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._wrap()

    @property
    def place(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def show_text(self, markdown: str, *, place: int = 0) -> None:
        """Show a text, scrolled to a place where it was before."""
        self.document().setDefaultFont(theme.font())
        self.setMarkdown(markdown)
        self._dress()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines where the page ends, if that is before the usual width."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        self.setLineWrapColumnOrWidth(min(self._width + 2 * _MARGIN_PX, self.viewport().width()))

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark every place of these words."""
        found = [cursor for word in words for cursor in self._finds(word)]
        marks = []
        for cursor in found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(theme.colour("amber_soft"))
            mark.format.setForeground(theme.colour("amber"))
            marks.append(mark)
        self.setExtraSelections(marks)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Bring a picture to the width of the text, as sharp as the screen is."""
        url = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not url.isRelative():
            return super().loadResource(kind, url)
        picture = QImage(str(self._folder / url.path()))
        ratio = self.devicePixelRatioF()
        wide = int(self._width * ratio)
        if picture.width() > wide:
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def _on_anchor(self, url: QUrl) -> None:
        self.asked.emit(url.toString())

    def _finds(self, word: str) -> list[QTextCursor]:
        found: list[QTextCursor] = []
        cursor = self.document().find(word)
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.document().find(word, cursor)
        return found

    # Looks

    def _dress(self) -> None:
        """Give headings, keys, links and quotes the colours and sizes of the theme."""
        block = self.document().begin()
        while block.isValid():
            self._dress_block(block)
            block = block.next()

    def _dress_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_PER_CENT, _PROPORTIONAL)
        level = block.blockFormat().headingLevel()
        if level:
            shape.setTopMargin(theme.GAP_L if level > 1 else 0)
            shape.setBottomMargin(theme.GAP_S)
        elif block.blockFormat().hasProperty(_QUOTE):
            shape.setBackground(theme.colour("blue_soft"))
            shape.setLeftMargin(0)
            shape.setRightMargin(0)
        elif block.blockFormat().hasProperty(_FENCE):
            shape.setBackground(theme.colour("ground"))
            shape.setLineHeight(_ROOM_PER_CENT, _PROPORTIONAL)
            shape.setTopMargin(theme.GAP_S)
            shape.setBottomMargin(theme.GAP_S)
        elif _PICTURE in block.text():
            shape.setLineHeight(_ROOM_PER_CENT, _PROPORTIONAL)
            shape.setTopMargin(theme.GAP_S)
        elif block.textList() is None:
            shape.setTopMargin(theme.GAP_S)
        cursor.mergeBlockFormat(shape)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_heading(level))
            return
        if not block.blockFormat().hasProperty(_FENCE):
            self._dress_words(block)

    def _dress_words(self, block: QTextBlock) -> None:
        parts = block.begin()
        spans: list[tuple[int, int, QTextCharFormat]] = []
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().isAnchor():
                spans.append((part.position(), part.length(), _link()))
            elif part.charFormat().fontFixedPitch():
                spans.append((part.position(), part.length(), _key()))
            parts += 1
        for start, length, looks in spans:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(looks)


def _heading(level: int) -> QTextCharFormat:
    measures = theme.current().measures
    looks = QTextCharFormat()
    looks.setFont(theme.font(measures.heading if level == 1 else measures.large, bold=True))
    looks.setForeground(theme.colour("ink"))
    return looks


def _key() -> QTextCharFormat:
    """A key stands out as it does in the key bar."""
    looks = QTextCharFormat()
    looks.setFont(theme.font(theme.current().measures.caption, bold=True))
    looks.setFontFixedPitch(False)
    looks.setForeground(theme.colour("blue"))
    return looks


def _link() -> QTextCharFormat:
    looks = QTextCharFormat()
    looks.setForeground(theme.colour("blue"))
    looks.setFontUnderline(True)
    looks.setFontWeight(QFont.Weight.Normal)
    return looks
