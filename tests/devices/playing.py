"""What all players share: bytes as vectors write them, and the end of what cannot be played."""

from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Unplayable(Exception):
    """A vector asks for something that there is not; the text says what."""


def chosen(known: Mapping[str, T], name: Any, what: str) -> T:
    """Return what is known by a name; raise `Unplayable`."""
    if not isinstance(name, str) or name not in known:
        raise Unplayable(f"no such {what}: {name!r}; known are {', '.join(known)}")
    return known[name]


def chunks_of(vector: Mapping[str, Any]) -> list[bytes]:
    """Return the chunks of a vector, or its one piece; raise `Unplayable`."""
    if "chunks_hex" not in vector and "hex" not in vector:
        raise Unplayable("no chunks_hex, no exchange, no hex")
    return pieces_of(vector["chunks_hex"] if "chunks_hex" in vector else [vector["hex"]])


def pieces_of(written: Any) -> list[bytes]:
    """Return pieces that are written in hex; raise `Unplayable`."""
    try:
        return [bytes.fromhex(one) for one in written]
    except (TypeError, ValueError) as problem:
        raise Unplayable(f"no hex: {problem}") from problem
