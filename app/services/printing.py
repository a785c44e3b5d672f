"""Printing documents: one document, drafts included, as a PDF on the paper that is in the printer (G20, F13)."""

from pathlib import Path

from app.core.numbers import Money
from app.core.text import N_
from app.domain.documents.document import Document
from app.domain.documents.spec import Party, Side
from app.domain.documents.types import TYPES
from app.i18n.catalog import tr
from app.services import documents, records
from app.services.documents import State, View
from app.services.firm import Firm
from app.storage import documents as stored
from app.storage import money

_MARKS = {State.DRAFT: N_("草稿"), State.VOIDED: N_("作废"), State.REVERSED: N_("已红冲")}


def document_pdf(firm: Firm, uid: str, path: Path, paper: str = "a4", *, with_prices: bool = True) -> Path:
    """Write a document to a PDF on a paper of `app.formats.paper.PAPERS`; return where it is."""
    from app.formats import document_pdf as pdf  # noqa: PLC0415 - reportlab is loaded when the first page is made
    from app.formats.paper import PAPERS  # noqa: PLC0415 - see above
    from app.formats.print_form import Balance, Letterhead, document_form  # noqa: PLC0415 - see above

    view = documents.view(firm, uid)
    document = documents.settle(firm, view.document) if view.state is State.DRAFT else view.document
    owed = _owed(firm, view)
    form = document_form(
        document,
        TYPES[document.type],
        names=_Names(firm),
        firm=Letterhead(firm.profile.name, str(firm.books.setting("letterhead", ""))),
        balance=Balance(*owed) if owed else None,
        made_by=view.author,
        mark=tr(_MARKS[view.state]) if view.state in _MARKS else "",
        with_prices=with_prices,
    )
    pdf.write([form], path, paper=PAPERS[paper])
    return path


class _Names:
    """Gives the printed words for a record."""

    def __init__(self, firm: Firm) -> None:
        """Look records up in `firm`, each once."""
        self._firm = firm
        self._kept: dict[tuple[str, str], dict[str, object]] = {}

    def __call__(self, record: str, uid: str, part: str = "name") -> str:
        """Return one part of a record, empty where there is none."""
        if not uid:
            return ""
        if record == "document":
            head = stored.head(self._firm.books.connection(), uid)
            return head.number if head else ""
        if (record, uid) not in self._kept:
            self._kept[record, uid] = records.load(self._firm, record, uid)
        values = self._kept[record, uid]
        if part == "contact":
            contacts = values.get("contacts")
            return str(contacts[0].get("name", "")) if isinstance(contacts, list) and contacts else ""
        return str(values.get(part) or "")


def _owed(firm: Firm, view: View) -> tuple[Money, Money] | None:
    """Return what a customer owed before a posted sale and owes after it (上次欠款, 累计欠款), or None."""
    document: Document = view.document
    doc_type = TYPES[document.type]
    posted = view.state is State.POSTED and doc_type.owes is not None
    if not posted or doc_type.party is not Party.CUSTOMER or not document.party:
        return None
    connection = firm.books.connection()
    head = stored.head(connection, document.uid)
    assert head is not None, "it is posted"
    before, after = money.balance_around(connection, head.party_id, Side.RECEIVABLE.value, head.id)
    return Money(before), Money(after)
