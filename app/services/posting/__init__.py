"""Posting as operations: applying one writes a document's effects into the books, alike when it is new and in replay.

``document.post``     a settled document with all that its effects need (`post`)
``document.void``     a document of the open period is taken back by mirror rows (`undo`)
``document.close``    what is still open of an order is given up (`undo`)
``period.close``, ``period.reopen``   (`periods`)

Importing this package registers the appliers. It is the only door to `app.storage.ledger`.
"""

from app.services.posting.context import CLOSE, CLOSE_ORDER, POST, REOPEN, VOID
from app.services.posting.periods import apply_close, apply_reopen
from app.services.posting.post import apply_post
from app.services.posting.undo import apply_close_order, apply_void
from app.storage.applying import APPLIERS

APPLIERS.update(
    {
        POST: apply_post,
        VOID: apply_void,
        CLOSE_ORDER: apply_close_order,
        CLOSE: apply_close,
        REOPEN: apply_reopen,
    }
)

__all__ = ["CLOSE", "CLOSE_ORDER", "POST", "REOPEN", "VOID"]
