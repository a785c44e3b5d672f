"""The engine: what a document writes, read off its type's declaration. No type is known by name here."""

from app.core.numbers import Money, Quantity
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Basis, DocType, End, Moves
from app.domain.documents.totals import total_of
from app.domain.places import OURS
from app.domain.posting.ledger import CashEntry, Leg, PartyEntry, Posting, SalesEntry, Settlement

CASH_FIELDS = (("account", "paid"), ("account_2", "paid_2"))
"""Header fields that hold an account and the money that goes through it."""


def plan(document: Document, doc_type: DocType, *, transit: str = "", cost_with_tax: bool = False) -> Posting:
    """Return the entries of a settled document.

    `transit` is the uid of the firm's place for goods in transit. `cost_with_tax` is for small-scale taxpayers, whose
    purchases are booked with tax (china.md 1.3).
    """
    legs: list[Leg] = []
    for moves in doc_type.moves:
        for number, line in enumerate(document.lines, 1):
            if not moves.role or line.role == moves.role:
                legs += _legs(document, moves, number, line, len(legs), transit, cost_with_tax=cost_with_tax)
    return Posting(
        legs=tuple(legs),
        party=_party(document, doc_type),
        settlements=_settlements(document, doc_type),
        cash=_cash(document, doc_type),
        figures=_figures(document, doc_type),
        fee=Money(doc_type.fee * (document.header.get("fee") or 0)),
    )


def _legs(
    document: Document,
    moves: Moves,
    number: int,
    line: Line,
    index: int,
    transit: str,
    *,
    cost_with_tax: bool,
) -> list[Leg]:
    """Return the ends of one line's move that lie in our places."""
    quantity = _moved(line, moves)
    given = _given(line, moves, cost_with_tax=cost_with_tax)
    if quantity == 0 and (moves.quantity or not given):
        return []
    source = (line.source, line.source_line) if line.source else None
    legs: list[Leg] = []
    if moves.origin.kind in OURS:
        basis = Basis.CARRIED if moves.basis is Basis.CARRIED else moves.basis
        legs.append(
            Leg(
                line=number,
                item=line.item,
                place=_place(document, moves.origin, transit),
                quantity=Quantity(-quantity),
                basis=basis,
                against=moves.target.kind,
                given=given,
                source=source,
                strict=moves.strict,
            )
        )
    if moves.target.kind in OURS:
        legs.append(
            Leg(
                line=number,
                item=line.item,
                place=_place(document, moves.target, transit),
                quantity=quantity,
                basis=moves.basis,
                against=moves.origin.kind,
                given=given,
                source=source,
                tie=index if legs else -1,
                weight=_weight(line),
            )
        )
    return legs


def _weight(line: Line) -> int:
    """Return the line's share in what an assembly consumed: as stated, else by quantity."""
    weight = line.data.get("weight")
    return weight if isinstance(weight, int) and weight else line.base_quantity


def _moved(line: Line, moves: Moves) -> Quantity:
    """Return the quantity that moves."""
    if not moves.quantity:
        return Quantity(0)
    return Quantity(line.value(moves.quantity) or 0)


def _given(line: Line, moves: Moves, *, cost_with_tax: bool) -> Money | None:
    """Return the value that the line states, where its basis wants one."""
    if moves.basis not in (Basis.GIVEN, Basis.SENT_BACK, Basis.REVALUED, Basis.REPRICED):
        return None
    if moves.basis is Basis.SENT_BACK and line.data.get("at_receipt_price"):
        return None
    return line.gross if cost_with_tax else line.net


def _place(document: Document, end: End, transit: str) -> str:
    """Return the uid of one of our places."""
    return str(document.header.get(end.field, "")) if end.field else transit


def _party(document: Document, doc_type: DocType) -> tuple[PartyEntry, ...]:
    """Return what the party owes or is owed, and what it paid on the spot."""
    if doc_type.owes is None:
        return ()
    side, sign = doc_type.owes.side, doc_type.owes.sign
    due_on = str(document.header.get("due_on") or document.business_date)
    entries = [PartyEntry(side=side, amount=Money(sign * total_of(document, doc_type)), due_on=due_on)]
    paid = sum(document.header.get(field) or 0 for _, field in CASH_FIELDS)
    if paid and not doc_type.settles:
        entries.append(PartyEntry(side=side, amount=Money(-sign * paid), due_on=document.business_date))
    return tuple(entry for entry in entries if entry.amount)


def _settlements(document: Document, doc_type: DocType) -> tuple[Settlement, ...]:
    """Return what of other documents is paid off."""
    if not doc_type.settles or doc_type.owes is None:
        return ()
    sign = -doc_type.owes.sign
    return tuple(
        Settlement(document=line.source, amount=Money(sign * line.amount))
        for line in document.lines
        if line.source and line.amount
    )


def _cash(document: Document, doc_type: DocType) -> tuple[CashEntry, ...]:
    """Return the money that goes through our accounts."""
    if not doc_type.cash:
        return ()
    return tuple(
        CashEntry(account=str(document.header[account]), amount=Money(doc_type.cash * document.header[paid]))
        for account, paid in CASH_FIELDS
        if document.header.get(account) and document.header.get(paid)
    )


def _figures(document: Document, doc_type: DocType) -> tuple[SalesEntry, ...]:
    """Return the lines of the sales or purchase figures."""
    sign = doc_type.sales or doc_type.purchases
    if not sign:
        return ()
    return tuple(
        SalesEntry(
            line=number,
            item=line.item,
            quantity=Quantity(sign * line.base_quantity),
            net=Money(sign * line.net),
            tax=Money(sign * line.tax),
        )
        for number, line in enumerate(document.lines, 1)
    )
