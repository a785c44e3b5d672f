"""What reading one cell gives, and the sort of function that reads it."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.intake.vocabulary import Vocabulary


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
