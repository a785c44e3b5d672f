"""Questions about electronic tags: what those that a reader hears hang on (F60)."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from app.storage.stores import STORES


class TagFound(NamedTuple):
    """What the record of a tag says; `quantity` is None for one piece of the unit."""

    epc_key: str
    item: str
    unit: str
    quantity: int | None
    batch: str
    serial: str


_HEARD = (
    "SELECT t.epc_key, i.uid, coalesce(json_extract(t.data, '$.unit'), ''), json_extract(t.data, '$.quantity'),"
    " coalesce(json_extract(t.data, '$.batch'), ''), coalesce(json_extract(t.data, '$.serial'), '')"
    f" FROM json_each(?) h CROSS JOIN {STORES['tag'].table} t ON t.epc_key = h.value AND t.is_active"
    " JOIN item i ON i.id = t.item_id AND i.is_active ORDER BY t.id DESC"
)


def heard(connection: Any, keys: Iterable[str]) -> dict[str, TagFound]:
    """Return what tags hang on, by their numbers in compared form; of two records of one tag the older counts."""
    rows = connection.execute(_HEARD, (json.dumps([*keys]),))
    return {row[0]: TagFound(*row) for row in rows}
