"""What reading one cell gives, and the sort of function that reads it."""

from collections.abc import Callable
from typing import Final, NamedTuple

from app.domain.intake.vocabulary import Vocabulary

UNSAVED_FORMULA: Final = "#="
"""How the text of a cell begins whose formula was saved without its result; the formula follows."""


class Value(NamedTuple):
    """What a cell says, plain.

    `code` names what is wrong, `kept` whether the value may be used all the same. `also` is what the cell says
    besides, by field: a second telephone number.
    """

    text: str = ""
    code: str = ""
    kept: bool = False
    also: tuple[tuple[str, str], ...] = ()


Reader = Callable[[str, Vocabulary], Value]
