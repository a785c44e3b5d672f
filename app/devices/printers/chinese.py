"""Chinese text for printers: GBK bytes, and columns counted as the printer counts them (decisions 3, 4).

A column is a GBK byte: ``×`` and ``①`` take two, whatever Unicode says of them. ``¥`` is not in GBK and becomes ``￥``.
Control characters never reach a printer: an item called ``ESC @`` must not reset it.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

UNKNOWN: Final = "□"
"""Printed for what GBK does not have."""
_INSTEAD: Final = str.maketrans({"¥": "￥", "\u00a0": " ", "–": "-", "•": "·", "\u2011": "-"})
_WIDE: Final = 2
_KEPT: Final = 1 << 14
"""Characters whose width is remembered: more than a shop's goods are called by."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Bytes to send, and the characters that could not be sent as they are."""

    data: bytes
    replaced: tuple[str, ...] = ()


def encode(text: str) -> Encoded:
    """Return a text in GBK; never more and never fewer columns than `columns` says."""
    shown = printable(text)
    try:
        return Encoded(shown.encode("gbk"))
    except UnicodeEncodeError:
        return _replaced(shown)


def _replaced(shown: str) -> Encoded:
    replaced: list[str] = []
    data = bytearray()
    for character in shown:
        try:
            data += character.encode("gbk")
        except UnicodeEncodeError:
            replaced.append(character)
            data += UNKNOWN.encode("gbk")
    return Encoded(bytes(data), tuple(dict.fromkeys(replaced)))


def printable(text: str) -> str:
    """Return the text composed, with blanks for control characters and nothing for what has no width."""
    if text.isascii() and text.isprintable():
        return text
    shown = (
        " " if unicodedata.category(one) == "Cc" else one
        for one in unicodedata.normalize("NFC", text).translate(_INSTEAD)
    )
    return "".join(one for one in shown if unicodedata.category(one) not in {"Cf", "Mn", "Me", "Cs"})


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return _width(printable(text))


def _width(shown: str) -> int:
    return sum(map(_columns, shown))


@lru_cache(_KEPT)
def _columns(character: str) -> int:
    try:
        return len(character.encode("gbk"))
    except UnicodeEncodeError:
        return _WIDE


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns: behind blanks where it can, between characters else."""
    lines: list[str] = []
    line, used = "", 0
    for word in _words(printable(text)):
        if used + _width(word.rstrip()) <= width:
            line += word
            used += _width(word)
            continue
        # What is longer than any line is broken where it stands: the next line would not hold it either.
        is_longer = _width(word.rstrip()) > width
        if line.strip() and not is_longer:
            lines.append(line.rstrip())
        if not (line.strip() and is_longer):
            line, used = "", 0
        for character in word if line or not lines else word.lstrip():
            if used + _columns(character) > width:
                lines.append(line)
                line, used = "", 0
            line += character
            used += _columns(character)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> list[str]:
    """Split where a line may break: Chinese everywhere, other text behind blanks and hyphens."""
    words: list[str] = []
    word = ""
    for character in text:
        if _columns(character) == _WIDE:
            words += [word, character] if word else [character]
            word = ""
            continue
        word += character
        if character in " -/":
            words.append(word)
            word = ""
    return [*words, word] if word else words
