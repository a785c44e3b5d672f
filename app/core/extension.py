"""Family: an ordered, keyed list of declarations of one sort; the only registry class."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """A declaration with a stable English key."""

    @property
    def key(self) -> str:
        """Return the key."""


T = TypeVar("T", bound=Keyed)


class Family(Generic[T]):
    """Declarations in the order they were listed, found by key; KeyError names what is missing."""

    def __init__(self, name: str, *members: T) -> None:
        """List the members; two with one key are a mistake of ours."""
        self._name = name
        self._members: dict[str, T] = {}
        for member in members:
            self.add(member)

    def add(self, member: T) -> None:
        """Add one more, as a plug-in does."""
        assert member.key not in self._members, f"{self._name} {member.key} is declared twice"
        self._members[member.key] = member

    def __getitem__(self, key: str) -> T:
        """Return the declaration of this key."""
        return self._members[key]

    def get(self, key: str) -> T | None:
        """Return the declaration of this key, or None."""
        return self._members.get(key)

    def __contains__(self, key: object) -> bool:
        """Say whether the key is known."""
        return key in self._members

    def __iter__(self) -> Iterator[T]:
        """Walk the declarations in order."""
        return iter(self._members.values())

    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(self._members)
