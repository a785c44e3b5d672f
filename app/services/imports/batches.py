"""Imports as batches: each that wrote something is listed, and can be taken back with one call (F08, N12).

Taking back is itself written to the log: what was made is withdrawn, what was changed gets its old values again,
documents are voided. What people have used or changed in the meantime stays, and is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.core.progress import Progress, silent
from app.core.text import N_, Label, Message
from app.domain.posting.errors import HasDependents
from app.domain.records.spec import RecordType
from app.domain.records.types import RECORDS
from app.i18n.catalog import fill
from app.i18n.messages import sentence
from app.services import documents, record_writing, records
from app.services.firm import Entry, Firm
from app.services.posting import POST, VOID
from app.storage import documents as stored
from app.storage import imports
from app.storage.imports import Batch
from app.storage.merging import MERGE
from app.storage.queries import records as queries
from app.storage.queries import usage
from app.storage.records import NEW_RECORDS, RECORD
from app.storage.records_reading import load_records
from app.storage.stores import STORES
from app.storage.withdrawing import WITHDRAW

_CHUNK: Final = 500
_WITHDRAWN: Final = 2_000
"""Records that are withdrawn together: a tenth of a second, and each time the ledgers are asked who names them."""


@dataclass(eq=False, kw_only=True)
class UnknownImport(BusinessError):
    """There is no import of this uid, or none at all."""

    code: ClassVar[str] = "UNKNOWN_IMPORT"
    batch: str


@dataclass(eq=False, kw_only=True)
class AlreadyUndone(BusinessError):
    """The import was taken back before."""

    code: ClassVar[str] = "IMPORT_UNDONE"
    file: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was not taken back: what it is called, and why."""

    what: str
    why: Label | str


