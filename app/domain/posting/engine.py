"""The engine: what a document writes, read off its type's declaration. No type is known by name here."""

from collections.abc import Iterator

from app.core.numbers import Money, Quantity
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Basis, DocType, End, Moves
from app.domain.documents.totals import total_of
from app.domain.places import OURS
from app.domain.posting.ledger import CashEntry, Leg, PartyEntry, Posting, SalesEntry, Settlement

CASH_FIELDS = (("account", "paid"), ("account_2", "paid_2"))
"""Header fields that hold an account and the money that goes through it."""

COST_WEIGHT = "cost_weight"
"""Where a line may state its share in what was consumed; the shares count when any line has one."""


def plan(document: Document, doc_type: DocType, *, transit: str = "", cost_with_tax: bool = False) -> Posting:
    """Return the entries of a settled document.

    `transit` is the uid of the firm's place for goods in transit. `cost_with_tax` is for small-scale taxpayers, whose
    purchases are booked with tax (china.md 1.3).
    """
    legs: list[Leg] = []
    for moves in doc_type.moves:
        legs += _legs(document, moves, len(legs), transit, cost_with_tax=cost_with_tax)
    return Posting(
        legs=tuple(legs),
        party=_party(document, doc_type),
        settlements=_settlements(document, doc_type),
        cash=_cash(document, doc_type),
        figures=_figures(document, doc_type),
        fee=Money(doc_type.fee * (document.header.get("fee") or 0)),
    )


def _legs(
    document: Document, moves: Moves, index: int, transit: str, *, cost_with_tax: bool
) -> Iterator[Leg]:
    """Walk the ends of the lines' moves that lie in our places; the first one has that index among all legs."""
    origin, target = (_place(document, end, transit) for end in (moves.origin, moves.target))
    weigh = moves.basis is Basis.ASSEMBLED and any(line.data.get(COST_WEIGHT) for line in document.lines)
    for number, line in enumerate(document.lines, 1):
        if moves.role and line.role != moves.role:
            continue
        quantity: Quantity = getattr(line, moves.quantity) if moves.quantity else Quantity(0)
        given = _given(line, moves, cost_with_tax=cost_with_tax)
        if quantity == 0 and (moves.quantity or not given):
            continue
        source = (line.source, line.source_line) if line.source else None
        tie = -1
        if origin is not None:
            yield Leg(
                line=number,
                item=line.item,
                place=origin,
                quantity=Quantity(-quantity),
                basis=moves.basis,
                against=moves.target.kind,
                given=given,
                source=source,
                strict=moves.strict,
            )
            tie, index = index, index + 1
        if target is not None:
            yield Leg(
                line=number,
                item=line.item,
                place=target,
                quantity=quantity,
                basis=moves.basis,
                against=moves.origin.kind,
                given=given,
                source=source,
                tie=tie,
                weight=line.data.get(COST_WEIGHT) or 0 if weigh else line.base_quantity,
            )
            index += 1


def _given(line: Line, moves: Moves, *, cost_with_tax: bool) -> Money | None:
    """Return the value that the line states, where its basis wants one."""
    if moves.basis not in (Basis.GIVEN, Basis.SENT_BACK, Basis.REVALUED, Basis.REPRICED):
        return None
    if moves.basis is Basis.SENT_BACK and line.data.get("at_receipt_price"):
        return None
    return line.gross if cost_with_tax else line.net


def _place(document: Document, end: End, transit: str) -> str | None:
    """Return the uid of the place at an end, None where it is not ours."""
    if end.kind not in OURS:
        return None
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
