"""What is to have a label: facts as texts by key, and how many labels are usual.

Goods are asked for by record, by line of a document, by row of a report or by what lies on a scale; each way ends in
the same facts, so every kind of label can be printed of them. A line says its unit, price, batch and days; a code goes
with a unit, and a weight has a code of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

from app.core.kinds import Kind
from app.core.numbers import ONE, Quantity
from app.core.text import Message
from app.domain.catalog import mass
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line, serials_of
from app.domain.documents.spec import Expects, Party
from app.domain.documents.types import TYPES
from app.domain.labels.kinds import BAR, CODES, COPY, NAME, QR, About
from app.domain.labels.templates import LabelTemplate, kind_of
from app.domain.labels.weights import Load
from app.i18n.catalog import tr
from app.services import documents, records
from app.services.firm import Firm
from app.services.labels.goods import Goods, code_text, yuan
from app.services.labels.weight_codes import Coded, coded

Facts = Mapping[str, str]
MOST: Final = 9_999
"""Labels of one thing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that gets labels: what it is called in a list, its facts, and how many it usually gets.

    `counted` is how many there are of it, where that is known: a line of three boxes may get three labels or one.
    `coded` is the code of its weight, where it has one. `weighs` is the item that can be put on a scale for it.
    """

    title: str
    detail: str
    facts: Facts
    count: int = 1
    counted: int = 1
    coded: Coded | None = None
    weighs: str = ""

    def of_copy(self, number: int, count: int) -> "Wanted":
        """Return one label among several of the thing."""
        return replace(self, facts={**self.facts, COPY: f"{number}/{count}"})

    def on(self, template: LabelTemplate) -> Facts:
        """Return the facts as a template says them; the codes of one that tells weights say the weight.

        Raises why no code can, where one is shown.
        """
        code = self._weight_code(template)
        if code is None:
            return self.facts
        if code.refusal is not None:
            raise code.refusal
        return {**self.facts, BAR: code.text, QR: code.text}

    def says(self, template: LabelTemplate) -> Message | None:
        """Return what is to be known of the code of its weight on such a label."""
        code = self._weight_code(template)
        return code.says if code is not None else None

    def _weight_code(self, template: LabelTemplate) -> Coded | None:
        shows = any(template.shows(key) for key in CODES)
        return self.coded if shows and kind_of(template.kind).tells_weight else None


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
    goods = Goods(firm)
    return tuple(_item(firm, goods, uid) for uid in uids)


def _item(firm: Firm, goods: Goods, uid: str) -> Wanted:
    is_weighed = bool(_weighed_in(firm.catalogue.item(uid)))
    return replace(_of_goods(goods.facts(uid, "")), weighs=uid if is_weighed else "")


def _weighed_in(item: Item) -> str:
    """Return the unit in which an item is weighed for sale; empty when it is counted."""
    units = (item.unit_for_sale().name, item.base_unit)
    return next((unit for unit in units if mass.is_mass(unit)), "")


def _lines_of(firm: Firm, uids: Sequence[str]) -> tuple[Wanted, ...]:
    return tuple(each for uid in uids for each in _lines(firm, documents.view(firm, uid).document))


def _lines(firm: Firm, document: Document) -> tuple[Wanted, ...]:
    goods = Goods(firm)
    lines = (each for line in document.lines if line.item for each in _pieces(line))
    return tuple(_of_line(firm, goods, document, line) for line in lines)


def _pieces(line: Line) -> Iterator[Line]:
    """Walk a line piece by piece where each has a serial number: each piece has a label of its own."""
    serials = serials_of(line)
    if len(serials) < 2 or line.quantity != len(serials) * ONE:  # noqa: PLR2004 - one needs no parting
        yield line
        return
    for serial in serials:
        yield replace(line, quantity=ONE, data={**line.data, "serials": serial})


def _of_line(firm: Firm, goods: Goods, document: Document, line: Line) -> Wanted:
    item = firm.catalogue.item(line.item)
    unit = line.unit or item.base_unit
    facts = goods.facts(line.item, unit)
    quantity = line.quantity if line.quantity is not None else Quantity(0)
    facts |= {key: str(line.data.get(key) or "") for key in ("batch", "produced_on", "expires_on")}
    serials = serials_of(line)
    facts["serial"] = serials[0] if len(serials) == 1 else ""
    facts["source"] = document.number
    party = TYPES[document.type].party
    if party is Party.SUPPLIER:
        ordered = document.number if TYPES[document.type].expects is Expects.INCOMING else ""
        facts |= {
            "supplier": goods.supplier(document.party),
            "supplier_code": goods.supplier_code(document.party),
            "order": ordered or goods.order(line.source),
        }
    facts[QR] = code_text(facts)
    if quantity > 0 and mass.is_mass(unit) and (item.weighed or quantity % ONE):
        if party is Party.CUSTOMER:
            price, amount = line.price, line.gross or line.amount
        else:  # what was paid, or what it is worth, is no price for a label on goods
            price, amount = item.price(unit, "retail"), None
        return _of_load(
            firm, goods, facts, Load.at(item, unit, quantity, price, amount), document.business_date
        )
    return _of_goods(facts, 1 if quantity % ONE else min(MOST, quantity // ONE))


def weigh(firm: Firm, thing: Wanted, kilograms: Decimal) -> Wanted:
    """Return a thing with the load that lies on a scale, at the retail price; it gets one label."""
    goods, item = Goods(firm), firm.catalogue.item(thing.weighs)
    unit = _weighed_in(item)
    quantity = documents.quantity_of_load(item, unit, kilograms)
    load = Load.at(item, unit, quantity, item.price(unit, "retail"))
    weighed = _of_load(firm, goods, goods.facts(item.uid, unit), load, firm.clock.today())
    return replace(weighed, weighs=item.uid)


def _of_load(firm: Firm, goods: Goods, facts: Mapping[str, str], load: Load, packed_on: str) -> Wanted:
    """Return goods with a weight: one label, whose code tells it."""
    price = yuan(load.price)
    told = {
        "weight": load.weight_text,
        "unit_price": f"{price}/{load.unit}" if price else "",
        "amount": yuan(load.amount or None, Kind.MONEY),
        "packed_on": packed_on,
    }
    code = coded(firm, load, goods.values(load.item.uid), facts[BAR])
    return replace(_of_goods({**facts, **told}), coded=code)


def _of_goods(facts: Mapping[str, str], count: int = 1) -> Wanted:
    title = f"{facts[NAME]} {facts['spec']}".strip()
    detail = " ".join(
        part for part in (facts["code"], facts.get("batch", ""), facts.get("weight", "")) if part
    )
    return Wanted(title, detail, facts, count, count)


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
