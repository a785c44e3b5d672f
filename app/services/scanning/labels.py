"""Labels of scales: the goods that a label is about, and how much of them it tells (G08, GV13)."""

from typing import Any

from app.core.numbers import Money, Quantity, money, quantity
from app.devices.codes.scanned import ScaleLabel
from app.domain.catalog import mass
from app.domain.catalog.item import Item
from app.domain.records.types.scale_label import PIECES
from app.services import records
from app.services.firm import Firm
from app.services.scanning.errors import NothingOnLabel, NoWeightUnit, UnknownScaleItem
from app.storage.catalogue import Scanned


def goods_of(firm: Firm, label: ScaleLabel) -> Scanned:
    """Return the goods that a label is about: by bar code or item code, with or without noughts in front."""
    for key in dict.fromkeys((label.plu, label.plu.lstrip("0"))):
        found = [each for each in records.by_barcode(firm, key) if each.is_active] if key else []
        if found:
            return found[0]
    raise UnknownScaleItem(plu=label.plu, rule=label.rule)


def told(item: Item, unit_name: str, label: ScaleLabel) -> tuple[Quantity | None, Money | None]:
    """Return how much of a unit a label tells, and its amount; either may be missing, not both."""
    amount = money(label.amount) if label.amount else None
    much = None
    if label.weight and label.weight_unit == PIECES:
        much = quantity(label.weight)
    elif label.kilograms is not None:
        much = weighed(item, unit_name, label)
    if not much and not amount:
        raise NothingOnLabel(item=item.name)
    return much or None, amount or None


def weighed(item: Item, unit_name: str, said: Any) -> Quantity:
    """Return a weight (anything with `kilograms`) in a unit of an item; refuse a unit that is none of mass."""
    unit = item.unit(unit_name)
    if not mass.is_mass(unit.name):
        raise NoWeightUnit(item=item.name, unit=unit.name)
    return mass.in_unit(said.kilograms, unit, places=item.places)
