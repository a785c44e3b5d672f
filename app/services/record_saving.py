"""Many records saved at once: the same rules as for one, asked of what is at hand, and written together."""

from collections.abc import Container, Iterator, Sequence
from itertools import chain
from typing import Any

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.rule import Level
from app.domain.records.spec import RecordType, Values
from app.services import record_checks
from app.services.firm import Entry, Firm
from app.services.record_others import AtHand
from app.services.record_quick import QuickWay
from app.services.record_writing import Begun, Written, keys, prepared, roles
from app.storage.records import NEW_RECORDS, RECORD
from app.storage.records_reading import load_records


class Saving:
    """Many records of one type, saved by the rules of one; `flush` writes what waits: what is new as one operation.

    Plain new ones go the quick way.
    """

    def __init__(self, firm: Firm, type_key: str) -> None:
        """Take the keys of all records of the group to hand."""
        self._firm = firm
        self._type = firm.shapes.record(type_key)
        self._begun = Begun.of(firm, self._type)
        self._others = AtHand(firm, self._type)
        is_quick = QuickWay.is_open(self._type) and not roles(self._type.group)
        self._quick = QuickWay(firm, self._type, self._begun.values, self._others) if is_quick else None
        self._new: list[Entry] = []
        self._changed: list[Entry] = []

    def stored(self, uids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return records as they are stored, by uid; what waits is not yet there."""
        if not uids:
            return {}
        connection = self._firm.database.connection()
        return {values["uid"]: values for values in load_records(connection, self._type, uids)}

    def save(
        self,
        values: Values,
        before: Values | None = None,
        sound: Container[str] = (),
        stands: Container[str] = (),
    ) -> Written:
        """Check a record and let it wait to be written; raises the first problem; `sound` and `stands` as above."""
        quick = self._quick.made(values, sound) if self._quick and before is None else None
        if quick is not None:
            self._new.append((quick.uid, quick.payload))
            self._others.take(quick.uid, (), quick.keys)
            return Written(quick.uid, quick.whole, quick.payload)
        written = prepared(
            self._firm,
            self._type,
            values,
            before,
            self._others,
            begun=self._begun,
            sound=sound,
            stands=stands,
        )
        if written.changed:
            waiting = self._new if before is None else self._changed
            waiting.append((written.uid, written.payload))
            self._others.take(written.uid, keys(self._type, before or {}), keys(self._type, written.after))
        return written

    def ruled(self, written: Written, level: Level) -> Iterator[BusinessError]:
        """Walk what the firm's rules of a level say of a record that was saved."""
        if not (self._type.rules or self._type.ruled_unique):  # most firms, and ten thousands of rows
            return iter(())
        whole = {**written.after, "uid": written.uid}
        return record_checks.ruled(self._type, whole, self._others, level)

    def flush(self) -> Changes:
        """Write what waits."""
        new, self._new = self._new, []
        changed, self._changed = self._changed, []
        changes = self._firm.write(NEW_RECORDS, "", _table(self._type, new)) if new else Changes()
        return changes | self._firm.write_all(RECORD, changed) if changed else changes


def _table(record_type: RecordType, new: Sequence[Entry]) -> dict[str, Any]:
    """Return what is written to the log of many new records."""
    fields = [*dict.fromkeys(chain.from_iterable(payload["set"] for _, payload in new))]
    rows = [
        [uid, payload["sounds"]["initials"], payload["sounds"]["pinyin"], *map(payload["set"].get, fields)]
        for uid, payload in new
    ]
    return {"type": record_type.key, "fields": fields, "rows": rows}
