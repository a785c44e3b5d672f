"""Which of the forms that a printer's driver offers is the paper that is printed on.

A driver that is told of no such form feeds the length of another one: continuous paper runs on after every page. So a
form within 2 mm is looked for, upright or turned, the nearest one; how far its length is off adds up, page by page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.core.numbers import divide
from app.domain.printing.papers import Paper

NEAR: Final = 20
"""Tenths of a millimetre by which a form may be another and still be taken for the paper."""


@dataclass(frozen=True, slots=True)
class DriverForm:
    """A form of a driver, as it names it, upright; lengths are tenths of a millimetre."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """The form that fits a paper, and whether the page is to be turned on it."""

    form: DriverForm
    is_turned: bool = False


def fitting(paper: Paper, forms: Iterable[DriverForm], *, length: int = 0) -> Fitting | None:
    """Return the form that is nearest to a paper; of a roll, the shortest one that holds this length."""
    if paper.is_roll:
        wide = (form for form in forms if abs(form.width - paper.width) <= NEAR and form.height >= length)
        shortest = min(wide, key=lambda form: form.height, default=None)
        return Fitting(shortest) if shortest is not None else None
    found = [
        (off, place, Fitting(form, is_turned))
        for place, form in enumerate(forms)
        for is_turned in (False, True)
        if (off := _off(paper, form, is_turned=is_turned)) <= NEAR
    ]
    return min(found, key=lambda each: (each[2].is_turned, each[:2]))[2] if found else None


def drift(paper: Paper, found: Fitting, pages: int) -> int:
    """Return by how much the last of so many pages has moved: tenths of a millimetre, on continuous paper only."""
    if not paper.is_continuous:
        return 0
    length = found.form.width if found.is_turned else found.form.height
    return divide((length * paper.parts - paper.height) * (pages - 1), paper.parts)


def _off(paper: Paper, form: DriverForm, *, is_turned: bool) -> int:
    """Return how far a form is off, the farther of its two sides."""
    width, height = (form.height, form.width) if is_turned else (form.width, form.height)
    return max(abs(width - paper.width), abs(height * paper.parts - paper.height) // paper.parts)
