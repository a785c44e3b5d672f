"""A weight for a line: how many of its unit a load on the scale is, where the line is traded by weight (F58)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.numbers import Quantity
from app.domain.catalog import mass
from app.domain.catalog.item import Item
from app.domain.documents.document import Document
from app.services.firm import Firm


@dataclass(eq=False)
class NothingToWeigh(BusinessError):
    """The line names no goods yet."""

    code: ClassVar[str] = "NOTHING_TO_WEIGH"


@dataclass(eq=False)
class NotByWeight(BusinessError):
    """The unit of the line is none of mass."""

    code: ClassVar[str] = "NOT_BY_WEIGHT"
    item: str = ""
    unit: str = ""


@dataclass(eq=False)
class TooLight(BusinessError):
    """The load is less than half of the least quantity of the line's unit."""

    code: ClassVar[str] = "TOO_LIGHT"
    unit: str = ""


def must_be_weighed(firm: Firm, document: Document, number: int) -> None:
    """Refuse a line whose goods are not traded by weight."""
    line = document.lines[number - 1] if 0 < number <= len(document.lines) else None
    if line is None or not line.item:
        raise NothingToWeigh(line=number)
    item = firm.catalogue.item(line.item)
    unit = item.unit(line.unit)
    if not mass.is_mass(unit.name):
        raise NotByWeight(line=number, field="unit", item=item.name, unit=unit.name)


def quantity_of_load(item: Item, unit_name: str, kilograms: Decimal) -> Quantity:
    """Return how many of a unit of mass a load is, rounded once to what the item can hold; refuse less than that."""
    unit = item.unit(unit_name)
    quantity = mass.in_unit(kilograms, unit, places=item.places)
    if not quantity:
        raise TooLight(unit=unit.name)
    return quantity


def weighed(firm: Firm, document: Document, number: int, kilograms: Decimal) -> Quantity:
    """Return how many of its unit a line has of a load."""
    must_be_weighed(firm, document, number)
    line = document.lines[number - 1]
    try:
        return quantity_of_load(firm.catalogue.item(line.item), line.unit, kilograms)
    except TooLight as refused:
        raise refused.at(line=number, field="quantity") from None
