"""Labels of shop scales: rules say where article, weight and amount stand (G08, V45-V49). Nothing is hard-wired.

Scales differ in prefix, order and unit, and some print any last digit: each rule says whether the check digit counts.
A rule reads and writes: what it writes it reads back, figure for figure, or it says what has no room.
"""

from dataclasses import dataclass
from typing import Final

from app.core.check_digit import check_digit, has_right_check_digit, is_digits
from app.devices.codes.scanned import Mistake, Refused, ScaleLabel

Span = tuple[int, int]
"""From this character to before that one."""
CHECK_EAN: Final = "ean"
CHECK_IGNORED: Final = "none"
PLU, WEIGHT, AMOUNT = "plu", "weight", "amount"


@dataclass(frozen=True, slots=True)
class NoRoom:
    """A figure that a rule cannot write, by its key: it has more digits than its place, or is not what stands there."""

    figure: str


@dataclass(frozen=True, slots=True)
class ScaleRule:
    """How one sort of label is read."""

    name: str
    length: int
    prefix: str
    plu: Span
    weight: Span | None = None
    weight_decimals: int = 3
    weight_unit: str = "kg"
    amount: Span | None = None
    amount_decimals: int = 2
    check: str = CHECK_EAN

    def fits(self, code: str) -> bool:
        """Say whether a code has the length and the prefix."""
        return len(code) == self.length and code.startswith(self.prefix) and is_digits(code)

    def read(self, code: str) -> ScaleLabel | Refused:
        """Read a code that fits."""
        if self.check == CHECK_EAN and not has_right_check_digit(code):
            return Refused(Mistake.BAD_CHECK_DIGIT, code)
        weight = _figure(code, self.weight, self.weight_decimals)
        return ScaleLabel(
            rule=self.name,
            plu=code[slice(*self.plu)],
            weight=weight,
            weight_unit=self.weight_unit if weight else "",
            amount=_figure(code, self.amount, self.amount_decimals),
        )

    def write(self, plu: str, *, weight: int = 0, amount: int = 0) -> str | NoRoom:
        """Write the code of an article; figures count the last decimal that the rule tells of them.

        A rule that ignores the last digit gets the right one all the same, where no figure stands there.
        """
        digits = [*self.prefix.ljust(self.length, "0")]
        figures = (PLU, self.plu, plu), (WEIGHT, self.weight, str(weight)), (AMOUNT, self.amount, str(amount))
        for key, span, figure in figures:
            if span is None:
                continue
            room = span[1] - span[0]
            if len(figure) > room or not is_digits(figure):
                return NoRoom(key)
            digits[slice(*span)] = figure.rjust(room, "0")
            if not "".join(digits).startswith(self.prefix):  # the number of an article may begin with it
                return NoRoom(key)
        if all(span is None or span[1] < self.length for _, span, _ in figures):
            digits[-1] = check_digit("".join(digits[:-1]))
        return "".join(digits)


def _figure(code: str, span: Span | None, decimals: int) -> str:
    if span is None:
        return ""
    digits = code[slice(*span)].rjust(decimals + 1, "0")
    whole = (digits[:-decimals] if decimals else digits).lstrip("0") or "0"
    return f"{whole}.{digits[-decimals:]}" if decimals else whole
