"""Two sounds: a scan was taken (one high tone), or it was not (two low ones). No loudspeaker is no fault.

Windows plays its own. Elsewhere a small player of the desktop plays two files that are made when first wanted; without
one, only what went wrong is heard, as the bell of the system. Nothing waits for a sound, and nothing fails by it.
"""

import array
import contextlib
import math
import shutil
import sys
import wave
from functools import cache
from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.gui.input import scanner_settings

_PLAYERS: Final = ("pw-play", "paplay", "aplay")
_RATE: Final = 22_050
_LOUD: Final = 9_000
_EDGE_S: Final = 0.005
"""A tone swells and fades, or it would click."""
_GOOD: Final = ((1760, 0.09),)
_BAD: Final = ((220, 0.14), (0, 0.06), (196, 0.22))
"""Tones: hertz and seconds."""


def good() -> None:
    """Say that a scan was taken."""
    _play("good", _GOOD)


def bad() -> None:
    """Say that a scan was not taken."""
    _play("bad", _BAD)


def _play(name: str, tones: tuple[tuple[int, float], ...]) -> None:
    if not scanner_settings.is_heard() or QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - there is none elsewhere

        with contextlib.suppress(RuntimeError):
            winsound.MessageBeep(winsound.MB_OK if tones is _GOOD else winsound.MB_ICONHAND)
        return
    player, path = _player(), _file(name, tones)
    if player and path:
        process = QProcess()
        process.setProgram(player)
        process.setArguments([path])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()
    elif tones is _BAD:
        QApplication.beep()


@cache
def _player() -> str:
    """Return the program that plays a file; empty where there is none."""
    return next((found for name in _PLAYERS if (found := shutil.which(name))), "")


@cache
def _file(name: str, tones: tuple[tuple[int, float], ...]) -> str:
    """Return the file of a sound, made once a day of work; empty where it cannot be written."""
    folder = platformdirs.user_cache_path("zhanggui", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return str(write(folder / f"scan-{name}.wav", tones))
    except OSError:
        return ""


def write(path: Path, tones: tuple[tuple[int, float], ...]) -> Path:
    """Write tones as a sound file."""
    samples = array.array("h")
    for hertz, seconds in tones:
        count = int(seconds * _RATE)
        for place in range(count):
            edge = min(place, count - place, _EDGE_S * _RATE) / (_EDGE_S * _RATE)
            samples.append(int(_LOUD * edge * math.sin(2 * math.pi * hertz * place / _RATE)))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(samples.itemsize)
        file.setframerate(_RATE)
        file.writeframes(samples.tobytes())
    return path
