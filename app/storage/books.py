"""Books: one firm's database with what posting keeps at hand: catalogue, profile, settings, how far it is closed."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.core.changes import Changes
from app.core.field import Field
from app.domain.custom.shapes import Shapes
from app.domain.records.types import RECORDS
from app.storage import closings, shapes
from app.storage.catalogue import Catalogue
from app.storage.database import Database
from app.storage.queries.goods import Goods
from app.storage.records_reading import load_records

_LABELS: Final = RECORDS["scale_label"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is decided when a firm is made (decisions 11); it shapes every figure, so it never just changes."""

    name: str
    method: str = "moving_average"
    pool: str = "item"
    taxpayer: str = "general"
    started_on: str = ""

    @property
    def per_item(self) -> bool:
        """Whether all places share one cost pool an item."""
        return self.pool == "item"

    @property
    def cost_with_tax(self) -> bool:
        """Small-scale taxpayers book purchases with tax (china.md 1.3)."""
        return self.taxpayer == "small_scale"

    def plain(self) -> dict[str, str]:
        """Write as plain data."""
        return asdict(self)


class _Memory:
    """What is kept of a firm's records, settings and periods; read when asked for first."""

    def __init__(self, database: Database) -> None:
        self.catalogue = Catalogue(database)
        self.profile: Profile | None = None
        self.closed_through: str | None = None
        self.settings: dict[str, Any] | None = None
        self.shapes: Shapes | None = None
        self.scale_labels: tuple[Mapping[str, Any], ...] | None = None

    def forget(self, kinds: frozenset[str] | None) -> None:
        """Drop what is kept of the things that changed; everything when it is not known what."""
        if kinds is None or "setting" in kinds:
            self.profile = self.settings = None
        if kinds is None or "period" in kinds:
            self.closed_through = None
        if kinds is None or not kinds.isdisjoint(shapes.DEFINE):
            self.shapes = None
        if kinds is None or f"record:{_LABELS.key}" in kinds:
            self.scale_labels = None
        self.catalogue.forget(kinds)


class Books:
    """The database of a firm and what is kept of it, twice: for who writes, and for who reads meanwhile.

    A writer trusts only what was read inside a transaction that writes, so no rule is ever checked against what a
    reader, or another process, saw before a change.
    """

    def __init__(self, database: Database) -> None:
        """Read nothing yet."""
        self.database = database
        self.goods = Goods(database)
        self._writing = _Memory(database)
        self._reading = _Memory(database)
        self._changed: set[str] = set()

    def connection(self) -> Any:
        """Return this thread's raw connection."""
        return self.database.connection()

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Write; yields whether somebody else wrote since this thread did. One inside another joins it."""
        if self.database.is_writing:
            yield False
            return
        try:
            with self.database.transaction():
                self._changed.clear()
                others_wrote = self.database.others_wrote()
                if others_wrote:
                    self._writing.forget(None)
                yield others_wrote
                changed = frozenset(self._changed)
        except BaseException:
            self.forget()
            raise
        if changed:  # what a reader has read between the change and its commit
            self._reading.forget(changed)

    @property
    def catalogue(self) -> Catalogue:
        """The records at hand."""
        return (self._writing if self.database.is_writing else self._reading).catalogue

    @property
    def profile(self) -> Profile:
        """The firm's profile."""
        memory = self._memory()
        if memory.profile is None:
            memory.profile = Profile(**self.setting("profile", {"name": ""}))
        return memory.profile

    @property
    def shapes(self) -> Shapes:
        """The types of record and document as the firm has them."""
        memory = self._memory()
        if memory.shapes is None:
            memory.shapes = shapes.read(self.connection())
        return memory.shapes

    @property
    def scale_labels(self) -> tuple[Mapping[str, Any], ...]:
        """The records that say how labels of scales are read, those in use."""
        memory = self._memory()
        if memory.scale_labels is None:
            every = load_records(self.connection(), _LABELS)
            memory.scale_labels = tuple(values for values in every if values["is_active"])
        return memory.scale_labels

    @property
    def closed_through(self) -> str:
        """The last day of the closed periods, or an empty text."""
        memory = self._memory()
        if memory.closed_through is None:
            memory.closed_through = closings.through(self.connection())
        return memory.closed_through

    @property
    def open_from(self) -> str:
        """The first day that is open, or an empty text while nothing was closed."""
        through = self.closed_through
        return (date.fromisoformat(through) + timedelta(days=1)).isoformat() if through else ""

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting of the firm."""
        return self._settings().get(key, default)

    def chosen(self, field: Field) -> Any:
        """Return a setting that is declared (`app.domain.settings`): as the firm has it, else its default."""
        value = self.setting(field.key)
        return field.default if value is None else value

    def settings(self, beginning: str) -> dict[str, Any]:
        """Return the settings whose keys begin like this."""
        return {key: value for key, value in self._settings().items() if key.startswith(beginning)}

    def forget(self, changes: Changes | None = None) -> None:
        """Drop what is kept of the things that changed; everything when it is not known what."""
        kinds = changes.kinds if changes is not None else None
        if kinds is None:
            self.goods.forget()
        else:
            self._changed |= kinds
        self._writing.forget(kinds)
        self._reading.forget(kinds)

    def _memory(self) -> _Memory:
        return self._writing if self.database.is_writing else self._reading

    def _settings(self) -> dict[str, Any]:
        memory = self._memory()
        known = memory.settings
        if known is None:
            rows = self.connection().execute("SELECT key, value FROM setting")
            known = memory.settings = {name: json.loads(value) for name, value in rows}
        return known
