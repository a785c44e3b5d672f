"""Balances that stand on two sides, debit and credit: one side counts against the other."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.intake.columns import Column, Head
from app.domain.intake.vocabulary import Vocabulary, squeezed

_OPENING = "opening_"
"""The fields of balances begin so."""


def against(table: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return what the side is called that counts against the balances of a table."""
    return vocabulary.sides["debit" if table == "supplier" else "credit"]


def two_columns(head: Head, names: Sequence[str], vocabulary: Vocabulary) -> Head:
    """Read a balance that stands as debit and credit under one head."""
    both = vocabulary.sides["debit"] | vocabulary.sides["credit"]
    sides = {column.place: squeezed(names[column.place]) for column in head.columns}
    balance = next(
        (
            column
            for column in head.columns
            if column.field.startswith(_OPENING) and sides[column.place] in both
        ),
        None,
    )
    if balance is None:
        return head
    group = balance.header.removesuffix(names[balance.place])
    negative = against(head.table, vocabulary)
    columns = (
        replace(column, field=balance.field, is_negative=sides[column.place] in negative)
        if sides[column.place] in both and column.header.startswith(group)
        else column
        for column in head.columns
    )
    return replace(head, columns=tuple(columns))


def one_column(head: Head, body: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Head:
    """Read a column that says of each row on which side its balance stands; the balance beside it is meant."""
    places = [column.place for column in head.columns if _says_sides(column, body, vocabulary)]
    if not places:
        return head
    columns = (
        replace(column, side=min(places, key=lambda place: abs(place - column.place)))
        if column.field.startswith(_OPENING) and not column.is_negative
        else column
        for column in head.columns
    )
    return replace(head, columns=tuple(columns))


def _says_sides(column: Column, body: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    if column.field or vocabulary.header(column.header) not in vocabulary.sides["heads"]:
        return False
    known = vocabulary.sides["debit"] | vocabulary.sides["credit"]
    return any(squeezed(row[column.place]) in known for row in body)
