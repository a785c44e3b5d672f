"""The filters that a person keeps for a list: by name, what was answered and typed; on this computer."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers that differ from the usual ones, by field key, and the text; days that follow today stay with it."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""


def load(list_name: str) -> tuple[Kept, ...]:
    """Return the filters kept for a list; none when the file cannot be read."""
    known = _all().get(list_name)
    return tuple(
        Kept(str(each["name"]), dict(each.get("values") or {}), str(each.get("text") or ""))
        for each in (known if isinstance(known, list) else ())
        if isinstance(each, dict) and each.get("name") and isinstance(each.get("values", {}), dict)
    )


def keep(list_name: str, kept: Kept) -> None:
    """Keep a filter; one of the same name gives way to it."""
    _save(list_name, [*(each for each in load(list_name) if each.name != kept.name), kept])


def forget(list_name: str, name: str) -> None:
    """Keep a filter no longer."""
    _save(list_name, [each for each in load(list_name) if each.name != name])


def _path() -> Path:
    return platformdirs.user_config_path("zhanggui", appauthor=False) / "filters.json"


def _all() -> dict[str, Any]:
    try:
        known = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _save(list_name: str, filters: list[Kept]) -> None:
    known = _all()
    known[list_name] = [asdict(each) for each in filters]
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
