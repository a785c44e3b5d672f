"""Labels of shop scales: rules say where article, weight and amount stand (G08, V45-V49). Nothing is hard-wired.

Scales differ in prefix, order and unit, and some print any last digit: each rule says whether the check digit counts.
"""

from dataclasses import dataclass
from typing import Final

from app.core.check_digit import has_right_check_digit, is_digits
from app.devices.codes.scanned import Mistake, Refused, ScaleLabel

Span = tuple[int, int]
"""From this character to before that one."""
CHECK_EAN: Final = "ean"
CHECK_IGNORED: Final = "none"


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


def _figure(code: str, span: Span | None, decimals: int) -> str:
    if span is None:
        return ""
    digits = code[slice(*span)].rjust(decimals + 1, "0")
    whole = (digits[:-decimals] if decimals else digits).lstrip("0") or "0"
    return f"{whole}.{digits[-decimals:]}" if decimals else whole
