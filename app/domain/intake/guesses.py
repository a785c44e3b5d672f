"""What a column holds that no field claims, guessed from its values: it may become a field of the firm's own."""

from collections.abc import Sequence
from typing import Final

from app.domain.intake import days, figures
from app.domain.intake.vocabulary import Vocabulary, squeezed

TEXT: Final = "text"
NUMBER: Final = "number"
DATE: Final = "date"
YES_NO: Final = "yes_no"

_MOST_FAULTS: Final = 20
"""Of so many values one may be faulty."""
_LONGEST_NUMBER: Final = 15
_PARTS_OF_A_DATE: Final = frozenset("-/.")


def guess(values: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the type that nearly all values have; a text when there is none."""
    filled = [value for value in values if value]
    if not filled:
        return TEXT
    known = vocabulary.values["plain_yes"] | vocabulary.values["plain_no"]
    states = frozenset(map(squeezed, filled))
    if states <= known and not all(state.isdigit() for state in states):
        return YES_NO
    dates = sum(1 for value in filled if _is_date(value, vocabulary))
    if (len(filled) - dates) * _MOST_FAULTS <= len(filled):
        return DATE
    numbers = sum(1 for value in filled if _is_number(value, vocabulary))
    return NUMBER if (len(filled) - numbers) * _MOST_FAULTS <= len(filled) else TEXT


def _is_date(value: str, vocabulary: Vocabulary) -> bool:
    """Say whether it is a date beyond doubt; five digits may be a date, but here they are a number."""
    is_written_out = not value.isdigit() and (not value.isascii() or not _PARTS_OF_A_DATE.isdisjoint(value))
    return is_written_out and bool(days.date(value, vocabulary).text)


def _is_number(value: str, vocabulary: Vocabulary) -> bool:
    """Say whether it is a quantity, not a code made of digits."""
    is_code = value.startswith("0") and value[1:2].isdigit()
    return not is_code and len(value) <= _LONGEST_NUMBER and not figures.number(value, vocabulary).code
