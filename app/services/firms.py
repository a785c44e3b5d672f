"""Firms as files: where they lie, how one is made, what one is. What happens inside an open firm is elsewhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import platformdirs

from app.core.field import Field
from app.domain.modules.templates import STANDARD, TEMPLATES
from app.domain.profile import PROFILE
from app.domain.records.check import field_problem
from app.domain.records.types import RECORDS
from app.domain.settings import MIGRATION
from app.services import founding, plain_values, settings
from app.services.firm import Firm, FirmMissing, Profile
from app.storage import migrator
from app.storage.database import Database
from app.storage.queries import firm as queries

SUFFIX: Final = ".zhanggui"
"""What firm files are called; the program opens any name."""


BEGINNING: Final = (MIGRATION,)
"""The settings that are asked for when a firm is made."""


def default_path() -> Path:
    """Return where the firm of a person lies who named no other place."""
    return platformdirs.user_data_path("zhanggui", appauthor=False) / f"books{SUFFIX}"


def create(
    path: Path, values: Mapping[str, object], *, template: str = STANDARD.key, author: str = ""
) -> Firm:
    """Make a firm out of plain values of its profile and first settings; unfinished, it leaves no file behind."""
    profile = Profile(**{field.key: _read(field, values.get(field.key)) for field in PROFILE})
    chosen = {field.key: True for field in BEGINNING if values.get(field.key)}
    with whole(path):
        firm = founding.create(path, profile, template=TEMPLATES[template], author=author)
        settings.save(firm, chosen)
        return firm


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """Leave no file behind when the new firm at `path` cannot be finished; one that was there is not touched."""
    is_new = not path.exists()
    try:
        yield
    except BaseException:
        if is_new:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


def _read(field: Field, value: object) -> Any:
    """Read one value of the profile; what is not said is at its default."""
    if value is None or value == "":
        value = field.default or ""
        problem = field_problem(field, value)
        if problem:
            raise problem.at(field=field.key)
        return value
    return plain_values.read(field, value)


def info(firm: Firm) -> dict[str, Any]:
    """Say what a firm is: its profile, how far it is closed, how much is in it."""
    counts = queries.counts(firm.books.connection(), tuple(RECORDS))
    return {
        "path": str(firm.path),
        **firm.profile.plain(),
        "closed_through": firm.books.closed_through,
        "station": firm.station,
        **counts,
    }


def migrate(path: Path) -> list[str]:
    """Bring a firm's file up to date; return the steps taken, none when it is."""
    if not path.is_file():
        raise FirmMissing(path=str(path))
    migrator.refuse_foreign(path)
    database = Database(path)
    try:
        return migrator.migrate(database)
    finally:
        database.close()
