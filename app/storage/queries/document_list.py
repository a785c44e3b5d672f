"""Posted documents of all types in one list, by head or by line."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.core.field import Field
from app.storage.queries import own_values
from app.storage.queries.those import ALL, Narrowed, joined

_STATE = "COALESCE(x.kind, 'posted')"


class Wanted(NamedTuple):
    """Which documents: types and states by key, days, and any of these parties (none: all) by local id.

    `those` narrows them further.
    """

    types: Sequence[str]
    states: Sequence[str]
    since: str
    until: str
    parties: Sequence[int] = ()
    those: Narrowed = ALL

    def of_heads(self) -> tuple[str, list[object]]:
        """Return conditions on documents: those of lines hold for one line of theirs."""
        items, lines = self.those.items, self.those.lines
        if not (items.questions or lines.questions):
            return self._where()
        goods, values = joined(items.where("z.item_id"), lines.where("(z.document_id, z.number)"))
        line = f" AND EXISTS (SELECT 1 FROM document_line z WHERE z.document_id = d.id{goods})"
        return joined(self._where(), (line, values))

    def of_lines(self) -> tuple[str, list[object]]:
        """Return conditions on documents `d` and their lines `l`."""
        items, lines = self.those.items, self.those.lines
        return joined(self._where(), items.where("l.item_id"), lines.where("(l.document_id, l.number)"))

    def _where(self) -> tuple[str, list[object]]:
        """Return conditions on documents `d` with their ends `x`; a party counts with those merged into it."""
        sql = f"d.type IN ({_marks(self.types)}) AND d.business_date BETWEEN ? AND ?"
        parameters: list[object] = [*self.types, self.since, self.until]
        if self.states:
            sql += f" AND {_STATE} IN ({_marks(self.states)})"
            parameters += self.states
        if self.parties:
            marks = _marks(self.parties)
            sql += (
                f" AND (d.party_id IN ({marks}) OR d.party_id IN (SELECT record_id FROM record_alias"
                f" WHERE record_group = 'party' AND survivor_id IN ({marks})))"
            )
            parameters += [*self.parties, *self.parties]
        those = self.those
        return joined((sql, parameters), those.heads.where("d.id"), those.parties.where("d.party_id"))


def heads(connection: Any, wanted: Wanted, own: Sequence[Field] = ()) -> list[tuple[Any, ...]]:
    """Return the documents by date, each with what stands in the firm's `own` fields at the end.

    (uid, date, type, number, party, warehouse, staff, net, tax, total, open, state, author, …)
    """
    where, parameters = wanted.of_heads()
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT d.uid, d.business_date, d.type, d.number, COALESCE(p.name, ''), COALESCE(w.name, ''),"
        " COALESCE(s.name, ''), d.net, d.tax, d.total, (SELECT SUM(o.amount) FROM party_entry e"
        " JOIN party_open o ON o.entry_id = e.id WHERE e.document_id = d.id),"
        f" {_STATE}, d.author{_own('d', own)} FROM document d LEFT JOIN document_end x ON x.document_id = d.id"
        " LEFT JOIN party p ON p.id = d.party_id LEFT JOIN place w ON w.id = d.place_id"
        f" LEFT JOIN staff s ON s.id = d.staff_id WHERE {where} ORDER BY d.business_date, d.id",
        parameters,
    ).fetchall()
    return [own_values.states(own, row, len(row) - len(own)) for row in rows] if own else rows


def lines(connection: Any, wanted: Wanted, own: Sequence[Field] = ()) -> list[tuple[Any, ...]]:
    """Return the lines of goods of the documents, by date.

    (uid, date, type, number, party, warehouse, line, code, item, spec, quantity, unit, price, net, tax, gross, state,
    and what stands in the firm's `own` fields)
    """
    where, parameters = wanted.of_lines()
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT d.uid, d.business_date, d.type, d.number, COALESCE(p.name, ''), COALESCE(w.name, ''), l.number,"
        " i.code, i.name, i.spec, l.quantity, l.unit, l.price, l.net, l.tax, l.gross,"
        f" {_STATE}{_own('l', own)} FROM document d JOIN document_line l ON l.document_id = d.id"
        " JOIN item i ON i.id = l.item_id"
        " LEFT JOIN document_end x ON x.document_id = d.id LEFT JOIN party p ON p.id = d.party_id"
        f" LEFT JOIN place w ON w.id = d.place_id WHERE {where} ORDER BY d.business_date, d.id, l.number",
        parameters,
    ).fetchall()
    return [own_values.states(own, row, len(row) - len(own)) for row in rows] if own else rows


def _own(alias: str, own: Sequence[Field]) -> str:
    """Return the SQL of the columns of a firm's own fields."""
    return "".join(f", {own_values.shown(own_values.held(f'{alias}.own', field), field)}" for field in own)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
