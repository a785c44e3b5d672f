"""Item: an article of trade as posting, till and reports see it; built once and kept (`app.storage.catalogue`)."""

from dataclasses import dataclass

from app.core.numbers import Price, Quantity, Rate
from app.domain.catalog.unit import ItemUnit, in_units, price_in, to_base
from app.domain.errors import UnknownUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article. `units` starts with the base unit; `places` are the decimals that the base unit may have."""

    uid: str
    id: int
    code: str
    name: str
    spec: str
    places: int
    units: tuple[ItemUnit, ...]
    tax_rate: Rate | None
    reference_cost: Price | None
    category_id: int | None
    default_supplier: str
    default_warehouse: str
    shelf_life_days: int | None
    track_batch: bool
    track_expiry: bool
    track_serial: bool
    weighed: bool
    is_service: bool
    is_active: bool

    @property
    def base_unit(self) -> str:
        """The name of the base unit."""
        return self.units[0].name

    def unit(self, name: str) -> ItemUnit:
        """Return the unit of this name; an empty name means the base unit."""
        if not name:
            return self.units[0]
        for unit in self.units:
            if unit.name == name:
                return unit
        raise UnknownUnit(item=f"{self.code} {self.name}", unit=name)

    def to_base(self, quantity: Quantity, unit: str) -> Quantity:
        """Convert a quantity of `unit` to base units, exactly or not at all."""
        return to_base(quantity, self.unit(unit), places=self.places, base_unit=self.base_unit)

    def in_units(self, quantity: Quantity) -> str:
        """Write a quantity of base units as people count it: ``3箱2包5个``."""
        return in_units(quantity, self.units)

    def price(self, unit: str, level: str) -> Price | None:
        """Return the price of a unit at a level (purchase, retail, wholesale, lowest), or None where there is none."""
        return price_in(self.unit(unit), self.units[0], level)

    def unit_for_purchase(self) -> ItemUnit:
        """Return the unit that a purchase line starts with."""
        return next((unit for unit in self.units if unit.for_purchase), self.units[0])

    def unit_for_sale(self) -> ItemUnit:
        """Return the unit that a sales line starts with."""
        return next((unit for unit in self.units if unit.for_sale), self.units[0])