@dataclass(slots=True)
class Undone:
    """What taking an import back did."""

    batch: Batch
    withdrawn: dict[str, int] = field(default_factory=dict)
    restored: int = 0
    voided: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    drafts: int = 0
    kept: list[Kept] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Write everything as plain data."""
        return {
            "batch": self.batch.uid,
            "file": self.batch.file,
            "withdrawn": self.withdrawn,
            "restored": self.restored,
            "voided": self.voided,
            "posted": self.posted,
            "drafts": self.drafts,
            "kept": [{"what": each.what, "why": str(each.why)} for each in self.kept],
        }

    def lines(self) -> Iterator[str]:
        """Write it for a person."""
        facts = {"file": self.batch.file, "records": sum(self.withdrawn.values()), "restored": self.restored}
        yield fill(
            Message.of(N_("已撤销导入 {file}：撤回资料 {records} 条，恢复旧值 {restored} 条"), **facts)
        )
        if self.voided:
            yield fill(Message.of(N_("作废单据：{numbers}"), numbers=", ".join(self.voided)))
        for each in self.kept:
            yield fill(Message.of(N_("保留 {what}：{why}"), what=each.what, why=str(each.why)))


_USED: Final = N_("已被使用")
_CHANGED: Final = N_("导入以后又改过")


def begin(firm: Firm) -> int:
    """Return the moment after which an import that begins now writes."""
    return imports.last_moment(firm.books.connection()) + 1


def end(firm: Firm, since: int, facts: Mapping[str, Any]) -> str:
    """Note that an import wrote what is in the log since it began; return its uid, "" when it wrote nothing."""
    if imports.last_moment(firm.books.connection()) < since and not facts["drafts"]:
        return ""
    uid = new_uid()
    firm.write(imports.IMPORT, uid, {**facts, "since": since})
    return uid


def listed(firm: Firm) -> list[Batch]:
    """Return the imports of the firm, the last one first."""
    return list(imports.batches(firm.books.connection()))


def undo(firm: Firm, batch: str = "", progress: Progress = silent) -> Undone:
    """Take an import back, the last one that stands if none is named: all of it that nobody has used since.

    Raises Cancelled when the person stops it; then all of the import stays.
    """
    with firm.transaction():
        return _Undoing(firm, _meant(firm, batch), progress).run()


def void(firm: Firm, uid: str, reason: str) -> None:
    """Void a document that an import made; refuse one that has been paid off in the meantime."""
    head = stored.head(firm.books.connection(), uid)
    paid = usage.settled_by(firm.books.connection(), head.id) if head is not None else []
    if head is not None and paid:
        raise HasDependents(document=uid, number=head.number, dependents=tuple(paid))
    documents.void(firm, uid, reason)


def _meant(firm: Firm, uid: str) -> Batch:
    for each in imports.batches(firm.books.connection()):
        if each.uid == uid and each.undone_at:
            raise AlreadyUndone(file=each.file)
        if each.uid == uid or (not uid and not each.undone_at):
            return each
    raise UnknownImport(batch=uid)


class _Undoing:
    """Takes back one import."""

    def __init__(self, firm: Firm, batch: Batch, progress: Progress) -> None:
        self._firm = firm
        self._progress = progress
        self._done = 0
        self._whole = 0
        self._connection = firm.books.connection()
        self._made: dict[str, list[str]] = {}
        self._changes: list[tuple[str, Mapping[str, Any]]] = []
        self._documents: list[tuple[str, str]] = []
        self.undone = Undone(batch)
        for _, kind, subject, payload in imports.written(self._connection, batch):
            many = payload["rows"] if kind == NEW_RECORDS else ()
            self._whole += len(many) or 1
            if many or self._whole % _CHUNK == 0:
                progress(0, self._whole)
            if kind == RECORD and "was" in payload:
                self._changes.append((subject, payload))
            elif kind == RECORD:
                self._made.setdefault(payload["type"], []).append(subject)
            elif many:
                self._made.setdefault(payload["type"], []).extend(uid for uid, *_ in reversed(many))
            elif kind in {POST, VOID}:
                self._documents.append((kind, subject))

    def run(self) -> Undone:
        """Documents first, the last one first; then what was changed, then what was made."""
        for kind, uid in self._documents:
            self._tell_of(1)
            if kind == POST:
                self._void(uid)
            else:
                self._post_again(uid)
        self._discard()
        self._restore()
        self._withdraw()
        undone = self.undone
        self._firm.write(imports.UNDO, undone.batch.uid, {"kept": len(undone.kept)})
        return undone

    def _tell_of(self, more: int) -> None:
        """Say that so many operations more are about to be taken back."""
        self._progress(self._done, self._whole)
        self._done += more

    def _void(self, uid: str) -> None:
        head = stored.head(self._connection, uid)
        assert head is not None, "the log posted it"
        if head.end:
            return
        try:
            with self._firm.attempt():
                void(self._firm, uid, self.undone.batch.file)
        except BusinessError as problem:
            self.undone.kept.append(Kept(head.number, sentence(problem)))
        else:
            self.undone.voided.append(head.number)

    def _post_again(self, uid: str) -> None:
        """Post a copy of a document that the import had replaced."""
        head = stored.head(self._connection, uid)
        assert head is not None, "the log posted it"
        copy = replace(stored.load(self._connection, head), uid=new_uid(), number="")
        try:
            with self._firm.attempt():
                self.undone.posted.append(documents.post(self._firm, copy).number)
        except BusinessError as problem:
            self.undone.kept.append(Kept(head.number, sentence(problem)))

    def _discard(self) -> None:
        for uid in self.undone.batch.facts["drafts"]:
            if stored.load_draft(self._connection, uid) is not None:
                documents.discard(self._firm, uid)
                self.undone.drafts += 1

    # What was changed

    def _restore(self) -> None:
        """Give changed records their old values again, several together."""
        for start in range(0, len(self._changes), _CHUNK):
            part = self._changes[start : start + _CHUNK]
            self._tell_of(len(part))
            entries: list[Entry] = []
            for key in dict.fromkeys(payload["type"] for _, payload in part):
                record_type = self._firm.shapes.record(key, is_whole=True)
                of_type = [(uid, payload) for uid, payload in part if payload["type"] == record_type.key]
                uids = [uid for uid, _ in of_type]
                there = {each["uid"]: each for each in load_records(self._connection, record_type, uids)}
                for uid, payload in of_type:
                    if uid in there:
                        entries += self._restored(record_type, there, uid, payload)
            self._firm.write_all(RECORD, entries)
            self.undone.restored += len({uid for uid, _ in entries})

    def _restored(
        self, record_type: RecordType, there: dict[str, Any], uid: str, payload: Mapping[str, Any]
    ) -> Iterator[Entry]:
        """Walk what restores a record: nothing of what was changed since, nor what others have taken meanwhile."""
        now = there[uid]
        was = {key: old for key, old in payload["was"].items() if now[key] == payload["set"][key]}
        for key in payload["was"].keys() - was.keys():
            if now[key] != payload["was"][key]:
                self._keep(record_type, now, _CHANGED)
                break
        try:
            written = record_writing.restored(self._firm, record_type, was, now)
        except BusinessError as problem:
            self._keep(record_type, now, sentence(problem))
            return
        if written.changed:
            there[uid] = dict(written.after)
            yield uid, written.payload

    def _keep(self, record_type: RecordType, values: Mapping[str, Any], why: Label | str) -> None:
        del record_type
        self.undone.kept.append(Kept(f"{values['code']} {values['name']}".strip(), why))

    # What was made

    def _withdraw(self) -> None:
        """Withdraw what was made, what names others before those others; what is used stays."""
        edited = imports.changed_since(self._connection, self.undone.batch, (RECORD, MERGE))
        named = usage.named_elsewhere(self._connection)
        for type_key in sorted(self._made, key=_turn):
            if RECORDS[type_key].stays:
                self._put_out_of_use(type_key, edited)
                continue
            group = RECORDS[type_key].group
            used = usage.used(self._connection, group) | edited | named
            going = [uid for uid in self._made[type_key] if uid not in used]
            for uid in self._made[type_key]:
                if uid in used:
                    title = records.title(self._firm, type_key, uid)
                    self.undone.kept.append(Kept(title, _CHANGED if uid in edited else _USED))
            for start in range(0, len(going), _WITHDRAWN):
                part = going[start : start + _WITHDRAWN]
                self._tell_of(len(part))
                self._firm.write(WITHDRAW, self.undone.batch.uid, {"records": [[type_key, part]]})
            if going:
                self.undone.withdrawn[type_key] = len(going)

    def _put_out_of_use(self, type_key: str, edited: frozenset[str]) -> None:
        """Put records out of use that are never taken out, unless something has come to hang on them."""
        for uid in self._made[type_key]:
            if uid in edited or queries.has_moved(self._connection, RECORDS[type_key].group, uid):
                title = records.title(self._firm, type_key, uid)
                self.undone.kept.append(Kept(title, _CHANGED if uid in edited else _USED))
            else:
                records.disable(self._firm, type_key, uid)
                self.undone.withdrawn[type_key] = self.undone.withdrawn.get(type_key, 0) + 1


def _turn(type_key: str) -> tuple[bool, int]:
    """Say when the records of a type are withdrawn: what names others before those, what others hang on last."""
    return RECORDS[type_key].stays, _ORDER.index(RECORDS[type_key].group)


def _in_order(groups: Sequence[str]) -> list[str]:
    """Return groups of records so that each stands before those that it names."""
    left, order = list(groups), list[str]()
    while left:
        named = {
            target
            for group in left
            for shelf in (STORES[group], *STORES[group].parts.values())
            for target in shelf.links.values()
            if target != group
        }
        free = [group for group in left if group not in named] or left[:1]
        order += free
        left = [group for group in left if group not in free]
    return order


_ORDER: Final = _in_order([*STORES])
