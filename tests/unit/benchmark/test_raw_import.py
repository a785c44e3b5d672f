"""The other side of an import does the same work: it leaves the very rows that ours leaves."""

import json
from pathlib import Path
from typing import Any

from app.services import imports
from app.services.firm import Firm
from tests.bench import raw_import
from tests.bench.workloads import importing

ROWS, FAULTS = 700, 8
"""More than go into the log together."""
_UIDS = "SELECT uid, code FROM item UNION ALL SELECT uid, code FROM category"


def _rows(firm: Firm) -> dict[str, Any]:
    """Return all rows with codes for uids, and what the log says, without times and hashes."""
    connection = firm.database.connection()
    codes = dict(connection.execute(_UIDS).fetchall())

    def named(value: Any) -> Any:
        return codes.get(value, value) if isinstance(value, str) else value

    found: dict[str, Any] = {
        table: sorted(
            [[named(each) for each in row] for row in connection.execute(f"SELECT * FROM {table}")], key=repr
        )
        for table in ("item", "item_barcode", "category", "record_search")
    }
    index = "CREATE VIRTUAL TABLE temp.piece USING fts5vocab(main, record_index, 'row')"
    connection.execute(index)
    found["record_index"] = connection.execute("SELECT term, doc FROM temp.piece ORDER BY term").fetchall()
    found["operation"] = sorted(map(repr, _told(connection, named)))
    return found


def _told(connection: Any, named: Any) -> Any:
    log = "SELECT kind, subject, payload FROM operation WHERE kind IN ('record', 'record.new') ORDER BY id"
    for kind, subject, payload in connection.execute(log).fetchall():
        told = json.loads(payload)
        if kind == "record":
            if told["type"] == "category":  # the others are what every firm begins with
                yield named(subject), told["set"], told["sounds"]
            continue
        fields = ("uid", "initials", "pinyin", *told["fields"])
        for row in told["rows"]:
            said = dict(zip(fields, row, strict=True))
            yield {key: named(said[key]) for key in sorted(said)}


def test_a_raw_import_leaves_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "商品.xlsx"
    wrong = importing.make_list(path, ROWS, FAULTS)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    ours, other = importing.new_firm(tmp_path / "a"), importing.new_firm(tmp_path / "b")

    told = imports.run(ours, path, skip_errors=True).errors
    faults = raw_import.import_items(other.database.connection(), path)

    assert {(each.row, each.column) for each in told} == set(faults) == wrong
    after, raw = _rows(ours), _rows(other)
    for table, held in after.items():
        assert raw[table] == held, table
    ours.close()
    other.close()
