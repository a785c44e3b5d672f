"""What the firm's other records say against one: asked of the database, or kept at hand while many are saved.

Both answer alike, so that there is one path of rules.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from app.domain.records import codes
from app.domain.records.spec import RecordType, Values
from app.services.firm import Firm
from app.storage.queries import records as queries

Holder = tuple[str, str, str]
"""Another record: its uid, code and name."""


BARCODES: Final = "barcodes"
"""The child list whose codes no other record may have."""
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
    """Knows the unique keys of all records, those that wait to be written among them: for many records.

    Who holds a key is one text, uids between blanks: nearly always one, and a hundred thousand lists would take 15 MiB.
    """

    def __init__(self, firm: Firm, record_type: RecordType) -> None:
        """Read the keys once."""
        connection = firm.database.connection()
        self._connection = connection
        self._type = record_type
        self._holders: dict[str, dict[str, str]] = {field.key: {} for field in record_type.unique}
        self._highest: dict[str, dict[int, int]] = {}
        for field in self._holders:
            for key, uid in queries.keys(connection, record_type.group, field):
                self._hold(field, key, uid)
        if any(part.key == BARCODES for part in record_type.parts):
            self._holders[BARCODES] = {}
            for key, uid in queries.barcode_keys(connection):
                self._hold(BARCODES, key, uid)

    def with_key(self, field: str, key: str, *, but: str) -> Sequence[Holder]:
        uids = self._holders.get(field, {}).get(key)
        return self._but(uids, but) if uids else ()

    def with_barcode(self, key: str, *, but: str) -> Sequence[Holder]:
        return self.with_key(BARCODES, key, but=but)

    def is_taken(self, field: str, key: str) -> bool:
        """Say whether anybody holds a key: `with_key` at a tenth of its cost."""
        return bool(self._holders[field].get(key))

    def take(self, uid: str, before: Iterable[Key], after: Iterable[Key]) -> None:
        """Take up what a record that waits to be written holds instead of what it held."""
        for field, key in before:
            uids = self._holders[field][key].split()
            self._holders[field][key] = " ".join([other for other in uids if other != uid])
        for field, key in after:
            self._hold(field, key, uid)
            if field == "code":
                self._count(key)

    def _hold(self, field: str, key: str, uid: str) -> None:
        """Note that a record holds a key."""
        held = self._holders[field]
        others = held.get(key)
        held[key] = f"{others} {uid}" if others else uid

    def _but(self, uids: str, but: str) -> Sequence[Holder]:
        others = [uid for uid in uids.split() if uid != but]
        return [(uid, "", queries.title(self._connection, self._type, uid)) for uid in others]

    def highest_code(self, start: str, digits: int) -> int:
        if start not in self._highest:
            self._highest[start] = {}
            for key in self._holders.get("code", ()):
                self._count(key)
        return self._highest[start].get(digits, 0)

    def _count(self, code: str) -> None:
        for start, highest in self._highest.items():
            number, digits = codes.number_after(start, code)
            if digits and number > highest.get(digits, 0):
                highest[digits] = number


def of_the_base_unit(values: Values) -> list[Any]:
    """Return the bar codes of a record, those of its base unit bound to no name, so that this may be renamed."""
    base = values["base_unit"]
    return [{**row, "unit": ""} if row["unit"] == base else row for row in values[BARCODES]]
