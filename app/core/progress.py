"""Progress of long work, and its cancelling."""

from typing import Protocol


class Cancelled(Exception):
    """The person asked to stop; whatever was begun is rolled back."""


class Progress(Protocol):
    """Told how far the work is; raises `Cancelled` when the person asked to stop."""

    def __call__(self, done: int, whole: int) -> None:
        """Report `done` of `whole` steps."""


def silent(done: int, whole: int) -> None:
    """Report to nobody."""
