"""Books: one firm's database with what posting keeps at hand: catalogue, profile, settings, how far it is closed."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from app.core.changes import Changes
from app.storage import closings
from app.storage.catalogue import Catalogue
from app.storage.database import Database


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


class Books:
    """The database of a firm and what is cached of it; `forget` after a transaction that failed."""

    def __init__(self, database: Database) -> None:
        """Open the caches lazily."""
        self.database = database
        self.catalogue = Catalogue(database)
        self._profile: Profile | None = None
        self._closed_through: str | None = None
        self._settings: dict[str, Any] | None = None

    def connection(self) -> Any:
        """Return this thread's raw connection."""
        return self.database.connection()

    @property
    def profile(self) -> Profile:
        """The firm's profile."""
        if self._profile is None:
            self._profile = Profile(**self.setting("profile", {"name": ""}))
        return self._profile

    @property
    def closed_through(self) -> str:
        """The last day of the closed periods, or an empty text."""
        if self._closed_through is None:
            self._closed_through = closings.through(self.connection())
        return self._closed_through

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting of the firm."""
        if self._settings is None:
            rows = self.connection().execute("SELECT key, value FROM setting")
            self._settings = {name: json.loads(value) for name, value in rows}
        return self._settings.get(key, default)

    def forget(self, changes: Changes | None = None) -> None:
        """Drop what is cached of the things that changed; of everything when it is not known what."""
        kinds = changes.kinds if changes is not None else None
        if kinds is None or "setting" in kinds:
            self._profile = self._settings = None
        if kinds is None or "period" in kinds:
            self._closed_through = None
        self.catalogue.forget(changes)
