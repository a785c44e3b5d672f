"""What a document comes to: base quantities, amounts, tax, discounts; each figure is rounded once, in a stated order.

Line: price × quantity, less the line discount (or the typed amount, R02). Document: whole discount and 抹零 are spread over
the lines by largest remainder (GV9), so that the sum is exact and each return refunds its part (GV20). Tax is found per
line (decisions 7): entered with tax → net is rounded, tax = gross − net; entered without → tax = round(net × rate).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.core.numbers import (
    WHOLE,
    Money,
    Quantity,
    amount_of,
    divide,
    net_of_gross,
    part_of,
    spread,
    spread_to_last,
)
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType


def settle(document: Document, doc_type: DocType) -> Document:
    """Return the document with all computed figures filled in; units must be resolved before."""
    lines = [_base(line) for line in document.lines]
    if doc_type.compares:
        lines = [_compared(line) for line in lines]
    if doc_type.settles or not doc_type.amounts:
        return replace(document, lines=tuple(lines))
    if doc_type.shares:
        cost = document.header.get(doc_type.shares) or 0
        basis = document.header.get("basis") or "amount"
        weights = [line.data.get("weight", {}).get(basis, 0) for line in lines]
        lines = [
            replace(line, amount=Money(part), typed_amount=True)
            for line, part in zip(lines, spread_to_last(cost, weights), strict=True)
        ]
    lines = [_amount(line) for line in lines]
    included = document.tax_included and doc_type.header_field("tax_included") is not None
    weights = [line.amount for line in lines]
    lines = [
        _taxed(line, Money(line.amount - part), included=included)
        for line, part in zip(lines, spread(document.discount, weights), strict=True)
    ]
    if document.rounding:
        shares = spread(document.rounding, [line.gross for line in lines])
        lines = [_regrossed(line, Money(line.gross - part)) for line, part in zip(lines, shares, strict=True)]
    return replace(document, lines=tuple(lines))


def total_of(document: Document, doc_type: DocType) -> Money:
    """Return what the document is about in money: its lines, or for a money document the money and what is waived."""
    if doc_type.settles:
        return Money(sum(document.header.get(key) or 0 for key in ("paid", "paid_2", "written_off")))
    return document.total


def lines_amount(document: Document) -> Money:
    """Return the sum of the lines before whole-document discounts, in the basis of entry."""
    return Money(sum(line.amount for line in document.lines))


def is_exact(line: Line) -> bool:
    """Say whether the entered quantity is a whole number of 10⁻⁶ base units."""
    return line.quantity * line.numerator % line.denominator == 0


def _base(line: Line) -> Line:
    """Fill in the quantity in base units."""
    return replace(line, base_quantity=Quantity(line.quantity * line.numerator // line.denominator))


def _compared(line: Line) -> Line:
    """Fill in surplus and shortage of a counted line."""
    difference = line.data.get("difference")
    if difference is None and "book" not in line.data:
        return line
    if difference is None:
        difference = line.base_quantity - line.data["book"]
    else:
        difference = difference * line.numerator // line.denominator
    data: Mapping[str, Any] = {
        **line.data, "surplus": max(difference, 0), "shortage": max(-difference, 0)
    }
    return replace(line, data=data)


def _amount(line: Line) -> Line:
    """Fill in the amount before whole-document discounts."""
    if line.typed_amount:
        return line
    if line.price is None or line.data.get("gift"):
        return replace(line, amount=Money(0))
    amount = amount_of(line.price, line.quantity)
    if line.discount:
        amount = Money(divide(amount * (WHOLE - line.discount), WHOLE))
    return replace(line, amount=amount)


def _taxed(line: Line, entered: Money, *, included: bool) -> Line:
    """Fill in net, tax and gross from the entered amount."""
    if included:
        return _regrossed(line, entered)
    tax = part_of(entered, line.tax_rate)
    return replace(line, net=entered, tax=tax, gross=Money(entered + tax))


def _regrossed(line: Line, gross: Money) -> Line:
    """Fill in net and tax from the gross amount."""
    net = net_of_gross(gross, line.tax_rate)
    return replace(line, net=net, tax=Money(gross - net), gross=gross)
