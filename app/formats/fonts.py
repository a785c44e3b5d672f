"""The Chinese font of our PDFs: found on this computer, measured and embedded. None comes with the program.

Only fonts with TrueType outlines can be embedded; the usual Noto CJK files have PostScript outlines and are passed
over. The font is loaded once (0.1 s) and kept.
"""

import gc
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from app.core.paths import resources
from app.formats.errors import NoChineseFont

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

NAME: Final = "zhanggui"
UNKNOWN: Final = "□"
"""What stands for a character that the font does not have."""
_UNITS_PER_SIZE: Final = 1_000
_PROBE: Final = (0x5E93, 0x5B58, 0x5355, 0x636E)
"""库存单据: a font that has these characters is a Chinese one."""
_WINDOWS: Final = ("msyh.ttc", "simsun.ttc", "simhei.ttf", "Deng.ttf", "simkai.ttf")
_LINUX: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)
_FC_LIST: Final = ("fc-list", ":lang=zh-cn:fontformat=TrueType", "file", "index")
_FC_LIST_TIMEOUT_S: Final = 10
_FACE_OF_INDEX: Final = 0xFFFF
"""fontconfig keeps the instance of a variable font in the upper half of the index."""
_loading = Lock()
DRAWING: Final = Lock()
"""Held while Pillow draws: it opens and closes fonts without Python's lock, in a library not made for threads."""


class Face:
    """The font itself: what it can show, and how wide; `path` and `index` say where it is."""

    def __init__(self, font: "TTFont", path: Path, index: int) -> None:
        self.font = font
        self.path = path
        self.index = index
        self._characters = _Characters(font)

    def width(self, text: str) -> float:
        """Measure a text at size 1."""
        return sum(map(self._characters.__getitem__, text)) / _UNITS_PER_SIZE

    def showable(self, text: str) -> str:
        """Return the text with `UNKNOWN` for what the font cannot show, and blanks for what nobody can see."""
        glyphs = self.font.face.charToGlyph
        return "".join(one if ord(one) in glyphs else UNKNOWN if one.isprintable() else " " for one in text)


class _Characters(dict[str, float]):
    """Widths by character, found when first asked for."""

    def __init__(self, font: "TTFont") -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, character: str) -> float:
        code = ord(character if ord(character) in self._face.charToGlyph else UNKNOWN)
        width: float = self._face.charWidths.get(code, self._face.defaultWidth)
        self[character] = width
        return width


def chinese_face() -> Face:
    """Return the font, loaded and known to reportlab by `NAME`; NoChineseFont when there is none."""
    with _loading:
        return _load()


@cache
def _load() -> Face:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - loaded with the first PDF, not at start

    for path, index in _candidates():
        font = _font(path, index)
        if font is not None:
            pdfmetrics.registerFont(font)
            gc.freeze()  # it stays: nobody looks for garbage among its 40,000 glyphs
            return Face(font, path, index)
    raise NoChineseFont


def _font(path: Path, index: int) -> "TTFont | None":
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415 - loaded with the first PDF, not at start

    try:
        font = TTFont(NAME, str(path), subfontIndex=index)
    except (TTFError, OSError):
        return None
    return font if all(code in font.face.charToGlyph for code in _PROBE) else None


def _candidates() -> Iterator[tuple[Path, int]]:
    """Font files and the face in each: what is packaged, what is usual, what fontconfig knows."""
    bundled = resources() / "fonts"
    if bundled.is_dir():
        yield from ((path, 0) for path in sorted(bundled.glob("*.tt[fc]")))
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    usual = [windows / name for name in _WINDOWS] + [Path(name) for name in _LINUX]
    yield from ((path, 0) for path in usual if path.is_file())
    yield from _from_fontconfig()


def _from_fontconfig() -> Iterator[tuple[Path, int]]:
    """Ask fontconfig; each line is ``/path/font.ttc:index=0``."""
    try:
        answer = subprocess.run(  # noqa: S603 - the command is spelt out above
            _FC_LIST, capture_output=True, check=True, timeout=_FC_LIST_TIMEOUT_S, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError):
        return
    for line in sorted(answer.stdout.splitlines()):
        path, _, index = line.partition(":index=")
        yield Path(path.rstrip(": ")), int(index) & _FACE_OF_INDEX if index.isdecimal() else 0
