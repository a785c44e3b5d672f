"""A file appears whole or not at all; what the operating system refuses becomes a named problem."""

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.formats.errors import DiskFull, FileNotWritten


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a place to write beside `path`; put it there when the block ends well, leave nothing when it does not."""
    draft = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        if problem.errno == errno.ENOSPC:
            raise DiskFull(name=path.name) from problem
        raise FileNotWritten(name=path.name) from problem
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
