"""The words of a head in one line or in two: where they are parted, and how wide that is."""

from collections.abc import Callable
from typing import Final

_OPENS: Final = "（(“‘《"
_CLOSES: Final = "）)”’》，。、：；,.:;%"
_IDEOGRAPHS: Final = "\u2e80"
"""From here on, characters may be parted from each other."""


def in_two(text: str, width_of: Callable[[str], int]) -> tuple[str, str]:
    """Part a text where both lines are shortest: at a blank or before a bracket if there is one.

    A number is parted from its unit only where there is no other way: 90 天 / 以上.
    """
    places = [place for place in range(1, len(text)) if text[place] != " "]
    blanks = [place for place in places if text[place - 1] == " " or text[place] in _OPENS]
    loose = [place for place in places if not _is_unit(text, place)]
    breaks = [place for place in blanks if place in loose] or [
        place for place in loose if _may_part(text, place)
    ]
    pairs = [(text[:place].rstrip(), text[place:].lstrip()) for place in breaks or blanks]
    return min(pairs, key=lambda pair: max(map(width_of, pair)), default=(text, ""))


def _is_unit(text: str, place: int) -> bool:
    """Say whether a unit begins here, after its number."""
    return text[:place].rstrip()[-1:].isdigit() and text[place] >= _IDEOGRAPHS


def _may_part(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before in _OPENS or after in _CLOSES:
        return False
    return before >= _IDEOGRAPHS or after >= _IDEOGRAPHS
