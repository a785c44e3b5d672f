"""Which goods and places a question is about, as conditions of SQL."""

from typing import NamedTuple

from app.storage.queries.those import Those, joined

TREE = (
    "(WITH RECURSIVE tree (id) AS (VALUES (?) UNION SELECT c.id FROM category c JOIN tree ON c.parent_id = tree.id)"
    " SELECT id FROM tree)"
)
"""A category with all below it."""


class Scope(NamedTuple):
    """Local ids; 0 means any. `items` narrows it further."""

    item_id: int = 0
    category_id: int = 0
    place_id: int = 0
    items: Those = Those()

    @property
    def is_of_some_goods(self) -> bool:
        """Whether not all goods are meant."""
        return bool(self.item_id or self.category_id or self.items.questions)

    def where(self, *, item: str = "item_id", place: str = "") -> tuple[str, list[object]]:
        """Return conditions that begin with AND, for these columns, with their parameters."""
        sql, parameters = "", list[object]()
        if self.item_id:
            sql += f" AND {item} = ?"
            parameters.append(self.item_id)
        if self.category_id:
            sql += f" AND {item} IN (SELECT id FROM item WHERE category_id IN {TREE})"
            parameters.append(self.category_id)
        if self.place_id and place:
            sql += f" AND {place} = ?"
            parameters.append(self.place_id)
        return joined((sql, parameters), self.items.where(item))


EVERYTHING = Scope()
