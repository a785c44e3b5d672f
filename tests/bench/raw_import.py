"""The other side of an import: the least code that leaves the rows which ours leaves.

Read, look at every cell, insert, all of the list at once; what goes to the log and to the search index goes there by
the same functions, for the rows of these are part of what is promised: what was imported is found, and proved.
"""

import itertools
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.catalog import search_text
from app.domain.catalog.search_text import Sounds
from app.services import pinyin
from app.storage import operations, search
from app.storage.operations import Act
from app.storage.records import NEW_RECORDS, RECORD
from app.storage.search import Findable
from tests.bench import bare_files
from tests.bench.bare_files import Fault

_TOGETHER: Final = 500
"""Items of one entry of the log."""
_FIELDS: Final = (
    *("base_unit", "brand", "category", "code", "lowest", "purchase", "remark", "retail", "tax_rate"),
    *("name", "spec", "barcodes", "base_places", "is_active", "mnemonic"),
)
_CATEGORY: Final = (
    "INSERT INTO category (id, uid, code, code_key, name, name_key, is_active, data)"
    " VALUES (?, ?, ?, ?, ?, ?, 1, ?)"
)
_ITEM: Final = (
    "INSERT INTO item (id, uid, code, code_key, name, name_key, spec, brand, category_id, base_unit, base_places,"
    " purchase, retail, lowest, tax_rate, track_batch, track_expiry, track_serial, weighed, is_service, is_active,"
    " data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, 1, ?)"
)
_BARCODE: Final = (
    "INSERT INTO item_barcode (code_key, item_id, position, code, unit, shared) VALUES (?, ?, 0, ?, '', 0)"
)


def import_items(connection: Any, path: Path) -> list[Fault]:
    """Bring a list of new items into an empty firm; return row and column of each fault."""
    connection.execute("BEGIN IMMEDIATE")
    items, faults = bare_files.read_items(path)
    acts = _Acts(connection)
    categories = _categories(connection, acts, dict.fromkeys(item.category for item in items))
    rows, codes, found, told = [], [], [], []
    for number, item in enumerate(items, 1):
        uid, sounds = secrets.token_hex(16), _sounds(item.name)
        mnemonic = search_text.mnemonic(sounds, longest=40)
        initials = [*dict.fromkeys((*sounds.initials, mnemonic.lower()))]
        category_id, category = categories[item.category]
        data = operations.canonical({"mnemonic": mnemonic, "remark": item.remark})
        known = (
            number,
            uid,
            item.code,
            item.code.lower(),
            item.name,
            item.name.lower(),
            item.spec,
            item.brand,
        )
        rows.append((*known, category_id, item.unit, *item.figures, data))
        codes.append((item.barcode, number, item.barcode))
        texts = [text.lower() for text in (item.name, item.spec, item.brand)]
        found.append((number, Findable(texts, item.code.lower(), [item.barcode], initials, sounds.pinyin)))
        purchase, retail, lowest, tax_rate = item.figures
        barcodes = [{"code": item.barcode, "unit": "", "shared": False}]
        said = (item.unit, item.brand, category, item.code, lowest, purchase, item.remark, retail, tax_rate)
        told.append([uid, initials, sounds.pinyin, *said, item.name, item.spec, barcodes, 0, True, mnemonic])
    connection.executemany(_ITEM, rows)
    connection.executemany(_BARCODE, codes)
    search.put(connection, "item", found)
    for start in range(0, len(told), _TOGETHER):
        part = {"type": "item", "fields": _FIELDS, "rows": told[start : start + _TOGETHER]}
        acts.add(NEW_RECORDS, "", part)
    connection.execute("COMMIT")
    return faults


def _categories(connection: Any, acts: "_Acts", names: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Make the categories that a list names; return their ids and uids."""
    made: dict[str, tuple[int, str]] = {}
    for number, name in enumerate(names, 1):
        uid, code, sounds = secrets.token_hex(16), f"FL{number:05}", _sounds(name)
        mnemonic = search_text.mnemonic(sounds, longest=40)
        row = (number, uid, code, code.lower(), name, name.lower(), f'{{"mnemonic":"{mnemonic}"}}')
        connection.execute(_CATEGORY, row)
        initials = [*dict.fromkeys((*sounds.initials, mnemonic.lower()))]
        search.put(
            connection, "category", [(number, Findable([name], code.lower(), (), initials, sounds.pinyin))]
        )
        said = {"name": name, "code": code, "mnemonic": mnemonic, "is_active": True}
        heard = {"initials": initials, "pinyin": sounds.pinyin}
        acts.add(RECORD, uid, {"type": "category", "set": said, "sounds": heard})
        made[name] = (number, uid)
    return made


def _sounds(name: str) -> Sounds:
    return search_text.sounds([name], pinyin.read)


class _Acts:
    """The log, written act by act."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        last: int = connection.execute("SELECT MAX(known_at) FROM operation").fetchone()[0]
        self._times = itertools.count(last + 1)

    def add(self, kind: str, subject: str, payload: Mapping[str, Any]) -> None:
        """Add one act."""
        act = Act(secrets.token_hex(16), kind, next(self._times), 1, "", "2026-01-05", subject, payload)
        operations.log(self._connection, [act])
