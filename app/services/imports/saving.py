"""The engine of lists that become records: each row is a new record, changes a known one, or says nothing new."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, Final

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.kinds import Kind
from app.core.rule import REASON, Level
from app.core.text import Message, beginning
from app.domain.custom.errors import RuleBroken
from app.domain.errors import UnknownReference
from app.domain.intake.record import Record
from app.domain.records import quick_look
from app.domain.records.spec import Values
from app.services import records
from app.services.imports import own_fields, telling
from app.services.imports import plain as plain_values
from app.services.imports.job import Job
from app.services.imports.kinds import ListKind
from app.services.imports.outcome import Change, Fate
from app.services.imports.plain import Plain
from app.services.imports.unused import ValueUnused
from app.services.record_saving import Saving
from app.services.record_writing import Written

_REMEMBERED: Final = 16_384
"""Texts of a column that are remembered: prices, units and brands come again and again."""


def bring(job: Job, kind: ListKind) -> list[str]:
    """Save every record of the list and return their uids; what is refused stays out, is noted, and has none."""
    rows = job.records
    job.progress(0, len(rows))
    known = kind.known(job.firm)
    job.progress(0, len(rows))
    meant = known.match(rows) if kind.makes else [known.uid_of(row.values) for row in rows]
    job.progress(0, len(rows))
    rows_of = _Rows(job, kind)
    saved = [""] * len(rows)
    for part in job.parts(range(len(rows))):
        for place, uid in rows_of.save([(place, rows[place], meant[place]) for place in part]):
            saved[place] = uid
    return saved


class Maker:
    """Makes single records that a list names in passing, as a list of stock does its items."""

    def __init__(self, job: Job, kind: ListKind) -> None:
        """Read what is known, once."""
        self._job = job
        self._kind = kind
        self._known = kind.known(job.firm)
        self._rows = _Rows(job, kind)

    def uid_of(self, record: Record) -> str:
        """Return the record that a row is about, made of what the row says when the firm has none; "" when refused."""
        uid = self._known.uid_of(record.values)
        if uid or not self._kind.makes:
            return uid
        for _, uid in self._rows.save([(0, record, "")], is_told=False):
            self._job.outcome.count(self._kind.record)
            self._known.learn(uid, record.values)
        return uid


class _Rows:
    """Reads, checks and writes rows, some together."""

    def __init__(self, job: Job, kind: ListKind) -> None:
        self._job = job
        self._kind = kind
        self._saving = Saving(job.firm, kind.record)
        self._columns = [(source, _Column(field, self._stored)) for source, field in kind.targets]
        self._plans: dict[tuple[str, ...], list[tuple[int, _Column]]] = {}

    def save(self, rows: Sequence[tuple[int, Record, str]], *, is_told: bool = True) -> list[tuple[int, str]]:
        """Save rows, each with its place and the record that it means; return place and uid of those not refused."""
        stored = self._saving.stored([uid for _, _, uid in rows if uid])
        saved: list[tuple[int, str]] = []
        waiting: set[str] = set()
        attempt, looked_at = self._job.attempt(), self._looked_at([record for _, record, _ in rows])
        for (place, record, uid), sound in zip(rows, looked_at, strict=True):
            if uid in waiting:  # a second row about it must see what the first one changed
                self._saving.flush()
                stored |= self._saving.stored([uid])
            try:
                with attempt:
                    written, said = self._row(record, stored.get(uid), sound)
            except BusinessError as problem:
                self._forget_links()
                source = self._kind.sources.get(problem.field.partition(".")[0], "")
                self._job.outcome.refuse(record.row, problem, source)
                continue
            if is_told:
                self._tell(place, record, stored.get(uid), written, said)
            waiting.add(written.uid)
            saved.append((place, written.uid))
        self._saving.flush()
        return saved

    def _row(
        self, record: Record, before: Values | None, sound: Mapping[str, Any] | None
    ) -> tuple[Written, Mapping[str, Any]]:
        """Check one row and let it wait to be written; return what it says, too."""
        plain = record.values
        if sound is None:
            sound = self._sound(record)
        read = self._one_by_one(record.row, plain) if sound is None else sound
        more = self._kind.more(self._job, plain)
        said: Mapping[str, Any] = {**read, **more}
        if before is None and not self._kind.makes:
            raise UnknownReference(label=Message.of(self._kind.type.label), value=_called(plain))
        values = self._kind.new(said) if before is None else self._kind.adapt(before, said)
        if self._job.wish.reason and REASON.key in self._kind.type.by_key:
            values = {**values, REASON.key: self._job.wish.reason}
        looked_at = sound.keys() - more.keys() if sound else frozenset[str]()
        written = self._saving.save(values, before, looked_at, values)
        for problem in self._saving.ruled(written, Level.WARN):
            self._job.outcome.warn_of(record.row, problem, self._kind.sources.get(problem.field, ""))
        if written.after.get(REASON.key):
            for problem in self._saving.ruled(written, Level.REASON):
                if isinstance(problem, RuleBroken):
                    self._job.outcome.excuse(record.row, problem, written.after[REASON.key])
        return written, values

    def _looked_at(self, rows: Sequence[Record]) -> Iterator[dict[str, Any] | None]:
        """Walk what goes from field to field in rows, column by column; None for rows that want a look of their own.

        So do those that name a record for the first time: it is made with its row.
        """
        for fields, alike in itertools.groupby(rows, attrgetter("fields")):
            part = [*alike]
            plan = self._planned(fields)
            texts = [*zip(*(record.texts for record in part), strict=True)]
            try:
                columns = [column.stored(texts[place]) for place, column in plan]
            except (_Doubtful, BusinessError):
                yield from itertools.repeat(None, len(part))
                continue
            keys = [column.key for _, column in plan]
            for row in zip(*columns, strict=True) if columns else itertools.repeat((), len(part)):
                yield None if None in row else dict(zip(keys, row, strict=True))

    def _sound(self, record: Record) -> dict[str, Any] | None:
        """Return what goes from field to field, in stored form; None when a cell has to be looked at more closely."""
        plan = self._planned(record.fields)
        texts = record.texts
        try:
            values = {column.key: column[texts[place]] for place, column in plan}
        except (_Doubtful, BusinessError):
            return None
        return None if None in values.values() else values

    def _forget_links(self) -> None:
        """Look up anew what is named: a row that was refused has taken back the records which only it named."""
        for _, column in self._columns:
            if column.is_link:
                column.clear()

    def _planned(self, fields: tuple[str, ...]) -> list[tuple[int, "_Column"]]:
        plan = self._plans.get(fields)
        if plan is None:
            plan = self._plans[fields] = self._plan(fields)
        return plan

    def _plan(self, fields: Sequence[str]) -> list[tuple[int, "_Column"]]:
        """Return the places of texts with the columns they go into: of several for one field the first in the kind."""
        plan: dict[str, tuple[int, _Column]] = {}
        for source, column in self._columns:
            if source in fields:
                plan.setdefault(column.key, (fields.index(source), column))
        return [*plan.values()]

    def _one_by_one(self, row: int, plain: Plain) -> dict[str, Any]:
        """Return the same of any row; raises the first problem in reading it, and notes words that mean nothing."""
        values: dict[str, Any] = {}
        for source, field in self._kind.targets:
            text = plain.get(source)
            if text is not None and field.key not in values:
                value = self._stored(field, text)
                if value is not None:
                    values[field.key] = value
                elif text:
                    strange = ValueUnused(
                        label=Message.of(field.label), value=beginning(text), field=field.key
                    )
                    self._job.outcome.leave(row, strange, source, text)
        return values

    def _stored(self, field: Field, text: str) -> Any:
        if is_own(field.key):
            return own_fields.stored(self._job.firm, field, text)
        return plain_values.stored(field, text, self._job.named)

    def _tell(
        self, place: int, record: Record, before: Values | None, written: Written, said: Mapping[str, Any]
    ) -> None:
        """Say what became of a record, and what of it has changed that the list says."""
        outcome = self._job.outcome
        if before is None:
            outcome.tell(place, Fate.NEW)
            return
        outcome.tell(place, Fate.CHANGED if written.changed else Fate.UNCHANGED)
        title = f"{before['code']} {before['name']}".strip()
        found = telling.changes(self._kind, before, written, said, self._written)
        outcome.changes += [Change(record.row, title, *each) for each in found]

    def _written(self, key: str, value: Any) -> str:
        """Write a value for a person to compare."""
        if isinstance(value, list):
            return "; ".join(map(_in_short, value))
        return plain_values.shown(self._kind.type.field(key), value, partial(records.title, self._job.firm))


class _Doubtful(Exception):
    """A cell has to be looked at more closely."""


class _Column(dict[str, Any]):
    """One column on its way into a field: how its texts are stored, each of them read, tidied and looked at once."""

    def __init__(self, field: Field, read: Callable[[Field, str], Any]) -> None:
        super().__init__()
        self.key = field.key
        self.is_link = field.kind is Kind.LINK
        self._is_text = field.kind in plain_values.TEXTS and not is_own(field.key)
        self._field = field
        self._read = read
        self._is_sound = quick_look.of_field(field)

    def stored(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return how texts are stored; None for one that names a record which nobody has looked for yet."""
        if self._is_text:
            if not all(map(self._is_sound, {*texts})):
                raise _Doubtful
            return texts
        return [*map(self.get if self.is_link else self.__getitem__, texts)]

    def __missing__(self, text: str) -> Any:
        value = self._read(self._field, text)
        if value is not None and not self._is_sound(value):
            raise _Doubtful
        if len(self) >= _REMEMBERED:
            self.clear()
        self[text] = value
        return value


def _in_short(row: Mapping[str, Any]) -> str:
    return " ".join(str(part) for part in row.values() if part not in {"", None, False})


def _called(plain: Plain) -> str:
    """Return what a row calls its record."""
    return next((plain[key] for key in ("code", "name", "name_spec", "barcode") if plain.get(key)), "")
