"""A code that is read twice because the trigger was held a moment too long counts once (F57). Pure: no clock."""

from dataclasses import dataclass


@dataclass(slots=True)
class Repeats:
    """Remembers the last code of one scanner."""

    within_ms: int
    _code: str = ""
    _at_ms: int = 0

    def is_again(self, code: str, at_ms: int) -> bool:
        """Say whether this is the code just read; each reading keeps it in mind for as long again."""
        again = bool(self.within_ms) and code == self._code and 0 <= at_ms - self._at_ms < self.within_ms
        self._code, self._at_ms = code, at_ms
        return again
