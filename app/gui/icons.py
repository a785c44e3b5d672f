"""A few line icons, drawn in the ink of the theme in force. SVG paths on a 24-grid, our own drawing."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.gui import theme

_PATHS = {
    "close": "M6 6 L18 18 M18 6 L6 18",
    "search": "M11 4 a7 7 0 1 0 0.01 0 Z M16.2 16.2 L21 21",
    "down": "M6 9 L12 15 L18 9",
    "left": "M15 6 L9 12 L15 18",
    "right": "M9 6 L15 12 L9 18",
    "plus": "M12 5 V19 M5 12 H19",
    "folder": "M3 7 V18 H21 V8 H12 L10 5.5 H3 Z",
    "download": "M12 4 V15 M7 10.5 L12 15.5 L17 10.5 M5 19.5 H19",
    "document": "M6 3 H14.5 L19 7.5 V21 H6 Z M14 3 V8 H19 M9 12 H16 M9 16 H16",
    "box": "M4 8 L12 4 L20 8 V16 L12 20 L4 16 Z M4 8 L12 12 L20 8 M12 12 V20",
    "chart": "M4 20 H20 M7 20 V12 M12 20 V6 M17 20 V9",
    "person": "M12 12 a4 4 0 1 0 -0.01 0 Z M4.5 20 C5.5 15.5 9 14.5 12 14.5 C15 14.5 18.5 15.5 19.5 20",
    "list": "M5 7 H19 M5 12 H19 M5 17 H19",
    "check": "M5 12.5 L10 17.5 L19 7",
}
_TEMPLATE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{path}" fill="none" stroke="{colour}" '
    'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def icon(name: str, ink: str = "ink2", size: int = 16) -> QIcon:
    """Return an icon in a colour of the theme in force."""
    return QIcon(pixmap(name, ink, size))


def pixmap(name: str, ink: str = "ink2", size: int = 16, *, width: str = "1.8") -> QPixmap:
    """Return the picture of an icon."""
    return _drawn(name, theme.colour(ink).name(), size, width)


def seal(size: int = 64) -> QIcon:
    """Return the seal of the program as the icon of its windows."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("seal"))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.18, size * 0.18)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(theme.font(size * 5 // 8, bold=True))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, SEAL)
    painter.end()
    return QIcon(picture)


SEAL = chr(0x638C)
"""掌, the first character of the name: a sign, the same in every language."""


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, size: int, width: str) -> QPixmap:
    scale = 2
    picture = QPixmap(size * scale, size * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _TEMPLATE.format(path=_PATHS[name], colour=colour, width=width)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
