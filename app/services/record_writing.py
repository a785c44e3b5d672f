"""How a record is saved, by one path of rules: tidied, checked, named, and written to the log as what changes.

Many at once go by `app.services.record_saving`: the same rules, asked of what is at hand.
"""

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.ids import new_uid
from app.core.rule import REASON, Level
from app.domain.catalog import barcode, comparing
from app.domain.catalog.search_text import Sounds
from app.domain.records import check, quick_look, spec
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS
from app.domain.settings import BEGINS_WITH
from app.services import code_rules, modules, record_checks, record_sounds
from app.services.firm import Firm
from app.services.record_others import BARCODES, Asked, Others, of_the_base_unit
from app.storage.records_reading import load_record


class Written(NamedTuple):
    """A record as it is to be written: its uid, whole, and what of it changes (nothing: it is so already)."""

    uid: str
    after: Mapping[str, Any]
    payload: Mapping[str, Any]

    @property
    def changed(self) -> Mapping[str, Any]:
        """The fields that change, with their new values."""
        return self.payload["set"]  # type: ignore[no-any-return]  # plain data


class Begun(NamedTuple):
    """A new record as the firm begins it, and the fields that it lacks so: they must be filled in."""

    values: Values
    lacking: tuple[str, ...]

    @classmethod
    def of(cls, firm: Firm, record_type: RecordType) -> "Begun":
        """Begin a record of a type."""
        values = blank(firm, record_type)
        looks = quick_look.of(record_type)
        return cls(values, tuple(key for key, is_sound in looks.items() if not is_sound(values.get(key))))


def blank(firm: Firm, record_type: RecordType) -> dict[str, Any]:
    """Return a new record as the firm begins it: with its settings, and without what it does not use."""
    values = spec.blank(record_type)
    for key, field in BEGINS_WITH.get(record_type.key, {}).items():
        values[key] = firm.books.chosen(field)
    values.update(modules.new_values(firm, record_type.key))
    return values


def after(
    firm: Firm,
    record_type: RecordType,
    values: Values,
    before: Values | None,
    *,
    begun: Values | None = None,
    sound: Container[str] = (),
) -> dict[str, Any]:
    """Return a record as it is to be: what is stored, or a new one as it is `begun`, with the tidied values in it.

    What is `sound` of the values is tidy already.
    """
    stored = (begun or blank(firm, record_type)) if before is None else before
    merged = {**stored, **check.tidy(record_type, values, sound)}
    if record_type.role:
        merged[record_type.role] = True
    _take_on_roles(firm, record_type, before or {}, merged)
    return spec.with_formulas(record_type, merged) if record_type.formulas else merged


def prepared(
    firm: Firm,
    record_type: RecordType,
    values: Values,
    before: Values | None,
    others: Others,
    *,
    begun: Begun | None = None,
    sound: Container[str] = (),
    stands: Container[str] = (),
) -> Written:
    """Return what saving would write; raises the first problem.

    What is `sound` of the values is tidy and keeps its declaration; where it is known how a new record is `begun`, only
    the rest is looked at. What `stands` is kept as it was written, whatever it would follow from.
    """
    if before is not None or begun is None:
        merged, among = after(firm, record_type, values, before, sound=sound), None
    else:
        merged = after(firm, record_type, values, None, begun=begun.values, sound=sound)
        among = (*begun.lacking, *record_type.worked_out, *(key for key in values if key not in sound))
    if merged.get(REASON.key) and not any(record_checks.ruled(record_type, merged, others, Level.REASON)):
        merged[REASON.key] = ""  # a reason stands as long as there is something to give one for
    if before is not None and merged == before:
        return Written(before["uid"], merged, {"type": record_type.key, "set": {}})
    for problem in record_checks.problems(
        firm, record_type, merged, before=before, others=others, among=among
    ):
        raise problem
    sounds = record_sounds.anew(record_type, before, merged)
    if sounds is not None and not (merged["mnemonic"] and "mnemonic" in stands):
        record_sounds.follow_the_name(record_type, before, merged, sounds)
    if merged.get(BARCODES):
        merged[BARCODES] = of_the_base_unit(merged)
    if not before and not merged["code"]:
        merged["code"] = code_rules.next_code(firm, record_type, merged, others)
    uid = before["uid"] if before else new_uid()
    return Written(uid, merged, _payload(record_type, before, merged, sounds))


def restored(firm: Firm, record_type: RecordType, values: Values, now: Values) -> Written:
    """Return what giving a record old values again would write; raises what forbids it by now."""
    merged = {**now, **values}
    others = Asked(firm, record_type.group)
    for problem in record_checks.problems(firm, record_type, merged, before=now, others=others):
        raise problem
    sounds = record_sounds.anew(record_type, now, merged)
    return Written(now["uid"], merged, _payload(record_type, now, merged, sounds))


def keys(record_type: RecordType, values: Values) -> Iterator[tuple[str, str]]:
    """Walk what no other record may have: (field, compared key)."""
    for field in record_type.unique:
        if values.get(field.key):
            yield field.key, comparing.key(str(values[field.key]))
    for row in values.get("barcodes", ()):
        yield "barcodes", barcode.key(row["code"])


def _take_on_roles(firm: Firm, record_type: RecordType, before: Values, merged: dict[str, Any]) -> None:
    """Give a party that becomes a supplier or a customer the defaults of one, where nothing was filled in before."""
    for each in roles(record_type.group):
        if merged.get(each.role) and not before.get(each.role):
            stored = load_record(firm.database.connection(), each, before["uid"]) if before else {}
            for field in each.fields:
                held = merged.get(field.key) if each.key == record_type.key else stored.get(field.key)
                if field.default is not None and held in {None, ""}:
                    merged[field.key] = field.default


@lru_cache
def roles(group: str) -> tuple[RecordType, ...]:
    """Return the types of a group that a record takes on beside each other: suppliers, customers."""
    return tuple(each for each in RECORDS if each.group == group and each.role)


def _payload(
    record_type: RecordType, before: Values | None, merged: Values, sounds: Sounds | None
) -> dict[str, Any]:
    """Return what is written to the log: only what changes, and how the names read if that changes."""
    old: Mapping[str, Any] = record_type.unfilled if before is None else before
    known = record_type.worked_out
    changed = {
        key: value
        for key, value in merged.items()
        if value is not (nothing := old.get(key)) and value != nothing and key not in known
    }
    payload: dict[str, Any] = {"type": record_type.key, "set": changed}
    if before is not None:
        payload["was"] = {key: before[key] for key in changed if key in before}
    if sounds is not None and not record_type.heard.isdisjoint(changed):
        payload["sounds"] = record_sounds.written(sounds, merged["mnemonic"])
    return payload
