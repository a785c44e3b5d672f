"""What a document comes to: base quantities, amounts, tax, discounts; each figure is rounded once, in a stated order.

Line: price × quantity, less the line discount (or the typed amount, R02). Document: whole discount and 抹零 are spread
over the lines by largest remainder (GV9), so that the sum is exact and each return refunds its part (GV20). Tax is
found per line (decisions 7): entered with tax → net is rounded, tax = gross − net; entered without → tax is rounded.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.core.numbers import (
    WHOLE,
    Money,
    Quantity,
    Rate,
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
    lines = document.lines
    if doc_type.compares:
        lines = tuple(_compared(line) for line in lines)
    if doc_type.settles or not doc_type.amounts:
        return replace(document, lines=tuple(_with_base(line) for line in lines))
    if doc_type.shares:
        lines = _shared(document, doc_type, lines)
    included = document.tax_included and doc_type.header_field("tax_included") is not None
    amounts = [_amount(line, included=included) for line in lines]
    figures = [
        _figures(line, Money(amount - part), included=included)
        for line, amount, part in zip(lines, amounts, spread(document.discount, amounts), strict=True)
    ]
    if document.rounding:
        shares = spread(document.rounding, [figure.gross for figure in figures])
        figures = [
            _regrossed(line.tax_rate, Money(figure.gross - part))
            for line, figure, part in zip(lines, figures, shares, strict=True)
        ]
    settled = tuple(
        line.with_figures(base_of(line), amount=amount, net=figure.net, tax=figure.tax, gross=figure.gross)
        for line, amount, figure in zip(lines, amounts, figures, strict=True)
    )
    return replace(document, lines=settled)


def total_of(document: Document, doc_type: DocType) -> Money:
    """Return what the document is about in money: what its head states, else its lines."""
    if doc_type.states:
        return Money(sum(document.header.get(key) or 0 for key in doc_type.states))
    return document.total


def lines_amount(document: Document) -> Money:
    """Return the sum of the lines before whole-document discounts, in the basis of entry."""
    return Money(sum(line.amount for line in document.lines))


def base_of(line: Line) -> Quantity:
    """Return the quantity in base units; none where nobody said it."""
    return Quantity((line.quantity or 0) * line.numerator // line.denominator)


def is_priced(line: Line) -> bool:
    """Say whether anything says what a line comes to: a price, an amount, a gift, a share of what was agreed."""
    return line.price is not None or line.typed_amount or bool(line.data.get("gift")) or "agreed" in line.data


def teaches(line: Line) -> bool:
    """Say whether the price of a line is worth knowing next time (G04).

    That of a gift or a promotion is not, nor that of a time in which the firm wanted no prices to be remembered.
    """
    data = line.data
    return bool(line.price) and not (
        data.get("gift") or data.get("untaught") or data.get("price_source") == "promotion"
    )


class _Figures(NamedTuple):
    """What a line comes to after whole-document discounts."""

    net: Money
    tax: Money
    gross: Money


def _with_base(line: Line) -> Line:
    """Fill in the quantity in base units of a line that has no money of its own."""
    base = base_of(line)
    if line.base_quantity == base and not (line.net or line.tax or line.gross):
        return line
    return replace(line, base_quantity=base, net=Money(0), tax=Money(0), gross=Money(0))


def _compared(line: Line) -> Line:
    """Fill in surplus and shortage of a counted line."""
    difference = line.data.get("difference")
    if difference is None and "book" not in line.data:
        return line
    if difference is None:
        difference = base_of(line) - line.data["book"]
    else:
        difference = difference * line.numerator // line.denominator
    data: Mapping[str, Any] = {**line.data, "surplus": max(difference, 0), "shortage": max(-difference, 0)}
    return replace(line, data=data)


def _shared(document: Document, doc_type: DocType, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Fill in the amounts of lines that share a cost of the head (R18)."""
    cost = document.header.get(doc_type.shares) or 0
    basis = document.header.get("basis") or "amount"
    weights = [line.data.get("weight", {}).get(basis, 0) for line in lines]
    return tuple(
        replace(line, amount=Money(part), typed_amount=True)
        for line, part in zip(lines, spread_to_last(cost, weights), strict=True)
    )


def _agreed(line: Line) -> _Figures | None:
    """Return the share of another line that was agreed: net and gross are shares, and so is the tax."""
    agreed = line.data.get("agreed")
    if not agreed or line.typed_amount:
        return None
    net, gross = agreed
    return _Figures(Money(net), Money(gross - net), Money(gross))


def _amount(line: Line, *, included: bool) -> Money:
    """Return the amount before whole-document discounts."""
    if line.typed_amount:
        return line.amount
    agreed = _agreed(line)
    if agreed:
        return agreed.gross if included else agreed.net
    if line.price is None or not line.quantity or line.data.get("gift"):
        return Money(0)
    amount = amount_of(line.price, line.quantity)
    if line.discount:
        amount = Money(divide(amount * (WHOLE - line.discount), WHOLE))
    return amount


def _figures(line: Line, entered: Money, *, included: bool) -> _Figures:
    """Return what a line comes to: its share of what was agreed, unless a discount was given on top."""
    agreed = _agreed(line)
    if agreed and entered == (agreed.gross if included else agreed.net):
        return agreed
    return _taxed(line.tax_rate, entered, included=included)


def _taxed(rate: Rate, entered: Money, *, included: bool) -> _Figures:
    """Return net, tax and gross of an entered amount."""
    if included:
        return _regrossed(rate, entered)
    tax = part_of(entered, rate)
    return _Figures(entered, tax, Money(entered + tax))


def _regrossed(rate: Rate, gross: Money) -> _Figures:
    """Return net and tax of a gross amount."""
    net = net_of_gross(gross, Rate(max(rate, 0)))  # a rate below zero is refused when it is checked
    return _Figures(net, Money(gross - net), gross)
