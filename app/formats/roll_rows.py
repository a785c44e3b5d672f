"""A form on a roll as rows of texts, before anything is said of points or dots: left, right, in the middle, a line.

The same rows go to a PDF, which measures letters, and to a printer that counts cells (`cells`): 32 or 48 ASCII
characters to a row, a Chinese one takes two. Texts are wrapped; a figure never shares a row that has no room for it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.kinds import Kind
from app.core.roll import Centred, Coded, Drawn, Row, Ruled, Said
from app.core.table import Column, Total
from app.core.text import N_, Message
from app.domain.documents import fields as f
from app.domain.printing import forms
from app.formats.form_layout import pair_text
from app.formats.print_form import Pair, PrintForm
from app.formats.sheets import Measure
from app.formats.wrapping import wrap
from app.i18n.catalog import fill, tr
from app.i18n.show import show

_WIDE: Final = frozenset("WFA")
"""East Asian widths of characters that take two cells; A: printers in a Chinese code page print those wide, too."""
_GAP: Final = 1.0
"""Between a left and a right text, of the letter size."""
_TITLE: Final = 125
"""Percent of the usual size."""


def cells(text: str) -> float:
    """Measure a text as a printer with fixed letters does: a Chinese character is 1, an ASCII one a half."""
    return sum(1.0 if unicodedata.east_asian_width(one) in _WIDE else 0.5 for one in text)


def rows_of(form: PrintForm, width: float, measure: Measure) -> Iterator[Row]:
    """Walk the rows of a form; `width` is that of the roll, at size 1."""
    roll = _Roll(width, measure)
    if form.firm.logo:
        yield Drawn(form.firm.logo)
    yield from roll.centred(form.mark, bold=True)
    yield from roll.centred(form.firm.name, bold=True)
    yield from roll.centred(form.title, percent=_TITLE, bold=True)
    for pair in form.head:
        yield from roll.lines(pair_text(pair))
    yield Ruled()
    yield from _grid(form, roll)
    if form.total:
        yield from roll.sides(form.total_label, form.total, bold=True)
        yield from roll.lines(form.words)
    for pair in form.foot:
        yield from roll.sides(pair.label, pair.value)
    if form.remark:
        yield from roll.lines(pair_text(Pair(tr(N_("备注")), form.remark)))
    yield from _end(form, roll)


def _end(form: PrintForm, roll: "_Roll") -> Iterator[Row]:
    for pair in form.signatures:
        yield Said()
        yield from roll.lines(pair_text(pair))
    if form.note or form.firm.contact or form.copies:
        yield Ruled()
    for text in (form.note, form.firm.contact, form.copies):
        if text:
            yield from roll.centred(text)
    if form.code:
        yield Coded(form.code)


@dataclass(frozen=True, slots=True)
class _Roll:
    """How wide the roll is, and what fits."""

    width: float
    measure: Measure

    def lines(self, text: str) -> Iterator[Row]:
        """Walk the lines of a text."""
        if text:
            yield from (Said(line) for line in wrap(text, self.width, self.measure))

    def centred(self, text: str, *, percent: int = 100, bold: bool = False) -> Iterator[Row]:
        """Walk the lines of a text in the middle."""
        if text:
            room = self.width * 100 / percent
            yield from (Centred(line, percent, bold) for line in wrap(text, room, self.measure))

    def sides(self, left: str, right: str, *, bold: bool = False) -> Iterator[Row]:
        """Put two texts on one row, or the right one below the left one where both have no room."""
        if self.measure(left) + self.measure(right) + _GAP <= self.width:
            yield Said(left, right, bold)
            return
        *before, last = wrap(left, self.width, self.measure)
        yield from (Said(line, bold=bold) for line in before)
        if self.measure(last) + self.measure(right) + _GAP <= self.width:
            yield Said(last, right, bold)
        else:
            yield Said(last, bold=bold)
            yield from (Said("", line, bold) for line in wrap(right, self.width, self.measure))


@dataclass(frozen=True, slots=True)
class _Places:
    """Which columns of a form stand where on a roll: names above, figures below, the rest with their captions."""

    names: tuple[int, ...]
    counted: tuple[int, ...]
    """Quantity, unit and price, on the left."""
    amount: int | None
    rest: tuple[int, ...]


_COUNTED: Final = (f.QUANTITY.key, f.UNIT.key, f.PRICE.key)
_NAMED: Final = frozenset({Kind.TEXT, Kind.CODE, Kind.LINK, Kind.DATE, Kind.CHOICE})
_ASIDE: Final = frozenset({f.LINE_REMARK.key, forms.BY_HAND, *(field.key for field in f.TRACKING)})
"""Texts that are no names."""


def _places(columns: Sequence[Column]) -> _Places:
    """Deal the columns out; a form with several sums of money says each with its caption."""
    keys = [column.key for column in columns]
    money = [place for place, column in enumerate(columns) if column.kind is Kind.MONEY]
    amount = money[0] if len(money) == 1 else None
    counted = tuple(keys.index(key) for key in _COUNTED if key in keys)
    names = tuple(
        place
        for place, column in enumerate(columns)
        if column.kind in _NAMED and column.key not in _COUNTED and column.key not in _ASIDE
    )
    taken = {*names, *counted, amount}
    return _Places(names, counted, amount, tuple(place for place in range(len(keys)) if place not in taken))


def _grid(form: PrintForm, roll: _Roll) -> Iterator[Row]:
    """Walk the lines: the name on rows of its own, then quantity × price and amount."""
    if not form.columns or not form.rows:
        return
    places = _places(form.columns)
    for values in form.rows:
        texts = [
            show(value, column.kind, column.choices)
            for value, column in zip(values, form.columns, strict=True)
        ]
        name = " ".join(filter(None, (texts[place] for place in places.names)))
        amount = texts[places.amount] if places.amount is not None else ""
        counted = _counted(form.columns, texts, places.counted)
        if counted:
            yield from roll.lines(name)
            yield from roll.sides(f"  {counted}", amount)
        else:
            yield from roll.sides(name, amount)
        for place in places.rest:
            if texts[place]:
                yield from roll.sides(f"  {tr(form.columns[place].label)}", texts[place])
    yield Ruled()
    yield from _sums(form, places, roll)


def _counted(columns: Sequence[Column], texts: Sequence[str], places: Sequence[int]) -> str:
    """Write ``3 箱 × 52.80``."""
    found = {columns[place].key: texts[place] for place in places if texts[place]}
    count = " ".join(found[key] for key in _COUNTED[:2] if key in found)
    price = found.get(_COUNTED[2], "")
    return f"{count} × {price}" if count and price else count or price


def _sums(form: PrintForm, places: _Places, roll: _Roll) -> Iterator[Row]:
    summed = [place for place, column in enumerate(form.columns) if column.total is Total.SUM]
    sums = {
        place: show(
            sum(value for row in form.rows if isinstance(value := row[place], int)), form.columns[place].kind
        )
        for place in summed
    }
    if not sums:
        return
    label = fill(Message.of(N_("合计 {lines} 行"), lines=len(form.rows)))
    amount = sums.pop(places.amount, "") if places.amount is not None else ""
    figures = [sums.pop(place) for place in places.counted if place in sums]
    yield from roll.sides("  ".join([label, *figures]), amount, bold=True)
    for place, text in sums.items():
        yield from roll.sides(f"  {tr(form.columns[place].label)}", text)
