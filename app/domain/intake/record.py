"""One record of a list, as it was read."""

from collections.abc import Mapping, MutableMapping
from typing import Any, NamedTuple


class Record(NamedTuple):
    """One record: its row, from 1, what it says, and its block where several lie side by side.

    Its `texts` are the values in plain form of its `fields`. Records that say the same fields share these: a list has
    ten thousands of rows, and a mapping for each would take more room than all the texts.
    """

    row: int
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    block: int = 0

    @classmethod
    def of(
        cls,
        row: int,
        values: Mapping[str, str],
        block: int = 0,
        shared: MutableMapping[tuple[str, ...], tuple[str, ...]] | None = None,
    ) -> "Record":
        """Return the record of a row that says these values; its fields are `shared` with those before it."""
        fields = tuple(values)
        if shared is not None:
            fields = shared.setdefault(fields, fields)
        return cls(row, fields, tuple(values.values()), block)

    @property
    def values(self) -> dict[str, str]:
        """The values by field, in a mapping of its own."""
        return dict(zip(self.fields, self.texts, strict=True))

    def plain(self) -> dict[str, Any]:
        """Write it as plain data."""
        return {"row": self.row, **({"block": self.block} if self.block else {}), **self.values}
