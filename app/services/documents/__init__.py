"""The verbs a user has for documents: begin, draw from others, check, post, take back, look at.

``writing``   drafts: blank, copy, draw, scan, save, discard
``resolving`` what a draft leaves unsaid: units, rates, book quantities, prices of what it is drawn from
``batches``   several drafts at once
``dealing``   what goods went for before
``following`` what may be drawn from a posted document
``checking``  all that is wrong with a document, field by field
``pricing``   what a line is sold or bought for, and where that price comes from
``ruling``    the rules of the firm's own; ``sharing`` what no two documents may share by them
``reasons``   one reason for many documents
``tagging``   tags of a reader as goods, counted into lines
``tendering`` who settles at once pays in full, until somebody says otherwise
``posting``   post, preview, void, reverse
``reading``   one document with its links; lists of documents
``labelled``  labels of our own: verified, and filled into the lines that wait for them
``expiry``    goods that may be used no more
``hinting``   what looks odd about a draft, and what of it is right all the same
``limits``    sales under the least price, under cost, with too much taken off
``weighing``  a load on the scale as a quantity of a line
``owing``     what the party of a document owes, and its limit

Each is loaded when the first of its verbs is used: a list of documents needs no posting (measured: 30 ms of the start).
"""

from typing import TYPE_CHECKING

from app.core.on_use import loads_on_use
from app.domain.documents.types import TYPES

if TYPE_CHECKING:
    from app.services.documents.batches import Batch, discard_drafts, post_drafts
    from app.services.documents.checking import check
    from app.services.documents.dealing import Deals, deals, is_dealt
    from app.services.documents.following import follow
    from app.services.documents.hinting import accept, hints
    from app.services.documents.owing import Credit, Standing, standing
    from app.services.documents.posting import CostChange, Posted, close_order, post, preview, reverse, void
    from app.services.documents.pricing import Quote, last_price, priced, quote, repriced
    from app.services.documents.reading import (
        Link,
        State,
        View,
        draft_counts,
        found_by,
        listing,
        neighbour,
        open_sources,
        view,
    )
    from app.services.documents.reasons import reasoned, wanting_a_reason
    from app.services.documents.resolving import settle
    from app.services.documents.scanning import (
        UnknownBarcode,
        add_goods,
        key_label,
        new_line,
        scan,
        with_goods,
    )
    from app.services.documents.tagging import Tagged, check_tags, count_tags, learn_tags, tagged
    from app.services.documents.tendering import paid_in_full
    from app.services.documents.weighing import must_be_weighed, quantity_of_load, weighed
    from app.services.documents.writing import (
        blank,
        copy,
        discard,
        draw,
        round_off,
        save_draft,
        stock_of,
    )
else:  # what a type checker sees is above: a name of no module stays a mistake
    _HOMES = {
        "batches": ("Batch", "discard_drafts", "post_drafts"),
        "checking": ("check",),
        "dealing": ("Deals", "deals", "is_dealt"),
        "following": ("follow",),
        "hinting": ("accept", "hints"),
        "owing": ("Credit", "Standing", "standing"),
        "posting": ("CostChange", "Posted", "close_order", "post", "preview", "reverse", "void"),
        "pricing": ("Quote", "last_price", "priced", "quote", "repriced"),
        "reading": (
            "Link",
            "State",
            "View",
            "draft_counts",
            "found_by",
            "listing",
            "neighbour",
            "open_sources",
            "view",
        ),
        "reasons": ("reasoned", "wanting_a_reason"),
        "resolving": ("settle",),
        "scanning": ("UnknownBarcode", "add_goods", "key_label", "new_line", "scan", "with_goods"),
        "tagging": ("Tagged", "check_tags", "count_tags", "learn_tags", "tagged"),
        "tendering": ("paid_in_full",),
        "weighing": ("must_be_weighed", "quantity_of_load", "weighed"),
        "writing": (
            "blank",
            "copy",
            "discard",
            "draw",
            "round_off",
            "save_draft",
            "stock_of",
        ),
    }
    __getattr__ = loads_on_use(__name__, {name: home for home, names in _HOMES.items() for name in names})

__all__ = [
    "TYPES",
    "Batch",
    "CostChange",
    "Credit",
    "Deals",
    "Link",
    "Posted",
    "Quote",
    "Standing",
    "State",
    "Tagged",
    "UnknownBarcode",
    "View",
    "accept",
    "add_goods",
    "blank",
    "check",
    "check_tags",
    "close_order",
    "copy",
    "count_tags",
    "deals",
    "discard",
    "discard_drafts",
    "draft_counts",
    "draw",
    "follow",
    "found_by",
    "hints",
    "is_dealt",
    "key_label",
    "last_price",
    "learn_tags",
    "listing",
    "must_be_weighed",
    "neighbour",
    "new_line",
    "open_sources",
    "paid_in_full",
    "post",
    "post_drafts",
    "preview",
    "priced",
    "quantity_of_load",
    "quote",
    "reasoned",
    "repriced",
    "reverse",
    "round_off",
    "save_draft",
    "scan",
    "settle",
    "standing",
    "stock_of",
    "tagged",
    "view",
    "void",
    "wanting_a_reason",
    "weighed",
    "with_goods",
]
