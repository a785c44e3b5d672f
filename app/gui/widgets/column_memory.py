"""How a person arranged the columns of a table, by its name: order, widths, hidden and frozen ones; kept on this PC."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Columns by key. What is not named stands where and as wide as the table puts it."""

    order: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Those that a person wants to see even where there is no room for them."""
    frozen: int = 0
    """How many columns at the left stay where they are."""


def _path() -> Path:
    return platformdirs.user_config_path("zhanggui", appauthor=False) / "columns.json"


def _all() -> dict[str, Any]:
    try:
        known = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def load(name: str) -> Arrangement:
    """Return what is remembered of a table; nothing when it was never arranged or the file cannot be read."""
    known = _all().get(name)
    if not isinstance(known, dict):
        return Arrangement()
    widths, frozen = known.get("widths"), known.get("frozen")
    return Arrangement(
        order=_words(known.get("order")),
        widths={str(key): width for key, width in widths.items() if isinstance(width, int)}
        if isinstance(widths, dict)
        else {},
        hidden=_words(known.get("hidden")),
        asked=_words(known.get("asked")),
        frozen=frozen if isinstance(frozen, int) and frozen > 0 else 0,
    )


def save(name: str, arrangement: Arrangement) -> None:
    """Remember how a table is arranged; an empty arrangement is forgotten."""
    known = _all()
    known.pop(name, None)
    if arrangement != Arrangement():
        known[name] = asdict(arrangement)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
