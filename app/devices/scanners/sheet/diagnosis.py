"""From what came to what is wrong: the shortest list of troubles that makes of a code of the sheet exactly this. Pure.

All that troubles can make of the codes, each alone and together with those of other stages, is reckoned once and looked
up. What no list explains is compared with the codes: signs before or behind one, signs that are missing from one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.core.check_digit import GTIN_LENGTHS, has_right_check_digit
from app.devices.scanners.measuring import End, Measured, common
from app.devices.scanners.sheet.trials import TRIALS, TrialCode, visible
from app.devices.scanners.sheet.troubles import (
    BEFORE,
    BEHIND,
    COMPOSED,
    LOST,
    NO_END,
    NO_PREFIX,
    TAB_END,
    TOO_SLOW,
    TROUBLES,
    UNLIKE,
    Stage,
    Trouble,
)

_MOST_AROUND: Final = 6
"""So many signs more are still taken for what a scanner adds."""
_PART_LOST: Final = 3
"""Where more than one sign of so many is missing, it is another label."""
_ALIKE_OF_TEN: Final = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What a scan says about the scanner: the code it was, what came of it, and what was wrong."""

    code: TrialCode
    came: str
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_right(self) -> bool:
        """Say whether the program takes it as it came."""
        return all(each.is_harmless for each in self.troubles)


def diagnose(came: str, *, prefix: str = "", suffix: str = "") -> Finding | None:
    """Say which code of the sheet this is, and what is wrong with it; None when it is none of the sheet.

    `prefix` and `suffix` are what the scanner is known to add: they belong there, and a prefix that is missing is told.
    """
    if prefix and not came.startswith(prefix):
        found = diagnose(came, suffix=suffix)
        missing = (NO_PREFIX.told(what=visible(prefix)), *found.troubles) if found is not None else ()
        return Finding(found.code, came, missing) if found is not None else None
    text = came.removeprefix(prefix)
    text = text.removesuffix(suffix) if suffix else text
    explained = _explained().get(text)
    if explained is not None:
        return Finding(explained[0], came, explained[1])
    return _with_more(text) or _with_less(text)


def typing(scan: Measured, *, max_gap_ms: int) -> tuple[Trouble, ...]:
    """Return what is wrong with how a scan was typed, whatever the code was."""
    seen = (
        (NO_END, scan.end is End.NONE),
        (TAB_END, scan.end is End.TAB),
        (TOO_SLOW, scan.longest_ms > max_gap_ms),
        (COMPOSED, scan.is_composed),
    )
    return tuple(trouble for trouble, is_so in seen if is_so)


@cache
def _explained() -> dict[str, tuple[TrialCode, tuple[Trouble, ...]]]:
    """Return everything that troubles make of the codes: the fewest first, then in the order they are listed."""
    made: dict[str, tuple[TrialCode, tuple[Trouble, ...]]] = {}
    every = [(code, *each) for code in TRIALS for each in _made_of(code)]
    for code, text, troubles in sorted(every, key=_weight):
        made.setdefault(text, (code, troubles))
    return made


def _weight(each: tuple[TrialCode, str, tuple[Trouble, ...]]) -> int:
    return len(each[2])


def _made_of(code: TrialCode) -> Iterator[tuple[str, tuple[Trouble, ...]]]:
    """Walk what can become of a code, stage by stage."""
    ways: list[tuple[str, tuple[Trouble, ...]]] = [(code.text, ())]
    for stage in Stage:
        ways += [
            (form, (*before, trouble))
            for text, before in ways
            for trouble in TROUBLES
            if trouble.stage is stage and trouble.forms is not None
            for form in dict.fromkeys(trouble.forms(code, text))
            if form not in {text, ""}
        ]
    yield from ways


def _with_more(text: str) -> Finding | None:
    """Find a code with something before or behind it that no trouble adds."""
    for many in range(1, min(_MOST_AROUND, len(text) - 1) + 1):
        for kept, added, trouble in (
            (text[many:], text[:many], BEFORE),
            (text[:-many], text[-many:], BEHIND),
        ):
            explained = _explained().get(kept)
            if explained is not None and all(each.stage < Stage.KEYS for each in explained[1]):
                return Finding(explained[0], text, (*explained[1], trouble.told(what=visible(added))))
    return None


def _with_less(text: str) -> Finding | None:
    """Find the code that this is what is left of, or that it is much like; a whole number of goods is none of ours."""
    if len(text) in GTIN_LENGTHS and has_right_check_digit(text):
        return None
    code, same = max(((each, common(each.text, text)) for each in TRIALS), key=lambda found: found[1])
    lost = len(code.text) - same
    if same == len(text) and lost * _PART_LOST <= len(code.text):
        return Finding(code, text, (LOST.told(count=lost),))
    if same * 10 >= max(len(code.text), len(text)) * _ALIKE_OF_TEN:
        return Finding(code, text, (UNLIKE.told(what=code.shown),))
    return None
