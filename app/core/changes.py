"""Changes: which kinds of thing a write touched; pages that show them refresh themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """A set of names such as ``stock``, ``party``, ``cash``, ``document:delivery``, ``record:item``, ``setting``."""

    kinds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *kinds: str) -> "Changes":
        """Name the kinds that were touched."""
        return cls(frozenset(kinds))

    def __or__(self, other: "Changes") -> "Changes":
        """Join two sets of changes."""
        return Changes(self.kinds | other.kinds)

    def touches(self, shown: frozenset[str]) -> bool:
        """Say whether any of the `shown` kinds changed."""
        return not self.kinds.isdisjoint(shown)
