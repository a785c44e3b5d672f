"""What a person chose for a tag reader: whose tags count, and how near they must be."""

import re
from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = re.compile(r"[ ,;，；、]+")
_HEX: Final = re.compile(r"[0-9A-F]*")


@dataclass(frozen=True, slots=True)
class TagProfile:
    """Choices of one reader."""

    prefixes: str = ""
    """Our tags begin so, in hex, with blanks or commas between; empty: all tags are ours."""
    least_dbm: int | None = None
    """Weaker ones are too far away to be meant."""

    @staticmethod
    def can_be(prefixes: str) -> bool:
        """Say whether a text names beginnings of tags: with a letter that no tag has, every tag would be foreign."""
        return all(_HEX.fullmatch(each) for each in _BETWEEN.split(prefixes.upper()))

    @property
    def ours(self) -> tuple[str, ...]:
        """Return the beginnings of our tags."""
        return tuple(each for each in _BETWEEN.split(self.prefixes.upper()) if each)
