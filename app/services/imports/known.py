"""What a firm has already of the things that a list brings: known by code, else bar code or tax id, else name."""

import itertools
from collections.abc import Callable, Iterator, Sequence

from app.domain.catalog import comparing
from app.domain.intake.record import Record
from app.services.firm import Firm
from app.services.imports.meaning import STYLE, own_code
from app.services.imports.plain import Plain
from app.storage.queries import intake, records

Key = tuple[str, ...]
"""The way in which something is known, and its compared values."""
Keys = Callable[[Plain], tuple[Key, ...]]
"""Returns the keys of a record of a list, the surest first; each sort of key has its place in all of them."""
_NOTHING: Key = ()


class Known:
    """Records by their keys; of several with one key the first."""

    def __init__(self, keys: Keys, stored: Iterator[tuple[Key, str]], else_by: Keys | None = None) -> None:
        """Read them once: a list has thousands of rows. `else_by` are the keys of what a row may only name."""
        self._keys = keys
        self._else_by = else_by or _no_keys
        self._uids: dict[Key, str] = {}
        for key, uid in stored:
            self._uids.setdefault(key, uid)

    def uid_of(self, plain: Plain) -> str:
        """Return the record that a row is about; "" when it is new."""
        keys = itertools.chain(self._keys(plain), self._else_by(plain))
        return next((self._uids[key] for key in keys if key in self._uids), "")

    def learn(self, uid: str, plain: Plain) -> None:
        """Remember a record that was just saved."""
        for key in filter(None, self._keys(plain)):
            self._uids[key] = uid

    def match(self, rows: Sequence[Record]) -> list[str]:
        """Return the record that each row is about, "" for new ones.

        Surer keys go first over all rows, and no record is meant twice: a shared tax id never makes one of two firms.
        """
        meant = [""] * len(rows)
        if not self._uids:  # the first list of a firm
            return meant
        taken: set[str] = set()
        for level in zip(*(self._keys(row.values) for row in rows), strict=True):
            for place, key in enumerate(level):
                uid = "" if meant[place] else self._uids.get(key, "")
                if uid and uid not in taken:
                    meant[place] = uid
                    taken.add(uid)
        return meant


def _no_keys(_: Plain) -> tuple[Key, ...]:
    return ()


def items(firm: Firm) -> Known:
    """Return the items; with a code only the code counts, for two items may well be called alike.

    A colour and size of a style is known by a code of its own before that of the style.
    """
    return Known(_keys_of_item, _stored_items(firm), _keys_of_style)


def parties(firm: Firm) -> Known:
    """Return suppliers and customers alike: who is both is one party."""
    return Known(_keys_of_party, _stored_parties(firm))


def name_of(plain: Plain) -> str:
    """Return the name of an item, or what stands for it where name and specification are written as one."""
    return plain.get("name") or plain.get("name_spec", "")


def spec_of(plain: Plain) -> str:
    """Return the specification of an item, colour and size with it."""
    return " ".join([plain[key] for key in ("spec", "color", "size") if plain.get(key)])


def _keys_of_item(plain: Plain) -> tuple[Key, ...]:
    if plain.get("code"):
        own = own_code(plain)
        its = ("code", comparing.key(own)) if own else _NOTHING
        return its, ("code", comparing.key(plain["code"])), _NOTHING, _NOTHING, _NOTHING
    barcode = comparing.key(plain.get("barcode", ""))
    called = _called(name_of(plain), spec_of(plain), plain.get("model", ""))
    in_unit = (*called, comparing.key(plain["unit"])) if plain.get("unit") else _NOTHING
    return _NOTHING, _NOTHING, ("barcode", barcode) if barcode else _NOTHING, in_unit, called


def _keys_of_style(plain: Plain) -> tuple[Key, ...]:
    """Return the key of the style: to a firm that tells its colours and sizes not apart they are one item."""
    return (("code", comparing.key(plain[STYLE])),) if plain.get(STYLE) else ()


def _called(name: str, spec: str, model: str) -> Key:
    """Return the key of an item by name; where name and specification meet does not matter."""
    return "name", comparing.key(name) + comparing.key(spec), comparing.key(model)


def _stored_items(firm: Firm) -> Iterator[tuple[Key, str]]:
    connection = firm.books.connection()
    units: dict[Key, str] = {}
    for uid, code, name, spec, model, unit in intake.items(connection):
        called = _called(name, spec, model)
        yield ("code", code), uid
        yield called, uid
        if units.setdefault(called, unit) != unit:  # one of several that are called so is known by its unit
            yield (*called, comparing.key(unit)), uid
    for code, uid in records.barcode_keys(connection):
        yield ("barcode", code), uid


_OF_A_PARTY = ("code", "name", "tax_id")


def _keys_of_party(plain: Plain) -> tuple[Key, ...]:
    keys = ((way, comparing.key(plain.get(way, ""))) for way in _OF_A_PARTY)
    return tuple((way, key) if key else _NOTHING for way, key in keys)


def _stored_parties(firm: Firm) -> Iterator[tuple[Key, str]]:
    for uid, *values in intake.parties(firm.books.connection()):
        for way, value in zip(_OF_A_PARTY, values, strict=True):
            if value:
                yield (way, comparing.key(value)), uid
