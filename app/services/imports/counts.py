"""Bringing in a count sheet: a stock count a warehouse, as a draft or posted; what was not counted is left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.core.kinds import PLACES, Kind
from app.core.numbers import Quantity, parse
from app.core.text import Message
from app.domain.documents.document import Document, Line
from app.domain.documents.types.stock_count import COUNTED, STOCK_COUNT
from app.domain.errors import WrongValue
from app.services.imports.drafts import Drafting
from app.services.imports.job import Job
from app.services.imports.plain import Plain
from app.services.imports.stock import Entry


def _counted(job: Job, draft: Document, item: str, plain: Plain) -> Line:
    """Return what was counted of one item, in its base unit: places where it lies are counted together."""
    del draft
    article = job.firm.catalogue.item(item)
    try:
        quantity = Quantity(parse(plain["qty"], PLACES[Kind.QUANTITY]))
    except ValueError:
        raise WrongValue(label=Message.of(COUNTED.label), value=plain["qty"], field="quantity") from None
    base = article.to_base(quantity, article.unit(plain.get("unit", "")).name)
    data = {key: plain[key] for key in ("batch", "remark") if plain.get(key)}
    return Line(item=item, unit=article.unit("").name, quantity=base, data=data)


def _once_each(entries: Sequence[Entry]) -> list[Entry]:
    """Add up what was counted of one item and batch in several rows."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        before = found.get(entry.key)
        if before is None:
            found[entry.key] = entry
        else:
            quantity = Quantity((before.line.quantity or 0) + (entry.line.quantity or 0))
            found[entry.key] = replace(before, line=replace(before.line, quantity=quantity))
    return list(found.values())


COUNT: Final = Drafting(type=STOCK_COUNT.key, line=_counted, joined=_once_each)
"""A count compares what lies in all places together."""
