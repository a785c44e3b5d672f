"""Text files of rows: which encoding, which separator, and what was put in front of codes to protect them."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from app.formats.errors import FileBroken, FileKindUnknown

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = (",", "\t", ";", "|")
_LOOK: Final = 50
"""Rows in which the separator is looked for."""
_AS_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
"""How other programs keep a spreadsheet from making a number of 00123."""
_PROTECTED: Final = re.compile(r"'(?=[-=+@\t\r0-9])")
"""An apostrophe in front: of a number, or put there by `app.formats.csv`."""


def decode(content: bytes, name: str) -> str:
    """Return the text of a file: by its mark, else as UTF-8, else as GB 18030, which old programs here write."""
    encodings = next(
        ([encoding] for mark, encoding in _BOMS if content.startswith(mark)), ["utf-8", "gb18030"]
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileKindUnknown(name=name)
        return text
    raise FileKindUnknown(name=name)


def rows(text: str, name: str) -> Iterator[list[str]]:
    """Read the rows of a text with separators; breaks inside quotes belong to the cell."""
    try:
        for row in csv.reader(_lines(text), delimiter=_separator(text)):
            yield [_cell(value) for value in row]
    except csv.Error as problem:
        raise FileBroken(name=name) from problem


def _lines(text: str) -> StringIO:
    """Split at line ends only: `str.splitlines` also splits at characters that may stand in a name."""
    return StringIO(text, newline="")


def _separator(text: str) -> str:
    """Take the separator that makes the most cells of the first rows."""

    def cells(separator: str) -> int:
        try:
            return sum(
                len(row) - 1 for row in islice(csv.reader(_lines(text), delimiter=separator), _LOOK) if row
            )
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=cells)


def _cell(value: str) -> str:
    formula = _AS_FORMULA.fullmatch(value.strip())
    if formula:
        return formula[1].replace('""', '"').strip()
    return _PROTECTED.sub("", value, count=1).strip() if value.startswith("'") else value.strip()
