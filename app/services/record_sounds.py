"""How records are heard: the readings of their names, and the mnemonic that follows from them."""

from collections.abc import Mapping
from typing import Any

from app.domain.catalog import comparing, search_text
from app.domain.catalog.search_text import Sounds
from app.domain.records.spec import RecordType, Values
from app.services import pinyin
from app.storage.records_reading import texts_of


def of(record_type: RecordType, values: Values) -> Sounds:
    """Return how the names of a record sound."""
    names = texts_of(record_type.read, values)
    return search_text.sounds(names, pinyin.read, has_surnames=record_type.has_surnames)


def anew(record_type: RecordType, before: Values | None, merged: Values) -> Sounds | None:
    """Return how a record sounds; None when nothing of that has changed."""
    was_heard = before is not None and all(before.get(key) == merged.get(key) for key in record_type.heard)
    return None if was_heard and merged["mnemonic"] else of(record_type, merged)


def follow_the_name(
    record_type: RecordType, before: Values | None, merged: dict[str, Any], sounds: Sounds
) -> None:
    """Give the mnemonic of the name, unless a person wrote another one."""
    longest = record_type.field("mnemonic").longest
    mnemonic = merged["mnemonic"]
    if not mnemonic or (
        before and mnemonic == search_text.mnemonic(of(record_type, before), longest=longest)
    ):
        merged["mnemonic"] = search_text.mnemonic(sounds, longest=longest)


def written(sounds: Sounds, mnemonic: str) -> Mapping[str, list[str]]:
    """Return what the log says of how a record sounds: its mnemonic is typed like initials."""
    key = comparing.key(mnemonic)
    initials = sounds.initials if not key or key in sounds.initials else (*sounds.initials, key)
    return {"initials": [*initials], "pinyin": [*sounds.pinyin]}
