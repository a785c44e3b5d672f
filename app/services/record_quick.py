"""The quick way of new records: what does not depend on the single one is worked out once for all.

Most rows of a list are plain: each of their values was looked at in its column, no rule of the firm's own concerns
them, nobody else has their codes. They become what `app.services.record_writing.prepared` would make of them, at a
quarter of the cost. Whatever is not plain gets None here and goes there, where it is said what is wrong with it.
"""

from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

from app.core.ids import new_uid
from app.core.rule import REASON
from app.domain.catalog import barcode, comparing
from app.domain.records import quick_look
from app.domain.records.quick_look import Look
from app.domain.records.spec import RecordType, Values
from app.services import code_rules, record_sounds
from app.services.firm import Firm
from app.services.record_others import BARCODES, AtHand, Key, of_the_base_unit


class Quick(NamedTuple):
    """A new record as it is to be written: its uid, whole, what goes to the log, and what no other may hold."""

    uid: str
    whole: Mapping[str, Any]
    payload: Mapping[str, Any]
    keys: Sequence[Key]


class QuickWay:
    """Makes new records of one type of plain values."""

    def __init__(self, firm: Firm, record_type: RecordType, begun: Values, others: AtHand) -> None:
        """Take the record as the firm begins it."""
        self._firm = firm
        self._type = record_type
        self._begun = begun
        self._others = others
        self._nothing = record_type.unfilled
        self._says = {key: value for key, value in begun.items() if value != self._nothing.get(key)}
        self._looks = quick_look.of(record_type)
        self._lacking = {key for key, is_sound in self._looks.items() if not is_sound(begun.get(key))}
        self._parts = {
            part.key: (part.blank, quick_look.of(part)) for part in record_type.parts if not part.links
        }
        self._there: set[str] = set()

    @staticmethod
    def is_open(record_type: RecordType) -> bool:
        """Say whether nothing counts for a type but its declaration and the keys of other records."""
        return not (
            record_type.role
            or record_type.rules
            or record_type.ruled_unique
            or record_type.formulas
            or record_type.unit_of
        )

    def made(self, values: Mapping[str, Any], sound: Container[str]) -> Quick | None:
        """Return the record that these values make, None when they are not plain; `sound` ones were looked at."""
        said: dict[str, Any] = {**values}
        for key, value in values.items():
            if key not in sound:
                plain = self._plain(key, value)
                if plain is None:
                    return None
                said[key] = plain
        if not self._lacking <= said.keys() or REASON.key in said:
            return None
        whole = {**self._begun, **said}
        keys = self._keys(whole)
        if keys is None or not self._is_fine(whole):
            return None
        return self._named(whole, said, keys)

    def _plain(self, key: str, value: Any) -> Any:
        """Return a value that needs no tidying and keeps its declaration; else None."""
        is_sound = self._looks.get(key)
        if is_sound is not None:
            return value if is_sound(value) else None
        return _only_row(*self._parts[key], value) if key in self._parts else None

    def _is_fine(self, whole: Mapping[str, Any]) -> bool:
        """Say whether what it names is there, and its fields go together."""
        for field in self._type.links:
            uid = whole[field.key]
            if uid and uid not in self._there:
                if not self._firm.catalogue.knows(field.link, uid):
                    return False
                self._there.add(uid)
        for check in self._type.checks:
            for _ in check(whole):
                return False
        return True

    def _keys(self, whole: Mapping[str, Any]) -> list[Key] | None:
        """Return what no other record may hold; None when one does, and somebody has to say which."""
        keys: list[Key] = []
        for field in self._type.unique:
            value = whole[field.key]
            if value:
                key = comparing.key(str(value))
                if self._others.is_taken(field.key, key):
                    return None
                keys.append((field.key, key))
        for row in whole.get(BARCODES, ()):
            key = barcode.key(row["code"])
            if not row["shared"] and self._others.is_taken(BARCODES, key):
                return None
            keys.append((BARCODES, key))
        return keys

    def _named(self, whole: dict[str, Any], said: dict[str, Any], keys: list[Key]) -> Quick:
        """Give a record its mnemonic and, where it has none, its code; and write down what it says."""
        sounds = record_sounds.of(self._type, whole)
        record_sounds.follow_the_name(self._type, None, whole, sounds)
        said["mnemonic"] = whole["mnemonic"]
        if BARCODES in said:
            said[BARCODES] = whole[BARCODES] = of_the_base_unit(whole)
        if not whole["code"]:
            said["code"] = whole["code"] = code_rules.next_code(self._firm, self._type, whole, self._others)
            keys.append(("code", comparing.key(whole["code"])))
        changed = {**self._says, **said}
        nothing = self._nothing
        for key, value in said.items():
            if value == nothing[key]:
                del changed[key]
        heard = record_sounds.written(sounds, whole["mnemonic"])
        return Quick(new_uid(), whole, {"type": self._type.key, "set": changed, "sounds": heard}, keys)


def _only_row(
    blank: Mapping[str, Any], looks: Mapping[str, Look], rows: Any
) -> list[Mapping[str, Any]] | None:
    """Return the only row of a child list, whole; None when it is not plain."""
    if type(rows) is not list or len(rows) != 1 or type(rows[0]) is not dict:
        return None
    row = {**blank, **rows[0]}
    if len(row) != len(looks) or row == blank:
        return None
    for key, is_sound in looks.items():
        if not is_sound(row[key]):
            return None
    return [row]
