"""Bringing in items: a record of the list becomes a new item, changes a known one, or says nothing new."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.kinds import PLACES, SHOWN_PLACES, Kind
from app.core.numbers import parse_rounded, plain
from app.core.progress import Progress
from app.core.text import N_, Message
from app.domain.catalog import comparing
from app.domain.errors import WrongValue
from app.domain.intake.reading import Record
from app.domain.records.types import RECORDS
from app.services import records, references
from app.services.firm import Firm
from app.services.imports.lists import vocabulary
from app.services.imports.outcome import Change, Outcome
from app.storage.queries import intake

STEP: Final = 100
"""Rows between two reports of progress."""

_TEXTS: Final = {
    "code": "code",
    "name": "name",
    "model": "model",
    "brand": "brand",
    "mnemonic": "mnemonic",
    "unit": "base_unit",
    "tax_code": "tax_category",
    "remark": "remark",
}
_PRICES: Final = {
    "buy_price": "purchase",
    "buy_price_incl": "purchase",
    "sale_price": "retail",
    "wholesale_price": "wholesale",
    "min_price": "lowest",
    "cost_price": "reference_cost",
}
_OF_UNITS: Final = ("purchase", "retail", "wholesale", "lowest")
"""Prices that each unit has of its own."""
_FIELDS: Final = {
    **{field: key for key, field in (*_TEXTS.items(), *_PRICES.items())},
    "purchase": "buy_price",
    "tax_rate": "tax_rate",
    "shelf_life_days": "shelf_life_days",
    "category": "category",
    "default_supplier": "supplier",
    "is_active": "active",
    "spec": "spec",
    "barcodes": "barcode",
    "units": "unit2",
    "limits": "min_stock",
}
"""Which column of the list a field of the item came from, for telling where a problem is."""


def bring(firm: Firm, outcome: Outcome, progress: Progress) -> None:
    """Save every record of the list; what is refused stays out and is noted."""
    known = Known(firm)
    found = outcome.brought.reading.records
    for done, record in enumerate(found):
        if done % STEP == 0:
            progress(done, len(found))
        save(firm, outcome, known, record)


def save(firm: Firm, outcome: Outcome, known: "Known", record: Record) -> str:
    """Save one item; return its uid, "" when it was refused."""
    uid = known.uid_of(record.values)
    try:
        values = _values(firm, outcome, record.values)
        if not uid:
            uid, _ = records.save(firm, "item", _new(values))
            outcome.new += 1
        else:
            _change(firm, outcome, record, uid, values)
    except BusinessError as problem:
        outcome.refuse(record.row, problem, _FIELDS.get(problem.field.partition(".")[0], ""))
        return ""
    known.learn(uid, record.values)
    return uid


class Known:
    """The items of the firm, by what a list may call them."""

    def __init__(self, firm: Firm) -> None:
        """Read them once; a list has thousands of rows."""
        connection = firm.books.connection()
        self._by_code: dict[str, str] = {}
        self._by_name: dict[tuple[str, ...], str] = {}
        for uid, code, name, spec, model in intake.items(connection):
            self._by_code.setdefault(code, uid)
            self._by_name.setdefault((name, comparing.key(spec), comparing.key(model)), uid)
        self._by_barcode: dict[str, str] = {}
        for code, uid in intake.barcodes(connection):
            self._by_barcode.setdefault(code, uid)

    def uid_of(self, plain: Mapping[str, str]) -> str:
        """Return the item that a record is about: by code, else bar code, else name; "" when it is new."""
        if plain.get("code"):
            return self._by_code.get(comparing.key(plain["code"]), "")
        barcode = comparing.key(plain.get("barcode", ""))
        return self._by_barcode.get(barcode, "") or self._by_name.get(_name_key(plain), "")

    def learn(self, uid: str, plain: Mapping[str, str]) -> None:
        """Remember an item that was just saved."""
        if plain.get("code"):
            self._by_code[comparing.key(plain["code"])] = uid
        if plain.get("barcode"):
            self._by_barcode[comparing.key(plain["barcode"])] = uid
        self._by_name[_name_key(plain)] = uid


def _name_key(plain: Mapping[str, str]) -> tuple[str, ...]:
    return (
        comparing.key(_name(plain)),
        comparing.key(_spec(plain)),
        comparing.key(plain.get("model", "")),
    )


def _name(plain: Mapping[str, str]) -> str:
    return plain.get("name") or plain.get("name_spec", "")


def _spec(plain: Mapping[str, str]) -> str:
    return " ".join(filter(None, (plain.get(key, "") for key in ("spec", "color", "size"))))


def _values(firm: Firm, outcome: Outcome, plain: Mapping[str, str]) -> dict[str, Any]:
    """Return what a record says of the item in stored form; what it does not say is left out."""
    values: dict[str, Any] = {field: plain[key] for key, field in _TEXTS.items() if key in plain}
    values["name"] = _name(plain)
    if _spec(plain):
        values["spec"] = _spec(plain)
    for key, field in _PRICES.items():
        if key in plain and field not in values:
            values[field] = figure(plain[key], Kind.PRICE, field)
    if "tax_rate" in plain:
        values["tax_rate"] = figure(plain["tax_rate"], Kind.RATE, "tax_rate")
    if "shelf_life_days" in plain:
        values["shelf_life_days"] = figure(plain["shelf_life_days"], Kind.INTEGER, "shelf_life_days")
    if plain.get("active") in {"true", "false"}:
        values["is_active"] = plain["active"] == "true"
    if "category" in plain:
        values["category"] = named(firm, outcome, "category", plain["category"])
    if "supplier" in plain:
        values["default_supplier"] = named(firm, outcome, "supplier", plain["supplier"])
    unit = _larger_unit(plain)
    if unit:
        values["units"] = [unit]
    codes = [{"code": plain["barcode"], "unit": ""}] if "barcode" in plain else []
    if "barcode2" in plain:
        codes.append({"code": plain["barcode2"], "unit": unit["name"] if unit else ""})
    if codes:
        values["barcodes"] = codes
    limits = {
        field: figure(plain[key], Kind.QUANTITY, "limits")
        for key, field in (("min_stock", "least"), ("max_stock", "most"))
        if key in plain
    }
    if limits:
        values["limits"] = [{"warehouse": _warehouse(firm, outcome, plain), **limits}]
    return values


def figure(text: str, kind: Kind, field: str) -> int:
    """Return a figure of the list in stored form, rounded to what is kept; refuse what no figure may reach."""
    try:
        return parse_rounded(text, PLACES[kind])
    except ValueError:
        raise WrongValue(label=Message.of(N_("数字")), value=text, field=field) from None


def _larger_unit(plain: Mapping[str, str]) -> dict[str, Any]:
    """Return the larger unit that a record names, with its ratio as whole numbers."""
    name, ratio = plain.get("unit2", ""), plain.get("ratio", "")
    if not name or not ratio or name == plain.get("unit"):
        return {}
    numerator, denominator = Decimal(ratio).as_integer_ratio()
    return {"name": name, "numerator": numerator, "denominator": denominator}


def named(firm: Firm, outcome: Outcome, type_key: str, name: str) -> str:
    """Return the record of a name (or code), making it when the firm has none."""
    uid = references.find(firm, type_key, name)
    if uid:
        return uid
    uid, _ = records.save(firm, type_key, {"name": name})
    outcome.count(type_key)
    return uid


def _warehouse(firm: Firm, outcome: Outcome, plain: Mapping[str, str]) -> str:
    """Return the warehouse that limits of stock are for: the one that is named, else the firm's first."""
    if "warehouse" in plain:
        return named(firm, outcome, "warehouse", plain["warehouse"])
    return references.first(firm, "warehouse")


