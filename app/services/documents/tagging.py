"""Tags as goods: what each tag hangs on, a batch of tags counted into a document, or checked against it (F60).

::

    EPC ──record of the tag──▶ Goods (item, so many of a unit, batch, serial number)
     └─none─▶ trade item number inside it (SGTIN, with the serial number) ─▶ Goods
       └─none─▶ its own number as a bar code of an item ─▶ Goods, else unknown: listed, never counted

A heard tag is a scan that nobody had to aim, so it comes to the same `Goods`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.changes import Changes
from app.core.check_digit import GTIN_LENGTHS
from app.core.numbers import ONE, Quantity
from app.devices.tags.sgtin import sgtin_of
from app.domain.catalog import barcode, comparing
from app.domain.catalog.tagged import Stack, compare
from app.domain.documents.document import Document, serials_of
from app.domain.documents.spec import DocType
from app.services import records
from app.services.documents.pricing import priced
from app.services.documents.resolving import settle
from app.services.documents.scanning import new_line
from app.services.firm import Firm
from app.services.scanning import Goods
from app.storage.queries import tags

_TAG: Final = "tag"
_SERIALS: Final = "serials"


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a batch of tags stands for, tag by tag, and those that nobody knows."""

    goods: Mapping[str, Goods]
    unknown: tuple[str, ...]


def tagged(firm: Firm, epcs: Iterable[str]) -> Tagged:
    """Return what tags hang on: all records at once, each trade item number once."""
    keys = {epc: comparing.key(epc) for epc in epcs}
    recorded = tags.heard(firm.books.connection(), keys.values())
    goods: dict[str, Goods] = {}
    unknown: list[str] = []
    known: dict[str, tuple[str, str] | None] = {}
    for epc, key in keys.items():
        row = recorded.get(key)
        if row is not None and _has_unit(firm, row.item, row.unit):
            much = Quantity(row.quantity) if row.quantity is not None else None
            goods[epc] = Goods(epc, row.item, row.unit, quantity=much, batch=row.batch, serial=row.serial)
            continue
        inside = sgtin_of(epc)
        number = inside.gtin14 if inside is not None else epc
        if number not in known:
            known[number] = _goods(firm, number, is_gtin=inside is not None)
        found = known[number]
        serial = inside.serial if inside is not None and found is not None else ""
        found = found or (_goods(firm, epc, is_gtin=False) if inside is not None else None)
        if found is None:
            unknown.append(epc)
        else:
            goods[epc] = Goods(epc, *found, serial=serial)
    return Tagged(goods, tuple(unknown))


def learn_tags(firm: Firm, epcs: Sequence[str], *, item: str, unit: str = "", batch: str = "") -> Changes:
    """Remember that tags hang on goods, one piece of the unit each."""
    changes = Changes()
    with firm.transaction():
        for epc in epcs:
            values = {**records.blank(firm, _TAG), "epc": epc, "item": item, "unit": unit, "batch": batch}
            changes |= records.save(firm, _TAG, values)[1]
    return changes


def count_tags(firm: Firm, document: Document, goods: Iterable[Goods]) -> Document:
    """Add counted tags to the lines of their goods, and lines for goods that have none."""
    doc_type = firm.shapes.document(document.type)
    much: dict[tuple[str, str, str], int] = {}
    serials: dict[tuple[str, str, str], list[str]] = {}
    for each in goods:
        key = (each.item, _unit(firm, each), _batch(firm, doc_type, each))
        much[key] = much.get(key, 0) + (each.quantity or ONE)
        if each.serial and _asks_serials(firm, doc_type, each):
            serials.setdefault(key, []).append(each.serial)
    for (item, unit, batch), more in much.items():
        place = next(
            (
                number
                for number, line in enumerate(document.lines, 1)
                if (line.item, line.unit) == (item, unit)
                and not line.source
                and (line.data.get("batch") or "") == batch
            ),
            len(document.lines) + 1,
        )
        if place <= len(document.lines):
            line = document.lines[place - 1]
            line = replace(line, quantity=Quantity((line.quantity or 0) + more), typed_amount=False)
        else:
            line = replace(new_line(firm, document, item, unit), quantity=Quantity(more))
            line = replace(line, data={**line.data, "batch": batch}) if batch else line
        pieces = dict.fromkeys((*serials_of(line), *serials.get((item, unit, batch), ())))
        line = replace(line, data={**line.data, _SERIALS: "\n".join(pieces)}) if pieces else line
        document = document.with_line(place, priced(firm, document, line))
    return settle(firm, document)


def check_tags(firm: Firm, document: Document, goods: Iterable[Goods]) -> tuple[list[Stack], list[Stack]]:
    """Return which goods of a document were not heard, and which were heard that it does not name."""
    return compare(_named(firm, document), (_stack(firm, each) for each in goods))


def _named(firm: Firm, document: Document) -> Iterator[Stack]:
    """Walk the goods that a document names, piece by piece where it names the pieces."""
    for line in document.lines:
        if not line.item or firm.catalogue.item(line.item).is_service:
            continue
        batch, pieces = str(line.data.get("batch") or ""), serials_of(line)
        rest = Quantity(max(line.base_quantity - len(pieces) * ONE, 0))
        yield from (Stack(line.item, ONE, batch, serial) for serial in pieces)
        if rest:
            yield Stack(line.item, rest, batch)


def _stack(firm: Firm, goods: Goods) -> Stack:
    unit = firm.catalogue.item(goods.item).unit(goods.unit)
    much = Quantity((goods.quantity or ONE) * unit.numerator // unit.denominator)
    return Stack(goods.item, much, goods.batch, goods.serial)


def _unit(firm: Firm, goods: Goods) -> str:
    return firm.catalogue.item(goods.item).unit(goods.unit).name


def _has_unit(firm: Firm, item: str, unit: str) -> bool:
    """Say whether an item still has a unit that a tag was recorded with."""
    return not unit or any(each.name == unit for each in firm.catalogue.item(item).units)


def _batch(firm: Firm, doc_type: DocType, goods: Goods) -> str:
    """Return the batch where the document asks for it and the goods are followed by it."""
    is_asked = doc_type.line_field("batch") is not None and firm.catalogue.item(goods.item).track_batch
    return goods.batch if is_asked else ""


def _asks_serials(firm: Firm, doc_type: DocType, goods: Goods) -> bool:
    """Say whether the pieces are to be named; a count names only those that are too few or too many."""
    has_field = doc_type.line_field(_SERIALS) is not None and not doc_type.compares
    return has_field and firm.catalogue.item(goods.item).track_serial


def _goods(firm: Firm, number: str, *, is_gtin: bool) -> tuple[str, str] | None:
    """Return item and unit of a bar code; a trade item number is written with or without noughts in front."""
    codes = (
        [number[-length:] for length in GTIN_LENGTHS if not number[:-length].strip("0")]
        if is_gtin
        else [number]
    )
    for code in sorted(codes, key=len, reverse=True):
        found = firm.catalogue.by_barcode(comparing.key(barcode.normalise(code)))
        if found and found[0].is_active:
            return found[0].uid, found[0].unit or ""
    return None
