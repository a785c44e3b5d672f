"""Rule: what a firm asks of a row of its own accord, besides what is declared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_

Get = Callable[[str], Any]
"""Returns the stored value of a field of the row by key."""


class Level(Enum):
    """What happens to a row that breaks a rule."""

    BLOCK = "block"
    WARN = "warn"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `problem` says what is wrong with a row, None when nothing is."""

    code: str
    level: Level
    problem: Callable[[Get], BusinessError | None]


class Alone(NamedTuple):
    """A field that no two rows may share by a rule of this code and level: among those that agree in `within`."""

    key: str
    code: str
    says: str
    level: Level
    within: str = ""


REASON = Field(
    "x_reason",
    N_("例外原因"),
    Kind.TEXT,
    longest=200,
    folded=True,
    own=True,
    help=N_("违反要写原因的规则时填写"),
)
"""Why a row stands although it breaks a rule that asks for a reason; kept with the row."""


def broken(rules: Iterable[Rule], get: Get, level: Level) -> Iterator[BusinessError]:
    """Walk what is wrong with a row by the rules of a level."""
    for rule in rules:
        if rule.level is level:
            problem = rule.problem(get)
            if problem is not None:
                yield problem


def refused(rules: Iterable[Rule], get: Get, reason: object) -> Iterator[BusinessError]:
    """Walk what keeps a row out: rules that forbid, and those that ask for a reason when there is none."""
    yield from broken(rules, get, Level.BLOCK)
    if not reason:
        yield from broken(rules, get, Level.REASON)
