"""Sizes or colours across the columns: a row of such a list is several records, one a filled cell."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.domain.intake.columns import COLOR, SIZE, STOCK
from app.domain.intake.vocabulary import Vocabulary, squeezed

_LEAST: Final = 2
"""Columns side by side that make a size or a colour a matrix; figures may be anything, so of them more."""
_LEAST_FIGURES: Final = 3
_SIZES_IN_FIGURES: Final = range(15, 200)
"""From shoes of children to the height of a person."""
_OF_THE_WHOLE_ROW: Final = frozenset({"qty", "amount"})
_AXES: Final = {SIZE: "size", COLOR: "color"}


def fields(groups: Sequence[str], names: Sequence[str], vocabulary: Vocabulary) -> dict[int, str]:
    """Return the columns that are sizes or colours, as their group says or as they are called."""
    words = vocabulary.tables["item"].fields
    for prefix, axis in _AXES.items():
        under = [
            place
            for place, group in enumerate(groups)
            if names[place] and names[place] != group and vocabulary.header(group) in words[axis].strong
        ]
        if len(under) >= _LEAST:
            return {place: prefix + names[place] for place in under}
    for prefix, least, is_one in (
        (SIZE, _LEAST, _is_size),
        (SIZE, _LEAST_FIGURES, _is_size_in_figures),
        (COLOR, _LEAST, _is_color),
    ):
        run = _longest_run([is_one(squeezed(name), vocabulary) for name in names])
        if len(run) >= least and (is_one is not _is_size_in_figures or _goes_up(names, run)):
            return {place: prefix + names[place].strip() for place in run}
    return {}


def _longest_run(are_ones: Sequence[bool]) -> range:
    best = run = range(0)
    for place, is_one in enumerate(are_ones):
        run = (
            range(run.start, place + 1) if is_one and run else range(place, place + 1) if is_one else range(0)
        )
        best = max(best, run, key=len)
    return best


def _goes_up(names: Sequence[str], run: range) -> bool:
    """Say whether figures go up by equal steps, as sizes do and quantities do not."""
    figures = [int("".join(filter(str.isdigit, names[place]))) for place in run]
    steps = {later - before for before, later in itertools.pairwise(figures)}
    return len(steps) == 1 and steps.pop() > 0


def _is_size(name: str, vocabulary: Vocabulary) -> bool:
    sizes = vocabulary.matrix["sizes"]
    return name in sizes or _without_tail(name, vocabulary) in sizes


def _without_tail(name: str, vocabulary: Vocabulary) -> str:
    """Leave away what may be written after a size."""
    for tail in vocabulary.matrix["size_tails"]:
        name = name.removesuffix(tail)
    return name


def _is_size_in_figures(name: str, vocabulary: Vocabulary) -> bool:
    bare = _without_tail(name, vocabulary)
    return bare.isascii() and bare.isdigit() and int(bare) in _SIZES_IN_FIGURES


def _is_color(name: str, vocabulary: Vocabulary) -> bool:
    tails = tuple(vocabulary.matrix["color_tails"])
    return name in vocabulary.matrix["colors"] or (len(name) > 1 and name.endswith(tails))


def records(found: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Return a record for each filled size or colour of a row; what is of the whole row stays behind."""
    shared = {
        key: value
        for key, value in found.items()
        if key not in _OF_THE_WHOLE_ROW and not key.startswith((SIZE, COLOR))
    }
    for prefix, axis in _AXES.items():
        for key, quantity in found.items():
            if key.startswith(prefix):
                yield {**shared, axis: key.removeprefix(prefix), "qty": quantity}


def whole(found: Mapping[str, str]) -> Decimal:
    """Sum the quantities across a row, of its sizes or its warehouses."""
    parts = (Decimal(value) for key, value in found.items() if key.startswith((SIZE, COLOR, STOCK)))
    return sum(parts, Decimal(0))
