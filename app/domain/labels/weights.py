"""What a scale code says of a load, exactly or not at all: figures are never rounded, they would read back as others.

A load is goods with a weight and a price: a line of a document, or what lies on a scale. How the digits stand in a code
is the rule's (`app.devices.codes.scale_label`); which rule and which number of the goods are taken is decided by
`app.services.labels.weight_codes`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.check_digit import is_digits
from app.core.numbers import MONEY_PLACES, Money, Price, Quantity, amount_of, money_text, plain, quantity_text
from app.core.text import N_, Label, Message
from app.domain.catalog import mass
from app.domain.catalog.item import Item
from app.domain.labels.errors import ScaleCodeInexact
from app.domain.records.types.scale_label import UNITS

WEIGHT: Final = N_("重量")
AMOUNT: Final = N_("金额")


@dataclass(frozen=True, slots=True)
class Load:
    """So much of an item in a unit of mass, and what it costs; no amount where there is no price."""

    item: Item
    unit: str
    quantity: Quantity
    price: Price | None
    amount: Money

    @classmethod
    def at(
        cls, item: Item, unit: str, quantity: Quantity, price: Price | None, amount: Money | None = None
    ) -> "Load":
        """Return a load at a price; its amount is that of the price, where no line has said another."""
        if amount is None:
            amount = Money(0) if price is None else amount_of(price, quantity)
        return cls(item, unit, quantity, price, amount)

    @property
    def in_base(self) -> Quantity:
        """The load in base units, exactly or not at all."""
        return self.item.to_base(self.quantity, self.unit)

    @property
    def weight_text(self) -> str:
        """The weight as the label says it."""
        return quantity_text(self.quantity) + self.unit


def weight_figure(load: Load, *, told_in: str, decimals: int, rule: str) -> int:
    """Return the weight in a unit as a figure with so many decimals; refuse one that is finer."""
    figure = mass.figure(load.quantity, load.unit, told_in=told_in, decimals=decimals)
    if figure is None:
        raise _inexact(load, WEIGHT, load.weight_text, in_unit(1, decimals, told_in), rule)
    return figure


def amount_figure(load: Load, *, decimals: int, rule: str) -> int:
    """Return the amount as a figure with so many decimals; refuse one that is finer."""
    least: int = 10 ** (MONEY_PLACES - decimals)
    figure, rest = divmod(load.amount, least)
    if rest:
        raise _inexact(load, AMOUNT, money_text(load.amount), in_yuan(1, decimals), rule)
    return figure


def is_at_retail(load: Load, unit: str) -> bool:
    """Say whether the amount is that of the weight at the retail price of a unit: all that an amount alone can tell."""
    price, ratio = load.item.price(unit, "retail"), load.item.unit(unit)
    much, rest = divmod(load.in_base * ratio.denominator, ratio.numerator)
    return price is not None and not rest and amount_of(price, Quantity(much)) == load.amount


def numbers(values: Mapping[str, Any], unit: str, base_unit: str) -> Iterator[str]:
    """Walk the numbers by which a scale may know an item: digits among its bar codes, its code; those of a unit first.

    `values` are those of its record. Whether a number fits a rule, and finds the item again, is asked later.
    """
    rows = [(str(row["code"]), row["unit"] or base_unit) for row in values.get("barcodes") or ()]
    rows.append((str(values["code"]), base_unit))
    yield from (code for code, of in sorted(rows, key=lambda row: row[1] != unit) if is_digits(code))


def in_unit(figure: int, decimals: int, unit: str) -> Message:
    """Say a weight as a rule tells it."""
    label = next(choice.label for choice in UNITS if choice.key == unit)
    return Message.of(N_("{figure} {unit}"), figure=plain(figure, decimals), unit=Message.of(label))


def in_yuan(figure: int, decimals: int) -> Message:
    """Say an amount as a rule tells it."""
    return Message.of(N_("{figure} 元"), figure=plain(figure, decimals))


def _inexact(load: Load, figure: Label, value: str, least: Message, rule: str) -> ScaleCodeInexact:
    return ScaleCodeInexact(
        item=load.item.name, figure=Message.of(figure), value=value, least=least, rule=rule
    )
