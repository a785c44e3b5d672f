"""A path as a person types it."""

from pathlib import Path


def typed_path(text: str) -> Path:
    """Return the path; ``~`` is the home folder, and stands for itself where nobody of that name has one."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
