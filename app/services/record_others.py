"""What the firm's other records say against one: asked of the database, or kept at hand while many are saved.

Both answer alike, so that there is one path of rules.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.domain.records import codes
from app.domain.records.spec import RecordType
from app.services.firm import Firm
from app.storage.queries import records as queries

Holder = tuple[str, str, str]
"""Another record: its uid, code and name."""


Key = tuple[str, str]
"""A field, and what is in it in compared form."""


class Others(Protocol):
    """The other records of a group."""

    def with_key(self, field: str, key: str, *, but: str) -> Sequence[Holder]:
        """Return those whose field compares equal, without one."""
        ...

    def with_barcode(self, key: str, *, but: str) -> Sequence[Holder]:
        """Return those that have a bar code, in compared form, without one."""
        ...

    def highest_code(self, start: str, digits: int) -> int:
        """Return the highest number with so many digits that stands after a start in a code, in compared form."""
        ...


class Asked:
    """Asks the database each time: for one record."""

    def __init__(self, firm: Firm, group: str) -> None:
        """Ask about the records of a group."""
        self._connection = firm.database.connection()
        self._group = group

    def with_key(self, field: str, key: str, *, but: str) -> Sequence[Holder]:
        return queries.with_key(self._connection, self._group, field, key, but=but)

    def with_barcode(self, key: str, *, but: str) -> Sequence[Holder]:
        return queries.with_barcode(self._connection, key, but=but)

    def highest_code(self, start: str, digits: int) -> int:
        return queries.highest_code(self._connection, self._group, start, digits)


class AtHand:
    """Knows the unique keys of all records, those that wait to be written among them: for many records."""

    def __init__(self, firm: Firm, record_type: RecordType) -> None:
        """Read the keys once."""
        connection = firm.database.connection()
        self._connection = connection
        self._type = record_type
        self._holders: dict[Key, list[str]] = {}
        self._highest: dict[str, dict[int, int]] = {}
        for field in (each.key for each in record_type.fields if each.unique):
            for key, uid in queries.keys(connection, record_type.group, field):
                self._holders.setdefault((field, key), []).append(uid)
        if any(part.key == "barcodes" for part in record_type.parts):
            for key, uid in queries.barcode_keys(connection):
                self._holders.setdefault(("barcodes", key), []).append(uid)

    def with_key(self, field: str, key: str, *, but: str) -> Sequence[Holder]:
        return self._but(self._holders.get((field, key), ()), but)

    def with_barcode(self, key: str, *, but: str) -> Sequence[Holder]:
        return self._but(self._holders.get(("barcodes", key), ()), but)

    def take(self, uid: str, before: Iterable[Key], after: Iterable[Key]) -> None:
        """Take up what a record that waits to be written holds instead of what it held."""
        for key in before:
            self._holders[key].remove(uid)
        for key in after:
            self._holders.setdefault(key, []).append(uid)
            if key[0] == "code":
                self._count(key[1])

    def _but(self, uids: Sequence[str], but: str) -> list[Holder]:
        others = (uid for uid in uids if uid != but)
        return [(uid, "", queries.title(self._connection, self._type, uid)) for uid in others]

    def highest_code(self, start: str, digits: int) -> int:
        if start not in self._highest:
            self._highest[start] = {}
            for field, key in self._holders:
                if field == "code":
                    self._count(key)
        return self._highest[start].get(digits, 0)

    def _count(self, code: str) -> None:
        for start, highest in self._highest.items():
            number, digits = codes.number_after(start, code)
            if digits and number > highest.get(digits, 0):
                highest[digits] = number
