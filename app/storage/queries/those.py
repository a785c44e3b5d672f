"""Those: which rows a question is narrowed to, as questions of its own that SQL answers in the same statement."""

from collections.abc import Sequence
from typing import NamedTuple


class Those(NamedTuple):
    """Rows that each of several questions gives, each as SQL with its parameters; without any, all rows."""

    questions: tuple[tuple[str, tuple[object, ...]], ...] = ()

    def where(self, column: str) -> tuple[str, list[object]]:
        """Return conditions that begin with AND, for what names a row, with their parameters."""
        sql = "".join(f" AND {column} IN ({question})" for question, _ in self.questions)
        return sql, [value for _, values in self.questions for value in values]

    def named(self, column: str, name: str) -> tuple[str, dict[str, object]]:
        """Return the same for a statement whose parameters have names, which begin with `name`."""
        sql, values = self.where(column)
        first, *rest = sql.split("?")
        parts = (f":{name}_{number}{part}" for number, part in enumerate(rest))
        return "".join((first, *parts)), {f"{name}_{number}": value for number, value in enumerate(values)}


class Narrowed(NamedTuple):
    """What a report is narrowed to: items and parties by id, documents by id, lines by document and number."""

    items: Those = Those()
    parties: Those = Those()
    heads: Those = Those()
    lines: Those = Those()


ALL = Narrowed()


def joined(*conditions: tuple[str, Sequence[object]]) -> tuple[str, list[object]]:
    """Return conditions one after the other, with their parameters in that order."""
    return "".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]
