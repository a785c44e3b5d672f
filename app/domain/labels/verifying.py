"""Does a label of our own belong where it is scanned? It is asked of supplier, order, item and batch (F61).

Pure: what the label says and what the document is about have been looked up. How a scan becomes a line is not said
here; what is expired is asked of every line, label or not (`app.services.documents.expiry`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.errors import BusinessError
from app.domain.labels.errors import BatchNotHere, LabelOtherOrder, LabelOtherSupplier, NotOnOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a label says. `item` is what people call it, `supplier_name` its name or the code that nobody here has."""

    item_uid: str
    item: str
    batch: str = ""
    supplier_uid: str = ""
    supplier_name: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What the document is about; empty or None is what it does not ask.

    `orders` are the documents it is drawn from by number, each with the items that stand in it. `batches` are those
    that there are of the item, where goods go out.
    """

    supplier_uid: str = ""
    supplier_name: str = ""
    orders: Mapping[str, frozenset[str]]
    batches: frozenset[str] | None = None


def mismatches(said: Said, here: Here) -> Iterator[BusinessError]:
    """Walk what of a label does not belong here."""
    if here.supplier_uid and said.supplier_name and said.supplier_uid != here.supplier_uid:
        yield LabelOtherSupplier(item=said.item, theirs=said.supplier_name, ours=here.supplier_name)
    if said.order and here.orders:
        items = here.orders.get(said.order)
        if items is None:
            yield LabelOtherOrder(item=said.item, theirs=said.order, ours="、".join(here.orders))
        elif said.item_uid not in items:
            yield NotOnOrder(item=said.item, order=said.order)
    if here.batches is not None and said.batch and said.batch not in here.batches:
        yield BatchNotHere(item=said.item, batch=said.batch)
