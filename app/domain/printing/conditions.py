"""Conditions: a part of a form may stand only where something is true of what is printed.

A template names a condition by its key, empty where the part always stands; a fact that is empty never stands anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What conditions ask: is money still owed, was something taken off, is it a second print."""

    is_owed: bool = False
    is_discounted: bool = False
    is_reprint: bool = False

    @property
    def is_settled(self) -> bool:
        """Say whether nothing is owed."""
        return not self.is_owed

    @property
    def is_first(self) -> bool:
        """Say whether it was never printed before."""
        return not self.is_reprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: what a person reads, and what of the facts must be true."""

    key: str
    label: Label
    holds: Callable[[Facts], bool]


CONDITIONS: Final[Family[Condition]] = Family(
    "condition",
    Condition(key="owed", label=N_("有欠款才印"), holds=attrgetter("is_owed")),
    Condition(key="settled", label=N_("没有欠款才印"), holds=attrgetter("is_settled")),
    Condition(key="discounted", label=N_("有优惠才印"), holds=attrgetter("is_discounted")),
    Condition(key="first", label=N_("首次才印"), holds=attrgetter("is_first")),
    Condition(key="reprint", label=N_("补打才印"), holds=attrgetter("is_reprint")),
)
