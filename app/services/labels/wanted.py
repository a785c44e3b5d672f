"""What is to have a label: facts as texts by key, and how many labels are usual.

Goods are asked for by record, by line of a document or by row of a report; each way ends in the same facts, so every
kind of label can be printed of them. A line says its unit, price, batch and days; a code goes with a unit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from app.core.check_digit import GTIN_LENGTHS, has_right_check_digit
from app.core.kinds import Kind
from app.core.numbers import ONE, Quantity, quantity_text
from app.domain.catalog import mass
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.domain.labels.kinds import BAR, COPY, NAME, PRICE, QR, About
from app.i18n.catalog import tr
from app.i18n.show import show, show_plain
from app.services import documents, records
from app.services.firm import Firm

Facts = Mapping[str, str]
MOST: Final = 9_999
"""Labels of one thing."""
_YUAN: Final = "￥"
_GTIN: Final = 14
_OWN_PARTS: Final = ("code", "batch", "serial", "source")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that gets labels: what it is called in a list, its facts, and how many it usually gets.

    `counted` is how many there are of it, where that is known: a line of three boxes may get three labels or one.
    """

    title: str
    detail: str
    facts: Facts
    count: int = 1
    counted: int = 1

    def of_copy(self, number: int, count: int) -> Facts:
        """Return the facts of one label among several of the thing."""
        return {**self.facts, COPY: f"{number}/{count}"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A way to things that get labels: what they are, who reads them off the GUI thread, and which is in front."""

    about: About
    read: Callable[[], tuple[Wanted, ...]]
    at: int = 0


def usual_kind(about: About, wanted: Sequence[Wanted]) -> str:
    """Return the kind of label that these things get where nobody chose: goods with a weight or a batch say so."""
    if about is not About.GOODS:
        return str(about.value)
    if wanted and all(each.facts.get("weight") for each in wanted):
        return "weight"
    if wanted and all(each.facts.get("batch") for each in wanted):
        return "batch"
    return "item"


# Ways to them


def of_items(firm: Firm, uids: Sequence[str]) -> Asked:
    """Ask for labels of items; one that stands twice gets one."""
    return Asked(About.GOODS, partial(_items, firm, tuple(dict.fromkeys(uids))))


def of_lines(firm: Firm, document: Document, number: int = 1) -> Asked:
    """Ask for labels of what a document says, line by line; the line of that number is in front."""
    at = sum(1 for line in document.lines[: max(number - 1, 0)] if line.item)
    return Asked(About.GOODS, partial(_lines, firm, document), at)


def of_lines_of(firm: Firm, uids: Sequence[str]) -> Asked:
    """Ask for labels of the lines of several documents."""
    return Asked(About.GOODS, partial(_lines_of, firm, tuple(uids)))


def of_places(firm: Firm, uids: Sequence[str]) -> Asked:
    """Ask for labels of places."""
    return Asked(About.PLACE, partial(_places, firm, tuple(uids)))


def of_documents(firm: Firm, uids: Sequence[str]) -> Asked:
    """Ask for labels of documents themselves, for the boxes that go with them."""
    return Asked(About.DOCUMENT, partial(_documents, firm, tuple(uids)))


# What they say


def _items(firm: Firm, uids: Sequence[str]) -> tuple[Wanted, ...]:
    goods = _Goods(firm)
    return tuple(_of_goods(goods.facts(uid, "")) for uid in uids)


def _lines_of(firm: Firm, uids: Sequence[str]) -> tuple[Wanted, ...]:
    return tuple(each for uid in uids for each in _lines(firm, documents.view(firm, uid).document))


def _lines(firm: Firm, document: Document) -> tuple[Wanted, ...]:
    goods = _Goods(firm)
    return tuple(_of_line(firm, goods, document, line) for line in document.lines if line.item)


def _of_line(firm: Firm, goods: "_Goods", document: Document, line: Line) -> Wanted:
    item = firm.catalogue.item(line.item)
    unit = line.unit or item.base_unit
    facts = goods.facts(line.item, unit)
    quantity = line.quantity if line.quantity is not None else Quantity(0)
    is_weighed = bool(quantity) and (mass.is_mass(unit) and (item.weighed or bool(quantity % ONE)))
    facts |= {key: str(line.data.get(key) or "") for key in ("batch", "produced_on", "expires_on")}
    serials = str(line.data.get("serials") or "").split()
    facts["serial"] = serials[0] if len(serials) == 1 else ""
    facts["source"] = document.number
    is_bought = TYPES[document.type].party is Party.SUPPLIER
    facts["supplier"] = goods.supplier(document.party) if is_bought else ""
    if is_weighed:
        facts |= {
            "weight": quantity_text(quantity) + unit,
            "unit_price": _yuan(line.price) + (f"/{unit}" if line.price is not None else ""),
            "amount": _yuan_of_amount(line),
            "packed_on": document.business_date,
        }
    facts[QR] = _code_text(facts)
    pieces = 1 if is_weighed or quantity % ONE else min(MOST, quantity // ONE)
    return _of_goods(facts, pieces)


def _of_goods(facts: Mapping[str, str], count: int = 1) -> Wanted:
    title = f"{facts[NAME]} {facts['spec']}".strip()
    detail = " ".join(
        part for part in (facts["code"], facts.get("batch", ""), facts.get("weight", "")) if part
    )
    return Wanted(title, detail, facts, count, count)


class _Goods:
    """Gives the facts of items; each is read once."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._kept: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def facts(self, uid: str, unit_name: str) -> dict[str, str]:
        """Return the facts of an item in one of its units, the base unit where none is named."""
        values = self._values(uid)
        item = self._firm.catalogue.item(uid)
        unit = unit_name or item.base_unit
        code = _bar_code(values, unit, item.base_unit)
        facts = {
            NAME: str(values["name"]),
            PRICE: _yuan(item.price(unit, "retail")),
            "unit": unit,
            "barcode": code,
            "wholesale": _yuan(item.price(unit, "wholesale")),
            "category": self._name("category", str(values.get("category") or "")),
            "printed_on": self._firm.clock.today(),
            "firm": self._firm.profile.name,
            BAR: code or str(values["code"]),
        }
        facts |= {
            key: str(values.get(key) or "") for key in ("code", "spec", "brand", "model", "origin", "remark")
        }
        facts |= dict(self._own(values))
        facts[QR] = _code_text(facts)
        return facts

    def supplier(self, uid: str) -> str:
        """Return the name of a party."""
        return self._name("supplier", uid)

    def _own(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        shape = self._firm.shapes.record("item")
        for each in self._firm.shapes.own_of("item"):
            field = next((field for field in shape.fields if field.key == each.key), None)
            if field is not None and field.kind is not Kind.LINK:
                choices = tuple((choice.key, choice.label) for choice in field.choices)
                yield field.key, show(values.get(field.key), field.kind, choices)

    def _values(self, uid: str) -> dict[str, Any]:
        if uid not in self._kept:
            self._kept[uid] = records.load(self._firm, "item", uid)
        return self._kept[uid]

    def _name(self, record: str, uid: str) -> str:
        if uid and (record, uid) not in self._names:
            self._names[record, uid] = records.name(self._firm, record, uid)
        return self._names.get((record, uid), "")


def _bar_code(values: Mapping[str, Any], unit: str, base_unit: str) -> str:
    """Return the bar code of a unit; the base unit's rows may leave the unit out."""
    rows = values.get("barcodes") or ()
    return next((str(row["code"]) for row in rows if (row["unit"] or base_unit) == unit), "")


def _code_text(facts: Mapping[str, str]) -> str:
    """Return what the QR code says: trade items in GS1, others as ``code|batch|serial|source``; any telephone reads it.

    Only one part of a GS1 text may be of any length, and it comes last: some scanners lose the separators.
    """
    code = facts.get("barcode", "")
    if len(code) in GTIN_LENGTHS and has_right_check_digit(code):
        days = (("11", facts.get("produced_on", "")), ("17", facts.get("expires_on", "")))
        dated = "".join(mark + day.replace("-", "")[2:] for mark, day in days if day)
        batch, serial = facts.get("batch", ""), facts.get("serial", "")
        last = f"10{batch}" if batch else f"21{serial}" if serial else ""
        return f"01{code.rjust(_GTIN, '0')}{dated}{last}" if dated or last else code
    return "|".join(facts.get(key, "") for key in _OWN_PARTS).rstrip("|")


def _places(firm: Firm, uids: Sequence[str]) -> tuple[Wanted, ...]:
    return tuple(_place(firm, records.load(firm, "warehouse", uid)) for uid in uids)


def _place(firm: Firm, values: Mapping[str, Any]) -> Wanted:
    name, code = str(values["name"]), str(values["code"])
    facts = {
        NAME: name,
        "code": code,
        "remark": str(values.get("remark") or ""),
        "firm": firm.profile.name,
        BAR: code,
        QR: code,
    }
    return Wanted(name, code, facts)


def _documents(firm: Firm, uids: Sequence[str]) -> tuple[Wanted, ...]:
    return tuple(_document(firm, documents.view(firm, uid).document) for uid in uids)


def _document(firm: Firm, document: Document) -> Wanted:
    doc_type = TYPES[document.type]
    party: Mapping[str, Any] = {}
    record = doc_type.header_field("party")
    if record is not None and record.link and document.party:
        party = records.load(firm, record.link, document.party)
    place = str(document.header.get("warehouse") or "")
    facts = {
        NAME: tr(doc_type.label),
        "number": document.number,
        "date": document.business_date,
        "party": str(party.get("name") or ""),
        "party_phone": _phone(party),
        "party_address": str(document.header.get("address") or party.get("address") or ""),
        "warehouse": records.name(firm, "warehouse", place) if place else "",
        "remark": str(document.header.get("remark") or ""),
        "firm": firm.profile.name,
        BAR: document.number,
        QR: document.number,
    }
    return Wanted(f"{facts[NAME]} {document.number}".strip(), facts["party"], facts)


def _phone(party: Mapping[str, Any]) -> str:
    contacts = party.get("contacts") or ()
    return str(party.get("phone") or next((row.get("phone") for row in contacts if row.get("phone")), ""))


def _yuan(value: object) -> str:
    return "" if value is None else _YUAN + show(value, Kind.PRICE)


def _yuan_of_amount(line: Line) -> str:
    return _YUAN + show_plain(line.gross or line.amount, Kind.MONEY)
