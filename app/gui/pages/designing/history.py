"""What was done to a template, so that it can be undone; frozen, one step a change."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """The template as it is kept, as it stands now, and the way between."""

    kept: T
    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    @classmethod
    def of(cls, kept: T) -> "History[T]":
        """Begin with what is kept."""
        return cls(kept, kept)

    @property
    def is_changed(self) -> bool:
        """Say whether there is something to keep."""
        return self.now != self.kept

    def then(self, changed: T) -> "History[T]":
        """Go one step on; what was undone is forgotten."""
        if changed == self.now:
            return self
        return History(self.kept, changed, (*self.past, self.now))

    def undone(self) -> "History[T]":
        """Go one step back, if there is one."""
        if not self.past:
            return self
        *past, before = self.past
        return History(self.kept, before, tuple(past), (self.now, *self.future))

    def redone(self) -> "History[T]":
        """Go the step again that was undone last."""
        if not self.future:
            return self
        after, *future = self.future
        return History(self.kept, after, (*self.past, self.now), tuple(future))

    def saved(self, kept: T) -> "History[T]":
        """Take this one as kept; undo still goes back behind it."""
        return History(kept, self.now, self.past, self.future)
