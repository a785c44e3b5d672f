"""The verbs a user has for documents: begin, draw from others, check, post, take back, look at.

``writing``   drafts: blank, copy, draw, scan, save, discard
``resolving`` what a draft leaves unsaid: units, rates, book quantities, prices of what it is drawn from
``checking``  all that is wrong with a document, field by field
``posting``   post, preview, void, reverse
``reading``   one document with its links; lists of documents
``standing``  what the party of a document owes, and its limit
"""

from app.domain.documents.types import TYPES
from app.services.documents.checking import check
from app.services.documents.posting import CostChange, Posted, close_order, post, preview, reverse, void
from app.services.documents.reading import (
    Link,
    State,
    View,
    draft_counts,
    listing,
    neighbour,
    open_sources,
    view,
)
from app.services.documents.resolving import settle
from app.services.documents.scanning import UnknownBarcode, new_line, scan
from app.services.documents.standing import Credit, Standing, standing
from app.services.documents.writing import (
    blank,
    copy,
    discard,
    draw,
    last_price,
    round_off,
    save_draft,
    stock_of,
    unit_price,
)

__all__ = [
    "TYPES",
    "CostChange",
    "Credit",
    "Link",
    "Posted",
    "Standing",
    "State",
    "UnknownBarcode",
    "View",
    "blank",
    "check",
    "close_order",
    "copy",
    "discard",
    "draft_counts",
    "draw",
    "last_price",
    "listing",
    "neighbour",
    "new_line",
    "open_sources",
    "post",
    "preview",
    "reverse",
    "round_off",
    "save_draft",
    "scan",
    "settle",
    "standing",
    "stock_of",
    "unit_price",
    "view",
    "void",
]
