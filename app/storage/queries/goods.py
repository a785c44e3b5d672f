"""The goods that reports name, kept in memory: two thirds of the time of a long report went into reading their names.

What is kept is good as long as the log has nothing but documents since: this holds for what other processes write, too.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.storage.database import Database
from app.storage.queries.scope import EVERYTHING, Scope

Larger = tuple[tuple[str, int, int], ...]
"""Name, numerator and denominator of the units above the base unit."""


class Article(NamedTuple):
    """How an item stands in reports: `names` are its code, name, specification and base unit."""

    uid: str
    names: tuple[str, str, str, str]
    larger: Larger


Articles = Mapping[int, Article]
"""Goods by local id, in the order of their codes."""


class _Kept(NamedTuple):
    """What was read, and up to which operation of the log it is known to be so."""

    articles: Articles
    known_to: int


class Goods:
    """All goods of a firm, read when they are asked for first and again after a record changed."""

    def __init__(self, database: Database) -> None:
        """Start empty."""
        self._database = database
        self._kept: _Kept | None = None

    def of(self, scope: Scope) -> Articles:
        """Return the goods that a question is about."""
        connection = self._database.connection()
        if scope.is_of_some_goods:
            return read(connection, scope)
        last = connection.execute("SELECT COALESCE(MAX(id), 0) FROM operation").fetchone()[0]
        kept = self._kept
        articles = kept.articles if kept and _stands(connection, kept.known_to, last) else read(connection)
        self._kept = _Kept(articles, last)
        return articles

    def forget(self) -> None:
        """Drop what is kept: it may have been read in a transaction that failed."""
        self._kept = None


def read(connection: Any, scope: Scope = EVERYTHING) -> Articles:
    """Return the goods as they are now."""
    sql, parameters = scope.where()
    larger: dict[int, Larger] = {}
    for item_id, name, numerator, denominator in connection.execute(
        f"SELECT item_id, name, numerator, denominator FROM item_unit WHERE 1{sql} ORDER BY item_id, position",
        parameters,
    ):
        larger[item_id] = (*larger.get(item_id, ()), (name, numerator, denominator))
    sql, parameters = scope.where(item="id")
    return {
        item_id: Article(uid, (code, name, spec, unit), larger.get(item_id, ()))
        for item_id, uid, code, name, spec, unit in connection.execute(
            f"SELECT id, uid, code, name, spec, base_unit FROM item WHERE is_service = 0{sql} ORDER BY code_key, id",
            parameters,
        )
    }


def _stands(connection: Any, since: int, last: int) -> bool:
    """Say whether there are only documents in the log from one operation to a later one."""
    return since == last or (
        since < last
        and connection.execute(
            "SELECT 1 FROM operation WHERE id > ? AND kind NOT GLOB 'document.*' LIMIT 1", (since,)
        ).fetchone()
        is None
    )
