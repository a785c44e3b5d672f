"""Tags as goods: which item each tag hangs on, and a batch of tags counted into the lines of a document (F60).

A tag stands for the trade item number inside it (SGTIN), else for its own number, where an item has that as a bar code.
Each tag is one piece of the unit that the bar code stands for. What no item has is listed, never counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.check_digit import GTIN_LENGTHS
from app.core.numbers import ONE, Quantity
from app.devices.tags.sgtin import sgtin_of
from app.domain.catalog import barcode, comparing
from app.domain.documents.document import Document
from app.services.documents.pricing import priced
from app.services.documents.resolving import settle
from app.services.documents.scanning import new_line
from app.services.firm import Firm

Goods = tuple[str, str]
"""Item and unit."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a batch of tags stands for."""

    goods: Counter[Goods]
    unknown: tuple[str, ...]


def tagged(firm: Firm, epcs: Iterable[str]) -> Tagged:
    """Return what tags hang on; each number is looked up once."""
    goods: Counter[Goods] = Counter()
    unknown: list[str] = []
    known: dict[str, Goods | None] = {}
    for epc in epcs:
        inside = sgtin_of(epc)
        number = inside.gtin14 if inside is not None else epc
        if number not in known:
            known[number] = _goods(firm, number, is_gtin=inside is not None)
        found = known[number] or (_goods(firm, epc, is_gtin=False) if inside is not None else None)
        if found is None:
            unknown.append(epc)
        else:
            goods[found] += 1
    return Tagged(goods, tuple(unknown))


def count_tags(firm: Firm, document: Document, goods: Counter[Goods]) -> Document:
    """Add counted tags to the lines of their goods, and lines for goods that have none."""
    for (item, unit), times in goods.items():
        more = Quantity(times * ONE)
        place = next(
            (
                number
                for number, line in enumerate(document.lines, 1)
                if line.item == item and line.unit == unit and not line.source and not line.data.get("batch")
            ),
            None,
        )
        if place is not None:
            line = document.lines[place - 1]
            line = replace(line, quantity=Quantity((line.quantity or 0) + more), typed_amount=False)
            document = document.with_line(place, priced(firm, document, line))
        else:
            line = replace(new_line(firm, document, item, unit), quantity=more)
            document = document.with_line(len(document.lines) + 1, priced(firm, document, line))
    return settle(firm, document)


def _goods(firm: Firm, number: str, *, is_gtin: bool) -> Goods | None:
    """Return the goods with this bar code; a trade item number is written with or without noughts in front."""
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
