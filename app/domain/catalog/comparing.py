"""How texts are tidied and compared: width, case and blanks never tell two codes apart (F11)."""

import re
import unicodedata

_UNWANTED = "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2060\ufeff"
_DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
# U+200D stays: it holds emoji together.
_INVISIBLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_UNWANTED}{_DIRECTIONS}]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_BLANKS = re.compile(r"\s+")
_NO_PART_OF_A_CODE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def one_line(text: str) -> str:
    """Tidy a name: no invisible characters, no line ends, single blanks; width and case stay as typed."""
    if text.isprintable() and " " not in text:  # nearly every text
        return text
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def lines(text: str) -> str:
    """Tidy a note of several lines: no invisible characters, one kind of line end."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).strip()


def code(text: str) -> str:
    """Tidy a code: half width, and nothing that cannot be seen: tabs, blanks, zero-width and control characters."""
    if text.isascii() and text.isalnum():
        return text
    wide = unicodedata.normalize("NFKC", text)
    if wide.isprintable() and " " not in wide:  # nearly every text: no character is looked at one by one
        return wide
    seen = "".join(
        character for character in wide if unicodedata.category(character) not in _NO_PART_OF_A_CODE
    )
    return unicodedata.normalize("NFKC", seen)


def key(text: str) -> str:
    """Return what is compared: equal keys mean the same code or name."""
    folded = code(text).casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFKC", folded)