def _new(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new item; goods that are measured may have decimals."""
    return {"base_places": vocabulary().places_of(values.get("base_unit", "")), **values}


def _change(firm: Firm, outcome: Outcome, record: Record, uid: str, values: Mapping[str, Any]) -> None:
    """Save what the list says otherwise of a known item; rows of child lists are added or replaced, never lost."""
    before = records.load(firm, "item", uid)
    values = _in_larger_unit(before, values)
    after: dict[str, Any] = {
        key: _joined(before[key], value) if isinstance(value, list) else value
        for key, value in values.items()
    }
    if comparing.key(after.get("code", "")) == comparing.key(before["code"]):
        after.pop("code", None)
    different = {key: value for key, value in after.items() if before[key] != value}
    if not different:
        outcome.unchanged += 1
        return
    records.save(firm, "item", {"uid": uid, **different})
    outcome.changed += 1
    key = f"{before['code']} {before['name']}".strip()
    for name, value in different.items():
        outcome.changes.append(
            Change(record.row, key, name, _written(firm, name, before[name]), _written(firm, name, value))
        )


def _in_larger_unit(before: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give prices and bar codes to the larger unit that a list counts a known item in; its base unit stays."""
    unit = values.get("base_unit", "")
    if unit not in {each["name"] for each in before["units"]}:
        return values
    rest = {key: value for key, value in values.items() if key not in {"base_unit", *_OF_UNITS}}
    prices = {key: values[key] for key in _OF_UNITS if key in values}
    rest["units"] = [{"name": unit, **prices}]
    if "barcodes" in rest:
        rest["barcodes"] = [{**row, "unit": row["unit"] or unit} for row in rest["barcodes"]]
    return rest


def _joined(before: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows of the list into those that are there, by what names them; a known bar code keeps its unit."""
    joined = {_row_key(row): row for row in before}
    for row in rows:
        old = joined.get(_row_key(row), {})
        joined[_row_key(row)] = old if old and "code" in row else {**old, **row}
    return list(joined.values())


def _row_key(row: Mapping[str, Any]) -> str:
    return comparing.key(str(next(row[key] for key in ("code", "warehouse", "name") if key in row)))


def _written(firm: Firm, name: str, value: Any) -> str:
    """Write a value of an item for a person to compare."""
    if isinstance(value, list):
        return "; ".join(
            " ".join(str(part) for part in row.values() if part not in {"", None, False}) for row in value
        )
    field = RECORDS["item"].field(name)
    if field.kind is Kind.LINK:
        return records.title(firm, field.link, value) if value else ""
    if isinstance(value, bool) or not isinstance(value, int):
        return "" if value is None else str(value)
    return plain(value, PLACES.get(field.kind, 0), least=SHOWN_PLACES.get(field.kind, 0))
