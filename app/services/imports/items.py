"""Items as lists have them: name and specification in one or more columns, larger unit, bar codes, limits of stock."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from app.core.kinds import Kind
from app.core.numbers import plain as decimal_text
from app.core.text import N_
from app.domain.catalog import comparing
from app.domain.errors import UnknownUnit
from app.domain.records.spec import Values
from app.services.imports.job import Job
from app.services.imports.known import name_of, spec_of
from app.services.imports.lists import vocabulary
from app.services.imports.made import Made, joined
from app.services.imports.meaning import larger_prices
from app.services.imports.plain import Plain, figure

_OF_UNITS: Final = ("purchase", "retail", "wholesale", "lowest")
"""Prices that each unit has of its own."""
PRICES: Final = (
    ("buy_price", "purchase"),
    ("buy_price_incl", "purchase"),
    ("sale_price", "retail"),
    ("wholesale_price", "wholesale"),
    ("min_price", "lowest"),
)
"""Prices of a list with what they are of a unit."""
_TARGETS: Final = dict(PRICES)
_LIMITS: Final = (("min_stock", "least"), ("max_stock", "most"))
_UNITS: Final = 1_024
"""Units whose decimals are remembered."""
_RATIO_PLACES: Final = 9
_EXACT: Final = 10**_RATIO_PLACES


def more(job: Job, plain: Plain) -> dict[str, Any]:
    """Return what is made of several columns; what the list does not say is left out."""
    values: dict[str, Any] = {}
    name, spec = name_of(plain), spec_of(plain)
    if name:
        values["name"] = name
    if spec:
        values["spec"] = spec
    unit = _larger_unit(plain)
    larger = larger_prices(plain, _TARGETS)
    if unit or larger:
        values["units"] = [{**larger, **unit}]
    codes = [{"code": plain["barcode"], "unit": ""}] if "barcode" in plain else []
    if "barcode2" in plain:
        codes.append({"code": plain["barcode2"], "unit": unit["name"] if unit else ""})
    if codes:
        values["barcodes"] = codes
    limits = {field: figure(plain[key], Kind.QUANTITY, "limits") for key, field in _LIMITS if key in plain}
    if limits:
        values["limits"] = [{"warehouse": job.warehouse(plain.get("warehouse", "")), **limits}]
    return values


def prices(job: Job, plain: Plain) -> dict[str, Any]:
    """Return the prices of a larger unit; else the list only names the item."""
    del job
    larger = larger_prices(plain, _TARGETS)
    return {"units": [larger]} if larger else {}


def new(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new item; goods that are measured may have decimals."""
    return {"base_places": _places_of(values.get("base_unit", "")), **values}


@lru_cache(maxsize=_UNITS)
def _places_of(unit: str) -> int:
    return vocabulary().places_of(unit)


def adapt(before: Values, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give prices and bar codes to the larger unit that a list counts a known item in; its base unit stays."""
    values = _in_larger_unit(before, values)
    if comparing.key(values.get("code", "")) == comparing.key(before["code"]):
        values = {key: value for key, value in values.items() if key != "code"}
    return joined(before, values)


def adapt_prices(before: Values, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Change prices, of the unit that the list names, and nothing else."""
    values = _in_larger_unit(before, values)
    known = {before["base_unit"], *(each["name"] for each in before["units"])}
    named = [values.get("base_unit", ""), *(each["name"] for each in values.get("units", ()))]
    unknown = next((unit for unit in named if unit and unit not in known), "")
    if unknown:
        raise UnknownUnit(item=f"{before['code']} {before['name']}".strip(), unit=unknown)
    return joined(before, {key: value for key, value in values.items() if key != "base_unit"})


def _larger_unit(plain: Plain) -> dict[str, Any]:
    """Return the larger unit that a record names, with its ratio as whole numbers."""
    name, ratio = plain.get("unit2", ""), plain.get("ratio", "")
    if not name or not ratio or name == plain.get("unit"):
        return {}
    numerator, denominator = Decimal(ratio).as_integer_ratio()
    return {"name": name, "numerator": numerator, "denominator": denominator}


def _in_larger_unit(before: Values, values: Mapping[str, Any]) -> Mapping[str, Any]:
    unit = values.get("base_unit", "")
    if unit not in {each["name"] for each in before["units"]}:
        return values
    rest = {key: value for key, value in values.items() if key not in {"base_unit", *_OF_UNITS}}
    prices = {key: values[key] for key in _OF_UNITS if key in values}
    rest["units"] = [
        {"name": unit, **prices},
        *(row for row in values.get("units", ()) if row["name"] != unit),
    ]
    if "barcodes" in rest:
        rest["barcodes"] = [{**row, "unit": row["unit"] or unit} for row in rest["barcodes"]]
    return rest


# How they are written into a list again


def _name(values: Values) -> Any:
    return values["name"]


def _spec(values: Values) -> Any:
    return values["spec"]


def _unit(values: Values) -> Any:
    """Write the first larger unit, if a list can say its ratio."""
    return values["units"][0]["name"] if _ratio(values) else ""


def _ratio(values: Values) -> str:
    """Write how many base units the first larger unit holds; empty when a decimal would have to round it."""
    for unit in values["units"][:1]:
        whole, rest = divmod(unit["numerator"] * _EXACT, unit["denominator"])
        return "" if rest else decimal_text(whole, _RATIO_PLACES)
    return ""


def _barcode(values: Values) -> Any:
    """Write the first bar code of the base unit."""
    return next((row["code"] for row in values["barcodes"] if not row["unit"]), "")


def _box_code(values: Values) -> Any:
    """Write the first bar code of the larger unit that is written."""
    unit = _unit(values)
    return next((row["code"] for row in values["barcodes"] if unit and row["unit"] == unit), "")


MADE: Final = (
    Made("name", "name", N_("品名"), write=_name),
    Made("spec", "spec", N_("规格"), write=_spec),
    Made("unit2", "units", N_("大单位"), write=_unit),
    Made("ratio", "units", N_("换算率"), write=_ratio),
    Made("barcode", "barcodes", N_("条码"), Kind.CODE, write=_barcode),
    Made("barcode2", "barcodes", N_("箱码"), Kind.CODE, write=_box_code),
    Made("name_spec", "name"),
    Made("color", "spec"),
    Made("size", "spec"),
    Made("min_stock", "limits"),
    Made("max_stock", "limits"),
)
"""What goes to an item in a way of its own."""
