"""Opening debts: what a list of customers or suppliers says is owed when the firm starts, a document a party (F09).

What is owed and what was paid in advance stay two documents: one never hides the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.errors import BusinessError
from app.core.ids import new_uid
from app.core.kinds import Kind
from app.core.numbers import Money, money_text
from app.domain.documents.document import Document
from app.domain.intake.record import Record
from app.services import documents
from app.services.imports import batches
from app.services.imports.job import Job
from app.services.imports.outcome import Change, Fate
from app.services.imports.plain import figure
from app.storage.queries import intake


@dataclass(frozen=True, slots=True)
class Debts:
    """Which document opens the debts of a list, and which of its fields say them: what is owed, what is paid ahead."""

    type: str
    owed: str
    ahead: str


OF: Final[Mapping[str, Debts]] = {
    "customer": Debts("opening_receivable", "opening_receivable", "opening_received"),
    "supplier": Debts("opening_payable", "opening_payable", "opening_prepaid"),
}
"""By kind of list."""


def bring(debts: Debts, job: Job, saved: Sequence[str]) -> None:
    """Post what is owed by the parties of the list; a document that says the same already stays."""
    posted = intake.live_debts(job.firm.books.connection(), debts.type)
    rows = zip(range(len(saved)), job.records, saved, strict=True)
    for part in job.parts([each for each in rows if each[2]]):
        for place, record, party in part:
            _Party(job, debts, party, posted.get(party, [])).open(place, record)


class _Party:
    """The opening debts of one party: what is posted, and what the list says."""

    def __init__(self, job: Job, debts: Debts, party: str, posted: list[tuple[str, int]]) -> None:
        self._job = job
        self._debts = debts
        self._party = party
        self._posted = posted

    def open(self, place: int, record: Record) -> None:
        """Post what is new of a record; where an amount has changed, a new document takes the place of the old one."""
        try:
            with self._job.firm.attempt():
                for is_ahead, amount in self._said(record).items():
                    self._set(place, record.row, amount, is_ahead=is_ahead)
        except BusinessError as problem:
            self._job.outcome.refuse(record.row, problem, self._debts.owed)

    def _said(self, record: Record) -> dict[bool, int]:
        """Return the amounts of a row by whether they are paid ahead; one below zero stands on the other side."""
        plain, said = record.values, dict[bool, int]()
        for source, sign in ((self._debts.owed, 1), (self._debts.ahead, -1)):
            if source in plain:
                amount = sign * figure(plain[source], Kind.MONEY, source)
                is_ahead = amount < 0 or (amount == 0 and sign < 0)
                said[is_ahead] = said.get(is_ahead, 0) + amount
        return said

    def _set(self, place: int, row: int, amount: int, *, is_ahead: bool) -> None:
        old = [(uid, total) for uid, total in self._posted if (total < 0) == is_ahead]
        before = sum(total for _, total in old)
        outcome = self._job.outcome
        if before == amount:
            if old:
                outcome.tell(place, Fate.UNCHANGED)
            return
        for uid, _ in old:
            batches.void(self._job.firm, uid, self._job.outcome.brought.file)
        if amount:
            draft = documents.reasoned(self._job.firm, self._draft(amount), self._job.wish.reason)
            outcome.documents.append(documents.post(self._job.firm, draft).number)
        outcome.tell(place, Fate.CHANGED if old else Fate.NEW)
        if old:
            name = self._job.firm.catalogue.party(self._party).name
            written = money_text(Money(abs(before))), money_text(Money(abs(amount)))
            outcome.changes.append(
                Change(row, name, self._debts.ahead if is_ahead else self._debts.owed, *written)
            )

    def _draft(self, amount: int) -> Document:
        """Return the document of an amount, dated when the firm starts."""
        firm = self._job.firm
        return replace(
            documents.blank(firm, self._debts.type),
            uid=new_uid(),
            party=self._party,
            business_date=firm.profile.started_on or firm.today(),
            header={"amount": amount},
        )
